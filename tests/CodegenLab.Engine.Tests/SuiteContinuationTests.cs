using System.Collections.Immutable;
using CodegenLab.Engine.Tests.Reading;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Engine.Tests;

/// <summary>A second search that starts where a first one ended, with what others have thought of.</summary>
public sealed class SuiteContinuationTests
{
    private static IEnumerable<string> Names => SearchSamples.All.Select(sample => sample.Name);

    [TestCaseSource(nameof(Names))]
    public void No_goal_and_no_kill_of_the_first_suite_is_lost(string name)
    {
        using var sample = new SearchedSample(SearchSamples.All.Single(sample => sample.Name == name).Source);
        var first = sample.SuiteOf(sample.Search(sample.Job(seed: 1, cpuSeconds: .1)));

        var found = sample.Search(sample.Continuation(first, [], seed: 2, cpuSeconds: .1));
        var tests = SuiteUnion.Of(first.Tests, SuiteGenerator.Repeated(found.Tests, sample.Replay(found, shuffle: 5)));

        var (before, after) = (first.Tests.SelectMany(test => test.Kills).Distinct().Count(), tests.SelectMany(test => test.Kills).Distinct().Count());
        TestContext.Out.WriteLine($"{first.Tests.Length} tests with {before} kills, then {tests.Length} with {after}; {tests.Length - found.Tests.Length} brought back");
        Assert.Multiple(() =>
        {
            Assert.That(first.Tests.SelectMany(test => test.Goals).Except(tests.SelectMany(test => test.Goals)), Is.Empty);
            Assert.That(first.Tests.SelectMany(test => test.Kills).Except(tests.SelectMany(test => test.Kills)), Is.Empty);
            Assert.That(tests.Select(test => test.Case.ToString()), Is.Unique);
            Assert.That(found.Catalog.Members.Take(first.Catalog.Members.Count).Select(member => member.DocumentationId), Is.EqualTo(first.Catalog.Members.Select(member => member.DocumentationId)));
        });
    }

    [Test]
    public void The_same_seed_and_the_same_seeds_give_the_same_suite()
    {
        using var sample = new SearchedSample(SearchSamples.All.Single(sample => sample.Name == "Parser").Source);
        var first = sample.SuiteOf(sample.Search(sample.Job(seed: 1, cpuSeconds: .05)));

        var texts = Enumerable.Range(0, 2).Select(_ => Text(sample.Search(sample.Continuation(first, [], seed: 2, cpuSeconds: .1)))).ToList();

        Assert.That(texts[1], Is.EqualTo(texts[0]));
    }

    /// <summary>As the pipeline calls it: worker processes, builds on disk, the catalog through the protocol.</summary>
    [Test]
    public async Task A_generated_suite_goes_on_with_the_builds_it_has()
    {
        var folder = Directory.CreateTempSubdirectory("codegen-lab-").FullName;
        try
        {
            var original = SampleCompilation.Of(Coupons);
            var subject = new SubjectProject { Compilation = original };
            var progress = new Progress<Progress>();
            var first = await new SuiteGenerator(folder).GenerateAsync(subject, new SuiteBudget(.05, 1), (_, _) => Task.FromResult<IReadOnlyCollection<int>>([]), progress, default);
            var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(file => (file, File.GetLastWriteTimeUtc(file))).ToList();
            var seeds = new DraftedTests(first.Catalog, original, Drafts).ReadAll().SelectMany(draft => draft.Cases).Select((seed, index) => seed with { Origin = 40 + index }).ToList();

            var suites = new[]
            {
                await SuiteGenerator.ContinueAsync(subject, first, seeds, new SuiteBudget(.01, 2), progress, default),
                await SuiteGenerator.ContinueAsync(subject, first, seeds, new SuiteBudget(.01, 2), progress, default),
            };

            Assert.Multiple(() =>
            {
                Assert.That(Goals(suites[0].Tests), Is.GreaterThan(Goals(first.Tests)));
                Assert.That(first.Tests.SelectMany(test => test.Goals).Except(suites[0].Tests.SelectMany(test => test.Goals)), Is.Empty);
                Assert.That(suites[0].Catalog.Members.Take(first.Catalog.Members.Count).Select(member => member.DocumentationId), Is.EqualTo(first.Catalog.Members.Select(member => member.DocumentationId)));

                // A busy machine may end a search by its limit in time, which it says.
                if (suites.All(suite => suite.Reproducible))
                    Assert.That(Text(suites[1].Tests), Is.EqualTo(Text(suites[0].Tests)));
                Assert.That(suites[0].Tests.Select(test => test.Case.Origin), Has.Some.InRange(40, 40 + seeds.Count - 1).And.Some.EqualTo(-1));
                Assert.That(suites[0].Untested.Select(untested => untested.Member), Has.None.Contains("Redeem"));
                Assert.That(Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(file => (file, File.GetLastWriteTimeUtc(file))), Is.EquivalentTo(files));
            });
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public void A_seed_that_does_not_end_well_costs_only_itself()
    {
        using var sample = new SearchedSample("""
            namespace Sample;
            public sealed class Chain
            {
                public Chain? Next { get; set; }
                public int Length { get { var n = 1; for (var at = Next; at is not null; at = at.Next) n++; return n; } }
                public string Pick(int index) => index is > 70_000 and < 70_010 ? "found" : index < 0 ? throw new ArgumentException("No.") : "";
            }
            """);
        var first = sample.SuiteOf(sample.Search(sample.Job(seed: 1, cpuSeconds: .01)));
        var drafts = new DraftedTests(first.Catalog, sample.Original, """
            [Test] public void Endless() { var chain = new Chain(); chain.Next = chain; Assert.That(chain.Length, Is.EqualTo(1)); }
            [Test] public void Null() { var chain = new Chain(); Assert.That(chain.Pick(70_003), Is.EqualTo("found")); Assert.That(chain.Next!.Length, Is.EqualTo(1)); }
            """).ReadAll();
        Assert.That(drafts.Select(draft => draft.Unreadable), Is.All.Null);

        var found = sample.Search(sample.Continuation(first, [.. drafts.SelectMany(draft => draft.Cases)], seed: 2, cpuSeconds: .01));

        Assert.That(found.Tests.SelectMany(test => test.Observations).Select(observation => observation.Fact).OfType<Fact.EqualTo>().Select(fact => fact.Value.Value), Has.Some.EqualTo("found"), "What ran before the null is kept.");
    }

    [Test]
    public void What_the_newer_suite_lost_comes_back_once()
    {
        var call = new TestCase([new Statement(new Invocation(0, 0, null, [], []))]);
        var other = new TestCase([new Statement(new Invocation(0, 1, null, [], []))]);
        var isNull = new Observation(new Observed(0, -1, []), new Fact.IsNull());
        var count = new Observation(new Observed(0, -1, []), new Fact.Count(1, false));
        FoundTest[] older = [new(call, [isNull], 0, [1, 2], [], [7], 1), new(other, [isNull], 1, [3], [4], [8], 3)];
        FoundTest[] newer = [new(call, [count], 0, [1, 2], [], [9], 1)];

        var tests = SuiteUnion.Of([.. older], [.. newer]);

        Assert.Multiple(() =>
        {
            Assert.That(tests.Select(test => test.Case), Is.EqualTo(new[] { call, other }));
            Assert.That(tests[0].Kills, Is.EqualTo(new[] { 7, 9 }));
            Assert.That(tests[0].Observations, Is.EqualTo(new[] { count, isNull }));
            Assert.That(tests[1], Is.EqualTo(older[1]));
            Assert.That(SuiteUnion.Of([.. newer], [.. newer]), Is.EqualTo(newer));
        });
    }

    /// <summary>What no search finds within its budget, and a person sees at once.</summary>
    private const string Coupons = """
        namespace Sample;
        public sealed record Coupon(string Code, int Percent, DateOnly Ends);
        public sealed class Till
        {
            private readonly List<Coupon> _coupons = [];
            public required string Currency { get; init; }
            public int Count => _coupons.Count;
            public string Redeem(string line)
            {
                var parts = line.Split(';');
                if (parts.Length != 3)
                    throw new FormatException("Three fields.");
                if (!parts[0].StartsWith("SAVE-", StringComparison.Ordinal) || parts[0].Length != 9)
                    return "unknown code";
                if (!int.TryParse(parts[1].TrimEnd('%'), out var percent) || percent is < 1 or > 50)
                    return "no percentage";
                if (!DateOnly.TryParseExact(parts[2], "yyyy-MM-dd", out var ends))
                    return "no date";
                _coupons.Add(new Coupon(parts[0], percent, ends));
                return percent > 30 ? $"{Currency} big {ends.Year}" : $"{Currency} {percent}";
            }
        }
        """;

    private const string Drafts = """
        private Till _till = null!;

        [SetUp]
        public void Prepare() => _till = new Till { Currency = "EUR" };

        [Test]
        public void Redeem_ValidCoupon_IsCounted()
        {
            // Arrange
            var code = "SAVE-2024";
            var line = $"{code};20%;2024-12-31";

            // Act
            var answer = _till.Redeem(line);

            // Assert
            Assert.Multiple(() =>
            {
                Assert.That(answer, Does.Contain("20").And.StartsWith("EUR"));
                Assert.That(_till.Count, Is.EqualTo(1), "the coupon is kept");
            });
        }

        [TestCase("SAVE-1234", 0)]
        [TestCase("SAVE-1234", 51)]
        public void Redeem_PercentOutOfRange_IsRefused(string code, int percent)
        {
            var till = new Till() { Currency = "USD" };
            Assert.That(till.Redeem(string.Join(";", code, percent, "2024-01-01")), Is.EqualTo("no percentage"));
        }

        [Test]
        public void Redeem_TooFewFields_Throws()
        {
            var ex = Assert.Throws<FormatException>(() => _till.Redeem("SAVE-1234;10"));
            Assert.That(ex!.Message, Does.Contain("Three"));
        }
        """;

    [Test]
    public void What_a_draft_reaches_becomes_a_test_of_the_engine()
    {
        using var sample = new SearchedSample(Coupons);
        var alone = sample.Job(seed: 1, cpuSeconds: .05);
        var first = sample.SuiteOf(sample.Search(alone));
        var drafts = new DraftedTests(first.Catalog, sample.Original, Drafts).ReadAll();
        Assert.That(drafts.Select(draft => draft.Unreadable), Is.All.Null);
        var seeds = drafts.SelectMany(draft => draft.Cases).ToList();

        var without = sample.Search(sample.Continuation(first, [], seed: 2, cpuSeconds: .05));
        var with = sample.Search(sample.Continuation(first, seeds, seed: 2, cpuSeconds: .4));

        var reached = with.Tests.Where(test => test.Goals.Select(goal => Branch(sample, goal)).Contains("percent > 30 False")).ToList();
        TestContext.Out.WriteLine($"goals {Goals(first.Tests)}, without seeds {Goals(without.Tests)}, with seeds {Goals(with.Tests)}; kills {Kills(first.Tests)}, {Kills(without.Tests)}, {Kills(with.Tests)}");
        TestContext.Out.WriteLine(string.Join("\n\n", sample.Render(with).Select(fixture => fixture.Source)));
        Assert.Multiple(() =>
        {
            Assert.That(without.Tests.SelectMany(test => test.Goals).Select(goal => Branch(sample, goal)), Has.None.EqualTo("percent > 30 False"), "The search alone must not find it.");
            Assert.That(reached, Is.Not.Empty);
            Assert.That(reached.SelectMany(test => test.Observations).Select(observation => observation.Fact).OfType<Fact.EqualTo>().Select(fact => fact.Value.Value), Has.Some.EqualTo("EUR 20").Or.Some.Matches<object?>(value => value is string text && text.Any(char.IsDigit)));
            Assert.That(with.Tests.SelectMany(test => test.Goals).Select(goal => Branch(sample, goal)), Has.Some.EqualTo("percent > 30 True"), "The search mutates what the draft has reached.");
            Assert.That(Kills(with.Tests), Is.GreaterThan(Kills(without.Tests)));
            Assert.That(sample.Render(with).SelectMany(fixture => fixture.Tests).SelectMany(test => test.Found), Is.EquivalentTo(Enumerable.Range(0, with.Tests.Length)));
        });
    }

    private static string Branch(SearchedSample sample, int goal) => $"{sample.Subject.Sites[goal >> 1].Text} {(goal & 1) == 0}";

    private static int Goals(IEnumerable<FoundTest> tests) => tests.SelectMany(test => test.Goals).Distinct().Count();

    private static int Kills(IEnumerable<FoundTest> tests) => tests.SelectMany(test => test.Kills).Distinct().Count();

    private static string Text(SearchOutcome found) => Text(found.Tests);

    private static string Text(IEnumerable<FoundTest> tests) => string.Join('\n', tests.Select(test => $"{test.Case} {test.Subject} {string.Join(',', test.Goals)} {string.Join(',', test.Kills)} {test.Witness}"));
}
