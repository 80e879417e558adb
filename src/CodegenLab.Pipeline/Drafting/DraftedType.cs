using System.Collections.Immutable;
using CodegenLab.Engine.Instrumentation;
using CodegenLab.Pipeline.Contexts;
using Microsoft.CodeAnalysis;

namespace CodegenLab.Pipeline.Drafting;

/// <summary>A type that a model is asked about.</summary>
/// <param name="Symbols">The type, or those of its members that tests were asked for.</param>
/// <param name="InternalsVisible">Tests may call what is internal.</param>
internal sealed record DraftedType(INamedTypeSymbol Type, ImmutableArray<ISymbol> Symbols, bool InternalsVisible)
{
    /// <summary>C# name with namespace.</summary>
    public string Name { get; } = Type.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat);

    /// <summary>Outer types included: Order_Line.</summary>
    public string ClassStem { get; } = string.Join('_', Chain(Type).Select(type => type.Name));

    public string Id { get; } = Type.GetDocumentationCommentId()!;

    /// <summary>Members that a test can call.</summary>
    public ImmutableArray<ISymbol> Members => ContextBuilder.MembersOf(Symbols, InternalsVisible);

    /// <summary>A member of this type, not of one nested in it.</summary>
    public bool Declares(string memberId) => memberId.Length > Id.Length && memberId.AsSpan(2).StartsWith(Id.AsSpan(2)) && memberId[Id.Length] == '.' && memberId.AsSpan(Id.Length + 1).IndexOfAny('.', '(') is var end && (end < 0 || memberId[Id.Length + 1 + end] == '(');

    private static IEnumerable<INamedTypeSymbol> Chain(INamedTypeSymbol type) => type.ContainingType is { } outer ? Chain(outer).Append(type) : [type];

    /// <summary>The subject's types that have members to test, in the order of their names.</summary>
    public static ImmutableArray<DraftedType> In(DraftingSubject subject)
    {
        var compilation = subject.Project.Compilation;
        var called = subject.Suite.Catalog.Members.Where(member => member.IsSubject).Select(member => member.DocumentationId).Concat(subject.Suite.Untested.Select(untested => untested.Member));
        var wanted = subject.Targets.Select(id => DocumentationCommentId.GetFirstSymbolForDeclarationId(id, compilation)).OfType<ISymbol>().ToList();
        return
        [
            .. called
                .Select(id => DocumentationCommentId.GetFirstSymbolForDeclarationId(id, compilation)?.ContainingType)
                .OfType<INamedTypeSymbol>()
                .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default)
                .Where(type => type.TypeKind != TypeKind.Extension && type.GetDocumentationCommentId() is not null)
                .Select(type => new DraftedType(type, SymbolsOf(type, wanted), subject.Plan.InternalsVisible))
                .Where(type => !type.Symbols.IsEmpty)
                .OrderBy(type => type.Name, StringComparer.Ordinal),
        ];
    }

    private static ImmutableArray<ISymbol> SymbolsOf(INamedTypeSymbol type, List<ISymbol> wanted)
    {
        if (wanted.Count == 0 || wanted.Contains(type, SymbolEqualityComparer.Default))
            return [type];
        return [.. wanted.Where(symbol => SymbolEqualityComparer.Default.Equals(symbol.ContainingType, type))];
    }

    /// <summary>Branch outcomes of the type's code.</summary>
    public IEnumerable<int> GoalsIn(InstrumentedSubject subject) =>
        subject.Sites.Where(site => !site.IsSoft && Declares(site.Member)).SelectMany(site => site.IsArm ? new[] { site.Id * 2 } : [site.Id * 2, site.Id * 2 + 1]);
}
