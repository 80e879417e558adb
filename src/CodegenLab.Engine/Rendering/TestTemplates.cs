using System.Collections.Concurrent;
using Scriban;
using Scriban.Runtime;

namespace CodegenLab.Engine.Rendering;

/// <summary>The templates that give tests their form, by name: <c>fixture.nunit</c>, <c>test.xunit</c>, <c>assertion.mstest</c>.</summary>
/// <param name="overrides">Text of a template that a repository brings itself, or null for the one that comes with the tool.</param>
public sealed class TestTemplates(Func<string, string?> overrides)
{
    private readonly ConcurrentDictionary<string, Template> _parsed = new();

    /// <summary>The templates that come with the tool.</summary>
    public static TestTemplates Embedded { get; } = new(_ => null);

    /// <summary>Renders a template with the members of <paramref name="model"/>, in snake_case, as its variables.</summary>
    /// <exception cref="InvalidTemplateException">The template does not parse.</exception>
    public string Render(string name, object model)
    {
        var variables = new ScriptObject();
        variables.Import(model);

        // Big suites have more turns and more text than Scriban's own limits allow.
        var context = new TemplateContext { LoopLimit = 0, LimitToString = 0 };
        context.PushGlobal(variables);
        return _parsed.GetOrAdd(name, Load).Render(context).ReplaceLineEndings("\n");
    }

    private Template Load(string name)
    {
        var template = Template.Parse(overrides(name) ?? ReadEmbedded(name), name + ".scriban");
        return template.HasErrors ? throw new InvalidTemplateException(string.Join(Environment.NewLine, template.Messages)) : template;
    }

    private static string ReadEmbedded(string name)
    {
        var resource = $"templates/tests/{name}.scriban";
        using var stream = typeof(TestTemplates).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"{resource} is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

/// <summary>A template that does not parse; the message has line and column.</summary>
public sealed class InvalidTemplateException(string message) : Exception(message);
