using System.Globalization;
using CodegenLab.Cli.Commands;
using CodegenLab.Pipeline;
using CodegenLab.Pipeline.Staged;

namespace CodegenLab.Cli.Hosting;

/// <summary>Has a warm host look at what is staged, and starts one where there is none. Whatever becomes of the host, there is an answer: else this process looks for itself.</summary>
/// <param name="cold">Does it in this process.</param>
/// <param name="placeOf">Where the host of a work tree is found; null: nowhere.</param>
/// <param name="start">Starts one.</param>
/// <param name="variable">The value of an environment variable.</param>
internal sealed class HostedCheck(
    Func<StagedRequest, IProgress<GenerationProgress>, CancellationToken, Task<StagedOutcome>> cold, Func<string, HostPlace?> placeOf, Action<HostPlace, TimeSpan> start, Func<string, string?> variable)
{
    public const string IdleVariable = "CODEGEN_LAB_HOOK_IDLE";

    public static readonly TimeSpan UsualIdle = TimeSpan.FromMinutes(30);

    private const int MostAttempts = 3;

    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan GreetingTime = TimeSpan.FromSeconds(5);

    /// <exception cref="InputException">As the story does; or the variable is no time.</exception>
    public async Task<StagedOutcome> CheckAsync(StagedCall call, IProgress<GenerationProgress> progress, CancellationToken cancellationToken)
    {
        var idle = call.Idle ?? IdleOfEnvironment();
        if (!call.IsCold && placeOf(call.Request.Snapshot.Root) is { } place)
        {
            for (var attempt = 0; attempt < MostAttempts; attempt++)
            {
                await using var line = await ReachAsync(place, idle, progress, cancellationToken);
                if (line is null)
                    break;
                var (outcome, isOver) = await AskAsync(line, call.Request, progress, cancellationToken);
                if (outcome is not null)
                    return outcome;
                if (isOver)
                    break;
            }

            Say(progress, "the host does not answer: doing it here");
        }

        return await cold(call.Request, progress, cancellationToken);
    }

    /// <returns>Null: no host can be had.</returns>
    private async Task<HostLine?> ReachAsync(HostPlace place, TimeSpan idle, IProgress<GenerationProgress> progress, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var line = await place.CallAsync(TimeSpan.Zero, cancellationToken);
            if (line is null)
            {
                Say(progress, "starting a host that keeps the solution warm");
                try
                {
                    start(place, idle);
                }
                catch (Exception notStarted) when (notStarted is System.ComponentModel.Win32Exception or InvalidOperationException)
                {
                    return null;
                }

                line = await place.CallAsync(StartTime, cancellationToken);
            }

            if (line is null)
                return null;
            switch (await GreetingAsync(line, cancellationToken))
            {
                case { Spoken: HostMessage.Protocol, Build: var build } when build == VerifiedTrees.Build:
                    return line;
                case { } other when IsNewer(other.ToolVersion, CommandLineHost.Version):
                    // An older tool does not end the host of a newer one.
                    await line.DisposeAsync();
                    return null;
                case { } older:
                    Say(progress, $"replacing the host of {older.ToolVersion}");
                    await StopAsync(line, cancellationToken);
                    break;
                default:
                    await line.DisposeAsync();
                    break;
            }
        }

        return null;
    }

    /// <summary>Asks the host at the other end to stop, and waits until it has hung up.</summary>
    public static async Task StopAsync(HostLine line, CancellationToken cancellationToken)
    {
        await using var talking = line;
        try
        {
            await line.SendAsync(new StopAsked(), cancellationToken);
            await EndAsync(line, cancellationToken);
        }
        catch (IOException)
        {
            // It is gone already.
        }
    }

    private static async Task EndAsync(HostLine line, CancellationToken cancellationToken)
    {
        await line.ReceiveAsync(cancellationToken);
        // Its socket goes a moment later.
        await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
    }

    /// <returns>Null: it did not greet.</returns>
    public static async Task<Hello?> GreetingAsync(HostLine line, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(GreetingTime);
        try
        {
            return await line.ReceiveAsync(patience.Token) as Hello;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <returns>The answer; or whether it is no use to ask another host.</returns>
    private static async Task<(StagedOutcome? Outcome, bool IsOver)> AskAsync(HostLine line, StagedRequest request, IProgress<GenerationProgress> progress, CancellationToken cancellationToken)
    {
        try
        {
            await line.SendAsync(new CheckAsked(request), cancellationToken);
            while (true)
            {
                switch (await line.ReceiveAsync(cancellationToken))
                {
                    case ProgressTold told: progress.Report(told.Progress); break;
                    case Queued: Say(progress, "waiting: the host is busy with another call"); break;
                    case Answered answer: return (answer.Outcome, true);
                    case Refused refused: throw new InputException(refused.Message);
                    case Outdated:
                        await EndAsync(line, cancellationToken);
                        return (null, false);
                    case Broken: return (null, true);
                    default: return (null, true);
                }
            }
        }
        catch (IOException)
        {
            return (null, true);
        }
    }

    private TimeSpan IdleOfEnvironment()
    {
        if (variable(IdleVariable) is not { Length: > 0 } text)
            return UsualIdle;
        return double.TryParse(text, CultureInfo.InvariantCulture, out var minutes) && minutes is > 0 and <= 24 * 60
            ? TimeSpan.FromMinutes(minutes)
            : throw new InputException($"{IdleVariable} is minutes, more than 0 and at most 1440 (a day); '{text}' is not that.");
    }

    private static bool IsNewer(string theirs, string ours) =>
        System.Version.TryParse(theirs.Split('-')[0], out var one) && System.Version.TryParse(ours.Split('-')[0], out var other) && one > other;

    private static void Say(IProgress<GenerationProgress> progress, string text) => progress.Report(new GenerationProgress(Stage.Loading, null, text, 0, 0, 0, 0, null));
}
