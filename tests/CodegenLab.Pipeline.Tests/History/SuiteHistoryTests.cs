using System.Collections.Immutable;
using CodegenLab.Pipeline.History;
using CodegenLab.Pipeline.Suites;
using Microsoft.Data.Sqlite;

namespace CodegenLab.Pipeline.Tests.History;

public sealed class SuiteHistoryTests
{
    private static readonly CodePiece Deposit = new(PieceKind.Member, "Bank", "M:Bank.Account.Deposit");
    private static readonly CodePiece Account = new(PieceKind.Type, "Bank", "T:Bank.Account");

    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("history").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void What_is_recorded_comes_back()
    {
        Open().Record(Run([Test("Adds", SuiteTestStatus.Passed)]));
        Open().Record(Run([Test("Adds", SuiteTestStatus.Failed, "Expected: 1") with { Coverage = null }]));

        var test = Open().Tests().Single();
        Assert.That(test.Name, Is.EqualTo(NameOf("Adds")));
        Assert.That(test.Results, Is.EqualTo(new[] { new PastResult(2, SuiteTestStatus.Failed, TimeSpan.FromMilliseconds(1.5)), new PastResult(1, SuiteTestStatus.Passed, TimeSpan.FromMilliseconds(1.5)) }));
        Assert.That(test.Message, Is.EqualTo("Expected: 1"));
        Assert.That(test.Coverage!.Pieces, Is.EquivalentTo(new[] { KeyValuePair.Create(Deposit, "aa"), KeyValuePair.Create(Account, "bb") }));
        Assert.That(test.Coverage.Hits.Single().Lines, Is.EqualTo(new[] { 0, 2, 200 }));
        Assert.That(test.Coverage.Hits.Single().Goals, Is.EqualTo(new[] { 1, 4 }));
        Assert.That(Open().Runs().Select(run => (run.Number, run.Commit, run.Command)), Is.EqualTo(new[] { (2, "c0ffee", "test"), (1, "c0ffee", "test") }));
        Assert.That(File.ReadAllText(Path.Combine(_folder, ".codegen-lab", ".gitignore")), Is.EqualTo("*\n"), "git ignores it");
    }

    [Test]
    public void What_coverage_was_found_out_from_is_kept_with_it()
    {
        var basis = new CoverageBasis("code", "reached");
        Open().Record(Run([Test("Adds", SuiteTestStatus.Passed) with { Coverage = CoverageWith("aa") with { Basis = basis } }, Test("Takes", SuiteTestStatus.Passed)]));
        Open().Record(Run([Test("Adds", SuiteTestStatus.Passed) with { Coverage = null }, Test("Takes", SuiteTestStatus.Passed)]));

        Assert.Multiple(() =>
        {
            Assert.That(Open().Bases("Bank.Tests"), Is.EqualTo(new Dictionary<string, CoverageBasis> { ["Adds"] = basis }), "where it is known, and as long as the coverage is that one");
            Assert.That(Open().Bases("Other.Tests"), Is.Empty);
            Assert.That(new SuiteHistory(_folder, "another version").Bases("Bank.Tests"), Is.Empty);
            Assert.That(Open().Tests().Single(test => test.Name.Key == "Adds").Coverage, Is.Not.Null);
        });
    }

    [Test]
    public void A_case_that_is_gone_is_forgotten_and_other_projects_are_not()
    {
        Open().Record(Run([Test("Adds", SuiteTestStatus.Passed), Test("Takes", SuiteTestStatus.Passed), Test("Other", SuiteTestStatus.Passed, project: "Other.Tests")]));
        Open().Record(Run([Test("Adds", SuiteTestStatus.Passed)]) with { Complete = Keys("Bank.Tests", "Adds") });

        Assert.That(Open().Tests().Select(test => test.Name.Key), Is.EqualTo(new[] { "Adds", "Other" }));
    }

    [Test]
    public void Only_the_newest_runs_are_kept()
    {
        var history = Open();
        history.Record(Run([Test("Old", SuiteTestStatus.Passed), Test("Gone", SuiteTestStatus.Passed, project: "Gone.Tests")]));
        for (var run = 0; run < SuiteHistory.MostRuns; run++)
            history.Record(Run([Test("Adds", SuiteTestStatus.Passed) with { Coverage = CoverageWith($"hash{run}") }]));

        var adds = history.Tests().Single(test => test.Name.Key == "Adds");
        Assert.That(adds.Results, Has.Length.EqualTo(SuiteHistory.MostRuns));
        Assert.That(history.Tests().Select(test => test.Name.Key), Is.EqualTo(new[] { "Old", "Adds" }), "a project that was not run any more is gone, but no test of one that is");
        Assert.That(Count("pieces"), Is.LessThan(20), "fingerprints that no test has any more are gone too");
        Assert.That(history.Remarks, Is.Empty);
    }

    [Test]
    public void How_a_test_ended_last_is_kept_however_long_ago_that_was()
    {
        var history = Open();
        history.Record(Run([Test("Old", SuiteTestStatus.Passed)]));
        history.Record(Run([Test("Old", SuiteTestStatus.Failed), Test("Adds", SuiteTestStatus.Passed)]));
        history.Record(Run([Test("Old", SuiteTestStatus.Passed) with { Coverage = null }]) with { Command = PastRun.Hook });
        for (var run = 0; run < SuiteHistory.MostRuns; run++)
            history.Record(Run([Test("Adds", SuiteTestStatus.Passed)]));

        var old = history.Tests().Single(test => test.Name.Key == "Old");
        Assert.That(old.Last, Is.EqualTo(new PastResult(2, SuiteTestStatus.Failed, TimeSpan.FromMilliseconds(1.5))));
        Assert.That(old.Coverage, Is.Not.Null);
        Assert.That(history.Runs(), Has.Length.LessThanOrEqualTo(SuiteHistory.MostRuns + 2));
    }

    [Test]
    public void A_case_that_was_not_run_is_known_until_its_project_has_it_no_more()
    {
        Open().Record(Run([Test("Adds", SuiteTestStatus.Passed)]) with { Complete = Keys("Bank.Tests", "Adds", "Takes"), Waiting = [NameOf("Takes"), NameOf("Adds")] });

        var takes = Open().Tests().Single(test => test.Name.Key == "Takes");
        Assert.That((takes.Last, takes.Coverage), Is.EqualTo(((PastResult?)null, (TestCoverage?)null)));
        Assert.That(Open().Tests().Single(test => test.Name.Key == "Adds").Last, Is.Not.Null);

        Open().Record(Run([Test("Adds", SuiteTestStatus.Passed)]) with { Complete = Keys("Bank.Tests", "Adds") });

        Assert.That(Open().Tests().Select(test => test.Name.Key), Is.EqualTo(new[] { "Adds" }));
    }

    [Test]
    public void Two_that_write_at_once_lose_nothing()
    {
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, writer =>
        {
            var history = Open();
            for (var run = 0; run < 5; run++)
                history.Record(Run([Test($"Test{writer}", SuiteTestStatus.Passed)]));
            Assert.That(history.Remarks, Is.Empty);
        });

        Assert.That(Open().Runs(), Has.Length.EqualTo(40));
        Assert.That(Open().Tests().Select(test => test.Results.Length), Is.EqualTo(Enumerable.Repeat(5, 8)));
    }

    [Test]
    public void A_broken_file_is_set_aside_with_a_remark()
    {
        Directory.CreateDirectory(Path.Combine(_folder, ".codegen-lab"));
        File.WriteAllText(Open().Path, string.Concat(Enumerable.Repeat("This is no database. ", 100)));
        var history = Open();

        Assert.That(history.Tests(), Is.Empty);
        Assert.That(history.Remarks.Single(), Does.Contain("cannot be read").And.Contain("history.db.aside"));
        Assert.That(File.ReadAllText(history.Path + ".aside"), Does.StartWith("This is no database."));
        history.Record(Run([Test("Adds", SuiteTestStatus.Passed)]));
        Assert.That(Open().Tests(), Has.Length.EqualTo(1));
    }

    [Test]
    public void A_file_of_a_newer_version_is_set_aside_with_a_remark()
    {
        Open().Record(Run([Test("Adds", SuiteTestStatus.Passed)]));
        Execute("PRAGMA user_version = 99");
        var history = Open();

        Assert.That(history.Tests(), Is.Empty);
        Assert.That(history.Remarks.Single(), Does.Contain("newer version"));
        Assert.That(history.Runs(), Is.Empty);
    }

    [Test]
    public void Lines_that_another_version_of_the_tool_saw_are_not_taken()
    {
        Open().Record(Run([Test("Adds", SuiteTestStatus.Passed)]));

        var seen = new SuiteHistory(_folder, "another").Tests().Single().Coverage!;
        Assert.That(seen.HasHits, Is.False);
        Assert.That(seen.Hits, Is.Empty);
        Assert.That(seen.Pieces, Has.Length.EqualTo(2));
    }

    [Test]
    public void A_place_that_cannot_be_written_is_a_remark()
    {
        File.WriteAllText(Path.Combine(_folder, ".codegen-lab"), "a file");
        var history = Open();
        history.Record(Run([Test("Adds", SuiteTestStatus.Passed)]));

        Assert.That(history.Remarks.Single(), Does.Contain("cannot be used"));
        Assert.That(history.Tests(), Is.Empty);
    }

    [Test]
    public void Without_a_file_nothing_is_made_to_read_it()
    {
        Assert.That(Open().Tests(), Is.Empty);
        Assert.That(Directory.Exists(Path.Combine(_folder, ".codegen-lab")), Is.False);
    }

    private SuiteHistory Open() => new(_folder, "1.0");

    private long Count(string table)
    {
        using var connection = new SqliteConnection($"Data Source={Open().Path};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = table == "pieces" ? "SELECT COUNT(*) FROM pieces" : throw new ArgumentOutOfRangeException(nameof(table));
        return (long)command.ExecuteScalar()!;
    }

    private void Execute(string pragma)
    {
        using var connection = new SqliteConnection($"Data Source={Open().Path};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // A constant of this file.
        command.CommandText = pragma;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private static RecordedRun Run(ImmutableArray<RecordedTest> tests) => new(DateTimeOffset.UnixEpoch, "c0ffee", "1.0", "test", tests, ImmutableDictionary<string, ImmutableHashSet<string>>.Empty);

    private static RecordedTest Test(string key, SuiteTestStatus status, string? message = null, string project = "Bank.Tests") =>
        new(NameOf(key, project), status, TimeSpan.FromMilliseconds(1.5), message, CoverageWith("bb"));

    private static TestCoverage CoverageWith(string hash) => new([KeyValuePair.Create(Deposit, "aa"), KeyValuePair.Create(Account, hash)], [new MemberHits("M:Bank.Account.Deposit", [0, 2, 200], [1, 4])], true);

    private static TestName NameOf(string key, string project = "Bank.Tests") => new(project, key, "Bank.Tests.AccountTests", key, "Bank.Tests.AccountTests." + key, key);

    private static ImmutableDictionary<string, ImmutableHashSet<string>> Keys(string project, params string[] keys) => ImmutableDictionary<string, ImmutableHashSet<string>>.Empty.Add(project, [.. keys]);
}
