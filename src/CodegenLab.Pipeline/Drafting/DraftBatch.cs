using System.Collections.Immutable;
using System.Text;
using CodegenLab.Engine.Reading;
using CodegenLab.Engine.Rendering;
using CodegenLab.Engine.Trials;
using CodegenLab.Pipeline.Candidates;
using CodegenLab.Pipeline.Drafts;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.TestCases;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace CodegenLab.Pipeline.Drafting;

/// <summary>A drafted class on its way to the judge.</summary>
/// <param name="Namespace">Where it will stand.</param>
/// <param name="ClassName">Unlike that of any other class in the compilation.</param>
internal sealed record DraftedClass(string Namespace, string ClassName, DraftFixture Code);

/// <summary>What became of a drafted class.</summary>
/// <param name="Code">After repairs, without what does not compile or may not run.</param>
/// <param name="Members">Documentation id of the subject's member that a test is about, by the test's name; null: it calls none.</param>
/// <param name="Trials">By the test's name.</param>
/// <param name="Removed">What does not compile.</param>
/// <param name="Breaches">Tests that may not run, by name, and why.</param>
internal sealed record JudgedClass(
    DraftFixture Code,
    IReadOnlyDictionary<string, string?> Members,
    IReadOnlyDictionary<string, DraftTrial> Trials,
    ImmutableArray<RemovedMember> Removed,
    ImmutableArray<(string Test, PolicyBreach Breach)> Breaches,
    ImmutableArray<string> Sound)
{
    /// <summary>What the tests do, in the engine's own words, by the test's name; none for a test that does more than those can say.</summary>
    public IReadOnlyDictionary<string, ImmutableArray<TestCase>> Cases { get; init; } = ImmutableDictionary<string, ImmutableArray<TestCase>>.Empty;
}

/// <summary>Compiles the classes of a round together, keeps out what may not run, and has the rest run once.</summary>
/// <param name="framework">That the tests are for.</param>
/// <param name="subject">Whose members tests can be about.</param>
/// <param name="scratch">Folder outside the repository.</param>
internal sealed class DraftBatch(DraftBasis basis, TestFramework framework, Compilation subject, Func<DraftAssembly, CancellationToken, Task<DraftTrialOutcome>> trial, string scratch)
{
    private int _batches;

    /// <param name="mutants">Mutants worth trying.</param>
    /// <param name="catalog">Of the engine's suite, which tests are read into.</param>
    /// <returns>One per class, in order.</returns>
    public async Task<ImmutableArray<JudgedClass>> JudgeAsync(IReadOnlyList<DraftedClass> classes, ImmutableArray<int> mutants, Catalog catalog, CancellationToken cancellationToken)
    {
        if (classes.Count == 0)
            return [];
        var drafts = classes.Select(drafted => drafted.Code.Write("", drafted.Namespace, drafted.ClassName, fileScoped: false)).ToList();
        var candidates = await new DraftCompiler(basis.Compilation, basis.Analyzers, framework) { Generators = basis.Generators }.CompileAsync(drafts, cancellationToken);
        var options = (CSharpParseOptions?)basis.Compilation.SyntaxTrees.FirstOrDefault()?.Options ?? CSharpParseOptions.Default;
        var trees = candidates.Select((candidate, index) => Parse(candidate.Source, classes[index].ClassName, options)).ToArray();
        var compilation = basis.With(trees, cancellationToken);

        var breaches = trees.Select(tree => BreachesIn(compilation, tree)).ToArray();
        for (var i = 0; i < trees.Length; i++)
            if (breaches[i].Length > 0)
                trees[i] = Parse(WithoutBreaches(trees[i], breaches[i]), classes[i].ClassName, options);

        compilation = basis.With(trees, cancellationToken);
        var codes = trees.Select(tree => DraftFixture.Read(tree.ToString(), framework)).ToArray();
        var methods = codes.SelectMany((code, index) => code?.Tests.Select(test => FullName(classes[index], test.Name)) ?? []).ToImmutableArray();
        var trials = await TryAsync(compilation, methods, mutants, cancellationToken);

        return
        [
            .. classes.Select((drafted, index) => new JudgedClass(
                codes[index] ?? drafted.Code.Only(_ => false),
                MembersUnderTest(compilation, trees[index]),
                (codes[index]?.Tests ?? []).Where(test => trials.ContainsKey(FullName(drafted, test.Name))).ToDictionary(test => test.Name, test => trials[FullName(drafted, test.Name)]),
                candidates[index].Removed,
                [.. breaches[index].Select(breach => (NameAt(breach.Member), breach.Breach))],
                candidates[index].Sound)
            {
                Cases = Read(compilation, trees[index], catalog),
            }),
        ];
    }

    private async Task<Dictionary<string, DraftTrial>> TryAsync(CSharpCompilation compilation, ImmutableArray<string> methods, ImmutableArray<int> mutants, CancellationToken cancellationToken)
    {
        if (methods.IsEmpty)
            return [];
        var folder = Directory.CreateDirectory(Path.Combine(scratch, FormattableString.Invariant($"drafts{++_batches}"))).FullName;
        var path = Path.Combine(folder, basis.Compilation.AssemblyName + ".dll");
        EmitResult emitted;
        await using (var file = File.Create(path))
            emitted = compilation.Emit(file, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.Embedded), cancellationToken: cancellationToken);
        if (!emitted.Success)
            throw new InvalidOperationException($"Drafts that compile one by one do not compile together: {string.Join("; ", emitted.Diagnostics.Where(one => one.Severity == DiagnosticSeverity.Error).Take(3))}");
        var outcome = await trial(new DraftAssembly(path, basis.References, methods, mutants) { Framework = FrameworkOfDrafts() }, cancellationToken);
        return outcome.Trials.ToDictionary(one => one.Method, StringComparer.Ordinal);
    }

    private DraftFramework FrameworkOfDrafts() => framework switch
    {
        TestFramework.XUnit => DraftFramework.XUnit,
        TestFramework.MSTest => DraftFramework.MSTest,
        _ => DraftFramework.NUnit,
    };

    private static Dictionary<string, ImmutableArray<TestCase>> Read(CSharpCompilation compilation, SyntaxTree tree, Catalog catalog)
    {
        var reader = new TestCaseReader(catalog);
        var model = compilation.GetSemanticModel(tree);
        return tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Where(method => method.AttributeLists.Count > 0 && method.Parent is ClassDeclarationSyntax { Parent: not TypeDeclarationSyntax })
            .DistinctBy(method => method.Identifier.Text)
            .ToDictionary(method => method.Identifier.Text, method => reader.Read(model, method) is { Unreadable: null } read ? read.Cases : [], StringComparer.Ordinal);
    }

    private static ImmutableArray<(MemberDeclarationSyntax? Member, PolicyBreach Breach)> BreachesIn(CSharpCompilation compilation, SyntaxTree tree)
    {
        var root = tree.GetRoot();
        var lines = tree.GetText().Lines;
        return
        [
            .. DraftPolicy.Judge(compilation, tree).Select(breach => (
                root.DescendantNodes().OfType<MemberDeclarationSyntax>().FirstOrDefault(member => member.Parent is TypeDeclarationSyntax && member.FullSpan.IntersectsWith(lines[breach.Line - 1].Span) && Holds(member, lines[breach.Line - 1])),
                breach)),
        ];

        static bool Holds(MemberDeclarationSyntax member, TextLine line) => member.Span.Start <= line.End && member.Span.End >= line.Start;
    }

    /// <summary>A breach in a test costs that test; one anywhere else costs the class, because every test may depend on it.</summary>
    private static string WithoutBreaches(SyntaxTree tree, ImmutableArray<(MemberDeclarationSyntax? Member, PolicyBreach Breach)> breaches)
    {
        if (breaches.Any(breach => breach.Member is not MethodDeclarationSyntax { AttributeLists.Count: > 0 }))
            return "";
        return tree.GetRoot().RemoveNodes(breaches.Select(breach => breach.Member!).Distinct(), SyntaxRemoveOptions.KeepUnbalancedDirectives)!.ToFullString();
    }

    /// <summary>The member of the subject that a test calls last: what comes before makes what it needs.</summary>
    private Dictionary<string, string?> MembersUnderTest(CSharpCompilation compilation, SyntaxTree tree)
    {
        var model = compilation.GetSemanticModel(tree);
        var members = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var method in tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Where(method => method.AttributeLists.Count > 0))
        {
            var called = method.DescendantNodes()
                .Where(node => node is SimpleNameSyntax or BaseObjectCreationExpressionSyntax or BinaryExpressionSyntax or PrefixUnaryExpressionSyntax or ElementAccessExpressionSyntax or CastExpressionSyntax)
                .Select(node => model.GetSymbolInfo(node).Symbol)
                .OfType<ISymbol>()
                .Where(symbol => symbol is IMethodSymbol or IPropertySymbol && symbol.ContainingAssembly?.Name == subject.AssemblyName)
                .Select(symbol => symbol is IMethodSymbol { ReducedFrom: { } extension } ? extension : symbol.OriginalDefinition)
                .ToList();
            var last = called.LastOrDefault(symbol => symbol is IMethodSymbol { MethodKind: not MethodKind.Constructor }) ?? called.LastOrDefault();
            members.TryAdd(method.Identifier.Text, last?.GetDocumentationCommentId());
        }

        return members;
    }

    private static string NameAt(MemberDeclarationSyntax? member) => member is MethodDeclarationSyntax method ? method.Identifier.Text : "the class";

    private static string FullName(DraftedClass drafted, string test) => $"{(drafted.Namespace.Length == 0 ? "" : drafted.Namespace + ".")}{drafted.ClassName}.{test}";

    private static SyntaxTree Parse(string source, string name, CSharpParseOptions options) => CSharpSyntaxTree.ParseText(SourceText.From(source, Encoding.UTF8), options, name + ".cs");
}
