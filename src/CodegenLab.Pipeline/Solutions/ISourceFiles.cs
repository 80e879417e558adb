using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace CodegenLab.Pipeline.Solutions;

/// <summary>Where the text of source files comes from.</summary>
internal interface ISourceFiles
{
    /// <param name="listed">Paths of the sources that the build passes to the compiler.</param>
    /// <returns>Those to compile.</returns>
    Task<ImmutableArray<string>> OfAsync(ConfigurationBuild build, ImmutableArray<string> listed, CancellationToken cancellationToken);

    /// <summary>Called for several files at once.</summary>
    /// <returns>Null: there is no such file.</returns>
    SyntaxTree? Read(string path, CSharpParseOptions options, Encoding encoding, SourceHashAlgorithm checksum, CancellationToken cancellationToken);
}

/// <summary>As they lie in their folders.</summary>
internal sealed class FolderSources : ISourceFiles
{
    public Task<ImmutableArray<string>> OfAsync(ConfigurationBuild build, ImmutableArray<string> listed, CancellationToken cancellationToken) => Task.FromResult(listed);

    public SyntaxTree? Read(string path, CSharpParseOptions options, Encoding encoding, SourceHashAlgorithm checksum, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
            return null;
        using var content = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 1);
        return CSharpSyntaxTree.ParseText(SourceText.From(content, encoding, checksum), options, path, cancellationToken);
    }
}
