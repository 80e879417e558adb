namespace Shop.Customers;

/// <summary>Where a parcel goes.</summary>
public sealed record Address
{
    /// <exception cref="ArgumentException">A part is empty, or the country is not a two-letter code.</exception>
    public Address(string street, string city, string postalCode, string country)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(street);
        ArgumentException.ThrowIfNullOrWhiteSpace(city);
        ArgumentException.ThrowIfNullOrWhiteSpace(postalCode);
        ArgumentNullException.ThrowIfNull(country);
        if (country.Length != 2 || !country.All(char.IsAsciiLetter))
            throw new ArgumentException("A country is a two-letter code.", nameof(country));

        Street = street.Trim();
        City = city.Trim();
        PostalCode = postalCode.Trim();
        Country = country.ToUpperInvariant();
    }

    public string Street { get; }

    public string City { get; }

    public string PostalCode { get; }

    /// <summary>Two letters, as in ISO 3166.</summary>
    public string Country { get; }

    public bool IsDomestic => Country == "DE";

    /// <summary>As printed on a label; the country only when it is abroad.</summary>
    public string ToLabel() =>
        IsDomestic ? $"{Street}\n{PostalCode} {City}" : $"{Street}\n{PostalCode} {City}\n{Country}";
}
