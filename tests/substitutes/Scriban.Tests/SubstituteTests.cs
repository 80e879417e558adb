using Scriban;
using Scriban.Syntax;

namespace CodegenLab.Substitutes.Templates;

/// <summary>What the real package can do and the substitute refuses, so that it never renders anything else.</summary>
public sealed class SubstituteTests
{
    [SetUp]
    public void SkipForTheRealPackage()
    {
        if (typeof(Template).Assembly.GetName().Version is { Major: > 1 })
            Assert.Ignore("The real package supports this.");
    }

    [TestCase("{{ func f; end }}")]
    [TestCase("{{ f = do; end }}")]
    [TestCase("{{ import x }}")]
    [TestCase("{{ readonly x }}")]
    [TestCase("{{ wrap x; end }}")]
    [TestCase("{{ tablerow x in y; end }}")]
    [TestCase("{{ this.x }}")]
    [TestCase("{{ $\"a{b}\" }}")]
    [TestCase("{{ x++ }}")]
    [TestCase("{{ ++x }}")]
    [TestCase("{{ f ^x }}")]
    [TestCase("{{ 0xFF }}")]
    [TestCase("{{ 1e10 }}")]
    [TestCase("{{ 1.5m }}")]
    [TestCase("{{ x.empty? }}")]
    [TestCase("{{ 'a' | string.size + 1 }}")]
    public void Is_refused_when_parsed(string text)
    {
        var template = Template.Parse(text);

        Assert.That(template.HasErrors);
        Assert.That(template.Messages[0].ToString(), Does.Match(@"^<input>\(1,\d+\) : error : .*not supported by the substitute of Scriban"));
    }

    [TestCase("{{ date.now }}")]
    [TestCase("{{ 'a' | regex.match 'a' }}")]
    [TestCase("{{ 'a' | string.md5 }}")]
    [TestCase("{{ array.cycle ['a'] }}")]
    [TestCase("{{ object.eval '1' }}")]
    [TestCase("{{ 1 << 2 }}")]
    [TestCase("{{ [1] << 2 }}")]
    [TestCase("{{ day }}")]
    public void Is_refused_when_rendered(string text) => Assert.That(
        () => Template.Parse(text).Render(new { day = new DateTime(2026, 1, 2) }),
        Throws.InstanceOf<ScriptRuntimeException>().With.Message.Contain("not supported"));
}
