using CodegenLab.Worker.TestCases;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Engine.Rendering;

/// <summary>Names of the variables of one test, each given out once.</summary>
internal sealed class VariableNames
{
    private static readonly string[] Prefixes = ["other", "third"];

    private static readonly HashSet<string> Vague = ["value", "obj", "item", "source", "input", "it", "instance", "self", "this", "data", "arg"];

    private readonly HashSet<string> _taken = [];

    /// <summary>What is taken now, for <see cref="Restore"/>.</summary>
    public IReadOnlyCollection<string> Save() => [.. _taken];

    public void Restore(IReadOnlyCollection<string> taken)
    {
        _taken.Clear();
        _taken.UnionWith(taken);
    }

    /// <summary>The wished name, or one like it that is still free, as C# writes it.</summary>
    public string Take(string wish)
    {
        var name = Camel(wish);
        if (SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None)
            name = name == "string" ? "text" : name + "Value";
        if (!_taken.Add(name))
            name = Next(name);
        return LiteralWriter.Identifier(name);
    }

    /// <summary>A name is used by something else.</summary>
    public void Forbid(string name) => _taken.Add(name);

    /// <summary>Parameter names that say nothing: the type's name is better.</summary>
    public static bool IsVague(string parameter) => parameter.Length == 1 || Vague.Contains(parameter);

    /// <summary>A name for a value of this type.</summary>
    public static string OfType(TypeNames types, int type)
    {
        if (type < 0)
            return "value";
        var shape = types[type];
        if (shape.Kind == TypeShapeKind.Array)
            return Plural(OfType(types, shape.Arguments[0]));
        if (shape.Name == "System.Nullable`1")
            return OfType(types, shape.Arguments[0]);
        var name = shape.Name switch
        {
            "System.String" => "text",
            "System.Char" => "character",
            "System.Boolean" => "flag",
            "System.Object" => "value",
            "System.DateTime" or "System.DateTimeOffset" => "time",
            _ when TypeNames.Keywords.ContainsKey(shape.Name) => "number",
            _ => types.Simple(type),
        };
        if (shape.Kind == TypeShapeKind.Interface && name.Length > 1 && name[0] == 'I' && char.IsUpper(name[1]))
            name = name[1..];
        if (shape.Name.StartsWith("CodegenLab.Fakes.Fake", StringComparison.Ordinal) && name.Length > 4)
            name = name[4..];
        if (name is "List" or "Enumerable" or "ReadOnlyList" or "Collection" or "ReadOnlyCollection" or "HashSet" or "Set" && shape.Arguments.Length == 1)
            return Plural(OfType(types, shape.Arguments[0]));
        return Camel(name);
    }

    /// <summary>A name for what a member returns, where its type says too little.</summary>
    public static string OfResult(TypeNames types, MemberShape member)
    {
        if (member.Kind == MemberShapeKind.Constructor)
            return OfType(types, member.DeclaringType);
        var name = OfType(types, member.Result >= 0 ? member.Result : member.Returns);
        if (name is not ("text" or "number" or "flag" or "value" or "character" or "time" or "texts" or "numbers" or "values"))
            return name;
        if (member.Kind is MemberShapeKind.PropertyGetter or MemberShapeKind.Field)
            return Camel(member.Name);
        foreach (var verb in new[] { "Get", "Create", "Make", "Build", "Find", "To", "Compute", "Calculate" })
        {
            if (member.Name.Length > verb.Length + 1 && member.Name.StartsWith(verb, StringComparison.Ordinal) && char.IsUpper(member.Name[verb.Length]))
                return Camel(member.Name[verb.Length..].Replace("Async", "", StringComparison.Ordinal));
        }

        return member.Name.StartsWith("Parse", StringComparison.Ordinal) ? "parsed" : name;
    }

    public static string Camel(string name)
    {
        name = new string([.. name.Where(c => char.IsLetterOrDigit(c) || c == '_')]).Trim('_');
        if (name.Length == 0 || char.IsDigit(name[0]))
            return "value" + name;
        var upper = 0;
        while (upper < name.Length && char.IsUpper(name[upper]))
            upper++;
        // URLReader reads urlReader, Money reads money.
        var lower = upper <= 1 || upper == name.Length ? Math.Max(1, upper) : upper - 1;
        return name[..lower].ToLowerInvariant() + name[lower..];
    }

    /// <summary>A name for several of them.</summary>
    public static string Plural(string name) => name.EndsWith('y') && name.Length > 1 && !"aeiou".Contains(name[^2]) ? name[..^1] + "ies"
        : name.EndsWith('s') || name.EndsWith('x') || name.EndsWith("ch", StringComparison.Ordinal) ? name + "es" : name + "s";

    private string Next(string name)
    {
        foreach (var prefix in Prefixes)
        {
            var longer = prefix + char.ToUpperInvariant(name[0]) + name[1..];
            if (!name.StartsWith(prefix, StringComparison.Ordinal) && SyntaxFacts.IsValidIdentifier(longer) && _taken.Add(longer))
                return longer;
        }

        for (var number = 2; ; number++)
        {
            var numbered = name + number;
            if (_taken.Add(numbered))
                return numbered;
        }
    }
}
