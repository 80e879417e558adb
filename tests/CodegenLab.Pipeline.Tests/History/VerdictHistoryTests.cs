using System.Collections.Immutable;
using CodegenLab.Pipeline.History;
using CodegenLab.Worker.Protocol;

namespace CodegenLab.Pipeline.Tests.History;

[TestFixture]
public sealed class VerdictHistoryTests
{
    private static readonly KeyValuePair<CodePiece, string> Add = new(new CodePiece(PieceKind.Member, "Shop", "M:Shop.Price.Add"), "00aa");
    private static readonly KeyValuePair<CodePiece, string> Price = new(new CodePiece(PieceKind.Type, "Shop", "T:Shop.Price"), "00bb");

    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("verdicts").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Reads_what_was_recorded()
    {
        var verdict = new PastVerdict("0a", MutantFate.Killed, ["Rounds(\"a\nb\")", "Adds"], 3, true, "Expected: 1", ulong.MaxValue - 5, [Price]);
        new VerdictHistory(_folder).Record([Judged("Shop.Tests", verdict), Judged("Till.Tests", verdict with { Mutant = "0b", Detail = null, Killers = [], Fate = MutantFate.Survived })]);

        var read = new VerdictHistory(_folder).Of("Shop.Tests");

        Assert.That(read!.Setting, Is.EqualTo("1 net10.0"));
        Assert.That(read.Tests.Keys, Is.EquivalentTo(new[] { "Adds" }));
        Assert.That(read.Tests["Adds"], Is.EquivalentTo(new[] { Add, Price }));
        var only = read.Verdicts.Single();
        Assert.That(only with { Killers = verdict.Killers, Strayed = verdict.Strayed }, Is.EqualTo(verdict));
        Assert.That(only.Killers, Is.EqualTo(verdict.Killers));
        Assert.That(only.Strayed, Is.EqualTo(verdict.Strayed));
    }

    [Test]
    public void A_new_run_takes_the_place_of_the_last_one_of_its_project()
    {
        var verdict = new PastVerdict("0a", MutantFate.Killed, ["Adds"], 1, false, null, 7, []);
        var history = new VerdictHistory(_folder);
        history.Record([Judged("Shop.Tests", verdict), Judged("Till.Tests", verdict)]);
        history.Record([Judged("Shop.Tests", verdict with { Mutant = "0c" })]);

        Assert.That(history.Of("Shop.Tests")!.Verdicts.Select(known => known.Mutant), Is.EqualTo(new[] { "0c" }));
        Assert.That(history.Of("Till.Tests")!.Verdicts.Select(known => known.Mutant), Is.EqualTo(new[] { "0a" }));
        Assert.That(history.Of("Other.Tests"), Is.Null);
    }

    [Test]
    public void A_broken_file_is_a_remark()
    {
        var history = new VerdictHistory(_folder);
        history.Record([Judged("Shop.Tests", new PastVerdict("0a", MutantFate.Killed, ["Adds"], 1, false, null, 7, []))]);
        File.WriteAllText(new SuiteHistory(_folder, "1").Path, "no database");

        var later = new VerdictHistory(_folder);

        Assert.That(later.Of("Shop.Tests"), Is.Null);
        Assert.That(later.Remarks.Single(), Does.Contain("set aside"));
    }

    private static JudgedProject Judged(string name, PastVerdict verdict) =>
        new(name, "1 net10.0", ImmutableDictionary<string, ImmutableArray<KeyValuePair<CodePiece, string>>>.Empty.Add("Adds", [Add, Price]), [verdict]);
}
