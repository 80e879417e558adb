using System.Text;
using CodegenLab.SourceGenerator.Pipelines;
using CodegenLab.SourceGenerator.Remembering;
using CodegenLab.SourceGenerator.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace CodegenLab.SourceGenerator.Properties;

/// <summary>Completes classes marked with [Properties]. Where it cannot, <see cref="PropertiesAnalyzer"/> says why.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class PropertiesGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var memory = new MarkMemory<PropertyClass>(["PropertiesAttribute"], Read);
        var read = context.CompilationProvider
            .Select((compilation, cancellation) => memory.Read(compilation, cancellation))
            .SelectMany(static (all, _) => all.OnePerFile(one => one.Type.HintName))
            .WithTrackingName(Steps.ReadProperties);
        var properties = read.Combine(GuardTable.Step(context))
            .Select(static (pair, _) => pair.Left.Fill(pair.Right))
            .WithTrackingName(Steps.Properties);

        context.RegisterSourceOutput(properties, static (output, one) => output.AddSource(one.Type.HintName, SourceText.From(new PropertiesWriter(one).Write(), Encoding.UTF8)));
    }

    private static PropertyClass? Read(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken) =>
        Marks.IsClass(node) && model.GetDeclaredSymbol(node, cancellationToken) is INamedTypeSymbol type && type.Has(PropertiesReader.Attribute)
            ? new PropertiesReader(type, model.Compilation).Read().Class
            : null;
}
