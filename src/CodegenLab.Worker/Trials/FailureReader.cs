using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using CodegenLab.Worker.Protocol;

namespace CodegenLab.Worker.Trials;

/// <summary>Takes the facts out of what the frameworks tell: NUnit in results, the others in exceptions.</summary>
/// <param name="types">Full names of the types of the draft, nested ones behind a dot: where the line of a failure is looked for.</param>
internal sealed partial class FailureReader(IReadOnlyCollection<string> types)
{
    /// <param name="run">The root of a result.</param>
    /// <param name="fixture">Class name, as NUnit says it.</param>
    /// <param name="method">Name of the test method.</param>
    public TrialEnd Read(XElement run, string fixture, string method)
    {
        var cases = run.Descendants("test-case").ToList();
        if (cases.Count == 0)
            return TrialEnd.NotFound;

        // Rows first; what fails around them (a OneTimeTearDown) has only its suite to show it.
        if (cases.Concat(run.DescendantsAndSelf("test-suite").Where(IsBrokenItself)).FirstOrDefault(test => Attribute(test, "result") == "Failed") is { } failed)
            return new TrialEnd(StatusOf(Attribute(failed, "label")), FailureOf(failed, fixture, method));
        if (cases.Find(test => Attribute(test, "result") != "Passed") is not { } other)
            return TrialEnd.Passed;
        var reason = FailureText.Line(other.Element("reason")?.Element("message")?.Value, FailureText.LongestMessage);
        return new TrialEnd(TrialStatus.Ignored, reason is null ? null : new TrialFailure(null, null, null, reason, null));
    }

    /// <summary>The facts that an exception tells by itself.</summary>
    public static TrialFailure Of(Exception exception) =>
        new(null, null, exception.GetType().FullName, FailureText.Line(exception.Message, FailureText.LongestMessage), null);

    /// <summary>Of the exception by which an assertion of xUnit or MSTest fails.</summary>
    public TrialFailure Asserted(Exception failure, Type fixture, string method)
    {
        var line = LineOf(failure.StackTrace, fixture.FullName!, method);
        var message = failure.Message.ReplaceLineEndings("\n");
        if (ValuesInBrackets().Match(message) is { Success: true } values)
            return Facts(values.Groups["expected"].Value, values.Groups["actual"].Value, message[..values.Index] + message[(values.Index + values.Length)..]);
        var lines = message.Split('\n').ToList();
        var expected = lines.FindIndex(one => PlainExpectation().IsMatch(one));
        var actual = expected < 0 ? -1 : lines.FindIndex(expected, one => PlainReality().IsMatch(one));
        return Facts(
            expected < 0 ? null : PlainExpectation().Replace(lines[expected], ""),
            actual < 0 ? null : PlainReality().Replace(lines[actual], ""),
            // Arrows that point at a difference stand between the words and the values.
            string.Join('\n', (expected < 0 ? lines : lines[..expected]).Where(one => !Pointer().IsMatch(one))));

        TrialFailure Facts(string? wanted, string? got, string words) =>
            new(FailureText.Line(wanted, FailureText.LongestValue), FailureText.Line(got, FailureText.LongestValue), null, FailureText.Line(words, FailureText.LongestMessage), line);
    }

    /// <summary>Of any other exception.</summary>
    public TrialFailure Thrown(Exception failure, Type fixture, string method) => Of(failure) with { Line = LineOf(failure.StackTrace, fixture.FullName!, method) };

    private static bool IsBrokenItself(XElement suite) => Attribute(suite, "site") is "SetUp" or "TearDown" && suite.Element("failure") is not null;

    private static TrialStatus StatusOf(string label) => label switch
    {
        "" => TrialStatus.AssertionFailed,
        "Invalid" => TrialStatus.NotRunnable,
        "Cancelled" => TrialStatus.TimedOut,
        _ => TrialStatus.Threw,
    };

    /// <summary>The first assertion leads, and those that failed after it follow; what ended the test by an exception leads all.</summary>
    private TrialFailure FailureOf(XElement test, string fixture, string method)
    {
        var assertions = test.Element("assertions")?.Elements("assertion").ToList() ?? [];
        var facts = assertions.Where(one => Attribute(one, "result") == "Failed").Select(one => Asserted(one, fixture, method));
        if (Attribute(test, "label").Length > 0)
        {
            var source = assertions.Find(one => Attribute(one, "result") == "Error") ?? test.Element("failure");
            facts = facts.Prepend(Thrown(MessageOf(source), LineOf(StackOf(source), fixture, method)));
        }

        return facts.DefaultIfEmpty(Asserted(test.Element("failure"), fixture, method)).Take(TrialFailure.MostAssertions).Reverse().Aggregate((next, one) => one with { Next = next });
    }

    private TrialFailure Asserted(XElement? source, string fixture, string method)
    {
        var message = MessageOf(source);
        var line = LineOf(StackOf(source), fixture, method);
        var lines = message.Split('\n').ToList();
        var expected = lines.FindIndex(one => Expectation().IsMatch(one));
        var actual = expected < 0 ? -1 : lines.FindIndex(expected, one => Reality().IsMatch(one));
        return new TrialFailure(
            expected < 0 ? null : FailureText.Line(Expectation().Replace(lines[expected], ""), FailureText.LongestValue),
            actual < 0 ? null : FailureText.Line(Reality().Replace(lines[actual], ""), FailureText.LongestValue),
            null,
            FailureText.Line(string.Join('\n', expected < 0 ? lines : lines[..expected]), FailureText.LongestMessage),
            line);
    }

    private static TrialFailure Thrown(string message, int? line)
    {
        if (Exception().Match(message) is not { Success: true } thrown)
            return new TrialFailure(null, null, null, FailureText.Line(message, FailureText.LongestMessage), line);
        return new TrialFailure(null, null, FailureText.Line(thrown.Groups["type"].Value, FailureText.LongestValue), FailureText.Line(thrown.Groups["text"].Value, FailureText.LongestMessage), line);
    }

    private static string MessageOf(XElement? source) => source?.Element("message")?.Value ?? "";

    private static string? StackOf(XElement? source) => source?.Element("stack-trace")?.Value;

    /// <summary>In the test method itself; else in the innermost part of the draft.</summary>
    private int? LineOf(string? stack, string fixture, string method)
    {
        var frames = Frame().Matches(stack ?? "").ToList();
        var found = frames.FindLast(frame => frame.Groups["member"].Value == $"{fixture.Replace('+', '.')}.{method}")
            ?? frames.Find(frame => types.Any(type => frame.Groups["member"].Value.StartsWith(type + ".", StringComparison.Ordinal)));
        return found is not null && int.TryParse(found.Groups["line"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var line) ? line : null;
    }

    private static string Attribute(XElement element, string name) => element.Attribute(name)?.Value ?? "";

    [GeneratedRegex(@"^\s*Expected:\s*")]
    private static partial Regex Expectation();

    [GeneratedRegex(@"^\s*But was:\s*")]
    private static partial Regex Reality();

    /// <summary>xUnit, and MSTest since version 4.</summary>
    [GeneratedRegex(@"^(Expected|Not found|Range):\s*", RegexOptions.IgnoreCase)]
    private static partial Regex PlainExpectation();

    [GeneratedRegex(@"^(Actual|Value|In value|String|Collection):\s*", RegexOptions.IgnoreCase)]
    private static partial Regex PlainReality();

    [GeneratedRegex(@"^\s*[↓↑]")]
    private static partial Regex Pointer();

    /// <summary>MSTest before version 4.</summary>
    [GeneratedRegex(@"Expected:<(?<expected>(?s:.*?))>\. Actual:<(?<actual>(?s:.*?))>\.\s*")]
    private static partial Regex ValuesInBrackets();

    /// <summary>"SetUp : System.FormatException : text", and further lines for inner exceptions and, indented, for properties.</summary>
    [GeneratedRegex(@"^((One ?Time ?)?(SetUp|TearDown) ?: )?(?<type>[^\s:]+) : (?<text>(?s:.*?))(\n *---->|\nData:|\n  \w+: |\z)")]
    private static partial Regex Exception();

    [GeneratedRegex(@"^\s*at (?<member>[^(\[\n]+)[^\n]* in [^\n]+:line (?<line>\d+)\s*$", RegexOptions.Multiline)]
    private static partial Regex Frame();
}
