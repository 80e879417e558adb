using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CodegenLab.Engine.Instrumentation;
using CodegenLab.Worker.TestCases;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Engine.Rendering;

/// <summary>Puts a condition of the subject into words for a test's name: <c>a + b &lt;= c</c> is APlusBIsAtMostC.</summary>
internal static partial class ConditionWords
{
    private static readonly Dictionary<SyntaxKind, (string True, string False)> Comparisons = new()
    {
        [SyntaxKind.EqualsExpression] = ("Is", "IsNot"),
        [SyntaxKind.NotEqualsExpression] = ("IsNot", "Is"),
        [SyntaxKind.LessThanExpression] = ("IsLessThan", "IsAtLeast"),
        [SyntaxKind.LessThanOrEqualExpression] = ("IsAtMost", "IsGreaterThan"),
        [SyntaxKind.GreaterThanExpression] = ("IsGreaterThan", "IsAtMost"),
        [SyntaxKind.GreaterThanOrEqualExpression] = ("IsAtLeast", "IsLessThan"),
    };

    private static readonly Dictionary<SyntaxKind, string> Operators = new()
    {
        [SyntaxKind.AddExpression] = "Plus", [SyntaxKind.SubtractExpression] = "Minus", [SyntaxKind.MultiplyExpression] = "Times",
        [SyntaxKind.DivideExpression] = "DividedBy", [SyntaxKind.ModuloExpression] = "Modulo", [SyntaxKind.BitwiseAndExpression] = "And",
        [SyntaxKind.BitwiseOrExpression] = "Or", [SyntaxKind.ExclusiveOrExpression] = "Xor", [SyntaxKind.CoalesceExpression] = "Or",
        [SyntaxKind.LeftShiftExpression] = "ShiftedLeftBy", [SyntaxKind.RightShiftExpression] = "ShiftedRightBy",
        [SyntaxKind.AsExpression] = "As",
    };

    // Predicates that read as a verb: what the false outcome says.
    private static readonly Dictionary<string, string> Denials = new()
    {
        ["StartsWith"] = "DoesNotStartWith", ["EndsWith"] = "DoesNotEndWith", ["Contains"] = "DoesNotContain", ["ContainsKey"] = "DoesNotContainKey",
        ["ContainsValue"] = "DoesNotContainValue", ["Equals"] = "DoesNotEqual", ["Any"] = "HasNone", ["All"] = "NotAll", ["Matches"] = "DoesNotMatch",
        ["SequenceEqual"] = "DoesNotEqual", ["Overlaps"] = "DoesNotOverlap", ["MoveNext"] = "HasEnded", ["HasValue"] = "HasNoValue", ["Exists"] = "DoesNotExist",
        ["Includes"] = "DoesNotInclude", ["TrueForAll"] = "NotTrueForAll",
    };

    /// <summary>Methods that look for an element: what they were told to look for is in a lambda that no name can hold.</summary>
    private static readonly HashSet<string> Lookups = ["Find", "FindLast", "FirstOrDefault", "LastOrDefault", "SingleOrDefault"];

    private static readonly Dictionary<char, string> Symbols = new()
    {
        [' '] = "Space", ['-'] = "Dash", ['+'] = "Plus", ['.'] = "Dot", [','] = "Comma", [':'] = "Colon", [';'] = "Semicolon", ['/'] = "Slash",
        ['\\'] = "Backslash", ['_'] = "Underscore", ['*'] = "Star", ['?'] = "QuestionMark", ['!'] = "ExclamationMark", ['#'] = "Hash", ['@'] = "At",
        ['%'] = "Percent", ['&'] = "Ampersand", ['='] = "EqualsSign", ['<'] = "LessThanSign", ['>'] = "GreaterThanSign", ['('] = "OpenParenthesis",
        [')'] = "CloseParenthesis", ['['] = "OpenBracket", [']'] = "CloseBracket", ['{'] = "OpenBrace", ['}'] = "CloseBrace", ['"'] = "Quote",
        ['\''] = "Apostrophe", ['|'] = "Bar", ['~'] = "Tilde", ['^'] = "Caret", ['$'] = "Dollar", ['\0'] = "NullCharacter", ['\n'] = "LineFeed",
        ['\r'] = "CarriageReturn", ['\t'] = "Tab",
    };

    /// <summary>The condition in words, capitalised; empty when nothing can be said.</summary>
    /// <param name="taken">The outcome: true or false. Arms have only true.</param>
    public static string Of(Site site, bool taken) => site.IsArm ? Arm(site.Text.Trim()) : Condition(SyntaxFactory.ParseExpression(site.Text), taken);

    /// <summary>Whether a condition speaks of a variable that only its method knows: lower case, and none of <paramref name="known"/>.</summary>
    public static bool NamesLocals(Site site, IReadOnlyCollection<string> known) =>
        !site.IsArm && SyntaxFactory.ParseExpression(site.Text).DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(name =>
            char.IsLower(name.Identifier.Text[0])
            && !known.Contains(name.Identifier.Text)
            && name.Parent is not (NameColonSyntax or InvocationExpressionSyntax or MemberBindingExpressionSyntax)
            && !(name.Parent is MemberAccessExpressionSyntax access && access.Name == name)
            && !name.Ancestors().Any(around => around is AnonymousFunctionExpressionSyntax));

    /// <summary>Whether a condition asks what the machine or the runtime can do: no test decides that.</summary>
    public static bool IsOfMachine(Site site) =>
        !site.IsArm && SyntaxFactory.ParseExpression(site.Text).DescendantNodesAndSelf().OfType<MemberAccessExpressionSyntax>().Any(access =>
            access.Name.Identifier.Text is "IsHardwareAccelerated" or "IsLittleEndian" or "IsSupported" or "Is64BitProcess"
            || access.Expression is IdentifierNameSyntax { Identifier.Text: "OperatingSystem" or "RuntimeInformation" });

    /// <summary>Whether a condition speaks of something by this name.</summary>
    public static bool Names(Site site, string identifier) =>
        (site.IsArm ? (SyntaxNode)SyntaxFactory.ParseExpression($"value switch {{ {site.Text.TrimEnd(':').Replace("case ", "", StringComparison.Ordinal)} => 0 }}") : SyntaxFactory.ParseExpression(site.Text))
            .DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.Text == identifier);

    /// <summary>A constant in words.</summary>
    public static string Value(object? value)
    {
        var culture = CultureInfo.InvariantCulture;
        return value switch
        {
            null => "Null",
            true => "True",
            false => "False",
            "" => "Empty",
            string text => Text(text),
            char c => char.IsAsciiLetterOrDigit(c) ? char.ToUpperInvariant(c).ToString() : Symbols.GetValueOrDefault(c, $"U{(int)c:X4}"),
            double.NaN or float.NaN => "NaN",
            sbyte or short or int or long or decimal or double or float => Number(Convert.ToString(value, culture)!),
            TimeSpan span => Span(span),
            IFormattable number => Number(number.ToString(null, culture)),
            _ => Words(value.ToString() ?? ""),
        };
    }

    /// <summary>A value of the base class library in words: what it is named, or asked for by. Empty for one that is made.</summary>
    /// <param name="code">Key into <see cref="KnownValues"/>.</param>
    public static string Known(string code)
    {
        if (code.StartsWith("new ", StringComparison.Ordinal))
            return "";
        return code.Split('"') is [_, var name, _] ? Words(name) : code.Split('.')[^1].Replace("Culture", "", StringComparison.Ordinal);
    }

    private static readonly HashSet<string> Verbs = ["Is", "Has", "Equals", "Differs", "Contains", "Starts", "Ends", "Matches"];

    /// <summary>What cannot be the last word of a condition.</summary>
    private static readonly HashSet<string> Leading = [.. Verbs, "Not", "Does", "And", "Or", "At", "To", "From", "Than", "Of", "In", "With", "Greater", "Less", "Least", "Most", "Minus"];

    /// <summary>Cuts a condition of capitalised words to a length, at the end of a word that it may end with; empty where what is left says nothing.</summary>
    public static string Cut(string words, int length)
    {
        if (words.Length <= length)
            return words;
        var fitting = new List<string>();
        foreach (var word in CapitalisedWord().Matches(words).Select(match => match.Value))
        {
            length -= word.Length;
            if (length < 0)
                break;
            fitting.Add(word);
        }

        while (fitting.Count > 0 && Leading.Contains(fitting[^1]))
            fitting.RemoveAt(fitting.Count - 1);

        // The last of several conditions has to be whole enough to have a verb.
        var last = Math.Max(0, fitting.LastIndexOf("And"));
        if (!fitting[last..].Exists(Verbs.Contains))
            fitting.RemoveRange(last, fitting.Count - last);
        return string.Concat(fitting);
    }

    /// <summary>The letters and digits of a text, each word capitalised.</summary>
    public static string Words(string text)
    {
        var words = new StringBuilder();
        var start = true;
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c))
            {
                start = true;
                continue;
            }

            words.Append(start ? char.ToUpperInvariant(c) : c);
            start = false;
        }

        return words.ToString();
    }

    private static string Text(string text)
    {
        if (text.Length <= 3 && text.All(Symbols.ContainsKey))
            return string.Concat(text.Select(c => Symbols[c]));
        return string.IsNullOrWhiteSpace(text) ? "WhiteSpace" : Words(text);
    }

    /// <summary>In the largest unit that it is a whole number of: <c>1Hour</c>, <c>90Minutes</c>.</summary>
    private static string Span(TimeSpan span)
    {
        if (span == TimeSpan.Zero)
            return "Zero";
        if (span == TimeSpan.MaxValue || span == TimeSpan.MinValue)
            return span > TimeSpan.Zero ? "MaxValue" : "MinValue";
        (long Ticks, string Name)[] units =
        [
            (TimeSpan.TicksPerDay, "Day"), (TimeSpan.TicksPerHour, "Hour"), (TimeSpan.TicksPerMinute, "Minute"),
            (TimeSpan.TicksPerSecond, "Second"), (TimeSpan.TicksPerMillisecond, "Millisecond"), (1, "Tick"),
        ];
        var (size, name) = units.First(unit => span.Ticks % unit.Ticks == 0);
        var count = span.Ticks / size;
        return FormattableString.Invariant($"{(count < 0 ? "Minus" : "")}{Math.Abs(count)}{name}{(Math.Abs(count) == 1 ? "" : "s")}");
    }

    private static string Number(string text) =>
        Words(text.Replace("-", "Minus ", StringComparison.Ordinal).Replace(".", " Point ", StringComparison.Ordinal).Replace("+", "", StringComparison.Ordinal));

    private static string Arm(string text)
    {
        text = text.TrimEnd(':').Trim();
        if (text is "default" or "_" or "")
            return "NothingElseMatches";
        if (text.StartsWith("case ", StringComparison.Ordinal))
            text = text["case ".Length..];
        var guard = "";
        var parsed = SyntaxFactory.ParseExpression($"value switch {{ {text} => 0 }}");
        if (parsed is not SwitchExpressionSyntax { Arms: [var arm, ..] })
            return Words(text);
        if (arm.WhenClause is { } when)
            guard = (arm.Pattern is DiscardPatternSyntax or VarPatternSyntax ? "" : "And") + Condition(when.Condition, true);
        if (arm.Pattern is DiscardPatternSyntax or VarPatternSyntax)
            return guard.Length > 0 ? guard : "NothingElseMatches";
        var pattern = Pattern(arm.Pattern, true);
        return (OnlyConstants(arm.Pattern) && pattern.StartsWith("Is", StringComparison.Ordinal) ? pattern[2..] : "Value" + pattern) + guard;
    }

    // What is switched over is not part of a label: constants speak for themselves, a comparison needs something to compare.
    private static bool OnlyConstants(PatternSyntax pattern) => pattern switch
    {
        ConstantPatternSyntax => true,
        ParenthesizedPatternSyntax inner => OnlyConstants(inner.Pattern),
        BinaryPatternSyntax { RawKind: (int)SyntaxKind.OrPattern } or => OnlyConstants(or.Left) && OnlyConstants(or.Right),
        _ => false,
    };

    private static string Condition(ExpressionSyntax expression, bool taken)
    {
        switch (expression)
        {
            case ParenthesizedExpressionSyntax inner:
                return Condition(inner.Expression, taken);
            case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } negation:
                return Condition(negation.Operand, !taken);
            case AwaitExpressionSyntax awaited:
                return Condition(awaited.Expression, taken);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression } and:
                return Condition(and.Left, taken) + (taken ? "And" : "Or") + Condition(and.Right, taken);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalOrExpression } or:
                return Condition(or.Left, taken) + (taken ? "Or" : "And") + Condition(or.Right, taken);
            case BinaryExpressionSyntax comparison when Comparisons.TryGetValue(comparison.Kind(), out var verbs):
                return Comparison(comparison, taken, verbs);
            case BinaryExpressionSyntax type when type.IsKind(SyntaxKind.IsExpression):
                return Words(type.Left) + (taken ? "Is" : "IsNot") + Words(type.Right);
            case IsPatternExpressionSyntax { Pattern: var pattern } matched when IsNullCheck(pattern, out var isNull) && Lookup(matched.Expression) is { } searched:
                return searched + (taken == isNull ? "HasNoMatch" : "HasMatch");
            case IsPatternExpressionSyntax pattern:
                return Words(pattern.Expression) + Pattern(pattern.Pattern, taken) is var words && words == Words(pattern.Expression) ? "" : words;
            case InvocationExpressionSyntax call:
                return Predicate(call, taken);
            case LiteralExpressionSyntax { RawKind: (int)SyntaxKind.TrueLiteralExpression or (int)SyntaxKind.FalseLiteralExpression }:
                return "";
            default:
                return Property(expression, taken);
        }
    }

    private static string Comparison(BinaryExpressionSyntax comparison, bool taken, (string True, string False) verbs)
    {
        if (comparison.Right.IsKind(SyntaxKind.NullLiteralExpression) && Lookup(comparison.Left) is { } searched)
            return searched + (taken == comparison.IsKind(SyntaxKind.EqualsExpression) ? "HasNoMatch" : "HasMatch");
        var verb = taken ? verbs.True : verbs.False;
        // A value «is» a constant, two values «equal» each other.
        if (comparison.Right is IdentifierNameSyntax or MemberAccessExpressionSyntax or ElementAccessExpressionSyntax or InvocationExpressionSyntax && !IsConstant(comparison.Right))
            verb = verb switch { "Is" => "Equals", "IsNot" => "DiffersFrom", _ => verb };
        return Words(comparison.Left) + verb + Words(comparison.Right);
    }

    /// <summary>What an element is looked for in; null: nothing is looked for. <c>_lines.Find(…)?.Sku</c> is Lines.</summary>
    private static string? Lookup(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedExpressionSyntax inner => Lookup(inner.Expression),
        ConditionalAccessExpressionSyntax conditional => Lookup(conditional.Expression),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: var name } access, ArgumentList.Arguments: [{ Expression: AnonymousFunctionExpressionSyntax }] }
            when Lookups.Contains(name) && Words(access.Expression) is { Length: > 0 } owner => owner,
        _ => null,
    };

    private static bool IsNullCheck(PatternSyntax pattern, out bool isNull)
    {
        isNull = pattern is ConstantPatternSyntax { Expression.RawKind: (int)SyntaxKind.NullLiteralExpression };
        return isNull
            || pattern is UnaryPatternSyntax { Pattern: ConstantPatternSyntax { Expression.RawKind: (int)SyntaxKind.NullLiteralExpression } }
            || pattern is RecursivePatternSyntax { Type: null, PropertyPatternClause.Subpatterns.Count: 0 };
    }

    private static bool IsConstant(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax name => char.IsUpper(name.Identifier.Text[0]),
        MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax or PredefinedTypeSyntax } member => member.Expression is PredefinedTypeSyntax || IsConstant(member.Expression),
        _ => false,
    };

    private static string Property(ExpressionSyntax expression, bool taken)
    {
        var words = Words(expression);
        var name = expression switch
        {
            MemberAccessExpressionSyntax member => member.Name.Identifier.Text,
            IdentifierNameSyntax identifier => identifier.Identifier.Text,
            _ => "",
        };
        if (expression is MemberAccessExpressionSyntax access && Denials.TryGetValue(name, out var denial))
            return Words(access.Expression) + (taken ? Capital(name) : denial);
        if (expression is MemberAccessExpressionSyntax of && name.StartsWith("Is", StringComparison.Ordinal))
            return Words(of.Expression) + (taken ? name : "IsNot" + name[2..]);
        if (taken || words.Length == 0)
            return words;
        var bare = Capital(name.TrimStart('_'));
        return bare.StartsWith("Is", StringComparison.Ordinal) && words == bare ? "IsNot" + bare[2..] : "Not" + words;
    }

    private static string Predicate(InvocationExpressionSyntax call, bool taken)
    {
        var arguments = call.ArgumentList.Arguments;
        var name = call.Expression switch
        {
            MemberAccessExpressionSyntax member => member.Name.Identifier.Text,
            SimpleNameSyntax simple => simple.Identifier.Text,
            MemberBindingExpressionSyntax binding => binding.Name.Identifier.Text,
            _ => "",
        };
        if (name.Length == 0)
            return (taken ? "" : "Not") + Words(call.ToString());
        var owner = call.Expression is MemberAccessExpressionSyntax access ? access.Expression : null;
        // Predicates of a type about its argument: string.IsNullOrEmpty(text), char.IsDigit(c).
        var isAboutArgument = owner is null or PredefinedTypeSyntax || (owner is IdentifierNameSyntax type && char.IsUpper(type.Identifier.Text[0]));
        if (name.StartsWith("Try", StringComparison.Ordinal) && name.Length > 3 && char.IsUpper(name[3]))
            return (owner is null || isAboutArgument ? "" : Words(owner)) + name + (taken ? "Succeeds" : "Fails");
        if (name.StartsWith("Is", StringComparison.Ordinal) && name.Length > 2)
        {
            var verb = taken ? name : "IsNot" + name[2..];
            if (isAboutArgument)
                return arguments.Count == 0 ? verb : Words(arguments[0].Expression) + verb;
            return Words(owner!) + verb + string.Concat(arguments.Take(1).Select(argument => Words(argument.Expression)));
        }

        // «StatusCannotBecomePaid»: what can be done is denied in the verb.
        if (name.StartsWith("Can", StringComparison.Ordinal) && name.Length > 3 && char.IsUpper(name[3]))
            return (owner is null ? "" : Words(owner)) + (taken ? name : "Cannot" + name[3..]) + string.Concat(arguments.Take(1).Select(argument => Words(argument.Expression)));
        if (Denials.TryGetValue(name, out var denial) && owner is not null)
            return Words(owner) + (taken ? name : denial) + string.Concat(arguments.Take(1).Select(argument => Words(argument.Expression)));
        var subject = owner is null || owner is PredefinedTypeSyntax ? "" : Words(owner);
        return (taken ? "" : "Not") + subject + Capital(name) + string.Concat(arguments.Take(2).Select(argument => Words(argument.Expression)));
    }

    private static string Pattern(PatternSyntax pattern, bool taken)
    {
        var verb = taken ? "Is" : "IsNot";
        switch (pattern)
        {
            case ParenthesizedPatternSyntax inner:
                return Pattern(inner.Pattern, taken);
            case UnaryPatternSyntax negation:
                return Pattern(negation.Pattern, !taken);
            case BinaryPatternSyntax { RawKind: (int)SyntaxKind.AndPattern } and:
                return Pattern(and.Left, taken) + (taken ? "And" : "Or") + Pattern(and.Right, taken);
            case BinaryPatternSyntax or:
                return Alternatives(or, taken);
            case ConstantPatternSyntax constant:
                return verb + Words(constant.Expression);
            case RelationalPatternSyntax relation:
                var (yes, no) = relation.OperatorToken.Kind() switch
                {
                    SyntaxKind.LessThanToken => ("IsLessThan", "IsAtLeast"),
                    SyntaxKind.LessThanEqualsToken => ("IsAtMost", "IsGreaterThan"),
                    SyntaxKind.GreaterThanToken => ("IsGreaterThan", "IsAtMost"),
                    _ => ("IsAtLeast", "IsLessThan"),
                };
                return (taken ? yes : no) + Words(relation.Expression);
            case DeclarationPatternSyntax declaration:
                return verb + Words(declaration.Type.ToString());
            case TypePatternSyntax type:
                return verb + Words(type.Type.ToString());
            case DiscardPatternSyntax or VarPatternSyntax:
                return "";
            case RecursivePatternSyntax { Type: null, PropertyPatternClause.Subpatterns.Count: 0 }:
                return taken ? "IsNotNull" : "IsNull";
            case RecursivePatternSyntax recursive:
                var words = recursive.Type is { } named ? Words(named.ToString()) : "";
                words += string.Concat(recursive.PropertyPatternClause?.Subpatterns.Select(part => Words(part.ExpressionColon?.Expression.ToString() ?? "") + Pattern(part.Pattern, true)) ?? []);
                return words.Length == 0 ? taken ? "Matches" : "DoesNotMatch" : (recursive.Type is null ? taken ? "Has" : "HasNot" : verb) + words;
            case ListPatternSyntax { Patterns.Count: 0 }:
                return taken ? "IsEmpty" : "IsNotEmpty";
            case ListPatternSyntax list:
                return List(list, taken);
            default:
                return verb + Words(pattern.ToString());
        }
    }

    /// <summary>By its ends, or by its length: <c>['-', ..]</c> StartsWithDash, <c>[_, _]</c> Has2Elements.</summary>
    private static string List(ListPatternSyntax list, bool taken)
    {
        var isOpen = list.Patterns.Any(pattern => pattern is SlicePatternSyntax);
        return list.Patterns switch
        {
            [ConstantPatternSyntax first, ..] when isOpen => (taken ? "StartsWith" : "DoesNotStartWith") + Words(first.Expression),
            [.., ConstantPatternSyntax last] when isOpen => (taken ? "EndsWith" : "DoesNotEndWith") + Words(last.Expression),
            { Count: var count } when !isOpen => (taken ? "Has" : "HasNot") + (count == 1 ? "1Element" : FormattableString.Invariant($"{count}Elements")),
            _ => "",
        };
    }

    private static string Alternatives(BinaryPatternSyntax or, bool taken)
    {
        var right = Pattern(or.Right, taken);
        var verb = taken ? "Is" : "IsNot";
        var left = Pattern(or.Left, taken);
        // «IsAOrB» rather than «IsAOrIsB».
        if (right.StartsWith(verb, StringComparison.Ordinal) && or.Right is ConstantPatternSyntax && left.StartsWith(verb, StringComparison.Ordinal))
            right = right[verb.Length..];
        return left + (taken ? "Or" : "And") + right;
    }

    private static string Words(ExpressionSyntax expression)
    {
        switch (expression)
        {
            case ParenthesizedExpressionSyntax inner:
                return Words(inner.Expression);
            case LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression }:
                return "Null";
            case LiteralExpressionSyntax { RawKind: (int)SyntaxKind.DefaultLiteralExpression }:
                return "Default";
            case LiteralExpressionSyntax literal:
                return Value(literal.Token.Value);
            case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } minus:
                return "Minus" + Words(minus.Operand);
            case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.IndexExpression, Operand: LiteralExpressionSyntax { Token.Value: 1 } }:
                return "Last";
            case PrefixUnaryExpressionSyntax unary:
                return (unary.IsKind(SyntaxKind.LogicalNotExpression) ? "Not" : "") + Words(unary.Operand);
            case PostfixUnaryExpressionSyntax postfix:
                return Words(postfix.Operand);
            case ThisExpressionSyntax or BaseExpressionSyntax:
                return "";
            case PredefinedTypeSyntax predefined:
                return Capital(predefined.Keyword.Text);
            case SimpleNameSyntax name:
                return Identifier(name.Identifier.Text);
            case MemberAccessExpressionSyntax { Expression: PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.StringKeyword }, Name.Identifier.Text: "Empty" }:
                return "Empty";
            case MemberAccessExpressionSyntax access:
                var owner = access.Expression is IdentifierNameSyntax type && char.IsUpper(type.Identifier.Text[0]) && char.IsUpper(access.Name.Identifier.Text[0]) ? "" : Words(access.Expression);
                return owner + Identifier(access.Name.Identifier.Text);
            case ConditionalAccessExpressionSyntax conditional:
                return Words(conditional.Expression) + Words(conditional.WhenNotNull);
            case MemberBindingExpressionSyntax binding:
                return Identifier(binding.Name.Identifier.Text);
            case ElementAccessExpressionSyntax element:
                var index = string.Concat(element.ArgumentList.Arguments.Select(argument => Words(argument.Expression)));
                return index == "Last" ? Words(element.Expression) + "Last" : Words(element.Expression) + "At" + index;
            case InvocationExpressionSyntax { Expression: SimpleNameSyntax { Identifier.Text: "nameof" } } nameOf:
                return string.Concat(nameOf.ArgumentList.Arguments.Select(argument => Words(argument.Expression)));
            case InvocationExpressionSyntax call:
                return Words(call.Expression) + string.Concat(call.ArgumentList.Arguments.Take(2).Select(argument => Words(argument.Expression)));
            case BinaryExpressionSyntax binary when Comparisons.TryGetValue(binary.Kind(), out var verbs):
                return Words(binary.Left) + verbs.True + Words(binary.Right);
            case BinaryExpressionSyntax binary:
                return Words(binary.Left) + Operators.GetValueOrDefault(binary.Kind(), "") + Words(binary.Right);
            case CastExpressionSyntax cast:
                return Words(cast.Expression);
            case AwaitExpressionSyntax awaited:
                return Words(awaited.Expression);
            case AnonymousFunctionExpressionSyntax:
                return "";
            case AssignmentExpressionSyntax assignment:
                return Words(assignment.Left);
            case TypeOfExpressionSyntax typeOf:
                return Words(typeOf.Type.ToString());
            default:
                return Words(expression.ToString());
        }
    }

    [GeneratedRegex(@"\p{Lu}[^\p{Lu}]*|[^\p{Lu}]+")]
    private static partial Regex CapitalisedWord();

    private static string Identifier(string name)
    {
        name = name.TrimStart('@', '_');
        return name.Contains('_', StringComparison.Ordinal) ? Words(name) : Capital(name);
    }

    private static string Capital(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name[1..];
}
