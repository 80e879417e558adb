using CodegenLab.Pipeline.Reports;
using CodegenLab.Pipeline.Tests.Solutions;
using CodegenLab.Pipeline.Tests.Suites;

namespace CodegenLab.Pipeline.Tests.Reports;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ReportFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public void All_formats_are_written()
    {
        var written = ReportFiles.Write(ReportMaterial.Of(SampleFigures.Figures), ReportFiles.Formats(["all"]), Path.Combine(_folder.Path, "reports"));

        Assert.That(written, Has.Length.EqualTo(ReportFormat.All.Length));
        Assert.That(written, Has.All.Exist);
        Assert.That(Directory.GetFiles(Path.Combine(_folder.Path, "reports", "coverage")), Has.Length.EqualTo(5));
    }

    /// <summary>For readers of other makers and for eyes, see docs/reports.md.</summary>
    [Test, Explicit("writes to the folder that CODEGEN_LAB_SAMPLE names")]
    public void The_sample_for_a_look()
    {
        var options = new ReportOptions { Title = "Shop & <Co>", ElementsScript = Environment.GetEnvironmentVariable("CODEGEN_LAB_ELEMENTS") is { } script ? File.ReadAllBytes(script) : null };

        ReportFiles.Write(ReportMaterial.Of(SampleFigures.Figures), ReportFormat.All, Environment.GetEnvironmentVariable("CODEGEN_LAB_SAMPLE")!, options);
    }

    [Test]
    public void When_one_file_cannot_be_written_none_is()
    {
        _folder.Write("reports/junit.xml/in-the-way.txt");
        _folder.Write("reports/coverage.info", "old");

        Assert.That(
            () => ReportFiles.Write(ReportMaterial.Of(SampleFigures.Figures), ReportFiles.Formats(["lcov,sarif", "junit"]), Path.Combine(_folder.Path, "reports")),
            Throws.TypeOf<InputException>().With.Message.Contains("junit.xml cannot be written"));

        Assert.That(File.ReadAllText(Path.Combine(_folder.Path, "reports", "coverage.info")), Is.EqualTo("old"));
        Assert.That(Directory.GetFiles(Path.Combine(_folder.Path, "reports")), Has.Length.EqualTo(1));
    }

    [Test]
    public void An_unknown_format_is_named_with_the_nearest() =>
        Assert.That(() => ReportFiles.Formats(["cobertua"]), Throws.TypeOf<InputException>().With.Message.EqualTo("There is no report format 'cobertua'. Did you mean cobertura?"));
}
