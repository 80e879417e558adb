using CodegenLab.SourceGenerator.Pipelines;

namespace CodegenLab.SourceGenerator.Builders;

/// <summary>Writes the part of a builder that the user did not.</summary>
internal sealed class BuilderWriter(Built built)
{
    /// <summary>Makes as many items as a test wishes.</summary>
    public const string Many = nameof(Many);

    /// <summary>Tells the With that takes a number of items from that which takes them.</summary>
    public const string Counted = "(count)";

    private const string Func = "global::System.Func";

    private readonly CodeText _text = new();

    public string Write()
    {
        var name = built.Type.Self;
        var blocks = built.Type.Open(_text);
        foreach (var part in built.Parts)
            _text.Line(part.Default is null || IsInReady(part) ? $"private {Func}<{part.Type}>? {Field(part)};" : $"private {Func}<{part.Type}> {Field(part)} = static () => {part.Default};");

        if (!built.Standing.Contains("Valid"))
        {
            _text.Line();
            _text.Line("/// <summary>Starts with a valid default for each part.</summary>");
            _text.Line($"{built.Visibility} static {name} Valid() => new();");
        }

        foreach (var part in built.Parts)
            With(part, name);
        if (!built.Standing.Contains("Build"))
            Build();
        foreach (var maker in built.Makers)
        {
            _text.Line();
            _text.Line($"private static {maker.Type} {maker.Name}() => {maker.Expression};");
        }

        if (built.Parts.Any(IsCounted) && !built.Standing.Contains(Many))
            MakeMany();
        PartialType.Close(blocks);
        return _text.ToString();
    }

    private void With(BuiltPart part, string name)
    {
        if (!built.Standing.Contains("With" + part.Name))
        {
            _text.Line();
            _text.Line($"/// <summary>With another {part.Name}.</summary>");
            using (_text.Block($"{built.Visibility} {name} With{part.Name}({part.Type} value)"))
            {
                _text.Line($"{Field(part)} = () => value;");
                _text.Line("return this;");
            }
        }

        if (!IsCounted(part))
            return;
        _text.Line();
        _text.Line($"/// <summary>With so many {part.Name}, all valid.</summary>");
        using (_text.Block($"{built.Visibility} {name} With{part.Name}(int count)"))
        {
            _text.Line($"{Field(part)} = () => Many<{part.ElementType}>(count, static () => {part.Element}){(part.IsArray ? ".ToArray()" : "")};");
            _text.Line("return this;");
        }
    }

    private void Build()
    {
        var arguments = built.Parts.Where(part => part.Place == PartPlace.Argument).Select(part => $"{part.Member}: {(IsInReady(part) ? $"({Field(part)} ?? (static () => {part.Default}))" : Field(part))}()");
        var set = built.Parts.Where(part => part.Place == PartPlace.Initializer).Select(part => $"{part.Member} = {Field(part)}()").ToList();
        var later = built.Parts.Where(part => part.Place is PartPlace.Assignment or PartPlace.Items).ToList();
        var creation = $"{built.Creation}({string.Join(", ", arguments)})" + (set.Count == 0 ? "" : $" {{ {string.Join(", ", set)} }}");
        if (built.Ready is { } ready)
        {
            var unset = string.Join(" && ", built.Parts.Where(IsInReady).Select(part => $"{Field(part)} is null"));
            creation = unset.Length == 0 ? ready : $"{unset} ? {ready} : {creation}";
        }

        _text.Line();
        _text.Line("/// <summary>Builds one; each call builds another.</summary>");
        using (_text.Block($"{built.Visibility} {built.Builds} Build()"))
        {
            if (later.Count == 0)
            {
                _text.Line($"return {creation};");
                return;
            }

            _text.Line($"var built = {creation};");
            foreach (var part in later)
            {
                using (_text.Block($"if ({Field(part)} is not null)"))
                {
                    if (part.Place == PartPlace.Assignment)
                        _text.Line(built.IsRecord ? $"built = built with {{ {part.Member} = {Field(part)}() }};" : $"built.{part.Member} = {Field(part)}();");
                    else
                    {
                        using (_text.Block($"foreach (var item in {Field(part)}())"))
                            _text.Line($"built.{part.Member}.Add(item);");
                    }
                }

                _text.Line();
            }

            _text.Line("return built;");
        }
    }

    private void MakeMany()
    {
        _text.Line();
        using (_text.Block("private static global::System.Collections.Generic.List<T> Many<T>(int count, global::System.Func<T> make)"))
        {
            _text.Line("global::System.ArgumentOutOfRangeException.ThrowIfNegative(count);");
            _text.Line("var items = new global::System.Collections.Generic.List<T>(count);");
            _text.Line("while (items.Count < count)");
            _text.Line("    items.Add(make());");
            _text.Line("return items;");
        }
    }

    /// <summary>It has a valid value as long as none of its like is set.</summary>
    private bool IsInReady(BuiltPart part) => built.Ready is not null && part.Place == PartPlace.Argument;

    private bool IsCounted(BuiltPart part) => part.Element is not null && !built.Standing.Contains($"With{part.Name}{Counted}");

    private static string Field(BuiltPart part) => "_built" + part.Name;
}
