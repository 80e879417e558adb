using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
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
        var fakes = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                Attribute,
                static (node, _) => node is ClassDeclarationSyntax,
                static (found, cancellation) => new FakeReader((INamedTypeSymbol)found.TargetSymbol, found.SemanticModel.Compilation, cancellation).Read().Fake)
            .WithTrackingName(Steps.Fakes);

        context.RegisterSourceOutput(
            fakes,
            static (output, fake) =>
            {
                if (fake is not null)
                    output.AddSource(fake.Type.HintName, SourceText.From(new FakeWriter(fake).Write(), Encoding.UTF8));
            });
    }
}
