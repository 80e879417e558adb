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

    private SuiteSubject Build(string source) => SuiteSubjectBuilder.Build([new SuiteProject(SampleCompilation.Of(source), [])], SuiteProbes.Mutants, _folder, kept: null, default);
}
