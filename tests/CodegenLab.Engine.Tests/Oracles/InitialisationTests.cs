
namespace CodegenLab.Engine.Tests.Oracles;

/// <summary>What is done once in a process, while types are initialised, is tested like what is done in each test.</summary>
public sealed class InitialisationTests
{
    private const string Source = """
        namespace Sample;
        public static class Fares
        {
            private static readonly int Child = 3 + 4;
            private static readonly int[] Zones = [Child, Child + 10, Child * 5];

            static Fares() => Name = Child == 7 ? "day" : "night";

            private static string Name { get; }

            public static int Of(int zone) => Zones[Math.Clamp(zone, 0, 2)];

            public static string Label() => Name;
        }

        public static class Gates
        {
            private static readonly int Open = Fares.Of(0) + 5;

            public static bool IsOpen(int gate) => gate < Open;
        }

        public static class Shares
        {
            private static readonly int Each = 12 / (4 - 3);

            public static int Of(int count) => count * Each;
        }

        public static class Desks
        {
            public static int Twice(int value) => value * 2;
        }
        """;

    [Test]
    public void Mutants_there_are_killed()
    {
        using var sample = new SearchedSample(Source);
        var (found, _) = sample.Written(cpuSeconds: 1);

        // "night" is a value that it never has.
        var inInitialisers = sample.Subject.Mutants.Where(mutant => IsInitialiser(mutant.Member) && !mutant.Original.Contains("night", StringComparison.Ordinal)).ToList();
        var survivors = inInitialisers.Where(mutant => !found.Tests.Any(test => test.Kills.Contains(mutant.Id))).Select(mutant => $"{mutant.Member} {mutant}").ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(inInitialisers, Has.Count.GreaterThan(8));
            Assert.That(inInitialisers.Select(mutant => mutant.Id), Is.SubsetOf(found.ReachedMutants));
            Assert.That(survivors, Is.Empty);
        }

        sample.AssertPasses(found);
    }

    [Test]
    public void Branches_there_are_covered_by_the_tests_that_use_the_type()
    {
        using var sample = new SearchedSample(Source);
        var found = sample.Search(sample.Job(seed: 1));

        var site = sample.Subject.Sites.Single(site => site.Text == "Child == 7");
        var covering = found.Tests.Where(test => test.Goals.Contains(site.Id * 2)).Select(test => found.Catalog.Members[test.Subject].DocumentationId).Distinct().ToList();
        Assert.That(covering, Is.Not.Empty.And.All.StartsWith("M:Sample.Fares."));
    }

    [Test]
    public void A_mutant_that_keeps_a_type_from_being_initialised_is_no_kill_of_tests_that_do_without_it()
    {
        using var sample = new SearchedSample(Source);
        var found = sample.Search(sample.Job(seed: 1));

        var mutants = sample.Subject.Mutants.ToDictionary(mutant => mutant.Id, mutant => mutant.Member);
        var desks = found.Tests.Where(test => found.Catalog.Members[test.Subject].DocumentationId.Contains("Desks", StringComparison.Ordinal)).ToList();
        Assert.That(desks, Is.Not.Empty);
        Assert.That(desks.SelectMany(test => test.Kills).Select(mutant => mutants[mutant]), Is.All.Contains("Desks"));
    }

    private static bool IsInitialiser(string member) => member.StartsWith("F:", StringComparison.Ordinal) || member.Contains("#cctor", StringComparison.Ordinal);
}
