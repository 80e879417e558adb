using System.Collections.Immutable;
using CodegenLab.Worker.TestCases;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CodegenLab.Engine.Reading;

/// <summary>Runs through one test, statement by statement, and notes the calls it makes.</summary>
internal sealed partial class TestReading
{
    /// <summary>Methods of the test class that call each other.</summary>
    private const int DeepestInlining = 5;

    /// <summary>Of a loop in a test.</summary>
    private const int MostTurns = 50;

    private static readonly HashSet<string> SetUpAttributes = ["SetUpAttribute", "TestInitializeAttribute"];

    private readonly Catalog _catalog;
    private readonly CatalogSymbols _symbols;
    private readonly Compilation _compilation;
    private readonly ConstantEvaluation _constants;
    private readonly List<Statement> _statements = [];
    private readonly List<TestCase> _cases = [];
    private readonly Dictionary<ISymbol, Binding> _bindings = new(SymbolEqualityComparer.Default);

    /// <summary>Statements whose results are arguments or receivers of others.</summary>
    private readonly HashSet<int> _passedOn = [];

    /// <summary>Locals whose CancellationTokenSource has been cancelled.</summary>
    private readonly HashSet<ISymbol> _cancelled = new(SymbolEqualityComparer.Default);

    private INamedTypeSymbol? _fixture;
    private string? _left;
    private int _depth;

    /// <summary>Statements that the last case with an exception has already.</summary>
    private int _reported;

    public TestReading(Catalog catalog, CatalogSymbols symbols, Compilation compilation)
    {
        _catalog = catalog;
        _symbols = symbols;
        _compilation = compilation;
        _constants = new ConstantEvaluation(symbol => BindingOf(symbol) is Binding.Value value ? value.Constant : null);
    }

    /// <param name="row">One for each parameter.</param>
    public IReadOnlyList<TestCase> Read(IMethodSymbol test, ImmutableArray<Constant> row)
    {
        _fixture = test.ContainingType;
        foreach (var setUp in test.ContainingType.GetMembers().OfType<IMethodSymbol>().Where(IsSetUp))
            RunBody(setUp);
        for (var i = 0; i < row.Length; i++)
            _bindings[test.Parameters[i]] = new Binding.Value(row[i]);
        RunBody(test);
        if (_statements.Count > _reported)
            _cases.Add(new TestCase([.. _statements]));
        return _cases.Count > 0 ? _cases : throw new UnreadableException("it calls nothing of the subject" + (_left is null ? "" : $": {_left}"));
    }

    // The fields of a class are what its constructor and its set-up leave in them.
    private static bool IsSetUp(IMethodSymbol method) =>
        method is { MethodKind: MethodKind.Constructor, IsImplicitlyDeclared: false, IsStatic: false, Parameters.Length: 0 } || method.GetAttributes().Any(attribute => SetUpAttributes.Contains(attribute.AttributeClass?.Name ?? ""));

    /// <summary>Runs a method of the test class and returns what it returns; null for nothing.</summary>
    private IOperation? RunBody(IMethodSymbol method)
    {
        if (method.DeclaringSyntaxReferences is not [var reference])
            throw new UnreadableException($"{method.Name} has no body");
        var syntax = reference.GetSyntax();
        var operation = _compilation.GetSemanticModel(syntax.SyntaxTree).GetOperation(syntax);
        var body = operation switch
        {
            IMethodBodyOperation { BlockBody: { } block } => block,
            IMethodBodyOperation { ExpressionBody: { } expression } => expression,
            IConstructorBodyOperation { Initializer: null or { IsImplicit: true }, BlockBody: { } block } => block,
            IConstructorBodyOperation { Initializer: null or { IsImplicit: true }, ExpressionBody: { } expression } => expression,
            ILocalFunctionOperation { Body: { } block } => block,
            _ => throw new UnreadableException($"{method.Name} has no body"),
        };
        return RunAll(body.Operations);
    }

    /// <returns>What is returned; null for nothing.</returns>
    private IOperation? RunAll(ImmutableArray<IOperation> operations)
    {
        for (var i = 0; i < operations.Length; i++)
        {
            if (operations[i] is IReturnOperation returned)
                return returned.ReturnedValue;
            if (operations[i] is IUsingOperation or IBlockOperation && Inner(operations[i]) is { } inner)
            {
                if (RunAll(inner) is { } value)
                    return value;
                continue;
            }

            Run(operations[i]);
        }

        return null;
    }

    private ImmutableArray<IOperation>? Inner(IOperation operation)
    {
        switch (operation)
        {
            case IBlockOperation block:
                return block.Operations;
            case IUsingOperation usage:
                if (usage.Resources is IVariableDeclarationGroupOperation declared)
                    Declare(declared);
                else if (!(usage.Resources is IInvocationOperation scope && IsAssertion(scope)))
                    Perform(usage.Resources);
                return usage.Body is IBlockOperation body ? body.Operations : [usage.Body];
            default:
                return null;
        }
    }

    private void Run(IOperation operation)
    {
        switch (operation)
        {
            case IExpressionStatementOperation statement:
                Perform(statement.Operation);
                break;
            case IVariableDeclarationGroupOperation declared:
                Declare(declared);
                break;
            case IUsingDeclarationOperation declared:
                Declare(declared.DeclarationGroup);
                break;
            case IForEachLoopOperation { IsAsynchronous: false } loop when Unroll(loop):
                break;
            case IForEachLoopOperation loop:
                Collect(loop);
                break;
            case IForLoopOperation loop:
                Unroll(loop);
                break;
            case IConditionalOperation choice when _constants.Evaluate(choice.Condition) is { Value: bool condition }:
                if (condition || choice.WhenFalse is not null)
                    RunInner(condition ? choice.WhenTrue : choice.WhenFalse!);
                break;
            case ILocalFunctionOperation or IEmptyOperation:
                break;
            case IReturnOperation:
                break;
            default:
                throw new UnreadableException($"it has {NameOf(operation)}");
        }
    }

    private static string NameOf(IOperation operation) => operation switch
    {
        IConditionalOperation => "an if",
        ILoopOperation => "a loop",
        ITryOperation => "a try block",
        IThrowOperation => "a throw",
        ISwitchOperation => "a switch",
        IInvalidOperation => $"what does not compile: {operation.Syntax}",
        _ => $"«{Shortened(operation)}»",
    };

    private static string Shortened(IOperation operation)
    {
        var text = operation.Syntax.ToString().ReplaceLineEndings(" ");
        return text.Length <= 60 ? text : text[..60] + "…";
    }

    private void Declare(IVariableDeclarationGroupOperation group)
    {
        foreach (var declarator in group.Declarations.SelectMany(declaration => declaration.Declarators))
        {
            if (declarator.GetVariableInitializer() is { Value: { } value })
                Bind(declarator.Symbol, value);
        }
    }

    /// <summary>Runs the body once for each item of a collection that the test itself makes.</summary>
    private bool Unroll(IForEachLoopOperation loop)
    {
        if (loop.LoopControlVariable is not IVariableDeclaratorOperation { Symbol: var item } || ItemsOf(loop.Collection) is not { Shape: not CollectionShape.Dictionary, Values: { Count: <= MostTurns } values })
            return false;
        foreach (var value in values.ToList())
        {
            _bindings[item] = value switch
            {
                Literal literal => new Binding.Value(new Constant(literal.Value, literal.Value is null ? null : item.Type)),
                Invocation call => new Binding.Variable(Add(call, 0)),
                Reference variable => new Binding.Variable(variable.Statement),
                _ => new Binding.Inline(value),
            };
            RunInner(loop.Body);
        }

        return true;
    }

    /// <summary>Runs the body as often as a counter of constants says.</summary>
    private void Unroll(IForLoopOperation loop)
    {
        foreach (var before in loop.Before)
            Run(before);
        for (var turn = 0; loop.Condition is not null && _constants.Evaluate(loop.Condition) is { Value: bool goesOn }; turn++)
        {
            if (!goesOn)
                return;
            if (turn == MostTurns)
                break;
            RunInner(loop.Body);
            foreach (var step in loop.AtLoopBottom)
                Run(step);
        }

        throw new UnreadableException("it has a loop");
    }

    private void RunInner(IOperation body)
    {
        if (RunAll(body is IBlockOperation block ? block.Operations : [body]) is not null)
            throw new UnreadableException("it returns out of a block");
    }

    /// <summary>The list that the renderer's <c>await foreach</c> fills is the result of the call.</summary>
    private void Collect(IForEachLoopOperation loop)
    {
        var operations = loop.Body is IBlockOperation block ? block.Operations : [loop.Body];
        if (operations is not [IExpressionStatementOperation { Operation: IInvocationOperation { TargetMethod.Name: "Add", Instance: ILocalReferenceOperation list } }, .. var rest]
            || BindingOf(list.Local) is not Binding.Items { Collection.Values.Count: 0 }
            || Bare(loop.Collection) is not { } collection)
        {
            throw new UnreadableException("it has a loop");
        }

        var take = rest switch
        {
            [] => Statement.All,
            [IConditionalOperation { Condition: IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } condition, WhenTrue: IBranchOperation { BranchKind: BranchKind.Break } }]
                when _constants.Evaluate(condition.RightOperand) is { Value: int count } => count,
            _ => throw new UnreadableException("it has a loop"),
        };
        if (Read(collection, -1) is not Invocation call || _catalog.Members[call.Member].Conversion is not (ResultConversion.Enumerate or ResultConversion.EnumerateAsync))
            throw new UnreadableException("it has a loop");
        _bindings[list.Local] = new Binding.Variable(Add(call, take));
    }

    /// <summary>Runs an expression whose value nobody takes.</summary>
    private void Perform(IOperation operation)
    {
        operation = Bare(operation);
        switch (operation)
        {
            case IAwaitOperation awaited:
                Perform(awaited.Operation);
                break;
            case ISimpleAssignmentOperation assignment:
                Assign(assignment);
                break;
            case ICompoundAssignmentOperation { OperatorMethod: { } method, Target: ILocalReferenceOperation local } compound:
                var result = CallOf(MemberFor(MemberShapeKind.Operator, method, null), null, [(method.Parameters[0], compound.Target), (method.Parameters[1], compound.Value)]);
                _bindings[local.Local] = new Binding.Variable(Add(result));
                break;
            case IIncrementOrDecrementOperation { OperatorMethod: null, Target: var target } step when SymbolOf(target) is { } counter && BindingOf(counter) is Binding.Value { Constant: { Value: int number } constant }:
                _bindings[counter] = new Binding.Value(constant with { Value = unchecked(step.Kind == OperationKind.Increment ? number + 1 : number - 1) });
                break;
            case IDeconstructionAssignmentOperation deconstruction:
                Perform(deconstruction.Value);
                foreach (var local in deconstruction.Target.DescendantsAndSelf().OfType<ILocalReferenceOperation>())
                    _bindings[local.Local] = new Binding.Opaque($"{local.Local.Name} comes out of a tuple");
                break;
            case IInvocationOperation call when IsAssertion(call):
                Assert(call, throws: false);
                break;
            case IInvocationOperation { TargetMethod.Name: "Cancel" or "CancelAsync", Instance: { } source } when IsCancellationSource(source.Type) && SymbolOf(source) is { } symbol:
                _cancelled.Add(symbol);
                break;
            case IInvocationOperation call when IsOwn(call.TargetMethod):
                if (Inline(call) is { } returned)
                    Perform(returned);
                break;
            case IInvocationOperation { TargetMethod: { Name: "Add", ContainingNamespace: { } ns }, Instance: { } target } add when ns.ToDisplayString() == "System.Collections.Generic" && ItemsBehind(target) is { } items:
                foreach (var argument in add.Arguments)
                    items.Values.Add(Read(argument.Value, _symbols.TypeOf(argument.Parameter?.Type)));
                break;
            case IDynamicInvocationOperation { Operation: IDynamicMemberReferenceOperation { ContainingType: { } type } } call when IsOfFramework(type):
                foreach (var argument in call.Arguments.Where(argument => !IsConstraint(argument)))
                    Look(argument, throws: false);
                break;
            case IInvocationOperation { TargetMethod.ContainingType.Name: "Console" or "TestContext" or "Debug" or "Trace" }:
                break;
            default:
                if (_constants.Evaluate(operation) is null)
                    Keep(Read(operation, -1));
                break;
        }
    }

    private static bool IsCancellationSource(ITypeSymbol? type) => type is { Name: "CancellationTokenSource", ContainingNamespace.Name: "Threading" };

    private ReadItems? ItemsBehind(IOperation target) => SymbolOf(target) is { } symbol && BindingOf(symbol) is Binding.Items items ? items.Collection : null;

    private void Assign(ISimpleAssignmentOperation assignment)
    {
        switch (assignment.Target)
        {
            case IDiscardOperation:
                Perform(assignment.Value);
                break;
            case var target when SymbolOf(target) is { } symbol:
                Bind(symbol, assignment.Value);
                break;
            case IPropertyReferenceOperation { Property: { IsIndexer: true } property, Instance: { } instance } indexed when ItemsBehind(instance) is { Shape: CollectionShape.Dictionary } items:
                items.Values.Add(Read(indexed.Arguments[0].Value, _symbols.TypeOf(property.Parameters[0].Type)));
                items.Values.Add(Read(assignment.Value, _symbols.TypeOf(property.Type)));
                break;
            case IPropertyReferenceOperation { Property: { SetMethod: { } setter } property } written:
                var kind = property.IsIndexer ? MemberShapeKind.IndexerSetter : MemberShapeKind.PropertySetter;
                var arguments = written.Arguments.Select(argument => (setter.Parameters[argument.Parameter!.Ordinal], argument.Value)).Append((setter.Parameters[^1], assignment.Value));
                Add(CallOf(MemberFor(kind, property, written.Instance?.Type), written.Instance, [.. arguments]));
                break;
            default:
                throw new UnreadableException($"it assigns to «{Shortened(assignment.Target)}»");
        }
    }

    private void Bind(ISymbol symbol, IOperation value)
    {
        var bare = Bare(value);
        if (bare is IDelegateCreationOperation { Target: IAnonymousFunctionOperation or IMethodReferenceOperation })
        {
            _bindings[symbol] = new Binding.Code(bare);
            return;
        }

        if (_constants.Evaluate(value) is { } constant && (constant.Value is null || IsLiteral(constant.Value)))
        {
            _bindings[symbol] = new Binding.Value(constant);
            return;
        }

        if (bare is IAwaitOperation { Operation: var awaited })
            bare = Bare(awaited);
        if (bare is IInvocationOperation call && IsAssertion(call))
        {
            Assert(call, throws: false);
            _bindings[symbol] = new Binding.Opaque($"{symbol.Name} is what an assertion returned");
            return;
        }

        var mark = _statements.Count;
        try
        {
            _bindings[symbol] = ItemsOf(value) is { } items ? new Binding.Items(items) : Read(value, -1) switch
            {
                // What becomes of a lazy sequence is seen later.
                Invocation made => new Binding.Variable(Add(made, 0)),
                Reference variable => new Binding.Variable(variable.Statement),
                var expression => new Binding.Inline(expression),
            };
        }
        catch (UnreadableException unreadable) when (unreadable.IsForeign)
        {
            // What it does not pass on to the subject matters to its assertions alone.
            _statements.RemoveRange(mark, _statements.Count - mark);
            _left = unreadable.Message;
            Observe(value);
            _bindings[symbol] = new Binding.Opaque(unreadable.Message);
        }
    }

    private void Keep(Expression expression)
    {
        if (expression is Invocation call)
            Add(call);
    }

    /// <returns>Index of the new statement.</returns>
    private int Add(Invocation call)
    {
        var conversion = _catalog.Members[call.Member].Conversion;
        return Add(call, conversion is ResultConversion.Enumerate or ResultConversion.EnumerateAsync ? Statement.All : 0);
    }

    private int Add(Invocation call, int take)
    {
        _statements.Add(new Statement(call, take));
        return _statements.Count - 1;
    }

    /// <summary>What stands behind a local, a parameter of the test or a field of its class; null for none.</summary>
    private Binding? BindingOf(ISymbol symbol)
    {
        if (_bindings.TryGetValue(symbol, out var known))
            return known;
        if (symbol is not (IFieldSymbol or IPropertySymbol) || symbol.DeclaringSyntaxReferences is not [var reference] || !IsOfFixture(symbol))
            return null;
        if (reference.GetSyntax() is ParameterSyntax positional)
            return symbol.ContainingType.InstanceConstructors.SelectMany(constructor => constructor.Parameters).FirstOrDefault(parameter => parameter.DeclaringSyntaxReferences is [var declared] && declared.GetSyntax() == positional) is { } source ? BindingOf(source) : null;
        var initialiser = reference.GetSyntax() switch
        {
            VariableDeclaratorSyntax field => field.Initializer,
            PropertyDeclarationSyntax property => property.Initializer,
            _ => null,
        };
        if (initialiser is null || _compilation.GetSemanticModel(initialiser.SyntaxTree).GetOperation(initialiser) is not ISymbolInitializerOperation { Value: var value })
            return null;
        _bindings[symbol] = new Binding.Opaque($"{symbol.Name} refers to itself");
        Bind(symbol, value);
        return _bindings[symbol];
    }

    /// <summary>The local, parameter or field of the test class that an operation names; null for any other.</summary>
    private ISymbol? SymbolOf(IOperation operation) => Bare(operation) switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation { Field: var field, Instance: var instance } when IsOfFixture(field, instance) => field,
        IPropertyReferenceOperation { Property: var property, Instance: var instance } when IsOfFixture(property, instance) && IsAuto(property) => property,
        _ => null,
    };

    private bool IsOfFixture(ISymbol member, IOperation? instance) => instance is null or IInstanceReferenceOperation && IsOfFixture(member);

    /// <summary>A member of the class that the code stands in, or a constant of another class of the tests.</summary>
    private bool IsOfFixture(ISymbol member) => SymbolEqualityComparer.Default.Equals(member.ContainingType, _fixture)
        || (member is IFieldSymbol { IsStatic: true, IsReadOnly: true, DeclaringSyntaxReferences.IsEmpty: false } or IPropertySymbol { IsStatic: true, SetMethod: null, DeclaringSyntaxReferences.IsEmpty: false } && !_symbols.IsSubject(member));

    /// <summary>Without parentheses and conversions that change nothing a test case knows of.</summary>
    private static IOperation Bare(IOperation operation)
    {
        while (true)
        {
            switch (operation)
            {
                case IParenthesizedOperation parenthesized:
                    operation = parenthesized.Operand;
                    break;
                case IConversionOperation { OperatorMethod: null, Operand: { Type: { } from } operand, Type: { } to } conversion
                    when conversion.Conversion.IsIdentity || (conversion.Conversion.IsImplicit && conversion.Conversion.IsReference) || IsBoxing(from, to):
                    operation = operand;
                    break;
                case IConversionOperation { OperatorMethod: null, Operand: IAnonymousFunctionOperation or IMethodReferenceOperation or IDelegateCreationOperation } function:
                    operation = function.Operand;
                    break;
                default:
                    return operation;
            }
        }
    }

    private static bool IsBoxing(ITypeSymbol from, ITypeSymbol to) => from.IsValueType && to.IsReferenceType;
}
