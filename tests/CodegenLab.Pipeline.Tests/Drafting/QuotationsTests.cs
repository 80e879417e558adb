using CodegenLab.Pipeline.Contexts;
using CodegenLab.Pipeline.Drafting;

namespace CodegenLab.Pipeline.Tests.Drafting;

public sealed class QuotationsTests
{
    private static readonly CodeContext Context = new()
    {
        Subject = "Shop.Money",
        Ids = [],
        Project = "Shop.csproj",
        Sections =
        [
            new ContextSection(
                ContextKind.Members,
                [
                    new ContextItem("/// <summary>Splits the amount into equal parts; what cannot be divided goes to the\n/// first parts.</summary>\n/// <exception cref=\"T:System.ArgumentException\">Fewer than one part, see <paramref name=\"parts\"/>.</exception>\npublic Money[] Split(int parts);", "src/Money.cs:12", null, 1),
                ],
                0),
            new ContextSection(ContextKind.Bodies, [new ContextItem("return amount / parts; // all parts are equal", "src/Money.cs:13", null, 1)], 0),
            new ContextSection(ContextKind.CallSites, [new ContextItem("var parts = new Money(100).Split(3);\nreturn parts[0]; // the first part is larger", "src/Order.cs:7", null, 1)], 0),
            new ContextSection(ContextKind.Tests, [new ContextItem("[Test]\npublic void Splits()\n{\n    var parts = new Money(100).Split(3);\n    Assert.That(parts[0], Is.EqualTo(new Money(34)));\n}", "tests/MoneyTests.cs:5", null, 1)], 0),
            new ContextSection(ContextKind.Readme, [new ContextItem("## Money\n\n`Split` loses **no cent** of it.\n```csharp\nvar cents = money.Split(3); // one cent more\n```\n", "README.md:3", null, 1)], 0),
            new ContextSection(ContextKind.Rules, [new ContextItem("Money is never rounded twice.", "docs/rules.md", null, 1)], 0),
        ],
    };

    [TestCase("// Source: \"what cannot be divided goes to the first parts\" (Split)", "what cannot be divided goes to the first parts", "src/Money.cs:12", TestName = "In quotation marks, over a line end")]
    [TestCase("// Source: Fewer than one part, see parts (exception of Split)", "Fewer than one part, see parts", "src/Money.cs:12", TestName = "Before a place")]
    [TestCase("// source: splits the AMOUNT into equal parts", "Splits the amount into equal parts", "src/Money.cs:12", TestName = "In other letters, as it stands")]
    [TestCase("// Source: \"Money is never rounded twice.\" in docs", "Money is never rounded twice.", "docs/rules.md", TestName = "From a rule")]
    [TestCase("// Source: \"Split loses no cent of it.\" (README)", "Split loses no cent of it.", "README.md:3", TestName = "From a README, without its marks")]
    [TestCase("// Source: \"Assert.That(parts[0], Is.EqualTo(new Money(34)))\" (MoneyTests)", "Assert.That(parts[0], Is.EqualTo(new Money(34)))", "tests/MoneyTests.cs:5", TestName = "From a test by a person")]
    [TestCase("// Source: \"A part is at least a cent\" (order.md)", "a part is at least a cent", "order.md", TestName = "From the specification")]
    [TestCase("// Source: \"Splits the amount\n// into equal parts\" (Split)", "Splits the amount into equal parts", "src/Money.cs:12", TestName = "Over two comment lines")]
    public void Words_that_stand_in_the_material_are_a_source(string comment, string words, string place) =>
        Assert.That(new Quotations(Context, ("order.md", "Every day: a part is at least a cent.")).Of(Test(comment)), Is.EqualTo(new Quotation(words, place)));

    [TestCase("// Source: none.")]
    [TestCase("// Source: \"all parts are equal\" (code of Split)", TestName = "Code says what is, not what should be")]
    [TestCase("// Source: \"return parts[0]; // the first part is larger\" (Order)", TestName = "What a caller does is no promise")]
    [TestCase("// Source: \"var parts = new Money(100).Split(3);\" (MoneyTests)", TestName = "What a test does as callers do is none either")]
    [TestCase("// Source: \"var cents = money.Split(3); // one cent more\" (README)", TestName = "Code in a README is code")]
    [TestCase("// Source: \"a part is at least a cent\" (made up)", TestName = "Made up")]
    [TestCase("// Source: \"the amount\" (Split)", TestName = "Two words say nothing")]
    [TestCase("// nothing")]
    public void Anything_else_is_none(string comment) => Assert.That(new Quotations(Context, null).Of(Test(comment)), Is.Null);

    /// <summary>Two members promise the same; which one is meant, the place says.</summary>
    [TestCase("src/Money.cs:12", "src/Money.cs:12")]
    [TestCase("src/Money.cs:120", "src/Money.cs:120")]
    [TestCase("somewhere", "src/Money.cs:12")]
    public void Of_equal_words_those_at_the_place_that_is_named_are_the_source(string named, string place)
    {
        var items = new[] { "src/Money.cs:12", "src/Money.cs:120" }.Select(source => new ContextItem("/// <exception cref=\"T:System.ArgumentException\">Fewer than one part.</exception>\npublic void A();", source, null, 1));
        var context = Context with { Sections = [new ContextSection(ContextKind.Members, [.. items], 0)] };

        Assert.That(new Quotations(context, null).Of(Test($"// Source: \"Fewer than one part.\" ({named})")), Is.EqualTo(new Quotation("Fewer than one part.", place)));
    }

    private static string Test(string comment) => $"{comment}\n[Test]\npublic void Works()\n{{\n    // Source: none of this\n}}";
}
