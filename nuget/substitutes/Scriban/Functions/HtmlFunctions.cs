using System.Net;

namespace Scriban.Functions;

/// <summary>The object <c>html</c>.</summary>
internal static class HtmlFunctions
{
    public static string? Escape(string? text) => string.IsNullOrEmpty(text) ? text : WebUtility.HtmlEncode(text);

    public static string? UrlEncode(string? text) => string.IsNullOrEmpty(text) ? text : Uri.EscapeDataString(text);
}
