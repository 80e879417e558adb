namespace CodegenLab.Engine.Tests;

public sealed class NarrowedSearchTests
{
    private const string Till = """
        namespace Shop;

        public sealed class Till
        {
            public int Total { get; private set; }

            public void Add(int price)
            {
                if (price < 0)
                    throw new System.ArgumentOutOfRangeException(nameof(price));
                Total += price;
            }

            public string Show(bool isLong)
            {
                if (isLong)
                    return "Total: " + Total;
                return Total.ToString();
            }

            public int Half(int of)
            {
                if (of % 2 == 0)
                    return of / 2;
                return -1;
            }
        }
        """;

    [Test]
    public void Tests_are_about_the_member_that_was_asked_for()
    {
        using var sample = new SearchedSample(Till);

        var found = sample.Search(sample.Job(1, .35, "M:Shop.Till.Half(System.Int32)"));

        Assert.That(found.Tests, Is.Not.Empty.And.Length.AtMost(3));
        Assert.That(found.Tests.Select(test => found.Catalog.Members[test.Subject].Name).Distinct(), Is.EqualTo(new[] { "Half" }));
    }

    [Test]
    public void A_type_that_was_asked_for_has_tests_for_all_its_members()
    {
        using var sample = new SearchedSample(Till, "public static class Other { public static int Twice(int of) { return of > 9 ? 18 : of * 2; } }");

        var found = sample.Search(sample.Job(1, .35, "T:Shop.Till"));

        Assert.That(found.Tests.Select(test => found.Catalog.Members[test.Subject].Name).Distinct(), Is.SupersetOf(new[] { "Add", "Show", "Half" }).And.None.EqualTo("Twice"));
    }
}
