using System.Globalization;
using CodegenLab.SourceGenerator.Pipelines;
using CodegenLab.SourceGenerator.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.SourceGenerator.Specs;

/// <summary>A fixture to write, as text only.</summary>
/// <param name="HintName">Of the generated file; empty: not known yet.</param>
internal sealed record SpecFixture(string HintName, string Path, string Namespace, string Name, string Subject, EquatableArray<SpecTest> Tests)
{
    /// <summary>What runs it.</summary>
    public TestFramework Framework { get; init; }

    /// <summary>Other files add to the same class.</summary>
    public bool IsFirst { get; init; } = true;

    public string FullName => Namespace.Length > 0 ? $"{Namespace}.{Name}" : Name;
}

/// <param name="Line">Of the spec, from 1: what the compiler says of the code is shown there.</param>
/// <param name="Receiver">What is called upon: a type, or code that makes an object.</param>
/// <param name="Expected">Null: it throws.</param>
internal sealed record SpecTest(string Name, string Title, string Source, int Line, string Receiver, bool IsStatic, string Call, bool IsAwaited, string? Expected, string? Thrown);

/// <summary>Finds what a spec speaks of: types, methods, values of parameters.</summary>
internal sealed class SpecBinder(TestSpec spec, Compilation compilation, CancellationToken cancellationToken)
{
    /// <summary>What a method without parameters would hide.</summary>
    private static readonly string[] OfObject = [nameof(ToString), nameof(GetType), nameof(GetHashCode), nameof(MemberwiseClone), "Finalize"];

    private readonly List<Complaint> _complaints = [];

    public (SpecFixture? Fixture, EquatableArray<Complaint> Complaints) Bind()
    {
        if (spec.Root is not { } root || spec.Complaints.Count > 0)
            return (null, spec.Complaints);
        var name = root["subject"]!;
        if (compilation.GetTypeByMetadataName(name.Text) is not { } subject)
        {
            Missing(name, $"no type '{name.Text}', by its full name, that this project could see");
            return (null, _complaints.ToEquatableArray());
        }

        var space = root["namespace"] is { Kind: JsonKind.Text } said ? said.Text : subject.ContainingNamespace.IsGlobalNamespace ? "" : subject.ContainingNamespace.ToDisplayString() + ".Specs";
        var fixture = root["fixture"] is { Kind: JsonKind.Text } called ? called.Text : subject.Name + "Spec";
        var tests = new List<SpecTest>();
        var names = new HashSet<string>();
        foreach (var test in root["tests"]!.Items)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Bind(test, subject) is not { } bound)
                continue;
            if (bound.Name == fixture || OfObject.Contains(bound.Name))
            {
                var reason = bound.Name == fixture ? "as its class is: choose another 'name', or another 'fixture'" : "as a member of every object is: choose another 'name'";
                _complaints.Add(spec.Malformed(test["name"]!.Span, $"a test cannot be called '{bound.Name}', {reason}"));
                continue;
            }

            var unique = bound.Name;
            while (!names.Add(unique))
                unique += "_";
            tests.Add(bound with { Name = unique });
        }

        if (!SyntaxFacts.IsValidIdentifier(fixture) || (space.Length > 0 && !space.Split('.').All(SyntaxFacts.IsValidIdentifier)))
        {
            Missing(root["fixture"] ?? root["namespace"] ?? name, $"'{space}.{fixture}', which is no name of a class");
            return (null, _complaints.ToEquatableArray());
        }

        return (new SpecFixture("", spec.Path, space, fixture, subject.ToDisplayString(), tests.ToEquatableArray()) { Framework = TestFrameworks.Of(compilation) }, _complaints.ToEquatableArray());
    }

    private SpecTest? Bind(JsonValue test, INamedTypeSymbol subject)
    {
        var before = _complaints.Count;
        var arguments = test["with"]?.Items ?? EquatableArray<JsonValue>.Empty;
        var thrown = test["throws"] is { } type ? Exception(type) : null;
        var method = test["call"] is { } call ? Method(subject, call, arguments.Count) : null;
        var receiver = Names.Of(subject);
        var needsObject = method is { IsStatic: false } || (method is null && test["call"] is null);
        if (needsObject)
            receiver = New(subject, test) ?? receiver;
        if (_complaints.Count > before)
            return null;

        var values = method is null ? [] : method.Parameters.Zip(arguments, (parameter, value) => Expression(value, parameter.Type)).ToList();
        var result = method is null ? null : Result(method.ReturnType);
        string? expected = null;
        if (test["returns"] is { } returned)
        {
            if (result is null)
                Missing(returned, $"no value that '{method!.Name}' returns");
            else
                expected = Expression(returned, result);
        }

        if (_complaints.Count > before || values.Contains(null))
            return null;
        var awaited = method is not null && IsAwaitable(method.ReturnType);
        var code = method is null ? "" : $".{Names.Escaped(method.Name)}({string.Join(", ", values)})";
        return new SpecTest(Identifier(test["name"]!.Text), test["name"]!.Text, test["source"]!.Text, spec.LineOf(test["name"]!.Span) + 1, receiver, !needsObject, code, awaited, expected, thrown);
    }

    private IMethodSymbol? Method(INamedTypeSymbol subject, JsonValue call, int count)
    {
        var all = new List<IMethodSymbol>();
        for (var type = subject; type is not null; type = type.BaseType)
        {
            // What a type overrides or hides is not another method to its callers.
            all.AddRange(type.GetMembers(call.Text).OfType<IMethodSymbol>().Where(method => method.MethodKind == MethodKind.Ordinary && compilation.IsSymbolAccessibleWithin(method, compilation.Assembly)
                && !all.Any(known => known.Parameters.Select(parameter => parameter.Type).SequenceEqual(method.Parameters.Select(parameter => parameter.Type), SymbolEqualityComparer.Default))).ToList());
        }

        var fitting = all.Where(method => method.Parameters.Length == count && method.Arity == 0 && method.Parameters.All(parameter => parameter.RefKind == RefKind.None)).ToList();
        if (fitting.Count == 1)
            return fitting[0];
        Missing(call, all.Count == 0
            ? $"no method '{call.Text}' of {subject.Name} that this project could call"
            : fitting.Count == 0 ? $"no method '{call.Text}' of {subject.Name} that takes {count} arguments" : $"one of {fitting.Count} methods '{call.Text}' of {subject.Name} that take {count} arguments: which one is not told");
        return null;
    }

    private string? New(INamedTypeSymbol subject, JsonValue test)
    {
        var arguments = test["new"]?.Items ?? EquatableArray<JsonValue>.Empty;
        var constructors = subject.InstanceConstructors.Where(one => one.Parameters.Length == arguments.Count && compilation.IsSymbolAccessibleWithin(one, compilation.Assembly)).ToList();
        if (subject.IsAbstract || constructors.Count != 1)
        {
            Missing(test["new"] ?? test["name"]!, $"{(constructors.Count == 0 || subject.IsAbstract ? "no" : "more than one")} constructor of {subject.Name} that takes {arguments.Count} arguments ('new')");
            return null;
        }

        var values = constructors[0].Parameters.Zip(arguments, (parameter, value) => Expression(value, parameter.Type)).ToList();
        return values.Contains(null) ? null : $"new {Names.Of(subject)}({string.Join(", ", values)})";
    }

    private string? Exception(JsonValue name)
    {
        for (var type = compilation.GetTypeByMetadataName(name.Text); type is not null; type = type.BaseType)
        {
            if (type.ToDisplayString() == "System.Exception")
                return Names.Of(compilation.GetTypeByMetadataName(name.Text)!);
        }

        Missing(name, $"no exception '{name.Text}', by its full name");
        return null;
    }

    /// <summary>A JSON value as an expression of a type; an object with the one member <c>code</c> is C#.</summary>
    private string? Expression(JsonValue value, ITypeSymbol type)
    {
        if (value is { Kind: JsonKind.Members, Members: [{ Name: "code", Value: { Kind: JsonKind.Text } code }] })
        {
            var parsed = SyntaxFactory.ParseExpression(code.Text, consumeFullText: true);
            if (!parsed.ContainsDiagnostics && code.Text.IndexOfAny(['\n', '\r']) < 0)
                return code.Text;
            return Misfit(code, "C# expression of one line");
        }

        if (value.Kind == JsonKind.Null)
            return type.IsReferenceType || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T ? "null" : Misfit(value, type.ToDisplayString());
        if (value.Kind == JsonKind.List)
        {
            if (Builders.Defaults.ElementOf(type) is not var (element, isArray))
                return Misfit(value, type.ToDisplayString());
            var items = value.Items.Select(item => Expression(item, element)).ToList();
            return items.Contains(null) ? null : $"new {(isArray ? Names.Of(element) + "[]" : Names.Of(type))} {{ {string.Join(", ", items)} }}";
        }

        return ValueShape.Of(type) is { } shape && Literal(value, shape) is { } literal ? literal : Misfit(value, type.ToDisplayString());
    }

    private static string? Literal(JsonValue value, ValueShape shape) => (shape.Kind, value.Kind) switch
    {
        (ValueKind.Boolean, JsonKind.True) => "true",
        (ValueKind.Boolean, JsonKind.False) => "false",
        (ValueKind.Text, JsonKind.Text) => Literals.Text(value.Text),
        (ValueKind.Character, JsonKind.Text) when value.Text.Length == 1 => Literals.Character(value.Text[0]),
        (ValueKind.Integer, JsonKind.Number) when decimal.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= shape.Min && number <= shape.Max && decimal.Truncate(number) == number => Literals.Integer(shape.Type, number),
        (ValueKind.Decimal, JsonKind.Number) when decimal.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => Literals.Decimal(number),
        (ValueKind.Double, JsonKind.Number) when double.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => Literals.Double(number),
        (ValueKind.Single, JsonKind.Number) when float.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => Literals.Single(number),
        (ValueKind.Enumeration, JsonKind.Text) => shape.Members.Contains(value.Text) ? shape.Value(value.Text).Code : null,
        (ValueKind.Guid, JsonKind.Text) when Guid.TryParse(value.Text, out _) => $"new global::System.Guid({Literals.Text(value.Text)})",
        (ValueKind.Uri, JsonKind.Text) when Uri.TryCreate(value.Text, UriKind.RelativeOrAbsolute, out _) => $"new global::System.Uri({Literals.Text(value.Text)}, global::System.UriKind.RelativeOrAbsolute)",
        (ValueKind.DateTime or ValueKind.DateTimeOffset or ValueKind.DateOnly or ValueKind.TimeOnly or ValueKind.TimeSpan, JsonKind.Text) =>
            $"{shape.Type}.Parse({Literals.Text(value.Text)}, global::System.Globalization.CultureInfo.InvariantCulture)",
        _ => null,
    };

    /// <summary>What a method's caller gets in the end; null: nothing.</summary>
    private static ITypeSymbol? Result(ITypeSymbol type) => type.SpecialType == SpecialType.System_Void ? null
        : IsAwaitable(type) ? ((INamedTypeSymbol)type).TypeArguments.FirstOrDefault()
        : type;

    private static bool IsAwaitable(ITypeSymbol type) => type is INamedTypeSymbol { Name: "Task" or "ValueTask" } && type.ContainingNamespace.ToDisplayString() == "System.Threading.Tasks";

    private static string Identifier(string title)
    {
        var name = string.Concat(title.Select(letter => SyntaxFacts.IsIdentifierPartCharacter(letter) ? letter : '_')).Trim('_');
        return name.Length == 0 || !SyntaxFacts.IsIdentifierStartCharacter(name[0]) ? "_" + name : Names.Escaped(name);
    }

    private void Missing(JsonValue at, string words) => _complaints.Add(Complaint.Of(Rules.SpecNamesNothing, spec.At(at.Span), System.IO.Path.GetFileName(spec.Path), words));

    private string? Misfit(JsonValue value, string type)
    {
        _complaints.Add(Complaint.Of(Rules.SpecValueMisfits, spec.At(value.Span), type));
        return null;
    }
}
