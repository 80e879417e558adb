using System.Collections;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Protocol;

/// <summary>
/// Records as JSON: public properties by name, derived records by their JsonDerivedType attribute, test cases and literals by their notation.
/// What System.Text.Json's serializer writes, but without its generic code, of which every new process compiled a thousand methods: a quarter of
/// a second of CPU time before a worker did anything. Both ends are of one version: a property that is not known is an error.
/// </summary>
internal static class RecordJson
{
    public static void Write(Utf8JsonWriter writer, object? value, Type declared)
    {
        switch (value)
        {
            case null: writer.WriteNullValue(); break;
            case string text: WriteText(writer, text); break;
            case bool truth: writer.WriteBooleanValue(truth); break;
            case int number: writer.WriteNumberValue(number); break;
            case long number: writer.WriteNumberValue(number); break;
            case ulong number: writer.WriteNumberValue(number); break;
            case char character: writer.WriteNumberValue((int)character); break;
            case double real when double.IsFinite(real): writer.WriteNumberValue(real); break;
            case double real: writer.WriteStringValue(real.ToString(CultureInfo.InvariantCulture)); break;
            case TimeSpan span: writer.WriteNumberValue(span.Ticks); break;
            case Enum constant: writer.WriteStringValue(constant.ToString()); break;
            case TestCase test: writer.WriteStringValue(Show(test)); break;
            case Expression expression: writer.WriteStringValue(TestCaseNotation.Write(expression)); break;
            case IDictionary map: WriteMap(writer, map, declared.GetGenericArguments()[1]); break;
            case IEnumerable items: WriteItems(writer, items, ElementOf(declared)); break;
            default: WriteRecord(writer, value, declared); break;
        }
    }

    /// <param name="reader">Stands on the first token of the value, afterwards on its last.</param>
    /// <exception cref="JsonException">Not a <paramref name="type"/>.</exception>
    public static object? Read(ref Utf8JsonReader reader, Type type)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return null;
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsEnum)
            return Enum.Parse(type, reader.GetString()!);
        if (type.IsArray || type.IsGenericType)
            return reader.TokenType == JsonTokenType.StartArray ? ReadItems(ref reader, type) : ReadMap(ref reader, type);
        if (type.IsAssignableTo(typeof(Expression)))
            return TestCaseNotation.ParseExpression(reader.GetString()!);
        if (type == typeof(TestCase))
            return Test(reader.GetString()!);
        if (type == typeof(string))
            return ReadText(ref reader);
        if (type == typeof(bool))
            return reader.GetBoolean();
        if (type == typeof(int))
            return reader.GetInt32();
        if (type == typeof(long))
            return reader.GetInt64();
        if (type == typeof(ulong))
            return reader.GetUInt64();
        if (type == typeof(char))
            return (char)reader.GetUInt16();
        if (type == typeof(TimeSpan))
            return new TimeSpan(reader.GetInt64());
        if (type == typeof(double))
            return reader.TokenType == JsonTokenType.String ? double.Parse(reader.GetString()!, CultureInfo.InvariantCulture) : reader.GetDouble();
        return ReadRecord(ref reader, type);
    }

    /// <summary>@3 before the notation: where it comes from.</summary>
    private static string Show(TestCase test) => (test.Origin < 0 ? "" : FormattableString.Invariant($"@{test.Origin} ")) + TestCaseNotation.Write(test);

    private static TestCase Test(string text)
    {
        if (!text.StartsWith('@'))
            return TestCaseNotation.Parse(text);
        var end = text.IndexOf(' ', StringComparison.Ordinal);
        return TestCaseNotation.Parse(text[(end + 1)..]) with { Origin = int.Parse(text.AsSpan(1, end - 1), CultureInfo.InvariantCulture) };
    }

    private static void WriteRecord(Utf8JsonWriter writer, object value, Type declared)
    {
        writer.WriteStartObject();
        if (RecordShape.Of(declared).Discriminator is { } discriminator)
            writer.WriteString(discriminator, RecordShape.Of(declared).NameOf(value.GetType()));
        foreach (var property in RecordShape.Of(value.GetType()).Properties)
        {
            writer.WritePropertyName(property.Name);
            Write(writer, property.GetValue(value), property.PropertyType);
        }

        writer.WriteEndObject();
    }

    private static object ReadRecord(ref Utf8JsonReader reader, Type declared)
    {
        Expect(reader.TokenType == JsonTokenType.StartObject, declared);
        var type = declared;
        if (RecordShape.Of(declared).Discriminator is { } discriminator)
        {
            Expect(reader.Read() && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals(discriminator) && reader.Read(), declared);
            type = RecordShape.Of(declared).TypeOf(reader.GetString()!);
        }

        var shape = RecordShape.Of(type);
        var values = new Dictionary<string, object?>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var property = shape.Property(reader.GetString()!);
            reader.Read();
            values[property.Name] = Read(ref reader, property.PropertyType);
        }

        return shape.Make(values);
    }

    private static void WriteMap(Utf8JsonWriter writer, IDictionary map, Type declared)
    {
        writer.WriteStartObject();
        foreach (DictionaryEntry entry in map)
        {
            writer.WritePropertyName((string)entry.Key);
            Write(writer, entry.Value, declared);
        }

        writer.WriteEndObject();
    }

    private static IDictionary ReadMap(ref Utf8JsonReader reader, Type type)
    {
        Expect(reader.TokenType == JsonTokenType.StartObject && type.IsAssignableTo(typeof(IDictionary)), type);
        var map = (IDictionary)Activator.CreateInstance(type)!;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.GetString()!;
            reader.Read();
            map.Add(key, Read(ref reader, type.GetGenericArguments()[1]));
        }

        return map;
    }

    private static void WriteItems(Utf8JsonWriter writer, IEnumerable items, Type element)
    {
        writer.WriteStartArray();
        foreach (var item in items)
            Write(writer, item, element);
        writer.WriteEndArray();
    }

    private static object ReadItems(ref Utf8JsonReader reader, Type type)
    {
        var element = ElementOf(type);
        var items = new ArrayList();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            items.Add(Read(ref reader, element));

        var array = items.ToArray(element);
        if (type.IsArray)
            return array;
        if (!type.IsAssignableTo(typeof(IList)) || type.IsValueType)
            return typeof(ImmutableCollectionsMarshal).GetMethod(nameof(ImmutableCollectionsMarshal.AsImmutableArray))!.MakeGenericMethod(element).Invoke(null, [array])!;
        return Activator.CreateInstance(type, array)!;
    }

    private static Type ElementOf(Type collection) => collection.GetElementType() ?? collection.GetGenericArguments()[0];

    /// <summary>JSON cannot carry half a surrogate pair, but constants of a subject may hold one: such a text is an array of its UTF-16 code units.</summary>
    private static void WriteText(Utf8JsonWriter writer, string text)
    {
        if (IsWellFormed(text))
        {
            writer.WriteStringValue(text);
            return;
        }

        writer.WriteStartArray();
        foreach (var c in text)
            writer.WriteNumberValue((int)c);
        writer.WriteEndArray();
    }

    private static string ReadText(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            return reader.GetString()!;
        var characters = new List<char>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            characters.Add((char)reader.GetUInt16());
        return new string([.. characters]);
    }

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return false;
            i++;
        }

        return true;
    }

    private static void Expect(bool holds, Type type)
    {
        if (!holds)
            throw new JsonException($"Not a {type.Name}.");
    }
}
