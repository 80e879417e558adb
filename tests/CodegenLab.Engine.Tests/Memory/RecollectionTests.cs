using System.Collections.Immutable;
using CodegenLab.Engine.Instrumentation;
using CodegenLab.Engine.Memory;
using CodegenLab.Engine.Subjects;
using CodegenLab.Engine.Workers;
using CodegenLab.Probes;
using CodegenLab.Worker.Execution;
using CodegenLab.Worker.Oracles;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.Recollections;
using CodegenLab.Worker.Search;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Engine.Tests.Memory;

/// <summary>A suite is tried on code that is not quite that which it was found for: whatever was edited, it passes, claims what can be seen, and keeps what it can.</summary>
public sealed class RecollectionTests
{
    private const string Till = """
        namespace Shop;

        public interface IRates
        {
            decimal Of(string currency);
        }

        public abstract class Counter
        {
            public int Opened { get; protected set; }

            public virtual string Name => "counter";
        }

        public sealed class Till : Counter
        {
            private const int Most = 500;

            private readonly IRates _rates;

            public Till(IRates rates)
            {
                _rates = rates ?? throw new System.ArgumentNullException(nameof(rates));
            }

            public int Total { get; private set; }

            public void Add(int price)
            {
                if (price < 0)
                    throw new System.ArgumentOutOfRangeException(nameof(price));
                Total += Clip(price);
            }

            public string Show(bool isLong)
            {
                if (isLong)
                    return "Total: " + Total;
                return Total.ToString();
            }

            public decimal In(string currency)
            {
                var rate = _rates.Of(currency);
                return rate > 0 ? Total * rate : -1;
            }

            private static int Clip(int price)
            {
                if (price > Most)
                    return Most;
                return price;
            }
        }

        public static class Tariffs
        {
            private static readonly int[] Steps = [5, 5 + 7, 40];
            private static readonly string Name = Steps.Length > 2 ? "graded" : "flat";

            public static int Step(int of) => Steps[Math.Clamp(of, 0, 2)];

            public static string Kind() => Name;
        }

        public static class Numbers
        {
            public static int Half(int of)
            {
                if (of % 2 == 0)
                    return of / 2;
                return -1;
            }

            public static bool IsRound(int of)
            {
                return of % 10 == 0 && of > 9;
            }

            public static string Word(int of)
            {
                switch (of)
                {
                    case 1: return "one";
                    case 2: return "two";
                    default: return "many";
                }
            }
        }
        """;

    private SearchedSample _before = null!;
    private KeptSuite _kept = null!;

    [OneTimeSetUp]
    public void Search()
    {
        _before = new SearchedSample(Till);
        var found = _before.Search(_before.Job(seed: 1));
        _kept = KeptSuite.Of(_before.SuiteOf(found) with { Reachers = [.. found.Reachers] }, "", PrintOf(_before.Original));
        // As the next process reads it.
        _kept = ProtocolJson.ReadRecord<KeptSuite>(ProtocolJson.WriteRecord(_kept));
    }

    [OneTimeTearDown]
    public void DeleteSample() => _before.Dispose();

    [TestCase("return of / 2;", "return of / 2;", "", TestName = "Nothing")]
    [TestCase("return of / 2;", "return of > 1000 ? 7 : of / 2;", "Half", TestName = "A body")]
    [TestCase("return of % 10 == 0 && of > 9;", "return of % 10 == 0;", "IsRound", TestName = "A body without a branch that it had")]
    [TestCase("public static string Word(int of)", "public static string Spell(int of)", "Spell", TestName = "A name")]
    [TestCase("public static bool IsRound", "public static int Twice(int of) { return of > 1000 ? 0 : of * 2; }\n    public static bool IsRound", "Twice", TestName = "A new member")]
    [TestCase("public static bool IsRound", "public static int After(int of) { if (of == 77) return 0; return of + 1; }\n    public static bool IsRound", "After", TestName = "A new member that moves those behind it")]
    [TestCase("if (price > Most)", "if (price >= Most - 1)", "Clip", TestName = "A body that no test calls by its name")]
    [TestCase("private const int Most = 500;", "private const int Most = 90;", "", TestName = "A constant that others use")]
    [TestCase("public virtual string Name => \"counter\";", "public virtual string Name => Opened > 2 ? \"busy\" : \"counter\";", "Name", TestName = "A base class")]
    [TestCase("decimal Of(string currency);", "decimal Of(string currency);\n    bool Knows(string currency);", "", TestName = "An interface that tests fake")]
    [TestCase("return rate > 0 ? Total * rate : -1;", "return rate > 0 ? Total * rate : -2;", "In", TestName = "What a test with a fake asserts")]
    public void The_suite_passes_and_claims_what_can_be_seen_and_keeps_what_it_can(string before, string after, string changed)
    {
        Assert.That(Till, Does.Contain(before));
        using var sample = new SearchedSample(Till.Replace(before, after, StringComparison.Ordinal));
        var earlier = Recalled(sample);

        var found = sample.Search(JobOf(sample, earlier));

        var kept = WithoutChange(earlier, found.Catalog, sample).ToList();
        TestContext.Out.WriteLine($"{_kept.Tests.Length} tests before; {found.Tests.Length} now, {found.Recalled} as they were, {kept.Count} had to be; changed: {string.Join(", ", earlier.Changed)}; {found.Executions} runs");
        Assert.Multiple(() =>
        {
            Assert.That(earlier.Changed.Select(NameOf), Is.EqualTo(changed.Length == 0 ? [] : new[] { changed }));
            Assert.That(NotSeen(sample, found), Is.Empty, "A claim without a ground.");
            Assert.That(kept.Select(test => test.Text).Except(found.Tests.Select(test => test.Case.ToString())), Is.Empty, "A test was given up that holds.");
            Assert.That(kept.SelectMany(test => test.Found.Kills).Except(found.Tests.SelectMany(test => test.Kills)), Is.Empty, "A kill was given up that is made.");
            Assert.That(found.Tests.Select(test => test.Case.ToString()), Is.Unique);
        });
        sample.AssertPasses(found);
    }

    [Test]
    public void What_has_not_changed_is_not_searched_and_stays_in_its_order()
    {
        using var sample = new SearchedSample(Till.Replace("public static class Numbers", "// Moved by a remark.\n\npublic static class Numbers", StringComparison.Ordinal));

        var found = sample.Search(JobOf(sample, Recalled(sample)));

        Assert.That(sample.Render(found).Select(fixture => fixture.Source), Is.EqualTo(_before.Render(new SearchOutcome { Catalog = _kept.Catalog, Tests = _kept.Tests, ReachedMutants = [], Untested = [], Executions = 0, Reproducible = true }).Select(fixture => fixture.Source)));
        Assert.That(found.ReachedMutants, Is.EqualTo(_kept.ReachedMutants));
        Assert.That(found.Untested, Is.EqualTo(_kept.Untested));
    }

    [Test]
    public void A_new_branch_is_found_in_a_member_that_tests_only_pass_through()
    {
        using var sample = new SearchedSample(Till.Replace("if (price > Most)", "if (price == 77) return 7;\n            if (price > Most)", StringComparison.Ordinal));

        var found = sample.Search(JobOf(sample, Recalled(sample)));

        var open = sample.Subject.Sites.Where(site => !site.IsSoft && site.Text == "price == 77").SelectMany(site => new[] { site.Id * 2, (site.Id * 2) + 1 }).Except(found.Tests.SelectMany(test => test.Goals));
        Assert.That(open, Is.Empty);
    }

    [Test]
    public void The_same_edit_gives_the_same_suite()
    {
        using var sample = new SearchedSample(Till.Replace("return of / 2;", "return of > 1000 ? 7 : of / 2;", StringComparison.Ordinal));

        var texts = Enumerable.Range(0, 2).Select(_ => string.Join('\n', sample.Render(sample.Search(JobOf(sample, Recalled(sample)))).Select(fixture => fixture.Source))).ToList();

        Assert.That(texts[1], Is.EqualTo(texts[0]));
    }

    [Test]
    public void A_suite_that_a_death_of_a_worker_shaped_is_not_tried()
    {
        var crash = new WorkerCrash(WorkerCrashKind.Stalled, null, -1, "", 1);

        Assert.That(SuitesOf(_before).Recall(_kept with { Crashes = [crash] }, _before.Subject, out _), Is.Null);
        Assert.That(SuitesOf(_before).Recall(_kept with { Reproducible = false }, _before.Subject, out _), Is.Null);
        Assert.That(SuitesOf(_before).Recall(_kept with { Crashes = [crash with { Mutant = 3 }] }, _before.Subject, out var crashes), Is.Not.Null);
        Assert.That(crashes.Select(one => one.Mutant), Is.EqualTo(new[] { 3 }));
    }

    private EarlierSuite Recalled(SearchedSample sample) => SuitesOf(sample).Recall(_kept, sample.Subject, out _)!;

    private static KeptSuites SuitesOf(SearchedSample sample) => new(new KeptFiles(Path.GetTempPath()), PrintOf(sample.Original), isReadOnly: true);

    private static SearchJob JobOf(SearchedSample sample, EarlierSuite earlier) =>
        (SearchJob)ProtocolJson.ReadJob(ProtocolJson.Write(sample.Job(seed: 1) with { Earlier = earlier }));

    /// <summary>Tests of the earlier suite that enter nothing changed and see what they saw, in the vocabulary of the code as it is.</summary>
    private static IEnumerable<(string Text, FoundTest Found)> WithoutChange(EarlierSuite earlier, Worker.TestCases.Catalog catalog, SearchedSample sample)
    {
        var look = new Look(sample, catalog);
        var translation = new Translation(earlier.Catalog, look.Universe);
        foreach (var test in earlier.Tests.Where(test => !earlier.Changed.Contains(earlier.Catalog.Members[test.Subject].DocumentationId)))
        {
            if (translation.Of(test.Case) is not { } said || translation.Of(test.Observations) is not { } assertions || look.Assessor.Assess(said) is not { } seen)
                continue;
            if (assertions.All(assertion => Assessor.Holds(assertion, seen.Observations)) && !seen.Lines.Any(earlier.ChangedLines.Contains))
                yield return (said.ToString(), test with { Kills = [.. test.Kills.Where(mutant => look.Notices(seen, assertions, mutant))] });
        }
    }

    /// <summary>What tests claim and do not show when they run again.</summary>
    private static IEnumerable<string> NotSeen(SearchedSample sample, SearchOutcome found)
    {
        var look = new Look(sample, found.Catalog);
        var all = found.Tests.Select(test => look.Assessor.Assess(test.Case)).ToList();
        look.Assessor.Initialisation.Give([.. all.OfType<Candidate>()]);
        foreach (var (test, candidate) in found.Tests.Zip(all))
        {
            if (candidate is not { } seen)
            {
                yield return $"{test.Case} does not run";
                continue;
            }

            foreach (var assertion in test.Observations.Where(assertion => !Assessor.Holds(assertion, seen.Observations)))
                yield return $"{test.Case}: {assertion}";
            foreach (var goal in test.Goals.Except(seen.Goals))
                yield return $"{test.Case}: goal {goal}";
            foreach (var line in test.Lines.Except(seen.Lines))
                yield return $"{test.Case}: line {line}";
            foreach (var mutant in test.Kills.Where(mutant => !look.Notices(seen, test.Observations, mutant)))
                yield return $"{test.Case}: mutant {mutant}";
        }
    }

    private static string NameOf(string member) => member[(member.Split('(')[0].LastIndexOf('.') + 1)..].Split('(')[0];

    /// <summary>Bodies of methods and properties; the pipeline knows more kinds of members.</summary>
    private static SubjectPrint PrintOf(CSharpCompilation compilation)
    {
        var members =
            from tree in compilation.SyntaxTrees
            let model = compilation.GetSemanticModel(tree)
            from member in tree.GetRoot().DescendantNodes().OfType<MemberDeclarationSyntax>()
            where member is BaseMethodDeclarationSyntax { Body: not null } or PropertyDeclarationSyntax { ExpressionBody: not null }
            select (Id: MemberIds.Of(model.GetDeclaredSymbol(member)!), Hash: SubjectCode.Of(member));
        return new SubjectPrint("", members.ToImmutableDictionary(member => member.Id, member => member.Hash), ImmutableDictionary<string, string>.Empty);
    }

    /// <summary>A process that knows nothing but a vocabulary and the code.</summary>
    private sealed class Look
    {
        public Look(SearchedSample sample, Worker.TestCases.Catalog catalog)
        {
            var job = sample.Job(seed: 1);
            Trace.Allocate(job.Search.Sites.Length, Math.Max(job.Search.Lines, job.Mutants.Lines), job.Search.Members.Length, job.Mutants.Mutants.Length, job.Search.Switches.Length);
            Universe = new Universe(job.Search.Path, job.References, catalog);
            var mutants = new Universe(job.Mutants.Path, job.References, Universe);
            var vocabulary = new Vocabulary(Universe, [], new HashSet<string>());
            var runner = new Runner(new QuietHost(), Universe, mutants, new Observer(vocabulary, new ValuePool(job.Constants).IsFromSubject), new WorkMeter(), [], new DeadlyCalls(catalog, [], []));
            Assessor = new Assessor(runner, job.Search, job.Mutants);
        }

        public Universe Universe { get; }

        public Assessor Assessor { get; }

        /// <summary>Whether an assertion fails with a mutant, in a process that has initialised its types without it or, if need be, with it.</summary>
        public bool Notices(Candidate test, IReadOnlyList<Worker.TestCases.Observation> assertions, int mutant)
        {
            if (Assessor.Failing(test, assertions, mutant).Count > 0)
                return true;
            Assessor.Initialisation.Renew(mutant, isRenewed: true);
            var notices = Assessor.Failing(test, assertions, mutant).Count > 0;
            Assessor.Initialisation.Renew(mutant, isRenewed: false);
            return notices;
        }
    }

    private sealed class QuietHost : IWorkerHost
    {
        public bool StopRequested => false;

        public void Send(Report report) { }

        public void Running(Worker.TestCases.TestCase test, int mutant) { }

        public void Calling(int member) { }
    }
}
