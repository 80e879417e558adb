using CodegenLab.Pipeline.Drafts;

namespace CodegenLab.Pipeline.Tests.Drafts;

public sealed class PlainTextTests
{
    [TestCase("one\r\ntwo\rthree\tfour", "one\ntwo\nthree\tfour")]
    [TestCase("Äpfel, 日本語, 😀!", "Äpfel, 日本語, 😀!")]
    [TestCase("\u001b[31mred\u001b[0m \u001b[2K\u001b[1A gone", "red  gone")]
    [TestCase("\u001b]0;title\u0007text", "text")]
    [TestCase("\u001b]8;;http://x\u001b\\link", "link")]
    [TestCase("a\u200bb\u200dc\ufeffd\u2060e", "abcde")]
    [TestCase("\u202eevil\u202c \u2066x\u2069", "evil x")]
    [TestCase("bell\u0007 nul\0 back\b del\u007f", "bell nul back del")]
    [TestCase("tags \U000E0041\U000E0042 end", "tags  end")]
    [TestCase("cut \u001b", "cut ")]
    [TestCase("cut \u001b[12", "cut ")]
    public void Only_what_a_person_sees_stays(string text, string expected) => Assert.That(PlainText.Of(text), Is.EqualTo(expected));

    [Test]
    public void Half_a_character_is_none() => Assert.That(PlainText.Of("half " + (char)0xd83d + " end " + (char)0xdc00), Is.EqualTo("half  end "));
}
