using System.Text;
using CodegenLab.SourceGenerator.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CodegenLab.SourceGenerator.Builders;

/// <summary>Completes classes marked with [Builder]. Where it cannot, <see cref="BuilderAnalyzer"/> says why.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class BuilderGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var read = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                BuilderReader.Attribute,
                static (node, _) => node is ClassDeclarationSyntax,
                static (found, cancellation) => new BuilderReader((INamedTypeSymbol)found.TargetSymbol, found.SemanticModel.Compilation, null, cancellation).Read().Built)
            .WithTrackingName(Steps.ReadBuilders);
        var built = read.Combine(GuardTable.Step(context))
            .Select(static (pair, _) => pair.Left?.Fill(pair.Right))
            .WithTrackingName(Steps.Builders);

        context.RegisterSourceOutput(built, static (output, one) =>
        {
            if (one is not null)
                output.AddSource(one.Type.HintName, SourceText.From(new BuilderWriter(one).Write(), Encoding.UTF8));
        });
    }
}
