namespace CodegenLab.Worker.Execution;

/// <summary>Types whose values a test writes as constants.</summary>
internal static class Literals
{
    public static bool IsLiteral(Type type) =>
        (type.IsPrimitive && type != typeof(IntPtr) && type != typeof(UIntPtr)) || type.IsEnum || type == typeof(string) || type == typeof(decimal) || type == typeof(DateTime) || type == typeof(DateTimeOffset)
        || type == typeof(TimeSpan) || type == typeof(Guid) || type == typeof(DateOnly) || type == typeof(TimeOnly);

    /// <summary>The value as a literal stores it: an enum as its 64-bit pattern, all else as it is.</summary>
    public static object Store(object value) => value is Enum ? TypeTable.ToInt64(Convert.ChangeType(value, Enum.GetUnderlyingType(value.GetType()), System.Globalization.CultureInfo.InvariantCulture)) : value;
}
