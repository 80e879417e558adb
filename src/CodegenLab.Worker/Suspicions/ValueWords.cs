using System.Globalization;

namespace CodegenLab.Worker.Suspicions;

/// <summary>Says values as people read them, the same in every process.</summary>
public static class ValueWords
{
    /// <summary>A value, or the name of its type.</summary>
    public static string Of(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        string text => $"\"{text}\"",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.GetType().Name,
    };
}
