using System.Collections.Immutable;
using System.Text.RegularExpressions;
using CodegenLab.Pipeline.Reports;
using CodegenLab.Pipeline.Suites;
using CodegenLab.Pipeline.Tests.Suites;

namespace CodegenLab.Pipeline.Tests.Reports;

public sealed class HtmlReportTests
{
    private static readonly ReportOptions Options = new() { Title = "Shop & <Co>" };

    [Test]
    public Task Index() => Verify(Pages(SampleFigures.Figures)[0].Text, extension: "html");

    [Test]
    public Task Source() => Verify(Pages(SampleFigures.Figures)[1].Text, extension: "html");

    [Test]
    public void Names_of_pages_are_ascii_and_differ()
    {
        var file = SampleFigures.CheckoutFile();
        var paths = new[] { "a/ä.cs", "a/ö.cs", "A/b c.cs", "a/b-c.cs", new string('x', 300) + ".cs", "con.cs" };
        var figures = SampleFigures.Figures with { Projects = [new ProjectFigures("Shop", "a.csproj", [.. paths.Select(path => file with { Path = path })])] };

        var names = Pages(figures).Select(page => page.Path).ToList();

        Assert.That(names, Is.Unique);
        Assert.That(names, Has.All.Matches(@"^coverage/[A-Za-z0-9_.-]{1,100}$"));
    }

    [Test]
    public void Nothing_comes_from_elsewhere()
    {
        foreach (var page in Pages(SampleFigures.Figures))
            Assert.That(page.Text, Does.Not.Contain("http"), page.Path);
    }

    [Test]
    public void Every_line_has_its_state()
    {
        var page = Pages(SampleFigures.Figures)[1].Text;

        Assert.That(States("cov"), Is.EqualTo(new[] { 11, 12, 15, 18, 20, 30 }));
        Assert.That(States("part"), Is.EqualTo(new[] { 10, 13 }));
        Assert.That(States("un"), Is.EqualTo(new[] { 14, 21, 22, 27 }));

        int[] States(string state) => [.. Regex.Matches(page, $"<div class=\"l {state}\" id=\"L([0-9]+)\">").Select(match => int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture))];
    }

    [Test]
    public void Source_is_escaped_and_ends_no_script()
    {
        var page = Pages(SampleFigures.Figures with
        {
            Tests = [.. SampleFigures.Figures.Tests.Select(test => test with { DisplayName = "</script><img src=x onerror=alert(1)>" })],
            Projects = [new ProjectFigures("<Shop>", "a.csproj", [SampleFigures.CheckoutFile() with { Text = "// </script><img src=x>'\"&\u0000" }])],
        })[1].Text;

        Assert.That(page, Does.Not.Contain("<img").And.Not.Contain("<Shop>").And.Not.Contain('\u0000'));
        Assert.That(page, Does.Contain("&lt;/script&gt;&lt;img src=x&gt;&#39;&quot;&amp;\uFFFD"));
        Assert.That(page.Split("</script>"), Has.Length.EqualTo(3));
    }

    [Test]
    public void A_file_that_changed_since_is_shown_as_far_as_it_goes()
    {
        var figures = SampleFigures.Figures with { Projects = [new ProjectFigures("Shop", "a.csproj", [SampleFigures.CheckoutFile() with { Text = "class C;\r\n" }])] };

        Assert.That(Pages(figures)[1].Text, Does.Contain("id=\"L2\"").And.Not.Contain("id=\"L3\""));
    }

    [Test]
    public void Every_outcome_of_a_line_is_told_on_hover() =>
        Assert.That(Pages(SampleFigures.Figures)[1].Text, Does.Contain("<span title=\"count &lt; 1 is true: 1 test\ncount &lt; 1 is false: 2 tests\nprice &lt; 0 is true: no test\nprice &lt; 0 is false: 2 tests\">3/4</span>"));

    private static ImmutableArray<ReportFile> Pages(SuiteFigures figures) => HtmlReport.Write(ReportMaterial.Of(figures), Options);
}
