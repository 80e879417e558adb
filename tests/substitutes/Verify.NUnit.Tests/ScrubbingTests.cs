namespace CodegenLab.Substitutes.Snapshots;

public sealed class ScrubbingTests
{
    private string _directory = "";

    [SetUp]
    public void CreateDirectory() => _directory = Directory.CreateTempSubdirectory("scrubs").FullName;

    [TearDown]
    public void DeleteDirectory() => Directory.Delete(_directory, recursive: true);

    [Test]
    public async Task A_scrubber_changes_the_text() =>
        Assert.That(await TextOf(Verify("took 17 ms").AddScrubber(text => text.Replace("17", "n"))), Is.EqualTo("took n ms"));

    [Test]
    public async Task A_scrubber_for_another_extension_does_nothing() =>
        Assert.That(await TextOf(Verify("took 17 ms", "md").AddScrubber("txt", text => text.Replace("17", "n"))), Is.EqualTo("took 17 ms"));

    [Test]
    public async Task Lines_can_be_removed() =>
        Assert.That(await TextOf(Verify("a\nNOISE b\nc").ScrubLinesContaining("noise")), Is.EqualTo("a\nc"));

    [Test]
    public async Task Lines_can_be_removed_by_a_condition() =>
        Assert.That(await TextOf(Verify("a\nbb\nc").ScrubLines(line => line.Length > 1)), Is.EqualTo("a\nc"));

    [Test]
    public async Task Lines_can_be_replaced() =>
        Assert.That(await TextOf(Verify("a\nb").ScrubLinesWithReplace(line => line == "a" ? "A" : line)), Is.EqualTo("A\nb"));

    [Test]
    public async Task Guids_inside_of_text_are_numbered_when_asked() =>
        Assert.That(
            await TextOf(Verify("a 6f1b4b6e-6d5c-4f43-9f5e-0b1f5d6b7a01, b 6f1b4b6e-6d5c-4f43-9f5e-0b1f5d6b7a02, a 6f1b4b6e-6d5c-4f43-9f5e-0b1f5d6b7a01").ScrubInlineGuids()),
            Is.EqualTo("a Guid_1, b Guid_2, a Guid_1"));

    [Test]
    public async Task Guids_inside_of_text_stay_when_not_asked() =>
        Assert.That(await TextOf(Verify("a 6f1b4b6e-6d5c-4f43-9f5e-0b1f5d6b7a01")), Is.EqualTo("a 6f1b4b6e-6d5c-4f43-9f5e-0b1f5d6b7a01"));

    [Test]
    public async Task The_machine_is_named_by_a_word() =>
        Assert.That(await TextOf(Verify($"on {Environment.MachineName}.").ScrubMachineName()), Is.EqualTo("on TheMachineName."));

    [Test]
    public async Task Directories_are_named_by_words()
    {
        var project = ProjectDirectory();

        var text = await TextOf(Verify($"{Path.Combine(project, "a.cs")} {Path.Combine(Path.GetTempPath(), "b")} {project}"));

        Assert.That(text, Is.EqualTo("{ProjectDirectory}a.cs {TempPath}b {ProjectDirectory}"));
    }

    [Test]
    public async Task Scrubbers_can_be_switched_off()
    {
        var path = Path.Combine(Path.GetTempPath(), "b");

        Assert.That(await TextOf(Verify(path).DisableScrubbers()), Is.EqualTo(path));
    }

    private static string ProjectDirectory([System.Runtime.CompilerServices.CallerFilePath] string sourceFile = "") => Path.GetDirectoryName(sourceFile)!;

    private async Task<string> TextOf(SettingsTask verification) => (await verification.UseDirectory(_directory).UseFileName("Text").AutoVerify()).Text;
}
