namespace CodegenLab.Pipeline.Models;

/// <summary>The words that stand for <see cref="Authentication"/>.</summary>
internal static class SettingChoices
{
    public const string Key = "key";
    public const string EntraId = "entra-id";

    public static string Text(Authentication authentication) => authentication == Authentication.EntraId ? EntraId : Key;
}
