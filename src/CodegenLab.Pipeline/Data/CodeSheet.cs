using System.Globalization;
using CodegenLab.SourceGenerator.Pipelines;
using CodegenLab.SourceGenerator.Values;

namespace CodegenLab.Pipeline.Data;

/// <summary>Writes values as a C# class, which compiles in a test project as it stands.</summary>
internal static class CodeSheet
{
    public static string Write(DataSheet sheet, DataRequest request)
    {
        var text = new CodeText();
        text.Line($"// codegen-lab data \"{sheet.Subject}\" --strategy {Named(request.Strategies)}{(request.Refused ? " --refused" : "")} --seed {request.Seed.ToString(CultureInfo.InvariantCulture)} --sample-size {request.Samples.ToString(CultureInfo.InvariantCulture)}");
        using (sheet.Namespace.Length > 0 ? text.Block($"namespace {sheet.Namespace}") : null)
        {
            text.Line($"/// <summary>Values that were made up for {sheet.Subject.Replace("<", "&lt;", StringComparison.Ordinal)}.</summary>");
            using (text.Block($"internal static class {sheet.Name}"))
            {
                text.Line($"/// <summary>{(request.Refused ? "Of which one part is refused" : "Accepted")}, as far as types, DataAnnotations and guard clauses tell.</summary>");
                using (text.Block($"public static global::System.Collections.Generic.IEnumerable<{sheet.Type ?? "object?[]"}> {(request.Refused ? "Refused" : "Accepted")}"))
                {
                    using (text.Block("get"))
                    {
                        foreach (var row in sheet.Rows)
                            text.Line($"yield return {Expression(row, sheet.Type is null)};");
                        text.Line("yield break;");
                    }
                }

                foreach (var maker in sheet.Makers)
                {
                    text.Line();
                    text.Line($"private static {maker.Type} {maker.Name}() => {maker.Expression};");
                }
            }
        }

        return text.ToString();
    }

    private static string Expression(MadeValue row, bool isArguments) => row is not MadeValue.Created created ? row.Code
        : isArguments ? $"new object?[] {{ {string.Join(", ", created.Arguments.Select(part => part.Value.Code))} }}"
        : created.Expression;

    private static string Named(DataStrategies strategies) => strategies.ToString().ToLowerInvariant().Replace(", ", " --strategy ", StringComparison.Ordinal);
}
