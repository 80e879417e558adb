using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NUnit.Framework;

namespace CodegenLab.Testing.Oracles;

/// <summary>
/// Where a kept value is from, in a file beside it: Verify compares all that stands in <c>.verified.txt</c>, so that there is no room for it there. Without times and machines: the same code makes the same file, and version control knows when
/// it came and by whom.
/// </summary>
internal static class Provenance
{
    /// <summary>What is no code under test.</summary>
    private static readonly string[] Libraries = ["System", "Microsoft", "mscorlib", "netstandard", "nunit", "xunit", "MSTest", "FsCheck", "FSharp", "Verify", "CodegenLab.Testing"];

    private static readonly JsonWriterOptions Format = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="value">As it is kept.</param>
    /// <param name="origin">Who says that it is right.</param>
    public static string Of(string value, string origin, TestContext.TestAdapter test)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text, Format))
        {
            json.WriteStartObject();
            json.WriteString("value", Hash(value));
            json.WriteString("origin", origin);
            json.WriteString("test", test.FullName);
            json.WriteStartArray("code");
            foreach (var code in CodeOf(test.Type?.Assembly))
                json.WriteStringValue(code);
            json.WriteEndArray();
            json.WriteString("tool", $"CodegenLab.Testing {Version(typeof(Provenance).Assembly)}");
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.ToArray()).ReplaceLineEndings("\n") + "\n";
    }

    /// <summary>Whether it speaks of this value.</summary>
    public static bool Speaks(string provenance, string value) => provenance.Contains(Hash(value), StringComparison.Ordinal);

    private static string Hash(string value) => $"sha256:{string.Concat(SHA256.HashData(Encoding.UTF8.GetBytes(value)).Select(part => part.ToString("x2", CultureInfo.InvariantCulture)))}";

    /// <summary>The assembly of the test, and what it was compiled against.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "An assembly that was trimmed away has made no value.")]
    private static IEnumerable<string> CodeOf(Assembly? tests)
    {
        if (tests is null)
            return [];
        return tests.GetReferencedAssemblies()
            .Where(name => name.Name is { } plain && !Libraries.Any(library => plain.StartsWith(library, StringComparison.OrdinalIgnoreCase) && (plain.Length == library.Length || plain[library.Length] == '.')))
            .Select(name => $"{name.Name} {name.Version}")
            .Order(StringComparer.Ordinal)
            .Append($"{tests.GetName().Name} {Version(tests)}");
    }

    /// <summary>With the commit, where the build knew it.</summary>
    private static string Version(Assembly assembly) => assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? $"{assembly.GetName().Version}";
}
