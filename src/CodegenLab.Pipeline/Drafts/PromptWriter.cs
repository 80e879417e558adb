using CodegenLab.Engine.Rendering;
using CodegenLab.Pipeline.Contexts;
using Scriban;

namespace CodegenLab.Pipeline.Drafts;

/// <summary>Writes prompts from the templates in <c>templates/prompts</c>. Nothing of the user's reaches them unquoted, and no secret at all.</summary>
/// <param name="overrides">Text of a template that a repository brings itself, or null for the one that comes with the tool.</param>
/// <param name="redaction">Of the whole run: a secret has the same placeholder in every prompt.</param>
/// <param name="frameworkVersion">Major version of the framework that the tests are for.</param>
/// <param name="edgeCaseShare">Of the tests, 0–1.</param>
/// <param name="framework">That the tests are for.</param>
public sealed class PromptWriter(Func<string, string?> overrides, SecretRedaction redaction, int frameworkVersion, double edgeCaseShare = .2, TestFramework framework = TestFramework.NUnit)
{
    /// <summary>The test project references CodegenLab.Testing: drafts may leave to it what it completes.</summary>
    public bool HasTestingPackage { get; init; }

    /// <summary>The language of the test project lets a class without members end with a semicolon.</summary>
    public bool HasPlainBodies { get; init; } = true;

    private string? _system;

    /// <summary>Asks for what a caller may expect, before the code is shown.</summary>
    /// <param name="context">Without bodies.</param>
    /// <param name="specification">A text of the user's that says more; null: there is none.</param>
    /// <exception cref="InputException">The repository's own template does not parse.</exception>
    public Prompt Expectations(CodeContext context, string? specification) => Write("expectations", context, new
    {
        Subject = Inline(context.Subject),
        Specification = specification is null ? null : Quote("specification", specification),
        Context = Beyond(context),
    });

    /// <summary>Asks for tests of what is not covered yet.</summary>
    /// <exception cref="InputException">As above.</exception>
    public Prompt Tests(CodeContext context) => Write("tests", context, new { Subject = Inline(context.Subject), Context = Beyond(context) });

    /// <summary>Asks for tests that notice changes of the code.</summary>
    /// <exception cref="InputException">As above.</exception>
    public Prompt Mutants(CodeContext context, IReadOnlyList<UnnoticedChange> changes) => Write("mutants", context, new
    {
        Subject = Inline(context.Subject),
        Changes = Quote("changes", string.Join('\n', changes.Select((change, index) => FormattableString.Invariant($"{index + 1}. {(index > 0 && change.IsOfSameLine(changes[index - 1]) ? OfSameLine(change) : Diff(change))}")))),
        Context = Beyond(context),
    });

    /// <summary>Asks for tests to be put right.</summary>
    /// <param name="subject">C# name.</param>
    /// <param name="code">The fixture they stand in.</param>
    /// <exception cref="InputException">As above.</exception>
    public Prompt Repair(string subject, IReadOnlyList<FaultyTest> tests, string code) => Write("repair", null, new
    {
        Subject = Inline(subject),
        // One mistake is often in all of them: it is told once.
        Tests = tests.GroupBy(test => string.Join('\n', test.Complaints), StringComparer.Ordinal)
            .Select(alike => new { Name = Inline(string.Join(", ", alike.Select(test => test.Name))), Complaints = alike.First().Complaints.Select(Inline).ToList() })
            .ToList(),
        Code = Quote("fixture", code),
    });

    /// <summary>Asks, of someone who does not know what a test expects, what to expect.</summary>
    /// <param name="context">Without bodies.</param>
    /// <param name="situation">What the test does, without its assertions.</param>
    /// <exception cref="InputException">As above.</exception>
    public Prompt Opinion(CodeContext context, string situation) => Write("opinion", context, new
    {
        Subject = Inline(context.Subject),
        Situation = Quote("situation", situation),
        Context = Beyond(context),
    });

    /// <summary>Asks for names of tests that are there.</summary>
    /// <param name="subject">C# name.</param>
    /// <param name="code">The tests.</param>
    /// <exception cref="InputException">As above.</exception>
    public Prompt Names(string subject, string code) => Write("names", null, new { Subject = Inline(subject), Tests = Quote("tests", code) });

    /// <summary>An answer with the secrets back in the places of their placeholders.</summary>
    public string Restore(string answer) => redaction.Restore(answer);

    /// <summary>Null: all is known before.</summary>
    private string? Beyond(CodeContext context) => context is { Known: not null, Sections.IsEmpty: true } ? null : Quote("context", ContextMarkdown.Write(context));

    /// <param name="context">What is known before the question comes first: of questions on one type it is the same, and costs less the second time.</param>
    private Prompt Write(string name, CodeContext? context, object model)
    {
        _system ??= Render("system", new
        {
            Framework = framework == TestFramework.XUnit ? "xUnit" : framework.ToString(),
            FrameworkVersion = frameworkVersion,
            EdgeCases = (int)Math.Round(100 * edgeCaseShare),
            Package = HasTestingPackage,
            Body = HasPlainBodies ? ";" : " { }",
        });
        var shared = context?.Known is { Sections.IsEmpty: false } known ? Quote("context", ContextMarkdown.Write(known)) + "\n\n" : "";
        return new Prompt(_system, shared + Render(name, model)) { Shared = shared.Length };
    }

    private string Render(string name, object model)
    {
        var template = Template.Parse(overrides(name) ?? ReadEmbedded(name), name + ".scriban");
        return template.HasErrors
            ? throw new InputException($"The prompt template {name}.scriban cannot be used: {string.Join(" ", template.Messages)}")
            : template.Render(model).ReplaceLineEndings("\n");
    }

    private string Quote(string name, string text) => Material.Enclose(name, redaction.Redact(text));

    /// <summary>One line, for places where a quotation would say too much: names, places, complaints.</summary>
    private string Inline(string text) => redaction.Redact(Excerpt.OneLine(PlainText.Of(text)));

    /// <summary>Mutants of one line follow each other: it is shown once.</summary>
    private static string OfSameLine(UnnoticedChange change) => $"the same\n{Added(change)}";

    private static string Diff(UnnoticedChange change) =>
        $"{Excerpt.OneLine(change.Place)}\n{string.Join('\n', change.Original.ReplaceLineEndings("\n").Split('\n').Select(line => "- " + line))}{(change.Replacement.Length == 0 ? "" : "\n" + Added(change))}";

    private static string Added(UnnoticedChange change) => string.Join('\n', change.Replacement.ReplaceLineEndings("\n").Split('\n').Select(line => "+ " + line));

    private static string ReadEmbedded(string name)
    {
        var resource = $"templates/prompts/{name}.scriban";
        using var stream = typeof(PromptWriter).Assembly.GetManifestResourceStream(resource) ?? throw new InvalidOperationException($"{resource} is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
