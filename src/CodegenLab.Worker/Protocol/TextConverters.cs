using System.Text.Json;
using System.Text.Json.Serialization;

namespace CodegenLab.Worker.Protocol;

/// <summary>
/// Any string. JSON cannot carry half a surrogate pair (the writer replaces it by U+FFFD), but constants of a subject may hold one:
/// such a string is an array of its UTF-16 code units.
/// </summary>
public sealed class TextConverter : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            return reader.GetString();
        var characters = new List<char>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            characters.Add((char)reader.GetUInt16());
        return new string([.. characters]);
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options)
    {
        if (IsWellFormed(value))
        {
            writer.WriteStringValue(value);
            return;
        }

        writer.WriteStartArray();
        foreach (var c in value)
            writer.WriteNumberValue((ushort)c);
        writer.WriteEndArray();
    }

    public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString()!;

    public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WritePropertyName(value);

    private static bool IsWellFormed(string value)
    {
        for (var i = 0; i < value.Length; i++)
        {
            if (!char.IsSurrogate(value[i]))
                continue;
            if (i + 1 == value.Length || !char.IsSurrogatePair(value[i], value[i + 1]))
                return false;
            i++;
        }

        return true;
    }
}

/// <summary>A character as its number, for the same reason.</summary>
public sealed class CharacterConverter : JsonConverter<char>
{
    public override char Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => (char)reader.GetUInt16();

    public override void Write(Utf8JsonWriter writer, char value, JsonSerializerOptions options) => writer.WriteNumberValue((ushort)value);
}
