using System.Collections.Immutable;
using CodegenLab.Engine.Rendering;
using CodegenLab.Pipeline.Solutions;
using CodegenLab.Pipeline.TestProjects;

namespace CodegenLab.Pipeline.Verdicts;

/// <summary>What a build says about the tests in it.</summary>
/// <param name="Suppress">Codes of advice about our files that is to be silenced.</param>
/// <param name="Stale">Generated files of earlier runs that nobody edited and that no longer compile.</param>
/// <param name="Foreign">Errors that are not in our files.</param>
public sealed record CompileVerdict(
    ImmutableArray<Rejection> Rejected, ImmutableHashSet<string> Suppress, ImmutableHashSet<string> Stale, ImmutableArray<BuildMessage> Foreign)
{
    public bool IsClean => Rejected.IsEmpty && Suppress.IsEmpty && Stale.IsEmpty && Foreign.IsEmpty;

    /// <summary>Nothing can be done about the tests.</summary>
    public bool IsHopeless => Rejected.IsEmpty && Suppress.IsEmpty && Stale.IsEmpty && !Foreign.IsEmpty;
}

/// <summary>
/// Finds the tests that do not compile. Advice, such as naming rules or «obsolete», costs no test: it is silenced, also where the
/// repository treats it as an error.
/// </summary>
/// <param name="suppressed">Codes silenced before; one that is still reported cannot be silenced and counts as an error.</param>
public sealed class CompileJudge(TestProjectPlan plan, IReadOnlySet<string> suppressed)
{
    public CompileVerdict Judge(BuildOutcome build, ImmutableArray<PlacedFixture> fixtures)
    {
        var files = fixtures.ToDictionary(placed => placed.Path, FilePaths.Comparer);
        var suppress = ImmutableHashSet.CreateBuilder<string>();
        var stale = ImmutableHashSet.CreateBuilder<string>(FilePaths.Comparer);
        var foreign = ImmutableArray.CreateBuilder<BuildMessage>();
        var ours = new List<(PlacedFixture Fixture, BuildMessage Message)>();
        foreach (var message in build.Messages)
        {
            if (message.File is not null && files.TryGetValue(message.File, out var fixture))
            {
                if (!message.IsAdvice || suppressed.Contains(message.Code))
                    ours.Add((fixture, message));
                else
                    suppress.Add(message.Code);
            }
            else if (IsOfNewProject(message) && message.IsAdvice && CanBeSilenced(message))
            {
                suppress.Add(message.Code);
            }
            else if (message.IsError && IsStale(message.File))
            {
                stale.Add(message.File!);
            }
            else if (message.IsError)
            {
                foreign.Add(message);
            }
        }

        if (!build.Succeeded && ours.Count == 0 && suppress.Count == 0 && stale.Count == 0 && foreign.Count == 0)
            foreign.Add(new BuildMessage(null, 0, true, "", string.Join(' ', build.Output).Trim(), plan.Path));
        return new CompileVerdict(
            [.. ours.GroupBy(found => found.Fixture).SelectMany(group => Rejections(group.Key, [.. group.Select(found => found.Message)]))],
            suppress.ToImmutable(),
            stale.ToImmutable(),
            foreign.ToImmutable());
    }

    private bool IsStale(string? file) =>
        file is not null && FilePaths.IsInside(file, plan.Folder) && File.Exists(file) && GeneratedHeader.IsUntouched(File.ReadAllText(file));

    private bool IsOfNewProject(BuildMessage message) =>
        plan.IsNew && message.Project is not null && FilePaths.Comparer.Equals(message.Project, plan.Path);

    // Failed restores and missing files are no advice.
    private bool CanBeSilenced(BuildMessage message) =>
        message.Code.Length > 0
        && !suppressed.Contains(message.Code)
        && !(message.IsError && (message.Code.StartsWith("MSB", StringComparison.Ordinal) || message.Code.StartsWith("NETSDK", StringComparison.Ordinal) || message.Code.StartsWith("NU", StringComparison.Ordinal)));

    private static IEnumerable<Rejection> Rejections(PlacedFixture placed, ImmutableArray<BuildMessage> messages)
    {
        var byTest = (
            from message in messages
            from test in placed.Fixture.Tests
            where test.FirstLine <= message.Line && message.Line <= test.LastLine
            group message by test).ToList();
        if (byTest.Count > 0)
            return byTest.Select(group => Rejection(placed, group.Key, group.First()));
        // Nothing to hold on to: the whole file is in the way.
        return placed.Fixture.Tests.Select(test => Rejection(placed, test, messages[0]));
    }

    private static Rejection Rejection(PlacedFixture placed, RenderedTest test, BuildMessage message) =>
        new(placed.FullName + "." + test.Name, test.Found, DropReason.DoesNotCompile, $"{message.Code}: {message.Text}");
}
