using CodegenLab.Engine.Instrumentation;
using CodegenLab.Engine.Mutants;
using Microsoft.CodeAnalysis;

namespace CodegenLab.Engine.Tests.Instrumentation;

public sealed class UninstrumenterTests
{
    private static IEnumerable<TestCaseData> Samples =>
        LanguageSamples.All.Select(sample => new TestCaseData(sample.Source).SetArgDisplayNames(sample.Name));

    [TestCaseSource(nameof(Samples))]
    public void Undoing_probes_gives_the_source_back(string source) => UndoesWhat((model, map) => new SearchRewriter(model, map), source);

    [TestCaseSource(nameof(Samples))]
    public void Undoing_mutants_gives_the_source_back(string source) => UndoesWhat((model, map) => new MutantRewriter(model, map, MutatorSet.Search), source);

    private static void UndoesWhat(Func<SemanticModel, SubjectMap, MemberWalk> rewriter, string source)
    {
        var compilation = SampleCompilation.Of(source);
        var tree = compilation.SyntaxTrees[0];
        var map = new SubjectMap(new EntryNumbers(), new HashSet<string>(), new HashSet<string>(), default);
        var instrumented = rewriter(compilation.GetSemanticModel(tree), map).Visit(tree.GetRoot())!;

        var undone = Uninstrumenter.Undo(instrumented);

        Assert.Multiple(() =>
        {
            Assert.That(instrumented.ToString(), Does.Contain("CodegenLab.Probes.Probe"));
            Assert.That(undone.NormalizeWhitespace().ToFullString(), Is.EqualTo(tree.GetRoot().NormalizeWhitespace().ToFullString()));
        });
    }
}
