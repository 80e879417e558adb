using CodegenLab.Pipeline.Models;
using CodegenLab.Pipeline.Replies;
using CodegenLab.Pipeline.Solutions;
using CodegenLab.Pipeline.Tests.Solutions;

namespace CodegenLab.Pipeline.Tests.Replies;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class RecordingTests : IDisposable
{
    private const string Reply = "Here you are:\r\n```csharp\npublic class MoneyTests;\n```\n---\n\nBye ";

    private readonly TemporaryFolder _folder = new();
    private readonly ScriptedClient _model = new(_ => ScriptedClient.Says(Reply, cached: 200));

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task An_answer_is_recorded_in_a_file_that_people_can_read()
    {
        await RecordAsync(Desks.Ask("a", subject: "Shop.Pricing.Money"));

        Assert.That(Files(), Is.EqualTo(new[] { "tests.Shop.Pricing.Money.1.md" }));
        await Verify((await File.ReadAllTextAsync(_folder.At("recorded/tests.Shop.Pricing.Money.1.md"))).ReplaceLineEndings("\n"), extension: "md");
    }

    [Test]
    public async Task A_replay_asks_nobody_and_gives_the_reply_to_the_letter()
    {
        var question = Desks.Ask("a");
        await RecordAsync(question);
        using var desk = Replay();

        var answer = await desk.AskAsync(question, CancellationToken.None);

        Assert.That(answer, Is.EqualTo(new Answer(Reply, AnswerOrigin.Recording, Desks.Model, new TokenUse(1000, 500, 200), 0) { ListPrice = .00114m }));
        Assert.That(desk.Spending, Is.EqualTo(new Spending(0, 1, 0, 0, 0, 0, null) { ListPrice = .00114m }));
        Assert.That(_model.Asked, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task What_the_cache_knows_is_recorded_too()
    {
        var question = Desks.Ask("a");
        await RecordAsync(question);
        Directory.Delete(_folder.At("recorded"), recursive: true);

        await RecordAsync(question);

        Assert.That(_model.Asked, Has.Count.EqualTo(1));
        Assert.That((await Replay().AskAsync(question, CancellationToken.None))!.Text, Is.EqualTo(Reply));
    }

    [Test]
    public async Task Reformatting_and_another_round_are_no_miss()
    {
        await RecordAsync(Desks.Ask("int A ( );"));
        using var desk = Replay();

        Assert.That((await desk.AskAsync(Desks.Ask("int A();", round: 2), CancellationToken.None))!.Text, Is.EqualTo(Reply));
    }

    [Test]
    public async Task A_miss_says_what_is_near_and_what_changed()
    {
        await RecordAsync(Desks.Ask("a"), Desks.Ask("b", round: 2), Desks.Ask("n", Purpose.Names, "Shop.Till"));
        _folder.Write("recorded/README.md", "# No recording");
        _folder.Write("recorded/tests.Shop.Line.1.md", "---\npurpose: tests\nsubject: Shop.Line\nround: 1\n---\nBy hand.");
        using var desk = Replay();
        Question[] questions =
        [
            Desks.Ask("changed"), new(Purpose.Tests, "Shop.Money", 1, new("Other instructions.", "a")), Desks.Ask("c", round: 3), Desks.Ask("c", subject: "Shop.Till"),
            Desks.Ask("c", subject: "Shop.Mony"), Desks.Ask("c", subject: "Library.Books"), Desks.Ask("c", subject: "Shop.Line"),
        ];

        var misses = questions.Select(question => Assert.ThrowsAsync<InputException>(() => desk.AskAsync(question, CancellationToken.None))).ToList();

        var text = string.Join("\n\n", (await Task.WhenAll(misses)).Select(miss => miss!.Message)).Replace(_folder.At("recorded"), "recorded", StringComparison.Ordinal);
        await Verify(text);
    }

    [Test]
    public async Task A_loose_replay_takes_what_has_the_name()
    {
        _folder.Write("recorded/by-hand.md", "---\r\npurpose: tests\r\nsubject: Shop.Money\r\nround: 1\r\n---\r\nBy hand.");
        using var desk = ReplyDesk.Open(new ReplyDeskSettings { Folder = _folder.At(StateFolder.Name), Replay = _folder.At("recorded"), IsReplayLoose = true });

        var answer = await desk.AskAsync("whatever");

        Assert.That(answer!.Text, Is.EqualTo("By hand."));
        Assert.That(answer.Tokens, Is.EqualTo(new TokenUse(Desks.Ask("whatever").Prompt.Tokens, 3)));
        Assert.That(answer.ListPrice, Is.Null);
        await Assert.ThatAsync(() => desk.AskAsync(Desks.Ask("whatever", round: 2), CancellationToken.None), Throws.TypeOf<ModelException>().With.Property(nameof(ModelException.Kind)).EqualTo(ModelFailure.Empty));
    }

    [Test]
    public async Task Subjects_that_no_file_can_be_called_have_files_of_their_own()
    {
        var subjects = new[] { "Shop.Shelf<T>.Put(T)", "Shop.Shelf<T>.Put(U)", "Shop.Till.Total(" + string.Join(", ", Enumerable.Repeat("IReadOnlyList<Line>", 30)) + ")" };
        await RecordAsync([.. subjects.Select(subject => Desks.Ask(subject, subject: subject))]);
        using var desk = Replay();

        Assert.That(Files(), Has.Length.EqualTo(3).And.All.Length.LessThan(160).And.All.Matches("^[A-Za-z0-9._-]+$"));
        foreach (var subject in subjects)
            Assert.That((await desk.AskAsync(Desks.Ask(subject, subject: subject), CancellationToken.None))!.Text, Is.EqualTo(Reply));
    }

    [Test]
    public async Task An_estimate_of_a_replay_counts_what_is_recorded()
    {
        await RecordAsync(Desks.Ask("a"));
        using var desk = Replay();

        var estimate = desk.Estimate([Desks.Ask("a"), Desks.Ask("b")]);

        Assert.That((estimate.Remembered, estimate.Asked), Is.EqualTo((1, 1)));
    }

    [Test]
    public void A_folder_that_is_not_there_and_both_at_once_are_refused()
    {
        Assert.That(() => Replay(), Throws.TypeOf<InputException>().With.Message.Contains("--record"));
        Assert.That(() => ReplyDesk.Open(Desks.With(_folder, _model) with { Record = "a", Replay = "b" }), Throws.TypeOf<InputException>());
    }

    [TestCase("---\npurpose: tests\nsubject: A\n")]
    [TestCase("---\npurpose: tests\nround: 1\n---\n")]
    [TestCase("---\npurpose: tests\nsubject: A\nround: one\n---\n")]
    public void A_broken_recording_is_named(string content)
    {
        var file = _folder.Write("recorded/a.md", content);

        Assert.That(() => Replay(), Throws.TypeOf<InputException>().With.Message.StartsWith(file));
    }

    private string[] Files() => [.. Directory.GetFiles(_folder.At("recorded")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private async Task RecordAsync(params Question[] questions)
    {
        using var desk = ReplyDesk.Open(Desks.With(_folder, _model) with { Record = _folder.At("recorded") });
        foreach (var question in questions)
            await desk.AskAsync(question, CancellationToken.None);
    }

    private ReplyDesk Replay() => ReplyDesk.Open(new ReplyDeskSettings { Folder = _folder.At(StateFolder.Name), Replay = _folder.At("recorded") });
}
