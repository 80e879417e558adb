using CodegenLab.Pipeline.Models;
using CodegenLab.Pipeline.Tests.Models;
using CodegenLab.Pipeline.Tests.Solutions;

namespace CodegenLab.Pipeline.Tests;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class DoctorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>The root of a repository: what lies above it does not count.</summary>
    public DoctorTests() => _folder.Write(".git/HEAD");

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task A_model_that_answers_is_shown_with_what_it_cost()
    {
        await using var server = new ModelServer(Wire.Ok(ModelProvider.OpenAICompatible));
        _folder.Write("codegen-lab.json", $$"""{ "model": { "endpoint": "{{server.Address}}/v1", "name": "m" } }""");
        var project = _folder.Write("src/Shop/Shop.csproj");

        var report = await ExamineAsync(project);

        Assert.That(report.Sdk, Does.Match(@"^\d+\.\d+\.\d+"));
        Assert.That(report.SdkComplaint, Is.Null);
        Assert.That(report.Configuration.Settings!.Name, Is.EqualTo("m"));
        Assert.That(report.Answer!.Tokens, Is.EqualTo(new TokenUse(17, 2)));
        Assert.That(report.Answer.Model, Is.EqualTo("some-model-2026-01-01"));
        Assert.That(report.Failure, Is.Null);
        Assert.That(server.Requests, Has.Length.EqualTo(1));
    }

    [Test]
    public async Task A_model_that_fails_is_a_finding()
    {
        await using var server = new ModelServer(Wire.UnknownModel(ModelProvider.OpenAICompatible));
        _folder.Write("codegen-lab.json", $$"""{ "model": { "endpoint": "{{server.Address}}/v1", "name": "m" } }""");

        var report = await ExamineAsync(null);

        Assert.That(report.Failure!.Kind, Is.EqualTo(ModelFailure.UnknownModel));
        Assert.That(report.Answer, Is.Null);
    }

    [Test]
    public async Task Without_a_model_nobody_is_called()
    {
        var report = await ExamineAsync(null);

        Assert.That(report.Configuration.NoModel, Is.EqualTo("No model is configured."));
        Assert.That(report.Configuration.Remarks, Is.EqualTo(new[] { "The environment variable CODEGEN_LAB_MODLE is no setting and is not read. Did you mean CODEGEN_LAB_MODEL?" }));
        Assert.That(report.Answer, Is.Null);
        Assert.That(report.Failure, Is.Null);
    }

    [Test]
    public async Task An_SDK_that_is_not_there_is_a_finding()
    {
        _folder.Write("global.json", """{ "sdk": { "version": "9.0.999", "rollForward": "disable" } }""");

        var report = await ExamineAsync(null);

        Assert.That(report.Sdk, Is.Null);
        Assert.That(report.SdkComplaint, Does.Contain("asks for the SDK 9.0.999"));
    }

    [Test]
    public void A_path_that_is_not_there_is_bad_input() =>
        Assert.That(() => ExamineAsync("nowhere"), Throws.TypeOf<InputException>().With.Message.StartsWith("nowhere does not exist."));

    private Task<DoctorReport> ExamineAsync(string? path) =>
        new Doctor(_ => null, ["PATH", "CODEGEN_LAB_MODLE"], new ModelCheck(new ModelConnection(() => new SocketsHttpHandler { UseProxy = false }, TimeProvider.System, () => throw new InvalidOperationException()), TimeProvider.System))
            .ExamineAsync(new DoctorRequest { Path = path, WorkingFolder = _folder.Path }, CancellationToken.None);
}
