using Microsoft.CodeAnalysis;

namespace CodegenLab.Engine.Subjects;

/// <summary>The text of one fake: a class of a whole file for the worker, and the same class nested for tests.</summary>
/// <param name="type">What the fake stands for. A constructed type is derived from as it is.</param>
/// <param name="annotated">The language version knows nullable reference types.</param>
internal sealed class FakeClass(INamedTypeSymbol type, string name, bool annotated, bool internalsVisible)
{
    private readonly bool _isOpen = type.IsDefinition && type.Arity > 0;

    /// <summary>What the fake implements to stand for the type: of an interface whose calls go on with a richer one that.</summary>
    private readonly INamedTypeSymbol _contract = FluentCalls.RichestOf(type, internalsVisible);

    /// <summary>Declarations of static fields that the class begins with. All tests see them: what the class answers is then as it is.</summary>
    public IReadOnlyList<string> Instances { get; init; } = [];

    /// <summary>Whether the subject calls a member of that name.</summary>
    public Func<string, bool> IsCalled { get; init; } = _ => true;

    /// <summary>The subject's own settings shall not complain about a file that nobody reads.</summary>
    public const string Quiet = "#pragma warning disable\n";

    public const string Clock = "System.TimeProvider";

    /// <summary>Of Entity Framework Core: what interfaces of a context give, to keep application code from the database.</summary>
    public const string EntitySet = "Microsoft.EntityFrameworkCore.DbSet`1";

    public const string MessageHandler = "System.Net.Http.HttpMessageHandler";

    /// <summary>The fake; null when the type cannot be faked.</summary>
    public Fake? Write()
    {
        var contract = new FakedContract(_contract, internalsVisible, IsCalled);
        if (contract.Members() is not { } members || contract.Constructors() is not { } constructors)
            return null;
        var (inside, described) = Class(members, constructors, new FakeText(annotated, isQualified: true), Used(null), isNested: false);
        var unit = $"{Quiet}{(annotated ? "#nullable enable\n" : "")}namespace {Fake.Namespace}\n{{\n{string.Join('\n', inside.Split('\n').Select(line => line.Length == 0 ? line : "    " + line))}\n}}\n";
        var metadataName = _isOpen ? $"{name}`{type.Arity}" : name;
        return new Fake(FakeWriter.FullName(type), $"{Fake.Namespace}.{metadataName}", unit, (used, isQualified) => Nested(members, constructors, used, isQualified))
        {
            Members = type is { TypeKind: TypeKind.Interface, IsDefinition: true } && SymbolEqualityComparer.Default.Equals(_contract, type) && IsPublic(type) ? new FakedMembers([.. type.TypeParameters.Select(parameter => parameter.Name)], described.Described) : null,
        };
    }

    private IReadOnlySet<string>? Used(IReadOnlySet<string>? byTests) => Instances.Count > 0 ? new HashSet<string>() : byTests;

    private NestedFake Nested(IReadOnlyList<ISymbol> members, IReadOnlyList<IMethodSymbol> constructors, IReadOnlySet<string>? used, bool isQualified)
    {
        var text = new FakeText(annotated, isQualified);
        var (source, _) = Class(members, constructors, text, Used(used), isNested: true);
        return new NestedFake(source, [.. text.Named]);
    }

    private (string Source, FakeMembers Members) Class(IReadOnlyList<ISymbol> members, IReadOnlyList<IMethodSymbol> constructors, FakeText text, IReadOnlySet<string>? used, bool isNested)
    {
        var access = isNested ? "private" : IsPublic(type) ? "public" : "internal";
        var parameters = _isOpen ? $"<{string.Join(", ", type.TypeParameters.Select(parameter => parameter.Name))}>" : "";
        List<string> lines = [$"{access} sealed {(type.IsRecord ? "record" : "class")} {name}{parameters} : {text.Name(_contract)}{(_isOpen ? text.Constraints(type.TypeParameters) : "")}", "{"];
        lines.AddRange(Instances.Select(instance => "    " + instance));
        if (Instances.Count > 0)
            lines.Add("");
        var answers = new FakeAnswers(_contract, name, text, annotated, used);
        var writer = new FakeMembers(_contract, name, text, answers, internalsVisible, isNested);
        foreach (var constructor in constructors)
            writer.WriteConstructor(constructor);
        foreach (var member in members)
            writer.WriteMember(member);
        if (answers.Itself.Count > 0)
            lines.AddRange([$"    public {name}()", "    {", .. answers.Itself.Select(property => $"        {property} = this;"), "    }", ""]);
        lines.AddRange(writer.Lines);
        if (lines[^1].Length == 0)
            lines.RemoveAt(lines.Count - 1);
        lines.Add("}");
        return (string.Join('\n', lines), writer);
    }

    private static bool IsPublic(INamedTypeSymbol symbol)
    {
        for (var at = symbol; at is not null; at = at.ContainingType)
        {
            if (at.DeclaredAccessibility != Accessibility.Public)
                return false;
        }

        return true;
    }
}
