using System.Text.Json;
using System.Text.Json.Serialization;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Protocol;

/// <summary>A test case as its notation.</summary>
public sealed class TestCaseConverter : JsonConverter<TestCase>
{
    public override TestCase Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => TestCaseNotation.Parse(reader.GetString()!);

    public override void Write(Utf8JsonWriter writer, TestCase value, JsonSerializerOptions options) => writer.WriteStringValue(TestCaseNotation.Write(value));
}

/// <summary>An expression as its notation.</summary>
public sealed class ExpressionConverter : JsonConverter<Expression>
{
    public override Expression Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => TestCaseNotation.ParseExpression(reader.GetString()!);

    public override void Write(Utf8JsonWriter writer, Expression value, JsonSerializerOptions options) => writer.WriteStringValue(TestCaseNotation.Write(value));
}

/// <summary>A literal as its notation.</summary>
public sealed class LiteralConverter : JsonConverter<Literal>
{
    public override Literal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TestCaseNotation.ParseExpression(reader.GetString()!) as Literal ?? throw new FormatException("Not a literal.");

    public override void Write(Utf8JsonWriter writer, Literal value, JsonSerializerOptions options) => writer.WriteStringValue(TestCaseNotation.Write(value));
}
