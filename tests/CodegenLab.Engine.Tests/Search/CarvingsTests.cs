using CodegenLab.Worker.Search;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Engine.Tests.Search;

/// <summary>Objects of one test in another.</summary>
public sealed class CarvingsTests
{
    private const string Source = """
        namespace Sample;
        public sealed class Order(int customer)
        {
            private readonly List<(string Sku, int Price, int Pieces)> _lines = [];
            public int Customer { get; } = customer;
            public int Total => _lines.Sum(line => line.Price * line.Pieces);
            public void Add(string sku, int price, int pieces)
            {
                if (pieces is < 1 or > 100)
                    throw new ArgumentOutOfRangeException(nameof(pieces));
                if (price < 0)
                    throw new ArgumentOutOfRangeException(nameof(price));
                _lines.Add((sku, price, pieces));
            }
        }
        public sealed class Discount(int percent)
        {
            public int For(Order order) => order.Total * percent / 100;
        }
        """;

    private SearchedSample _sample = null!;
    private FoundCandidates _found = null!;

    [OneTimeSetUp]
    public void Search()
    {
        _sample = new SearchedSample(Source);
        _found = new FoundCandidates(_sample.Job(seed: 1));
    }

    [OneTimeTearDown]
    public void Delete() => _sample.Dispose();

    [Test]
    public void What_is_carved_out_of_a_test_runs_by_itself()
    {
        var carvings = Carved();
        var order = _found.Vocabulary.Targets.First(target => target.Member.Name == "Add").Receiver;

        for (var i = 0; i < 20; i++)
        {
            var carving = carvings.For(order)!;
            var test = new TestCase(carving.Statements);

            Assert.That(_found.Runner.Run(test), Is.EqualTo(Worker.Execution.RunEnd.Completed), test.ToString());
            Assert.That(test.Statements, Has.Length.InRange(2, 5));
            Assert.That(NameOf(test.Statements[carving.Variable]), Is.EqualTo(".ctor"));
            Assert.That(test.Statements.Select(NameOf), Has.Some.EqualTo("Add"));
        }
    }

    [Test]
    public void Nothing_fits_a_type_that_no_test_has_changed() =>
        Assert.That(Carved().For(_found.Vocabulary.Targets.First(target => target.Member.Name == "For").Receiver), Is.Null);

    [Test]
    public void An_order_with_lines_tells_one_discount_from_another()
    {
        var product = _sample.Subject.Mutants.Where(mutant => mutant.Member.StartsWith("M:Sample.Discount.For", StringComparison.Ordinal) && mutant.Mutator != "NumberLiteral").Select(mutant => mutant.Id).ToList();

        Assert.That(product, Is.Not.Empty);
        Assert.That(product.Except(_found.All.SelectMany(test => test.Kills)).Select(mutant => _sample.Subject.Mutants[mutant].Replacement), Is.Empty);
    }

    private Carvings Carved()
    {
        var carvings = new Carvings(_found.Vocabulary, new RandomStream(7));
        foreach (var candidate in _found.All.Where(candidate => candidate.Observations.All(observation => observation.Fact is not Fact.Throws)))
            carvings.Add(candidate.Test, candidate.Test.Statements.Length);
        return carvings;
    }

    private string NameOf(Statement statement) => _found.Catalog.Members[statement.Call.Member].Name;
}
