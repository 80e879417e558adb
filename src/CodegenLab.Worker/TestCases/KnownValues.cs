using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace CodegenLab.Worker.TestCases;

/// <summary>Values of the base class library that tests may use without building them from parts. The key is C# with full names.</summary>
public static partial class KnownValues
{
    /// <summary>In the order the search draws from; the first of a type is the simplest.</summary>
    public static IReadOnlyList<Entry> All { get; } =
    [
        new("System.TimeZoneInfo.Utc", typeof(TimeZoneInfo), () => TimeZoneInfo.Utc),
        new("System.TimeZoneInfo.FindSystemTimeZoneById(\"America/New_York\")", typeof(TimeZoneInfo), () => TimeZoneInfo.FindSystemTimeZoneById("America/New_York")),
        new("System.TimeZoneInfo.FindSystemTimeZoneById(\"Europe/Berlin\")", typeof(TimeZoneInfo), () => TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin")),
        new("System.TimeZoneInfo.FindSystemTimeZoneById(\"Australia/Lord_Howe\")", typeof(TimeZoneInfo), () => TimeZoneInfo.FindSystemTimeZoneById("Australia/Lord_Howe")),
        new("System.Globalization.CultureInfo.InvariantCulture", typeof(CultureInfo), () => CultureInfo.InvariantCulture),
        new("System.Globalization.CultureInfo.GetCultureInfo(\"de-DE\")", typeof(CultureInfo), () => CultureInfo.GetCultureInfo("de-DE")),
        new("new System.Text.StringBuilder(\"ab\")", typeof(StringBuilder), () => new StringBuilder("ab")),
        new("new System.Text.StringBuilder()", typeof(StringBuilder), () => new StringBuilder()),
        new("System.Text.Encoding.UTF8", typeof(Encoding), () => Encoding.UTF8),
        new("new System.Text.RegularExpressions.Regex(\"[a-z]+\")", typeof(Regex), () => new Regex("[a-z]+")),
        new("new System.Uri(\"https://example.org/path?query=1\")", typeof(Uri), () => new Uri("https://example.org/path?query=1")),
        new("new System.Version(1, 2)", typeof(Version), () => new Version(1, 2)),
        new("new System.Version(1, 2, 3, 4)", typeof(Version), () => new Version(1, 2, 3, 4)),
        new("new System.Random(1)", typeof(Random), () => new Random(1)),
        new("new System.IO.MemoryStream(new byte[] { 1, 2, 3 })", typeof(MemoryStream), () => new MemoryStream([1, 2, 3])),
        new("new System.IO.MemoryStream()", typeof(MemoryStream), () => new MemoryStream()),
        new("new System.IO.StringReader(\"a\\nb\")", typeof(StringReader), () => new StringReader("a\nb")),
        new("new System.IO.StringWriter()", typeof(StringWriter), () => new StringWriter()),
        new("System.Threading.CancellationToken.None", typeof(CancellationToken), () => CancellationToken.None),
        new("new System.Threading.CancellationToken(true)", typeof(CancellationToken), () => new CancellationToken(true)),
        new("new System.InvalidOperationException(\"boom\")", typeof(InvalidOperationException), () => new InvalidOperationException("boom")),
        new("new System.ArgumentException(\"boom\")", typeof(ArgumentException), () => new ArgumentException("boom")),
        new("new System.TimeoutException(\"boom\")", typeof(TimeoutException), () => new TimeoutException("boom")),
        new("new System.OperationCanceledException(\"boom\")", typeof(OperationCanceledException), () => new OperationCanceledException("boom")),
        new("new System.IO.IOException(\"boom\")", typeof(IOException), () => new IOException("boom")),
        new("new System.Net.Http.HttpRequestException(\"boom\")", typeof(HttpRequestException), () => new HttpRequestException("boom")),
        new("new System.Collections.Generic.KeyNotFoundException(\"boom\")", typeof(KeyNotFoundException), () => new KeyNotFoundException("boom")),
        new("new System.UnauthorizedAccessException(\"boom\")", typeof(UnauthorizedAccessException), () => new UnauthorizedAccessException("boom")),
        new("new System.FormatException(\"boom\")", typeof(FormatException), () => new FormatException("boom")),
        new("System.StringComparer.Ordinal", typeof(StringComparer), () => StringComparer.Ordinal),
        new("System.StringComparer.OrdinalIgnoreCase", typeof(StringComparer), () => StringComparer.OrdinalIgnoreCase),
        new("System.Threading.Tasks.Task.CompletedTask", typeof(Task), () => Task.CompletedTask),
        new("System.TimeProvider.System", typeof(TimeProvider), () => TimeProvider.System),
        new("new object()", typeof(object), () => new object()),
    ];

    private static readonly Dictionary<string, Entry> ByCode = All.ToDictionary(entry => entry.Code);

    public static Entry Find(string code) =>
        ByCode.TryGetValue(code, out var entry) ? entry : Culture(CultureCode().Match(code) is { Success: true } match ? match.Groups["name"].Value : throw new KeyNotFoundException(code));

    /// <summary>Whether <see cref="Find"/> knows it.</summary>
    public static bool Has(string code) => ByCode.ContainsKey(code) || (CultureCode().Match(code) is { Success: true } match && IsCulture(match.Groups["name"].Value));

    /// <summary>A culture that the system knows, by its name.</summary>
    public static Entry Culture(string name) => new($"System.Globalization.CultureInfo.GetCultureInfo(\"{name}\")", typeof(CultureInfo), () => CultureInfo.GetCultureInfo(name));

    /// <summary>Whether a text is the name of a culture that the system knows, as code writes it.</summary>
    public static bool IsCulture(string text)
    {
        if (!CultureName().IsMatch(text))
            return false;
        try
        {
            return CultureInfo.GetCultureInfo(text, predefinedOnly: true).Name == text;
        }
        catch (CultureNotFoundException)
        {
            // There is no way to ask first.
            return false;
        }
    }

    [GeneratedRegex("^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$")]
    private static partial Regex CultureName();

    [GeneratedRegex("""^System\.Globalization\.CultureInfo\.GetCultureInfo\("(?<name>[A-Za-z-]+)"\)$""")]
    private static partial Regex CultureCode();

    /// <param name="Code">C# with full names.</param>
    /// <param name="Type">Type of that expression.</param>
    /// <param name="Make">Makes a fresh value, or returns the shared one where the C# does.</param>
    public sealed record Entry(string Code, Type Type, Func<object> Make);
}
