using System.Reflection;
using System.Runtime.Loader;
using System.Text.Json;
using CodegenLab.Engine.Rendering;
using CodegenLab.Worker;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.TestCases;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Engine.Tests;

/// <summary>Properties of whole suites, over samples that differ.</summary>
public sealed class SuiteGeneratorTests
{
    private const ulong Seed = 1;

    private static readonly Dictionary<string, (SearchedSample Sample, SearchOutcome Found)> Searched = [];

    private static IEnumerable<string> Names => SearchSamples.All.Select(sample => sample.Name);

    private static IEnumerable<string> RepeatableNames => Names.Where(name => name != "Static state");

    [OneTimeTearDown]
    public static void DeleteSamples()
    {
        foreach (var (sample, _) in Searched.Values)
            sample.Dispose();
        Searched.Clear();
    }

    [TestCaseSource(nameof(Names))]
    public void Every_sample_gets_tests(string name)
    {
        var (sample, found) = Find(name);

        var goals = found.Tests.SelectMany(test => test.Goals).Distinct().Count();
        var kills = found.Tests.SelectMany(test => test.Kills).Distinct().Count();
        TestContext.Out.WriteLine($"{found.Tests.Length} tests, {goals} goals of {sample.Subject.Sites.Where(site => !site.IsSoft).Sum(site => site.IsArm ? 1 : 2)}, {kills} kills of {sample.Subject.Mutants.Length}, {found.Executions} runs; untested: {string.Join(", ", found.Untested.Select(untested => $"{untested.Member} {untested.Reason} {untested.Detail}"))}");
        Assert.Multiple(() =>
        {
            Assert.That(found.Tests, Is.Not.Empty);
            Assert.That(found.Tests.Select(test => test.Observations), Has.All.Not.Empty);
            Assert.That(found.Reproducible, Is.True);
            Assert.That(kills, Is.GreaterThan(0));
        });
    }

    [TestCaseSource(nameof(Names))]
    public void The_same_seed_gives_the_same_suite(string name)
    {
        var (sample, found) = Find(name);

        var again = sample.Search(Seed);

        Assert.That(again.Reproducible, Is.True);
        Assert.That(again.Executions, Is.EqualTo(found.Executions));
        Assert.That(sample.LastProgress!.KilledMutants, Is.EqualTo(again.Tests.SelectMany(test => test.Kills).Distinct().Count()), "What was reported on the way is in the suite.");
        Assert.That(Text(again), Is.EqualTo(Text(found)));
    }

    [Test]
    public void What_waits_in_vain_leaves_its_neighbours_their_share()
    {
        using var sample = new SearchedSample("""
            namespace Sample;
            public static class Gate
            {
                public static async Task<int> PassAsync(int n)
                {
                    if (n > 5)
                        await new TaskCompletionSource().Task;
                    return n;
                }
            }
            public static class Level
            {
                public static string Name(int n) => n switch { < 0 => "below", 0 => "ground", < 7_211 => "above", 7_211 => "roof", _ => "sky" };
            }
            """);

        var found = sample.Search(sample.Job(Seed, cpuSeconds: 1));

        TestContext.Out.WriteLine($"{found.Executions} runs");
        Assert.That(found.Tests.SelectMany(test => test.Goals).Count(goal => sample.Subject.Sites[goal >> 1].Member.Contains("Level", StringComparison.Ordinal)), Is.EqualTo(5));
        Assert.That(found.Executions, Is.GreaterThan(500));
    }

    [Test]
    public void Another_seed_may_give_another_suite()
    {
        var (sample, found) = Find("Parser");

        Assert.That(Text(sample.Search(Seed + 1)), Is.Not.EqualTo(Text(found)));
    }

    [TestCaseSource(nameof(RepeatableNames))]
    [SetCulture("tr-TR")]
    public void What_was_observed_is_seen_again_in_another_order(string name)
    {
        var (sample, found) = Find(name);

        var again = sample.Replay(found, shuffle: 5);

        var repeated = SuiteGenerator.Repeated(found.Tests, again);
        var lost = found.Tests.Where(test => repeated.All(other => other.Case != test.Case || other.Observations.Length < test.Observations.Length)).Select(test => test.Case.ToString());
        Assert.That(lost, Is.Empty);
    }

    [Test]
    public void A_test_that_loses_an_observation_claims_no_mutant_that_only_that_one_noticed()
    {
        var (_, found) = Find("Arithmetic");
        var index = Array.FindIndex(found.Tests, test => test.Observations.Length > 1 && test.Kills.Length > 1 && !test.Observations.Any(observation => observation.Fact is Fact.Throws));
        var test = found.Tests[index];
        var seen = found.Tests.Select(other => other.Observations).ToArray();
        seen[index] = seen[index][1..];

        var repeated = SuiteGenerator.Repeated(found.Tests, seen);

        var expected = test.Kills.Where((_, kill) => test.Noticing[kill].Any(observation => observation > 0)).ToArray();
        Assert.That(expected, Is.Not.EqualTo(test.Kills), "The sample must lose a mutant.");
        Assert.That(repeated[index].Kills, Is.EqualTo(expected));
        Assert.That(repeated.Where((_, i) => i != index).Select(other => other.Kills), Is.EqualTo(found.Tests.Where((_, i) => i != index).Select(other => other.Kills)));
    }

    [Test]
    public void What_depends_on_earlier_runs_is_all_that_is_lost_in_another_order()
    {
        var (sample, found) = Find("Static state");

        var repeated = SuiteGenerator.Repeated(found.Tests, sample.Replay(found, shuffle: 5)).Select(test => test.Case).ToHashSet();

        var lost = found.Tests.Where(test => !repeated.Contains(test.Case)).Select(test => found.Catalog.Members[test.Subject].Name).Distinct();
        Assert.That(lost, Is.SubsetOf(new[] { "Next", "Of", "IsKnown", "Prefix" }));
    }

    /// <summary>One order alone does not show it: in the one that is given the test runs before what changes its result.</summary>
    [Test]
    public void Every_test_has_run_after_every_other_when_it_counts_as_repeated()
    {
        var (sample, found) = Find("Static state");
        TestCase Calling(string name)
        {
            var member = found.Catalog.Members.Single(member => member.Name == name);
            return new TestCase([new Statement(new Invocation(member.Result, member.Id, null, [new Literal(member.Parameters[0].Type, "new")], []))]);
        }

        var outcome = found with { Tests = [found.Tests[0] with { Case = Calling("IsKnown") }, found.Tests[0] with { Case = Calling("Of") }, found.Tests[0] with { Case = Calling("Clean") }], Suspicions = [] };
        var seen = sample.Replay(outcome, shuffle: 0);

        Assert.That(seen.Select(one => one?.Length), Is.EqualTo(new[] { 0, 1, 1 }));
    }

    [Test]
    public void What_a_hidden_class_does_for_an_inherited_interface_is_searched_too()
    {
        var (sample, found) = Find("Contracts");

        var covered = found.Tests.SelectMany(test => test.Goals).ToHashSet();
        var open = sample.Subject.Sites.Where(site => !site.IsSoft && !site.Member.Contains("GetHashCode", StringComparison.Ordinal))
            .Where(site => !covered.Contains(site.Id * 2) || (!site.IsArm && !covered.Contains((site.Id * 2) + 1)))
            .Select(site => $"{site.Member} {site.Text}");
        Assert.That(open, Is.Empty);
    }

    [TestCase("Static state", "M:Sample.Ids.Now", UntestedReason.NotRepeatable)]
    [TestCase("Static state", "M:Sample.Ids.Next", UntestedReason.NotRepeatable)]
    [TestCase("Corners", "M:Sample.Ticker.Grid(System.Int32[0:,0:])", UntestedReason.NoArgument)]
    [TestCase("Corners", "M:Sample.Express.#ctor", UntestedReason.CoveredByOthers)]
    public void A_member_without_a_test_gets_the_true_reason(string name, string member, UntestedReason reason) =>
        Assert.That(Find(name).Found.Untested.Where(untested => untested.Member == member).Select(untested => untested.Reason), Is.EqualTo(new[] { reason }));

    [Test]
    public void A_result_that_no_assertion_can_state_is_nothing_to_observe()
    {
        using var sample = new SearchedSample("namespace Sample; public static class Units { public static nint Size(nuint n) => n > 3 ? 1 : 2; }");

        Assert.That(sample.Search(Seed).Untested.Select(untested => untested.Reason), Is.EqualTo(new[] { UntestedReason.NothingToObserve }));
    }

    /// <summary>It differs from process to process, which no repetition in one process shows.</summary>
    [Test]
    public void No_hash_code_is_used_as_a_value()
    {
        var (_, found) = Find("Equality");
        var hashes = found.Catalog.Members.Where(member => member.Name == nameof(GetHashCode)).Select(member => member.Id).ToHashSet();

        var runs = new RecordedRuns();
        JobRunner.Run(Find("Equality").Sample.Job(Seed), runs);

        Assert.Multiple(() =>
        {
            Assert.That(hashes, Is.Not.Empty);
            Assert.That(runs.Tests.Count(test => test.Statements.Any(statement => hashes.Contains(statement.Call.Member))), Is.GreaterThan(10));
            Assert.That(runs.Tests.Where(UsesHash), Is.Empty);
        });

        bool UsesHash(TestCase test) => test.Statements.Any(statement => Inner(statement.Call).Any(inner => inner switch
        {
            Invocation call => hashes.Contains(call.Member),
            Reference reference => hashes.Contains(test.Statements[reference.Statement].Call.Member),
            _ => false,
        }));

        static IEnumerable<Expression> Inner(Invocation call) =>
            call.Arguments.Append(call.Receiver).OfType<Expression>().Concat(call.Initialisers.Select(initialiser => initialiser.Value)).SelectMany(part => part is Invocation inside ? Inner(inside).Append(part) : [part]);
    }

    [TestCaseSource(nameof(Names))]
    public void Every_test_can_be_said_in_CSharp(string name)
    {
        var (sample, found) = Find(name);

        var said = sample.Render(found).SelectMany(fixture => fixture.Tests).SelectMany(test => test.Found);

        Assert.That(said, Is.EquivalentTo(Enumerable.Range(0, found.Tests.Length)));
    }

    /// <summary>D4: what was executed is what is rendered.</summary>
    [TestCaseSource(nameof(Names))]
    public void Every_rendered_test_builds_without_warnings_and_passes_on_the_original(string name)
    {
        var (sample, found) = Find(name);
        // As the engine does: what does not repeat is not rendered.
        var repeated = SuiteGenerator.Repeated(found.Tests, sample.Replay(found, 0));
        using var original = new MemoryStream();
        sample.Original.Emit(original);
        var reference = MetadataReference.CreateFromImage(original.ToArray());

        foreach (var fixture in sample.Render(found with { Tests = [.. repeated] }))
        {
            var context = new AssemblyLoadContext(fixture.ClassName, isCollectible: true);
            original.Position = 0;
            context.LoadFromStream(original);
            RunAll(fixture, context.LoadFromStream(Build(fixture, reference)));
            context.Unload();
        }
    }

    private static (SearchedSample Sample, SearchOutcome Found) Find(string name)
    {
        if (!Searched.TryGetValue(name, out var known))
        {
            var sample = new SearchedSample(SearchSamples.All.Single(sample => sample.Name == name).Source);
            Searched.Add(name, known = (sample, sample.Search(Seed)));
        }

        return known;
    }

    private static string Text(SearchOutcome found) =>
        string.Join('\n', found.Tests.Select(test => $"{test.Case} {test.Subject} {JsonSerializer.Serialize(test.Observations.Select(observation => observation.ToString() + PathOf(observation)))} {string.Join(',', test.Goals)} {string.Join(',', test.Kills)} {test.Witness}"));

    private static string PathOf(Observation observation) => string.Join('.', observation.Of.Path) + (observation.Fact is Fact.Elements elements ? string.Join(',', elements.Items) : "");

    private static MemoryStream Build(RenderedFixture fixture, MetadataReference subject)
    {
        var compilation = CSharpCompilation.Create(
            fixture.ClassName,
            [CSharpSyntaxTree.ParseText(fixture.Source, new CSharpParseOptions(LanguageVersion.CSharp14, DocumentationMode.None))],
            [subject, .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        Assert.That(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning), Is.Empty, fixture.Source);
        var image = new MemoryStream();
        compilation.Emit(image);
        image.Position = 0;
        return image;
    }

    private static void RunAll(RenderedFixture fixture, Assembly assembly)
    {
        var type = assembly.GetType($"{fixture.Namespace}.{fixture.ClassName}")!;
        foreach (var test in fixture.Tests)
        {
            var method = type.GetMethod(test.Name)!;
            foreach (var row in method.GetCustomAttributes<TestCaseAttribute>().Select(row => row.Arguments).DefaultIfEmpty([]))
            {
                try
                {
                    (method.Invoke(Activator.CreateInstance(type), row) as Task)?.GetAwaiter().GetResult();
                }
                catch (Exception failure)
                {
                    var source = string.Join('\n', fixture.Source.Split('\n')[(test.FirstLine - 1)..test.LastLine]);
                    Assert.Fail($"{source}\n{failure.InnerException ?? failure}");
                }
            }
        }
    }

    private sealed class RecordedRuns : IWorkerHost
    {
        public List<TestCase> Tests { get; } = [];

        public bool StopRequested => false;

        public void Send(Report report) { }

        public void Running(TestCase test, int mutant) => Tests.Add(test);

        public void Calling(int member) { }
    }
}
