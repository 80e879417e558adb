using CodegenLab.Engine.Workers;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Engine.Tests.Suspicions;

/// <summary>Over a subject that breaks the rules, each in a place of its own, and its twin that keeps them all.</summary>
public sealed class SuspicionHuntTests
{
    private const double CpuSeconds = 1;

    private static readonly string[] Faults =
    [
        "PromisedException Texts.Repeat", "PromisedException Texts.Repeat",
        "Equality Label.Equals", "Equality Money.GetHashCode", "Equality Shade.Equals",
        "Order Level.CompareTo",
        "Operators Level.op_Inequality", "Operators Level.op_LessThan",
        "EndlessLoop Numbers.Steps",
        "UnexpectedException Numbers.Distance", "UnexpectedException Numbers.Mean",
        "UnexpectedException Words.AfterColon", "UnexpectedException Words.Count", "UnexpectedException Words.FirstLetter", "UnexpectedException Words.Value",
        "RoundTrip Money.Parse",
        "Twins Store.IndexOfAsync",
        "Idempotence Texts.NormalizeQuotes",
    ];

    private static readonly Lazy<(SearchedSample Sample, SearchOutcome Found)> Flawed = new(() => Searched("Flawed"));

    [OneTimeTearDown]
    public static void DeleteSamples()
    {
        if (Flawed.IsValueCreated)
            Flawed.Value.Sample.Dispose();
    }

    [Test]
    public void Each_fault_is_found_once_by_its_rule()
    {
        var found = Flawed.Value.Found;

        foreach (var suspicion in found.Suspicions)
            TestContext.Out.WriteLine($"{suspicion.Rule} {NameOf(suspicion, found)}: {suspicion.Words} Expected {suspicion.Expectation}, was {suspicion.Actual}: {suspicion.Case}");
        Assert.That(found.Suspicions.Select(suspicion => $"{suspicion.Rule} {NameOf(suspicion, found)}"), Is.EquivalentTo(Faults));
        Assert.That(found.MoreSuspicions, Is.Zero);
    }

    [Test]
    public void Code_without_faults_is_not_suspected()
    {
        var (sample, found) = Searched("Sound");
        using var _ = sample;

        Assert.That(found.Suspicions.Select(suspicion => $"{suspicion.Rule} {NameOf(suspicion, found)}: {suspicion.Case}"), Is.Empty);
    }

    [Test]
    public void What_only_the_assembly_can_call_ends_as_its_callers_know()
    {
        using var sample = new SearchedSample(SourcesOf("Sound"));

        var found = sample.Search(sample.Job(seed: 1, CpuSeconds) with { InternalsVisible = true });

        Assert.That(found.Catalog.Members.Select(member => $"{found.Catalog.Types[member.DeclaringType].Name}.{member.Name}"), Does.Contain("Suspects.Inside.First"));
        Assert.That(found.Suspicions.Select(suspicion => $"{suspicion.Rule} {NameOf(suspicion, found)}: {suspicion.Case}"), Is.Empty);
    }

    [Test]
    public void What_is_suspected_is_as_small_as_it_can_be()
    {
        var found = Flawed.Value.Found;
        var shown = found.Suspicions.ToLookup(suspicion => NameOf(suspicion, found), suspicion => suspicion.Case);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(shown["Words.FirstLetter"].Single().Statements.Single().Call.Arguments, Is.EqualTo(new[] { Text("") }));
            Assert.That(shown["Words.Count"].Single().Statements.Single().Call.Arguments.Single(), Is.EqualTo(Text(null)));
            Assert.That(shown["Numbers.Mean"].Single().Statements.Single().Call.Arguments.Single(), Has.Property("Items").Empty);
            Assert.That(shown["Numbers.Steps"].Single().Statements.Single().Call.Arguments, Has.All.Property("Value").EqualTo(-1));
            Assert.That(shown["Shade.Equals"].Single().Statements.Take(3).Select(statement => ((Literal)statement.Call.Arguments.Single()).Value), Is.Unique);
        }

        Literal Text(string? value) => new(found.Catalog.Types.Single(type => type.Name == "System.String").Id, value);
    }

    [Test]
    public void No_test_states_as_right_what_is_suspected()
    {
        var found = Flawed.Value.Found;
        var suspected = new[] { "System.NullReferenceException", "System.IndexOutOfRangeException", "System.DivideByZeroException", "System.Collections.Generic.KeyNotFoundException", "System.InvalidCastException" };

        // A null that the annotations forbid is the caller's fault, and is told by tests as before.
        var thrown = found.Tests.Where(test => !test.Case.ToString().Contains(":n", StringComparison.Ordinal)).SelectMany(test => test.Observations).Select(observation => observation.Fact).OfType<Fact.Throws>()
            .Select(fact => found.Catalog.Types[fact.Type].Name);

        Assert.That(thrown.Intersect(suspected), Is.Empty);
    }

    [Test]
    public void The_same_seed_suspects_the_same()
    {
        var (sample, found) = Flawed.Value;

        var again = sample.Search(sample.Job(seed: 1, CpuSeconds));

        Assert.That(again.Suspicions.Select(Shown), Is.EqualTo(found.Suspicions.Select(Shown)));
    }

    [Test]
    public void What_another_process_does_not_see_is_dropped()
    {
        var found = Flawed.Value.Found;
        var again = Flawed.Value.Sample.Replay(found, shuffle: 5);

        var repeated = SuiteGenerator.Repeated(found, again);
        var blind = SuiteGenerator.Repeated(found, [.. again.Select(_ => Array.Empty<Observation>())]);

        Assert.That(repeated.Select(Shown), Is.EqualTo(found.Suspicions.Select(Shown)));
        Assert.That(blind.Select(suspicion => suspicion.Rule).Distinct(), Is.EquivalentTo(new[] { SuspectedRule.Equality, SuspectedRule.EndlessLoop }), "Hash codes are seen nowhere, and nothing after a call without an end.");
    }

    [Test]
    public void Endless_recursion_is_suspected_by_the_worker_that_it_killed()
    {
        var found = Flawed.Value.Found;
        var member = found.Catalog.Members.First(member => member.Name == "Steps");
        var culprit = new TestCase([new Statement(new Invocation(member.Result, member.Id, null, [new Literal(member.Parameters[0].Type, 1)], []))]);
        var death = new WorkerCrash(WorkerCrashKind.Died, culprit, -1, "Stack overflow.\n   at X", 134);

        var suspicions = StackOverflows.Of([death, death, death with { Mutant = 3 }, death with { LastWords = "Unhandled exception." }], found.Catalog).ToList();

        Assert.That(suspicions.Select(suspicion => (suspicion.Rule, suspicion.Subject, suspicion.Case)), Is.EqualTo(new[] { (SuspectedRule.StackOverflow, member.Id, culprit) }));
    }

    private static string Shown(FoundSuspicion suspicion) => $"{suspicion.Rule} {suspicion.Case} {suspicion.Actual}";

    private static string NameOf(FoundSuspicion suspicion, SearchOutcome found)
    {
        var member = found.Catalog.Members[suspicion.Subject];
        return $"{found.Catalog.Types[member.DeclaringType].Name["Suspects.".Length..]}.{member.Name}";
    }

    private static (SearchedSample Sample, SearchOutcome Found) Searched(string name)
    {
        var sample = new SearchedSample(SourcesOf(name));
        return (sample, sample.Search(sample.Job(seed: 1, CpuSeconds)));
    }

    private static string[] SourcesOf(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CodegenLab.sln")))
            folder = folder.Parent;
        return [.. Directory.EnumerateFiles(Path.Combine(folder!.FullName, "tests", "subjects", "Suspects", "src", name), "*.cs").Order(StringComparer.Ordinal).Select(File.ReadAllText)];
    }
}
