using Scriban;
using Scriban.Runtime;
using Scriban.Syntax;

namespace CodegenLab.Substitutes.Templates;

/// <summary>What the real package refuses as well.</summary>
public sealed class ErrorTests
{
    [Test]
    public void A_syntax_error_has_its_place_counted_from_zero_and_its_text_from_one()
    {
        var template = Template.Parse("line\n  {{ 1 + }}");

        Assert.That(template.HasErrors);
        Assert.That(template.Messages[0].Span.Start.Line, Is.EqualTo(1));
        Assert.That(template.Messages[0].ToString(), Does.Match(@"^<input>\(2,\d+\) : error : "));
        Assert.That(template.Messages[0].ToString(), Does.EndWith(template.Messages[0].Message));
    }

    [Test]
    public void The_file_is_named() => Assert.That(Template.Parse("{{ ) }}", "a.scriban").Messages[0].ToString(), Does.StartWith("a.scriban(1,4) : error : "));

    [TestCase("{{ if true }}a")]
    [TestCase("{{ end }}")]
    [TestCase("{{ else }}")]
    [TestCase("{{ 1 2")]
    [TestCase("{{ 'a }}")]
    [TestCase("{{ for x of y }}{{ end }}")]
    [TestCase("{{ [1, 2 }}")]
    [TestCase("{{ x. }}")]
    [TestCase("{{ y = x = 1 }}")]
    [TestCase("{{ case 1; x; end }}")]
    [TestCase("{{ for.nonsense }}")]
    [TestCase("{{ '\\q' }}")]
    public void Is_a_syntax_error(string text)
    {
        var template = Template.Parse(text);
        if (text != "{{ 1 2")
            Assert.That(template.HasErrors, text);
        else
            Assert.That(() => template.Render(), Throws.InstanceOf<ScriptRuntimeException>());
    }

    [Test]
    public void A_template_with_errors_cannot_be_rendered() => Assert.That(() => Template.Parse("{{ ) }}").Render(), Throws.InvalidOperationException);

    [TestCase("a\n{{ x.y }}", "(2,6)")]
    [TestCase("{{ nothing 1 }}", "(1,4)")]
    [TestCase("{{ 1 - 'a' }}", "(1,6)")]
    [TestCase("{{ 'a' | string.append }}", "(1,")]
    [TestCase("{{ string.upcase 'a' 'b' }}", "(1,")]
    [TestCase("{{ 1 | x }}", "(1,")]
    [TestCase("{{ 1 // 0 }}", "(1,")]
    [TestCase("{{ string = 1 }}{{ string.size }}{{ x[null] }}", "(1,")]
    [TestCase("{{ include 'x' }}", "(1,")]
    [TestCase("{{ for x in 5 }}{{ end }}", "(1,")]
    [TestCase("{{ x = 5; x[0] }}", "(1,")]
    [TestCase("{{ for x in 1..9 limit:3 }}{{ x }}{{ end }}", "(1,")]
    public void Is_an_error_when_rendered(string text, string place)
    {
        var failure = Assert.Throws<ScriptRuntimeException>(() => Template.Parse(text).Render());

        Assert.That(failure!.Message, Does.StartWith($"<input>{place}").And.Contain(" : error : "));
    }

    [Test]
    public void An_unknown_variable_is_an_error_when_variables_are_strict() => Assert.That(
        () => Template.Parse("{{ unknown }}").Render(new TemplateContext { StrictVariables = true }),
        Throws.InstanceOf<ScriptRuntimeException>().With.Message.EqualTo("<input>(1,4) : error : The variable or function `unknown` was not found"));

    [Test]
    public void An_unknown_member_is_an_error_when_members_are_strict()
    {
        var context = new TemplateContext { EnableRelaxedMemberAccess = false };
        context.PushGlobal(new ScriptObject { ["a"] = new ScriptObject() });

        Assert.That(() => Template.Parse("{{ a.b }}").Render(context), Throws.InstanceOf<ScriptRuntimeException>().With.Message.Contain("Cannot get member with name b."));
    }

    [Test]
    public void A_loop_has_a_limit()
    {
        var context = new TemplateContext { LoopLimit = 3 };

        Assert.That(() => Template.Parse("{{ while true }}{{ end }}").Render(context), Throws.InstanceOf<ScriptRuntimeException>().With.Message.Contain("Exceeding number of iteration limit `3`"));
    }

    [Test]
    public void A_template_that_includes_itself_ends()
    {
        var context = new TemplateContext { TemplateLoader = new Endless() };

        Assert.That(() => Template.Parse("{{ include 'x' }}").Render(context), Throws.InstanceOf<ScriptRuntimeException>());
    }

    private sealed class Endless : ITemplateLoader
    {
        public string GetPath(TemplateContext context, Scriban.Parsing.SourceSpan callerSpan, string templateName) => templateName;

        public string Load(TemplateContext context, Scriban.Parsing.SourceSpan callerSpan, string templatePath) => "{{ include 'x' }}";

        public ValueTask<string?> LoadAsync(TemplateContext context, Scriban.Parsing.SourceSpan callerSpan, string templatePath) => ValueTask.FromResult<string?>("");
    }
}
