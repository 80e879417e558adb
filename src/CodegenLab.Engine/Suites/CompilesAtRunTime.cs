using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace CodegenLab.Engine.Suites;

/// <summary>
/// Whether an assembly has code compiled while it runs: expression trees, or methods that it emits. The runtime optimises such code at once, however seldom it is called, which takes longer than all else
/// that a small test does.
/// </summary>
internal static class CompilesAtRunTime
{
    private static readonly (string Namespace, string Type, string Method)[] Compilers =
    [
        ("System.Linq.Expressions", "LambdaExpression", "Compile"),
        ("System.Linq.Expressions", "Expression`1", "Compile"),
        ("System.Reflection.Emit", "DynamicMethod", ".ctor"),
    ];

    /// <returns>False also for what is no assembly: who loads it will say so.</returns>
    public static bool Is(string assembly)
    {
        try
        {
            using var file = new PEReader(File.OpenRead(assembly));
            return file.HasMetadata && Is(file.GetMetadataReader());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or BadImageFormatException)
        {
            return false;
        }
    }

    private static bool Is(MetadataReader reader) => reader.MemberReferences.Select(reader.GetMemberReference).Any(member =>
        TypeOf(reader, member.Parent) is { } type && Compilers.Contains((reader.GetString(type.Namespace), reader.GetString(type.Name), reader.GetString(member.Name))));

    private static TypeReference? TypeOf(MetadataReader reader, EntityHandle parent) => parent.Kind switch
    {
        HandleKind.TypeReference => reader.GetTypeReference((TypeReferenceHandle)parent),
        HandleKind.TypeSpecification => Generic(reader, reader.GetTypeSpecification((TypeSpecificationHandle)parent).Signature),
        _ => null,
    };

    /// <summary>What <c>Expression&lt;T&gt;</c> is made of: GENERICINST CLASS, then the type (ECMA-335, II.23.2.12).</summary>
    private static TypeReference? Generic(MetadataReader reader, BlobHandle signature)
    {
        var blob = reader.GetBlobReader(signature);
        return blob.ReadSignatureTypeCode() == SignatureTypeCode.GenericTypeInstance && blob.ReadSignatureTypeCode() == SignatureTypeCode.TypeHandle && blob.ReadTypeHandle() is { Kind: HandleKind.TypeReference } type
            ? reader.GetTypeReference((TypeReferenceHandle)type)
            : null;
    }
}
