using System.Collections.Immutable;
using CodegenLab.Pipeline.Contexts;
using CodegenLab.Pipeline.Solutions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Pipeline.Drafting;

/// <summary>Gathers what a model is shown of a subject. The engine has run already, and files that nothing may be sent of stay out.</summary>
internal sealed class DraftingContexts(DraftingSubject subject, DraftingOptions options)
{
    private readonly ILookup<string, (ImmutableArray<int> Found, string Text)> _observed = Observed(subject);

    private readonly List<Glob> _ignored = [.. options.Ignored.Select(pattern => new Glob(pattern))];

    /// <summary>By type, each found once.</summary>
    private readonly Dictionary<DraftedType, CodeContext> _known = [];

    private readonly string _root = Directory.Exists(subject.Solution.Path) ? subject.Solution.Path : Path.GetDirectoryName(subject.Solution.Path)!;

    /// <summary>What a caller may know: neither code nor what comes of running it.</summary>
    public CodeContext WithoutCode(DraftedType type) => Compose(type, type.Symbols, null, Request(null, 0));

    /// <param name="symbols">The type's own, or some of its members.</param>
    /// <param name="goals">Branch outcomes that some test covers.</param>
    /// <param name="code">Documentation ids of the members whose code matters.</param>
    /// <param name="reserved">Tokens that something else needs.</param>
    public CodeContext WithCode(DraftedType type, ImmutableArray<ISymbol> symbols, IReadOnlySet<int> goals, IReadOnlySet<string> code, int reserved = 0) =>
        Compose(type, symbols, new Observed([.. Seen(type, symbols)], goals, subject.Suite.Subject), Request(code, reserved));

    /// <summary>Of single members only what was seen of them.</summary>
    private IEnumerable<string> Seen(DraftedType type, ImmutableArray<ISymbol> symbols)
    {
        var ids = symbols.Select(symbol => symbol.GetDocumentationCommentId()!).ToHashSet(StringComparer.Ordinal);
        return _observed[type.Id].Where(one => ids.Contains(type.Id) || one.Found.Any(index => ids.Contains(subject.Suite.Catalog.Members[subject.Suite.Tests[index].Subject].DocumentationId))).Select(one => one.Text);
    }

    /// <summary>Nothing of the symbol's code may be sent.</summary>
    public bool IsIgnored(ISymbol symbol) => symbol.DeclaringSyntaxReferences.Any(reference => IsIgnored(Path.GetRelativePath(_root, reference.SyntaxTree.FilePath).Replace('\\', '/')));

    private CodeContext Compose(DraftedType type, ImmutableArray<ISymbol> symbols, Observed? observed, ContextRequest request)
    {
        if (!_known.TryGetValue(type, out var known))
            _known.Add(type, known = Sendable(ContextBuilder.ComposeKnown(subject.Solution, subject.Project, type.Symbols, subject.Suite.Subject, Request(null, 0))));
        return Sendable(ContextBuilder.ComposeBeyond(known, subject.Solution, subject.Project, symbols, subject.Suite.Subject, observed, request));
    }

    private ContextRequest Request(IReadOnlySet<string>? code, int reserved) =>
        new() { Symbol = "", WorkingFolder = _root, MaxTokens = options.MaxContextTokens - reserved, WithoutBodies = code is null, CodeOf = code, OpenBranchesOnly = true, InternalsVisible = subject.Plan.InternalsVisible };

    private CodeContext Sendable(CodeContext context) => options.Ignored.Count == 0
        ? context
        : context with { Sections = [.. context.Sections.Select(section => section with { Items = [.. section.Items.Where(item => item.Source is null || !IsIgnored(item.Source.Split(':')[0]))] }).Where(section => !section.Items.IsEmpty)] };

    private bool IsIgnored(string path) => _ignored.Exists(glob => glob.Matches(path));

    /// <summary>The engine's tests, by the documentation id of the type they are about.</summary>
    private static ILookup<string, (ImmutableArray<int> Found, string Text)> Observed(DraftingSubject subject) => (
        from fixture in subject.Render(subject.Suite)
        let methods = CSharpSyntaxTree.ParseText(fixture.Source).GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().ToLookup(method => method.Identifier.Text)
        from test in fixture.Tests
        select (Type: "T:" + fixture.SubjectType.Replace('+', '.'), test.Found, Text: Excerpt.Of(methods[test.Name].First()))).ToLookup(one => one.Type, one => (one.Found, one.Text));
}
