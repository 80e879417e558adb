using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace Scriban;

/// <summary>A parsed template.</summary>
public sealed class Template
{
    private Template(string? sourceFilePath) => SourceFilePath = sourceFilePath;

    /// <summary>Where the text came from; null when it was not a file.</summary>
    public string? SourceFilePath { get; }

    /// <summary>What is wrong with the template; empty when it can be rendered.</summary>
    public LogMessageBag Messages { get; } = new();

    /// <summary>Whether the template cannot be rendered.</summary>
    public bool HasErrors => Messages.HasErrors;

    internal Block? Page { get; private set; }

    /// <summary>Reads a template. Errors are in <see cref="Messages"/>; the first one ends the reading.</summary>
    public static Template Parse(string text, string? sourceFilePath = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var template = new Template(sourceFilePath);
        try
        {
            template.Page = Parser.Parse(text, sourceFilePath ?? "<input>");
        }
        catch (ParseException e)
        {
            template.Messages.Add(new LogMessage(ParserMessageType.Error, e.Span, e.Message));
        }

        return template;
    }

    /// <summary>Renders with the members of a model as variables.</summary>
    public string Render(object? model = null, MemberRenamerDelegate? memberRenamer = null, MemberFilterDelegate? memberFilter = null)
    {
        var variables = new ScriptObject();
        variables.Import(model, memberFilter, memberRenamer);
        var context = new TemplateContext { MemberRenamer = memberRenamer ?? StandardMemberRenamer.Default, MemberFilter = memberFilter };
        context.PushGlobal(variables);
        return Render(context);
    }

    /// <summary>Renders with the variables of a context.</summary>
    /// <exception cref="InvalidOperationException">The template has errors.</exception>
    public string Render(TemplateContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (Page is null)
            throw new InvalidOperationException("This template has errors. Check the <Template.HasError> and <Template.Messages> before evaluating a template. Messages:\n" + string.Join("\n", Messages));

        new Evaluator(context).RenderPage(Page);
        return context.TakeOutput();
    }

    /// <summary>Renders with the members of a model as variables. Completes synchronously.</summary>
    public ValueTask<string> RenderAsync(object? model = null, MemberRenamerDelegate? memberRenamer = null, MemberFilterDelegate? memberFilter = null) =>
        ValueTask.FromResult(Render(model, memberRenamer, memberFilter));
}
