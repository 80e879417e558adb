using System.Reflection;
using System.Runtime.ExceptionServices;
using Scriban.Parsing;
using Scriban.Syntax;

namespace Scriban.Runtime;

/// <summary>A .NET method as a template calls it. Leading parameters of type <see cref="TemplateContext"/> and <see cref="SourceSpan"/> are not arguments.</summary>
internal sealed class Function(object? target, MethodInfo method)
{
    private readonly ParameterInfo[] _all = method.GetParameters();
    private readonly ParameterInfo[] _parameters = [.. method.GetParameters().SkipWhile(parameter => parameter.ParameterType == typeof(TemplateContext) || parameter.ParameterType == typeof(SourceSpan))];

    private ParameterInfo? Rest => _parameters is [.., var last] && last.IsDefined(typeof(ParamArrayAttribute)) ? last : null;

    public object? Invoke(TemplateContext context, SourceSpan span, string name, IReadOnlyList<(string? Name, object? Value, SourceSpan Span)> arguments)
    {
        var values = new object?[_parameters.Length];
        var given = new bool[_parameters.Length];
        var rest = new List<object?>();
        var position = 0;
        foreach (var argument in arguments)
        {
            var index = argument.Name is null ? position : Array.FindIndex(_parameters, parameter => StandardMemberRenamer.Rename(parameter.Name!) == StandardMemberRenamer.Rename(argument.Name));
            if (index < 0)
                throw new ScriptRuntimeException(argument.Span, $"The function `{name}` has no parameter `{argument.Name}`");

            position = argument.Name is null ? position + 1 : position;
            if (Rest is not null && index >= _parameters.Length - 1)
            {
                rest.Add(argument.Value);
                continue;
            }

            if (index >= _parameters.Length)
                throw new ScriptRuntimeException(argument.Span, $"Invalid number of arguments `{arguments.Count}` passed to `{name}` while expecting `{_parameters.Length}` arguments");

            values[index] = context.ToObject(argument.Span, argument.Value, _parameters[index].ParameterType);
            given[index] = true;
        }

        for (var i = 0; i < _parameters.Length; i++)
        {
            if (given[i])
                continue;

            if (_parameters[i] == Rest)
                values[i] = rest.ToArray();
            else if (_parameters[i].HasDefaultValue)
                values[i] = _parameters[i].DefaultValue;
            else
                throw new ScriptRuntimeException(span, $"Invalid number of arguments `{arguments.Count}` passed to `{name}` while expecting `{_parameters.Count(parameter => !parameter.HasDefaultValue && parameter != Rest)}` arguments");
        }

        var leading = _all.Take(_all.Length - _parameters.Length).Select(parameter => parameter.ParameterType == typeof(TemplateContext) ? (object)context : span);
        try
        {
            return method.Invoke(target, [.. leading, .. values]);
        }
        catch (TargetInvocationException e) when (e.InnerException is ScriptRuntimeException)
        {
            ExceptionDispatchInfo.Throw(e.InnerException);
            throw;
        }
        catch (TargetInvocationException e)
        {
            throw new ScriptRuntimeException(span, e.InnerException!.Message, e.InnerException);
        }
    }

    public override string ToString() => "<function>";
}
