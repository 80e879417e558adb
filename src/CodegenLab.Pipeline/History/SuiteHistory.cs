using System.Collections.Immutable;
using System.Globalization;
using CodegenLab.Pipeline.Suites;
using Microsoft.Data.Sqlite;

namespace CodegenLab.Pipeline.History;

/// <summary>
/// What earlier runs of people's tests showed: <c>.codegen-lab/history.db</c> beside the solution. It may be deleted at any time, which loses speed and never results; so whatever is
/// wrong with it is told in <see cref="Remarks"/> and no error. Several processes may use it at once.
/// </summary>
/// <param name="solutionFolder">The folder of the solution.</param>
/// <param name="toolVersion">Lines and branches that another version saw are not taken for what this one would see.</param>
public sealed class SuiteHistory(string solutionFolder, string toolVersion)
{
    /// <summary>Of older ones only that is kept which tells how a test ended last.</summary>
    public const int MostRuns = 100;

    private readonly HistoryFile _file = new(solutionFolder);

    /// <summary>Full path of the file.</summary>
    public string Path => _file.Path;

    /// <summary>What could not be read or written, for people.</summary>
    public ImmutableArray<string> Remarks => _file.Remarks;

    /// <returns>Newest first.</returns>
    public ImmutableArray<PastRun> Runs() => _file.Exists ? _file.Reach(ImmutableArray<PastRun>.Empty, ReadRuns) : [];

    /// <summary>All test cases that are known.</summary>
    public ImmutableArray<KnownTest> Tests() => _file.Exists ? _file.Reach(ImmutableArray<KnownTest>.Empty, ReadTests) : [];

    /// <summary>By key of the case, what the coverage that is known of a project's tests was found out from. Only where it is known.</summary>
    /// <param name="project">Name of the test project.</param>
    public IReadOnlyDictionary<string, CoverageBasis> Bases(string project) => _file.Exists ? _file.Reach(new Dictionary<string, CoverageBasis>(), connection =>
    {
        using var command = HistoryFile.Command(connection, null, "SELECT t.key, c.code, c.reached FROM tests t JOIN coverage c ON c.test = t.id WHERE t.project = $1 AND c.tool = $2 AND c.code IS NOT NULL AND c.reached IS NOT NULL", project, toolVersion);
        using var reader = command.ExecuteReader();
        var bases = new Dictionary<string, CoverageBasis>(StringComparer.Ordinal);
        while (reader.Read())
            bases.Add(reader.GetString(0), new CoverageBasis(reader.GetString(1), reader.GetString(2)));
        return bases;
    }) : new Dictionary<string, CoverageBasis>();

    /// <summary>Adds a run and forgets what is too old.</summary>
    public void Record(RecordedRun run)
    {
        if (run.Tests.IsEmpty && run.Complete.IsEmpty)
            return;
        _file.Reach(false, connection =>
        {
            // At once for writing: two that read first and write then would wait for each other.
            using var transaction = connection.BeginTransaction(deferred: false);
            new Writing(connection, transaction, toolVersion).Write(run);
            transaction.Commit();
            return true;
        });
    }

    private static ImmutableArray<PastRun> ReadRuns(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT id, time, revision, tool, command FROM runs ORDER BY id DESC";
        using var reader = command.ExecuteReader();
        var runs = ImmutableArray.CreateBuilder<PastRun>();
        while (reader.Read())
            runs.Add(new PastRun(reader.GetInt32(0), DateTimeOffset.Parse(reader.GetString(1), CultureInfo.InvariantCulture), reader.IsDBNull(2) ? null : reader.GetString(2), reader.GetString(3), reader.GetString(4)));
        return runs.ToImmutable();
    }

    private ImmutableArray<KnownTest> ReadTests(SqliteConnection connection)
    {
        var pieces = PieceTable.Read(connection);
        var results = new Dictionary<long, ImmutableArray<PastResult>.Builder>();
        using (var command = connection.CreateCommand())
        {
            command.CommandText = "SELECT r.test, r.run, r.status, r.milliseconds, runs.command FROM results r JOIN runs ON runs.id = r.run ORDER BY r.run DESC";
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                if (!results.TryGetValue(reader.GetInt64(0), out var own))
                    results.Add(reader.GetInt64(0), own = ImmutableArray.CreateBuilder<PastResult>());
                own.Add(new PastResult(reader.GetInt32(1), (SuiteTestStatus)reader.GetInt32(2), TimeSpan.FromMilliseconds(reader.GetDouble(3))) { IsStaged = reader.GetString(4) == PastRun.Hook });
            }
        }

        var tests = ImmutableArray.CreateBuilder<KnownTest>();
        using (var command = connection.CreateCommand())
        {
            command.CommandText = "SELECT t.id, t.project, t.key, t.class, t.method, t.full_name, t.display_name, t.message, c.tool, c.pieces, c.hits FROM tests t LEFT JOIN coverage c ON c.test = t.id ORDER BY t.id";
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                tests.Add(new KnownTest(
                    new TestName(reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetString(5), reader.GetString(6)),
                    results.TryGetValue(reader.GetInt64(0), out var own) ? own.ToImmutable() : [],
                    reader.IsDBNull(7) ? null : reader.GetString(7),
                    reader.IsDBNull(9) ? null : CoverageOf(reader.GetFieldValue<byte[]>(9), reader.GetFieldValue<byte[]>(10), !reader.IsDBNull(8) && reader.GetString(8) == toolVersion, pieces)));
            }
        }

        return tests.ToImmutable();
    }

    private static TestCoverage CoverageOf(byte[] reached, byte[] hits, bool hasHits, Dictionary<int, KeyValuePair<CodePiece, string>> pieces)
    {
        using var reader = new BinaryReader(new MemoryStream(hits));
        var members = ImmutableArray.CreateBuilder<MemberHits>();
        while (hasHits && reader.BaseStream.Position < reader.BaseStream.Length)
            members.Add(new MemberHits(pieces[reader.Read7BitEncodedInt()].Key.Name, [.. Varints.Read(reader)], [.. Varints.Read(reader)]));
        return new TestCoverage(PieceTable.Unpack(reached, pieces), members.ToImmutable(), hasHits);
    }

    /// <summary>One run on its way into the file.</summary>
    private sealed class Writing(SqliteConnection connection, SqliteTransaction transaction, string toolVersion)
    {
        private readonly Lazy<PieceTable> _pieces = new(() => new PieceTable(connection, transaction));

        public void Write(RecordedRun run)
        {
            var number = (int)Scalar("INSERT INTO runs (time, revision, tool, command) VALUES ($1, $2, $3, $4) RETURNING id", run.Time.ToString("O", CultureInfo.InvariantCulture), run.Commit, run.ToolVersion, run.Command)!;
            foreach (var test in run.Tests)
                Write(number, test);
            foreach (var name in run.Waiting)
                Scalar("INSERT INTO tests (project, key, class, method, full_name, display_name) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (project, key) DO NOTHING", name.Project, name.Key, name.Class, name.Method, name.FullName, name.DisplayName);
            foreach (var (project, keys) in run.Complete)
            {
                foreach (var (id, key) in Rows("SELECT id, key FROM tests WHERE project = $1", project))
                {
                    if (!keys.Contains(key))
                        Scalar("DELETE FROM tests WHERE id = $1", id);
                }
            }

            // A test of which nobody knows any more how it ended would be missed by nobody: the newest result stays, that of a hook apart.
            Scalar(
                """
                DELETE FROM results WHERE run <= $1 AND EXISTS
                    (SELECT 1 FROM results AS newer JOIN runs ON runs.id = newer.run WHERE newer.test = results.test AND newer.run > results.run AND runs.command <> $2)
                """,
                number - MostRuns, PastRun.Hook);
            Scalar("DELETE FROM runs WHERE id <= $1 AND id NOT IN (SELECT run FROM results)", number - MostRuns);
            Scalar("DELETE FROM tests WHERE project NOT IN (SELECT t.project FROM results JOIN tests AS t ON t.id = results.test JOIN runs ON runs.id = results.run WHERE runs.id > $1)", number - MostRuns);
            if (number % 10 == 0)
                _pieces.Value.ForgetUnused();
        }

        private void Write(int run, RecordedTest test)
        {
            var name = test.Name;
            var id = Scalar(
                """
                INSERT INTO tests (project, key, class, method, full_name, display_name, message) VALUES ($1, $2, $3, $4, $5, $6, $7)
                ON CONFLICT (project, key) DO UPDATE SET class = excluded.class, method = excluded.method, full_name = excluded.full_name, display_name = excluded.display_name, message = excluded.message RETURNING id
                """,
                name.Project, name.Key, name.Class, name.Method, name.FullName, name.DisplayName, test.Message);
            Scalar("INSERT OR REPLACE INTO results (test, run, status, milliseconds) VALUES ($1, $2, $3, $4)", id, run, (int)test.Status, test.Duration.TotalMilliseconds);
            if (test.Coverage is not { } coverage)
                return;
            var hits = Varints.Pack(writer =>
            {
                foreach (var member in coverage.Hits)
                {
                    writer.Write7BitEncodedInt(_pieces.Value.NumberOf(new CodePiece(PieceKind.Place, "", member.Member), ""));
                    Varints.Write(writer, member.Lines);
                    Varints.Write(writer, member.Goals);
                }
            });
            Scalar(
                "INSERT OR REPLACE INTO coverage (test, tool, pieces, hits, code, reached) VALUES ($1, $2, $3, $4, $5, $6)",
                id, coverage.HasHits ? toolVersion : null, _pieces.Value.Pack(coverage.Pieces), hits, coverage.Basis?.Code, coverage.Basis?.Reached);
        }

        private List<(long Id, string Key)> Rows(string sql, params object?[] values)
        {
            using var command = Command(sql, values);
            using var reader = command.ExecuteReader();
            var rows = new List<(long, string)>();
            while (reader.Read())
                rows.Add((reader.GetInt64(0), reader.GetString(1)));
            return rows;
        }

        private long? Scalar(string sql, params object?[] values)
        {
            using var command = Command(sql, values);
            return command.ExecuteScalar() as long?;
        }

        private SqliteCommand Command(string sql, params object?[] values) => HistoryFile.Command(connection, transaction, sql, values);
    }
}
