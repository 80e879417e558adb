using System.Text;
using CodegenLab.SourceGenerator.Pipelines;
using CodegenLab.SourceGenerator.Remembering;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace CodegenLab.SourceGenerator.Fakes;

/// <summary>Completes classes marked with [Fake]. Where it cannot, <see cref="FakeAnalyzer"/> says why.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class FakeGenerator : IIncrementalGenerator
{
    internal const string Attribute = "CodegenLab.Testing.FakeAttribute";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var memory = new MarkMemory<Fake>(["FakeAttribute"], Read);
        var fakes = context.CompilationProvider
            .Select((compilation, cancellation) => memory.Read(compilation, cancellation))
            .SelectMany(static (all, _) => all.OnePerFile(fake => fake.Type.HintName))
            .WithTrackingName(Steps.Fakes);

        context.RegisterSourceOutput(fakes, static (output, fake) => output.AddSource(fake.Type.HintName, SourceText.From(new FakeWriter(fake).Write(), Encoding.UTF8)));
    }

    private static Fake? Read(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken) =>
        Marks.IsClass(node) && model.GetDeclaredSymbol(node, cancellationToken) is INamedTypeSymbol type && type.Has(Attribute)
            ? new FakeReader(type, model.Compilation, cancellationToken).Read().Fake
            : null;
}
