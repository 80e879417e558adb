namespace CodegenLab.Pipeline.Drafting;

/// <summary>Numbers with their nouns.</summary>
internal static class Amounts
{
    /// <summary>1 test, 2 tests.</summary>
    public static string Of(int number, string one) => FormattableString.Invariant($"{number} {one}{(number == 1 ? "" : "s")}");
}
