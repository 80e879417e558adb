using System.Collections.Immutable;
using Microsoft.Data.Sqlite;

namespace CodegenLab.Pipeline.History;

/// <summary>Pieces of code with their fingerprints, each stored once and named by a number elsewhere.</summary>
internal sealed class PieceTable(SqliteConnection connection, SqliteTransaction transaction)
{
    private readonly Dictionary<(CodePiece, string), int> _numbers = Read(connection).ToDictionary(piece => (piece.Value.Key, piece.Value.Value), piece => piece.Key);

    /// <summary>By number.</summary>
    public static Dictionary<int, KeyValuePair<CodePiece, string>> Read(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT id, kind, assembly, name, hash FROM pieces";
        using var reader = command.ExecuteReader();
        var pieces = new Dictionary<int, KeyValuePair<CodePiece, string>>();
        while (reader.Read())
            pieces.Add(reader.GetInt32(0), new(new CodePiece((PieceKind)reader.GetInt32(1), reader.GetString(2), reader.GetString(3)), reader.GetString(4)));
        return pieces;
    }

    /// <summary>Pieces by their numbers as <see cref="Pack"/> wrote them.</summary>
    public static ImmutableArray<KeyValuePair<CodePiece, string>> Unpack(byte[] numbers, Dictionary<int, KeyValuePair<CodePiece, string>> pieces)
    {
        using var reader = new BinaryReader(new MemoryStream(numbers));
        return [.. Varints.Read(reader).Select(number => pieces[number])];
    }

    public byte[] Pack(IEnumerable<KeyValuePair<CodePiece, string>> pieces)
    {
        var numbers = pieces.Select(piece => NumberOf(piece.Key, piece.Value)).Distinct().Order().ToList();
        return Varints.Pack(writer => Varints.Write(writer, numbers));
    }

    public int NumberOf(CodePiece piece, string hash)
    {
        if (!_numbers.TryGetValue((piece, hash), out var number))
        {
            using var command = HistoryFile.Command(connection, transaction, "INSERT INTO pieces (kind, assembly, name, hash) VALUES ($1, $2, $3, $4) RETURNING id", (int)piece.Kind, piece.Assembly, piece.Name, hash);
            _numbers.Add((piece, hash), number = (int)(long)command.ExecuteScalar()!);
        }

        return number;
    }

    /// <summary>Forgets those that nothing names any more.</summary>
    public void ForgetUnused()
    {
        var used = new HashSet<int>();
        foreach (var pieces in Blobs("SELECT pieces FROM coverage UNION ALL SELECT pieces FROM judged UNION ALL SELECT strayed FROM verdicts"))
        {
            using var numbers = new BinaryReader(new MemoryStream(pieces));
            used.UnionWith(Varints.Read(numbers));
        }

        foreach (var found in Blobs("SELECT hits FROM coverage"))
        {
            using var hits = new BinaryReader(new MemoryStream(found));
            while (hits.BaseStream.Position < hits.BaseStream.Length)
            {
                used.Add(hits.Read7BitEncodedInt());
                Varints.Read(hits);
                Varints.Read(hits);
            }
        }

        foreach (var number in _numbers.Values.Where(number => !used.Contains(number)))
        {
            using var command = HistoryFile.Command(connection, transaction, "DELETE FROM pieces WHERE id = $1", number);
            command.ExecuteNonQuery();
        }
    }

    private List<byte[]> Blobs(string sql)
    {
        using var command = HistoryFile.Command(connection, transaction, sql);
        using var reader = command.ExecuteReader();
        var blobs = new List<byte[]>();
        while (reader.Read())
            blobs.Add(reader.GetFieldValue<byte[]>(0));
        return blobs;
    }
}
