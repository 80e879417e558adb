using Scriban.Syntax;

namespace Scriban.Runtime;

/// <summary>The variables a template sees: those of loops, of the pushed objects, and the local ones that start with <c>$</c>.</summary>
internal sealed class VariableScopes(TemplateContext context)
{
    private readonly Stack<Scope> _globals = new();
    private readonly Stack<Scope> _locals = new();

    public ScriptObject CurrentGlobal => _globals.Peek().Variables;

    public void PushGlobal(ScriptObject variables)
    {
        _globals.Push(new Scope(variables));
        PushLocal();
    }

    public ScriptObject PopGlobal()
    {
        if (_globals.Count == 1)
            throw new InvalidOperationException("Unexpected PopGlobal() not matching a PushGlobal");

        PopLocal();
        return _globals.Pop().Variables;
    }

    public void PushLocal() => _locals.Push(new Scope([]));

    public void PopLocal() => _locals.Pop();

    public void SetLocal(string name, object? value) => _locals.Peek().Variables.SetValue(name, value, readOnly: false);

    public void EnterLoop()
    {
        _globals.Peek().Loops.Push([]);
        _locals.Peek().Loops.Push([]);
    }

    public void ExitLoop()
    {
        _globals.Peek().Loops.Pop();
        _locals.Peek().Loops.Pop();
    }

    public void SetOfLoop(string name, bool isLocal, object? value) =>
        (isLocal ? _locals : _globals).Peek().Loops.Peek().SetValue(name, value, readOnly: false);

    public object? Get(Variable variable)
    {
        foreach (var scope in variable.IsLocal ? [_locals.Peek()] : _globals.ToArray())
        {
            foreach (var variables in scope.Loops.Append(scope.Variables))
            {
                if (variables.TryGetValue(variable.Name, out var value))
                    return value;
            }
        }

        return context.StrictVariables
            ? throw new ScriptRuntimeException(variable.Span, $"The variable or function `{variable}` was not found")
            : null;
    }

    public void Set(Variable variable, object? value)
    {
        if (!(variable.IsLocal ? _locals : _globals).Peek().Variables.TrySetValue(variable.Name, value))
            throw new ScriptRuntimeException(variable.Span, $"Cannot set the {(CurrentGlobal == context.BuiltinObject ? "builtin " : "")}readonly variable `{variable}`");
    }

    private sealed record Scope(ScriptObject Variables)
    {
        public Stack<ScriptObject> Loops { get; } = new();
    }
}
