using System.Globalization;
using System.Numerics;
using Scriban.Syntax;

namespace Scriban.Parsing;

/// <summary>Reads expressions, as tightly or loosely bound as Scriban binds them: a call without parentheses takes all that follows as arguments.</summary>
internal sealed class ExpressionParser(TokenReader tokens)
{
    private const int UnaryPrecedence = 200;

    private static readonly Dictionary<string, int> Precedences = new()
    {
        ["??"] = 20,
        ["?!"] = 20,
        ["||"] = 30,
        ["&&"] = 40,
        ["=="] = 70,
        ["!="] = 70,
        ["<"] = 80,
        ["<="] = 80,
        [">"] = 80,
        [">="] = 80,
        ["+"] = 100,
        ["-"] = 100,
        ["*"] = 110,
        ["/"] = 110,
        ["//"] = 110,
        ["%"] = 110,
        ["<<"] = 110,
        [">>"] = 110,
        [".."] = 130,
        ["..<"] = 130,
    };

    private static readonly string[] Assignments = ["=", "+=", "-=", "*=", "/=", "//=", "%="];
    private static readonly string[] UnaryOperators = ["!", "-", "+", "@", "^"];

    private enum Mode
    {
        Default,

        /// <summary>A colon ends the expression: it belongs to <c>?:</c>.</summary>
        BeforeColon,

        /// <summary>No operators and no call: the value of a named argument without parentheses.</summary>
        Basic,

        /// <summary>A <c>||</c> separates the values of <c>when</c>.</summary>
        WhenValue,

        /// <summary>A word after the expression is an option of <c>for</c>, not an argument.</summary>
        Iterator,

        /// <summary>What stands right of a <c>|</c>, up to the next.</summary>
        PipeTarget,
    }

    /// <summary>Whether an expression can start at the current word.</summary>
    public bool StartsHere() => tokens.Current switch
    {
        { Kind: TokenKind.Identifier or TokenKind.LocalIdentifier or TokenKind.Integer or TokenKind.Float or TokenKind.String } => true,
        { Kind: TokenKind.Symbol, Text: "(" or "[" or "{" or "++" or "--" } => true,
        { Kind: TokenKind.Symbol } symbol => UnaryOperators.Contains(symbol.Text),
        _ => false,
    };

    /// <summary>Reads a whole expression, assignments only at its top.</summary>
    public Expression Parse(bool allowAssignment) => Parse(0, Mode.Default, inCall: false, allowAssignment);

    /// <summary>Reads a variable, member or element.</summary>
    public Expression ParsePrimary() => Parse(0, Mode.Basic);

    /// <summary>Reads one value of <c>when</c>.</summary>
    public Expression ParseWhenValue() => Parse(0, Mode.WhenValue);

    /// <summary>Reads what <c>for</c> goes over, and the options after it.</summary>
    public Expression ParseIterator(out IReadOnlyList<NamedArgument> options)
    {
        var iterator = Parse(0, Mode.Iterator);
        var read = new List<NamedArgument>();
        while (tokens.Current.Kind == TokenKind.Identifier)
        {
            var name = tokens.Next();
            Expression? value = null;
            if (tokens.Current.IsSymbol(":"))
            {
                tokens.Next();
                value = Parse(0, Mode.Basic);
            }

            read.Add(new NamedArgument(name.Span, name.Text, value));
        }

        options = read;
        return iterator;
    }

    private Expression Parse(int precedence, Mode mode, bool inCall = false, bool allowAssignment = false)
    {
        Expression? target = null;
        var arguments = new List<Expression>();
        while (true)
        {
            var operand = ParseOperand();
            operand = ParseOperators(operand, precedence, mode, inCall, target is not null, allowAssignment, out var next);
            if (next == Next.Argument)
            {
                if (target is null)
                    target = operand;
                else
                    arguments.Add(operand);

                while (tokens.Current.Kind == TokenKind.Identifier && tokens.Following.IsSymbol(":"))
                    arguments.Add(ParseNamedArgument(Mode.Basic));

                if (StartsHere())
                    continue;

                operand = CallOf(target, arguments);
                target = null;
            }
            else if (target is not null)
            {
                arguments.Add(operand);
                operand = CallOf(target, arguments);
            }

            if (tokens.Current.IsSymbol("?") && precedence == 0 && mode is not (Mode.Basic or Mode.PipeTarget))
                return ParseConditional(operand);

            return IsPipe(tokens.Current) && precedence == 0 && !inCall && mode is not (Mode.Basic or Mode.PipeTarget) ? ParsePipes(operand) : operand;
        }
    }

    private enum Next
    {
        /// <summary>The operand is whole.</summary>
        Done,

        /// <summary>Another operand follows without an operator: this is a call.</summary>
        Argument,
    }

    /// <summary>Reads what binds to an operand: members, elements, parentheses of a call, operators.</summary>
    private Expression ParseOperators(Expression operand, int precedence, Mode mode, bool inCall, bool isArgument, bool allowAssignment, out Next next)
    {
        next = Next.Done;
        while (true)
        {
            operand = ParseAccess(operand);
            var token = tokens.Current;
            if (mode == Mode.Basic)
                return operand;

            if (token.IsSymbol(":") && mode != Mode.BeforeColon)
                throw new ParseException(token.Span, "Expecting a simple global or local variable before `:` in order to create a named argument");

            if (token.Kind == TokenKind.Symbol && Assignments.Contains(token.Text))
            {
                if (!allowAssignment || isArgument || operand is not (Variable or MemberAccess or IndexAccess))
                    throw new ParseException(token.Span, "Expression is only allowed for a top level assignment");

                tokens.Next();
                return new Assignment(operand.Span, operand, token.Text[..^1], Parse(0, Mode.Default));
            }

            if (token.Kind == TokenKind.Symbol && Precedences.TryGetValue(token.Text, out var binding) && !(mode == Mode.WhenValue && token.Text == "||"))
            {
                if (binding <= precedence)
                    return operand;

                if (mode == Mode.PipeTarget && !isArgument)
                    throw ParseException.NotSupported(token.Span, "An operator after the function of a pipe");

                tokens.Next();
                if (!StartsHere())
                    throw new ParseException(tokens.Current.Span, $"Expecting an <expression> to the right of the operator instead of `{tokens.Current.Text}`");

                var right = Parse(binding, mode is Mode.PipeTarget or Mode.Iterator ? Mode.Default : mode, inCall: inCall || isArgument);
                operand = new Binary(operand.Span.To(right.Span), operand, token.Text, token.Span, right);
                continue;
            }

            if (token.IsSymbol("^"))
                throw ParseException.NotSupported(token.Span, "The operator `^`");

            if (!StartsHere() || inCall || (mode == Mode.Iterator && token.Kind == TokenKind.Identifier))
                return operand;

            if (token.IsSymbol("(") && !token.FollowsSpace)
            {
                operand = ParseExplicitCall(operand);
                continue;
            }

            next = Next.Argument;
            return operand;
        }
    }

    private static bool IsPipe(Token token) => token.IsSymbol("|") || token.IsSymbol("|>");

    private static Call CallOf(Expression target, List<Expression> arguments) =>
        new(arguments is [.., var last] ? target.Span.To(last.Span) : target.Span, target, arguments);

    private Conditional ParseConditional(Expression condition)
    {
        tokens.Next();
        var then = Parse(0, Mode.BeforeColon);
        Expect(":");
        var otherwise = Parse(0, Mode.BeforeColon);
        return new Conditional(condition.Span.To(otherwise.Span), condition, then, otherwise);
    }

    private Expression ParsePipes(Expression from)
    {
        while (IsPipe(tokens.Current))
        {
            tokens.LineEndsSkipped++;
            tokens.Next();
            tokens.LineEndsSkipped--;
            if (!StartsHere())
                throw new ParseException(tokens.Current.Span, $"Expecting <expression> instead of `{tokens.Current.Text}`");

            var to = Parse(0, Mode.PipeTarget);
            if (tokens.Current.IsSymbol("?"))
                throw ParseException.NotSupported(tokens.Current.Span, "An operator after the function of a pipe");

            from = to switch
            {
                Call call => new Pipe(from.Span.To(to.Span), from, call.Target, call.Arguments),
                Variable or MemberAccess or IndexAccess or Nested => new Pipe(from.Span.To(to.Span), from, to, []),
                _ => throw new ParseException(to.Span, $"Pipe expression destination `{to}` is not a valid function"),
            };
        }

        return from;
    }

    private Call ParseExplicitCall(Expression target)
    {
        Expect("(");
        var arguments = new List<Expression>();
        while (!tokens.Current.IsSymbol(")"))
        {
            if (arguments.Count > 0)
                Expect(",");

            if (!StartsHere())
                throw new ParseException(tokens.Current.Span, "Expecting an expression for argument function calls instead of this token.");

            arguments.Add(tokens.Current.Kind == TokenKind.Identifier && tokens.Following.IsSymbol(":") ? ParseNamedArgument(Mode.Default) : Parse(0, Mode.Default));
        }

        return new Call(target.Span.To(tokens.Next().Span), target, arguments);
    }

    private NamedArgument ParseNamedArgument(Mode mode)
    {
        var name = tokens.Next();
        Expect(":");
        var value = Parse(0, mode);
        return new NamedArgument(name.Span.To(value.Span), name.Text, value);
    }

    private Expression ParseAccess(Expression operand)
    {
        while (true)
        {
            var token = tokens.Current;
            if (token.IsSymbol(".") || token.IsSymbol("?."))
            {
                if (operand is Literal { Value: not string })
                    throw ParseException.NotSupported(token.Span, "A member of a number");

                tokens.Next();
                var member = tokens.Current;
                if (member.Kind != TokenKind.Identifier)
                    throw new ParseException(member.Span, $"Invalid token `{member.Text}`. The dot operator is expected to be followed by a plain identifier");

                if (member.Text is "empty" or "blank" && tokens.Following.IsSymbol("?"))
                    throw ParseException.NotSupported(member.Span, $"The question `{member.Text}?`");

                tokens.Next();
                operand = new MemberAccess(operand.Span.To(member.Span), operand, member.Text, member.Span, token.Text == "?." || operand is MemberAccess { IsConditional: true });
            }
            else if (token.IsSymbol("[") && !token.FollowsSpace && operand is Variable or MemberAccess or IndexAccess or Literal or Call or Nested)
            {
                tokens.Next();
                var index = Parse(0, Mode.Default);
                operand = new IndexAccess(operand.Span.To(Expect("]").Span), operand, index);
            }
            else if (token.IsSymbol("++") || token.IsSymbol("--"))
                throw ParseException.NotSupported(token.Span, $"The operator `{token.Text}`");
            else
                return operand;
        }
    }

    private Expression ParseOperand()
    {
        var token = tokens.Current;
        switch (token)
        {
            case { Kind: TokenKind.Identifier, Text: "null" or "true" or "false" }:
                tokens.Next();
                return new Literal(token.Span, token.Text == "null" ? null : token.Text == "true");
            case { Kind: TokenKind.Identifier, Text: "do" or "this" }:
                throw ParseException.NotSupported(token.Span, $"`{token.Text}`");
            case { Kind: TokenKind.Identifier }:
                tokens.Next();
                CheckLoopVariable(token);
                return new Variable(token.Span, token.Text, IsLocal: false);
            case { Kind: TokenKind.LocalIdentifier }:
                tokens.Next();
                return LocalVariable(token);
            case { Kind: TokenKind.Integer }:
                tokens.Next();
                return new Literal(token.Span, IntegerOf(token.Text));
            case { Kind: TokenKind.Float }:
                tokens.Next();
                return new Literal(token.Span, double.Parse(token.Text, CultureInfo.InvariantCulture));
            case { Kind: TokenKind.String }:
                tokens.Next();
                return new Literal(token.Span, token.Text);
            case { Kind: TokenKind.Symbol, Text: "(" }:
                return ParseParentheses();
            case { Kind: TokenKind.Symbol, Text: "[" }:
                return ParseArray();
            case { Kind: TokenKind.Symbol, Text: "{" }:
                return ParseObject();
            case { Kind: TokenKind.Symbol, Text: "^" or "++" or "--" }:
                throw ParseException.NotSupported(token.Span, $"The operator `{token.Text}`");
            case { Kind: TokenKind.Symbol } when UnaryOperators.Contains(token.Text):
                tokens.Next();
                var operand = token.Text == "@" ? Parse(UnaryPrecedence, Mode.Basic) : Parse(UnaryPrecedence, Mode.Default);
                return new Unary(token.Span.To(operand.Span), token.Text, operand);
            default:
                throw new ParseException(token.Span, $"Unexpected token `{(token.Kind == TokenKind.NewLine ? "\\n" : token.Text)}` while parsing expression");
        }
    }

    private void CheckLoopVariable(Token loop)
    {
        if (loop.Text is not ("for" or "while") || !tokens.Current.IsSymbol("."))
            return;

        var member = tokens.Following;
        if (member.Text is "first" or "even" or "odd" or "index" || (loop.Text == "for" && member.Text is "last" or "changed" or "length" or "rindex"))
            return;

        throw new ParseException(loop.Span, $"The loop variable <{loop.Text}.{member.Text}> is not supported");
    }

    private static Expression LocalVariable(Token token)
    {
        var name = token.Text[1..];
        return int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? new IndexAccess(token.Span, new Variable(token.Span, "", IsLocal: true), new Literal(token.Span, index))
            : new Variable(token.Span, name, IsLocal: true);
    }

    private static object IntegerOf(string digits) => BigInteger.Parse(digits, CultureInfo.InvariantCulture) switch
    {
        var value when value <= int.MaxValue => (object)(int)value,
        var value when value <= long.MaxValue => (long)value,
        var value => value,
    };

    private Nested ParseParentheses()
    {
        var start = Expect("(").Span;
        if (!StartsHere())
            throw new ParseException(tokens.Current.Span, $"Expecting <expression> instead of `{tokens.Current.Text}`");

        var inner = Parse(0, Mode.Default);
        return new Nested(start.To(Expect(")").Span), inner);
    }

    private ArrayLiteral ParseArray()
    {
        tokens.LineEndsSkipped++;
        var start = Expect("[").Span;
        var items = new List<Expression>();
        while (!tokens.Current.IsSymbol("]"))
        {
            items.Add(Parse(0, Mode.Default));
            if (!tokens.Current.IsSymbol(","))
                break;

            tokens.Next();
        }

        tokens.LineEndsSkipped--;
        return new ArrayLiteral(start.To(Expect("]").Span), items);
    }

    private ObjectLiteral ParseObject()
    {
        tokens.LineEndsSkipped++;
        var start = Expect("{").Span;
        var members = new List<(string, Expression)>();
        while (!tokens.Current.IsSymbol("}"))
        {
            if (tokens.Current.Kind is not (TokenKind.Identifier or TokenKind.String))
                throw new ParseException(tokens.Current.Span, $"Unexpected token `{tokens.Current.Text}` while parsing object initializer. Expecting a simple identifier for the member name.");

            var name = tokens.Next().Text;
            Expect(":");
            members.Add((name, Parse(0, Mode.Default)));
            if (!tokens.Current.IsSymbol(","))
                break;

            tokens.Next();
        }

        tokens.LineEndsSkipped--;
        return new ObjectLiteral(start.To(Expect("}").Span), members);
    }

    private Token Expect(string symbol) => tokens.Current.IsSymbol(symbol)
        ? tokens.Next()
        : throw new ParseException(tokens.Current.Span, $"Unexpected `{(tokens.Current.Kind == TokenKind.NewLine ? "\\n" : tokens.Current.Text)}`. Expecting `{symbol}`");
}
