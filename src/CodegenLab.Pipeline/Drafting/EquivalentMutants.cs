using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace CodegenLab.Pipeline.Drafting;

/// <summary>Reads which of the changes that it was shown a model holds for no change at all.</summary>
internal static partial class EquivalentMutants
{
    /// <param name="shown">Ids of mutants, in the order they were shown, from number 1.</param>
    public static IEnumerable<int> In(string reply, ImmutableArray<int> shown) =>
        from Match line in Line().Matches(reply)
        from Match number in Number().Matches(line.Value)
        let place = int.Parse(number.Value, CultureInfo.InvariantCulture)
        where place >= 1 && place <= shown.Length
        select shown[place - 1];

    [GeneratedRegex(@"^[ \t]*// Equivalent:[ \d,;and]+", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex Line();

    [GeneratedRegex(@"\d{1,4}")]
    private static partial Regex Number();
}
