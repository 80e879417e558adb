using Shop.Pricing;

namespace Shop.Customers;

public enum CustomerLevel
{
    Guest,
    Regular,
    Gold,
}

/// <summary>Someone who buys.</summary>
public sealed class Customer
{
    private readonly List<Address> _addresses = [];

    public Customer(string name, string email)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (!IsEmail(email))
            throw new ArgumentException("Not an e-mail address.", nameof(email));

        Name = name.Trim();
        Email = email.ToLowerInvariant();
    }

    public string Name { get; private set; }

    public string Email { get; }

    public IReadOnlyList<Address> Addresses => _addresses;

    /// <summary>Where parcels go unless the order says otherwise; null before the first address.</summary>
    public Address? DefaultAddress => _addresses.Count > 0 ? _addresses[0] : null;

    /// <summary>Points earned so far, one for each whole unit of money spent.</summary>
    public int Points { get; private set; }

    public CustomerLevel Level => Points switch
    {
        >= 1000 => CustomerLevel.Gold,
        >= 100 => CustomerLevel.Regular,
        _ => CustomerLevel.Guest,
    };

    public void Rename(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name.Trim();
    }

    /// <summary>Adds an address; the first one becomes the default.</summary>
    /// <returns>False when the customer has it already.</returns>
    public bool AddAddress(Address address, bool makeDefault = false)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (_addresses.Contains(address))
            return false;

        if (makeDefault)
            _addresses.Insert(0, address);
        else
            _addresses.Add(address);
        return true;
    }

    /// <summary>Credits points for a payment and says how many.</summary>
    public int EarnPoints(Money paid)
    {
        if (paid.IsNegative)
            throw new ArgumentOutOfRangeException(nameof(paid), "A payment is not negative.");

        var factor = Level == CustomerLevel.Gold ? 2 : 1;
        var earned = checked((int)decimal.Truncate(paid.Amount) * factor);
        Points = checked(Points + earned);
        return earned;
    }

    private static bool IsEmail(string? text)
    {
        if (string.IsNullOrEmpty(text) || text.Any(char.IsWhiteSpace))
            return false;

        var at = text.IndexOf('@');
        return at > 0 && at == text.LastIndexOf('@') && text.IndexOf('.', at) > at + 1 && text[^1] != '.';
    }
}
