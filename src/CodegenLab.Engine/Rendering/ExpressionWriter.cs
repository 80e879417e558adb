using System.Text.RegularExpressions;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Engine.Rendering;

/// <summary>What a place asks of the expression in it.</summary>
/// <param name="Type">Catalog id.</param>
/// <param name="Name">What a variable would be called that holds the value.</param>
/// <param name="AllowsNull">Null needs no <c>!</c> here.</param>
/// <param name="Exact">The expression must have just this type, or another overload is picked.</param>
/// <param name="IsTargeted">The place gives its type to expressions that have none: <c>default</c>, <c>[1, 2]</c>.</param>
/// <param name="HasNullableParts">Its type arguments are annotated, which types of ours never are.</param>
internal readonly record struct Slot(int Type, string Name, bool AllowsNull = false, bool Exact = false, bool IsTargeted = false, bool HasNullableParts = false);

/// <summary>Variable of a statement.</summary>
/// <param name="Type">Key of its C# type.</param>
/// <param name="MayBeNull">The compiler takes it for null, or perhaps null.</param>
internal sealed record Variable(string Name, string Type, int TypeId, bool MayBeNull);

/// <summary>
/// Writes the expressions of one test as C#. What must run before the statement goes into <see cref="Prelude"/>,
/// and then so does everything that the worker evaluates earlier: the order stays the one that was executed.
/// </summary>
/// <param name="mocks">Null: all fakes stay.</param>
internal sealed partial class ExpressionWriter(TypeNames types, Overloads overloads, Catalog catalog, RenderingOptions options, VariableNames names, Mocks? mocks)
{
    /// <summary>C# 12 has collection expressions, C# 9 discards in lambdas.</summary>
    private const int CollectionExpressions = 1200;

    public const int LambdaDiscards = 900;

    private readonly LiteralWriter _literals = new(types, options.LanguageVersion);
    private readonly HashSet<Expression> _hoisted = new(ReferenceEqualityComparer.Instance);

    /// <summary>No variable of a lambda may be a span.</summary>
    private bool _isInLambda;

    /// <summary>What runs before the statement written last; an entry may have several lines.</summary>
    public List<string> Prelude { get; } = [];

    /// <summary>Variables of the statements so far; null for a statement without one.</summary>
    public List<Variable?> Variables { get; } = [];

    /// <summary>The statement written last awaits something, its prelude aside.</summary>
    public bool UsesAwait { get; private set; }

    /// <summary>The prelude of the statement written last awaits something.</summary>
    public bool PreludeUsesAwait { get; private set; }

    public LiteralWriter Literals => _literals;

    private bool Annotated => options.NullableEnabled && options.SubjectNullableEnabled;

    /// <summary>Writes a statement's call, without its variable and its semicolon.</summary>
    /// <param name="outNames">Variables to declare for out and ref parameters, and for what the call fills; null entries are not read later.</param>
    /// <param name="hoisted">Parts that get a variable of their own.</param>
    /// <param name="isInLambda">The call will stand in a lambda, its variables before it.</param>
    public Code Write(Statement statement, string?[] outNames, IReadOnlyCollection<Expression> hoisted, bool isInLambda = false)
    {
        Begin(statement, hoisted);
        _isInLambda = isInLambda;
        var member = catalog.Members[statement.Call.Member];
        var code = Invoke(statement.Call, outNames);
        if (statement.Take == 0 || member.Conversion != ResultConversion.Enumerate)
            return code;

        var sequence = code.AsPrimary;
        var returned = types[member.Returns];
        if (returned.Arguments.Length == 0 && returned.Kind != TypeShapeKind.Array)
            sequence = Linq(sequence, "Cast", $"<{(Annotated ? "object?" : "object")}>", "");
        if (statement.Take > 0)
            sequence = Linq(sequence, "Take", "", statement.Take.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return new Code(Linq(sequence, "ToList", "", ""), types.Key(member.Result));
    }

    private void Begin(Statement statement, IReadOnlyCollection<Expression> hoisted)
    {
        Prelude.Clear();
        UsesAwait = PreludeUsesAwait = false;
        _hoisted.Clear();
        _hoisted.UnionWith(hoisted);
        if (mocks is not null)
            _hoisted.UnionWith(mocks.In(statement.Call, KeptFakes));
    }

    /// <summary>True when the expression's value may be null for all the compiler knows.</summary>
    public bool MayBeNull(Expression expression) => expression switch
    {
        Literal literal => literal.Value is null,
        Invocation call => catalog.Members[call.Member] is var member && member.ReturnsNullable && !types.IsPlainValue(member.Result),
        Reference reference => Variables[reference.Statement]?.MayBeNull == true,
        RowParameter row => row.MayBeNull,
        _ => false,
    };

    /// <summary>Reads members one after the other, starting at a variable.</summary>
    public (Code Code, bool MayBeNull) Follow(Variable variable, IEnumerable<int> path)
    {
        var code = new Code(variable.Name, variable.Type);
        var mayBeNull = variable.MayBeNull;
        foreach (var id in path)
        {
            var member = catalog.Members[id];
            var text = code.AsPrimary;
            if (code.Type.StartsWith("System.Nullable`1[", StringComparison.Ordinal) && !types.IsNullableValue(member.DeclaringType))
                text += options.NullableEnabled ? "!.Value" : ".Value";
            else if (mayBeNull && Annotated)
                text += "!";
            if (NeedsInterface(code.Type, member.DeclaringType))
                text = $"(({types.Of(member.DeclaringType)}){text})";
            var call = member.Kind == MemberShapeKind.Method ? "()" : "";
            code = Convert(new Code($"{text}.{types.NameOf(member)}{call}", types.Key(member.Returns)), member);
            mayBeNull = member.ReturnsNullable && !types.IsPlainValue(Result(member));
        }

        return (code, mayBeNull);
    }

    // A class may implement the interface explicitly: its members are then no members of the class.
    private bool NeedsInterface(string own, int declaringType) =>
        types[declaringType].Kind == TypeShapeKind.Interface && own != types.Key(declaringType) && !types.IsInterface(own);

    private static string Identifier(string name) => LiteralWriter.Identifier(name);

    private static int Result(MemberShape member) =>
        member.Conversion is ResultConversion.None or ResultConversion.Enumerate or ResultConversion.EnumerateAsync ? member.Returns : member.Result;

    private string TypeArguments(MemberShape member) => member.TypeArguments.Length == 0 ? "" : $"<{string.Join(", ", member.TypeArguments.Select(types.Of))}>";

    private string Linq(string sequence, string method, string typeArguments, string argument)
    {
        if (!overloads.HidesLinq(method))
        {
            types.Scope.Use("System.Linq");
            return $"{sequence}.{method}{typeArguments}({argument})";
        }

        var all = argument.Length == 0 ? sequence : $"{sequence}, {argument}";
        return $"{types.Platform("System.Linq", "Enumerable")}.{method}{typeArguments}({all})";
    }

    // What a lambda returns is evaluated once, where the lambda is made: only what is the same each time may stand inside it.
    private static bool IsSameEachTime(Expression value) => value switch
    {
        Literal literal => !LiteralWriter.IsLongText(literal.Value),
        DefaultValue or TypeOf or Reference or RowParameter => true,
        KnownValue known => !known.Code.StartsWith("new ", StringComparison.Ordinal),
        _ => false,
    };

    /// <summary>Something below must run before the statement, and so must what is evaluated before it.</summary>
    private bool Forces(Expression expression) => expression switch
    {
        _ when _hoisted.Contains(expression) => true,
        Invocation call => NeedsVariable(call)
            || (call.Receiver is { } receiver && Forces(receiver))
            || call.Arguments.Any(Forces)
            || call.Initialisers.Any(initialiser => Forces(initialiser.Value)),
        Collection collection => collection.Items.Any(Forces),
        Lambda { Value: { } value } => HasEffects(value),
        _ => false,
    };

    /// <summary>Writing it adds to the prelude.</summary>
    private bool NeedsPrelude(Expression expression) => Forces(expression) || expression switch
    {
        Literal literal => LiteralWriter.IsLongText(literal.Value),
        Lambda { Value: { } value } => !IsSameEachTime(value),
        Collection collection => collection.Items.Any(NeedsPrelude),
        Invocation call => (call.Receiver is { } receiver && NeedsPrelude(receiver)) || call.Arguments.Any(NeedsPrelude) || call.Initialisers.Any(initialiser => NeedsPrelude(initialiser.Value)),
        _ => false,
    };

    private bool NeedsVariable(Invocation call)
    {
        var member = catalog.Members[call.Member];
        for (var i = 0; i < member.Parameters.Length; i++)
        {
            if (member.Parameters[i].Passing == Passing.Ref && HasEffects(call.Arguments[i]))
                return true;
        }

        return (member.Name is "op_Increment" or "op_Decrement" && HasEffects(call.Arguments[0]))
            || (member.Kind is MemberShapeKind.PropertySetter or MemberShapeKind.IndexerSetter && IsStructValue(call.Receiver));
    }

    private bool IsStructValue(Expression? receiver) => receiver is Invocation or DefaultValue && types.IsPlainValue(receiver.Type);

    /// <summary>A number of any size that an ordinary whole number makes: where the place says so, that is all there is to write.</summary>
    private long? WholeNumber(Expression expression)
    {
        if (expression is not Invocation { Receiver: null, Initialisers.Length: 0, Arguments: [Literal { Value: { } value }] } call
            || catalog.Members[call.Member] is not { Kind: MemberShapeKind.Constructor } member || types.Key(member.DeclaringType) != "System.Numerics.BigInteger")
        {
            return null;
        }

        return value switch
        {
            int number => number,
            uint number => number,
            long number => number,
            double number when Math.Abs(number) <= int.MaxValue && number == Math.Truncate(number) => (long)number,
            float number when Math.Abs(number) <= short.MaxValue && number == MathF.Truncate(number) => (long)number,
            decimal number when Math.Abs(number) <= int.MaxValue && number == Math.Truncate(number) => (long)number,
            _ => null,
        };
    }

    private bool HasEffects(Expression expression) => expression switch
    {
        Invocation => WholeNumber(expression) is null,
        Collection collection => collection.Items.Any(HasEffects),
        _ => false,
    };

    private Code[] WriteAll(IReadOnlyList<(Expression Expression, Slot Slot)> parts)
    {
        var last = parts.Count - 1;
        while (last >= 0 && !Forces(parts[last].Expression))
            last--;
        var codes = new Code[parts.Count];
        for (var i = 0; i < parts.Count; i++)
        {
            var (expression, slot) = parts[i];
            var hoist = _hoisted.Contains(expression)
                || (i < last && HasEffects(expression))
                || (expression is Literal literal && LiteralWriter.IsLongText(literal.Value));
            codes[i] = hoist ? Fit(expression, Hoist(expression, slot), slot) : WriteIn(expression, slot);
        }

        return codes;
    }

    private Code Hoist(Expression expression, Slot slot, bool typed = false)
    {
        if (IsMock(expression))
            return SetUp((Invocation)expression, names.Take(slot.Name));
        var before = UsesAwait;
        UsesAwait = false;
        var code = expression is Literal { Value: null } ? Null(slot with { AllowsNull = false, Exact = false }) : WriteIn(expression, new Slot(-1, slot.Name, AllowsNull: true));
        PreludeUsesAwait |= UsesAwait;
        UsesAwait = before;
        var declared = "var";
        var isCapturedSpan = _isInLambda && slot.Type >= 0 && types[slot.Type].Kind == TypeShapeKind.Span;
        if (!isCapturedSpan && (code.Type.Length == 0 || ((typed || slot.Exact) && slot.Type >= 0 && code.Type != types.Key(slot.Type))))
        {
            declared = types.Of(slot.Type);
            code = code with { Type = types.Key(slot.Type) };
        }

        var name = names.Take(slot.Name);
        Prelude.Add(Declaration(declared, name, code.Text));
        return new Code(name, code.Type);
    }

    /// <summary>A declaration; a value of several lines starts on its own.</summary>
    public static string Declaration(string type, string name, string value) =>
        value.Contains('\n', StringComparison.Ordinal)
            ? $"{type} {name} =\n    {value.Replace("\n", "\n    ", StringComparison.Ordinal)};"
            : $"{type} {name} = {value};";

    /// <summary>Writes an expression for a place; a place of type -1 takes it as it is.</summary>
    private Code WriteIn(Expression expression, Slot slot)
    {
        switch (expression)
        {
            case Literal { Value: null }:
                return slot.Type < 0 ? new Code("null", "") : Null(slot);
            case Literal literal:
                return WriteLiteral(literal, literal.Value, slot);
            case DefaultValue value:
                return slot is { IsTargeted: true, Exact: false } && types.Key(value.Type) == types.Key(slot.Type)
                    ? new Code("default", "")
                    : new Code($"default({types.Of(value.Type)})", types.Key(value.Type));
            case Collection collection:
                return Fit(expression, WriteCollection(collection, slot is { IsTargeted: true, Exact: false } ? slot.Type : -1), slot);
            case Invocation when slot is { IsTargeted: true, Exact: false, Type: >= 0 } && WholeNumber(expression) is { } number && types.Key(slot.Type) == "System.Numerics.BigInteger":
                return new Code(FormattableString.Invariant($"{number}") + (number is < int.MinValue or > int.MaxValue ? "L" : ""), "System.Int32");
            case Lambda lambda:
                return Fit(expression, WriteLambda(lambda, slot.HasNullableParts), slot);
            default:
                return Fit(expression, Write(expression), slot);
        }
    }

    // Enums are stored as numbers: their own type is what makes them enums, whatever the place asks for.
    private Code WriteLiteral(Literal literal, object value, Slot slot)
    {
        if (value is long && types[literal.Type].Kind == TypeShapeKind.Enum)
            return Fit(literal, _literals.Write(value, literal.Type, exact: true), slot);
        return _literals.Write(value, slot.Type, slot.Exact || slot.Type < 0);
    }

    private Code Write(Expression expression) => expression switch
    {
        KnownValue known => WriteKnown(known),
        TypeOf type => new Code($"typeof({types.Of(type.Operand)})", "System.Type"),
        Reference reference => Variables[reference.Statement] is { } variable
            ? new Code(variable.Name, variable.Type)
            : throw new NotRenderableException("A reference to a statement without a value."),
        RowParameter row => new Code(row.Name, types[row.Type].Kind == TypeShapeKind.Span ? "System.String" : types.Key(row.Type)),
        Invocation call => Invoke(call, []),
        _ => throw new NotRenderableException($"An expression of kind {expression.GetType().Name}."),
    };

    private Code Null(Slot slot)
    {
        if (types[slot.Type].Kind == TypeShapeKind.Span)
            return new Code(slot.Exact ? $"default({types.Of(slot.Type)})" : "default", slot.Exact ? types.Key(slot.Type) : "");
        if (types.IsPlainValue(slot.Type))
            return new Code($"default({types.Of(slot.Type)})", types.Key(slot.Type));
        var forgiven = !slot.AllowsNull && options.NullableEnabled && !types[slot.Type].IsValueType;
        var text = forgiven ? "null!" : "null";
        if (!slot.Exact)
            return new Code(text, "");
        var mark = !forgiven && options.NullableEnabled && !types[slot.Type].IsValueType ? "?" : "";
        return new Code($"({types.Of(slot.Type)}{mark}){text}", types.Key(slot.Type), Binding.Unary);
    }

    /// <summary>Adds what it takes to put written code into a place: <c>.Value</c>, <c>!</c>, a cast.</summary>
    private Code Fit(Expression expression, Code code, Slot slot)
    {
        if (slot.Type < 0)
            return code;
        var wanted = types.Key(slot.Type);
        if (code.Type == $"System.Nullable`1[{wanted}]")
            return new Code(code.AsPrimary + (options.NullableEnabled ? "!.Value" : ".Value"), wanted);
        if (Annotated && !slot.AllowsNull && MayBeNull(expression) && !types.IsPlainValue(slot.Type) && expression is not Literal)
            code = new Code(code.AsPrimary + "!", code.Type);
        else if (Annotated && slot.HasNullableParts && IsInvariant(slot.Type) && code.Type.Length > 0)
            code = new Code(code.AsPrimary + "!", code.Type);
        return slot.Exact && code.Type != wanted ? code.CastTo(types.Of(slot.Type), wanted) : code;
    }

    // Arrays and read-only interfaces of string stand for those of string? without a warning; all else does not.
    private bool IsInvariant(int type) =>
        types[type] is { Arguments.Length: > 0, Kind: not (TypeShapeKind.Array or TypeShapeKind.Span) } shape
        && CollectionShapes.Of(shape) != CollectionShape.Array;

    private Code WriteKnown(KnownValue known)
    {
        var entry = KnownValues.Find(known.Code);
        var match = QualifiedName().Match(known.Code);
        if (!match.Success)
            return new Code(known.Code, entry.Type.FullName!);
        var path = match.Groups["path"].Value;
        if (!match.Groups["new"].Success)
            path = path[..path.LastIndexOf('.')];
        var dot = path.LastIndexOf('.');
        var name = types.Platform(path[..dot], path[(dot + 1)..]);
        return new Code(known.Code.Replace(path, name, StringComparison.Ordinal), entry.Type.FullName!);
    }

    [GeneratedRegex(@"^(?<new>new )?(?<path>System(\.\w+)+)")]
    private static partial Regex QualifiedName();

    /// <summary>Types that C# gives to their plain literals; a long is written without its suffix where the place says so.</summary>
    private static readonly HashSet<string> InferredFromLiterals = ["System.String", "System.Int32", "System.Char", "System.Boolean"];

    /// <summary>Zeros that a reader would rather have counted than shown.</summary>
    private const int ManyItems = 6;

    private Code WriteCollection(Collection collection, int target)
    {
        var shape = CollectionShapes.Of(types[collection.Type]);
        var element = types.Of(collection.Element);
        var elementKey = types.Key(collection.Element);
        var type = types[collection.Type];
        if (shape == CollectionShape.Dictionary)
            return WriteDictionary(collection, type, target);
        if (shape == CollectionShape.None)
            throw new NotRenderableException($"A collection for {type.Name}.");

        if (shape == CollectionShape.Array && elementKey == "System.Char" && collection.Items.Length > 0
            && collection.Items.All(item => item is Literal { Value: char }) && types.Key(collection.Type) is "System.ReadOnlySpan`1[System.Char]" or "System.Span`1[System.Char]" or "System.Char[]")
        {
            var text = LiteralWriter.Text(string.Concat(collection.Items.Select(item => (char)((Literal)item).Value!)));
            if (type.Name == "System.ReadOnlySpan`1")
                return target >= 0 ? text : new Code(text.Text + ".ToCharArray()", "System.Char[]");
            return new Code(text.Text + ".ToCharArray()", "System.Char[]");
        }

        if (shape == CollectionShape.Array && collection.Items.Length >= ManyItems && types.IsPlainValue(collection.Element) && collection.Items.All(IsZero))
            return new Code($"new {element}[{collection.Items.Length}]", TypeNames.ArrayKey(elementKey));

        var items = WriteAll([.. collection.Items.Select(item => (item, new Slot(collection.Element, Singular(item))))]);
        var list = string.Join(", ", items.Select(item => item.Text));
        var expressionFits = target >= 0 && options.LanguageVersion >= CollectionExpressions
            && (types[target].Kind is TypeShapeKind.Array or TypeShapeKind.Span || types[target].Name is "System.Collections.Generic.List`1" or "System.Collections.Generic.HashSet`1");
        if (expressionFits)
            return new Code($"[{list}]", "");
        switch (shape)
        {
            case CollectionShape.Array:
                var key = TypeNames.ArrayKey(elementKey);
                if (items.Length == 0)
                    return new Code($"{types.Platform("System", "Array")}.Empty<{element}>()", key);
                return items.All(item => item.Type == elementKey) && (InferredFromLiterals.Contains(elementKey) || !collection.Items.Any(item => item is Literal))
                    ? new Code($"new[] {{ {list} }}", key)
                    : new Code($"new {ArrayOf(collection.Element)} {{ {list} }}", key);
            default:
                var name = shape == CollectionShape.List ? "List" : "HashSet";
                var made = $"new {types.Platform("System.Collections.Generic", name, element)}";
                return new Code(items.Length == 0 ? made + "()" : $"{made} {{ {list} }}", $"System.Collections.Generic.{name}`1[{elementKey}]");
        }
    }

    private static bool IsZero(Expression item) => item is Literal { Value: (sbyte)0 or (byte)0 or (short)0 or (ushort)0 or 0 or 0u or 0L or 0UL };

    private Code WriteDictionary(Collection collection, TypeShape type, int target)
    {
        var (key, value) = (type.Arguments[0], type.Arguments[1]);
        var items = WriteAll([.. collection.Items.Select((item, i) => (item, new Slot(i % 2 == 0 ? key : value, i % 2 == 0 ? "key" : Singular(item))))]);
        var made = $"new {types.Platform("System.Collections.Generic", "Dictionary", types.Of(key), types.Of(value))}";
        var entries = string.Join(", ", Enumerable.Range(0, items.Length / 2).Select(i => $"[{items[2 * i].Text}] = {items[(2 * i) + 1].Text}"));
        return new Code(items.Length == 0 ? made + "()" : $"{made} {{ {entries} }}", $"System.Collections.Generic.Dictionary`2[{types.Key(key)},{types.Key(value)}]");
    }

    // The ranks of an array of arrays stand outermost first.
    private string ArrayOf(int element)
    {
        var ranks = "[]";
        while (types[element].Kind == TypeShapeKind.Array)
        {
            ranks += $"[{new string(',', types[element].Rank - 1)}]";
            element = types[element].Arguments[0];
        }

        return types.Of(element) + ranks;
    }

    private string Singular(Expression item) => VariableNames.OfType(types, item.Type);
}
