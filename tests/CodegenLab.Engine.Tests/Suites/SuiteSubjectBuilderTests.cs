using CodegenLab.Engine.Suites;
using CodegenLab.Engine.Tests.Instrumentation;

namespace CodegenLab.Engine.Tests.Suites;

public sealed class SuiteSubjectBuilderTests
{
    private string _folder = "";

    private static IEnumerable<TestCaseData> Samples =>
        LanguageSamples.All.Select(sample => new TestCaseData(sample.Source).SetArgDisplayNames(sample.Name));

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("codegen-lab-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [TestCaseSource(nameof(Samples))]
    public void Every_language_feature_compiles_with_all_mutants_in_it(string source)
    {
        var subject = Build(source);

        Assert.That(subject.RolledBack, Is.Empty);
    }

    [Test]
    public void Code_that_is_excluded_from_coverage_is_not_mutated()
    {
        var subject = Build("static class C { [System.Diagnostics.CodeAnalysis.ExcludeFromCodeCoverage] static bool Left(int x) => x > 1; static bool Kept(int x) => x > 2; }");

        Assert.That(subject.Mutants.Select(mutant => mutant.Original), Has.Some.Contains("2").And.None.Contains("1"));
        Assert.That(subject.Ignored.Select(ignored => ignored.Reason).Distinct(), Is.EqualTo(new[] { "Excluded from code coverage by an attribute." }));
    }

    private SuiteSubject Build(string source) => SuiteSubjectBuilder.Build([new SuiteProject(SampleCompilation.Of(source), [])], SuiteProbes.Mutants, _folder, kept: null, default);
}
