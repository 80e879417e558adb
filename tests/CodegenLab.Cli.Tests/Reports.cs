using CodegenLab.Engine.Laws;
using CodegenLab.Pipeline;
using CodegenLab.Pipeline.Drafting;
using CodegenLab.Pipeline.Replies;
using CodegenLab.Pipeline.Solutions;
using CodegenLab.Worker.Protocol;

namespace CodegenLab.Cli.Tests;

/// <summary>Scripted reports of a shop that nobody generated tests for.</summary>
internal static class Reports
{
    public static readonly string Folder = Path.Combine(Path.GetTempPath(), "shop");

    /// <summary>Two projects, one with everything a report can hold.</summary>
    public static GenerationReport Rich { get; } = new()
    {
        ToolVersion = "0.1.0",
        Seed = 1,
        Path = InFolder("Shop.sln"),
        DryRun = false,
        Elapsed = TimeSpan.FromSeconds(62.5),
        Problems = [],
        Projects =
        [
            new ProjectReport
            {
                Project = InFolder("src", "Shop", "Shop.csproj"),
                TestProject = InFolder("tests", "Shop.Tests", "Shop.Tests.csproj"),
                TestProjectIsNew = true,
                Files =
                [
                    InFolder("tests", "Shop.Tests", "Shop.Tests.csproj"),
                    InFolder("tests", "Shop.Tests", "Orders", "OrderTests.cs"),
                    InFolder("tests", "Shop.Tests", "Prices", "PriceListTests.cs"),
                ],
                KeptFiles = [InFolder("tests", "Shop.Tests", "Prices", "MoneyTests.cs")],
                Types =
                [
                    new TypeReport
                    {
                        Type = "Shop.Orders.Order",
                        Members = 12,
                        Tests = 31,
                        Branches = new Coverage(0, 52, 56),
                        Lines = new Coverage(4, 120, 124),
                        Mutants = new MutantCounts(70, 78, 84),
                        Survivors = [new SurvivingMutant(InFolder("src", "Shop", "Order.cs"), 41, "Equality", "lines.Count > 0", "lines.Count >= 0")],
                        Untested =
                        [
                            new UntestedMember("Ship(ICarrier)", "NoProducer", "Nothing makes an ICarrier."),
                            new UntestedMember("Track(ICarrier, string)", "NoProducer", "Nothing makes an ICarrier."),
                            new UntestedMember("Print()", "Forbidden", "Reaches Process.Start."),
                        ],
                    },
                    new TypeReport
                    {
                        Type = "Shop.Prices.PriceList<TKey>",
                        Members = 5,
                        Tests = 9,
                        Branches = new Coverage(0, 8, 8),
                        Lines = new Coverage(0, 20, 20),
                        Mutants = new MutantCounts(11, 11, 11),
                        Untested = [],
                    },
                    new TypeReport
                    {
                        Type = "Shop.Prices.Money",
                        Members = 4,
                        Tests = 0,
                        Branches = new Coverage(0, 0, 0),
                        Lines = new Coverage(null, 6, 9),
                        Mutants = new MutantCounts(0, 0, 3),
                        Untested =
                        [
                            new UntestedMember("ToString()", "NotDeterministic", ""),
                            new UntestedMember("Convert(ICarrier)", "NoProducer", "Nothing makes an ICarrier."),
                            new UntestedMember("Split(ICarrier)", "NoProducer", "Nothing makes an ICarrier."),
                        ],
                    },
                ],
                Dropped =
                [
                    new DroppedTest("Ship_WhenLate_Throws", "Flaky", "Passed 1 of 2 runs."),
                    new DroppedTest("Ship_WhenEarly_Throws", "Flaky", "Passed 1 of 2 runs."),
                    new DroppedTest("Total_InTurkey_Is3", "DependsOnCulture", ""),
                ],
                Confinement = "no network, private temp folder",
                Reproducible = false,
                Remarks =
                [
                    "The test project is not part of Shop.sln yet: dotnet sln add tests/Shop.Tests.",
                    "A time limit, a timer of the code or a crash shaped these tests; another run with the same seed may give others.",
                ],
            },
            new ProjectReport
            {
                Project = InFolder("src", "Shop.Contracts", "Shop.Contracts.csproj"),
                TestProject = null,
                TestProjectIsNew = false,
                Files = [],
                KeptFiles = [],
                Types = [],
                Dropped = [],
                Confinement = "no network, private temp folder",
                Reproducible = true,
                Remarks = [],
            },
        ],
    };

    /// <summary>Laws looked for: some written, one broken.</summary>
    public static GenerationReport Laws { get; } = Rich with
    {
        Projects =
        [
            Rich.Projects[0] with
            {
                KeptFiles = [],
                Dropped = [],
                Properties = new PropertyReport
                {
                    Candidates = 31,
                    Written =
                    [
                        new WrittenProperty("Shop.Tests.MoneyProperties.Addition_is_commutative", "Shop.Money", LawKind.Commutativity, "Addition is commutative", null, "System.InvalidOperationException", 3),
                        new WrittenProperty("Shop.Tests.MoneyProperties.Equals_is_symmetric", "Shop.Money", LawKind.Equality, "Equals is symmetric", "the documentation of object.Equals", null, 1),
                    ],
                    Broken =
                    [
                        new BrokenLaw("Shop.Label", "Label.GetHashCode()", InFolder("src", "Shop", "Label.cs"), 17, LawKind.Hashing, "equal values have equal hash codes", "the documentation of object.GetHashCode", "a, A", null, "!first.Equals(second) || first.GetHashCode() == second.GetHashCode()"),
                        new BrokenLaw("Shop.Label", "Label.CompareTo(Label)", InFolder("src", "Shop", "Label.cs"), 21, LawKind.Ordering, "CompareTo is 0 for the value itself", "the documentation of IComparable<T>", "a", "System.NotImplementedException", "first.CompareTo(first) == 0"),
                    ],
                    DoNotHold = 20,
                    SayNothing = 5,
                    Untried = [new UntriedLaw("Shop.Carrier", "Equals is symmetric", "NoValues", "No Carrier could be made in 100 attempts.")],
                    KilledMutants = 4,
                    Examples = 1000,
                },
            },
        ],
    };

    /// <summary>A model drafted, and found two promises that the code does not keep.</summary>
    public static GenerationReport Drafted { get; } = Rich with
    {
        Model = new ModelReport("gpt-4.1-mini", null, false, new Spending(14, 3, 45_210, 12_000, 9_112, .0314m, "$0.03 of --max-cost are spent.")) { Secrets = 1, Remarks = ["An answer in the cache was damaged and is asked for again."] },
        Projects =
        [
            Rich.Projects[0] with
            {
                Tests =
                [
                    new TestReport("Shop.Tests.Orders.OrderTests.Ship_WhenPaid_Works", TestReport.Engine, null, 40, 60, 0),
                    new TestReport("Shop.Tests.Orders.OrderTests.Ship_WhenCodeIsSpring_GivesTrue", TestReport.Engine, null, 1, 3, .0007m) { GrownFrom = [new GrownFrom("Ship_SpringSale", "gpt-4.1-mini")] },
                    new TestReport("Shop.Tests.Prices.MoneyDraftedTests.Split_WhenItDoesNotDivide_GivesTheRestToTheFirst", "gpt-4.1-mini", "what cannot be divided goes to the first parts", 2, 9, .0021m),
                    new TestReport("Shop.Tests.Prices.MoneyDraftedTests.ToString_WhenZero_ShowsTwoDigits", "gpt-4.1-mini", null, 0, 1, null),
                ],
                Drafts = new DraftCounts(11, 7, 9, 10, 2) { NewBranches = 2, NewMutants = 10, ReplacedTests = 3, OwnTime = TimeSpan.FromSeconds(4.5), EdgeCases = 1 },
                ProofConfinement = "writes only to a private folder",
                Requirements = new TestRequirements(),
                Suspicions = [Suspicion, Suspicion with { Member = "Shop.Prices.Money.Parse(string)", Line = 12, Expected = null, Actual = "System.FormatException: Input was not right.", Confidence = Confidence.Medium }],
            },
        ],
    };

    /// <summary>Without a model the engine suspects, too.</summary>
    public static GenerationReport Suspected { get; } = Rich with
    {
        Projects =
        [
            Rich.Projects[0] with
            {
                Suspicions =
                [
                    Suspicion with
                    {
                        Rule = SuspicionRule.Of(SuspectedRule.Equality),
                        Member = "Shop.Prices.Money.GetHashCode()",
                        Quote = "Equal objects have equal hash codes: where x.Equals(y) is true, x.GetHashCode() is y.GetHashCode().",
                        QuotePlace = null,
                        Expected = "the same hash code",
                        Actual = "another one",
                        Model = "engine",
                    },
                ],
                MoreSuspicions = 3,
            },
        ],
    };

    private static Suspicion Suspicion => new()
    {
        Member = "Shop.Prices.Money.Split(int)",
        File = InFolder("src", "Shop", "Money.cs"),
        Line = 49,
        Test = "Split_WhenItDoesNotDivide_GivesTheRestToTheFirst",
        Quote = "what cannot be divided goes to the first parts",
        QuotePlace = "src/Shop/Money.cs:48",
        Expected = "< 3.34m, 3.33m, 3.33m >",
        Actual = "< 3.33m, 3.33m, 3.34m >",
        Confidence = Confidence.High,
        SecondOpinion = "A second draft, made without knowing the first, expects the same.",
        Repro = "public sealed class MoneySuspicion;",
        Model = "gpt-4.1-mini",
    };

    public static GenerationReport WithProblems { get; } = Rich with
    {
        Problems =
        [
            new LoadProblem(
                InFolder("src", "Shop.Legacy", "Shop.Legacy.csproj"),
                LoadProblemKind.DoesNotCompile,
                "Legacy.cs(3,9): error CS0103: The name 'x' does not exist in the current context\nand 4 more errors",
                "Make 'dotnet build' succeed for this project, then run again."),
        ],
    };

    public static GenerationReport Empty { get; } = Rich with { Projects = [], Path = InFolder("src") };

    /// <summary>What a second run finds: all is there.</summary>
    public static GenerationReport NothingToAdd { get; } = Rich with
    {
        Projects =
        [
            Rich.Projects[0] with
            {
                Files = [],
                KeptFiles = [],
                Dropped = [],
                Remarks = [],
                Reproducible = true,
                TestProjectIsNew = false,
                Types = [Rich.Projects[0].Types[1] with { Tests = 0, Branches = new Coverage(8, 8, 8), Lines = new Coverage(20, 20, 20) }],
            },
        ],
    };

    /// <summary>What a second run with the same seed and code finds: the tests it would write.</summary>
    public static GenerationReport Unchanged { get; } = NothingToAdd with
    {
        Projects = [NothingToAdd.Projects[0] with { Types = [Rich.Projects[0].Types[1] with { Branches = new Coverage(null, 8, 8), Lines = new Coverage(null, 20, 20) }] }],
    };

    /// <summary>Types there are, tests there are none.</summary>
    public static GenerationReport NoTests { get; } = Rich with
    {
        Projects =
        [
            Rich.Projects[0] with
            {
                TestProject = null,
                TestProjectIsNew = false,
                Files = [],
                KeptFiles = [],
                Dropped = [],
                Remarks = [],
                Reproducible = true,
                Types = [Rich.Projects[0].Types[2] with { Lines = new Coverage(0, 0, 9) }],
            },
        ],
    };

    /// <summary>Everything is internal, and a project beside it is not C#.</summary>
    public static GenerationReport NothingPublic { get; } = NoTests with
    {
        Projects = [NoTests.Projects[0] with { Types = [NoTests.Projects[0].Types[0] with { Members = 0, Untested = [] }] }],
        Remarks = ["Shop.Rules.fsproj is not C# and is left alone."],
    };

    private static string InFolder(params string[] parts) => Path.Combine([Folder, .. parts]);
}
