using CodegenLab.SourceGenerator.Pipelines;
using Microsoft.CodeAnalysis.Text;

namespace CodegenLab.SourceGenerator.Specs;

/// <summary>Kinds of JSON values, which those of YAML are too.</summary>
internal enum JsonKind
{
    Null,
    False,
    True,
    Number,
    Text,
    List,
    Members,
}

/// <summary>A JSON value that knows where it stands. A compiler has no JSON library that it would share with its generators.</summary>
/// <param name="Text">Of a text what it says, of a number how it is written.</param>
/// <param name="Items">Of a list.</param>
/// <param name="Members">Of an object, in order.</param>
internal sealed record JsonValue(JsonKind Kind, string Text, EquatableArray<JsonValue> Items, EquatableArray<JsonMember> Members, TextSpan Span)
{
    public JsonValue? this[string name] => Members.FirstOrDefault(member => member.Name == name)?.Value;
}

/// <param name="Span">Of the name.</param>
internal sealed record JsonMember(string Name, JsonValue Value, TextSpan Span);

/// <summary>What is wrong with a text that should be JSON or YAML.</summary>
internal sealed class MalformedTextException(string message, int at) : Exception(message)
{
    public int At => at;
}
