using System.Collections.Immutable;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace CodegenLab.Pipeline.History;

/// <summary>
/// Which types of the solution the members of a built assembly deal with, read from its instructions and signatures. They tell what is nowhere written, such as inferred types, and
/// reading them takes a hundredth of what binding the sources takes. What they do not tell is what the compiler puts in by value: constants and names.
/// </summary>
internal sealed class CompiledReferences
{
    private const string Constructor = "ctor";

    private const string StaticConstructor = "cctor";

    private readonly Dictionary<string, CompiledType> _types = new(StringComparer.Ordinal);

    private CompiledReferences()
    {
    }

    /// <param name="path">The assembly. One that is not there tells nothing.</param>
    /// <param name="own">Names of the solution's assemblies.</param>
    /// <exception cref="BadImageFormatException">It is no assembly.</exception>
    public static CompiledReferences Read(string path, IReadOnlySet<string> own)
    {
        var references = new CompiledReferences();
        if (!File.Exists(path))
            return references;
        using var file = new PEReader(File.OpenRead(path), PEStreamOptions.PrefetchEntireImage);
        new Reading(file, own, references).ReadAll();
        return references;
    }

    /// <summary>Of all members of a type that have this name.</summary>
    /// <param name="type">Documentation id.</param>
    /// <param name="member">As <see cref="NameOf"/> gives it.</param>
    public IEnumerable<CodePiece> OfMember(string type, string member) => _types.GetValueOrDefault(type)?.Members.GetValueOrDefault(member) ?? [];

    /// <summary>Of what is in no body that somebody wrote: bases, fields and their initialisers, members that the compiler adds.</summary>
    /// <param name="type">Documentation id.</param>
    /// <param name="written">Names of members that are looked at on their own.</param>
    public IEnumerable<CodePiece> OfShape(string type, IReadOnlySet<string> written) =>
        _types.GetValueOrDefault(type) is not { } compiled ? [] : compiled.Shape.Concat(compiled.Members.Where(member => member.Key is Constructor or StaticConstructor || !written.Contains(member.Key)).SelectMany(member => member.Value));

    /// <summary>Of all that a type and the types in it contain.</summary>
    /// <param name="type">Documentation id.</param>
    public IEnumerable<CodePiece> OfAll(string type) =>
        _types.GetValueOrDefault(type) is not { } compiled ? [] : compiled.Shape.Concat(compiled.Members.SelectMany(member => member.Value)).Concat(compiled.Nested.SelectMany(OfAll));

    /// <summary>What a member is called among those of its type, whichever overload or accessor it is.</summary>
    /// <param name="id">Documentation id.</param>
    public static string NameOf(string id)
    {
        var parameters = id.IndexOf('(', StringComparison.Ordinal);
        var name = parameters < 0 ? id : id[..parameters];
        name = name.Split('~')[0];
        name = name[(name.LastIndexOfAny(['.', '#']) + 1)..];
        var arity = name.IndexOf('`', StringComparison.Ordinal);
        return WithoutAccessor(arity < 0 ? name : name[..arity]);
    }

    private static string WithoutAccessor(string name)
    {
        foreach (var prefix in (ReadOnlySpan<string>)["get_", "set_", "add_", "remove_"])
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal) && name.Length > prefix.Length)
                return name[prefix.Length..];
        }

        return name;
    }

    /// <param name="Shape">Of its bases, fields and attributes.</param>
    /// <param name="Members">By name alone: overloads, and the accessors of a property, share one entry.</param>
    /// <param name="Nested">Documentation ids of the types in it.</param>
    private sealed record CompiledType(HashSet<CodePiece> Shape, Dictionary<string, HashSet<CodePiece>> Members, List<string> Nested);

    private sealed class Reading(PEReader file, IReadOnlySet<string> own, CompiledReferences found)
    {
        private readonly MetadataReader _reader = file.GetMetadataReader();
        private readonly Dictionary<EntityHandle, CodePiece[]> _known = [];
        private string _assembly = "";
        private Signatures _signatures = null!;

        public void ReadAll()
        {
            _assembly = _reader.GetString(_reader.GetAssemblyDefinition().Name);
            _signatures = new Signatures(this);
            foreach (var handle in _reader.TypeDefinitions)
            {
                var type = _reader.GetTypeDefinition(handle);
                if (IdOf(Written(handle)) is not { } id)
                    continue;
                var isWritten = !IsGenerated(_reader.GetString(type.Name));
                if (isWritten && IdOf(Written(type.GetDeclaringType())) is { } outer)
                    Of(outer).Nested.Add(id);
                var madeFor = isWritten ? null : SourceName(_reader.GetString(type.Name));
                ReadShape(type, madeFor is null ? Of(id).Shape : OfMember(id, madeFor));
                foreach (var method in type.GetMethods())
                    Read(_reader.GetMethodDefinition(method), id, madeFor);
            }
        }

        private CompiledType Of(string type) => found._types.TryGetValue(type, out var compiled) ? compiled : found._types[type] = new CompiledType([], new(StringComparer.Ordinal), []);

        private HashSet<CodePiece> OfMember(string type, string member) => Of(type).Members is var members && members.TryGetValue(member, out var pieces) ? pieces : members[member] = [];

        private void ReadShape(TypeDefinition type, HashSet<CodePiece> pieces)
        {
            pieces.UnionWith(Resolve(type.BaseType));
            foreach (var face in type.GetInterfaceImplementations())
                pieces.UnionWith(Resolve(_reader.GetInterfaceImplementation(face).Interface));
            ReadGenerics(type.GetGenericParameters(), pieces);
            ReadAttributes(type.GetCustomAttributes(), pieces);
            foreach (var handle in type.GetFields())
            {
                var field = _reader.GetFieldDefinition(handle);
                pieces.UnionWith(field.DecodeSignature(_signatures, null));
                ReadAttributes(field.GetCustomAttributes(), pieces);
            }

            foreach (var handle in type.GetProperties())
                ReadAttributes(_reader.GetPropertyDefinition(handle).GetCustomAttributes(), pieces);
        }

        private void Read(MethodDefinition method, string type, string? madeFor)
        {
            var name = _reader.GetString(method.Name);
            var pieces = OfMember(type, madeFor ?? SourceName(name) ?? (name is ".ctor" or ".cctor" ? name[1..] : WithoutAccessor(name[(name.LastIndexOf('.') + 1)..])));
            var signature = method.DecodeSignature(_signatures, null);
            pieces.UnionWith(signature.ReturnType);
            foreach (var parameter in signature.ParameterTypes)
                pieces.UnionWith(parameter);
            ReadGenerics(method.GetGenericParameters(), pieces);
            ReadAttributes(method.GetCustomAttributes(), pieces);
            if (method.RelativeVirtualAddress == 0)
                return;
            var body = file.GetMethodBody(method.RelativeVirtualAddress);
            if (!body.LocalSignature.IsNil)
            {
                foreach (var local in _reader.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(_signatures, null))
                    pieces.UnionWith(local);
            }

            foreach (var region in body.ExceptionRegions)
                pieces.UnionWith(Resolve(region.CatchType));
            ReadInstructions(body.GetILReader(), pieces);
        }

        private void ReadInstructions(BlobReader code, HashSet<CodePiece> pieces)
        {
            while (code.RemainingBytes > 0)
            {
                var first = code.ReadByte();
                switch (first == Instructions.Prefix ? Instructions.Long[code.ReadByte()] : Instructions.Short[first])
                {
                    case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType:
                        pieces.UnionWith(Resolve(MetadataTokens.EntityHandle(code.ReadInt32())));
                        break;
                    case OperandType.InlineSwitch:
                        var targets = code.ReadInt32();
                        code.Offset += targets * sizeof(int);
                        break;
                    case OperandType.InlineI8 or OperandType.InlineR:
                        code.Offset += sizeof(long);
                        break;
                    case OperandType.InlineVar:
                        code.Offset += sizeof(short);
                        break;
                    case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                        code.Offset++;
                        break;
                    case OperandType.InlineNone:
                        break;
                    default:
                        code.Offset += sizeof(int);
                        break;
                }
            }
        }

        private void ReadGenerics(GenericParameterHandleCollection parameters, HashSet<CodePiece> pieces)
        {
            foreach (var parameter in parameters)
            {
                foreach (var constraint in _reader.GetGenericParameter(parameter).GetConstraints())
                    pieces.UnionWith(Resolve(_reader.GetGenericParameterConstraint(constraint).Type));
            }
        }

        private void ReadAttributes(CustomAttributeHandleCollection attributes, HashSet<CodePiece> pieces)
        {
            foreach (var attribute in attributes)
                pieces.UnionWith(Resolve(_reader.GetCustomAttribute(attribute).Constructor));
        }

        /// <summary>The types that code names which uses this type, method or field.</summary>
        public CodePiece[] Resolve(EntityHandle handle)
        {
            if (handle.IsNil)
                return [];
            if (!_known.TryGetValue(handle, out var pieces))
                _known.Add(handle, pieces = [.. Read(handle).Distinct()]);
            return pieces;
        }

        private IEnumerable<CodePiece> Read(EntityHandle handle)
        {
            switch (handle.Kind)
            {
                case HandleKind.TypeDefinition:
                    return IdOf(Written((TypeDefinitionHandle)handle)) is { } id ? [new CodePiece(PieceKind.Type, _assembly, id)] : [];
                case HandleKind.TypeReference:
                    return PieceOf((TypeReferenceHandle)handle) is { } piece && own.Contains(piece.Assembly) ? [piece] : [];
                case HandleKind.TypeSpecification:
                    return _reader.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(_signatures, null);
                case HandleKind.MethodDefinition:
                    var method = _reader.GetMethodDefinition((MethodDefinitionHandle)handle);
                    return Resolve(method.GetDeclaringType()).Concat(method.DecodeSignature(_signatures, null).ReturnType);
                case HandleKind.FieldDefinition:
                    var field = _reader.GetFieldDefinition((FieldDefinitionHandle)handle);
                    return Resolve(field.GetDeclaringType()).Concat(field.DecodeSignature(_signatures, null));
                case HandleKind.MemberReference:
                    var member = _reader.GetMemberReference((MemberReferenceHandle)handle);
                    return Resolve(member.Parent).Concat(member.GetKind() == MemberReferenceKind.Method ? member.DecodeMethodSignature(_signatures, null).ReturnType : member.DecodeFieldSignature(_signatures, null));
                case HandleKind.MethodSpecification:
                    var generic = _reader.GetMethodSpecification((MethodSpecificationHandle)handle);
                    return Resolve(generic.Method).Concat(generic.DecodeSignature(_signatures, null).SelectMany(argument => argument));
                default:
                    return [];
            }
        }

        /// <summary>The type itself, or the one for whose code the compiler made it.</summary>
        private TypeDefinitionHandle Written(TypeDefinitionHandle handle)
        {
            while (!handle.IsNil && IsGenerated(_reader.GetString(_reader.GetTypeDefinition(handle).Name)))
                handle = _reader.GetTypeDefinition(handle).GetDeclaringType();
            return handle;
        }

        private string? IdOf(TypeDefinitionHandle handle)
        {
            if (handle.IsNil)
                return null;
            var type = _reader.GetTypeDefinition(handle);
            var name = _reader.GetString(type.Name);
            if (type.IsNested)
                return IdOf(Written(type.GetDeclaringType())) is { } outer ? $"{outer}.{name}" : null;
            return type.Namespace.IsNil ? $"T:{name}" : $"T:{_reader.GetString(type.Namespace)}.{name}";
        }

        private CodePiece? PieceOf(TypeReferenceHandle handle)
        {
            var type = _reader.GetTypeReference(handle);
            var name = _reader.GetString(type.Name);
            switch (type.ResolutionScope.Kind)
            {
                case HandleKind.AssemblyReference:
                    var assembly = _reader.GetString(_reader.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name);
                    return new CodePiece(PieceKind.Type, assembly, type.Namespace.IsNil ? $"T:{name}" : $"T:{_reader.GetString(type.Namespace)}.{name}");
                case HandleKind.TypeReference:
                    return PieceOf((TypeReferenceHandle)type.ResolutionScope) is { } outer ? outer with { Name = $"{outer.Name}.{name}" } : null;
                default:
                    return null;
            }
        }

        private static bool IsGenerated(string name) => name.StartsWith('<');

        /// <summary>The member for which the compiler made something: of "&lt;Run&gt;b__0" Run. Null: it made nothing, or does not say.</summary>
        private static string? SourceName(string name)
        {
            var source = name;
            while (source.StartsWith('<') && Closing(source) is var end && end > 1 && end + 1 < source.Length && char.IsAsciiLetterLower(source[end + 1]))
                source = source[1..end];
            return source.Length == name.Length ? null : WithoutAccessor(source[(source.LastIndexOf('.') + 1)..]);
        }

        private static int Closing(string name)
        {
            var depth = 0;
            for (var at = 0; at < name.Length; at++)
            {
                depth += name[at] switch { '<' => 1, '>' => -1, _ => 0 };
                if (depth == 0)
                    return at;
            }

            return -1;
        }
    }

    /// <summary>All types that a signature names.</summary>
    private sealed class Signatures(Reading reading) : ISignatureTypeProvider<CodePiece[], object?>
    {
        public CodePiece[] GetArrayType(CodePiece[] elementType, ArrayShape shape) => elementType;

        public CodePiece[] GetByReferenceType(CodePiece[] elementType) => elementType;

        public CodePiece[] GetFunctionPointerType(MethodSignature<CodePiece[]> signature) => [.. signature.ReturnType, .. signature.ParameterTypes.SelectMany(type => type)];

        public CodePiece[] GetGenericInstantiation(CodePiece[] genericType, ImmutableArray<CodePiece[]> typeArguments) => [.. genericType, .. typeArguments.SelectMany(type => type)];

        public CodePiece[] GetGenericMethodParameter(object? genericContext, int index) => [];

        public CodePiece[] GetGenericTypeParameter(object? genericContext, int index) => [];

        public CodePiece[] GetModifiedType(CodePiece[] modifier, CodePiece[] unmodifiedType, bool isRequired) => unmodifiedType;

        public CodePiece[] GetPinnedType(CodePiece[] elementType) => elementType;

        public CodePiece[] GetPointerType(CodePiece[] elementType) => elementType;

        public CodePiece[] GetPrimitiveType(PrimitiveTypeCode typeCode) => [];

        public CodePiece[] GetSZArrayType(CodePiece[] elementType) => elementType;

        public CodePiece[] GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => reading.Resolve(handle);

        public CodePiece[] GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => reading.Resolve(handle);

        public CodePiece[] GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) => reading.Resolve(handle);
    }

    /// <summary>What follows an instruction, by its code (ECMA-335, partition III).</summary>
    private static class Instructions
    {
        public const byte Prefix = 0xFE;

        public static readonly OperandType[] Short = new OperandType[256];

        public static readonly OperandType[] Long = new OperandType[256];

        static Instructions()
        {
            Array.Fill(Short, OperandType.InlineNone);
            Array.Fill(Long, OperandType.InlineNone);
            foreach (var field in typeof(OpCodes).GetFields())
            {
                if (field.GetValue(null) is OpCode code)
                    (code.Size == 1 ? Short : Long)[code.Value & 0xFF] = code.OperandType;
            }
        }
    }
}
