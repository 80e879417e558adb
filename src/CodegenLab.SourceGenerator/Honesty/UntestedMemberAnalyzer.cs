using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace CodegenLab.SourceGenerator.Honesty;

/// <summary>Names public methods that no code of a test project calls, of the types that <c>[assembly: Tests(typeof(T))]</c> says it tests.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UntestedMemberAnalyzer : DiagnosticAnalyzer
{
    private const string Pairing = "CodegenLab.Testing.TestsAttribute";

    private static readonly SymbolDisplayFormat Shown = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameOnly,
        memberOptions: SymbolDisplayMemberOptions.IncludeContainingType | SymbolDisplayMemberOptions.IncludeParameters,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.HasNoTest];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            var pairings = start.Compilation.Assembly.GetAttributes()
                .Where(attribute => attribute.AttributeClass?.ToDisplayString() == Pairing && attribute.ConstructorArguments is [{ Value: INamedTypeSymbol }]).ToList();
            if (pairings.Count == 0)
                return;
            var called = new ConcurrentDictionary<ISymbol, bool>(SymbolEqualityComparer.Default);
            start.RegisterOperationAction(
                operation =>
                {
                    if (MethodOf(operation.Operation) is { } method)
                        called.TryAdd((method.ReducedFrom ?? method).OriginalDefinition, true);
                },
                OperationKind.Invocation, OperationKind.MethodReference, OperationKind.Binary, OperationKind.Unary, OperationKind.Conversion);
            start.RegisterCompilationEndAction(end =>
            {
                foreach (var pairing in pairings)
                {
                    var type = ((INamedTypeSymbol)pairing.ConstructorArguments[0].Value!).OriginalDefinition;
                    foreach (var method in Methods(type).Where(method => !IsCalled(method, type, called)))
                        end.ReportDiagnostic(Diagnostic.Create(Rules.HasNoTest, pairing.ApplicationSyntaxReference is { } place ? place.SyntaxTree.GetLocation(place.Span) : Location.None, method.ToDisplayString(Shown)));
                }
            });
        });
    }

    private static IMethodSymbol? MethodOf(IOperation operation) => operation switch
    {
        IInvocationOperation call => call.TargetMethod,
        IMethodReferenceOperation reference => reference.Method,
        IBinaryOperation binary => binary.OperatorMethod,
        IUnaryOperation unary => unary.OperatorMethod,
        IConversionOperation conversion => conversion.OperatorMethod,
        _ => null,
    };

    /// <summary>Those that somebody wrote: what a record brings by itself needs no test, and properties mostly say nothing of their own.</summary>
    private static IEnumerable<IMethodSymbol> Methods(INamedTypeSymbol type) => type.GetMembers().OfType<IMethodSymbol>().Where(method =>
        method is { DeclaredAccessibility: Accessibility.Public, IsImplicitlyDeclared: false, IsAbstract: false, MethodKind: MethodKind.Ordinary or MethodKind.UserDefinedOperator or MethodKind.Conversion }
        && method.Name is not ("GetHashCode" or "Deconstruct" or "PrintMembers" or "<Clone>$")
        && !(type.IsRecord && method.Name is "ToString" or "Equals" or "op_Equality" or "op_Inequality"));

    /// <summary>By itself, or as what it overrides or implements.</summary>
    private static bool IsCalled(IMethodSymbol method, INamedTypeSymbol type, ConcurrentDictionary<ISymbol, bool> called)
    {
        for (var one = method; one is not null; one = one.OverriddenMethod)
        {
            if (called.ContainsKey(one.OriginalDefinition))
                return true;
        }

        return type.AllInterfaces.SelectMany(face => face.GetMembers().OfType<IMethodSymbol>())
            .Any(declared => called.ContainsKey(declared.OriginalDefinition) && SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(declared), method));
    }
}
