using System.Text;
using CodegenLab.SourceGenerator.Pipelines;
using CodegenLab.SourceGenerator.Remembering;
using CodegenLab.SourceGenerator.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace CodegenLab.SourceGenerator.Cases;

/// <summary>Completes classes marked with [TestData]. Where it cannot, it or <see cref="TableAnalyzer"/> says why.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class TableGenerator : IIncrementalGenerator
{
    internal const string Accepted = nameof(Accepted);
    internal const string Refused = nameof(Refused);

    private const string Case = "global::NUnit.Framework.TestCaseData";
    private const string Row = "object?[]";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var memory = new MarkMemory<Reading<CaseTable>>(["TestDataAttribute"], Read);
        var readings = context.CompilationProvider.Select((compilation, cancellation) => memory.Read(compilation, cancellation));
        var read = readings
            .SelectMany(static (all, _) => all.Made().OnePerFile(table => table.Type.HintName))
            .WithTrackingName(Steps.ReadTables);
        var tables = read.Combine(GuardTable.Step(context))
            .Select(static (pair, _) => pair.Left.Fill(pair.Right))
            .WithTrackingName(Steps.Tables);

        context.RegisterSourceOutput(tables, static (output, table) => output.AddSource(table.Type.HintName, SourceText.From(Write(table), Encoding.UTF8)));
        Readings.Tell(context, readings, Steps.HinderedTables, static (type, compilation, cancellation) => new TableReader(type, compilation, null, cancellation).Read().Complaints);
    }

    private static Reading<CaseTable>? Read(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken)
    {
        if (!Marks.IsClass(node) || model.GetDeclaredSymbol(node, cancellationToken) is not INamedTypeSymbol type || !type.Has(TableReader.Attribute))
            return null;
        var (table, complaints) = new TableReader(type, model.Compilation, null, cancellationToken).Read();
        return Readings.Of(type, table, complaints);
    }

    private static string Write(CaseTable table)
    {
        var text = new CodeText();
        var blocks = table.Type.Open(text);
        Property(text, table, Accepted, "Arguments that the method accepts, as far as types, DataAnnotations and guard clauses tell.", Side.Inside);
        text.Line();
        Property(text, table, Refused, "Arguments of which one is refused.", Side.Outside);
        foreach (var maker in table.Makers)
        {
            text.Line();
            text.Line($"private static {maker.Type} {maker.Name}() => {maker.Expression};");
        }

        PartialType.Close(blocks);
        return text.ToString();
    }

    private static void Property(CodeText text, CaseTable table, string name, string summary, Side side)
    {
        if (table.Standing.Contains(name))
            return;
        text.Line($"/// <summary>{summary}</summary>");
        using (text.Block($"public static global::System.Collections.Generic.IEnumerable<{(table.HasPlainRows ? Row : Case)}> {name}"))
        {
            using (text.Block("get"))
            {
                foreach (var row in table.IsHindered ? [] : CaseRow.Of(table.Columns, table.Wish, side))
                    text.Line(table.HasPlainRows ? $"yield return new {Row} {{ {row.Code} }};" : $"yield return new {Case}(new {Row} {{ {row.Code} }});");
                text.Line("yield break;");
            }
        }
    }
}
