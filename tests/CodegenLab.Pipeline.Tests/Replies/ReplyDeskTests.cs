using System.Text.Json;
using CodegenLab.Pipeline.Models;
using CodegenLab.Pipeline.Replies;
using CodegenLab.Pipeline.Tests.Solutions;
using Microsoft.Extensions.AI;

namespace CodegenLab.Pipeline.Tests.Replies;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ReplyDeskTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ScriptedClient _echo = new(user => ScriptedClient.Says($"Re: {user}", cached: 200));

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task An_answer_tells_what_it_cost()
    {
        using var desk = ReplyDesk.Open(Desks.With(_folder, _echo));

        var answer = await desk.AskAsync("a");

        // 800 at $0.40, 200 at $0.10, 500 at $1.60 for a million.
        Assert.That(answer, Is.EqualTo(new Answer("Re: a", AnswerOrigin.Model, Desks.Model, new TokenUse(1000, 500, 200), .00114m) { ListPrice = .00114m }));
        Assert.That(desk.Spending, Is.EqualTo(new Spending(1, 0, 1000, 200, 500, .00114m, null) { ListPrice = .00114m }));
    }

    [Test]
    public async Task The_same_question_is_paid_for_once()
    {
        using (var first = ReplyDesk.Open(Desks.With(_folder, _echo)))
            await first.AskAsync("a");
        using var desk = ReplyDesk.Open(Desks.With(_folder, _echo));

        var answer = await desk.AskAsync("a");

        Assert.That(answer, Is.EqualTo(new Answer("Re: a", AnswerOrigin.Cache, Desks.Model, new TokenUse(1000, 500, 200), 0) { ListPrice = .00114m }));
        Assert.That(desk.Spending, Is.EqualTo(new Spending(0, 1, 0, 0, 0, 0, null) { ListPrice = .00114m }));
        Assert.That(_echo.Asked, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Another_purpose_or_model_is_another_question()
    {
        var settings = Desks.With(_folder, _echo);
        using var desk = ReplyDesk.Open(settings);
        using var other = ReplyDesk.Open(settings with { Model = Desks.Settings("gpt-4.1") });

        await desk.AskAsync("a");
        await desk.AskAsync(Desks.Ask("a", Purpose.Opinion), CancellationToken.None);
        await other.AskAsync("a");

        Assert.That(_echo.Asked, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Who_asks_the_same_meanwhile_waits_for_the_answer()
    {
        var come = new TaskCompletionSource<ChatResponse>();
        var client = new ScriptedClient((_, _) => come.Task);
        using var desk = ReplyDesk.Open(Desks.With(_folder, client));
        using var otherProcess = ReplyDesk.Open(Desks.With(_folder, client));

        Task<Answer?>[] asked = [desk.AskAsync("a"), desk.AskAsync("a"), otherProcess.AskAsync("a")];
        come.SetResult(ScriptedClient.Says("once"));
        var answers = await Task.WhenAll(asked);

        Assert.That(client.Asked, Has.Count.EqualTo(1));
        Assert.That(answers.Select(answer => answer!.Text), Is.All.EqualTo("once"));
        Assert.That(answers.Count(answer => answer!.Origin == AnswerOrigin.Model), Is.EqualTo(1));
        Assert.That(Directory.GetFiles(_folder.At(".codegen-lab/replies")), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task Not_more_calls_run_at_once_than_are_allowed()
    {
        var running = 0;
        var most = 0;
        var client = new ScriptedClient(async (user, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await Task.Yield();
            Interlocked.Decrement(ref running);
            return ScriptedClient.Says(user);
        });
        using var desk = ReplyDesk.Open(Desks.With(_folder, client) with { Model = Desks.Settings(parallelCalls: 2) });

        await Task.WhenAll(Enumerable.Range(0, 20).Select(number => desk.AskAsync($"question {number}")));

        Assert.That(most, Is.LessThanOrEqualTo(2));
        Assert.That(client.Asked, Has.Count.EqualTo(20));
    }

    [Test]
    public async Task Answers_that_came_before_a_cancellation_are_on_the_disk()
    {
        using var cancellation = new CancellationTokenSource();
        var third = new TaskCompletionSource();
        var client = new ScriptedClient(async (user, token) =>
        {
            if (user == "c")
            {
                third.SetResult();
                await Task.Delay(Timeout.Infinite, token);
            }

            return ScriptedClient.Says($"Re: {user}");
        });
        using var desk = ReplyDesk.Open(Desks.With(_folder, client));
        var asked = "abc".Select(letter => desk.AskAsync(Desks.Ask($"{letter}"), cancellation.Token)).ToList();
        await Task.WhenAll(asked[0], asked[1], third.Task);

        await cancellation.CancelAsync();

        Assert.That(async () => await asked[2], Throws.InstanceOf<OperationCanceledException>());
        using var next = ReplyDesk.Open(Desks.With(_folder, _echo));
        await next.AskAsync("a");
        await next.AskAsync("b");
        await next.AskAsync("c");
        Assert.That(_echo.Asked.Select(messages => messages[^1].Text), Is.EqualTo(new[] { "c" }));
        Assert.That(desk.Spending.Calls, Is.EqualTo(3));
    }

    /// <summary>Cancelled while the answer was on its way back: it is kept all the same.</summary>
    [Test]
    public async Task An_answer_that_came_is_kept_whoever_cancels()
    {
        using var cancellation = new CancellationTokenSource();
        var client = new ScriptedClient(user =>
        {
            cancellation.Cancel();
            return ScriptedClient.Says(user);
        });
        using var desk = ReplyDesk.Open(Desks.With(_folder, client));

        await desk.AskAsync(Desks.Ask("a"), cancellation.Token);

        Assert.That((await desk.AskAsync("a"))!.Origin, Is.EqualTo(AnswerOrigin.Cache));
    }

    [TestCase("", TestName = "An_empty_file_is_asked_again")]
    [TestCase("{ \"key\": ", TestName = "A_cut_file_is_asked_again")]
    [TestCase("{ \"text\": \"other\" }", TestName = "Another_file_is_asked_again")]
    [TestCase(null, TestName = "A_file_with_a_changed_text_is_asked_again")]
    public async Task A_damaged_file_is_asked_again(string? damage)
    {
        using (var first = ReplyDesk.Open(Desks.With(_folder, _echo)))
            await first.AskAsync("a");
        var file = Directory.GetFiles(_folder.At(".codegen-lab/replies")).Single();
        await File.WriteAllTextAsync(file, damage ?? (await File.ReadAllTextAsync(file)).Replace("Re: a", "Re: b", StringComparison.Ordinal));
        var remarks = new List<string>();
        using var desk = ReplyDesk.Open(Desks.With(_folder, _echo) with { Remark = remarks.Add });

        var answer = await desk.AskAsync("a");

        Assert.That(answer!.Origin, Is.EqualTo(AnswerOrigin.Model));
        Assert.That(remarks, Is.EqualTo(new[] { $"{file} is damaged and is not used." }));
        Assert.That((await desk.AskAsync("a"))!.Origin, Is.EqualTo(AnswerOrigin.Cache));
    }

    [Test]
    public async Task Git_does_not_see_the_folder_and_a_folder_of_the_users_is_left_alone()
    {
        using var desk = ReplyDesk.Open(Desks.With(_folder, _echo));
        Directory.CreateDirectory(_folder.At("mine"));
        using var other = ReplyDesk.Open(Desks.With(_folder, _echo) with { Folder = _folder.At("mine") });

        await desk.AskAsync("a");
        await other.AskAsync("a");

        Assert.That(await File.ReadAllTextAsync(_folder.At(".codegen-lab/.gitignore")), Is.EqualTo("*\n"));
        Assert.That(_folder.At("mine/.gitignore"), Does.Not.Exist);
    }

    [Test]
    public void Nothing_is_written_before_something_is_asked()
    {
        using var desk = ReplyDesk.Open(Desks.With(_folder, _echo));
        desk.Estimate([Desks.Ask("a")]);

        Assert.That(Directory.GetFileSystemEntries(_folder.Path), Is.Empty);
        Assert.That(_echo.Asked, Is.Empty);
    }

    [Test]
    public async Task No_key_stops_nothing_that_is_remembered()
    {
        using (var first = ReplyDesk.Open(Desks.With(_folder, _echo)))
            await first.AskAsync("a");
        using var desk = ReplyDesk.Open(Desks.With(_folder, _echo) with { Connect = () => throw new ModelException(ModelFailure.NoKey, "There is no key", "Set one.") });

        Assert.That((await desk.AskAsync("a"))!.Text, Is.EqualTo("Re: a"));
        Assert.That(() => desk.AskAsync("b"), Throws.TypeOf<ModelException>().With.Property("Kind").EqualTo(ModelFailure.NoKey));
        Assert.That(desk.Spending.Calls, Is.Zero);
    }

    [Test]
    public async Task What_a_failed_call_spent_is_counted()
    {
        var client = new ScriptedClient(_ => throw new ModelException(ModelFailure.Refusal, "It does not want to", "Ask another.") { Tokens = new TokenUse(1000, 10) });
        using var desk = ReplyDesk.Open(Desks.With(_folder, client));

        await Assert.ThatAsync(() => desk.AskAsync("a"), Throws.TypeOf<ModelException>());
        await Assert.ThatAsync(() => desk.AskAsync("a"), Throws.TypeOf<ModelException>());

        Assert.That(desk.Spending, Is.EqualTo(new Spending(2, 0, 2000, 0, 20, .000832m, null) { ListPrice = 0 }));
    }

    [Test]
    public async Task What_a_provider_does_not_count_is_counted_here()
    {
        using var desk = ReplyDesk.Open(Desks.With(_folder, new ScriptedClient(_ => ScriptedClient.Says("one two three", input: null))));

        var answer = await desk.AskAsync("four five");

        Assert.That(answer!.Tokens, Is.EqualTo(new TokenUse(Desks.Ask("four five").Prompt.Tokens, 3)));
    }

    [Test]
    public async Task Without_a_price_there_is_no_cost()
    {
        using var desk = ReplyDesk.Open(Desks.With(_folder, _echo) with { Model = Desks.Settings("qwen") });

        var answer = await desk.AskAsync("a");

        Assert.That(answer!.Cost, Is.Null);
        Assert.That(desk.Spending.Cost, Is.Null);
        Assert.That(desk.Spending.OutputTokens, Is.EqualTo(500));
    }

    [Test]
    public async Task The_audit_log_tells_of_every_question_and_verdict_without_their_words()
    {
        var client = new ScriptedClient(user => user == "secret b" ? throw new ModelException(ModelFailure.CutOff, "Too long", "Shorter.") { Tokens = new TokenUse(7, 16) } : ScriptedClient.Says("secret reply"));
        using var desk = ReplyDesk.Open(Desks.With(_folder, client));
        var question = Desks.Ask("secret a", subject: "Shop.Shelf<T>.Put(T)");

        await desk.AskAsync(question, CancellationToken.None);
        await desk.AskAsync(question, CancellationToken.None);
        await Assert.ThatAsync(() => desk.AskAsync("secret b"), Throws.TypeOf<ModelException>());
        desk.Judged(question, accepted: 3, dropped: 1, suspicions: 2);

        var log = await File.ReadAllTextAsync(_folder.At(".codegen-lab/audit.jsonl"));
        var lines = log.TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.That(log, Does.Not.Contain("secret"));
        Assert.That(lines.Select(line => line.GetProperty("kind").GetString()), Is.EqualTo(new[] { "call", "call", "call", "verdict" }));
        Assert.That(lines.Take(3).Select(line => line.GetProperty("outcome").GetString()), Is.EqualTo(new[] { "answered", "answered", "CutOff" }));
        Assert.That(lines.Take(3).Select(line => line.GetProperty("origin").GetString()), Is.EqualTo(new[] { "model", "cache", "model" }));
        Assert.That(lines[0].GetProperty("reply").GetString(), Is.EqualTo(SemanticKey.Hash("secret reply")));
        Assert.That(lines[2].GetProperty("cost").GetDecimal(), Is.EqualTo(.0000284m));
        Assert.That(lines[3].GetProperty("prompt").GetString(), Is.EqualTo(lines[0].GetProperty("prompt").GetString()));
        Assert.That(lines[3].GetProperty("suspicions").GetInt32(), Is.EqualTo(2));
        Assert.That(lines[0].GetProperty("time").GetDateTimeOffset(), Is.EqualTo(new DateTimeOffset(2026, 11, 26, 12, 0, 0, TimeSpan.Zero)));
        Assert.That(log, Does.Contain("Shop.Shelf<T>.Put(T)"));
    }

    [Test]
    public async Task An_estimate_leaves_out_what_is_remembered()
    {
        using var desk = ReplyDesk.Open(Desks.With(_folder, _echo));
        await desk.AskAsync("a");

        var estimate = desk.Estimate([Desks.Ask("a"), Desks.Ask("b"), Desks.Ask("b", round: 2), Desks.Ask("c")]);

        var input = Desks.Ask("b").Prompt.Tokens + Desks.Ask("c").Prompt.Tokens;
        Assert.That(estimate, Is.EqualTo(new CostEstimate(2, 2, input, 1500, 6000, ((input * .4m) + (1500 * 1.6m)) / 1_000_000, ((input * .4m) + (6000 * 1.6m)) / 1_000_000)));
    }

    [Test]
    public void A_desk_without_anybody_to_ask_is_not_opened() =>
        Assert.That(() => ReplyDesk.Open(new ReplyDeskSettings { Folder = _folder.Path }), Throws.TypeOf<InputException>());
}
