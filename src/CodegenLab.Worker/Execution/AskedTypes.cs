using System.Reflection;
using System.Reflection.Emit;

namespace CodegenLab.Worker.Execution;

/// <summary>Finds the types that the code of a generic method asks its values for: <c>value is double</c>, <c>(long)(object)value</c>, <c>typeof(T) == typeof(decimal)</c>.</summary>
internal static class AskedTypes
{
    private const byte TypeReference = 0x01, TypeDefinition = 0x02, TypeSpecification = 0x1B;

    private static readonly Dictionary<short, OpCode> Instructions = typeof(OpCodes).GetFields().Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    /// <summary>Each once, in the order of the code; none that tests cannot name.</summary>
    public static IReadOnlyList<Type> In(MethodInfo method)
    {
        var types = new List<Type>();
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        var typeArguments = method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : [];
        for (var at = 0; at < code.Length;)
        {
            // Instructions of two bytes begin with this one.
            var value = code[at] == 0xFE ? unchecked((short)(0xFE00 | code[at + 1])) : code[at];
            var instruction = Instructions[value];
            at += instruction.Size;
            if (Asks(instruction) && BitConverter.ToInt32(code, at) is var token && (token >> 24) is TypeReference or TypeDefinition or TypeSpecification)
            {
                var type = method.Module.ResolveType(token, typeArguments, method.GetGenericArguments());
                if (type is { ContainsGenericParameters: false, IsVisible: true, IsByRefLike: false, IsPointer: false } && type != typeof(object) && type != typeof(void) && !types.Contains(type))
                    types.Add(type);
            }

            at += Operand(instruction, code, at);
        }

        return types;
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
