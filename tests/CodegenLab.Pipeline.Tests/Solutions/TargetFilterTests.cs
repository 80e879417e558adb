using System.Collections.Immutable;
using CodegenLab.Pipeline.Solutions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Pipeline.Tests.Solutions;

public sealed class TargetFilterTests
{
    private static readonly string Root = Path.GetFullPath("/repository");

    private static readonly LoadedSolution Solution = new(
        Path.Combine(Root, "Shop.slnx"),
        [
            Project("Domain", isTest: false,
                ("Orders/Order.cs", """
                    namespace Shop.Orders;
                    public class Order
                    {
                        public Order() { }
                        public Order(int id) { }
                        public int Total { get; }
                        public int this[int line] => line;
                        public void Add(string name) { }
                        public void Add(string name, int count) { }
                        public static Order operator +(Order left, Order right) => left;
                        public class Line { public int Count { get; } }
                    }
                    public class OrderBook { }
                    """),
                ("Money.cs", """
                    namespace Shop;
                    public readonly record struct Money(decimal Amount) { public static Money Parse(string text) => default; }
                    public class Cache<TKey, TValue> { public TValue? Find(TKey key) => default; }
                    public static class Texts
                    {
                        extension(string text)
                        {
                            public bool IsBlank => text.Trim().Length == 0;
                            public string Cut(int length) => text[..length];
                        }
                    }
                    """)),
            Project("Web", isTest: false, ("Order.cs", "namespace Shop.Web; public class Order { public void Show() { } }")),
            Project("Domain.Tests", isTest: true, ("OrderTests.cs", "namespace Shop.Tests; public class OrderTests { }")),
        ],
        []);

    [TestCase("Money", ExpectedResult = "Domain: T:Shop.Money")]
    [TestCase("money", ExpectedResult = "Domain: T:Shop.Money")]
    [TestCase("Order", ExpectedResult = "Domain: T:Shop.Orders.Order T:Shop.Orders.Order.Line | Web: T:Shop.Web.Order")]
    [TestCase("Orders.Order", ExpectedResult = "Domain: T:Shop.Orders.Order T:Shop.Orders.Order.Line")]
    [TestCase("Shop.Web.Order", ExpectedResult = "Web: T:Shop.Web.Order")]
    [TestCase("Order.Line", ExpectedResult = "Domain: T:Shop.Orders.Order.Line")]
    [TestCase("Order+Line", ExpectedResult = "Domain: T:Shop.Orders.Order.Line")]
    [TestCase("Cache", ExpectedResult = "Domain: T:Shop.Cache`2")]
    [TestCase("Cache<TKey, TValue>", ExpectedResult = "Domain: T:Shop.Cache`2")]
    [TestCase("Cache`2", ExpectedResult = "Domain: T:Shop.Cache`2")]
    public string Finds_types_by_any_end_of_their_name(string target) => Show(target);

    [TestCase("Money.Parse", ExpectedResult = "Domain: M:Shop.Money.Parse(System.String)")]
    [TestCase("Order.Total", ExpectedResult = "Domain: P:Shop.Orders.Order.Total")]
    [TestCase("Order.Add", ExpectedResult = "Domain: M:Shop.Orders.Order.Add(System.String) M:Shop.Orders.Order.Add(System.String,System.Int32)")]
    [TestCase("Order.Add(string, int)", ExpectedResult = "Domain: M:Shop.Orders.Order.Add(System.String,System.Int32)")]
    [TestCase("Orders.Order.Order", ExpectedResult = "Domain: M:Shop.Orders.Order.#ctor M:Shop.Orders.Order.#ctor(System.Int32)")]
    [TestCase("Orders.Order..ctor(int)", ExpectedResult = "Domain: M:Shop.Orders.Order.#ctor(System.Int32)")]
    [TestCase("Order.this", ExpectedResult = "Domain: P:Shop.Orders.Order.Item(System.Int32)")]
    [TestCase("Order.operator +", ExpectedResult = "Domain: M:Shop.Orders.Order.op_Addition(Shop.Orders.Order,Shop.Orders.Order)")]
    [TestCase("Cache<TKey, TValue>.Find", ExpectedResult = "Domain: M:Shop.Cache`2.Find(`0)")]
    public string Finds_members_by_type_and_name(string target) => Show(target);

    [TestCase("src/Domain/Orders/Order.cs", ExpectedResult = "Domain: T:Shop.Orders.Order T:Shop.Orders.Order.Line T:Shop.Orders.OrderBook")]
    [TestCase("Orders/Order.cs", ExpectedResult = "Domain: T:Shop.Orders.Order T:Shop.Orders.Order.Line T:Shop.Orders.OrderBook")]
    [TestCase("src/Web/*.cs", ExpectedResult = "Web: T:Shop.Web.Order")]
    [TestCase("**/Mon*.cs", ExpectedResult = "Domain: T:Shop.Cache`2 T:Shop.Money T:Shop.Texts")]
    [TestCase("Order*", ExpectedResult = "Domain: T:Shop.Orders.Order T:Shop.Orders.Order.Line T:Shop.Orders.OrderBook | Web: T:Shop.Web.Order")]
    [TestCase("Shop.Web.*", ExpectedResult = "Web: T:Shop.Web.Order")]
    public string Finds_types_by_file_and_glob(string target) => Show(target);

    [Test]
    public void Finds_members_of_extension_blocks_and_the_methods_behind_them()
    {
        var ids = new TargetFilter(Root).Select(Solution, ["Texts.Cut"]).Single().Ids;

        Assert.That(ids, Has.Member("M:Shop.Texts.Cut(System.String,System.Int32)"));
        Assert.That(ids, Has.Length.EqualTo(2));
    }

    [Test]
    public void Several_targets_of_any_kind_add_up() =>
        Assert.That(Show("Money.Parse", "Orders/Order.cs", "Money.Parse"), Is.EqualTo(
            "Domain: M:Shop.Money.Parse(System.String) T:Shop.Orders.Order T:Shop.Orders.Order.Line T:Shop.Orders.OrderBook"));

    [Test]
    public void No_target_means_everything_that_is_not_a_test() => Assert.That(Show(), Is.EqualTo("Domain: | Web:"));

    [TestCase("Mony", ExpectedResult = "No type or member matches 'Mony'. Did you mean Money?")]
    [TestCase("Money.Prase", ExpectedResult = "Shop.Money has no member 'Prase'. Did you mean Parse?")]
    [TestCase("Orders/Ordr.cs", ExpectedResult = "No type of Shop.slnx is declared in 'Orders/Ordr.cs'. Did you mean Order.cs?")]
    [TestCase("Zebra*", ExpectedResult = "No type or member matches 'Zebra*'.")]
    [TestCase("OrderTests", ExpectedResult = "'OrderTests' is a type of a test project; tests are written for other projects.")]
    public string What_matches_nothing_is_refused_with_what_comes_near(string target) =>
        Assert.Throws<InputException>(() => new TargetFilter(Root).Select(Solution, ["Money", target]))!.Message;

    private static string Show(params string[] targets) =>
        string.Join(" | ", new TargetFilter(Root).Select(Solution, targets)
            .Select(selection => $"{selection.Project.Name}: {string.Join(' ', selection.Ids.Order(StringComparer.Ordinal))}".TrimEnd()));

    private static LoadedProject Project(string name, bool isTest, params (string File, string Text)[] files)
    {
        var folder = Path.Combine(Root, "src", name);
        return new LoadedProject
        {
            Name = name,
            Path = Path.Combine(folder, name + ".csproj"),
            TargetFramework = "net10.0",
            TargetFrameworks = ["net10.0"],
            Compilation = CSharpCompilation.Create(
                name,
                files.Select(file => CSharpSyntaxTree.ParseText(file.Text, path: Path.Combine(folder, file.File.Replace('/', Path.DirectorySeparatorChar)))),
                [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)],
                new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)),
            IsTestProject = isTest,
            TargetPath = Path.Combine(folder, "bin", name + ".dll"),
            RuntimeReferences = [],
            FrameworkReferences = ["Microsoft.NETCore.App"],
            ProjectReferences = [],
            PackageReferences = [],
            RootNamespace = name,
            Properties = ImmutableDictionary<string, string>.Empty,
        };
    }
}
