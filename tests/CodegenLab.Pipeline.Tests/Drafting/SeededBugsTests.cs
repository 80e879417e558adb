using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using CodegenLab.Pipeline.Models;
using CodegenLab.Pipeline.Replies;

namespace CodegenLab.Pipeline.Tests.Drafting;

/// <summary>
/// Bugs against what the sample shop documents, and recorded answers of a model that was shown the documentation before there were bugs: how many of them
/// does the drafting suspect, and how often is it wrong about code that is right?
/// </summary>
public sealed class SeededBugsTests
{
    private static readonly string Tests = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", ".."));

    private static readonly string Recordings = Path.Combine(Tests, "recordings", "Shop");

    private SeededShop _shop = null!;

    [OneTimeSetUp]
    public async Task LoadTheShop() => _shop = await SeededShop.LoadAsync(Path.Combine(Tests, "subjects", "Shop"));

    [OneTimeTearDown]
    public void DeleteTheShop() => _shop.Dispose();

    [Test]
    public async Task Of_five_bugs_four_are_suspected_and_of_ten_members_that_are_right_at_most_one_is()
    {
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var unchanged = await _shop.RunAsync("unchanged", [], Replay);
        var ends = new List<(SeededBug Bug, string End)>();
        foreach (var variant in SeededBugs.All.GroupBy(bug => bug.Variant))
        {
            var run = await _shop.RunAsync(FormattableString.Invariant($"variant{variant.Key}"), [.. variant], Replay);
            ends.AddRange(variant.Select(bug => (bug, EndOf(bug, run, unchanged))));
        }

        foreach (var (bug, end) in ends)
            TestContext.Out.WriteLine($"{end,-12} {bug.Variant} {Path.GetFileNameWithoutExtension(bug.File),-18} {bug.Name}");
        var suspected = ends.Count(one => one.End == "suspected");
        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{suspected} of {ends.Count} bugs suspected; {string.Join(", ", ends.GroupBy(one => one.End).Select(end => $"{end.Key} {end.Count()}"))}"));
        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{unchanged.Drafted.Suspicions.Length} false suspicions for {unchanged.Members} members; drafts {unchanged.Drafted.Counts}"));
        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"CPU of this process {(Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds:0} s"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ends, Has.Count.AtLeast(30));
            Assert.That(suspected, Is.AtLeast(ends.Count * 0.8));
            Assert.That(unchanged.Drafted.Suspicions, Has.Length.AtMost(unchanged.Members / 10));
        }
    }

    /// <summary>Asks the model that the environment names (CODEGEN_LAB_PROVIDER and its like) everything anew.</summary>
    [Test]
    [Explicit("Needs a model")]
    public async Task Record_the_answers()
    {
        var settings = new ModelSettingsReader(Environment.GetEnvironmentVariable, []).Read(new ModelOptions(null, null, null), Tests).Settings ?? throw new InvalidOperationException("No model is named.");
        await Task.WhenAll(SeededBugs.All.GroupBy(bug => bug.Variant).Select(variant => _shop.RunAsync(FormattableString.Invariant($"variant{variant.Key}"), [.. variant], Record)));

        // Last, so that what stays is what was answered about the code as it is.
        await _shop.RunAsync("unchanged", [], Record);

        ReplyDeskSettings Record(string folder) => new() { Folder = folder, Model = settings, Connect = () => new ModelConnection().Connect(settings), Record = Recordings };
    }

    /// <summary>The code differs from variant to variant, and with it the questions; the answers are to be the same.</summary>
    private static ReplyDeskSettings Replay(string folder) => new() { Folder = folder, Replay = Recordings, IsReplayLoose = true };

    /// <returns>suspected, or what became of tests of its type that fare otherwise on the code without bugs; green: nothing did.</returns>
    private static string EndOf(SeededBug bug, SeededRun run, SeededRun unchanged)
    {
        var news = run.Drafted.Suspicions.Where(suspicion => !unchanged.Drafted.Suspicions.Any(known => known.Test == suspicion.Test && known.Actual == suspicion.Actual));
        if (news.Any(suspicion => bug.Members.Any(member => suspicion.Member == member || suspicion.Member.StartsWith(member + "(", StringComparison.Ordinal) || suspicion.Member.StartsWith(member + "[", StringComparison.Ordinal) || suspicion.Member.StartsWith(member + " ", StringComparison.Ordinal))))
            return "suspected";
        var types = bug.Members.Select(member => member[..member.LastIndexOf('.')] + ": ").ToList();
        return run.Drafted.Dropped
            .Where(dropped => types.Exists(type => dropped.Test.StartsWith(type, StringComparison.Ordinal)) && !unchanged.Drafted.Dropped.Any(known => known.Test == dropped.Test && known.Reason == dropped.Reason))
            .Select(dropped => dropped.Reason.ToLowerInvariant())
            .FirstOrDefault(reason => reason != "addsnothing") ?? "green";
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
