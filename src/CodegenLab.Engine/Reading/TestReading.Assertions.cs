using CodegenLab.Worker.TestCases;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace CodegenLab.Engine.Reading;

/// <summary>The part that reads what assertions run.</summary>
internal sealed partial class TestReading
{
    private static readonly string[] AssertionNamespaces = ["NUnit.Framework", "Xunit", "Microsoft.VisualStudio.TestTools.UnitTesting", "FluentAssertions", "AwesomeAssertions", "Shouldly"];

    /// <summary>What is compared with or said about the outcome.</summary>
    private static readonly HashSet<string> Expectations = ["expected", "unexpected", "notExpected", "message", "because", "becauseArgs", "actualExpression", "constraintExpression", "args", "delta", "tolerance", "precision", "comparer", "expr", "expression"];

    private static bool IsAssertion(IInvocationOperation call) => IsOfFramework(call.TargetMethod.ContainingType);

    private static bool IsOfFramework(ITypeSymbol? type)
    {
        var ns = type?.ContainingNamespace?.ToDisplayString() ?? "";
        return Array.Exists(AssertionNamespaces, root => ns == root || ns.StartsWith(root + ".", StringComparison.Ordinal));
    }

    /// <summary>Runs what an assertion evaluates before it compares.</summary>
    /// <param name="throws">A later call in the chain says that the code throws.</param>
    private void Assert(IInvocationOperation call, bool throws)
    {
        throws |= WaitsForException(call);
        if (call.Instance is { } instance)
            Look(instance, throws);
        foreach (var argument in call.Arguments)
        {
            if (argument.ArgumentKind != ArgumentKind.DefaultValue && !Expectations.Contains(argument.Parameter?.Name ?? "") && !IsConstraint(argument.Value))
                Look(argument.Value, throws);
        }
    }

    private static bool WaitsForException(IInvocationOperation call)
    {
        var name = call.TargetMethod.Name;
        if (name.Contains("Throw", StringComparison.Ordinal) || name.StartsWith("Catch", StringComparison.Ordinal))
            return !name.Contains("NotThrow", StringComparison.Ordinal);
        return call.Arguments.Any(argument => IsConstraint(argument.Value) && argument.Value.Syntax.ToString() is var text
            && text.Contains("Throws.", StringComparison.Ordinal) && !text.Contains("Throws.Nothing", StringComparison.Ordinal));
    }

    private static bool IsConstraint(IOperation value) => Bare(value).Type is INamedTypeSymbol { TypeKind: not TypeKind.Delegate } type && IsOfFramework(type);

    private void Look(IOperation operation, bool throws)
    {
        var bare = Bare(operation);
        if (bare is IInvocationOperation call && IsAssertion(call))
            Assert(call, throws);
        else if (FunctionOf(bare) is { } function)
            RunFunction(function, throws);
        else
            Observe(operation);
    }

    /// <summary>The lambda or method that a delegate is made of, here or where its local was declared; null for none.</summary>
    private IOperation? FunctionOf(IOperation operation) => operation switch
    {
        IDelegateCreationOperation { Target: IAnonymousFunctionOperation or IMethodReferenceOperation } creation => creation.Target,
        IDelegateCreationOperation { Target: { } inner } => FunctionOf(Bare(inner)),
        IAnonymousFunctionOperation or IMethodReferenceOperation => operation,
        _ => SymbolOf(operation) is { } symbol && BindingOf(symbol) is Binding.Code code ? FunctionOf(code.Function) : null,
    };

    private void RunFunction(IOperation function, bool throws)
    {
        if (function is IMethodReferenceOperation { Method: { } method } reference)
        {
            if (!method.Parameters.IsEmpty)
                throw new UnreadableException($"it passes {method.Name} to an assertion");
            Add(CallOf(MemberFor(MemberShapeKind.Method, method, reference.Instance?.Type), reference.Instance, []));
        }
        else if (function is IAnonymousFunctionOperation { Body: var body } && RunAll(body.Operations) is { } value)
        {
            Perform(value);
        }

        if (throws)
            Report();
    }

    /// <summary>The last call throws: a test case ends with it, and the next one goes on as if it had not been made.</summary>
    private void Report()
    {
        if (_statements.Count == 0)
            return;
        _cases.Add(new TestCase([.. _statements]));
        _statements.RemoveAt(_statements.Count - 1);
        _reported = _statements.Count;
    }

    /// <summary>Keeps the calls of the subject in an expression that is only looked at.</summary>
    private void Observe(IOperation operation)
    {
        operation = Bare(operation);
        if (SymbolOf(operation) is { } symbol && BindingOf(symbol) is Binding.Variable variable)
            Enumerate(variable.Statement, Statement.All);
        if (SymbolOf(operation) is not null || _constants.Evaluate(operation) is not null || operation is IDelegateCreationOperation or IAnonymousFunctionOperation or IArgumentOperation { ArgumentKind: ArgumentKind.DefaultValue })
            return;
        switch (operation)
        {
            case IInstanceReferenceOperation:
                return;
            case IConditionalAccessOperation conditional:
                // Its receiver may be null: what is read of it need not run.
                Observe(conditional.Operation);
                return;
            case IWithOperation copy:
                Observe(copy.Operand);
                return;
        }

        if (operation is IAwaitOperation or IInvocationOperation or IPropertyReferenceOperation or IObjectCreationOperation or IBinaryOperation or IUnaryOperation or IConversionOperation)
        {
            var mark = _statements.Count;
            try
            {
                if (ItemsOf(operation) is null)
                    Keep(Read(operation, -1));
                else
                    _statements.RemoveRange(mark, _statements.Count - mark);
                return;
            }
            catch (UnreadableException unreadable) when (unreadable.IsForeign)
            {
                _statements.RemoveRange(mark, _statements.Count - mark);
                _left = unreadable.Message;
            }
        }

        foreach (var child in operation.ChildOperations)
            Observe(child is IArgumentOperation argument ? argument.Value : child);
    }
}
