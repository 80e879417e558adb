using CodegenLab.Worker.TestCases;

namespace CodegenLab.Engine.Rendering;

/// <summary>Answers which arguments must show their exact type so that C# picks the member that was executed.</summary>
internal sealed class Overloads(Catalog catalog, TypeNames types)
{
    private static readonly HashSet<string> LinqNames = [.. typeof(Enumerable).GetMethods().Select(method => method.Name)];

    private static readonly string[] InterfacesOfArrays =
    [
        "System.Collections.Generic.IEnumerable`1", "System.Collections.Generic.ICollection`1", "System.Collections.Generic.IList`1",
        "System.Collections.Generic.IReadOnlyCollection`1", "System.Collections.Generic.IReadOnlyList`1",
    ];

    private readonly ILookup<string, MemberShape> _byName = catalog.Members.ToLookup(member => member.Name);

    /// <summary>Members that C# would also consider for this call.</summary>
    /// <param name="receiver">Key of the receiver's own type; empty for static calls.</param>
    public IReadOnlyList<MemberShape> Rivals(MemberShape member, IReadOnlyList<Expression> arguments, string receiver)
    {
        var count = arguments.Count;
        return
        [
            .. _byName[member.Name].Where(other =>
                other.DocumentationId != member.DocumentationId
                && Group(other.Kind) == Group(member.Kind)
                && (other.DeclaringType == member.DeclaringType
                    // One of another class with as many parameters keeps the call from being written as one of an extension: then only the class counts.
                    || (member.IsExtension && other.IsExtension && other.Parameters.Length != member.Parameters.Length)
                    || (receiver.Length > 0 && types.Key(other.DeclaringType) == receiver))
                && Takes(other, count)
                && !Refuses(other, member, arguments)),
        ];
    }

    /// <summary>Those of the rivals that C# still considers when the call names its type arguments.</summary>
    public static IReadOnlyList<MemberShape> WithAsManyTypeArguments(MemberShape member, IReadOnlyList<MemberShape> rivals) =>
        member.TypeArguments.Length == 0 ? rivals : [.. rivals.Where(rival => rival.TypeArguments.Length == member.TypeArguments.Length)];

    /// <summary>True when a rival has another type at this position.</summary>
    public bool MustBeExact(MemberShape member, int position, IReadOnlyList<MemberShape> rivals) =>
        rivals.Any(rival => position >= rival.Parameters.Length
            || rival.Parameters[position].IsParams
            || types.Key(rival.Parameters[position].Type) != types.Key(member.Parameters[position].Type));

    /// <summary>True when an instance member, or an extension that everybody imports, would be taken instead of this extension method.</summary>
    public bool HidesExtension(MemberShape extension, string receiver)
    {
        if (LinqNames.Contains(extension.Name))
            return true;
        if (_byName[extension.Name].Any(other =>
            other.IsExtension
                ? other.DeclaringType != extension.DeclaringType && other.Parameters.Length == extension.Parameters.Length
                : types.Key(other.DeclaringType) == receiver))
        {
            return true;
        }

        var name = receiver.IndexOf('[') is var bracket and > 0 ? receiver[..bracket] : receiver;
        return name.Length > 0 && Type.GetType(name) is { } type && type.GetMember(extension.Name).Length > 0;
    }

    /// <summary>True when the subject has extension methods with one of LINQ's names.</summary>
    public bool HidesLinq(string name) => _byName[name].Any(member => member.IsExtension || !member.IsStatic);

    /// <summary>True when the receiver's own type has a member of that name, which may not be the one meant.</summary>
    public bool HasOwn(MemberShape member, string receiver) => _byName[member.Name].Any(other => types.Key(other.DeclaringType) == receiver);

    /// <summary>True when another interface has a member of that name and length: one that inherits both has two to choose from.</summary>
    public bool HasNamesake(MemberShape member) => _byName[member.Name].Any(other =>
        other.DeclaringType != member.DeclaringType && types[other.DeclaringType].Kind == TypeShapeKind.Interface && other.Parameters.Length == member.Parameters.Length);

    /// <summary>True when every type argument follows from arguments that have exactly the parameters' types.</summary>
    /// <param name="arguments">As written; null for those that say nothing: lambdas, out variables.</param>
    public bool CanInfer(MemberShape member, IReadOnlyList<Code?> arguments)
    {
        var parameters = DeclaredParameters(member.DocumentationId);
        if (parameters.Count != member.Parameters.Length)
            return false;
        for (var i = 0; i < member.TypeArguments.Length; i++)
        {
            var name = "``" + i;
            var said = false;
            for (var p = 0; p < parameters.Count; p++)
            {
                if (!Mentions(parameters[p], name) || arguments[p] is not { } argument)
                    continue;
                if (!Says(argument.Type, types.Key(member.Parameters[p].Type)))
                    return false;
                said = true;
            }

            if (!said)
                return false;
        }

        return true;
    }

    /// <summary>True when inference takes an argument of one type for exactly the other: the same, or an array for an interface of its elements.</summary>
    private static bool Says(string argument, string parameter) =>
        argument == parameter || (argument.EndsWith("[]", StringComparison.Ordinal) && InterfacesOfArrays.Any(name => parameter == $"{name}[{argument[..^2]}]"));

    private static bool Mentions(string parameter, string name)
    {
        for (var at = parameter.IndexOf(name, StringComparison.Ordinal); at >= 0; at = parameter.IndexOf(name, at + 1, StringComparison.Ordinal))
        {
            if (at + name.Length == parameter.Length || !char.IsAsciiDigit(parameter[at + name.Length]))
                return true;
        }

        return false;
    }

    private static List<string> DeclaredParameters(string documentationId)
    {
        var parameters = new List<string>();
        var open = documentationId.IndexOf('(');
        if (open < 0)
            return parameters;
        var depth = 0;
        var start = open + 1;
        for (var i = start; i < documentationId.Length; i++)
        {
            switch (documentationId[i])
            {
                case '{' or '[' or '(': depth++; break;
                case '}' or ']': depth--; break;
                case ')' when depth > 0: depth--; break;
                case ',' when depth == 0:
                    parameters.Add(documentationId[start..i]);
                    start = i + 1;
                    break;
                case ')':
                    parameters.Add(documentationId[start..i]);
                    return parameters;
            }
        }

        return parameters;
    }

    private static bool Takes(MemberShape member, int count)
    {
        var parameters = member.Parameters;
        if (parameters.Length == count)
            return true;
        if (parameters.Length > count)
            return parameters.AsSpan(count).ToArray().All(parameter => parameter.IsOptional || parameter.IsParams);
        return parameters.Length > 0 && parameters[^1].IsParams;
    }

    private bool Refuses(MemberShape other, MemberShape member, IReadOnlyList<Expression> arguments)
    {
        for (var i = 0; i < Math.Min(arguments.Count, other.Parameters.Length); i++)
        {
            if (i < member.Parameters.Length && !ComparePassing(other.Parameters[i].Passing, member.Parameters[i].Passing))
                return true;
            if (arguments[i] is Literal { Value: null } && types.IsPlainValue(other.Parameters[i].Type) && !other.Parameters[i].IsParams)
                return true;
        }

        return false;
    }

    private static bool ComparePassing(Passing left, Passing right) =>
        left == right || (left is Passing.Value or Passing.In && right is Passing.Value or Passing.In);

    private static int Group(MemberShapeKind kind) => kind switch
    {
        MemberShapeKind.PropertyGetter or MemberShapeKind.PropertySetter or MemberShapeKind.Field => 1,
        MemberShapeKind.IndexerGetter or MemberShapeKind.IndexerSetter => 2,
        MemberShapeKind.Constructor => 3,
        MemberShapeKind.Operator or MemberShapeKind.Conversion => 4,
        MemberShapeKind.DelegateInvoke => 5,
        _ => 6,
    };
}
