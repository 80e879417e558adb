using CodegenLab.Engine.Instrumentation;
using CodegenLab.Engine.Rendering;
using Microsoft.CodeAnalysis.Text;

namespace CodegenLab.Engine.Tests.Rendering;

public sealed class ConditionWordsTests
{
    [TestCase("Vector128.IsHardwareAccelerated && length > 16", true)]
    [TestCase("!OperatingSystem.IsWindows()", true)]
    [TestCase("order.IsSupportedBy(name)", false)]
    public void Knows_what_is_up_to_the_machine(string condition, bool isOfMachine) =>
        Assert.That(ConditionWords.IsOfMachine(new Site(0, "M:A.B", "A.cs", default(LinePositionSpan), condition, false, false)), Is.EqualTo(isOfMachine));

    [TestCase("System.Globalization.CultureInfo.GetCultureInfo(\"pt-BR\")", "PtBR")]
    [TestCase("System.Globalization.CultureInfo.InvariantCulture", "Invariant")]
    [TestCase("System.StringComparer.OrdinalIgnoreCase", "OrdinalIgnoreCase")]
    [TestCase("new System.Version(1, 2)", "")]
    public void Says_a_known_value(string code, string words) => Assert.That(ConditionWords.Known(code), Is.EqualTo(words));

    [TestCase("string.IsNullOrEmpty(text)", "TextIsNullOrEmpty", "TextIsNotNullOrEmpty")]
    [TestCase("a + b <= c", "APlusBIsAtMostC", "APlusBIsGreaterThanC")]
    [TestCase("amount < 0", "AmountIsLessThan0", "AmountIsAtLeast0")]
    [TestCase("text == \"\"", "TextIsEmpty", "TextIsNotEmpty")]
    [TestCase("text is null", "TextIsNull", "TextIsNotNull")]
    [TestCase("_items.Count == 0", "ItemsCountIs0", "ItemsCountIsNot0")]
    [TestCase("left.Currency == right.Currency", "LeftCurrencyEqualsRightCurrency", "LeftCurrencyDiffersFromRightCurrency")]
    [TestCase("status == Status.Open", "StatusIsOpen", "StatusIsNotOpen")]
    [TestCase("!seen.Add(name)", "NotSeenAddName", "SeenAddName")]
    [TestCase("text.StartsWith(\"-\", StringComparison.Ordinal)", "TextStartsWithDash", "TextDoesNotStartWithDash")]
    [TestCase("names.Contains(name)", "NamesContainsName", "NamesDoesNotContainName")]
    [TestCase("int.TryParse(text, out var number)", "TryParseSucceeds", "TryParseFails")]
    [TestCase("char.IsDigit(text[i])", "TextAtIIsDigit", "TextAtIIsNotDigit")]
    [TestCase("value is > 0 and < 10", "ValueIsGreaterThan0AndIsLessThan10", "ValueIsAtMost0OrIsAtLeast10")]
    [TestCase("c is 'a' or 'b'", "CIsAOrB", "CIsNotAAndB")]
    [TestCase("shape is Circle { Radius: 0 } circle", "ShapeIsCircleRadiusIs0", "ShapeIsNotCircleRadiusIs0")]
    [TestCase("line.Date?.Year > limits[^1]", "LineDateYearIsGreaterThanLimitsLast", "LineDateYearIsAtMostLimitsLast")]
    [TestCase("order.IsPaid", "OrderIsPaid", "OrderIsNotPaid")]
    [TestCase("value.HasValue", "ValueHasValue", "ValueHasNoValue")]
    [TestCase("isOpen", "IsOpen", "IsNotOpen")]
    [TestCase("await source.AnyAsync()", "SourceAnyAsync", "NotSourceAnyAsync")]
    [TestCase("a && b", "AAndB", "NotAOrNotB")]
    [TestCase("lines.Find(line => line.Sku == sku) is null", "LinesHasNoMatch", "LinesHasMatch")]
    [TestCase("_items.Find(item => item.Sku == sku)?.Quantity != null", "ItemsHasMatch", "ItemsHasNoMatch")]
    [TestCase("Lines.FirstOrDefault(line => line.Sku == sku) is { } line", "LinesHasMatch", "LinesHasNoMatch")]
    [TestCase("Status.CanBecome(next)", "StatusCanBecomeNext", "StatusCannotBecomeNext")]
    [TestCase("term is ['-', .. var rest]", "TermStartsWithDash", "TermDoesNotStartWithDash")]
    [TestCase("parts is [_, _]", "PartsHas2Elements", "PartsHasNot2Elements")]
    [TestCase("parts is [_, ..]", "", "")]
    [TestCase("x == -1", "XIsMinus1", "XIsNotMinus1")]
    [TestCase("length % 2 != 0", "LengthModulo2IsNot0", "LengthModulo2Is0")]
    public void Says_a_condition_both_ways(string condition, string whenTrue, string whenFalse)
    {
        var site = new Site(0, "M:X", "X.cs", default(LinePositionSpan), condition, IsArm: false, IsSoft: false);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(ConditionWords.Of(site, true), Is.EqualTo(whenTrue));
            Assert.That(ConditionWords.Of(site, false), Is.EqualTo(whenFalse));
        }
    }

    [TestCase("case \"EUR\":", "EUR")]
    [TestCase("Color.Red", "Red")]
    [TestCase("Color.Red or Color.Green", "RedOrGreen")]
    [TestCase("> 5 and < 10", "ValueIsGreaterThan5AndIsLessThan10")]
    [TestCase("default:", "NothingElseMatches")]
    [TestCase("_", "NothingElseMatches")]
    [TestCase("null", "Null")]
    [TestCase("Circle c when c.Radius > 0", "ValueIsCircleAndCRadiusIsGreaterThan0")]
    [TestCase("_ when total > limit", "TotalIsGreaterThanLimit")]
    public void Says_an_arm(string label, string expected) =>
        Assert.That(ConditionWords.Of(new Site(0, "M:X", "X.cs", default(LinePositionSpan), label, IsArm: true, IsSoft: false), true), Is.EqualTo(expected));

    [TestCase("i >= Math.Abs(rest)", true)]
    [TestCase("colon > 0", true)]
    [TestCase("amount < 0 && _items.Count == 0", false)]
    [TestCase("lines.Find(line => line.Sku == amount) is null", true)]
    [TestCase("Lines.Find(line => line.Sku == \"\") is null", false)]
    [TestCase("amount.value > 1", false)]
    public void Knows_variables_that_no_reader_can_know(string condition, bool isLocal) =>
        Assert.That(ConditionWords.NamesLocals(new Site(0, "M:X", "X.cs", default(LinePositionSpan), condition, IsArm: false, IsSoft: false), ["amount"]), Is.EqualTo(isLocal));

    [TestCase("0:00:00", "Zero")]
    [TestCase("1:00:00", "1Hour")]
    [TestCase("-1:30:00", "Minus90Minutes")]
    [TestCase("10675199.00:00:00", "10675199Days")]
    [TestCase("0:00:00.0000001", "1Tick")]
    public void Says_how_long(string span, string expected) =>
        Assert.That(ConditionWords.Value(TimeSpan.Parse(span, System.Globalization.CultureInfo.InvariantCulture)), Is.EqualTo(expected));

    [TestCase("LeftCurrencyEqualsRightCurrency", 25, "LeftCurrencyEqualsRight")]
    [TestCase("LeftCurrencyEqualsRightCurrency", 20, "")]
    [TestCase("ContextInstanceToValidateIsNull", 20, "")]
    [TestCase("CountIsAtLeast10AndNameIsNull", 26, "CountIsAtLeast10")]
    [TestCase("CountIsAtLeast10AndNameIsNull", 19, "CountIsAtLeast10")]
    [TestCase("CountIsAtLeast10", 40, "CountIsAtLeast10")]
    public void Cuts_where_a_condition_may_end(string words, int length, string expected) =>
        Assert.That(ConditionWords.Cut(words, length), Is.EqualTo(expected));
}
