using System.Reflection;
using System.Reflection.Emit;

namespace CodegenLab.Worker.Execution;

/// <summary>Finds the types that the code of a generic method asks its values for: <c>value is double</c>, <c>(long)(object)value</c>, <c>typeof(T) == typeof(decimal)</c>.</summary>
internal static class AskedTypes
{
    private const byte TypeReference = 0x01, TypeDefinition = 0x02, TypeSpecification = 0x1B, MethodSpecification = 0x2B;

    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> Instructions = typeof(OpCodes).GetFields().Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    /// <summary>Each once, in the order of the code; none that tests cannot name.</summary>
    public static IReadOnlyList<Type> In(MethodInfo method)
    {
        var types = new List<Type>();
        foreach (var (instruction, token) in References(method))
        {
            if (!Asks(instruction) || (token >> 24) is not (TypeReference or TypeDefinition or TypeSpecification))
                continue;
            var type = method.Module.ResolveType(token, ArgumentsOf(method.DeclaringType!), method.GetGenericArguments());
            if (type is { ContainsGenericParameters: false, IsVisible: true, IsByRefLike: false, IsPointer: false } && type != typeof(object) && type != typeof(void) && !types.Contains(type))
                types.Add(type);
        }

        return types;
    }

    /// <summary>Attributes that the code of a type looks for, what the compiler makes of its lambdas, iterators and asynchronous methods included.</summary>
    public static IReadOnlySet<Type> AttributesIn(Type type)
    {
        var attributes = new HashSet<Type>();
        foreach (var method in type.GetMethods(Declared).Concat(type.GetNestedTypes(Declared).Where(nested => nested.Name[0] == '<').SelectMany(nested => nested.GetMethods(Declared))))
            attributes.UnionWith(AttributesIn(method));
        return attributes;
    }

    /// <summary>As type arguments or by <c>typeof</c>.</summary>
    public static IEnumerable<Type> AttributesIn(MethodInfo method)
    {
        foreach (var (instruction, token) in References(method))
        {
            IEnumerable<Type> named = (token >> 24) switch
            {
                TypeReference or TypeDefinition when Asks(instruction) => [method.Module.ResolveType(token)],
                MethodSpecification => method.Module.ResolveMethod(token, ArgumentsOf(method.DeclaringType!), method.GetGenericArguments())!.GetGenericArguments(),
                _ => [],
            };
            foreach (var type in named.Where(type => type.IsSubclassOf(typeof(Attribute))))
                yield return type;
        }
    }

    private static Type[] ArgumentsOf(Type type) => type.IsGenericType ? type.GetGenericArguments() : [];

    /// <summary>Instructions that name something of the metadata, each with its token.</summary>
    private static IEnumerable<(OpCode Instruction, int Token)> References(MethodInfo method)
    {
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (var at = 0; at < code.Length;)
        {
            // Instructions of two bytes begin with this one.
            var value = code[at] == 0xFE ? unchecked((short)(0xFE00 | code[at + 1])) : code[at];
            var instruction = Instructions[value];
            at += instruction.Size;
            if (instruction.OperandType is OperandType.InlineType or OperandType.InlineTok or OperandType.InlineMethod)
                yield return (instruction, BitConverter.ToInt32(code, at));
            at += Operand(instruction, code, at);
        }
    }

    private static bool Asks(OpCode instruction) => instruction == OpCodes.Isinst || instruction == OpCodes.Unbox_Any || instruction == OpCodes.Castclass || instruction == OpCodes.Ldtoken;

    /// <summary>Bytes of an instruction's operand.</summary>
    private static int Operand(OpCode instruction, byte[] code, int at) => instruction.OperandType switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
        _ => 4,
    };
}
