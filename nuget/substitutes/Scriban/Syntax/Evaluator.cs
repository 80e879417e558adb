using System.Collections;
using System.Numerics;
using Scriban.Functions;
using Scriban.Parsing;
using Scriban.Runtime;

namespace Scriban.Syntax;

/// <summary>Renders statements and evaluates expressions.</summary>
internal sealed class Evaluator(TemplateContext context)
{
    private Flow _flow;
    private object? _returned;

    private enum Flow
    {
        Next,
        Break,
        Continue,
        Return,
    }

    /// <summary>Writes a whole template, and last the value it returns, if any.</summary>
    public void RenderPage(Block page)
    {
        Render(page);
        if (_flow == Flow.Return)
            context.Write(context.ObjectToString(_returned));
    }

    private void Render(Statement? statement)
    {
        try
        {
            switch (statement)
            {
                case null or CodeEdge:
                    break;
                case Block block:
                    RenderBlock(block);
                    break;
                case RawStatement raw:
                    context.Write(raw.Text);
                    break;
                case ExpressionStatement expression:
                    RenderExpression(expression.Expression);
                    break;
                case IfStatement conditional:
                    Render(Truth(conditional.Condition) ? conditional.Then : conditional.Else);
                    break;
                case ForStatement loop:
                    RenderFor(loop);
                    break;
                case WhileStatement loop:
                    RenderWhile(loop);
                    break;
                case CaseStatement choice:
                    RenderCase(choice);
                    break;
                case CaptureStatement capture:
                    RenderCapture(capture);
                    break;
                case WithStatement with:
                    RenderWith(with);
                    break;
                case BreakStatement or ContinueStatement:
                    if (context.Loops.Depth == 0)
                        throw new ScriptRuntimeException(statement.Span, "The <break> and <continue> statements can only be used inside for/while loops");

                    _flow = statement is BreakStatement ? Flow.Break : Flow.Continue;
                    break;
                case ReturnStatement result:
                    _returned = result.Value is null ? null : Evaluate(result.Value);
                    _flow = Flow.Return;
                    break;
                default:
                    throw new ScriptRuntimeException(statement.Span, $"`{statement.GetType().Name}` cannot be rendered");
            }
        }
        catch (Exception e) when (e is not ScriptRuntimeException)
        {
            throw new ScriptRuntimeException(statement!.Span, e.Message, e);
        }
    }

    private void RenderBlock(Block block)
    {
        var outer = context.CurrentIndent;
        var inner = outer;
        try
        {
            foreach (var statement in block.Statements)
            {
                if (context.AutoIndent && statement is CodeEdge edge)
                    inner = edge.IsStart ? edge.Indent : outer;

                context.CurrentIndent = inner;
                Render(statement);
                if (_flow != Flow.Next)
                    return;
            }
        }
        finally
        {
            context.CurrentIndent = outer;
        }
    }

    private void RenderExpression(Expression expression)
    {
        if (expression is Assignment assignment)
            Assign(assignment);
        else
            context.Write(context.ObjectToString(Evaluate(expression)));
    }

    private void RenderFor(ForStatement loop)
    {
        var items = Evaluate(loop.Iterator) switch
        {
            null => null,
            IEnumerable found => Selected(loop, found),
            var other => throw new ScriptRuntimeException(loop.Iterator.Span, $"Unexpected type `{other.GetType()}` for iterator"),
        };
        if (items is null)
            return;

        var state = new LoopState(items);
        EnterLoop();
        try
        {
            context.Variables.SetOfLoop("for", isLocal: false, state);
            object? previous = null;
            if (!state.IsLast)
            {
                do
                {
                    CountTurn(loop.Span);
                    state.StartTurn();
                    var item = state.Items.Current;
                    state.Changed = state.Index == 0 || !Equals(previous, item);
                    SetLoopVariable(loop.Variable, item);
                    Render(loop.Body);
                    previous = item;
                    if (state.IsLast | EndsLoop())
                        break;

                    state.Index++;
                }
                while (true);
            }
            else
                Render(loop.Else);
        }
        finally
        {
            ExitLoop();
        }
    }

    private IEnumerable Selected(ForStatement loop, IEnumerable items)
    {
        if (loop.Options.Count == 0)
            return items;

        var (offset, limit, isReversed) = (0, -1, false);
        foreach (var option in loop.Options)
        {
            switch (option)
            {
                case { Name: "offset", Value: { } value }:
                    offset = context.ToInt(value.Span, Evaluate(value));
                    break;
                case { Name: "limit", Value: { } value }:
                    limit = context.ToInt(value.Span, Evaluate(value));
                    break;
                case { Name: "reversed" }:
                    isReversed = true;
                    break;
                default:
                    throw new ScriptRuntimeException(option.Span, $"Unsupported argument `{option.Name}` for statement: `for`");
            }
        }

        var selected = items.Cast<object?>().Skip(offset);
        selected = isReversed ? selected.Reverse() : selected;
        return (limit > 0 ? selected.Take(limit) : selected).ToArray();
    }

    private void SetLoopVariable(Expression target, object? item)
    {
        if (target is Variable variable)
            context.Variables.SetOfLoop(variable.Name, variable.IsLocal, item);
        else
            Set(target, item);
    }

    private void RenderWhile(WhileStatement loop)
    {
        var state = new LoopState(Array.Empty<object>());
        EnterLoop();
        try
        {
            context.Variables.SetOfLoop("while", isLocal: false, state);
            while (true)
            {
                CountTurn(loop.Span);
                if (!Truth(loop.Condition))
                    return;

                Render(loop.Body);
                if (EndsLoop())
                    return;

                state.Index++;
            }
        }
        finally
        {
            ExitLoop();
        }
    }

    private void EnterLoop()
    {
        context.Loops = (context.Loops.Depth + 1, context.Loops.Turns);
        context.Variables.EnterLoop();
    }

    private void ExitLoop()
    {
        context.Variables.ExitLoop();
        context.Loops = (context.Loops.Depth - 1, context.Loops.Depth == 1 ? 0 : context.Loops.Turns);
    }

    private void CountTurn(SourceSpan span)
    {
        context.Loops = context.Loops with { Turns = context.Loops.Turns + 1 };
        if (context.LoopLimit != 0 && context.Loops.Turns > context.LoopLimit)
            throw new ScriptRuntimeException(span, $"Exceeding number of iteration limit `{context.LoopLimit}` for loop statement.");
    }

    private bool EndsLoop()
    {
        var flow = _flow;
        if (flow != Flow.Return)
            _flow = Flow.Next;

        return flow is Flow.Break or Flow.Return;
    }

    private void RenderCase(CaseStatement choice)
    {
        var value = Evaluate(choice.Value);
        var outer = context.CurrentIndent;
        try
        {
            foreach (var statement in choice.Body.Statements)
            {
                if (context.AutoIndent && statement is CodeEdge edge)
                    context.CurrentIndent = edge.IsStart ? edge.Indent : outer;

                if (statement is WhenStatement when)
                    RenderWhen(value, when);
            }
        }
        finally
        {
            context.CurrentIndent = outer;
        }
    }

    private void RenderWhen(object? value, WhenStatement first)
    {
        Statement? clause = first;
        while (clause is WhenStatement when)
        {
            if (when.Values.Any(candidate => Operators.Apply(context, when.Span, "==", value, Evaluate(candidate)) is true))
            {
                Render(when.Body);
                return;
            }

            clause = when.Next;
        }

        Render(clause);
    }

    private void RenderCapture(CaptureStatement capture)
    {
        context.PushOutput();
        string text;
        try
        {
            Render(capture.Body);
        }
        finally
        {
            text = context.PopOutput();
        }

        Set(capture.Target, new CapturedText(text));
        _returned = null;
    }

    private void RenderWith(WithStatement with)
    {
        if (Evaluate(with.Scope) is not ScriptObject scope)
            throw new ScriptRuntimeException(with.Scope.Span, $"Invalid target property `{with.Scope}` used for [with] statement. Must be a ScriptObject");

        context.PushGlobal(scope);
        try
        {
            Render(with.Body);
        }
        finally
        {
            context.PopGlobal();
        }
    }

    private bool Truth(Expression expression) => context.ToBool(expression.Span, Evaluate(expression));

    private void Assign(Assignment assignment)
    {
        var value = Evaluate(assignment.Value);
        if (assignment.Operator.Length > 0)
            value = Operators.Apply(context, assignment.Span, assignment.Operator, Evaluate(assignment.Target), value);

        Set(assignment.Target, value);
    }

    private void Set(Expression target, object? value)
    {
        switch (target)
        {
            case Variable variable:
                context.Variables.Set(variable, value);
                return;
            case MemberAccess access:
                var owner = Evaluate(access.Target)
                    ?? throw new ScriptRuntimeException(access.MemberSpan, $"Object `{access.Target}` is null. Cannot access member: {access}");
                Members.Set(owner, access.Member, value, access.MemberSpan, access.ToString());
                return;
            case IndexAccess access:
                SetElement(access, value);
                return;
            default:
                throw new ScriptRuntimeException(target.Span, "Unsupported target expression for assignment.");
        }
    }

    private void SetElement(IndexAccess access, object? value)
    {
        switch (Evaluate(access.Target), Evaluate(access.Index))
        {
            case (null, _):
                throw new ScriptRuntimeException(access.Target.Span, $"Object `{access.Target}` is null. Cannot access indexer: {access}");
            case (_, null):
                throw new ScriptRuntimeException(access.Index.Span, $"Cannot access target `{access.Target}` with a null indexer: {access}");
            case (IDictionary dictionary, var key):
                Members.Set(dictionary, context.ObjectToString(key)!, value, access.Index.Span, access.ToString());
                return;
            case (ScriptArray list, var key):
                var index = context.ToInt(access.Index.Span, key);
                list[index < 0 ? list.Count + index : index] = value;
                return;
            default:
                throw new ScriptRuntimeException(access.Span, $"Setting `{access}` is not supported by the substitute of Scriban");
        }
    }

    /// <summary>The value of an expression. A function is called, unless <paramref name="asFunction"/>.</summary>
    private object? Evaluate(Expression expression, bool asFunction = false) => expression switch
    {
        Literal literal => literal.Value,
        Variable variable => Called(context.Variables.Get(variable), variable, asFunction),
        MemberAccess access => Called(MemberOf(access), access, asFunction),
        IndexAccess access => Called(ElementOf(access), access, asFunction),
        Nested nested => Evaluate(nested.Inner, asFunction),
        Unary unary => EvaluateUnary(unary),
        Binary { Operator: "&&" } binary => Truth(binary.Left) && Truth(binary.Right),
        Binary { Operator: "||" } binary => Truth(binary.Left) || Truth(binary.Right),
        Binary binary => Operators.Apply(context, binary.OperatorSpan, binary.Operator, Evaluate(binary.Left), Evaluate(binary.Right)),
        Conditional conditional => Evaluate(Truth(conditional.Condition) ? conditional.Then : conditional.Else),
        Call call => Invoke(call.Span, call.Target, null, call.Arguments),
        Pipe pipe => Invoke(pipe.Span, pipe.Target, pipe.From, pipe.Arguments),
        ArrayLiteral array => new ScriptArray(array.Items.Select(item => Evaluate(item))),
        ObjectLiteral literal => ObjectOf(literal),
        _ => throw new ScriptRuntimeException(expression.Span, $"`{expression}` cannot be evaluated"),
    };

    private ScriptObject ObjectOf(ObjectLiteral literal)
    {
        var result = new ScriptObject();
        foreach (var (name, value) in literal.Members)
            result[name] = Evaluate(value);

        return result;
    }

    private object? EvaluateUnary(Unary unary)
    {
        if (unary.Operator == "@")
            return Evaluate(unary.Operand, asFunction: true);

        if (unary.Operator == "!")
            return !Truth(unary.Operand);

        var value = Evaluate(unary.Operand);
        if (value is not (int or long or float or double or decimal or BigInteger))
            throw new ScriptRuntimeException(unary.Operand.Span, $"Unexpected value `{value} / Type: {TemplateContext.TypeNameOf(value)}`. Cannot negate(-)/positive(+) a non-numeric value");

        return unary.Operator == "+" ? value : Operators.Apply(context, unary.Span, "*", value, -1);
    }

    private object? MemberOf(MemberAccess access)
    {
        if (Evaluate(access.Target) is not { } target)
        {
            if (access.IsConditional || context.EnableRelaxedTargetAccess)
                return null;

            throw new ScriptRuntimeException(access.MemberSpan, $"Cannot get the member {access} for a null object.");
        }

        if (context.Members.TryGet(target, access.Member, access.MemberSpan, out var value) || context.EnableRelaxedMemberAccess)
            return value;

        throw new ScriptRuntimeException(access.MemberSpan, $"Cannot get member with name {access.Member}.");
    }

    private object? ElementOf(IndexAccess access)
    {
        if (Evaluate(access.Target) is not { } target)
        {
            if (context.EnableRelaxedTargetAccess || access.Target is MemberAccess { IsConditional: true })
                return null;

            throw new ScriptRuntimeException(access.Target.Span, $"Object `{access.Target}` is null. Cannot access indexer: {access}");
        }

        if (Evaluate(access.Index) is not { } index)
        {
            if (context.EnableNullIndexer)
                return null;

            throw new ScriptRuntimeException(access.Index.Span, $"Cannot access target `{access.Target}` with a null indexer: {access}");
        }

        if (target is decimal || target.GetType().IsPrimitive)
            throw new ScriptRuntimeException(access.Target.Span, $"Cannot use the {TemplateContext.TypeNameOf(target)} primitive `{target}` as a list.");

        if (target is string or IList && target is not IDictionary)
            return ElementAt(access, target, context.ToInt(access.Index.Span, index));

        if (context.Members.TryGetItem(target, index, access.Index.Span, out var item))
            return item;

        var name = context.ObjectToString(index) ?? "";
        if (context.Members.TryGet(target, name, access.Index.Span, out var value) || context.EnableRelaxedMemberAccess)
            return value;

        throw new ScriptRuntimeException(access.Index.Span, $"Cannot access target `{access.Target}` with an indexer: {access.Index}");
    }

    private object? ElementAt(IndexAccess access, object target, int index)
    {
        var length = target is string text ? text.Length : ((IList)target).Count;
        index = index < 0 ? length + index : index;
        if (index >= 0 && index < length)
            return target is string characters ? characters[index].ToString() : ((IList)target)[index];

        if (context.EnableRelaxedIndexerAccess && target is not Array)
            return null;

        throw new ScriptRuntimeException(access.Index.Span, $"The index {index} is out of bounds [0, {length}] on the `{access.Target}` with the indexer: {access.Index}");
    }

    private object? Called(object? value, Expression expression, bool asFunction) => asFunction ? value : value switch
    {
        UnsupportedFunction unsupported => throw unsupported.ErrorAt(expression.Span),
        Function function => function.Invoke(context, expression.Span, expression.ToString(), []),
        IncludeFunction => throw new ScriptRuntimeException(expression.Span, "Expecting at least the name of the template to include for the <include> function"),
        _ => value,
    };

    private object? Invoke(SourceSpan span, Expression target, Expression? from, IReadOnlyList<Expression> expressions)
    {
        var function = Evaluate(target, asFunction: true);
        if (function is UnsupportedFunction unsupported)
            throw unsupported.ErrorAt(span);

        if (function is null)
        {
            return context.EnableRelaxedFunctionAccess
                ? null
                : throw new ScriptRuntimeException(target.Span, $"The function `{target}` was not found");
        }

        if (function is not (Function or IncludeFunction))
        {
            throw from is null
                ? new ScriptRuntimeException(span, $"Invalid target function `{target}` ({TemplateContext.TypeNameOf(function)})")
                : new ScriptRuntimeException(target.Span, $"Pipe expression destination `{target}` is not a valid function");
        }

        var arguments = (from is null ? expressions : expressions.Prepend(from)).Select(ArgumentOf).ToArray();
        context.CallDepth++;
        try
        {
            if (context.RecursiveLimit != 0 && context.CallDepth > context.RecursiveLimit)
                throw new ScriptRuntimeException(span, $"Exceeding number of recursive depth limit `{context.RecursiveLimit}` for node: `{target}`");

            return function is Function method ? method.Invoke(context, span, target.ToString(), arguments) : IncludeFunction.Invoke(context, span, arguments);
        }
        finally
        {
            context.CallDepth--;
        }
    }

    private (string? Name, object? Value, SourceSpan Span) ArgumentOf(Expression expression) => expression is NamedArgument named
        ? (named.Name, named.Value is null ? null : Evaluate(named.Value), named.Span)
        : (null, Evaluate(expression), expression.Span);
}
