using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Pipeline.Candidates.Repairs;

/// <summary>Where the compiler complains.</summary>
/// <param name="Code">CS0246.</param>
/// <param name="Node">The innermost node with the complaint's span.</param>
internal sealed record RepairPlace(CSharpCompilation Compilation, SemanticModel Model, string Code, SyntaxNode Node, string Message);

/// <summary>One change of a draft: a namespace to import, or a node to replace.</summary>
internal sealed record Edit(string? Using, SyntaxNode? Old, SyntaxNode? New)
{
    public static Edit Import(string name) => new(name, null, null);

    public static Edit Replace(SyntaxNode old, SyntaxNode replacement) => new(null, old, replacement);
}

/// <summary>Repairs one kind of mistake. Does nothing where it is not sure: a wrong repair is worse than a complaint.</summary>
internal interface IRepair
{
    /// <summary>For reports: missing using.</summary>
    string Name { get; }

    /// <summary>Null: not this rule's business, or no way to put it right.</summary>
    Edit? Repair(RepairPlace place);
}
