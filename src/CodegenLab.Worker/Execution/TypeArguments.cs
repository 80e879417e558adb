using System.Reflection;

namespace CodegenLab.Worker.Execution;

/// <summary>Finds type arguments that satisfy the constraints of a generic definition: a few that behave differently, never all.</summary>
internal sealed class TypeArguments(IReadOnlyList<Type> subjectTypes)
{
    private static readonly Type[] Common =
    [
        typeof(string), typeof(int), typeof(object), typeof(DateTime), typeof(char), typeof(DayOfWeek),
        typeof(List<int>), typeof(List<string>), typeof(int[]), typeof(Exception), typeof(ArgumentException),
    ];

    private readonly Type[] _candidates =
    [
        .. Common,
        .. subjectTypes.Where(IsSample),
        .. subjectTypes.Where(type => type.IsEnum).OrderBy(type => type.Namespace == Discovery.FakesNamespace ? 0 : 1).Take(2),
        .. subjectTypes.Where(type => !type.IsEnum && !type.IsGenericTypeDefinition && !(type.IsAbstract && type.IsSealed) && !type.IsByRefLike).Take(40),
    ];

    /// <summary>Types that are there to bear an attribute, with what they and their members bear.</summary>
    private readonly (Type Type, HashSet<Type> Attributes)[] _marked =
    [
        .. subjectTypes.Where(IsMarked).Select(type => (type, type.GetCustomAttributesData().Select(attribute => attribute.AttributeType).ToHashSet())),
    ];

    /// <summary>A class that is there to bear an attribute.</summary>
    public static bool IsMarked(Type type) =>
        type is { Namespace: Discovery.FakesNamespace, IsClass: true, IsGenericTypeDefinition: false } && type.BaseType == typeof(object) && type.GetInterfaces().Length == 0 && type.GetCustomAttributesData().Count > 0;

    /// <summary>Those that bear an attribute which the code looks for.</summary>
    /// <param name="attributes">What code looks for; asked when there are such types.</param>
    public IReadOnlyList<Type> MarkedFor(Func<IEnumerable<Type>> attributes) =>
        _marked.Length == 0 || attributes().ToHashSet() is not { Count: > 0 } wanted ? [] : [.. _marked.Where(marked => marked.Attributes.Overlaps(wanted)).Select(marked => marked.Type)];

    /// <summary>A class that is there to be the argument of the class that it is derived from.</summary>
    private static bool IsSample(Type type) =>
        type is { Namespace: Discovery.FakesNamespace, IsGenericTypeDefinition: false, BaseType: { } parent } && type.GetInterfaces().Append(parent).Any(contract => contract.IsGenericType && contract.GetGenericArguments().Contains(type));

    /// <summary>At most <paramref name="most"/> lists of arguments; none when no candidate satisfies the constraints.</summary>
    /// <param name="asked">Types for which there is a list beside those, if they satisfy them.</param>
    public IEnumerable<Type[]> For(Type[] parameters, int most, IReadOnlyList<Type>? asked = null)
    {
        var found = new List<Type[]>();
        foreach (var candidate in _candidates)
        {
            if (found.Count == most)
                break;
            if (Choose(parameters, candidate, found.Count) is { } arguments)
                found.Add(arguments);
        }

        return found.Concat((asked ?? []).Select(type => Choose(parameters, type, round: 0)).OfType<Type[]>().Where(arguments => !found.Any(arguments.SequenceEqual)));
    }

    private Type[]? Choose(Type[] parameters, Type first, int round)
    {
        var arguments = new Type[parameters.Length];

        // Those whose constraints name others come after them: TList : IReadOnlyList<TItem> may stand first.
        var order = Enumerable.Range(0, parameters.Length).OrderBy(i => NamesOthers(parameters[i]) ? 1 : 0).ToArray();
        for (var at = 0; at < order.Length; at++)
        {
            // The second list varies the second parameter: Func<int, string> beside Func<int, int>.
            var i = order[at];
            var wanted = at == 1 && round == 1 ? typeof(string) : first;
            if (Satisfies(parameters, arguments, i, wanted))
                arguments[i] = wanted;
            else if (at > 0 && _candidates.FirstOrDefault(other => Satisfies(parameters, arguments, i, other)) is { } other)
                arguments[i] = other;
            else
                return null;
        }

        return arguments;
    }

    private static bool NamesOthers(Type parameter) => parameter.GetGenericParameterConstraints().Any(constraint => Names(constraint, parameter));

    private static bool Names(Type constraint, Type parameter) =>
        constraint.IsGenericParameter ? constraint != parameter : constraint.IsArray ? Names(constraint.GetElementType()!, parameter) : constraint.GetGenericArguments().Any(argument => Names(argument, parameter));

    private static bool Satisfies(Type[] parameters, Type?[] chosen, int index, Type type)
    {
        var parameter = parameters[index];
        var attributes = parameter.GenericParameterAttributes;
        if (attributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint) && (!type.IsValueType || Nullable.GetUnderlyingType(type) is not null))
            return false;
        if (attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint) && type.IsValueType)
            return false;
        if (attributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) && !type.IsValueType && (type.IsAbstract || type.GetConstructor(Type.EmptyTypes) is null))
            return false;

        foreach (var constraint in parameter.GetGenericParameterConstraints())
        {
            if (Close(constraint, parameters, chosen, index, type) is not { } closed || !closed.IsAssignableFrom(type))
                return false;
        }

        return true;
    }

    /// <summary>Puts the arguments chosen so far into a constraint; null when it needs one that is not chosen yet or does not fit.</summary>
    private static Type? Close(Type constraint, Type[] parameters, Type?[] chosen, int index, Type type)
    {
        if (constraint.IsGenericParameter)
            return Replace(constraint);
        if (!constraint.ContainsGenericParameters)
            return constraint;
        if (constraint.IsArray)
            return Close(constraint.GetElementType()!, parameters, chosen, index, type) is not { } element ? null : constraint.IsSZArray ? element.MakeArrayType() : element.MakeArrayType(constraint.GetArrayRank());
        var arguments = constraint.GetGenericArguments().Select(argument => Close(argument, parameters, chosen, index, type)).ToArray();
        if (arguments.Any(argument => argument is null))
            return null;
        try
        {
            return constraint.GetGenericTypeDefinition().MakeGenericType(arguments!);
        }
        catch (ArgumentException)
        {
            // The constraint has constraints of its own that the candidate does not meet.
            return null;
        }

        Type? Replace(Type parameter)
        {
            var position = Array.IndexOf(parameters, parameter);
            return position == index ? type : position >= 0 ? chosen[position] : null;
        }
    }
}
