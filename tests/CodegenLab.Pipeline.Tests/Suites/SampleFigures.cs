using CodegenLab.Pipeline.Suites;

namespace CodegenLab.Pipeline.Tests.Suites;

/// <summary>A small shop: two projects, a file name that needs escaping, mutants of every status, tests that fail and that are flaky.</summary>
internal static class SampleFigures
{
    public const string CheckoutPath = "src/Shop/Kasse & Größe.cs";

    public const string MoneyPath = "src/Shop.Money/Money.cs";

    private const string Checkout = """
        using System;

        namespace Shop.Checkout;

        /// <summary>Adds up what a customer buys & pays for.</summary>
        public sealed class Till
        {
            public decimal Total(decimal price, int count, bool isMember)
            {
                if (count < 1 || price < 0)
                    throw new ArgumentException("count & price: \"<none>\"");
                var total = price * count;
                if (isMember && count > 10)
                    total *= 0.9m;
                return total;
            }

            public string Size(int count) => count switch
            {
                < 5 => "small",
                < 20 => "medium",
                _ => "large",
            };

            public void Reset()
            {
                Console.WriteLine("reset");
            }

            private static bool IsOpen => DateTime.Now.Hour is > 8 and < 18;
        }
        """;

    private const string Money = """
        namespace Shop
        {
            public static class Money
            {
                public static string Show(decimal amount)
                {
                    return amount.ToString("0.00");
                }
            }
        }
        """;

    private const string Total = "M:Shop.Checkout.Till.Total(System.Decimal,System.Int32,System.Boolean)";
    private const string Size = "M:Shop.Checkout.Till.Size(System.Int32)";
    private const string Reset = "M:Shop.Checkout.Till.Reset";
    private const string IsOpen = "P:Shop.Checkout.Till.IsOpen";
    private const string Show = "M:Shop.Money.Show(System.Decimal)";

    public static SuiteFigures Figures { get; } = new()
    {
        ToolVersion = "1.2.3",
        Root = "/repo",
        Time = new DateTimeOffset(2026, 3, 14, 15, 9, 26, TimeSpan.Zero),
        Elapsed = TimeSpan.FromSeconds(12.345),
        HasCoverage = true,
        HasMutants = true,
        Phases = new PhaseTimes(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(8)),
        Tests =
        [
            Test("Adds_up", SuiteTestStatus.Passed, 14),
            Test("Refuses_nothing", SuiteTestStatus.Passed, 20),
            new SuiteTest("Shop.Tests", "Shop.Tests.TillTests.Names_a_size", "Names_a_size(4, \"small\", \"<&>\")", "tests/Shop.Tests/TillTests.cs", 26, SuiteTestStatus.Passed, TimeSpan.FromMilliseconds(2), null),
            Test("Is_cheaper_for_members", SuiteTestStatus.Failed, 32, "Expected: 9 | But was: 10 <b>100%</b>"),
            Test("Is_open_at_noon", SuiteTestStatus.Flaky, 38, "depends on the clock"),
            Test("Prints", SuiteTestStatus.Skipped, 44, "needs a printer"),
            new SuiteTest("Shop.Money.Tests", "Shop.MoneyTests.Shows_two_digits", "Shop.MoneyTests.Shows_two_digits", null, 0, SuiteTestStatus.Passed, TimeSpan.FromMilliseconds(1.25), null),
        ],
        Projects =
        [
            new ProjectFigures("Shop", "src/Shop/Shop.csproj", [CheckoutFile()]),
            new ProjectFigures("Shop.Money", "src/Shop.Money/Shop.Money.csproj", [MoneyFile()]),
        ],
    };

    /// <summary>The same without mutants.</summary>
    public static SuiteFigures CoverageOnly { get; } = Figures with
    {
        HasMutants = false,
        Phases = null,
        Projects = [.. Figures.Projects.Select(project => project with { Files = [.. project.Files.Select(file => file with { Mutants = [] })] })],
    };

    /// <summary>With blank lines above everything in each file.</summary>
    public static SuiteFigures Shifted(int lines) => Figures with
    {
        Projects =
        [
            .. Figures.Projects.Select(project => project with
            {
                Files =
                [
                    .. project.Files.Select(file => file with
                    {
                        Text = new string('\n', lines) + file.Text,
                        Members = [.. file.Members.Select(member => member with { FirstLine = member.FirstLine + lines, LastLine = member.LastLine + lines })],
                        Lines = [.. file.Lines.Select(line => line with { Line = line.Line + lines })],
                        Branches = [.. file.Branches.Select(branch => branch with { Line = branch.Line + lines, EndLine = branch.EndLine + lines })],
                        Mutants = [.. file.Mutants.Select(mutant => mutant with { Line = mutant.Line + lines, EndLine = mutant.EndLine + lines })],
                    }),
                ],
            }),
        ],
    };

    public static FileFigures CheckoutFile() => new(
        CheckoutPath,
        Checkout,
        [
            new MemberFigures(Total, "Shop.Checkout.Till", "Total(decimal, int, bool)", 8, 16, 5, true),
            new MemberFigures(Size, "Shop.Checkout.Till", "Size(int)", 18, 23, 3, true),
            new MemberFigures(Reset, "Shop.Checkout.Till", "Reset()", 25, 28, 1, true),
            new MemberFigures(IsOpen, "Shop.Checkout.Till", "IsOpen", 30, 30, 2, false),
        ],
        [
            new LineFigures(10, Total, [0, 1, 3]), new LineFigures(11, Total, [1]), new LineFigures(12, Total, [0, 3]), new LineFigures(13, Total, [0, 3]), new LineFigures(14, Total, []), new LineFigures(15, Total, [0, 3]),
            new LineFigures(18, Size, [2]),
            new LineFigures(27, Reset, []),
            new LineFigures(30, IsOpen, [4]),
        ],
        [
            Branch("count < 1", true, Total, 1), Branch("count < 1", false, Total, 0, 3), Branch("price < 0", true, Total), Branch("price < 0", false, Total, 0, 3),
            Branch("isMember", true, Total, 3), Branch("isMember", false, Total, 0), Branch("count > 10", true, Total), Branch("count > 10", false, Total, 3),
            Branch("< 5", null, Size, 2), Branch("< 20", null, Size), Branch("_ =>", null, Size),
        ],
        [
            Mutant("0a01", "Equality", Total, "count < 1", "count <= 1", MutantStatus.Killed, [0, 1, 3], [0]),
            Mutant("0a02", "Logical", Total, "count < 1 || price < 0", "count < 1 && price < 0", MutantStatus.Killed, [0, 1, 3], [1]),
            Mutant("0a03", "String", Total, "\"count & price: \\\"<none>\\\"\"", "\"\"", MutantStatus.Survived, [1], []),
            Mutant("0a04", "Arithmetic", Total, "price * count", "price / count", MutantStatus.Killed, [0, 3], [0]),
            Mutant("0a05", "Equality", Total, "count > 10", "count >= 10", MutantStatus.Survived, [0, 3], []),
            Mutant("0a06", "Assignment", Total, "total *= 0.9m", "total /= 0.9m", MutantStatus.NoCoverage, [], []),
            Mutant("0a07", "Statement", Total, "return total;", "", MutantStatus.CompileError, [], [], "CS0161: not all code paths return a value"),
            Mutant("0a08", "String", Size, "\"small\"", "\"\"", MutantStatus.Killed, [2], [2]),
            Mutant("0a09", "Statement", Reset, "Console.WriteLine(\"reset\");", "", MutantStatus.NoCoverage, [], []),
            Mutant("0a0a", "Pattern", IsOpen, "> 8", ">= 8", MutantStatus.Ignored, [], [], "excluded by comment"),
            Mutant("0a0b", "Pattern", IsOpen, "< 18", "<= 18", MutantStatus.Timeout, [4], [], "ran out of fuel"),
        ]);

    private static FileFigures MoneyFile() => new(
        MoneyPath,
        Money,
        [new MemberFigures(Show, "Shop.Money", "Show(decimal)", 5, 8, 1, true)],
        [new LineFigures(7, Show, [6])],
        [],
        [At(Money, new MutantFigures("0b01", "String", Show, 0, 0, 0, 0, "\"0.00\"", "\"\"", MutantStatus.RuntimeError, "the worker died", [6], [], true, 1))]);

    private static SuiteTest Test(string name, SuiteTestStatus status, int line, string? message = null) =>
        new("Shop.Tests", "Shop.Tests.TillTests." + name, name, "tests/Shop.Tests/TillTests.cs", line, status, TimeSpan.FromMilliseconds(3.5), message);

    private static BranchFigures Branch(string text, bool? outcome, string member, params int[] tests)
    {
        var (line, column) = PlaceOf(Checkout, text);
        return new BranchFigures(line, column, line, column + text.Length, text, outcome, member, [.. tests]);
    }

    private static MutantFigures Mutant(string id, string mutator, string member, string original, string replacement, MutantStatus status, int[] coveredBy, int[] killedBy, string? reason = null) =>
        At(Checkout, new MutantFigures(id, mutator, member, 0, 0, 0, 0, original, replacement, status, reason, [.. coveredBy], [.. killedBy], false, status is MutantStatus.Killed ? 1 : coveredBy.Length));

    private static MutantFigures At(string source, MutantFigures mutant)
    {
        var (line, column) = PlaceOf(source, mutant.Original);
        return mutant with { Line = line, Column = column, EndLine = line, EndColumn = column + mutant.Original.Length };
    }

    private static (int Line, int Column) PlaceOf(string source, string text)
    {
        var at = source.LastIndexOf(text, StringComparison.Ordinal);
        Assert.That(at, Is.Not.Negative, text);
        return (source[..at].Count(letter => letter == '\n') + 1, at - source.LastIndexOf('\n', at));
    }
}
