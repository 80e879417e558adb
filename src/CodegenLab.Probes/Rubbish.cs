using System;
using System.Reflection;

namespace CodegenLab.Probes;

/// <summary>
/// What is in rented arrays: whatever others have left there. A subject that reads what it did not write gives other results from run to run then, and not only on somebody's build server.
/// </summary>
internal static class Rubbish<T>
{
    /// <summary>Elements; who reads what he did not write does so at the beginning, mostly.</summary>
    private const int Most = 256;

    private static readonly T[] Values = [Made(1), Made(0x5A), Made(7)];

    /// <summary>Fills it with another thing in the next run, and in the one after that.</summary>
    public static void Fill(T[] array)
    {
        var value = Values[Trace.Epoch % Values.Length];
        for (var i = 0; i < array.Length && i < Most; i++)
            array[i] = value;
    }

    private static T Made(byte number) => Made(typeof(T), number) is T made ? made : default!;

    /// <summary>With that number in every field; null for what has no number in it.</summary>
    private static object? Made(Type type, byte number)
    {
        if (!type.IsValueType || Nullable.GetUnderlyingType(type) is not null)
            return null;
        if (type.IsEnum || type == typeof(IntPtr) || type == typeof(UIntPtr))
            return Activator.CreateInstance(type);
        if (type.IsPrimitive)
            return type == typeof(bool) ? number == 1 : Convert.ChangeType(number, type, System.Globalization.CultureInfo.InvariantCulture);
        var made = Activator.CreateInstance(type);
        foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
        {
            if (Made(field.FieldType, number) is { } value)
                field.SetValue(made, value);
        }

        return made;
    }
}
