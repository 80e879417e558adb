using CodegenLab.SourceGenerator.Pipelines;

namespace CodegenLab.SourceGenerator.Properties;

/// <summary>
/// Writes the tests into the class of the user, and what they state beside it, in a namespace where FsCheck's names mean FsCheck's types whatever the user's own are called.
/// </summary>
internal sealed class PropertiesWriter(PropertyClass properties)
{
    /// <summary>Names of what is written around a law.</summary>
    public const string UnlessRefused = nameof(UnlessRefused);

    /// <inheritdoc cref="UnlessRefused"/>
    public const string Unless = nameof(Unless);

    /// <summary>Puts values in a wrapper that shows them.</summary>
    public const string See = nameof(See);

    private const string Seen = nameof(Seen);
    private const string Space = "CodegenLab.Generated";
    private static readonly string[] Imports = ["FsCheck", "FsCheck.Fluent", "System", "System.Collections.Generic", "System.Linq"];

    private readonly CodeText _text = new();
    private readonly string _home = properties.Type.HintName.Substring(0, properties.Type.HintName.Length - ".Properties.g.cs".Length).Replace('.', '_');

    public string Write()
    {
        _text.Line("#nullable disable");
        _text.Line();
        Tests();
        _text.Line();
        using (_text.Block($"namespace {Space}"))
        {
            foreach (var import in Imports.Concat(properties.Imports.Select(import => "global::" + import)))
                _text.Line($"using {import};");
            _text.Line();
            using (_text.Block($"internal static class {_home}"))
            {
                foreach (var law in properties.Laws)
                    Law(law);
                if (properties.Laws.Any(law => law.Lines[0].Contains($"{UnlessRefused}(() => ")))
                    Around("Of values that a member refuses, the law does not speak.", UnlessRefused, "", "Exception refusal) when (refusal is ArgumentException or InvalidOperationException or FormatException or OverflowException or NotSupportedException or DivideByZeroException");
                if (properties.Laws.Any(law => law.Lines[0].StartsWith($"{Unless}<", StringComparison.Ordinal)))
                    Around("Of values that a member refuses in this way, the law does not speak.", $"{Unless}<TException>", " where TException : Exception", "TException");
                if (properties.Laws.Any(law => law.Typed is not null))
                    Printers();
                Values();
            }
        }

        return _text.ToString();
    }

    private void Tests()
    {
        var blocks = properties.ClassMark.Length == 0 ? properties.Type.Open(_text) : properties.Type.Open(_text, properties.ClassMark);
        foreach (var law in properties.Laws)
        {
            _text.Line();
            _text.Line($"/// <summary>{law.Words.Replace("&", "&amp;").Replace("<", "&lt;")}</summary>");
            _text.Line($"[{properties.Mark}]");
            var property = $"global::{Space}.{_home}.{law.Name}()";
            _text.Line(properties.IsRun
                ? FormattableString.Invariant($"public void {law.Name}() => global::FsCheck.Check.One(global::FsCheck.Config.QuickThrowOnFailure.WithMaxTest({properties.Cases}), {property});")
                : $"public global::FsCheck.Property {law.Name}() => {property};");
        }

        PartialType.Close(blocks);
    }

    private void Law(PropertyText law)
    {
        if (law.Typed is { } typed)
        {
            _text.Line($"internal static Property {law.Name}() => Prop.ForAll({law.Arbitraries}, {law.Parameters} => {law.Name}({law.Unwrapped}));");
            _text.Line();
            if (law.Lines.Count == 1)
            {
                _text.Line($"private static bool {law.Name}({typed}) => {law.Lines[0]};");
            }
            else
            {
                using (_text.Block($"private static bool {law.Name}({typed})"))
                {
                    foreach (var line in law.Lines)
                        _text.Line(line);
                }
            }
        }
        else if (law.Lines.Count == 1)
        {
            _text.Line($"internal static Property {law.Name}() => Prop.ForAll({law.Arbitraries}, {law.Parameters} => {law.Lines[0]});");
        }
        else
        {
            using (_text.Block($"internal static Property {law.Name}() => Prop.ForAll({law.Arbitraries}, {law.Parameters} =>", "});"))
            {
                foreach (var line in law.Lines)
                    _text.Line(line);
            }
        }

        _text.Line();
    }

    private void Around(string comment, string name, string limits, string refusal)
    {
        _text.Line("// " + comment);
        using (_text.Block($"private static bool {name}(Func<bool> law){limits}"))
        {
            using (_text.Block("try"))
                _text.Line("return law();");
            using (_text.Block($"catch ({refusal})"))
                _text.Line("return true;");
        }

        _text.Line();
    }

    /// <summary>For types that do not say what their values are.</summary>
    private void Printers()
    {
        foreach (var printer in properties.Printers)
            _text.Line(printer);
        _text.Line();
        _text.Line($"private static Arbitrary<{Seen}<T>> {See}<T>(Arbitrary<T> values, Func<T, string> words) => Arb.From(");
        _text.Line($"    values.Generator.Select(value => new {Seen}<T>(value, words)),");
        _text.Line($"    seen => values.Shrinker(seen.Value).Select(value => new {Seen}<T>(value, words)));");
        _text.Line();
        using (_text.Block($"private sealed class {Seen}<T>"))
        {
            _text.Line("private readonly Func<T, string> _words;");
            _text.Line();
            using (_text.Block($"public {Seen}(T value, Func<T, string> words)"))
            {
                _text.Line("Value = value;");
                _text.Line("_words = words;");
            }

            _text.Line();
            _text.Line("public T Value { get; }");
            _text.Line();
            using (_text.Block("public override string ToString()"))
            {
                using (_text.Block("try"))
                    _text.Line("return _words(Value);");
                using (_text.Block("catch (Exception refusal)"))
                    _text.Line("return $\"{Value}, of which a part cannot be shown: {refusal.Message}\";");
            }
        }

        _text.Line();
    }

    private void Values()
    {
        using (_text.Block($"private static class {Engine.Laws.ValuesWriter.ClassName}"))
        {
            foreach (var member in properties.Values)
            {
                _text.Line();
                foreach (var line in member.Split('\n'))
                    _text.Line(line);
            }
        }
    }
}
