using System.Collections.Immutable;
using CodegenLab.Pipeline.Solutions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Pipeline.TestProjects;

/// <summary>Whom an assembly lets see its internal members, and by which key.</summary>
internal static class Friends
{
    /// <param name="publicKey">Of the test assembly; empty: it has none, or it is not known that it will have one.</param>
    public static bool IsFriend(LoadedProject subject, string assemblyName, ImmutableArray<byte> publicKey) =>
        subject.Compilation.Assembly.GetAttributes().Any(attribute =>
            attribute.AttributeClass?.ToDisplayString() == "System.Runtime.CompilerServices.InternalsVisibleToAttribute"
            && attribute.ConstructorArguments is [{ Value: string friend }]
            && AssemblyIdentity.TryParseDisplayName(friend, out var identity)
            && identity.Name.Equals(assemblyName, StringComparison.OrdinalIgnoreCase)
            && (!identity.HasPublicKey || identity.PublicKey.SequenceEqual(publicKey)));

    /// <summary>Of the assembly that the repository will sign; empty: it signs none, or the key is not there.</summary>
    public static ImmutableArray<byte> PublicKeyOf(EvaluatedProject inherited, string folder)
    {
        if (!inherited.Is("SignAssembly") || inherited["AssemblyOriginatorKeyFile"] is not { Length: > 0 } key || Path.GetFullPath(key, folder) is var file && !File.Exists(file))
            return [];
        var signed = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary).WithCryptoKeyFile(file).WithStrongNameProvider(new DesktopStrongNameProvider());
        return CSharpCompilation.Create("Signed", options: signed).Assembly.Identity.PublicKey;
    }
}
