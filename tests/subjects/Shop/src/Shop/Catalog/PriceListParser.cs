using System.Globalization;
using System.Text;
using Shop.Pricing;

namespace Shop.Catalog;

/// <summary>A price list could not be read.</summary>
public sealed class PriceListException(int line, string message) : Exception($"Line {line}: {message}")
{
    /// <summary>Starts at 1.</summary>
    public int Line { get; } = line;
}

/// <summary>
/// Reads price lists as suppliers send them: <c>sku;title;amount[;traits]</c>, one product a line. Empty lines and lines that
/// start with <c>#</c> are skipped; a title may stand in double quotes, with a double quote inside written twice.
/// </summary>
public sealed class PriceListParser(Currency currency)
{
    /// <exception cref="PriceListException">A line is malformed or a product appears twice.</exception>
    public IReadOnlyList<Product> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);

        var products = new List<Product>();
        var seen = new HashSet<string>();
        var number = 0;
        foreach (var rawLine in text.Split('\n'))
        {
            number++;
            var line = rawLine.Trim();
            if (line.Length == 0 || line[0] == '#')
                continue;

            var product = ParseLine(line, number);
            if (!seen.Add(product.Sku))
                throw new PriceListException(number, $"Product {product.Sku} appears twice.");

            products.Add(product);
        }

        return products;
    }

    private Product ParseLine(string line, int number)
    {
        var fields = SplitFields(line, number);
        if (fields.Count is < 3 or > 4)
            throw new PriceListException(number, $"Expected 3 or 4 fields, but got {fields.Count}.");
        if (!IsSku(fields[0]))
            throw new PriceListException(number, $"'{fields[0]}' is not a product number.");
        if (!decimal.TryParse(fields[2], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount))
            throw new PriceListException(number, $"'{fields[2]}' is not a price.");

        var traits = fields.Count == 4 ? ParseTraits(fields[3], number) : ProductTraits.None;
        return new Product(fields[0], fields[1], new Money(amount, currency), traits);
    }

    private static ProductTraits ParseTraits(string text, int number)
    {
        var traits = ProductTraits.None;
        foreach (var letter in text)
        {
            traits |= letter switch
            {
                'F' => ProductTraits.Fragile,
                'O' => ProductTraits.Oversized,
                'D' => ProductTraits.Digital,
                'A' => ProductTraits.AgeRestricted,
                _ => throw new PriceListException(number, $"Unknown trait '{letter}'."),
            };
        }

        return traits;
    }

    private static bool IsSku(string text) =>
        text.Length > 0 && text.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c == '-');

    private static List<string> SplitFields(string line, int number)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (c == '"')
            {
                if (quoted && i + 1 < line.Length && line[i + 1] == '"')
                {
                    field.Append('"');
                    i++;
                }
                else
                {
                    quoted = !quoted;
                }
            }
            else if (c == ';' && !quoted)
            {
                fields.Add(field.ToString().Trim());
                field.Clear();
            }
            else
            {
                field.Append(c);
            }
        }

        if (quoted)
            throw new PriceListException(number, "A quoted title is not closed.");

        fields.Add(field.ToString().Trim());
        return fields;
    }
}
