using CodegenLab.Engine.Instrumentation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Engine.Subjects;

/// <summary>Finds out whether code can write to memory that is not its own: by pointers, or by the doors that the framework leaves open beside them.</summary>
public static class UnsafeCodeFinder
{
    private static readonly HashSet<string> Doors = ["Unsafe", "MemoryMarshal", "Marshal", "NativeMemory", "CollectionsMarshal"];

    public static bool IsIn(CSharpCompilation compilation) =>
        compilation.SyntaxTrees.Where(tree => !tree.IsGenerated).Any(tree => tree.GetRoot().DescendantNodes().Any(IsUnsafe));

    private static bool IsUnsafe(SyntaxNode node) =>
        node is PointerTypeSyntax or FixedStatementSyntax || node is IdentifierNameSyntax { Parent: MemberAccessExpressionSyntax } name && Doors.Contains(name.Identifier.ValueText);
}
