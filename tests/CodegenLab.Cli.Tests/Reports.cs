using CodegenLab.Pipeline;
using CodegenLab.Pipeline.Solutions;

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
