using CodegenLab.SourceGenerator.Pipelines;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace CodegenLab.SourceGenerator.Specs;

/// <summary>A file *.testspec.json or *.testspec.yaml, as it is written.</summary>
/// <param name="Root">Null: it is no JSON or YAML, the complaints say why.</param>
/// <param name="LineStarts">Of the text, to tell places.</param>
internal sealed record TestSpec(string Path, JsonValue? Root, EquatableArray<int> LineStarts, EquatableArray<Complaint> Complaints)
{
    private static readonly string[] OfFile = ["$schema", "subject", "namespace", "fixture", "tests"];
    private static readonly string[] OfTest = ["name", "new", "call", "with", "returns", "throws", "source"];

    private static readonly string[] Extensions = [".json", ".yaml", ".yml"];

    public static bool IsSpec(AdditionalText file) => Extensions.Any(extension => file.Path.EndsWith(".testspec" + extension, StringComparison.OrdinalIgnoreCase));

    public static TestSpec Of(AdditionalText file, CancellationToken cancellationToken)
    {
        var text = file.GetText(cancellationToken) ?? SourceText.From("");
        var starts = text.Lines.Select(line => line.Start).ToEquatableArray();
        var empty = new TestSpec(file.Path, null, starts, EquatableArray<Complaint>.Empty);
        try
        {
            var root = file.Path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? JsonReader.Read(text.ToString()) : YamlReader.Read(text.ToString());
            return empty with { Root = root, Complaints = empty.Check(root).ToEquatableArray() };
        }
        catch (MalformedTextException malformed)
        {
            return empty with { Complaints = new[] { empty.Malformed(new TextSpan(malformed.At, 0), malformed.Message) }.ToEquatableArray() };
        }
    }

    /// <summary>In this file.</summary>
    public Place At(TextSpan span) => new(Path, span, new LinePositionSpan(Position(span.Start), Position(span.End)));

    public int LineOf(TextSpan span) => Position(span.Start).Line;

    private LinePosition Position(int at)
    {
        var line = LineStarts.Count - 1;
        while (line > 0 && LineStarts[line] > at)
            line--;
        return new LinePosition(line, at - (LineStarts.Count == 0 ? 0 : LineStarts[line]));
    }

    private IEnumerable<Complaint> Check(JsonValue root)
    {
        if (root.Kind != JsonKind.Members)
            return [Malformed(root.Span, "it is no object with 'subject' and 'tests'")];
        var found = Unknown(root, OfFile).ToList();
        if (root["subject"] is not { Kind: JsonKind.Text })
            found.Add(Malformed(new TextSpan(root.Span.Start, 1), "it has no 'subject', the full name of a type"));
        if (root["tests"] is not { Kind: JsonKind.List } tests)
        {
            found.Add(Malformed(new TextSpan(root.Span.Start, 1), "it has no list 'tests'"));
            return found;
        }

        foreach (var test in tests.Items)
        {
            if (test.Kind != JsonKind.Members)
            {
                found.Add(Malformed(test.Span, "a test is an object"));
                continue;
            }

            found.AddRange(Unknown(test, OfTest));
            if (test["name"] is not { Kind: JsonKind.Text, Text.Length: > 0 })
                found.Add(Malformed(test.Span, "a test has a 'name'"));
            if (test["call"] is not { Kind: JsonKind.Text } && test["throws"] is null)
                found.Add(Malformed(test.Span, "a test says with 'call' which method it calls"));
            if (test["returns"] is not null == test["throws"] is not null)
                found.Add(Malformed(test.Span, "a test says either what the method 'returns' or what it 'throws'"));
            if (test["source"] is not { Kind: JsonKind.Text, Text.Length: > 0 })
                found.Add(Malformed(test.Span, "a test says with 'source' who says so"));
            found.AddRange(new[] { "new", "with" }.Select(name => test[name]).OfType<JsonValue>().Where(value => value.Kind != JsonKind.List).Select(value => Malformed(value.Span, "arguments are a list")));
            if (test["throws"] is { Kind: not JsonKind.Text } thrown)
                found.Add(Malformed(thrown.Span, "what is thrown is the full name of a type"));
        }

        return found;
    }

    private IEnumerable<Complaint> Unknown(JsonValue value, string[] known) => value.Members.Where(member => !known.Contains(member.Name))
        .Select(member => Malformed(member.Span, $"there is no '{member.Name}' here, only {string.Join(", ", known.Where(name => name[0] != '$'))}"));

    public Complaint Malformed(TextSpan span, string words) => Complaint.Of(Rules.SpecIsMalformed, At(span), System.IO.Path.GetFileName(Path), words);
}
