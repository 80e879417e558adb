using System.Collections.Immutable;
using CodegenLab.Worker.TestCases;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CodegenLab.Engine.Reading;

/// <summary>
/// The part that reads stubs: classes of the tests that implement an interface of the subject become the engine's fakes of it, as long as what they
/// return is the same for every call.
/// </summary>
internal sealed partial class TestReading
{
    /// <summary>The engine's fake that answers as the stub does; null when the creation is of no stub.</summary>
    private Invocation? ReadStub(IObjectCreationOperation creation)
    {
        if (creation.Type is not INamedTypeSymbol { DeclaringSyntaxReferences.IsEmpty: false, TypeKind: TypeKind.Class } stub || creation.Constructor is not { } constructor || _symbols.IsSubject(stub) || _symbols.IsFake(stub))
            return null;
        var contracts = stub.AllInterfaces.Where(_symbols.IsSubject).ToList();
        if (contracts.Where(contract => !contracts.Exists(other => other.AllInterfaces.Contains(contract, SymbolEqualityComparer.Default))).ToList() is not [var wanted])
            return null;
        if (_symbols.FakeOf(wanted) is not { } fake)
            throw new UnreadableException($"there is no fake for {wanted.Name}");

        // What it is made with belongs to the test, what it does with that to the stub.
        foreach (var known in _bindings.Keys.Where(symbol => symbol is IFieldSymbol or IPropertySymbol && SymbolEqualityComparer.Default.Equals(symbol.ContainingType, stub)).ToList())
            _bindings.Remove(known);
        foreach (var argument in creation.Arguments)
            Bind(constructor.Parameters[argument.Parameter!.Ordinal], argument.Value);
        var outer = _fixture;
        _fixture = stub;
        try
        {
            // A constructor that the class declares with its name has no body of its own.
            if (constructor is { IsImplicitlyDeclared: false, DeclaringSyntaxReferences: [var declared] } && declared.GetSyntax() is ConstructorDeclarationSyntax)
                RunBody(constructor);
            _fixture = outer;
            foreach (var step in creation.Initializer?.Initializers ?? [])
            {
                if (step is not ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member: var member }, Value: var value })
                    throw new UnreadableException($"it initialises «{Shortened(step)}»");
                Bind(member, value);
            }

            _fixture = stub;
            var answers = ImmutableArray.CreateBuilder<Initialiser>();
            foreach (var member in wanted.AllInterfaces.Prepend(wanted).SelectMany(contract => contract.GetMembers()))
            {
                if (!Answers(stub, member))
                    continue;
                var setter = _symbols.AnswerOf(fake, member) ?? throw new UnreadableException($"the fake for {wanted.Name} has no answer for {member.Name}");
                if (AnswerOf(stub, member, setter.Parameters[0]) is { } answer)
                    answers.Add(new Initialiser(setter.Id, answer));
            }

            return new Invocation(fake.DeclaringType, fake.Id, null, [], answers.ToImmutable());
        }
        catch (UnreadableException unreadable)
        {
            throw new UnreadableException($"{stub.Name} is more than a fake: {unreadable.Message}");
        }
        finally
        {
            _fixture = outer;
        }
    }

    private static bool Answers(INamedTypeSymbol stub, ISymbol member) => stub.FindImplementationForInterfaceMember(member) switch
    {
        IPropertySymbol { IsIndexer: false, GetMethod: not null } => true,
        IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation, IsGenericMethod: false } method => !method.ReturnsVoid && !IsPlainTask(method.ReturnType),
        IMethodSymbol { AssociatedSymbol: not null } or IPropertySymbol { IsIndexer: false } or IEventSymbol => false,
        _ => throw new UnreadableException($"{member.Name} is of a kind that no fake answers"),
    };

    /// <summary>What a member of the stub returns; null for no more than a fake does by itself.</summary>
    private Expression? AnswerOf(INamedTypeSymbol stub, ISymbol member, ParameterShape place)
    {
        switch (stub.FindImplementationForInterfaceMember(member))
        {
            case IPropertySymbol property when IsAuto(property):
                return BindingOf(property) is null ? null : Use(property, place.Type);
            case IPropertySymbol { GetMethod: { } getter }:
                return Argument(ReturnedBy(getter), place);
            case IMethodSymbol method:
                var returned = ReturnedBy(method);
                return Argument(Bare(returned) switch
                {
                    IInvocationOperation { TargetMethod: { Name: "FromResult", ContainingType.Name: "Task" or "ValueTask" }, Arguments: [var result] } => result.Value,
                    IObjectCreationOperation { Type: INamedTypeSymbol { Name: "ValueTask", Arity: 1 }, Arguments: [var result] } => result.Value,
                    _ => returned,
                }, place);
            default:
                return null;
        }
    }

    private static bool IsPlainTask(ITypeSymbol type) => type is INamedTypeSymbol { Arity: 0, Name: "Task" or "ValueTask" } named && named.ContainingNamespace.ToDisplayString() == "System.Threading.Tasks";

    private static bool IsAuto(IPropertySymbol property) =>
        property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));

    /// <summary>The expression that a method of the tests returns; that a stub counts its calls is left out.</summary>
    private IOperation ReturnedBy(IMethodSymbol method)
    {
        if (method.DeclaringSyntaxReferences is not [var reference])
            throw new UnreadableException($"{method.Name} has no body");
        var syntax = reference.GetSyntax();
        var operation = _compilation.GetSemanticModel(syntax.SyntaxTree).GetOperation(syntax);
        var operations = operation switch
        {
            IMethodBodyOperation { BlockBody: { } block } => block.Operations,
            IMethodBodyOperation { ExpressionBody: { } expression } => expression.Operations,
            IBlockOperation block => block.Operations,
            _ => throw new UnreadableException($"{method.Name} has no body"),
        };
        return operations is [.., IReturnOperation { ReturnedValue: { } returned }] && operations.SkipLast(1).All(step => step is IExpressionStatementOperation)
            ? returned
            : throw new UnreadableException($"{method.Name} has more than one way");
    }
}
