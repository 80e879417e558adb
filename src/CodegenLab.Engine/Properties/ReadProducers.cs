using CodegenLab.Engine.Laws;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Engine.Properties;

/// <summary>Producers whose code is at hand.</summary>
internal sealed class ReadProducers(CSharpCompilation compilation) : IProducers
{
    private readonly GuardRanges _guards = new(compilation);

    public Recipe? RangeOf(IMethodSymbol producer, IParameterSymbol parameter) => _guards.Of(producer, parameter) is { } range ? new Recipe.Between(parameter.Type, range.Least, range.Most) : null;

    /// <summary>What only assigns does not throw.</summary>
    public bool MayRefuse(IMethodSymbol producer) =>
        producer.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is var syntax && syntax is not TypeDeclarationSyntax
            && syntax.DescendantNodes().Any(node => node is ThrowStatementSyntax or ThrowExpressionSyntax or InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax or ElementAccessExpressionSyntax or CastExpressionSyntax or ConstructorInitializerSyntax));
}
