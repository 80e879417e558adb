using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace Scriban.Functions;

/// <summary>The function <c>include</c>: renders another template. Its arguments are <c>$0</c> (the name), <c>$1</c>…, named ones <c>$name</c>.</summary>
internal sealed class IncludeFunction
{
    public static string Invoke(TemplateContext context, SourceSpan span, IReadOnlyList<(string? Name, object? Value, SourceSpan Span)> arguments)
    {
        var positional = new ScriptArray(arguments.Where(argument => argument.Name is null).Select(argument => argument.Value));
        var named = arguments.Where(argument => argument.Name is not null).ToDictionary(argument => argument.Name!, argument => argument.Value);
        return positional.Count == 0
            ? throw new ScriptRuntimeException(span, "Expecting at least the name of the template to include for the <include> function")
            : context.Include(span, context.ObjectToString(positional[0]), positional, named);
    }

    public override string ToString() => "<function>";
}
