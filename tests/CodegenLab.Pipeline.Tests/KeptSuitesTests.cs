using CodegenLab.Engine;
using CodegenLab.Engine.Memory;
using CodegenLab.Pipeline.History;
using CodegenLab.Worker.Protocol;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Pipeline.Tests;

/// <summary>What a run takes of the one before, by what was edited in between. Real workers run the tests.</summary>
[TestFixture]
public sealed class KeptSuitesTests
{
    private const string Shop = """
        namespace Shop;

        public interface IRates
        {
            decimal Of(string currency);
        }

        public abstract class Counter
        {
            public int Opened { get; protected set; }
        }

        public sealed class Till : Counter
        {
            public const int Most = 500;

            private readonly IRates _rates;

            public Till(IRates rates)
            {
                _rates = rates ?? throw new System.ArgumentNullException(nameof(rates));
            }

            public int Total { get; private set; }

            /// <summary>Takes money.</summary>
            public void Add(int price)
            {
                if (price < 0)
                    throw new System.ArgumentOutOfRangeException(nameof(price));
                Total += price > Most ? Most : price;
            }

            public decimal In(string currency)
            {
                var rate = _rates.Of(currency);
                return rate > 0 ? Total * rate : -1;
            }
        }

        public static class Numbers
        {
            public static int Half(int of)
            {
                if (of % 2 == 0)
                    return of / 2;
                return -1;
            }

            public static bool IsRound(int of) => of % 10 == 0 && of > 9;
        }
        """;

    private string _folder = "";
    private GeneratedSuite _first = null!;

    private string Store => Path.Combine(_folder, "suites");

    private string StoreAsItWas => Path.Combine(_folder, "kept");

    [OneTimeSetUp]
    public async Task Search()
    {
        _folder = Directory.CreateTempSubdirectory("codegen-lab-").FullName;
        _first = await GenerateAsync(Shop);
        Assert.That(_first.Tests, Has.Length.GreaterThan(6), string.Join('\n', _first.Untested));
        Directory.Move(Store, StoreAsItWas);
    }

    [OneTimeTearDown]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [SetUp]
    public void PutBack()
    {
        if (Directory.Exists(Store))
            Directory.Delete(Store, recursive: true);
        Directory.CreateDirectory(Store);
        foreach (var file in Directory.GetFiles(StoreAsItWas))
            File.Copy(file, Path.Combine(Store, Path.GetFileName(file)));
    }

    [Test]
    public async Task The_first_run_has_nothing_to_take_and_the_second_takes_it_as_it_is()
    {
        var again = await GenerateAsync(Shop);

        Assert.That(_first.Remembered, Is.Null);
        Assert.That(again.Remembered, Is.EqualTo(new Remembered(null, _first.Tests.Length)));
        Assert.That(Text(again), Is.EqualTo(Text(_first)));
        Assert.That(again.Untested, Is.EqualTo(_first.Untested));
        Assert.That(again.ReachedMutants, Is.EquivalentTo(_first.ReachedMutants));
    }

    [TestCase("/// <summary>Takes money.</summary>", "/// <summary>Takes money; keeps it.</summary>", 0, TestName = "A remark")]
    [TestCase("return of / 2;", "return of > 1000 ? 7 : of / 2;", 1, TestName = "A body")]
    [TestCase("bool IsRound", "int Twice(int of) => of > 1000 ? 0 : of * 2;\n    public static bool IsRound", 1, TestName = "A new member")]
    [TestCase("public static bool IsRound(int of) => of % 10 == 0 && of > 9;", "", 0, TestName = "A member that goes")]
    [TestCase("bool IsRound", "bool EndsInZero", 1, TestName = "A name")]
    public async Task What_changes_bodies_is_searched_member_by_member(string before, string after, int changed)
    {
        var suite = await GenerateAsync(Edited(before, after));

        TestContext.Out.WriteLine(suite.Remembered);
        Assert.That(suite.Remembered?.Changed, Is.EqualTo(changed));
        Assert.That(suite.Remembered?.Kept, Is.GreaterThan(_first.Tests.Length / 2));
        Assert.That(suite.Reproducible, Is.True);
    }

    [TestCase("Most = 500", "Most = 90", TestName = "A constant")]
    [TestCase("public int Opened { get; protected set; }", "public int Opened { get; protected set; } = 1;", TestName = "A base class")]
    [TestCase("class Till : Counter", "class Till", TestName = "Another base")]
    [TestCase("decimal Of(string currency);", "decimal Of(string currency);\n    bool Knows(string currency);", TestName = "An interface that tests fake")]
    [TestCase("public static int Half(int of)", "public static int Half(long of) => 1;\n    public static int Half(int of)", TestName = "An overload")]
    [TestCase("public static class Numbers", "public enum Size { Small }\n\npublic static class Numbers", TestName = "A new type")]
    public async Task What_changes_types_is_searched_from_nothing(string before, string after)
    {
        var suite = await GenerateAsync(Edited(before, after));

        Assert.That(suite.Remembered, Is.Null);
    }

    [Test]
    public async Task Another_reference_seed_budget_target_or_setting_is_searched_from_nothing()
    {
        var others = new[]
        {
            await GenerateAsync(Shop, library: "public class Library { }"),
            await GenerateAsync(Shop, seed: 2),
            await GenerateAsync(Shop, cpuSeconds: .21),
            await GenerateAsync(Shop, targets: ["T:Shop.Numbers"]),
            await GenerateAsync(Shop, setting: "checked"),
        };

        Assert.That(others.Select(suite => suite.Remembered), Has.All.Null);
    }

    [Test]
    public async Task A_target_has_a_memory_of_its_own()
    {
        var first = await GenerateAsync(Shop, targets: ["T:Shop.Numbers"]);
        var edited = await GenerateAsync(Edited("return of / 2;", "return of > 1000 ? 7 : of / 2;"), targets: ["T:Shop.Numbers"]);

        Assert.That(edited.Remembered?.Changed, Is.EqualTo(1));
        Assert.That(edited.Remembered?.Kept, Is.GreaterThan(0).And.LessThan(first.Tests.Length));
        Assert.That(edited.Tests.Select(test => edited.Catalog.Types[edited.Catalog.Members[test.Subject].DeclaringType].Name).Distinct(), Is.EqualTo(new[] { "Shop.Numbers" }));
    }

    [Test]
    public async Task A_damaged_file_is_not_taken_and_replaced()
    {
        var file = Directory.GetFiles(Store).Single();
        var content = await File.ReadAllBytesAsync(file);
        content[^1] ^= 1;
        await File.WriteAllBytesAsync(file, content);

        var suite = await GenerateAsync(Shop);
        var again = await GenerateAsync(Shop);

        Assert.That(suite.Remembered, Is.Null);
        Assert.That(Text(suite), Is.EqualTo(Text(_first)), "Searched from nothing, it is the same.");
        Assert.That(again.Remembered, Is.Not.Null);
    }

    [Test]
    public async Task What_may_not_be_kept_is_not()
    {
        var before = Directory.GetFiles(Store).Select(file => (file, Convert.ToHexString(File.ReadAllBytes(file)))).ToList();

        var suite = await GenerateAsync(Edited("return of / 2;", "return of / 2 + 0 * of;"), isReadOnly: true);

        Assert.That(suite.Remembered, Is.Not.Null);
        Assert.That(Directory.GetFiles(Store).Select(file => (file, Convert.ToHexString(File.ReadAllBytes(file)))), Is.EqualTo(before));
    }

    [Test]
    public async Task An_edit_and_the_way_back_give_a_suite_of_the_code_as_it_is()
    {
        await GenerateAsync(Edited("return of / 2;", "return of > 1000 ? 7 : of / 2;"));

        var back = await GenerateAsync(Shop);

        Assert.That(back.Remembered?.Changed, Is.EqualTo(1));
        Assert.That(back.Tests.SelectMany(test => test.Goals).Distinct(), Is.EquivalentTo(_first.Tests.SelectMany(test => test.Goals).Distinct()));
        Assert.That(_first.Tests.SelectMany(test => test.Kills).Except(back.Tests.SelectMany(test => test.Kills)), Is.Empty);
    }

    private static string Edited(string before, string after)
    {
        Assert.That(Shop, Does.Contain(before));
        return Shop.Replace(before, after, StringComparison.Ordinal);
    }

    private static string Text(GeneratedSuite suite) =>
        string.Join('\n', suite.Tests.Select(test => $"{test.Case} {string.Join(' ', test.Observations.Select(observation => observation.ToString()))} {test.Subject} {string.Join(',', test.Goals)} {string.Join(',', test.Lines)} {string.Join(',', test.Kills)} {test.Witness}"));

    private async Task<GeneratedSuite> GenerateAsync(string source, string? library = null, ulong seed = 1, double cpuSeconds = .2, string[]? targets = null, string setting = "", bool isReadOnly = false)
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) == "netstandard.dll").Select(path => (MetadataReference)MetadataReference.CreateFromFile(path)).ToList();
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);
        if (library is not null)
            references.Add(CSharpCompilation.Create("Library", [CSharpSyntaxTree.ParseText(library)], references, options).ToMetadataReference());
        var compilation = CSharpCompilation.Create("Shop", [CSharpSyntaxTree.ParseText(source, path: "Shop.cs", encoding: System.Text.Encoding.UTF8)], references, options);
        var prints = MemberFingerprints.Of(compilation);
        var kept = new KeptSuites(new KeptFiles(Store), new SubjectPrint(setting, prints.Members, prints.Types), isReadOnly);
        var scratch = Directory.CreateDirectory(Path.Combine(_folder, Path.GetRandomFileName())).FullName;
        return await new SuiteGenerator(scratch, kept).GenerateAsync(
            new SubjectProject { Compilation = compilation, Targets = [.. targets ?? []] }, new SuiteBudget(cpuSeconds, seed), (_, _) => Task.FromResult<IReadOnlyCollection<int>>([]), new Relay<Progress>(_ => { }), CancellationToken.None);
    }
}
