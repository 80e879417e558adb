using CodegenLab.Engine.Instrumentation;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Engine.Tests.Instrumentation;

public sealed class SubjectBuilderTests
{
    private string _folder = "";

    private static IEnumerable<TestCaseData> Samples =>
        LanguageSamples.All.Select(sample => new TestCaseData(sample.Source).SetArgDisplayNames(sample.Name));

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("codegen-lab-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [TestCaseSource(nameof(Samples))]
    public void Every_language_feature_compiles_without_rolling_back(string source)
    {
        var subject = Build(SampleCompilation.Of(source));

        Assert.That(subject.RolledBack, Is.Empty);
    }

    private InstrumentedSubject Build(CSharpCompilation compilation) => new SubjectBuilder().Build(compilation, [], _folder, CancellationToken.None);
}
