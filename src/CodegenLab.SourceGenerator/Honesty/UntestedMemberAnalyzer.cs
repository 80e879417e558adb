using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace CodegenLab.SourceGenerator.Honesty;

/// <summary>
/// Names public members without a test: methods that no code of a test project calls, of the types that <c>[assembly: Tests(typeof(T))]</c> says it tests, and members that no test reached when the tool last ran the tests,
/// as the list says that it writes. What is called since then is not named.
/// </summary>
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
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.HasNoTest, Rules.ListIsNotRead];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            var list = TestedMemberList.Of(start.Options, start.Compilation, text => start.TryGetValue(text, TestedMemberList.Provider, out var members) ? members : [], start.CancellationToken);
            if (list?.Obstacle is { } place)
                start.RegisterCompilationEndAction(end => end.ReportDiagnostic(Diagnostic.Create(Rules.ListIsNotRead, place, TestedMembers.FileName)));
            var suspects = Suspects(start.Compilation, list);
            if (suspects.Count == 0)
                return;
            var called = new ConcurrentDictionary<ISymbol, bool>(SymbolEqualityComparer.Default);
            start.RegisterOperationAction(
                operation =>
                {
                    if (CalledBy(operation.Operation) is { } member)
                        called.TryAdd(member.OriginalDefinition, true);
                },
                Calls(suspects));
            start.RegisterCompilationEndAction(end =>
            {
                foreach (var suspect in suspects.Where(suspect => !IsCalled(suspect.Member, called)))
                    end.ReportDiagnostic(Diagnostic.Create(Rules.HasNoTest, suspect.Place, suspect.Verb, suspect.Member.ToDisplayString(Shown)));
            });
        });
    }

    private static List<(ISymbol Member, Location Place, string Verb)> Suspects(Compilation compilation, TestedMemberList? list)
    {
        var suspects = new List<(ISymbol Member, Location Place, string Verb)>();
        var paired = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var pairing in compilation.Assembly.GetAttributes())
        {
            if (pairing.AttributeClass?.ToDisplayString() != Pairing || pairing.ConstructorArguments is not [{ Value: INamedTypeSymbol { OriginalDefinition: var type } }] || !paired.Add(type))
                continue;
            var place = pairing.ApplicationSyntaxReference is { } written ? written.SyntaxTree.GetLocation(written.Span) : Location.None;
            suspects.AddRange(Methods(type).Where(method => IdOf(method) is not { } id || list?.IsReached(id) is null).Select(method => ((ISymbol)method, place, "calls")));
            suspects.AddRange(type.GetMembers().Where(member => IdOf(member) is { } id && list?.IsReached(id) == false).Select(member => (member, place, "runs")));
        }

        foreach (var (id, place) in list?.Unreached() ?? [])
        {
            if (DocumentationCommentId.GetFirstSymbolForDeclarationId(id, compilation) is { ContainingType: { } type } member && !paired.Contains(type) && !SymbolEqualityComparer.Default.Equals(member.ContainingAssembly, compilation.Assembly))
                suspects.Add((member, place, "runs"));
        }

        return suspects;
    }

    private static string? IdOf(ISymbol member) => member.IsImplicitlyDeclared ? null : member.GetDocumentationCommentId();

    /// <summary>How members of these kinds are called.</summary>
    private static ImmutableArray<OperationKind> Calls(List<(ISymbol Member, Location Place, string Verb)> suspects)
    {
        var kinds = ImmutableArray.CreateBuilder<OperationKind>();
        kinds.AddRange(OperationKind.Invocation, OperationKind.MethodReference, OperationKind.Binary, OperationKind.Unary, OperationKind.Conversion);
        if (suspects.Exists(suspect => suspect.Member is IMethodSymbol { MethodKind: MethodKind.Constructor }))
            kinds.Add(OperationKind.ObjectCreation);
        if (suspects.Exists(suspect => suspect.Member is IPropertySymbol))
            kinds.Add(OperationKind.PropertyReference);
        if (suspects.Exists(suspect => suspect.Member is IEventSymbol))
            kinds.Add(OperationKind.EventReference);
        return kinds.ToImmutable();
    }

    private static ISymbol? CalledBy(IOperation operation) => operation switch
    {
        IInvocationOperation call => call.TargetMethod.ReducedFrom ?? call.TargetMethod,
        IMethodReferenceOperation reference => reference.Method.ReducedFrom ?? reference.Method,
        IBinaryOperation binary => binary.OperatorMethod,
        IUnaryOperation unary => unary.OperatorMethod,
        IConversionOperation conversion => conversion.OperatorMethod,
        IObjectCreationOperation creation => creation.Constructor,
        IMemberReferenceOperation reference => reference.Member,
        _ => null,
    };

    /// <summary>Those that somebody wrote: what a record brings by itself needs no test, and properties mostly say nothing of their own.</summary>
    private static IEnumerable<IMethodSymbol> Methods(INamedTypeSymbol type) => type.GetMembers().OfType<IMethodSymbol>().Where(method =>
        method is { DeclaredAccessibility: Accessibility.Public, IsImplicitlyDeclared: false, IsAbstract: false, MethodKind: MethodKind.Ordinary or MethodKind.UserDefinedOperator or MethodKind.Conversion }
        && method.Name is not ("GetHashCode" or "Deconstruct" or "PrintMembers" or "<Clone>$")
        && !(type.IsRecord && method.Name is "ToString" or "Equals" or "op_Equality" or "op_Inequality"));

    /// <summary>By itself, or as what it overrides or implements.</summary>
    private static bool IsCalled(ISymbol member, ConcurrentDictionary<ISymbol, bool> called)
    {
        for (var one = member; one is not null; one = Overridden(one))
        {
            if (called.ContainsKey(one.OriginalDefinition))
                return true;
        }

        return member.ContainingType.AllInterfaces.SelectMany(face => face.GetMembers())
            .Any(declared => called.ContainsKey(declared.OriginalDefinition) && SymbolEqualityComparer.Default.Equals(member.ContainingType.FindImplementationForInterfaceMember(declared), member));
    }

    private static ISymbol? Overridden(ISymbol member) => member switch
    {
        IMethodSymbol method => method.OverriddenMethod,
        IPropertySymbol property => property.OverriddenProperty,
        IEventSymbol raised => raised.OverriddenEvent,
        _ => null,
    };
}
