using System.Collections.Immutable;
using CodegenLab.Pipeline.Solutions;
using CodegenLab.Pipeline.Tests.TestProjects;
using CodegenLab.Pipeline.Verdicts;

namespace CodegenLab.Pipeline.Tests.Verdicts;

public sealed class TestBuildTests
{
    [Test]
    public async Task What_the_build_imports_from_us_is_no_newer_than_what_was_built_before()
    {
        using var repository = new TestRepository();
        var plan = Fixtures.Plan(repository);
        var written = DateTime.MaxValue;

        await new TestBuild(Look).BuildAsync(plan, repository.Scratch, isFresh: true, CancellationToken.None);

        Assert.That(written, Is.LessThan(DateTime.UtcNow.AddYears(-20)));

        Task<DotnetOutcome> Look(IReadOnlyList<string> arguments, string folder, IReadOnlyDictionary<string, string?>? environment, CancellationToken cancellationToken)
        {
            const string option = "-p:CustomAfterMicrosoftCommonTargets=";
            written = File.GetLastWriteTimeUtc(arguments.Single(argument => argument.StartsWith(option, StringComparison.Ordinal))[option.Length..]);
            return Task.FromResult(new DotnetOutcome(1, ImmutableArray<string>.Empty));
        }
    }
}
