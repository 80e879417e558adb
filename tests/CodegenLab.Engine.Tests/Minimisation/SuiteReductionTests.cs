using CodegenLab.Worker.Minimisation;
using CodegenLab.Worker.Oracles;
using CodegenLab.Worker.Search;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Engine.Tests.Minimisation;

/// <summary>Minimising loses nothing, neither as a whole nor in any of its steps.</summary>
public sealed class SuiteReductionTests
{
    private const ulong Seed = 1;
    private const long WorkPerTest = 60_000;

    private static readonly Obligations Nothing = new([], [], []);
    private static readonly Dictionary<string, (SearchedSample Sample, FoundCandidates Candidates)> Known = [];

    private static IEnumerable<string> Names => SearchSamples.All.Select(sample => sample.Name);

    [OneTimeTearDown]
    public static void DeleteSamples()
    {
        foreach (var (sample, _) in Known.Values)
            sample.Dispose();
        Known.Clear();
    }

    [TestCaseSource(nameof(Names))]
    public void The_chosen_tests_keep_every_goal_line_and_kill(string name)
    {
        var found = Find(name);

        var chosen = new SuiteMinimiser(found.Runner, found.Assessor, found.Homes).Choose(found.All, Nothing).Select(test => test.Candidate).ToList();

        Assert.Multiple(() =>
        {
            Assert.That(chosen, Is.Not.Empty.And.Count.LessThanOrEqualTo(found.All.Count));
            Assert.That(Goals(found).Except(chosen.SelectMany(test => test.Goals)), Is.Empty, "goals");
            Assert.That(Lines(found).Except(chosen.SelectMany(test => test.Lines)), Is.Empty, "lines");
            Assert.That(Kills(found).Except(chosen.SelectMany(test => test.Kills)), Is.Empty, "kills");
        });
    }

    [TestCaseSource(nameof(Names))]
    public void No_test_kills_the_original(string name)
    {
        var found = Find(name);

        Assert.That(found.All.Where(candidate => found.Assessor.Kills(candidate, -1)).Select(candidate => candidate.Test.ToString()), Is.Empty);
    }

    [TestCaseSource(nameof(Names))]
    public void Every_goal_and_kill_is_given_to_one_test_that_meets_it(string name)
    {
        var found = Find(name);

        var chosen = new SuiteMinimiser(found.Runner, found.Assessor, found.Homes).Choose(found.All, Nothing);

        Assert.Multiple(() =>
        {
            Assert.That(chosen.SelectMany(test => test.Must.Goals), Is.Unique.And.EquivalentTo(Goals(found)));
            Assert.That(chosen.SelectMany(test => test.Must.Kills), Is.Unique.And.EquivalentTo(Kills(found)));
            Assert.That(chosen.Where(test => !test.Must.Goals.IsSubsetOf(test.Candidate.Goals) || !test.Must.Kills.IsSubsetOf(test.Candidate.Kills)), Is.Empty);
        });
    }

    [TestCaseSource(nameof(Names))]
    public void What_belongs_to_another_type_is_asked_of_a_test_only_where_none_about_that_type_meets_it(string name)
    {
        var found = Find(name);
        var homes = found.Homes;

        var chosen = new SuiteMinimiser(found.Runner, found.Assessor, homes).Choose(found.All, Nothing);

        var speaking = found.All.Where(test => test.SaysSomething).ToLookup(test => homes.Of(test.Subject));
        foreach (var (candidate, must) in chosen)
        {
            var home = homes.Of(candidate.Subject);
            Assert.Multiple(() =>
            {
                Assert.That(must.Goals.Where(goal => homes.OfGoal(goal) != home && speaking[homes.OfGoal(goal)].Any(test => test.Goals.Contains(goal))), Is.Empty, "goals");
                Assert.That(must.Lines.Where(line => homes.OfLine(line) != home && speaking[homes.OfLine(line)].Any(test => test.Lines.Contains(line))), Is.Empty, "lines");
                Assert.That(must.Kills.Where(mutant => homes.OfMutant(mutant) != home && speaking[homes.OfMutant(mutant)].Any(test => test.Kills.Contains(mutant))), Is.Empty, "kills");
            });
        }
    }

    [TestCaseSource(nameof(Names))]
    public void No_test_stands_there_twice(string name)
    {
        var found = Find(name);

        var tests = new SuiteReduction(found.Runner, found.Assessor, found.Vocabulary, found.Job.Search, found.Job.Mutants).Reduce(found.All, Nothing, _ => { });

        Assert.That(tests.Select(test => test.Case.ToString()), Is.Unique);
    }

    [TestCaseSource(nameof(Names))]
    public void What_counts_no_more_asks_for_no_test(string name)
    {
        var found = Find(name);
        var goals = found.All.SelectMany(test => test.Goals).Where(goal => goal % 3 != 0).ToHashSet();
        var lines = found.All.SelectMany(test => test.Lines).Where(line => line % 3 != 0).ToHashSet();
        var kills = found.All.SelectMany(test => test.Kills).Where(mutant => mutant % 3 != 0).ToHashSet();

        var chosen = new SuiteMinimiser(found.Runner, found.Assessor, found.Homes).Choose(found.All, new Obligations(goals, lines, kills));

        Assert.Multiple(() =>
        {
            Assert.That(chosen.SelectMany(test => test.Must.Goals), Is.EquivalentTo(Goals(found).Except(goals)));
            Assert.That(chosen.SelectMany(test => test.Must.Lines), Has.None.Matches<int>(lines.Contains));
            Assert.That(chosen.SelectMany(test => test.Must.Kills), Is.EquivalentTo(Kills(found).Except(kills)));
        });
    }

    [TestCaseSource(nameof(Names))]
    public void A_smaller_test_keeps_what_it_must(string name)
    {
        var found = Find(name);
        var minimiser = new TestMinimiser(found.Runner, found.Assessor, found.Vocabulary, WorkPerTest);

        foreach (var chosen in new SuiteMinimiser(found.Runner, found.Assessor, found.Homes).Choose(found.All, Nothing))
        {
            var smallest = minimiser.Minimise(chosen);
            var again = found.Assessor.Assess(smallest.Test);

            Assert.That(again, Is.Not.Null, smallest.Test.ToString());
            Assert.Multiple(() =>
            {
                Assert.That(smallest.Test.Size, Is.LessThanOrEqualTo(chosen.Candidate.Size));
                Assert.That(chosen.Must.Goals.Except(again!.Goals), Is.Empty, "goals");
                Assert.That(chosen.Must.Lines.Except(again.Lines), Is.Empty, "lines");
                Assert.That(chosen.Must.Kills.Where(mutant => !found.Assessor.Kills(again, mutant)), Is.Empty, "kills");
                Assert.That(chosen.Must.Kills.IsSubsetOf(smallest.Kills));
            });
        }
    }

    [Test]
    public void A_call_that_adds_nothing_to_a_test_is_not_what_it_ends_with()
    {
        var tried = 0;
        foreach (var found in Names.Select(Find))
        {
            var minimiser = new TestMinimiser(found.Runner, found.Assessor, found.Vocabulary, WorkPerTest);
            var targets = found.Vocabulary.Targets.Select(target => target.Member.Id).ToHashSet();
            var firsts = found.All.Select(candidate => candidate.Test.Statements[0]).ToList();
            foreach (var chosen in new SuiteMinimiser(found.Runner, found.Assessor, found.Homes).Choose(found.All, Nothing).Where(chosen => !chosen.Must.IsEmpty))
            {
                var statements = chosen.Candidate.Test.Statements;
                var idle = firsts.Find(first => statements.All(statement => statement.Call.Member != first.Call.Member));
                if (idle is null || !targets.Contains(statements[^1].Call.Member) || found.Assessor.Assess(new TestCase(statements.Add(idle))) is not { } grown)
                    continue;
                tried++;

                var smallest = minimiser.Minimise(chosen with { Candidate = grown });

                Assert.That(smallest.Test.Statements[^1].Call.Member, Is.Not.EqualTo(idle.Call.Member), grown.Test.ToString());
            }
        }

        Assert.That(tried, Is.GreaterThan(10));
    }

    [TestCaseSource(nameof(Names))]
    public void The_chosen_assertions_notice_every_mutant_that_all_of_them_do(string name)
    {
        var found = Find(name);
        var chooser = new AssertionChooser(found.Assessor, found.Catalog);

        foreach (var candidate in new SuiteMinimiser(found.Runner, found.Assessor, found.Homes).Choose(found.All, Nothing).Select(test => test.Candidate))
        {
            var (assertions, noticing) = chooser.Choose(candidate, candidate.Kills);
            Assert.That(noticing.Keys, Is.EquivalentTo(candidate.Kills));
            var unnoticed = candidate.Kills.Where(mutant => !Fails(found, candidate, assertions, mutant)).ToList();

            Assert.That(unnoticed, Is.Empty, $"{candidate.Test} {string.Join(' ', assertions)}");
        }
    }

    [TestCaseSource(nameof(Names))]
    public void What_a_test_is_not_there_for_is_not_asserted_and_counts_where_it_is_noticed(string name)
    {
        var found = Find(name);
        var chooser = new AssertionChooser(found.Assessor, found.Catalog);

        foreach (var candidate in new SuiteMinimiser(found.Runner, found.Assessor, found.Homes).Choose(found.All, Nothing).Select(test => test.Candidate))
        {
            var again = found.Assessor.Assess(candidate.Test)!;
            again.Kills.UnionWith(candidate.Kills);
            var asked = candidate.Kills.Order().Where((_, i) => i % 2 == 0).ToHashSet();

            var (assertions, noticing) = chooser.Choose(again, asked);

            Assert.That(again.Kills, Is.SupersetOf(asked));
            Assert.That(noticing.Keys, Is.EquivalentTo(again.Kills));
            Assert.That(again.Kills.Where(mutant => !Fails(found, again, assertions, mutant)), Is.Empty, $"{candidate.Test} {string.Join(' ', assertions)}");
            Assert.That(assertions, Has.Count.AtMost(chooser.Choose(candidate, candidate.Kills).Assertions.Count), candidate.Test.ToString());
        }
    }

    [TestCaseSource(nameof(Names))]
    public void The_suite_has_every_goal_and_kill_of_the_candidates(string name)
    {
        var found = Find(name);

        var tests = new SuiteReduction(found.Runner, found.Assessor, found.Vocabulary, found.Job.Search, found.Job.Mutants).Reduce(found.All, Nothing, _ => { });

        Assert.Multiple(() =>
        {
            Assert.That(Goals(found).Except(tests.SelectMany(test => test.Goals)).Select(goal => Describe(name, goal)), Is.Empty);
            Assert.That(Kills(found).Except(tests.SelectMany(test => test.Kills)).Select(mutant => found.Job.Mutants.Mutants[mutant].Member), Is.Empty);
        });
    }

    [Test]
    public void What_a_test_took_the_long_way_to_is_made_plain()
    {
        using var sample = new SearchedSample("""
            namespace Sample;
            public readonly record struct Price(int Amount, string Unit);
            public sealed class Article(string code, string name, Price price)
            {
                public string Code { get; init; } = code;
                public string Name { get; } = name;
                public Price Price { get; init; } = price;
            }
            public sealed record Line(Article Article, int Pieces);
            public sealed class Basket
            {
                private readonly Dictionary<string, int> _pieces = new();
                public string Slogan => "Every 12th piece is free of charge";
                public void Add(Article article, int pieces)
                {
                    if (pieces <= 0)
                        throw new ArgumentOutOfRangeException(nameof(pieces));
                    if (_pieces.TryGetValue(article.Code, out var before))
                        pieces += before;
                    _pieces[article.Code] = pieces + article.Price.Amount;
                }
                public int this[string code] => _pieces.TryGetValue(code, out var pieces) ? pieces : -1;
            }
            """);
        var found = new FoundCandidates(sample.Job(Seed));

        var minimiser = new TestMinimiser(found.Runner, found.Assessor, found.Vocabulary, WorkPerTest);

        var smallest = new List<TestCase>();
        foreach (var chosen in new SuiteMinimiser(found.Runner, found.Assessor, found.Homes).Choose(found.All, Nothing))
        {
            // What the search comes by when it draws from the texts of the subject.
            var wordy = Slots.Of(chosen.Candidate.Test)
                .Where(slot => slot.Value is Literal { Value: string })
                .Aggregate(chosen.Candidate.Test, (test, slot) => Slots.Replace(test, slot, (Literal)slot.Value with { Value = "Every 12th piece is free of charge" }));
            if (found.Assessor.Assess(wordy) is { } candidate && chosen.Must.Goals.IsSubsetOf(candidate.Goals) && chosen.Must.Kills.All(mutant => found.Assessor.Kills(candidate, mutant)))
                smallest.Add(minimiser.Minimise(chosen with { Candidate = candidate }).Test);
        }

        var slots = smallest.SelectMany(Slots.Of).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(smallest, Has.Count.AtLeast(3));
            Assert.That(slots.Select(slot => slot.Value).OfType<Literal>().Select(literal => literal.Value).OfType<string>(), Is.Not.Empty.And.All.Length.LessThanOrEqualTo(1));
            Assert.That(slots.Where(slot => slot.Value is Invocation call && found.Catalog.Types[found.Catalog.Members[call.Member].DeclaringType].Name == "Sample.Line"), Is.Empty);
        });
    }

    [Test]
    public void A_number_that_was_asked_of_an_object_is_written_down()
    {
        using var sample = new SearchedSample("""
            namespace Sample;
            public sealed class Store
            {
                private readonly Dictionary<string, int> _pieces = new();
                public void Receive(string sku, int pieces) => _pieces[sku] = pieces;
                public int Available(string sku) => _pieces.GetValueOrDefault(sku);
                public int Below(int threshold) => _pieces.Count(pair => pair.Value < threshold);
            }
            """);
        var found = new FoundCandidates(sample.Job(Seed));
        var available = found.Catalog.Members.Single(member => member.Name == "Available");
        var below = found.Catalog.Members.Single(member => member.Name == "Below");
        var store = found.Vocabulary.Producers(found.Vocabulary.Universe.TypeOf(below.DeclaringType)).First(producer => producer.Kind == MemberShapeKind.Constructor);
        var minimiser = new TestMinimiser(found.Runner, found.Assessor, found.Vocabulary, WorkPerTest);
        var smallest = new List<TestCase>();
        foreach (var test in found.All.Select(candidate => candidate.Test))
        {
            foreach (var slot in Slots.Of(test).Where(slot => slot.Member == below.Id && slot.Parameter == 0))
            {
                var asked = new Invocation(below.Parameters[0].Type, available.Id, new Invocation(below.DeclaringType, store.Id, null, [], []), [new Literal(available.Parameters[0].Type, "a")], []);
                if (found.Assessor.Assess(Slots.Replace(test, slot, asked)) is { } detour)
                    smallest.Add(minimiser.Minimise(new Chosen(detour, Nothing)).Test);
            }
        }

        Assert.That(smallest, Is.Not.Empty);
        Assert.That(smallest.SelectMany(Slots.Of).Select(slot => slot.Value).OfType<Invocation>().Where(call => call.Member == available.Id), Is.Empty);
    }

    /// <summary>Goals that a test with something to assert covers. Read after choosing, which finds out the last of them.</summary>
    private static IEnumerable<int> Goals(FoundCandidates found) => found.All.Where(test => test.SaysSomething).SelectMany(test => test.Goals).Distinct();

    private static IEnumerable<int> Lines(FoundCandidates found) => found.All.Where(test => test.SaysSomething).SelectMany(test => test.Lines).Distinct();

    private static IEnumerable<int> Kills(FoundCandidates found) => found.All.SelectMany(test => test.Kills).Distinct();

    private static string Describe(string name, int goal) => Known[name].Sample.Subject.Sites[goal >> 1] is var site ? $"{site.Member} {site.Text} {goal & 1}" : "";

    /// <summary>Whether a test with these assertions only would fail on the mutant: one does not hold, or the run ends otherwise.</summary>
    private static bool Fails(FoundCandidates found, Candidate candidate, List<Observation> assertions, int mutant)
    {
        if (found.Runner.RunMutant(candidate.Test, mutant, candidate.MutantFuel) is not { } mutated)
            return true;
        var thrown = mutated.FirstOrDefault(observation => observation.Fact is Fact.Throws);
        return thrown is not null && assertions.All(assertion => assertion.Fact is not Fact.Throws) || assertions.Any(assertion => !mutated.Any(seen => Holds(assertion, seen)));
    }

    /// <summary>An exception without a message is asserted by its type alone.</summary>
    private static bool Holds(Observation assertion, Observation seen) =>
        assertion.Fact is Fact.Throws { Message: null } ? seen.Of.Equals(assertion.Of) && seen.Fact is Fact.Throws thrown && (thrown with { Message = null }).Equals(assertion.Fact) : seen.Equals(assertion);

    private static FoundCandidates Find(string name)
    {
        if (!Known.TryGetValue(name, out var known))
        {
            var sample = new SearchedSample(SearchSamples.All.Single(sample => sample.Name == name).Source);
            Known.Add(name, known = (sample, new FoundCandidates(sample.Job(Seed))));
        }

        return known.Candidates;
    }
}
