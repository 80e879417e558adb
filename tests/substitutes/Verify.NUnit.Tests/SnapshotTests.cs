using System.Text;

namespace CodegenLab.Substitutes.Snapshots;

/// <summary>Snapshots in a folder of their own for each test, so that the files can be looked at.</summary>
public sealed class SnapshotTests
{
    private string _directory = "";

    [SetUp]
    public void CreateDirectory() => _directory = Directory.CreateTempSubdirectory("snapshots").FullName;

    [TearDown]
    public void DeleteDirectory() => Directory.Delete(_directory, recursive: true);

    [Test]
    public async Task A_new_text_fails_and_leaves_the_received_file()
    {
        var failure = await FailureOf(Verify("one\ntwo").UseDirectory(_directory).DisableDiff());

        Assert.That(Files(), Is.EqualTo(["SnapshotTests.A_new_text_fails_and_leaves_the_received_file.received.txt"]));
        Assert.That(failure.Message, Is.EqualTo(
            $"""
            Directory: {_directory}
            New:
              - Received: SnapshotTests.A_new_text_fails_and_leaves_the_received_file.received.txt
                Verified: SnapshotTests.A_new_text_fails_and_leaves_the_received_file.verified.txt

            FileContent:

            New:

            Received: SnapshotTests.A_new_text_fails_and_leaves_the_received_file.received.txt
            one
            two


            """.ReplaceLineEndings("\n")));
    }

    [Test]
    public async Task A_different_text_fails_and_leaves_the_verified_file_alone()
    {
        Write("Different.verified.txt", "old");

        var failure = await FailureOf(Verify("new").UseDirectory(_directory).UseFileName("Different").DisableDiff());

        Assert.That(Read("Different.verified.txt"), Is.EqualTo("old"));
        Assert.That(Read("Different.received.txt"), Is.EqualTo("new"));
        Assert.That(failure.Message, Is.EqualTo(
            $"""
            Directory: {_directory}
            NotEqual:
              - Received: Different.received.txt
                Verified: Different.verified.txt

            FileContent:

            NotEqual:

            Received: Different.received.txt
            new
            Verified: Different.verified.txt
            old


            """.ReplaceLineEndings("\n")));
    }

    [Test]
    public async Task The_same_text_passes_and_removes_an_old_received_file()
    {
        Write("Same.verified.txt", "text");
        Write("Same.received.txt", "older");

        var result = await Verify("text").UseDirectory(_directory).UseFileName("Same");

        Assert.That(result.Text, Is.EqualTo("text"));
        Assert.That(Files(), Is.EqualTo(["Same.verified.txt"]));
    }

    [Test]
    public async Task Line_ends_are_the_same_however_they_come()
    {
        Write("Lines.verified.txt", "one\ntwo\n");

        await Verify("one\r\ntwo\r\n").UseDirectory(_directory).UseFileName("Lines");
    }

    [Test]
    public async Task A_byte_order_mark_is_no_difference()
    {
        File.WriteAllText(Path.Combine(_directory, "Mark.verified.txt"), "text", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

        await Verify("text").UseDirectory(_directory).UseFileName("Mark");
    }

    [Test]
    public async Task Accepting_writes_the_verified_file_with_a_byte_order_mark()
    {
        await Verify("text").UseDirectory(_directory).UseFileName("Accepted").AutoVerify();

        Assert.That(Files(), Is.EqualTo(["Accepted.verified.txt"]));
        Assert.That(File.ReadAllBytes(Path.Combine(_directory, "Accepted.verified.txt")), Is.EqualTo("\uFEFFtext"u8.ToArray()));
    }

    [Test]
    public async Task An_extension_names_the_file()
    {
        await Verify("class C;", "cs").UseDirectory(_directory).UseFileName("Code").AutoVerify();

        Assert.That(Files(), Is.EqualTo(["Code.verified.cs"]));
    }

    [Test]
    public async Task A_verified_file_with_another_extension_is_asked_to_be_deleted()
    {
        Write("Moved.verified.txt", "text");
        Write("Moved.verified.cs", "text");

        var failure = await FailureOf(Verify("text").UseDirectory(_directory).UseFileName("Moved").DisableDiff());

        Assert.That(failure.Message, Does.Contain("Delete:\n  - Moved.verified.cs\n"));
    }

    [TestCase(1, "a/b")]
    public async Task Arguments_are_part_of_the_name(int count, string name)
    {
        await Verify($"{count} {name}").UseDirectory(_directory).AutoVerify();

        Assert.That(Files(), Is.EqualTo(["SnapshotTests.Arguments_are_part_of_the_name_count=1_name=a-b.verified.txt"]));
    }

    [TestCase(1)]
    public async Task Parameters_replace_arguments(int count)
    {
        await Verify($"{count}").UseDirectory(_directory).UseParameters("first").UseTypeName("T").UseMethodName("M").AutoVerify();

        Assert.That(Files(), Is.EqualTo(["T.M_count=first.verified.txt"]));
    }

    [Test]
    public async Task A_text_can_replace_parameters()
    {
        await Verify("x").UseDirectory(_directory).UseMethodName("M").UseTextForParameters("small").AutoVerify();

        Assert.That(Files(), Is.EqualTo(["SnapshotTests.M_small.verified.txt"]));
    }

    [Test]
    public async Task The_same_name_twice_is_an_error()
    {
        await Verify("x").UseDirectory(_directory).UseFileName("Twice").AutoVerify();

        var failure = await FailureOf(Verify("x").UseDirectory(_directory).UseFileName("Twice"));

        Assert.That(failure.Message, Does.StartWith("The prefix has already been used"));
    }

    [Test]
    public async Task Settings_can_be_given_as_an_object()
    {
        var settings = new VerifySettings();
        settings.UseDirectory(_directory);
        settings.UseFileName("Given");
        settings.AutoVerify();

        await Verify("x", settings);

        Assert.That(Files(), Is.EqualTo(["Given.verified.txt"]));
    }

    [Test]
    public Task Snapshots_stand_beside_the_source() => Verify("A text beside the source of its test.");

    private static async Task<Exception> FailureOf(SettingsTask verification)
    {
        try
        {
            await verification;
        }
        catch (Exception e) when (e is not AssertionException)
        {
            return e;
        }

        throw new AssertionException("Expected the verification to fail.");
    }

    private string[] Files() => [.. Directory.GetFiles(_directory).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(_directory, file), text);

    private string Read(string file) => File.ReadAllText(Path.Combine(_directory, file));
}
