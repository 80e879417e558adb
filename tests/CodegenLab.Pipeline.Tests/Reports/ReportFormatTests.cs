using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using CodegenLab.Pipeline.Gates;
using CodegenLab.Pipeline.Reports;
using CodegenLab.Pipeline.Suites;
using CodegenLab.Pipeline.Tests.Suites;

namespace CodegenLab.Pipeline.Tests.Reports;

public sealed class ReportFormatTests
{
    private static readonly ReportMaterial Material = ReportMaterial.Of(SampleFigures.Figures);

    private static readonly ReportOptions Options = new() { Title = "Shop & <Co>" };

    [Test]
    public Task Cobertura() => Verify(Text("cobertura"), extension: "xml");

    [Test]
    public Task Lcov() => Verify(Text("lcov"), extension: "txt");

    [Test]
    public Task Members() => Verify(Text("members"), extension: "txt");

    [Test]
    public Task JUnit() => Verify(Text("junit"), extension: "xml");

    [Test]
    public Task Sarif() => Verify(Text("sarif"), extension: "json");

    [Test]
    public Task GitLab() => Verify(Text("gitlab"), extension: "json");

    [Test]
    public Task GitHub() => Verify(Text("github"), extension: "txt");

    [Test]
    public Task Markdown() => Verify(Text("markdown"), extension: "md");

    [Test]
    public Task Coverage_json() => Verify(Text("json"), extension: "json");

    [Test]
    public Task Mutation_json() => Verify(Text("mutation-json"), extension: "json");

    [Test]
    public void Cobertura_counts_what_the_totals_count()
    {
        var coverage = XDocument.Parse(Text("cobertura")).Root!;

        Assert.Multiple(() =>
        {
            Assert.That(coverage.Descendants("class").Elements("lines").Elements("line").Count(), Is.EqualTo((int)coverage.Attribute("lines-valid")!));
            Assert.That(coverage.Descendants("class").Elements("lines").Elements("line").Count(line => (int)line.Attribute("hits")! > 0), Is.EqualTo((int)coverage.Attribute("lines-covered")!));
            Assert.That(coverage.Attribute("branches-valid")!.Value, Is.EqualTo("11"));
            Assert.That(coverage.Attribute("branches-covered")!.Value, Is.EqualTo("7"));
            Assert.That(coverage.Descendants("class").First().Attribute("filename")!.Value, Is.EqualTo(SampleFigures.CheckoutPath));
        });
    }

    [Test]
    public void A_field_without_a_line_is_no_method_that_nobody_calls()
    {
        var figures = SampleFigures.Figures;
        var project = figures.Projects[0];
        var file = project.Files[0];
        var field = new MemberFigures("F:Shop.Checkout.Till._size", file.Members[0].Type, "_size", 7, 7, 1, false) { ClassName = file.Members[0].ClassName };
        var material = ReportMaterial.Of(figures with { Projects = figures.Projects.SetItem(0, project with { Files = project.Files.SetItem(0, file with { Members = file.Members.Add(field) }) }) });

        Assert.That(Text("lcov", material), Is.EqualTo(Text("lcov")));
        Assert.That(Text("cobertura", material), Does.Not.Contain("_size"));
    }

    [Test]
    public void Functions_of_lcov_are_told_apart_before_the_first_comma()
    {
        var file = SampleFigures.CheckoutFile();
        var total = file.Members[0];
        var other = total with { Id = total.Id + "2", Name = "Total(decimal, string)", FirstLine = 11 };
        var figures = SampleFigures.Figures with { Projects = [new ProjectFigures("Shop", "a.csproj", [file with { Members = [total, other], Lines = file.Lines.Add(new LineFigures(11, other.Id, [])) }])] };

        var names = Text("lcov", ReportMaterial.Of(figures)).Split('\n').Where(line => line.StartsWith("FN:", StringComparison.Ordinal)).Select(line => line.Split(',')).ToList();

        Assert.That(names.Select(parts => parts.Length), Is.All.EqualTo(2));
        Assert.That(names.Select(parts => parts[1]), Is.EqualTo(new[] { "Shop.Checkout.Till.Total(decimal; int; bool)", "Shop.Checkout.Till.Total(decimal; string)" }));
    }

    [Test]
    public void Hits_are_numbers_of_tests()
    {
        var line = XDocument.Parse(Text("cobertura")).Descendants("class").Elements("lines").Elements("line").First(one => one.Attribute("number")!.Value == "10");

        Assert.That(line.Attribute("hits")!.Value, Is.EqualTo("3"));
        Assert.That(line.Attribute("condition-coverage")!.Value, Is.EqualTo("75% (3/4)"));
    }

    [Test]
    public void Arms_below_a_statement_count_on_its_first_line()
    {
        var line = XDocument.Parse(Text("cobertura")).Descendants("class").Elements("lines").Elements("line").First(one => one.Attribute("number")!.Value == "18");

        Assert.That(line.Attribute("condition-coverage")!.Value, Is.EqualTo("33% (1/3)"));
        Assert.That(Text("lcov"), Does.Contain("BRDA:18,0,0,1\nBRDA:18,1,0,-\nBRDA:18,2,0,-\n"));
    }

    [Test]
    public void What_xml_cannot_write_is_replaced()
    {
        var figures = Failing("a\u0001b\uD83D\uDE00c\uD800d");

        var suite = XDocument.Parse(Text("junit", ReportMaterial.Of(figures)));

        Assert.That(suite.Descendants("failure").Single().Value, Is.EqualTo("a\uFFFDb\uD83D\uDE00c\uFFFDd"));
    }

    [Test]
    public void Json_of_the_mutation_page_ends_no_script()
    {
        var figures = WithText("</script><!-- \u2028 --> 'x'");

        var page = Text("mutation-html", ReportMaterial.Of(figures));

        Assert.That(page.Split("</script>"), Has.Length.EqualTo(3));
        Assert.That(page, Does.Not.Contain("<!--").And.Not.Contain('\u2028').And.Contain("\\u003c/script\\u003e"));
    }

    [Test]
    public void The_mutation_page_loads_one_version_by_its_hash_or_brings_it_along()
    {
        var loaded = Text("mutation-html");
        var local = Text("mutation-html", Material, Options with { ElementsScript = "alert('</script>')"u8.ToArray() });

        Assert.That(loaded, Does.Contain("mutation-testing-elements@3.9.0/dist/mutation-test-elements.js\" integrity=\"sha384-"));
        Assert.That(loaded, Does.Contain("The page loads it from cdn.jsdelivr.net; here it did not run.").And.Contain("The same mutants are in coverage/index.html, written by --report html").And.Contain("--elements-script"));
        Assert.That(local, Does.Not.Contain("cdn.").And.Not.Contain("--elements-script").And.Contain("src=\"data:text/javascript;base64,YWxlcnQoJzwvc2NyaXB0Picp\" integrity=\"sha384-"));
    }

    [Test]
    public void Mutants_of_one_id_are_told_apart()
    {
        var file = SampleFigures.CheckoutFile();
        var figures = SampleFigures.Figures with { Projects = [new ProjectFigures("Shop", "a.csproj", [file with { Mutants = [file.Mutants[0], file.Mutants[0]] }])] };

        var mutants = JsonDocument.Parse(Text("mutation-json", ReportMaterial.Of(figures))).RootElement.GetProperty("files").GetProperty(SampleFigures.CheckoutPath).GetProperty("mutants");

        Assert.That(mutants.EnumerateArray().Select(mutant => mutant.GetProperty("id").GetString()), Is.EqualTo(new[] { "0a01", "0a01-2" }));
    }

    [Test]
    public void A_file_of_two_projects_comes_once_where_a_format_knows_files_only()
    {
        var file = SampleFigures.CheckoutFile();
        var other = file with { Lines = [.. file.Lines.Select(line => line with { Tests = [5] })] };
        var figures = SampleFigures.Figures with { Projects = [new ProjectFigures("A", "a.csproj", [file]), new ProjectFigures("B", "b.csproj", [other])] };
        var material = ReportMaterial.Of(figures);

        Assert.That(Text("lcov", material).Split("SF:"), Has.Length.EqualTo(2));
        Assert.That(Text("lcov", material), Does.Contain("DA:10,4\n"));
        Assert.That(JsonDocument.Parse(Text("mutation-json", material)).RootElement.GetProperty("files").EnumerateObject().Count(), Is.EqualTo(1));
    }

    [Test]
    public void Fingerprints_stay_when_lines_move()
    {
        var before = Findings.Of(SampleFigures.Figures);
        var after = Findings.Of(SampleFigures.Shifted(7));

        Assert.That(after.Select(finding => finding.Fingerprint), Is.EqualTo(before.Select(finding => finding.Fingerprint)));
        Assert.That(before.Select(finding => finding.Fingerprint), Is.Unique);
    }

    [Test]
    public void Equal_text_in_one_member_is_told_apart_whatever_became_of_the_first()
    {
        var file = SampleFigures.CheckoutFile();
        var first = file.Mutants.First(mutant => mutant.Status == MutantStatus.Survived);
        var both = Survivors([first, first with { Line = first.Line + 1, EndLine = first.EndLine + 1 }]);
        var second = Survivors([first with { Status = MutantStatus.Killed }, first with { Line = first.Line + 1, EndLine = first.EndLine + 1 }]);

        Assert.That(both, Is.Unique.And.Length.EqualTo(2));
        Assert.That(second, Is.EqualTo(both[1..]));

        string[] Survivors(ImmutableArray<MutantFigures> mutants) =>
        [
            .. Findings.Of(SampleFigures.Figures with { Projects = [new ProjectFigures("Shop", "a.csproj", [file with { Mutants = mutants }])] })
                .Where(finding => finding.Kind == FindingKind.SurvivingMutant).Select(finding => finding.Fingerprint),
        ];
    }

    [Test]
    public void Uris_are_escaped()
    {
        var uris = JsonDocument.Parse(Text("sarif")).RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray()
            .Select(result => result.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString());

        Assert.That(uris, Does.Contain("src/Shop/Kasse%20%26%20Gr%C3%B6%C3%9Fe.cs"));
    }

    [Test]
    public void Code_scanning_gets_the_worst_five_thousand()
    {
        var findings = Many(6_000);

        var run = JsonDocument.Parse(Text("sarif", Material with { Findings = Findings.InOrder(findings) })).RootElement.GetProperty("runs")[0];

        Assert.That(run.GetProperty("results").GetArrayLength(), Is.EqualTo(5_000));
        Assert.That(run.GetProperty("properties").GetProperty("leftOut").GetInt32(), Is.EqualTo(1_000));
        Assert.That(run.GetProperty("results")[0].GetProperty("message").GetProperty("text").GetString(), Is.EqualTo("Message 5999"));
    }

    [TestCase(false, true, "codegen-lab/mutation/src/Shop & Co/Shop.sln/")]
    [TestCase(false, false, "codegen-lab/tests/src/Shop & Co/Shop.sln/")]
    [TestCase(true, true, "codegen-lab/check/src/Shop & Co/Shop.sln/")]
    public void Code_scanning_tells_kinds_of_reports_apart(bool isJudged, bool hasMutants, string expected)
    {
        var figures = SampleFigures.Figures with { Opened = "src/Shop & Co/Shop.sln", HasMutants = hasMutants };

        Assert.That(Category(figures, isJudged ? new Gate(new GateTargets { WeakTests = 0 }).Judge(figures) : null), Is.EqualTo(expected));
    }

    [Test]
    public void Code_scanning_tells_runs_of_different_code_apart()
    {
        var figures = SampleFigures.Figures with { HasMutants = false };

        Assert.Multiple(() =>
        {
            Assert.That(Category(figures), Is.EqualTo("codegen-lab/tests/"));
            Assert.That(Category(figures with { Opened = "Till.slnx" }), Is.EqualTo("codegen-lab/tests/Till.slnx/"));
            Assert.That(Category(figures with { Opened = "Till.slnx", OnlyProjects = ["Till.B", "Till.A*"] }), Is.EqualTo("codegen-lab/tests/Till.slnx/Till.A*/Till.B/"));
        });
    }

    [Test]
    public void A_step_says_ten_errors_and_ten_warnings_at_most()
    {
        var failed = Many(15).Select(finding => finding with { Kind = FindingKind.FailedTest });

        var lines = Text("github", Material with { Findings = Findings.InOrder([.. failed, .. Many(30)]) }).Split('\n');

        Assert.That(lines.Count(line => line.StartsWith("::error ", StringComparison.Ordinal)), Is.EqualTo(10));
        Assert.That(lines.Count(line => line.StartsWith("::warning ", StringComparison.Ordinal)), Is.EqualTo(10));
        Assert.That(lines, Does.Contain("25 more are in the reports."));
    }

    [Test]
    public void Workflow_commands_are_escaped()
    {
        var finding = Many(1)[0] with { Path = "a,b:c%.cs", Message = "100 %\r\n::error::x, y: z" };

        var text = Text("github", Material with { Findings = [finding] });

        Assert.That(text, Is.EqualTo("::warning file=a%2Cb%3Ac%25.cs,line=1,title=Tests do not notice a change of the code::100 %25%0D%0A::error::x, y: z\n"));
    }

    [Test]
    public void A_summary_stays_below_a_mebibyte()
    {
        var figures = SampleFigures.Figures with
        {
            Projects = [.. Enumerable.Range(0, 20_000).Select(number => SampleFigures.Figures.Projects[1] with { Name = new string('p', 60) + number })],
        };

        var text = Text("markdown", ReportMaterial.Of(figures));

        Assert.That(Encoding.UTF8.GetByteCount(text), Is.LessThan(1 << 20));
        Assert.That(text, Does.EndWith("The rest is left out: a summary may have 1 MiB.\n"));
    }

    [Test]
    public void Markdown_of_others_stays_text()
    {
        var text = Text("markdown", ReportMaterial.Of(Failing("| a | <img src=x> `b` *c* [d](e) |")));

        Assert.That(text, Does.Contain(@"\| a \| \<img src=x\> \`b\` \*c\* \[d\](e) \|"));
        Assert.That(text, Does.StartWith(@"# Shop \& \<Co\>"));
    }

    [Test]
    public void Code_in_a_finding_stays_code() =>
        Assert.That(Text("markdown"), Does.Contain("when `count > 10` becomes `count >= 10` (Equality)"));

    [Test]
    public void Figures_without_mutants_have_no_mutant_columns_and_no_mutant_reports()
    {
        var material = ReportMaterial.Of(SampleFigures.CoverageOnly);

        Assert.That(Text("markdown", material), Does.Not.Contain("mutant"));
        Assert.That(ReportFormat.All.Where(format => !format.Fits(material)).Select(format => format.Name), Is.EqualTo(new[] { "mutation-json", "mutation-html" }));
    }

    [Test]
    public void Nothing_measured_is_written_too()
    {
        var material = ReportMaterial.Of(SampleFigures.Figures with { Tests = [], Projects = [] });

        foreach (var format in ReportFormat.All)
            Assert.That(() => format.Write(material, Options), Throws.Nothing, format.Name);
        Assert.That(Text("cobertura", material), Does.Contain("line-rate=\"1\""));
    }

    private static SuiteFigures Failing(string message) => SampleFigures.Figures with
    {
        Tests = [.. SampleFigures.Figures.Tests.Select(test => test.Status == SuiteTestStatus.Failed ? test with { Message = message } : test)],
    };

    private static SuiteFigures WithText(string text) => SampleFigures.Figures with { Projects = [new ProjectFigures("Shop", "a.csproj", [SampleFigures.CheckoutFile() with { Text = text }])] };

    private static ImmutableArray<Finding> Many(int count) =>
    [
        .. Enumerable.Range(0, count).Select(number => new Finding
        {
            Kind = FindingKind.SurvivingMutant, Path = "a.cs", Line = number + 1, Member = "A.B()", Message = FormattableString.Invariant($"Message {number}"), Key = FormattableString.Invariant($"{number}"), Weight = number,
        }),
    ];

    private static string Category(SuiteFigures figures, GateVerdict? verdict = null) =>
        JsonDocument.Parse(Text("sarif", ReportMaterial.Of(figures, verdict))).RootElement.GetProperty("runs")[0].GetProperty("automationDetails").GetProperty("id").GetString()!;

    private static string Text(string format) => Text(format, Material);

    private static string Text(string format, ReportMaterial material, ReportOptions? options = null) =>
        ReportFormat.All.First(one => one.Name == format).Write(material, options ?? Options).Single().Text;
}
