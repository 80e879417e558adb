using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Engine.Instrumentation;

/// <summary>All mutants in one program, as <see cref="SuiteMutantRewriter"/> has them, and types that can be initialised again.</summary>
internal sealed class RestartableSuiteMutantRewriter(SemanticModel model, SubjectMap map) : SuiteMutantRewriter(model, map)
{
    private readonly RestartableTypes _types = new(model, map);

    public override SyntaxNode? VisitClassDeclaration(ClassDeclarationSyntax node) => _types.Of(node, base.VisitClassDeclaration(node));

    public override SyntaxNode? VisitStructDeclaration(StructDeclarationSyntax node) => _types.Of(node, base.VisitStructDeclaration(node));

    public override SyntaxNode? VisitRecordDeclaration(RecordDeclarationSyntax node) => _types.Of(node, base.VisitRecordDeclaration(node));
}
