using System.Collections.Immutable;
using CodegenLab.Worker.TestCases;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Engine.Reading;

/// <summary>Reads what a C# test method does as test cases of the engine; what it expects is left to the oracles.</summary>
/// <param name="catalog">Where types and members are looked up; what it lacks cannot be read.</param>
public sealed class TestCaseReader(Catalog catalog)
{
    private static readonly HashSet<string> RowAttributes = ["TestCaseAttribute", "InlineDataAttribute", "DataRowAttribute"];

    private readonly CatalogSymbols _symbols = new(catalog);

    /// <param name="model">Of the file with the method, in a compilation that refers to the subject.</param>
    /// <param name="method">Must compile; what does not is unreadable.</param>
    /// <returns>No cases when the test does something that no test case can say.</returns>
    public ReadTest Read(SemanticModel model, MethodDeclarationSyntax method)
    {
        if (model.GetDeclaredSymbol(method) is not { } symbol)
            return new ReadTest([], "it has no symbol");
        try
        {
            var rows = RowsOf(symbol);
            var cases = rows.SelectMany(row => new TestReading(catalog, _symbols, model.Compilation).Read(symbol, row));
            return new ReadTest([.. cases.DistinctBy(test => test.ToString())], null);
        }
        catch (UnreadableException unreadable)
        {
            return new ReadTest([], unreadable.Message);
        }
    }

    private static List<ImmutableArray<Constant>> RowsOf(IMethodSymbol method)
    {
        if (method.Parameters.IsEmpty)
            return [[]];
        if (method.IsGenericMethod)
            throw new UnreadableException("it has type parameters");
        var rows = method.GetAttributes().Where(attribute => RowAttributes.Contains(attribute.AttributeClass?.Name ?? "")).Select(attribute => RowOf(attribute, method)).ToList();
        return rows.Count > 0 ? rows : throw new UnreadableException("the values of its parameters stand in no row");
    }

    private static ImmutableArray<Constant> RowOf(AttributeData attribute, IMethodSymbol method)
    {
        var values = attribute.ConstructorArguments;
        if (values is [{ Kind: TypedConstantKind.Array, IsNull: false } all])
            values = all.Values;
        if (values.Length != method.Parameters.Length)
            throw new UnreadableException("a row has not one constant for each parameter");
        return [.. values.Select((value, i) => ValueOf(value, method.Parameters[i].Type))];
    }

    private static Constant ValueOf(TypedConstant value, ITypeSymbol parameter)
    {
        var constant = value switch
        {
            { IsNull: true } => new Constant(null, null),
            { Kind: TypedConstantKind.Primitive or TypedConstantKind.Enum } => ConstantEvaluation.Fit(new Constant(value.Value, value.Type), parameter),
            { Kind: TypedConstantKind.Array, Type: IArrayTypeSymbol { ElementType: { } element } } when !value.Values.Any(item => item.Kind is TypedConstantKind.Array or TypedConstantKind.Type) =>
                new Constant(value.Values.Select(item => item.Value).ToArray(), parameter is IArrayTypeSymbol ? parameter : value.Type),
            _ => null,
        };
        return constant ?? throw new UnreadableException($"a row holds {value.ToCSharpString()} for a {parameter.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}");
    }
}
