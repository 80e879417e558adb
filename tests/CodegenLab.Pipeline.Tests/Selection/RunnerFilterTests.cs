using System.Xml.Linq;
using CodegenLab.Pipeline.Selection;
using CodegenLab.Pipeline.Suites;

namespace CodegenLab.Pipeline.Tests.Selection;

/// <summary>All of these expressions were run by <c>dotnet test</c> on the sample Ledger, with NUnit, xUnit 2 and 3, and MSTest.</summary>
public sealed class RunnerFilterTests
{
    [Test]
    public void A_method_stands_for_all_of_its_rows() =>
        Assert.That(RunnerFilter.Expression(Of(Test("A.B.Adds", "A.B.Adds(1)"), Test("A.B.Adds", "A.B.Adds(2)"), Test("A.B.Takes", "A.B.Takes"))), Is.EqualTo("FullyQualifiedName=A.B.Adds|FullyQualifiedName=A.B.Takes"));

    [Test]
    public void A_fixture_with_arguments_has_them_in_its_name() =>
        Assert.That(RunnerFilter.Expression(Of(Test("A.B.Adds", "A.B(20).Adds"))), Is.EqualTo("FullyQualifiedName=A.B.Adds|(FullyQualifiedName~A.B&FullyQualifiedName~.Adds)"));

    [Test]
    public void What_the_language_of_filters_uses_is_escaped() =>
        Assert.That(RunnerFilter.Expression(Of(Test("A.B.C!(d)=|~&\\", ""))), Is.EqualTo(@"FullyQualifiedName=A.B.C\!\(d\)\=\|\~\&\\"));

    [Test]
    public void Nothing_selected_matches_nothing() => Assert.That(RunnerFilter.Expression(Of()), Is.EqualTo("FullyQualifiedName=None.Selected"));

    [Test]
    public void What_the_budget_leaves_out_and_what_skips_itself_is_not_named()
    {
        var selection = Of(
            Test("A.B.Left", "") with { IsLeftOut = true }, Test("A.B.Explicit", "") with { WasSkipped = true }, Test("A.B.New", "") with { WasSkipped = true, Reason = SelectionReason.TestChanged });

        Assert.That(RunnerFilter.Expression(selection), Is.EqualTo("FullyQualifiedName=A.B.New"));
    }

    [Test]
    public void What_is_too_long_for_a_command_line_is_a_file()
    {
        var many = Of([.. Enumerable.Range(0, 400).Select(number => Test($"Space.Class.Method{number}<T>", ""))]);

        Assert.That(() => RunnerFilter.Expression(many), Throws.TypeOf<InputException>().With.Message.Contains("--emit runsettings"));
        var filter = XDocument.Parse(RunnerFilter.RunSettings(many)).Root!.Element("RunConfiguration")!.Element("TestCaseFilter")!.Value;
        Assert.That(filter.Split('|'), Has.Length.EqualTo(400));
        Assert.That(filter, Does.EndWith("FullyQualifiedName=Space.Class.Method399<T>"));
    }

    private static SuiteSelection Of(params SelectedTest[] tests) => new() { Since = "main", Tests = [.. tests], All = tests.Length };

    private static SelectedTest Test(string name, string display) => new("A.Tests", name, display, null, null, TimeSpan.Zero, false);
}
