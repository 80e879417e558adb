using System.Text;
using CodegenLab.SourceGenerator.Pipelines;
using CodegenLab.SourceGenerator.Remembering;
using CodegenLab.SourceGenerator.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace CodegenLab.SourceGenerator.Builders;

/// <summary>Completes classes marked with [Builder]. Where it cannot, <see cref="BuilderAnalyzer"/> says why.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class BuilderGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var memory = new MarkMemory<Built>(["BuilderAttribute"], Read);
        var read = context.CompilationProvider
            .Select((compilation, cancellation) => memory.Read(compilation, cancellation))
            .SelectMany(static (all, _) => all.OnePerFile(built => built.Type.HintName))
            .WithTrackingName(Steps.ReadBuilders);
        var built = read.Combine(GuardTable.Step(context))
            .Select(static (pair, _) => pair.Left.Fill(pair.Right))
            .WithTrackingName(Steps.Builders);

        context.RegisterSourceOutput(built, static (output, one) =>
        {
            if (one is not null)
                output.AddSource(one.Type.HintName, SourceText.From(new BuilderWriter(one).Write(), Encoding.UTF8));
        });
    }

    private static Built? Read(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken) =>
        Marks.IsClass(node) && model.GetDeclaredSymbol(node, cancellationToken) is INamedTypeSymbol type && type.Has(BuilderReader.Attribute)
            ? new BuilderReader(type, model.Compilation, null, cancellationToken).Read().Built
            : null;
}
