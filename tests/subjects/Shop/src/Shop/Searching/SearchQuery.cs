using System.Globalization;
using Shop.Catalog;

namespace Shop.Searching;

/// <summary>
/// What a visitor typed into the search box: words that must occur in the title, words with a minus that must not, and limits on the
/// price, as in <c>blue mug -small price:5..20</c>.
/// </summary>
public sealed class SearchQuery
{
    private readonly List<string> _words = [];
    private readonly List<string> _excluded = [];

    private SearchQuery()
    {
    }

    /// <summary>In lower case.</summary>
    public IReadOnlyList<string> Words => _words;

    /// <summary>In lower case, without the minus.</summary>
    public IReadOnlyList<string> Excluded => _excluded;

    /// <summary>Null: no limit.</summary>
    public decimal? MinimumPrice { get; private set; }

    /// <summary>Null: no limit.</summary>
    public decimal? MaximumPrice { get; private set; }

    /// <exception cref="FormatException">A filter is unknown, empty or not a range of prices.</exception>
    public static SearchQuery Parse(string? text)
    {
        var query = new SearchQuery();
        foreach (var term in (text ?? string.Empty).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = term.IndexOf(':');
            if (colon > 0)
                query.AddFilter(term[..colon], term[(colon + 1)..]);
            else if (term is ['-', _, ..])
                query._excluded.Add(term[1..].ToLowerInvariant());
            else
                query._words.Add(term.ToLowerInvariant());
        }

        return query;
    }

    public bool Matches(Product product)
    {
        ArgumentNullException.ThrowIfNull(product);

        if (MinimumPrice is { } minimum && product.Price.Amount < minimum)
            return false;
        if (MaximumPrice is { } maximum && product.Price.Amount > maximum)
            return false;

        return _words.TrueForAll(word => product.Title.Contains(word, StringComparison.OrdinalIgnoreCase))
            && !_excluded.Exists(word => product.Title.Contains(word, StringComparison.OrdinalIgnoreCase));
    }

    private void AddFilter(string name, string value)
    {
        if (!string.Equals(name, "price", StringComparison.OrdinalIgnoreCase))
            throw new FormatException($"Unknown filter '{name}'.");
        if (value.Length == 0)
            throw new FormatException("A price is missing.");

        var dots = value.IndexOf("..", StringComparison.Ordinal);
        if (dots < 0)
        {
            MinimumPrice = MaximumPrice = ParsePrice(value);
            return;
        }

        MinimumPrice = dots > 0 ? ParsePrice(value[..dots]) : null;
        MaximumPrice = dots + 2 < value.Length ? ParsePrice(value[(dots + 2)..]) : null;
    }

    private static decimal ParsePrice(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var price)
            ? price
            : throw new FormatException($"'{text}' is not a price.");
}
