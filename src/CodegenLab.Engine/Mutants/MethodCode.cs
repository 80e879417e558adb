using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text;

namespace CodegenLab.Engine.Mutants;

/// <summary>A method of an assembly as the compiler wrote it.</summary>
/// <param name="Type">Reflection name, nested types behind a plus.</param>
/// <param name="Signature">Parameters and result: tells overloads apart.</param>
internal readonly record struct MethodKey(string Type, string Name, string Signature);

/// <summary>
/// Reads what the methods of an assembly do, so that it can be compared with that of another build: instructions with names in the place of tokens, locals,
/// and what is caught where.
/// </summary>
internal sealed class MethodCode : ISignatureTypeProvider<string, object?>
{
    private static readonly FrozenDictionary<short, OpCode> OpCodes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => field.GetValue(null)).OfType<OpCode>().ToFrozenDictionary(code => code.Value);

    private readonly PEReader _file;
    private readonly MetadataReader _metadata;
    private readonly Dictionary<int, string> _names = [];

    private MethodCode(PEReader file) => (_file, _metadata) = (file, file.GetMetadataReader());

    /// <param name="assembly">Its bytes.</param>
    /// <param name="types">Reflection names; only their methods are read, and those of types in them.</param>
    /// <returns>By method; those without a body are empty.</returns>
    public static Dictionary<MethodKey, string> Read(ImmutableArray<byte> assembly, IReadOnlySet<string> types)
    {
        using var file = new PEReader(assembly);
        return new MethodCode(file).Read(types);
    }

    private Dictionary<MethodKey, string> Read(IReadOnlySet<string> types)
    {
        var methods = new Dictionary<MethodKey, string>();
        foreach (var type in _metadata.TypeDefinitions)
        {
            var name = NameOf(type);
            if (!IsIn(name, types))
                continue;
            foreach (var handle in _metadata.GetTypeDefinition(type).GetMethods())
            {
                var method = _metadata.GetMethodDefinition(handle);
                var key = new MethodKey(name, _metadata.GetString(method.Name), Show(method.DecodeSignature(this, null)));
                methods.TryAdd(key, method.RelativeVirtualAddress == 0 ? "" : Show(_file.GetMethodBody(method.RelativeVirtualAddress)));
            }
        }

        return methods;
    }

    /// <param name="name">Of a type.</param>
    public static bool IsIn(string name, IReadOnlySet<string> types)
    {
        for (var end = name.Length; end > 0; end = name.LastIndexOf('+', end - 1))
            if (types.Contains(name[..end]))
                return true;
        return false;
    }

    private string Show(MethodBodyBlock body)
    {
        var text = new StringBuilder();
        if (!body.LocalSignature.IsNil)
            text.AppendJoin(' ', _metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(this, null)).Append(body.LocalVariablesInitialized ? " zeroed" : "").Append('\n');
        foreach (var region in body.ExceptionRegions)
        {
            var caught = region.Kind == ExceptionRegionKind.Catch ? NameOf(region.CatchType) : "";
            text.Append(FormattableString.Invariant($"{region.Kind} {region.TryOffset} {region.TryLength} {region.HandlerOffset} {region.HandlerLength} {region.FilterOffset} {caught}\n"));
        }

        var code = body.GetILReader();
        while (code.RemainingBytes > 0)
            Show(ref code, text);
        return text.ToString();
    }

    private void Show(ref BlobReader code, StringBuilder text)
    {
        var first = code.ReadByte();
        var value = first == 0xFE ? unchecked((short)(0xFE00 | code.ReadByte())) : first;
        var instruction = OpCodes[value];
        text.Append(instruction.Name).Append(' ');
        switch (instruction.OperandType)
        {
            case OperandType.InlineNone:
                break;
            case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                text.Append(code.ReadByte());
                break;
            case OperandType.InlineVar:
                text.Append(code.ReadUInt16());
                break;
            case OperandType.InlineBrTarget or OperandType.InlineI or OperandType.ShortInlineR:
                text.Append(code.ReadInt32());
                break;
            case OperandType.InlineI8 or OperandType.InlineR:
                text.Append(code.ReadInt64());
                break;
            case OperandType.InlineSwitch:
                for (var targets = code.ReadInt32(); targets > 0; targets--)
                    text.Append(code.ReadInt32()).Append(' ');
                break;
            case OperandType.InlineString:
                text.Append(_metadata.GetUserString((UserStringHandle)MetadataTokens.Handle(code.ReadInt32())));
                break;
            default:
                text.Append(NameOf(code.ReadInt32()));
                break;
        }

        text.Append('\n');
    }

    private string NameOf(int token)
    {
        if (!_names.TryGetValue(token, out var name))
            _names.Add(token, name = NameOf(MetadataTokens.EntityHandle(token)));
        return name;
    }

    private string NameOf(EntityHandle handle) => handle.Kind switch
    {
        HandleKind.TypeDefinition => NameOf((TypeDefinitionHandle)handle),
        HandleKind.TypeReference => NameOf((TypeReferenceHandle)handle),
        HandleKind.TypeSpecification => _metadata.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(this, null),
        HandleKind.MethodDefinition => NameOf(_metadata.GetMethodDefinition((MethodDefinitionHandle)handle)),
        HandleKind.FieldDefinition => NameOf(_metadata.GetFieldDefinition((FieldDefinitionHandle)handle)),
        HandleKind.MemberReference => NameOf(_metadata.GetMemberReference((MemberReferenceHandle)handle)),
        HandleKind.MethodSpecification => NameOf(_metadata.GetMethodSpecification((MethodSpecificationHandle)handle)),
        HandleKind.StandaloneSignature => Show(_metadata.GetStandaloneSignature((StandaloneSignatureHandle)handle).DecodeMethodSignature(this, null)),
        _ => throw new BadImageFormatException($"An instruction refers to a {handle.Kind}."),
    };

    private string NameOf(TypeDefinitionHandle handle)
    {
        var type = _metadata.GetTypeDefinition(handle);
        var name = _metadata.GetString(type.Name);
        if (type.IsNested)
            return NameOf(type.GetDeclaringType()) + "+" + name;
        return type.Namespace.IsNil ? name : _metadata.GetString(type.Namespace) + "." + name;
    }

    private string NameOf(TypeReferenceHandle handle)
    {
        var type = _metadata.GetTypeReference(handle);
        var name = _metadata.GetString(type.Name);
        return type.ResolutionScope.Kind switch
        {
            HandleKind.TypeReference => NameOf((TypeReferenceHandle)type.ResolutionScope) + "+" + name,
            HandleKind.AssemblyReference => $"[{_metadata.GetString(_metadata.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name)}]{_metadata.GetString(type.Namespace)}.{name}",
            _ => _metadata.GetString(type.Namespace) + "." + name,
        };
    }

    private string NameOf(MethodDefinition method) => $"{NameOf(method.GetDeclaringType())}::{_metadata.GetString(method.Name)}{Show(method.DecodeSignature(this, null))}";

    private string NameOf(FieldDefinition field) => $"{NameOf(field.GetDeclaringType())}::{_metadata.GetString(field.Name)} {field.DecodeSignature(this, null)}";

    private string NameOf(MemberReference member)
    {
        var signature = member.GetKind() == MemberReferenceKind.Field ? member.DecodeFieldSignature(this, null) : Show(member.DecodeMethodSignature(this, null));
        return $"{NameOf(member.Parent)}::{_metadata.GetString(member.Name)} {signature}";
    }

    private string NameOf(MethodSpecification method) => $"{NameOf(method.Method)}<{string.Join(", ", method.DecodeSignature(this, null))}>";

    private static string Show(MethodSignature<string> signature) =>
        FormattableString.Invariant($"`{signature.GenericParameterCount} {signature.Header} ({string.Join(", ", signature.ParameterTypes)}) {signature.ReturnType} {signature.RequiredParameterCount}");

    // ---- names of types in signatures

    string ISimpleTypeProvider<string>.GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode.ToString();

    string ISimpleTypeProvider<string>.GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => FormattableString.Invariant($"{rawTypeKind} {NameOf(handle)}");

    string ISimpleTypeProvider<string>.GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => FormattableString.Invariant($"{rawTypeKind} {NameOf(handle)}");

    string ISZArrayTypeProvider<string>.GetSZArrayType(string elementType) => elementType + "[]";

    string IConstructedTypeProvider<string>.GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) => $"{genericType}<{string.Join(", ", typeArguments)}>";

    string IConstructedTypeProvider<string>.GetArrayType(string elementType, ArrayShape shape) =>
        FormattableString.Invariant($"{elementType}[{shape.Rank}: {string.Join(' ', shape.LowerBounds)}: {string.Join(' ', shape.Sizes)}]");

    string IConstructedTypeProvider<string>.GetByReferenceType(string elementType) => elementType + "&";

    string IConstructedTypeProvider<string>.GetPointerType(string elementType) => elementType + "*";

    string ISignatureTypeProvider<string, object?>.GetFunctionPointerType(MethodSignature<string> signature) => "method " + Show(signature);

    string ISignatureTypeProvider<string, object?>.GetGenericMethodParameter(object? genericContext, int index) => FormattableString.Invariant($"!!{index}");

    string ISignatureTypeProvider<string, object?>.GetGenericTypeParameter(object? genericContext, int index) => FormattableString.Invariant($"!{index}");

    string ISignatureTypeProvider<string, object?>.GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => $"{unmodifiedType} {(isRequired ? "modreq" : "modopt")}({modifier})";

    string ISignatureTypeProvider<string, object?>.GetPinnedType(string elementType) => elementType + " pinned";

    string ISignatureTypeProvider<string, object?>.GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);
}
