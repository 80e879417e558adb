using CodegenLab.Engine.Rendering;

namespace CodegenLab.Engine.Tests.Rendering;

public sealed class GeneratedHeaderTests
{
    private static readonly GeneratedHeader Header = new("1.2.3", 7, "Shop.Outer`1+Inner", 1, 2, 3, null);

    private static readonly string Source = Header.Write() + "\nnamespace Shop.Tests;\n";

    [Test]
    public void Reads_what_it_wrote()
    {
        Assert.That(GeneratedHeader.TryParse(Source, out var header), Is.True);
        Assert.That(header, Is.EqualTo(Header));
    }

    [Test]
    public void Tells_people_what_the_file_adds() =>
        Assert.That(Header.Write().Split('\n')[1], Is.EqualTo("// Tests for Shop.Outer`1.Inner: 1 test method, 2 branches covered, 3 mutants killed."));

    [Test]
    public void A_sealed_file_is_untouched_until_it_is_edited()
    {
        var written = GeneratedHeader.Seal(Source);

        Assert.That(GeneratedHeader.IsUntouched(written), Is.True);
        Assert.That(GeneratedHeader.IsUntouched(written.Replace("Shop.Tests", "Shop.Other", StringComparison.Ordinal)), Is.False);
        Assert.That(GeneratedHeader.IsUntouched(Source), Is.False, "without a hash nobody knows");
    }

    [Test]
    public void Line_ends_of_a_checkout_are_no_edit() =>
        Assert.That(GeneratedHeader.IsUntouched(GeneratedHeader.Seal(Source).ReplaceLineEndings("\r\n")), Is.True);

    [Test]
    public void Sealing_twice_is_sealing_once() =>
        Assert.That(GeneratedHeader.Seal(GeneratedHeader.Seal(Source)), Is.EqualTo(GeneratedHeader.Seal(Source)));

    [Test]
    public void A_licence_may_stand_above() =>
        Assert.That(GeneratedHeader.IsUntouched("// Copyright Shop.\n" + GeneratedHeader.Seal(Source)), Is.True);

    [TestCase("")]
    [TestCase("namespace Shop.Tests;")]
    [TestCase("// <codegen-lab />")]
    [TestCase("// <codegen-lab version=\"1\" seed=\"x\" subject=\"Y\" />")]
    public void Other_text_has_no_header(string text) =>
        Assert.That(GeneratedHeader.TryParse(text, out _), Is.False);
}
