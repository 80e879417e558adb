using CodegenLab.Pipeline.Replies;
using CodegenLab.Pipeline.Tests.Solutions;
using Microsoft.Extensions.AI;

namespace CodegenLab.Pipeline.Tests.Replies;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class SpendingLimitsTests : IDisposable
{
    /// <summary>1000 tokens in and 500 out.</summary>
    private const decimal CostOfCall = .0012m;

    private readonly TemporaryFolder _folder = new();
    private readonly ScriptedClient _model = new(user => ScriptedClient.Says(user));

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task Money_ends_the_asking_before_it_is_spent()
    {
        using var desk = Open(new SpendingLimits(MaxCost: .01m));

        var answers = await AskAsync(desk, 20);

        Assert.That(desk.Spending.Cost, Is.LessThanOrEqualTo(.01m).And.GreaterThan(.01m - (2 * CostOfCall)));
        Assert.That(answers.Count(answer => answer is not null), Is.EqualTo(_model.Asked.Count));
        Assert.That(desk.Spending.Limit, Is.EqualTo("$0.0096 of $0.01 are spent, and the next answer would cost about $0.0008 (--max-cost)"));
    }

    [Test]
    public async Task Tokens_end_the_asking_before_they_are_spent()
    {
        using var desk = Open(new SpendingLimits(MaxTokens: 5000));

        await AskAsync(desk, 20);

        Assert.That(desk.Spending.InputTokens + desk.Spending.OutputTokens, Is.EqualTo(4500));
        Assert.That(desk.Spending.Limit, Does.StartWith("4500 of 5000 tokens are spent, and the next answer would take about").And.EndsWith("(--max-tokens)"));
    }

    [Test]
    public async Task Nothing_is_asked_when_not_even_one_answer_fits()
    {
        using var desk = Open(new SpendingLimits(MaxCost: .0001m));

        Assert.That(await desk.AskAsync("a"), Is.Null);
        Assert.That(_model.Asked, Is.Empty);
        Assert.That(desk.Spending.Limit, Does.StartWith("$0.00 of $0.0001 are spent"));
    }

    /// <summary>An answer of the usual length is set aside for each call; the longest may take twelve times as much.</summary>
    [Test]
    public async Task Calls_at_the_same_time_pass_a_limit_by_no_more_than_their_own_answers()
    {
        var limit = .01m;
        var longest = new ScriptedClient(async (user, _) =>
        {
            await Task.Yield();
            return ScriptedClient.Says(user, input: 10, output: 8192);
        });
        using var desk = ReplyDesk.Open(Desks.With(_folder, longest) with { Model = Desks.Settings(parallelCalls: 3), Limits = new SpendingLimits(MaxCost: limit) });

        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(number => desk.AskAsync($"question {number}")));

        Assert.That(desk.Spending.Cost, Is.LessThanOrEqualTo(limit + (3 * .0132m)));
        Assert.That(answers.Count(answer => answer is null), Is.GreaterThan(20));
        Assert.That(desk.Spending.Limit, Is.Not.Null);
    }

    /// <summary>What is set aside for a running call is not yet spent: who comes meanwhile waits for what it really takes.</summary>
    [Test]
    public async Task A_question_that_may_fit_waits_for_the_running_ones()
    {
        var first = new TaskCompletionSource<ChatResponse>();
        var model = new ScriptedClient((user, _) => user == "first" ? first.Task : Task.FromResult(ScriptedClient.Says(user, input: 10, output: 10)));
        using var desk = ReplyDesk.Open(Desks.With(_folder, model) with { Limits = new SpendingLimits(MaxCost: .003m) });

        var running = desk.AskAsync("first");
        var waiting = desk.AskAsync("second");
        Assert.That(waiting.IsCompleted, Is.False);
        first.SetResult(ScriptedClient.Says("short", input: 10, output: 10));

        Assert.That((await running)!.Text, Is.EqualTo("short"));
        Assert.That((await waiting)!.Text, Is.EqualTo("second"));
        Assert.That(desk.Spending.Limit, Is.Null);
    }

    [Test]
    public async Task What_is_remembered_is_answered_beyond_every_limit()
    {
        using (var first = Open(new SpendingLimits()))
            await first.AskAsync("question 0");
        using var desk = Open(new SpendingLimits(MaxTokens: 1));

        Assert.That(await desk.AskAsync("other"), Is.Null);
        Assert.That((await desk.AskAsync("question 0"))!.Origin, Is.EqualTo(AnswerOrigin.Cache));
    }

    [Test]
    public async Task Tests_that_cost_too_much_end_the_asking()
    {
        using var desk = Open(new SpendingLimits(MaxCostPerAccepted: .001m));
        await AskAsync(desk, 3);
        desk.Accepted(4);
        Assert.That(desk.Spending.Limit, Is.Null);
        await AskAsync(desk, 3, from: 3);

        desk.Accepted(2);

        Assert.That(desk.Spending.Limit, Is.EqualTo("the last 3 calls cost $0.0036 and brought 2 tests, $0.0018 each; an accepted test may cost $0.001 (--max-cost-per-accepted)"));
        Assert.That(await desk.AskAsync("one more"), Is.Null);
    }

    [Test]
    public async Task Few_calls_say_nothing_of_the_price_of_a_test()
    {
        using var desk = Open(new SpendingLimits(MaxCostPerAccepted: .001m));
        await AskAsync(desk, 2);
        desk.Accepted(0);
        Assert.That(desk.Spending.Limit, Is.Null);
        await AskAsync(desk, 1, from: 2);

        desk.Accepted(0);

        Assert.That(desk.Spending.Limit, Does.StartWith("the last 3 calls cost $0.0036 and brought no test that was accepted;"));
    }

    [Test]
    public async Task Cheap_calls_without_a_test_may_cost_together_what_one_test_may()
    {
        using var desk = Open(new SpendingLimits(MaxCostPerAccepted: .005m));
        await AskAsync(desk, 4);
        desk.Accepted(0);
        Assert.That(desk.Spending.Limit, Is.Null);
        await AskAsync(desk, 1, from: 4);

        desk.Accepted(0);

        Assert.That(desk.Spending.Limit, Does.StartWith("the last 5 calls cost $0.006 and brought no test"));
    }

    [Test]
    public void A_limit_on_money_wants_a_price()
    {
        var settings = Desks.With(_folder, _model) with { Model = Desks.Settings("qwen2.5-coder:7b") };

        foreach (var limits in (SpendingLimits[])[new(MaxCost: 1), new(MaxCostPerAccepted: 1)])
        {
            Assert.That(() => ReplyDesk.Open(settings with { Limits = limits }), Throws.TypeOf<InputException>().With.Message.EqualTo(
                "A limit on money needs the price of 'qwen2.5-coder:7b', which is not known.\nAdd it to codegen-lab.json, in US dollars per million tokens: \"prices\": { \"qwen2.5-coder:7b\": { \"input\": 0.4, \"cachedInput\": 0.1, \"output\": 1.6 } }. Or limit the tokens, with --max-tokens."));
        }

        Assert.That(() => ReplyDesk.Open(settings with { Limits = new(MaxTokens: 1) }), Throws.Nothing);
    }

    private ReplyDesk Open(SpendingLimits limits) => ReplyDesk.Open(Desks.With(_folder, _model) with { Limits = limits });

    private static async Task<List<Answer?>> AskAsync(ReplyDesk desk, int count, int from = 0)
    {
        var answers = new List<Answer?>();
        for (var number = from; number < from + count; number++)
            answers.Add(await desk.AskAsync($"question {number}"));
        return answers;
    }
}
