using System.Collections.Immutable;
using System.Globalization;
using CodegenLab.Pipeline.Replies;
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
    public const string FileName = "history.db";

    /// <summary>Older ones are forgotten, and with them what was run in none of the others.</summary>
    public const int MostRuns = 100;

    /// <summary>Another process writes what a run showed meanwhile.</summary>
    private const int PatienceSeconds = 20;

    private readonly List<string> _remarks = [];

    /// <summary>Full path of the file.</summary>
    public string Path { get; } = System.IO.Path.Combine(solutionFolder, StateFolder.Name, FileName);

    /// <summary>What could not be read or written, for people.</summary>
    public ImmutableArray<string> Remarks => [.. _remarks];

    /// <returns>Newest first.</returns>
    public ImmutableArray<PastRun> Runs() => File.Exists(Path) ? Reach(ImmutableArray<PastRun>.Empty, ReadRuns) : [];

    /// <summary>All test cases that are known.</summary>
    public ImmutableArray<KnownTest> Tests() => File.Exists(Path) ? Reach(ImmutableArray<KnownTest>.Empty, ReadTests) : [];

    /// <summary>Adds a run and forgets what is too old.</summary>
    public void Record(RecordedRun run)
    {
        if (run.Tests.IsEmpty && run.Complete.IsEmpty)
            return;
        Reach(false, connection =>
        {
            // At once for writing: two that read first and write then would wait for each other.
            using var transaction = connection.BeginTransaction(deferred: false);
            new Writing(connection, transaction, toolVersion).Write(run);
            transaction.Commit();
            return true;
        });
    }

    private T Reach<T>(T otherwise, Func<SqliteConnection, T> work)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                StateFolder.Create(System.IO.Path.GetDirectoryName(Path)!);
                using var connection = Open();
                if (connection is not null)
                    return work(connection);
            }
            catch (SqliteException broken) when (attempt == 0 && (SqliteError)broken.SqliteErrorCode is SqliteError.Corrupt or SqliteError.NotADatabase or SqliteError.Schema or SqliteError.General)
            {
                SetAside("cannot be read");
                continue;
            }
            catch (Exception refused) when (refused is SqliteException or InputException or IOException or UnauthorizedAccessException or EndOfStreamException or FormatException)
            {
                Remark($"The history {Path} cannot be used, so all is as if there were none: {refused.Message.TrimEnd('.')}.");
                return otherwise;
            }

            if (attempt > 0)
                return otherwise;
            SetAside("was written by a newer version of the tool");
        }
    }

    /// <returns>Null: a newer version of the tool has written it.</returns>
    private SqliteConnection? Open()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path, Pooling = false, ForeignKeys = true, DefaultTimeout = PatienceSeconds }.ToString());
        try
        {
            connection.Open();
            Execute(connection, $"PRAGMA busy_timeout = {PatienceSeconds * 1000}; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;");
            if (Version(connection) > Migrations.All.Count)
            {
                connection.Dispose();
                return null;
            }

            if (Version(connection) < Migrations.All.Count)
                Migrate(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void Migrate(SqliteConnection connection)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        // Somebody else may have been faster.
        for (var version = Version(connection); version < Migrations.All.Count; version++)
            Execute(connection, FormattableString.Invariant($"{Migrations.All[version]} PRAGMA user_version = {version + 1};"));
        transaction.Commit();
    }

    private static int Version(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private void SetAside(string why)
    {
        var aside = Path + ".aside";
        try
        {
            File.Delete(Path + "-wal");
            File.Delete(Path + "-shm");
            if (File.Exists(Path))
                File.Move(Path, aside, overwrite: true);
            Remark($"The history {Path} {why}; it is set aside as {System.IO.Path.GetFileName(aside)}, and a new one begins.");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            Remark($"The history {Path} {why}, and it cannot be moved: {refused.Message.TrimEnd('.')}.");
        }
    }

    private void Remark(string text)
    {
        if (!_remarks.Contains(text))
            _remarks.Add(text);
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
        var pieces = ReadPieces(connection);
        var results = new Dictionary<long, ImmutableArray<PastResult>.Builder>();
        using (var command = connection.CreateCommand())
        {
            command.CommandText = "SELECT test, run, status, milliseconds FROM results ORDER BY run DESC";
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                if (!results.TryGetValue(reader.GetInt64(0), out var own))
                    results.Add(reader.GetInt64(0), own = ImmutableArray.CreateBuilder<PastResult>());
                own.Add(new PastResult(reader.GetInt32(1), (SuiteTestStatus)reader.GetInt32(2), TimeSpan.FromMilliseconds(reader.GetDouble(3))));
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

    private static Dictionary<int, KeyValuePair<CodePiece, string>> ReadPieces(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT id, kind, assembly, name, hash FROM pieces";
        using var reader = command.ExecuteReader();
        var pieces = new Dictionary<int, KeyValuePair<CodePiece, string>>();
        while (reader.Read())
            pieces.Add(reader.GetInt32(0), new(new CodePiece((PieceKind)reader.GetInt32(1), reader.GetString(2), reader.GetString(3)), reader.GetString(4)));
        return pieces;
    }

    private static TestCoverage CoverageOf(byte[] reached, byte[] hits, bool hasHits, Dictionary<int, KeyValuePair<CodePiece, string>> pieces)
    {
        using var numbers = new BinaryReader(new MemoryStream(reached));
        using var reader = new BinaryReader(new MemoryStream(hits));
        var own = Varints.Read(numbers).Select(number => pieces[number]).ToImmutableArray();
        var members = ImmutableArray.CreateBuilder<MemberHits>();
        while (hasHits && reader.BaseStream.Position < reader.BaseStream.Length)
            members.Add(new MemberHits(pieces[reader.Read7BitEncodedInt()].Key.Name, [.. Varints.Read(reader)], [.. Varints.Read(reader)]));
        return new TestCoverage(own, members.ToImmutable(), hasHits);
    }

    /// <summary>One run on its way into the file.</summary>
    private sealed class Writing(SqliteConnection connection, SqliteTransaction transaction, string toolVersion)
    {
        private readonly Dictionary<(CodePiece, string), int> _pieces = ReadPieces(connection).ToDictionary(piece => (piece.Value.Key, piece.Value.Value), piece => piece.Key);

        public void Write(RecordedRun run)
        {
            var number = (int)Scalar("INSERT INTO runs (time, revision, tool, command) VALUES ($1, $2, $3, $4) RETURNING id", run.Time.ToString("O", CultureInfo.InvariantCulture), run.Commit, run.ToolVersion, run.Command)!;
            foreach (var test in run.Tests)
                Write(number, test);
            foreach (var (project, keys) in run.Complete)
            {
                foreach (var (id, key) in Rows("SELECT id, key FROM tests WHERE project = $1", project))
                {
                    if (!keys.Contains(key))
                        Scalar("DELETE FROM tests WHERE id = $1", id);
                }
            }

            Scalar("DELETE FROM runs WHERE id <= $1", number - MostRuns);
            Scalar("DELETE FROM tests WHERE NOT EXISTS (SELECT 1 FROM results WHERE results.test = tests.id)");
            if (number % 10 == 0)
                ForgetPieces();
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
            var reached = coverage.Pieces.Select(piece => NumberOf(piece.Key, piece.Value)).Distinct().Order().ToList();
            var hits = Varints.Pack(writer =>
            {
                foreach (var member in coverage.Hits)
                {
                    writer.Write7BitEncodedInt(NumberOf(new CodePiece(PieceKind.Place, "", member.Member), ""));
                    Varints.Write(writer, member.Lines);
                    Varints.Write(writer, member.Goals);
                }
            });
            Scalar(
                "INSERT OR REPLACE INTO coverage (test, tool, pieces, hits) VALUES ($1, $2, $3, $4)",
                id, coverage.HasHits ? toolVersion : null, Varints.Pack(writer => Varints.Write(writer, reached)), hits);
        }

        private int NumberOf(CodePiece piece, string hash)
        {
            if (!_pieces.TryGetValue((piece, hash), out var number))
                _pieces.Add((piece, hash), number = (int)Scalar("INSERT INTO pieces (kind, assembly, name, hash) VALUES ($1, $2, $3, $4) RETURNING id", (int)piece.Kind, piece.Assembly, piece.Name, hash)!);
            return number;
        }

        /// <summary>Fingerprints that no test has any more.</summary>
        private void ForgetPieces()
        {
            var used = new HashSet<int>();
            using (var command = Command("SELECT pieces, hits FROM coverage"))
            using (var rows = command.ExecuteReader())
            {
                while (rows.Read())
                {
                    using var numbers = new BinaryReader(new MemoryStream(rows.GetFieldValue<byte[]>(0)));
                    used.UnionWith(Varints.Read(numbers));
                    using var hits = new BinaryReader(new MemoryStream(rows.GetFieldValue<byte[]>(1)));
                    while (hits.BaseStream.Position < hits.BaseStream.Length)
                    {
                        used.Add(hits.Read7BitEncodedInt());
                        Varints.Read(hits);
                        Varints.Read(hits);
                    }
                }
            }

            foreach (var number in _pieces.Values.Where(number => !used.Contains(number)))
                Scalar("DELETE FROM pieces WHERE id = $1", number);
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

        private SqliteCommand Command(string sql, params object?[] values)
        {
            var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = sql;
            for (var at = 0; at < values.Length; at++)
                command.Parameters.AddWithValue(FormattableString.Invariant($"${at + 1}"), values[at] ?? DBNull.Value);
            return command;
        }
    }

    private enum SqliteError
    {
        General = 1,
        Corrupt = 11,
        Schema = 17,
        NotADatabase = 26,
    }
}
