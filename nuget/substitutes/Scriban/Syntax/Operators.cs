using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Text;
using Scriban.Parsing;
using Scriban.Runtime;

namespace Scriban.Syntax;

/// <summary>What the binary operators mean for two values; <c>&amp;&amp;</c> and <c>||</c> are not among them, they may not need both.</summary>
internal static class Operators
{
    /// <summary>Applies an operator.</summary>
    /// <exception cref="ScriptRuntimeException">The operator does not fit the values.</exception>
    public static object? Apply(TemplateContext context, SourceSpan span, string op, object? left, object? right)
    {
        if (op == "??")
            return left ?? right;

        if (op == "?!")
            return left is null ? null : right;

        try
        {
            return (left, right) switch
            {
                (string or char, _) or (_, string or char) => ApplyToStrings(context, span, op, left, right),
                (null, _) or (_, null) => ApplyToNull(op, left, right),
                (EmptyValue, _) or (_, EmptyValue) => ApplyToEmpty(span, op, left, right),
                (ScriptArray or ScriptRange, _) or (_, ScriptArray or ScriptRange) => ApplyToLists(context, span, op, left, right),
                (decimal, _) or (_, decimal) => ApplyToFractions(span, op, To<decimal>(left), To<decimal>(right)),
                (double, _) or (_, double) => ApplyToFractions(span, op, To<double>(left), To<double>(right)),
                (float, _) or (_, float) => ApplyToFractions(span, op, To<float>(left), To<float>(right)),
                (Enum, long or uint or ulong or BigInteger) or (long or uint or ulong or BigInteger, Enum) => throw Unsupported(span, op, left, right),
                _ when IsInteger(left) || IsInteger(right) => ApplyToIntegers(context, span, op, IntegerOf(left), IntegerOf(right)),
                (bool, _) or (_, bool) => ApplyToBooleans(span, op, context.ToBool(span, left), context.ToBool(span, right)),
                _ when op == "==" => left.Equals(right),
                _ when op == "!=" => !left.Equals(right),
                _ => throw Unsupported(span, op, left, right),
            };
        }
        catch (Exception e) when (e is ArithmeticException or InvalidCastException or FormatException or InvalidOperationException or NotSupportedException)
        {
            throw new ScriptRuntimeException(span, e.Message);
        }

        T To<T>(object? value) => (T)context.ToObject(span, value, typeof(T))!;

        BigInteger IntegerOf(object? value) => value switch
        {
            BigInteger big => big,
            ulong unsigned => unsigned,
            Enum constant => Convert.ToInt64(constant, CultureInfo.InvariantCulture),
            _ => To<long>(value),
        };
    }

    private static bool IsInteger(object value) => value is int or long or uint or ulong or BigInteger or Enum;

    private static ScriptRuntimeException Unsupported(SourceSpan span, string op, object? left, object? right) =>
        new(span, $"The operator `{op}` is not supported between `{left}` ({TemplateContext.TypeNameOf(left)}) and `{right}` ({TemplateContext.TypeNameOf(right)})");

    private static bool? Compare(string op, int order) => op switch
    {
        "==" => order == 0,
        "!=" => order != 0,
        "<" => order < 0,
        "<=" => order <= 0,
        ">" => order > 0,
        ">=" => order >= 0,
        _ => null,
    };

    private static object ApplyToStrings(TemplateContext context, SourceSpan span, string op, object? left, object? right)
    {
        (left, right) = (left is char a ? a.ToString() : left, right is char b ? b.ToString() : right);
        if (op == "*")
        {
            var (repeated, count) = right is string ? (right, left) : (left, right);
            return new StringBuilder().Insert(0, context.ObjectToString(repeated) ?? "", Math.Max(0, context.ToInt(span, count))).ToString();
        }

        var (leftText, rightText) = (context.ObjectToString(left), context.ObjectToString(right));
        return op switch
        {
            "+" => leftText + rightText,
            "==" => leftText == rightText,
            "!=" => leftText != rightText,
            _ => Compare(op, string.CompareOrdinal(leftText, rightText)) ?? throw new ScriptRuntimeException(span, $"Operator `{op}` is not supported on string objects"),
        };
    }

    private static object? ApplyToNull(string op, object? left, object? right) => op switch
    {
        "==" => left is null && right is null,
        "!=" => left is not null || right is not null,
        "<" or "<=" or ">" or ">=" => false,
        _ => null,
    };

    private static object? ApplyToEmpty(SourceSpan span, string op, object left, object right)
    {
        var matches = EmptyValue.Matches(left is EmptyValue ? right : left);
        return op switch
        {
            "==" => matches,
            "!=" => !matches,
            _ => throw Unsupported(span, op, left, right),
        };
    }

    private static object ApplyToLists(TemplateContext context, SourceSpan span, string op, object left, object right)
    {
        if (left is not IEnumerable leftItems || right is not IEnumerable rightItems || op is not ("+" or "==" or "!="))
            throw Unsupported(span, op, left, right);

        // A range only works with lists of objects, an array with all.
        if ((left is ScriptRange || (right is ScriptRange && left is not ScriptArray)) && !(left is IEnumerable<object?> && right is IEnumerable<object?>))
            throw Unsupported(span, op, left, right);

        if (op == "+")
            return new ScriptRange(leftItems.Cast<object?>().Concat(rightItems.Cast<object?>()));

        var (leftArray, rightArray) = (leftItems.Cast<object?>().ToArray(), rightItems.Cast<object?>().ToArray());
        var isEqual = leftArray.Length == rightArray.Length && leftArray.Zip(rightArray, (a, b) => Apply(context, span, "==", a, b) is true).All(same => same);
        return op == "==" ? isEqual : leftArray.Length == rightArray.Length && leftArray.Length > 1
            ? throw new ScriptRuntimeException(span, "Comparing lists of more than one item with `!=` is not supported by the substitute of Scriban")
            : !isEqual;
    }

    private static object ApplyToFractions<T>(SourceSpan span, string op, T left, T right)
        where T : struct, INumber<T> => op switch
        {
            "+" => left + right,
            "-" => left - right,
            "*" => left * right,
            "/" => left / right,
            "%" => left % right,
            "//" => (object)T.CreateChecked(Math.Round(double.CreateChecked(left / right))),
            "<<" or ">>" or ".." or "..<" => throw Unsupported(span, op, left, right),
            _ when T.IsNaN(left) || T.IsNaN(right) => op == "!=",
            _ => Compare(op, left.CompareTo(right)) ?? throw Unsupported(span, op, left, right),
        };

    private static object ApplyToIntegers(TemplateContext context, SourceSpan span, string op, BigInteger left, BigInteger right) => op switch
    {
        "+" => Fit(left + right),
        "-" => Fit(left - right),
        "*" => Fit(left * right),
        "/" => (double)left / (double)right,
        "//" => Fit(BigInteger.Divide(left, right)),
        "%" => Fit(left % right),
        ".." or "..<" => RangeOf(context, span, left, right, isInclusive: op == ".."),
        "<<" or ">>" => throw new ScriptRuntimeException(span, $"The operator `{op}` is not supported by the substitute of Scriban"),
        _ => Compare(op, left.CompareTo(right)) ?? throw Unsupported(span, op, left, right),
    };

    private static object ApplyToBooleans(SourceSpan span, string op, bool left, bool right) => op switch
    {
        "==" => left == right,
        "!=" => left != right,
        _ => throw new ScriptRuntimeException(span, $"The operator `{op}` is not valid for bool<->bool"),
    };

    private static object Fit(BigInteger value) => value switch
    {
        _ when value >= int.MinValue && value <= int.MaxValue => (object)(int)value,
        _ when value >= long.MinValue && value <= long.MaxValue => (long)value,
        _ => value,
    };

    /// <summary>From left to right, downwards when right is less. Without its end, a range from a number to itself is empty.</summary>
    private static ScriptRange RangeOf(TemplateContext context, SourceSpan span, BigInteger left, BigInteger right, bool isInclusive)
    {
        var size = BigInteger.Abs(right - left) + (isInclusive ? 1 : 0);
        if (context.LoopLimit > 0 && size > context.LoopLimit)
            throw new ScriptRuntimeException(span, $"Range expression exceeds LoopLimit `{context.LoopLimit}`.");

        return new ScriptRange(Items());

        IEnumerable<object?> Items()
        {
            for (BigInteger i = 0; i < size; i++)
                yield return Fit(left < right ? left + i : left - i);
        }
    }
}
