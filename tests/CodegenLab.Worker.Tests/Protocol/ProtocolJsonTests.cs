using System.Text;
using System.Text.Json;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Tests.Protocol;

[TestFixture]
public class ProtocolJsonTests
{
    private static readonly TestCase Test = new([new Statement(new Invocation(0, 1, null, [new Literal(2, "\ud800")], []))]);

    private static readonly Catalog Catalog = new()
    {
        Types = { new TypeShape { Id = 0, Kind = TypeShapeKind.Enum, Name = "Shop.Colour", Assembly = "Shop", Constants = [new EnumConstant("Red", -1)], Arguments = [3], IsValueType = true } },
        Members =
        {
            new MemberShape
            {
                Id = 0, Kind = MemberShapeKind.Method, DeclaringType = 0, Name = "Parse", DocumentationId = "M:Shop.Money.Parse(System.String)",
                Parameters = [new ParameterShape("text", 1) { Passing = Passing.Out, IsNullable = true }], Returns = 1, Result = 1, IsSubject = true,
            },
        },
    };

    private static readonly MethodTrial Trial =
        new(0, TrialStatus.NotRepeatable, new TrialFailure("1", null, "A.B", "half \ud800", 7) { Next = new TrialFailure("2", "3", null, null, 8) }) { Goals = [1], Lines = [2], Reached = [3, 4], Kills = [4], IsTriedOnMutants = true };

    private static readonly Job[] Jobs =
    [
        new SearchJob
        {
            Search = new Build("search.dll", [new SiteShape("M:A.B", true, false)], [new SwitchShape([new SwitchArm(3, [long.MinValue], ["half \udc00", "whole 😀"])])], [], 4, ["M:A.B"]),
            Mutants = new Build("mutants.dll", [], [], [new MutantShape("M:A.B")], 0, []),
            References = ["reference.dll"],
            InternalsVisible = true,
            Culture = "de-DE",
            TimeZone = "Europe/Berlin",
            Blacklist = [Test],
            Catalog = Catalog,
            Targets = ["T:A"],
            Constants = new ConstantPool(["\ud800", "", "a\nb"], [long.MaxValue], [double.NaN, double.NegativeInfinity, -0.0, 0.1], ['\udfff', 'a'])
            {
                TextsOfMember = { ["M:A.B"] = ["\udc00"] },
                IntegersOfMember = { ["M:A.B"] = [1] },
            },
            Budget = new Budget(1, 2, ulong.MaxValue, TimeSpan.FromSeconds(3)),
            CoveredGoals = [1],
            KilledMutants = [2],
            Resume = [Test],
            Seeds = [Test],
        },
        new ReplayJob { Search = new Build("search.dll", [], [], [], 0, []), References = [], Tests = [Test, Test], Shuffle = ulong.MaxValue },
        new TrialJob
        {
            Search = new Build("search.dll", [], [], [], 0, []),
            Mutants = new Build("mutants.dll", [], [], [new MutantShape("M:A.B")], 0, []),
            References = ["nunit.framework.dll"],
            Draft = "draft.dll",
            Methods = ["A.Tests.B"],
            Wanted = [0],
            Backwards = true,
            Known = [Trial],
            Blacklist = [TrialJob.NoteOf(0)],
        },
        SelfTestJob.Of(SelfTestStep.Exit),
        new SuiteJob
        {
            Search = new Build("", [new SiteShape("M:A.B", true, false)], [], [new MutantShape("M:A.B")], 2, ["M:A.B"]),
            References = [],
            Assembly = "tests.dll",
            Builds = ["subject.dll"],
            Mutants = [0],
            FindsAllKillers = true,
            Cases = ["A.B#1", "A.B#2"],
            Omitted = ["A.B#1"],
            Deadly = { ["A.B#2"] = "overflowed the stack" },
            Known = [new MutantJudged(0, MutantFate.Crashed, [], 1, false, "half \ud800")],
        },
    ];

    private static readonly Report[] Reports =
    [
        new Started(new ConfinementStatement(true, false, true, "words")),
        new Progress(Phase.Killing, null, 1, 2, 3, 4, 0.5),
        new Checkpoint(Catalog, [Test], 5),
        new SearchOutcome
        {
            Catalog = Catalog,
            Tests =
            [
                new FoundTest(Test,
                [
                    new Observation(new Observed(0, -1, [1, 2]), new Fact.EqualTo(new Literal(1, double.NaN))),
                    new Observation(new Observed(0, 2, []), new Fact.Elements(1, [new Literal(1, 'x'), new Literal(1, null)])),
                    new Observation(new Observed(0, -1, []), new Fact.Throws(4, true, "text", "half \ud800")),
                    new Observation(new Observed(0, -1, []), new Fact.Throws(4, false, null, null)),
                    new Observation(new Observed(0, -1, []), new Fact.IsNull()),
                    new Observation(new Observed(0, -1, []), new Fact.IsNotNull()),
                    new Observation(new Observed(0, -1, []), new Fact.TextLength(9)),
                    new Observation(new Observed(0, -1, []), new Fact.InstanceOf(9)),
                    new Observation(new Observed(0, -1, []), new Fact.SameAs(1)),
                    new Observation(new Observed(0, -1, []), new Fact.Count(1, true)),
                ], 0, [1], [2], [3], -1),
            ],
            ReachedMutants = [1],
            Untested = [new Untested("M:A.B", UntestedReason.NoArgument, "detail")],
            Executions = 6,
            Reproducible = true,
        },
        new ReplayOutcome([null, [new Observation(new Observed(0, -1, []), new Fact.IsNull())]]),
        new CasesFound([new SuiteCase("A+B.C#1", "A+B", "C", "A.B.C", "A.B.C(\"half \ud800\")")]),
        new CaseRun(3, CaseStatus.NotRepeatable, "half \udc00", .5, [1], [2], [3], [4]),
        new MutantJudged(4, MutantFate.TimedOut, [3], 7, true, null),
        new SuiteOutcome("xUnit 2.9", [0, 2]),
        new SelfTestOutcome([new SelfTestResult(SelfTestStep.Spin, null)]),
        new MethodTried(Trial),
        new TrialOutcome([Trial, new MethodTrial(1, TrialStatus.Passed, null)]),
        new Failed("stack\n   at line"),
    ];

    [TestCaseSource(nameof(Jobs))]
    public void A_job_comes_back_whole(Job job)
    {
        var json = ProtocolJson.Write(job);

        var read = ProtocolJson.ReadJob(json);

        Assert.That(read, Is.TypeOf(job.GetType()));
        Assert.That(Encoding.UTF8.GetString(ProtocolJson.Write(read)), Is.EqualTo(Encoding.UTF8.GetString(json)));
    }

    [TestCaseSource(nameof(Reports))]
    public void A_report_is_one_line_and_comes_back_whole(Report report)
    {
        var json = ProtocolJson.Write(report);

        var read = ProtocolJson.ReadReport(json);

        Assert.That(json, Has.No.Member((byte)'\n'));
        Assert.That(read, Is.TypeOf(report.GetType()));
        Assert.That(Encoding.UTF8.GetString(ProtocolJson.Write(read)), Is.EqualTo(Encoding.UTF8.GetString(json)));
    }

    [Test]
    public void Constants_that_JSON_cannot_say_come_back_too()
    {
        var before = ((SearchJob)Jobs[0]).Constants;

        var after = ((SearchJob)ProtocolJson.ReadJob(ProtocolJson.Write(Jobs[0]))).Constants;

        Assert.Multiple(() =>
        {
            Assert.That(after.Texts, Is.EqualTo(before.Texts));
            Assert.That(after.Characters, Is.EqualTo(before.Characters));
            Assert.That(after.Reals.Select(BitConverter.DoubleToInt64Bits), Is.EqualTo(before.Reals.Select(BitConverter.DoubleToInt64Bits)));
            Assert.That(after.TextsOfMember["M:A.B"], Is.EqualTo(before.TextsOfMember["M:A.B"]));
        });
    }

    [Test]
    public void Where_a_test_comes_from_comes_back()
    {
        var job = (SearchJob)Jobs[0] with { Seeds = [Test with { Origin = 12 }, Test] };

        var seeds = ((SearchJob)ProtocolJson.ReadJob(ProtocolJson.Write(job))).Seeds;

        Assert.That(seeds.Select(seed => (seed.Origin, seed.ToString())), Is.EqualTo(new[] { (12, Test.ToString()), (-1, Test.ToString()) }));
    }

    [Test]
    public void Facts_come_back_equal()
    {
        var before = ((SearchOutcome)Reports[3]).Tests[0].Observations;

        var after = ((SearchOutcome)ProtocolJson.ReadReport(ProtocolJson.Write(Reports[3]))).Tests[0].Observations;

        Assert.That(after, Is.EqualTo(before));
    }

    [Test]
    public void What_a_job_does_not_say_stays_as_the_type_has_it()
    {
        var read = ProtocolJson.ReadJob("""{"job":"selfTest","Steps":[],"References":[]}"""u8);

        Assert.That(read.Blacklist, Is.Not.Null.And.Length.Zero);
    }

    [TestCase("""{"job":"unknown"}""")]
    [TestCase("""{"Steps":[]}""")]
    [TestCase("""{"job":"selfTest","Stairs":[]}""")]
    [TestCase("""[]""")]
    [TestCase("""{"job":"selfTest","Search":{"Path":""}}""")]
    public void What_is_not_a_job_is_refused(string json) =>
        Assert.That(() => ProtocolJson.ReadJob(Encoding.UTF8.GetBytes(json)), Throws.TypeOf<JsonException>());
}
