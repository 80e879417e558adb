using System.Text;

namespace Shop;

/// <summary>Small things strings cannot do by themselves.</summary>
public static class TextExtensions
{
    /// <summary>Shortens a text to <paramref name="length"/> characters; what was cut is replaced by an ellipsis.</summary>
    public static string Truncate(this string text, int length)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfNegative(length);

        if (text.Length <= length)
            return text;
        if (length == 0)
            return string.Empty;

        return text[..(length - 1)].TrimEnd() + "…";
    }

    /// <summary>Turns a title into the last part of an address: "Blue Mug (0.3 l)" becomes "blue-mug-0-3-l".</summary>
    public static string ToSlug(this string title)
    {
        ArgumentNullException.ThrowIfNull(title);

        var slug = new StringBuilder(title.Length);
        foreach (var character in title)
        {
            if (char.IsAsciiLetterOrDigit(character))
                slug.Append(char.ToLowerInvariant(character));
            else if (slug.Length > 0 && slug[^1] != '-')
                slug.Append('-');
        }

        return slug.ToString().TrimEnd('-');
    }

    /// <summary>Hides all but the last four characters.</summary>
    public static string Mask(this string secret) =>
        secret.Length <= 4 ? new string('*', secret.Length) : new string('*', secret.Length - 4) + secret[^4..];
}
