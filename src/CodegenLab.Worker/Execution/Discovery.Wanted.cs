using System.Reflection;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Execution;

/// <summary>The part that closes generic members so that they give what parameters ask for: <c>RuleFor&lt;int?&gt;</c> for an <c>IRuleBuilder&lt;Order, int?&gt;</c>.</summary>
internal sealed partial class Discovery
{
    /// <summary>Of one type.</summary>
    private const int MostWaysToWanted = 3;

    /// <summary>Members of the subject that make a constructed type which nothing makes yet but a fake. They produce values and are no subjects.</summary>
    private void AddWantedProducers()
    {
        var open = SubjectTypes.Where(type => type.Namespace != FakesNamespace && !type.IsInterface && !type.IsEnum && !TypeTable.IsDelegate(type) && !type.IsByRefLike)
            .SelectMany(type => Sorted(type.GetMethods(Declared).Where(method => !method.IsSpecialName && IsAccessible(method) && method.ReturnType.ContainsGenericParameters)))
            .ToList();
        if (open.Count == 0)
            return;
        _onlyProducers = true;
        foreach (var wanted in Wanted())
        {
            var ways = 0;
            foreach (var method in open)
            {
                if (ways < MostWaysToWanted && CloseFor(method, wanted) is { } closed && Unsupported(closed.GetParameters(), closed.ReturnType) is null)
                {
                    ways++;
                    Add(closed.DeclaringType!, closed, MemberShapeKind.Method, null);
                }
            }
        }

        _onlyProducers = false;
    }

    private List<Type> Wanted()
    {
        var members = universe.Catalog.Members.ToList();
        var made = members.Where(member => member.Result >= 0 && universe.TypeOf(member.DeclaringType) is { IsInterface: false, Namespace: not FakesNamespace }).Select(member => universe.TypeOf(member.Result)).ToHashSet();
        return
        [
            .. members.Where(member => member.IsSubject).SelectMany(member => member.Parameters).Select(parameter => universe.TypeOf(parameter.Type)).Distinct()
                .Where(type => type is { IsConstructedGenericType: true, IsValueType: false } && type.Assembly == universe.Assembly && !TypeTable.IsDelegate(type) && !made.Any(type.IsAssignableFrom))
                .OrderBy(type => type.ToString(), StringComparer.Ordinal),
        ];
    }

    /// <summary>The method, closed so that what it returns can be used as a type; null when it cannot be.</summary>
    private static MethodInfo? CloseFor(MethodInfo method, Type wanted)
    {
        var chosen = new Dictionary<Type, Type>();
        if (!SelfAndAbove(method.ReturnType).Any(given => Unify(given, wanted, chosen)))
            return null;
        try
        {
            var declaring = method.DeclaringType!;
            if (declaring.IsGenericTypeDefinition)
            {
                if (!declaring.GetGenericArguments().All(chosen.ContainsKey))
                    return null;
                var closed = declaring.MakeGenericType([.. declaring.GetGenericArguments().Select(parameter => chosen[parameter])]);
                method = (MethodInfo)MethodBase.GetMethodFromHandle(method.MethodHandle, closed.TypeHandle)!;
            }

            if (!method.IsGenericMethodDefinition)
                return method;
            var arguments = method.GetGenericArguments();
            return arguments.All(chosen.ContainsKey) ? method.MakeGenericMethod([.. arguments.Select(parameter => chosen[parameter])]) : null;
        }
        catch (ArgumentException)
        {
            // A constraint that an argument does not meet.
            return null;
        }
    }

    private static IEnumerable<Type> SelfAndAbove(Type type)
    {
        for (var at = type; at is not null; at = at.BaseType)
            yield return at;
        foreach (var contract in type.GetInterfaces())
            yield return contract;
    }

    /// <summary>Finds the type arguments that make two types the same.</summary>
    /// <param name="chosen">Filled; of no use when the answer is no.</param>
    private static bool Unify(Type given, Type wanted, Dictionary<Type, Type> chosen)
    {
        if (given.IsGenericParameter)
        {
            if (chosen.TryGetValue(given, out var before))
                return before == wanted;
            chosen.Add(given, wanted);
            return true;
        }

        if (!given.ContainsGenericParameters)
            return given == wanted;
        if (given.IsArray || wanted.IsArray)
            return given.IsArray && wanted.IsArray && given.GetArrayRank() == wanted.GetArrayRank() && Unify(given.GetElementType()!, wanted.GetElementType()!, chosen);
        return given.IsGenericType && wanted.IsGenericType && given.GetGenericTypeDefinition() == wanted.GetGenericTypeDefinition()
            && given.GetGenericArguments().Zip(wanted.GetGenericArguments()).All(pair => Unify(pair.First, pair.Second, chosen));
    }
}
