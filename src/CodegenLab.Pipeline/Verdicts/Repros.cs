using System.Collections.Immutable;
using CodegenLab.Engine.Rendering;
using CodegenLab.Pipeline.Drafting;
using CodegenLab.Pipeline.TestProjects;

namespace CodegenLab.Pipeline.Verdicts;

/// <summary>What came of the wish for tests that show suspicions.</summary>
/// <param name="Files">Written ones.</param>
/// <param name="Remark">Why there are none; null: there are.</param>
public sealed record ReproOutcome(ImmutableArray<string> Files, string? Remark);

/// <summary>Adds explicit tests that show suspicions to a proven test project. They are built with it, not run: they fail.</summary>
public sealed class Repros(RunDotnet dotnet)
{
    /// <param name="scratch">Folder outside the repository.</param>
    /// <exception cref="InputException">The place cannot be written. Nothing was changed.</exception>
    public async Task<ReproOutcome> WriteAsync(TestProjectPlan plan, ImmutableArray<ReproFixture> fixtures, string scratch, CancellationToken cancellationToken)
    {
        using var transaction = new FileTransaction();
        var placement = new FixturePlacement(plan);
        var placed = fixtures.Select(fixture => placement.Place(Rendered(plan, fixture))).ToImmutableArray();
        foreach (var one in placed)
            transaction.Write(one.Path, one.Fixture.Source, plan.Format);
        var built = await new TestBuild(dotnet).BuildAsync(plan, scratch, isFresh: false, cancellationToken);
        if (!built.Succeeded)
            return new ReproOutcome([], $"The tests that show suspicions do not build in {plan.Path} and were not written: {string.Join("; ", built.Messages.Where(message => message.IsError).Take(2))}");
        transaction.Commit();
        return new ReproOutcome([.. placed.Select(one => one.Path)], null);
    }

    private static RenderedFixture Rendered(TestProjectPlan plan, ReproFixture fixture)
    {
        var header = new GeneratedHeader(plan.Rendering.ToolVersion, plan.Rendering.Seed, fixture.SubjectType, fixture.Tests, 0, 0, null);
        return new RenderedFixture(fixture.SubjectType, fixture.Namespace, fixture.ClassName, header.Write() + "\n" + fixture.Source, []);
    }
}
