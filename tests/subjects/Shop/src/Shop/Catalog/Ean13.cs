namespace Shop.Catalog;

/// <summary>The number under the bar code of a product.</summary>
public static class Ean13
{
    private const int Length = 13;

    /// <summary>Thirteen digits, the last of which is the right check digit.</summary>
    public static bool IsValid(ReadOnlySpan<char> code)
    {
        if (code.Length != Length)
            return false;

        foreach (var character in code)
        {
            if (!char.IsAsciiDigit(character))
                return false;
        }

        return code[^1] - '0' == CheckDigit(code[..^1]);
    }

    /// <summary>Check digit for the first twelve digits.</summary>
    /// <exception cref="FormatException">Not exactly twelve digits.</exception>
    public static int CheckDigit(ReadOnlySpan<char> digits)
    {
        if (digits.Length != Length - 1)
            throw new FormatException($"Expected {Length - 1} digits, but got {digits.Length}.");

        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            if (!char.IsAsciiDigit(digits[i]))
                throw new FormatException($"'{digits[i]}' is not a digit.");

            var weight = i % 2 == 0 ? 1 : 3;
            sum += weight * (digits[i] - '0');
        }

        return (10 - sum % 10) % 10;
    }
}
