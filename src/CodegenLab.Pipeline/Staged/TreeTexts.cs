using System.Collections.Concurrent;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace CodegenLab.Pipeline.Staged;

/// <summary>Syntax trees that outlive a call: the same content at the same place is the same tree. What a call does not use is forgotten by the next but one.</summary>
internal sealed class TreeTexts
{
    private ConcurrentDictionary<(string Path, string Content, CSharpParseOptions Options), SyntaxTree> _now = new();
    private ConcurrentDictionary<(string Path, string Content, CSharpParseOptions Options), SyntaxTree> _before = new();

    /// <summary>Begins a call.</summary>
    public void Begin() => (_before, _now) = (_now, new());

    /// <param name="content">Names the content: no two have the same.</param>
    public SyntaxTree Of(string path, string content, CSharpParseOptions options, Encoding encoding, SourceHashAlgorithm checksum, Func<byte[]> read, CancellationToken cancellationToken)
    {
        var key = (path, content, options);
        if (_now.TryGetValue(key, out var known))
            return known;
        if (_before.TryGetValue(key, out known))
            return _now.GetOrAdd(key, known);
        var bytes = read();
        return _now.GetOrAdd(key, CSharpSyntaxTree.ParseText(SourceText.From(bytes, bytes.Length, encoding, checksum), options, path, cancellationToken));
    }
}
