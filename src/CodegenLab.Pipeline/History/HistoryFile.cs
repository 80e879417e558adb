using System.Collections.Immutable;
using System.Globalization;
using CodegenLab.Pipeline.Solutions;
using Microsoft.Data.Sqlite;

namespace CodegenLab.Pipeline.History;

/// <summary>The database <c>.codegen-lab/history.db</c> beside the solution: made, brought up to date, and set aside when it is broken. Several processes may use it at once.</summary>
/// <param name="solutionFolder">The folder of the solution.</param>
internal sealed class HistoryFile(string solutionFolder)
{
    public const string Name = "history.db";

    /// <summary>Another process writes what a run showed meanwhile.</summary>
    private const int PatienceSeconds = 20;

    private readonly List<string> _remarks = [];

    /// <summary>Full path of the file.</summary>
    public string Path { get; } = System.IO.Path.Combine(solutionFolder, StateFolder.Name, Name);

    public bool Exists => File.Exists(Path);

    /// <summary>What could not be read or written, for people.</summary>
    public ImmutableArray<string> Remarks => [.. _remarks];

    /// <param name="otherwise">Where it cannot be used.</param>
    public T Reach<T>(T otherwise, Func<SqliteConnection, T> work)
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

    /// <param name="values">Of the parameters $1, $2 and so on.</param>
    public static SqliteCommand Command(SqliteConnection connection, SqliteTransaction? transaction, string sql, params object?[] values)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        for (var at = 0; at < values.Length; at++)
            command.Parameters.AddWithValue(FormattableString.Invariant($"${at + 1}"), values[at] ?? DBNull.Value);
        return command;
    }

    private enum SqliteError
    {
        General = 1,
        Corrupt = 11,
        Schema = 17,
        NotADatabase = 26,
    }
}
