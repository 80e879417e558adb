using System.Reflection;

namespace CodegenLab.Worker.Suites;

/// <summary>Makes a row fit a theory, as xUnit does: optional and params parameters, type arguments, conversions.</summary>
internal static class XunitArguments
{
    /// <returns>The method with its type arguments, and what to call it with.</returns>
    /// <exception cref="ArgumentException">The row does not fit.</exception>
    public static (MethodInfo Method, object?[] Arguments) Fit(MethodInfo method, object?[] row)
    {
        var closed = method.IsGenericMethodDefinition ? method.MakeGenericMethod([.. method.GetGenericArguments().Select(argument => TypeArgument(argument, method, row))]) : method;
        var parameters = closed.GetParameters();
        var arguments = new object?[parameters.Length];
        for (var at = 0; at < parameters.Length; at++)
        {
            var parameter = parameters[at];
            if (at == parameters.Length - 1 && parameter.IsDefined(typeof(ParamArrayAttribute), inherit: true))
                arguments[at] = Rest(parameter.ParameterType, row, at);
            else if (at < row.Length)
                arguments[at] = Converted(row[at], parameter.ParameterType);
            else if (parameter.HasDefaultValue)
                arguments[at] = parameter.DefaultValue;
            else
                throw new ArgumentException($"The test method expected {parameters.Length} parameter values, but {row.Length} parameter values were provided.");
        }

        return row.Length > parameters.Length && !(parameters.Length > 0 && parameters[^1].IsDefined(typeof(ParamArrayAttribute), inherit: true))
            ? throw new ArgumentException($"The test method expected {parameters.Length} parameter values, but {row.Length} parameter values were provided.")
            : (closed, arguments);
    }

    private static object? Rest(Type arrayType, object?[] row, int from)
    {
        if (row.Length == from + 1 && (row[from] is null || arrayType.IsInstanceOfType(row[from])))
            return row[from];
        var elements = Array.CreateInstance(arrayType.GetElementType()!, Math.Max(0, row.Length - from));
        for (var at = from; at < row.Length; at++)
            elements.SetValue(Converted(row[at], arrayType.GetElementType()!), at - from);
        return elements;
    }

    // Constants of attributes know fewer types than parameters do.
    private static object? Converted(object? value, Type type)
    {
        if (value is null || type.IsInstanceOfType(value))
            return value;
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (value is string text)
        {
            if (plain == typeof(DateTime))
                return DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
            if (plain == typeof(DateTimeOffset))
                return DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
            if (plain == typeof(Guid))
                return Guid.Parse(text);
        }

        if (plain.IsEnum && value is IConvertible)
            return Enum.ToObject(plain, value);
        foreach (var place in new[] { plain, value.GetType() })
        {
            if (place.GetMethods(BindingFlags.Static | BindingFlags.Public).FirstOrDefault(method => method.Name is "op_Implicit" or "op_Explicit" && plain.IsAssignableFrom(method.ReturnType) && method.GetParameters()[0].ParameterType.IsInstanceOfType(value)) is { } conversion)
                return conversion.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [value], null);
        }

        return value.GetType().IsPrimitive && (plain.IsPrimitive || plain == typeof(decimal)) ? Convert.ChangeType(value, plain, System.Globalization.CultureInfo.InvariantCulture) : value;
    }

    private static Type TypeArgument(Type argument, MethodInfo method, object?[] row)
    {
        var found = new List<Type>();
        var parameters = method.GetParameters();
        for (var at = 0; at < parameters.Length; at++)
        {
            var isRest = at == parameters.Length - 1 && parameters[at].IsDefined(typeof(ParamArrayAttribute), inherit: true) && !(row.Length == parameters.Length && row[at] is Array);
            if (isRest)
                found.AddRange(row.Skip(at).OfType<object>().SelectMany(value => Matches(parameters[at].ParameterType.GetElementType()!, value.GetType(), argument)));
            else if (at < row.Length && row[at] is { } value)
                found.AddRange(Matches(parameters[at].ParameterType, value.GetType(), argument));
        }

        return found.Distinct().ToList() is [var only] ? only : typeof(object);
    }

    /// <summary>Types that stand where the type parameter stands.</summary>
    private static IEnumerable<Type> Matches(Type parameter, Type value, Type argument)
    {
        if (parameter == argument)
            return [value];
        if (parameter.IsArray && value.IsArray)
            return Matches(parameter.GetElementType()!, value.GetElementType()!, argument);
        if (!parameter.IsGenericType)
            return [];
        var definition = parameter.GetGenericTypeDefinition();
        return value.GetInterfaces().Append(value).Concat(Bases(value))
            .Where(candidate => candidate.IsGenericType && candidate.GetGenericTypeDefinition() == definition)
            .Take(1)
            .SelectMany(candidate => parameter.GetGenericArguments().Zip(candidate.GetGenericArguments(), (inner, actual) => Matches(inner, actual, argument)).SelectMany(types => types));
    }

    private static IEnumerable<Type> Bases(Type type)
    {
        for (var at = type.BaseType; at is not null; at = at.BaseType)
            yield return at;
    }
}
