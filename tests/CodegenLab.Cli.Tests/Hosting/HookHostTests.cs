using System.Runtime.Versioning;
using CodegenLab.Cli.Commands;
using CodegenLab.Cli.Hosting;
using CodegenLab.Pipeline;
using CodegenLab.Pipeline.Gates;
using CodegenLab.Pipeline.Staged;

namespace CodegenLab.Cli.Tests.Hosting;

/// <summary>Hosts and clients in this process, over real sockets, with a story that is told what to answer.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class HookHostTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly string _folder = Directory.CreateTempSubdirectory("cgl").FullName;
    private readonly CancellationTokenSource _end = new();
    private readonly List<Task<bool>> _hosts = [];
    private readonly List<string> _progress = [];
    private string _sdk = "10.0.100";
    private int _started;
    private int _cold;

    [TearDown]
    public async Task EndHosts()
    {
        await _end.CancelAsync();
        await Task.WhenAll(_hosts).WaitAsync(Patience);
    }

    public void Dispose()
    {
        _end.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task A_call_starts_a_host_and_the_next_one_uses_it()
    {
        var solutions = new HashSet<WarmSolution>();
        var check = Client((_, warm, progress, _) =>
        {
            solutions.Add(warm);
            progress.Report(Step("compiling"));
            return Task.FromResult(Outcome(7));
        });

        var first = await check();
        var second = await check();

        Assert.That((first.Tests, second.Tests, _started, _cold), Is.EqualTo((7, 7, 1, 0)));
        Assert.That(solutions, Has.Count.EqualTo(1), "The same compilations are used again.");
        Assert.That(_progress, Is.EqualTo(new[] { "starting a host that keeps the solution warm", "compiling", "compiling" }));
        Assert.That(await File.ReadAllTextAsync(Place.LogFile), Does.Contain("7 tests, 0 failed"));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Pipes of Windows have an owner instead.")]
    [UnsupportedOSPlatform("windows")]
    public async Task Nobody_else_may_look_in()
    {
        await Client((_, _, _, _) => Task.FromResult(Outcome(1)))();

        var folder = Place.Folder;
        Assert.That(File.GetUnixFileMode(folder), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
        Assert.That(File.GetUnixFileMode(Place.PipeName), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherExecute);
        Assert.That(HostPlace.In("/a", folder), Is.Null, "Somebody else may have made it.");
    }

    [Test]
    public async Task Two_calls_at_once_are_answered_one_after_the_other()
    {
        var running = 0;
        var most = 0;
        var check = Client(async (_, _, _, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await Task.Yield();
            Interlocked.Decrement(ref running);
            return Outcome(1);
        });
        await check();

        await Task.WhenAll(check(), check(), check());

        Assert.That((most, _started), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task Of_two_hosts_that_start_at_once_one_gives_way()
    {
        Start(Place, (_, _, _, _) => Task.FromResult(Outcome(1)));
        await using (await Place.CallAsync(Patience, default))
            Start(Place, (_, _, _, _) => Task.FromResult(Outcome(2)));

        Assert.That(await _hosts[1].WaitAsync(Patience), Is.False);
    }

    [Test]
    public async Task A_client_that_goes_cancels_what_it_asked_for()
    {
        var begun = new TaskCompletionSource();
        var cancelled = new TaskCompletionSource();
        using var pressing = new CancellationTokenSource();
        var check = Client(async (_, _, _, token) =>
        {
            await using var registered = token.Register(cancelled.SetResult);
            begun.SetResult();
            await Task.Delay(Timeout.Infinite, token);
            return Outcome(1);
        }, pressing.Token);

        var call = check();
        await (await Task.WhenAny(begun.Task, call)).WaitAsync(Patience);
        await pressing.CancelAsync();

        Assert.That(async () => await call, Throws.InstanceOf<OperationCanceledException>());
        await cancelled.Task.WaitAsync(Patience);
        Assert.That(_cold, Is.Zero);
    }

    [Test]
    public async Task A_host_that_dies_is_no_reason_to_fail()
    {
        var check = Client((_, _, _, _) =>
        {
            _end.Cancel();
            throw new OperationCanceledException(_end.Token);
        });

        Assert.That(((await check()).Tests, _cold), Is.EqualTo((-1, 1)));
        Assert.That(_progress[^1], Is.EqualTo("the host does not answer: doing it here"));
    }

    [Test]
    public async Task A_fault_of_the_host_is_logged_and_made_up_for()
    {
        var check = Client((_, _, _, _) => throw new InvalidOperationException("Oops."));

        Assert.That(((await check()).Tests, _cold), Is.EqualTo((-1, 1)));
        Assert.That(await File.ReadAllTextAsync(Place.LogFile), Does.Contain("Oops."));
    }

    [Test]
    public void What_a_person_can_put_right_is_told_as_always() =>
        Assert.That(() => Client((_, _, _, _) => throw new InputException("Till does not compile."))(), Throws.TypeOf<InputException>().With.Message.EqualTo("Till does not compile."));

    [Test]
    public async Task It_ends_when_nobody_asks()
    {
        Start(Place, (_, _, _, _) => Task.FromResult(Outcome(1)), idle: TimeSpan.FromMilliseconds(50));

        Assert.That(await _hosts[0].WaitAsync(Patience));
        Assert.That(await Place.CallAsync(TimeSpan.Zero, default), Is.Null);
    }

    [Test]
    public async Task It_ends_when_it_is_asked_to()
    {
        Start(Place, (_, _, _, _) => Task.FromResult(Outcome(1)));
        var line = (await Place.CallAsync(Patience, default))!;
        var hello = await HostedCheck.GreetingAsync(line, default);
        await HostedCheck.StopAsync(line, default);

        Assert.That(hello!.ProcessId, Is.EqualTo(Environment.ProcessId));
        Assert.That(await _hosts[0].WaitAsync(Patience));
    }

    [Test]
    public async Task Another_SDK_needs_another_host()
    {
        var check = Client((_, _, _, _) => Task.FromResult(Outcome(1)));
        await check();
        _sdk = "10.0.200";

        await check();

        Assert.That((_started, _cold), Is.EqualTo((2, 0)));
    }

    [TestCase("0.0.1", 1, 0, TestName = "A_host_of_an_older_tool_is_replaced")]
    [TestCase("99.0.0", 0, 1, TestName = "A_host_of_a_newer_tool_is_left_alone")]
    public async Task Versions_are_checked(string theirs, int started, int cold)
    {
        _ = Place;
        var foreign = Task.Run(async () =>
        {
            await using var stream = Place.Listen();
            await stream.WaitForConnectionAsync(_end.Token);
            var line = new HostLine(stream);
            await line.SendAsync(new Hello(HostMessage.Protocol, theirs, "other", 1, DateTimeOffset.Now, 0, 30), default);
            return await line.ReceiveAsync(_end.Token);
        });
        while (!OperatingSystem.IsWindows() && !foreign.IsCompleted && !File.Exists(Place.PipeName))
            await Task.Yield();
        var check = Client((_, _, _, _) => Task.FromResult(Outcome(1)));

        await check();

        Assert.That(await foreign.WaitAsync(Patience), started > 0 ? Is.TypeOf<StopAsked>() : Is.Null);
        Assert.That((_started, _cold), Is.EqualTo((started, cold)));
    }

    [Test]
    public async Task A_cold_call_meets_no_host()
    {
        await Checking((_, _, _, _) => Task.FromResult(Outcome(1))).CheckAsync(Call with { IsCold = true }, new Relay<GenerationProgress>(_ => { }), default);

        Assert.That((_started, _cold), Is.EqualTo((0, 1)));
    }

    [Test]
    public void A_time_that_is_none_is_bad_input()
    {
        var check = new HostedCheck((_, _, _) => Task.FromResult(Outcome(1)), _ => null, (_, _) => { }, _ => "soon");

        Assert.That(() => check.CheckAsync(Call, new Relay<GenerationProgress>(_ => { }), default), Throws.TypeOf<InputException>().With.Message.EqualTo("CODEGEN_LAB_HOOK_IDLE is minutes, more than 0 and at most 1440 (a day); 'soon' is not that."));
    }

    [Test]
    public void The_log_does_not_grow_for_ever()
    {
        var file = Path.Combine(_folder, "host.log");
        var log = new HostLog(file, 500, TimeProvider.System);

        for (var number = 0; number < 100; number++)
            log.Write("a line of some length");

        Assert.That(new FileInfo(file).Length + new FileInfo(file + ".old").Length, Is.LessThan(1200));
        Assert.That(Directory.GetFiles(_folder), Has.Length.EqualTo(2));
    }

    [TestCase("hook run", "Nothing is staged.")]
    [TestCase("hook run --cold", null)]
    [TestCase("hook status", null)]
    [TestCase("test", null)]
    public async Task Only_the_usual_call_gets_a_fast_answer(string words, string? answer) =>
        Assert.That(await FastAnswer.ToAsync(words.Split(' '), _folder, (arguments, _, _) => Task.FromResult(new GitOutcome(0, arguments[^1] == "--show-toplevel" ? _folder : "1111", ""))), Is.EqualTo(answer));

    [Test]
    public async Task What_is_wrong_gets_no_fast_answer() =>
        Assert.That(await FastAnswer.ToAsync(["hook", "run"], _folder, (_, _, _) => Task.FromResult(new GitOutcome(128, "", "fatal: not a git repository"))), Is.Null);

    private HostPlace Place => HostPlace.In(_folder, Path.Combine(_folder, "s"))!;

    private StagedCall Call => new(new StagedRequest(new StagedSnapshot(_folder, "2222", "1111"), null));

    private Func<Task<StagedOutcome>> Client(Func<StagedRequest, WarmSolution, IProgress<GenerationProgress>, CancellationToken, Task<StagedOutcome>> story, CancellationToken cancellationToken = default)
    {
        var check = Checking(story);
        return () => check.CheckAsync(Call, new Relay<GenerationProgress>(step => _progress.Add(step.Detail!)), cancellationToken);
    }

    private HostedCheck Checking(Func<StagedRequest, WarmSolution, IProgress<GenerationProgress>, CancellationToken, Task<StagedOutcome>> story) => new(
        (_, _, _) =>
        {
            _cold++;
            return Task.FromResult(Outcome(-1));
        },
        _ => Place,
        (place, _) =>
        {
            _started++;
            Start(place, story);
        },
        _ => null);

    private void Start(HostPlace place, Func<StagedRequest, WarmSolution, IProgress<GenerationProgress>, CancellationToken, Task<StagedOutcome>> story, TimeSpan? idle = null)
    {
        VerifiedTrees.MakeFolder(_folder);
        _hosts.Add(Task.Run(async () =>
        {
            using var host = new HookHost(story, place, idle ?? TimeSpan.FromMinutes(5), () => _sdk, new HostLog(place.LogFile, 10_000, TimeProvider.System), TimeProvider.System);
            return await host.RunAsync(_end.Token);
        }));
    }

    private static StagedOutcome Outcome(int tests) => new() { Files = 1, Tests = tests, Rows = [new TargetRow { Name = "lines changed", Measure = TargetMeasure.Line, Target = .8, Actual = 1, Share = new Pipeline.Suites.Share(2, 2), IsMet = true }] };

    private static GenerationProgress Step(string detail) => new(Stage.Loading, null, detail, 0, 0, 0, 0, null);
}
