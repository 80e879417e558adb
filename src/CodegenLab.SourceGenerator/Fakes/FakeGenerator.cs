using System.Text;
using CodegenLab.SourceGenerator.Pipelines;
using CodegenLab.SourceGenerator.Remembering;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace CodegenLab.SourceGenerator.Fakes;

/// <summary>Completes classes marked with [Fake]. Where it cannot, it or <see cref="FakeAnalyzer"/> says why.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class FakeGenerator : IIncrementalGenerator
{
    internal const string Attribute = "CodegenLab.Testing.FakeAttribute";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var memory = new MarkMemory<Reading<Fake>>(["FakeAttribute"], Read);
        var readings = context.CompilationProvider.Select((compilation, cancellation) => memory.Read(compilation, cancellation));
        var fakes = readings
            .SelectMany(static (all, _) => all.Made().OnePerFile(fake => fake.Type.HintName))
            .WithTrackingName(Steps.Fakes);

        context.RegisterSourceOutput(fakes, static (output, fake) => output.AddSource(fake.Type.HintName, SourceText.From(new FakeWriter(fake).Write(), Encoding.UTF8)));
        Readings.Tell(context, readings, Steps.HinderedFakes, static (type, compilation, cancellation) => new FakeReader(type, compilation, cancellation).Read().Complaints);
    }

    private static Reading<Fake>? Read(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken)
    {
        if (!Marks.IsClass(node) || model.GetDeclaredSymbol(node, cancellationToken) is not INamedTypeSymbol type || !type.Has(Attribute))
            return null;
        var (fake, complaints) = new FakeReader(type, model.Compilation, cancellationToken).Read();
        return Readings.Of(type, fake, complaints);
    }
}
