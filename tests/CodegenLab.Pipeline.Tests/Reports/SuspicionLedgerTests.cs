using System.Text.Json;
using CodegenLab.Pipeline.Reports;

namespace CodegenLab.Pipeline.Tests.Reports;

public sealed class SuspicionLedgerTests
{
    private static readonly string Root = Path.Combine(Path.GetTempPath(), "shop");

    private static readonly Suspicion Split = new()
    {
        Member = "Shop.Money.Split(int)",
        File = Path.Combine(Root, "src", "Shop", "Money.cs"),
        Line = 49,
        Test = "Split_WhenItDoesNotDivide_GivesTheRestToTheFirst",
        Quote = "what cannot be divided goes to the first parts",
        QuotePlace = "src/Shop/Money.cs:48",
        Expected = "< 3.34m, 3.33m, 3.33m >",
        Actual = "< 3.33m, 3.33m, 3.34m >",
        Confidence = Confidence.Medium,
        SecondOpinion = "A second draft, made without knowing the first, fails too.",
        Repro = "public sealed class MoneySuspicion\n{\n}\n",
        Model = "gpt-4.1-mini",
    };

    private static readonly Suspicion Parse = Split with { Member = "Shop.Money.Parse(string)", Line = 12, Expected = null, Actual = "System.FormatException: `x`", Confidence = Confidence.High };

    private readonly SuspicionLedger _ledger = new(Root, "1.0", "codegen-lab/suspicions/Shop.sln/");

    [Test]
    public Task People_read_the_surest_first() => Verify(_ledger.Markdown([Split, Parse]), extension: "md");

    [Test]
    public void No_suspicion_is_said_too() => Assert.That(_ledger.Markdown([]), Does.EndWith("\nThere are none.\n"));

    [Test]
    public void Code_scanning_finds_place_and_level()
    {
        var run = JsonDocument.Parse(_ledger.Sarif([Split, Parse])).RootElement.GetProperty("runs")[0];
        var results = run.GetProperty("results");
        var place = results[0].GetProperty("locations")[0].GetProperty("physicalLocation");

        Assert.Multiple(() =>
        {
            Assert.That(run.GetProperty("automationDetails").GetProperty("id").GetString(), Is.EqualTo("codegen-lab/suspicions/Shop.sln/"));
            Assert.That(results.EnumerateArray().Select(result => result.GetProperty("level").GetString()), Is.EqualTo(new[] { "warning", "note" }));
            Assert.That(place.GetProperty("artifactLocation").GetProperty("uri").GetString(), Is.EqualTo("src/Shop/Money.cs"));
            Assert.That(place.GetProperty("region").GetProperty("startLine").GetInt32(), Is.EqualTo(12));
            Assert.That(results[1].GetProperty("message").GetProperty("text").GetString(), Does.Contain("Expected < 3.34m"));
            Assert.That(run.GetProperty("tool").GetProperty("driver").GetProperty("rules")[0].GetProperty("id").GetString(), Is.EqualTo(results[0].GetProperty("ruleId").GetString()));
        });
    }

    [Test]
    public void A_fingerprint_stays_when_lines_move_and_changes_with_what_is_wrong()
    {
        var moved = Fingerprint(Split with { Line = 99, Test = "Other" });

        Assert.That(moved, Is.EqualTo(Fingerprint(Split)).And.Not.EqualTo(Fingerprint(Split with { Actual = "1" })));
    }

    private string Fingerprint(Suspicion suspicion) =>
        JsonDocument.Parse(_ledger.Sarif([suspicion])).RootElement.GetProperty("runs")[0].GetProperty("results")[0].GetProperty("partialFingerprints").GetProperty("promise/v1").GetString()!;
}
