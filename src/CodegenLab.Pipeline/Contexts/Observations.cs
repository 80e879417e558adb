using System.Collections.Immutable;
using CodegenLab.Engine;
using CodegenLab.Engine.Rendering;
using CodegenLab.Engine.Workers;
using CodegenLab.Pipeline.Solutions;
using CodegenLab.Worker.Protocol;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Pipeline.Contexts;

/// <summary>Has the engine run the subject, and shows what it saw as the tests it would write: real calls with what came of them.</summary>
internal sealed class Observations(LoadedProject project, ScratchFolder scratch)
{
    /// <exception cref="WorkerException">The code under test kills every process it runs in.</exception>
    public async Task<Observed> OfAsync(ImmutableArray<string> ids, SuiteBudget budget, IProgress<Progress> progress, CancellationToken cancellationToken)
    {
        var subject = new SubjectProject
        {
            Compilation = project.Compilation,
            Resources = project.Resources,
            References = project.RuntimeReferences,
            TargetPath = project.TargetPath,
            Frameworks = project.FrameworkReferences,
            InternalsVisible = true,
            Targets = ids,
        };
        var suite = await new SuiteGenerator(scratch.Sub("subject")).GenerateAsync(subject, budget, (_, _) => Task.FromResult<IReadOnlyCollection<int>>([]), progress, cancellationToken);
        var options = new RenderingOptions
        {
            RootNamespace = project.RootNamespace + ".Tests",
            SubjectRootNamespace = project.RootNamespace,
            ToolVersion = Generation.ToolVersion,
            Seed = budget.Seed,
            Framework = TestFramework.NUnit,
        };
        var wanted = ids.ToHashSet(StringComparer.Ordinal);
        var tests =
            from fixture in new TestRenderer(TestTemplates.Embedded).Render(suite.Catalog, suite.Tests, suite.Subject.Sites, suite.Fakes, options)
            let methods = CSharpSyntaxTree.ParseText(fixture.Source, cancellationToken: cancellationToken).GetRoot(cancellationToken).DescendantNodes().OfType<MethodDeclarationSyntax>().ToLookup(method => method.Identifier.Text)
            from test in fixture.Tests
            where test.Found.Any(index => IsAbout(suite.Catalog.Members[suite.Tests[index].Subject].DocumentationId, wanted))
            select Excerpt.Of(methods[test.Name].First());
        return new Observed([.. tests], suite.Tests.SelectMany(test => test.Goals).ToImmutableHashSet(), suite.Subject);
    }

    /// <summary>A type's id stands for its members.</summary>
    private static bool IsAbout(string member, HashSet<string> ids) =>
        ids.Contains(member) || ids.Any(id => id.StartsWith("T:", StringComparison.Ordinal) && member.AsSpan(2).StartsWith(id.AsSpan(2)) && member.Length > id.Length && member[id.Length] == '.');
}

/// <param name="Tests">Test methods about the subject.</param>
/// <param name="Goals">Branch outcomes covered.</param>
internal sealed record Observed(ImmutableArray<string> Tests, IReadOnlySet<int> Goals, CodegenLab.Engine.Instrumentation.InstrumentedSubject Subject);
