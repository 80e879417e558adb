using System.Globalization;

namespace Shop.Pricing;

/// <summary>An amount in one currency. Amounts of different currencies are never added, subtracted or compared.</summary>
public readonly record struct Money : IComparable<Money>
{
    /// <summary>Rounds the amount to the digits of the currency, halves to even.</summary>
    public Money(decimal amount, Currency currency)
    {
        Amount = Math.Round(amount, currency.Digits(), MidpointRounding.ToEven);
        Currency = currency;
    }

    public decimal Amount { get; }

    public Currency Currency { get; }

    public bool IsZero => Amount == 0;

    public bool IsNegative => Amount < 0;

    public static Money Zero(Currency currency) => new(0, currency);

    public static Money operator +(Money left, Money right) =>
        new(left.Amount + right.In(left.Currency), left.Currency);

    public static Money operator -(Money left, Money right) =>
        new(left.Amount - right.In(left.Currency), left.Currency);

    public static Money operator -(Money money) => new(-money.Amount, money.Currency);

    public static Money operator *(Money money, decimal factor) => new(money.Amount * factor, money.Currency);

    public static bool operator <(Money left, Money right) => left.CompareTo(right) < 0;

    public static bool operator >(Money left, Money right) => left.CompareTo(right) > 0;

    public static bool operator <=(Money left, Money right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Money left, Money right) => left.CompareTo(right) >= 0;

    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    public int CompareTo(Money other) => Amount.CompareTo(other.In(Currency));

    /// <summary>Splits the amount into equal parts; what cannot be divided goes to the first parts, one smallest coin each.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than one part.</exception>
    public IReadOnlyList<Money> Split(int parts)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parts, 1);

        var coin = Currency.Digits() == 0 ? 1m : 0.01m;
        var coins = Amount / coin;
        var share = decimal.Truncate(coins / parts);
        var rest = coins - share * parts;

        var shares = new Money[parts];
        for (var i = 0; i < parts; i++)
        {
            var extra = i < Math.Abs(rest) ? Math.Sign(rest) : 0;
            shares[i] = new Money((share + extra) * coin, Currency);
        }

        return shares;
    }

    /// <summary>Converts to another currency.</summary>
    /// <param name="rate">How much of the other currency one unit of this one buys.</param>
    public Money ConvertTo(Currency currency, decimal rate)
    {
        if (currency == Currency)
            return this;
        if (rate <= 0)
            throw new ArgumentOutOfRangeException(nameof(rate), rate, "A rate is positive.");

        return new Money(Amount * rate, currency);
    }

    /// <summary>Reads "12.50 EUR". White space around and between the two parts is ignored.</summary>
    public static bool TryParse(string? text, out Money money)
    {
        money = default;
        if (string.IsNullOrWhiteSpace(text))
            return false;

        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length != 2)
            return false;
        if (!decimal.TryParse(parts[0], NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount))
            return false;
        if (parts[1].Length != 3 || !Enum.TryParse<Currency>(parts[1], ignoreCase: true, out var currency) || !Enum.IsDefined(currency))
            return false;

        money = new Money(amount, currency);
        return true;
    }

    public override string ToString() =>
        Amount.ToString("F" + Currency.Digits(), CultureInfo.InvariantCulture) + " " + Currency.Code();

    private decimal In(Currency currency) =>
        Currency == currency ? Amount : throw new InvalidOperationException($"Cannot combine {currency.Code()} and {Currency.Code()}.");
}
