using CodegenLab.Engine.Subjects;

namespace CodegenLab.Engine.Tests.Subjects;

public sealed class ChanceFinderTests
{
    [Test]
    public void Names_the_member_and_what_it_asks()
    {
        var found = ChanceFinder.Find(SampleCompilation.Of("""
            namespace Sample;
            public sealed class Order
            {
                private readonly Guid _id = Guid.NewGuid();
                public DateTime Placed { get; } = DateTime.UtcNow;
                public int Lot() { var random = new Random(); return random.Next(); }
                public int Other() { Random random = new(); return random.Next() + Random.Shared.Next(); }
                public bool IsLate(DateTime due) => due < DateTime.Today || due < DateTime.Today.AddDays(-1);
                public Func<long> Ticks() => () => Environment.TickCount64;
            }
            """));

        Assert.That(found.Select(chance => $"{chance.Member} {chance.Source}"), Is.EqualTo(new[]
        {
            "F:Sample.Order._id Guid.NewGuid",
            "P:Sample.Order.Placed DateTime.UtcNow",
            "M:Sample.Order.Lot new Random()",
            "M:Sample.Order.Other new Random()",
            "M:Sample.Order.Other Random.Shared",
            "M:Sample.Order.IsLate(System.DateTime) DateTime.Today",
            "M:Sample.Order.Ticks Environment.TickCount64",
        }));
    }

    [Test]
    public void Seeds_clocks_that_are_passed_in_and_names_of_its_own_are_no_chance()
    {
        var found = ChanceFinder.Find(SampleCompilation.Of("""
            namespace Sample;
            public sealed class Dice(TimeProvider clock)
            {
                public static DateTime Now => new(2024, 5, 17);
                public int Roll(int seed) => new Random(seed).Next();
                public DateTimeOffset Time() => clock.GetUtcNow();
                public DateTime Copy() => Now;
                public string Name() => nameof(DateTime.Now) + new object();
            }
            """));

        Assert.That(found, Is.Empty);
    }
}
