namespace Shop.Pricing;

public enum Currency
{
    Eur,
    Usd,
    Gbp,
    Jpy,
}

public static class CurrencyExtensions
{
    /// <summary>How many digits follow the decimal point.</summary>
    public static int Digits(this Currency currency) => currency switch
    {
        Currency.Eur or Currency.Usd or Currency.Gbp => 2,
        Currency.Jpy => 0,
        _ => throw new ArgumentOutOfRangeException(nameof(currency), currency, "Unknown currency."),
    };

    /// <summary>The three-letter code of ISO 4217.</summary>
    public static string Code(this Currency currency) => currency switch
    {
        Currency.Eur => "EUR",
        Currency.Usd => "USD",
        Currency.Gbp => "GBP",
        Currency.Jpy => "JPY",
        _ => throw new ArgumentOutOfRangeException(nameof(currency), currency, "Unknown currency."),
    };
}
