using Scriban.Parsing;

namespace Scriban.Runtime;

/// <summary>Finds the templates that <c>include</c> names.</summary>
public interface ITemplateLoader
{
    /// <summary>The path that stands for a name; the same path is loaded once.</summary>
    string? GetPath(TemplateContext context, SourceSpan callerSpan, string templateName);

    /// <summary>The text of the template at a path.</summary>
    string? Load(TemplateContext context, SourceSpan callerSpan, string templatePath);

    /// <summary>The text of the template at a path. Never called by this substitute, which only renders synchronously.</summary>
    ValueTask<string?> LoadAsync(TemplateContext context, SourceSpan callerSpan, string templatePath);
}
