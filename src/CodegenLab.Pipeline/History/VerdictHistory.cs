using System.Collections.Immutable;
using System.Text.Json;
using CodegenLab.Worker.Protocol;
using Microsoft.Data.Sqlite;

namespace CodegenLab.Pipeline.History;

/// <summary>What the newest run with mutants of each test project showed: kept in the file of <see cref="SuiteHistory"/>, under the same terms.</summary>
/// <param name="solutionFolder">The folder of the solution.</param>
public sealed class VerdictHistory(string solutionFolder)
{
    private readonly HistoryFile _file = new(solutionFolder);

    /// <summary>What could not be read or written, for people.</summary>
    public ImmutableArray<string> Remarks => _file.Remarks;

    /// <param name="project">Name of the test project.</param>
    /// <returns>Null: there was none.</returns>
    public JudgedProject? Of(string project) => _file.Exists ? _file.Reach(null, connection => Read(connection, project)) : null;

    /// <summary>Takes the place of what was known of these projects.</summary>
    public void Record(IReadOnlyCollection<JudgedProject> projects) => _file.Reach(false, connection =>
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        var pieces = new PieceTable(connection, transaction);
        foreach (var project in projects)
        {
            Run("DELETE FROM judged WHERE project = $1", project.Name);
            Run("DELETE FROM verdicts WHERE project = $1", project.Name);
            foreach (var (key, own) in project.Tests)
                Run("INSERT INTO judged (project, key, pieces) VALUES ($1, $2, $3)", project.Name, key, pieces.Pack(own));
            foreach (var verdict in project.Verdicts)
            {
                Run(
                    "INSERT INTO verdicts (project, mutant, setting, fate, killers, runs, static, detail, say, strayed) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
                    project.Name, verdict.Mutant, project.Setting, (int)verdict.Fate, JsonSerializer.Serialize(verdict.Killers), verdict.Runs, verdict.IsStatic ? 1 : 0, verdict.Detail, unchecked((long)verdict.Say), pieces.Pack(verdict.Strayed));
            }
        }

        pieces.ForgetUnused();
        transaction.Commit();
        return true;

        void Run(string sql, params object?[] values)
        {
            using var command = HistoryFile.Command(connection, transaction, sql, values);
            command.ExecuteNonQuery();
        }
    });

    private static JudgedProject? Read(SqliteConnection connection, string project)
    {
        var pieces = PieceTable.Read(connection);
        var tests = ImmutableDictionary.CreateBuilder<string, ImmutableArray<KeyValuePair<CodePiece, string>>>(StringComparer.Ordinal);
        using (var command = HistoryFile.Command(connection, null, "SELECT key, pieces FROM judged WHERE project = $1", project))
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
                tests.Add(reader.GetString(0), PieceTable.Unpack(reader.GetFieldValue<byte[]>(1), pieces));
        }

        var setting = "";
        var verdicts = ImmutableArray.CreateBuilder<PastVerdict>();
        using (var command = HistoryFile.Command(connection, null, "SELECT mutant, setting, fate, killers, runs, static, detail, say, strayed FROM verdicts WHERE project = $1", project))
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                setting = reader.GetString(1);
                verdicts.Add(new PastVerdict(
                    reader.GetString(0), (MutantFate)reader.GetInt32(2), JsonSerializer.Deserialize<ImmutableArray<string>>(reader.GetString(3)), reader.GetInt32(4), reader.GetInt32(5) != 0,
                    reader.IsDBNull(6) ? null : reader.GetString(6), unchecked((ulong)reader.GetInt64(7)), PieceTable.Unpack(reader.GetFieldValue<byte[]>(8), pieces)));
            }
        }

        return verdicts.Count == 0 ? null : new JudgedProject(project, setting, tests.ToImmutable(), verdicts.ToImmutable());
    }
}

/// <summary>A test project that mutants were tried on.</summary>
/// <param name="Setting">What besides code has a say in verdicts; those that another setting gave say nothing.</param>
/// <param name="Tests">By key of the case, all that it depends on, with the fingerprints that it had.</param>
public sealed record JudgedProject(string Name, string Setting, ImmutableDictionary<string, ImmutableArray<KeyValuePair<CodePiece, string>>> Tests, ImmutableArray<PastVerdict> Verdicts);

/// <summary>A verdict of an earlier run.</summary>
/// <param name="Mutant">Its id in reports.</param>
/// <param name="Killers">Keys of the cases that noticed it.</param>
/// <param name="Runs">Cases that were run against it.</param>
/// <param name="IsStatic">Reached while types are initialised.</param>
/// <param name="Detail">What it did; null: nothing to say.</param>
/// <param name="Say">Tells the cases that had a say from any other set of cases.</param>
/// <param name="Strayed">What it depends on besides what these cases depend on.</param>
public sealed record PastVerdict(string Mutant, MutantFate Fate, ImmutableArray<string> Killers, int Runs, bool IsStatic, string? Detail, ulong Say, ImmutableArray<KeyValuePair<CodePiece, string>> Strayed);
