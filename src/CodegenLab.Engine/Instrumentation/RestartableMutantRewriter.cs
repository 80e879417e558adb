using CodegenLab.Engine.Mutants;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Engine.Instrumentation;

/// <summary>The mutants of a search in one program, and types that can be initialised again: what a run with a mutant leaves in statics is gone then.</summary>
internal sealed class RestartableMutantRewriter(SemanticModel model, SubjectMap map) : MutantRewriter(model, map, MutatorSet.Search)
{
    private readonly RestartableTypes _types = new(model, map);

    public override SyntaxNode? VisitClassDeclaration(ClassDeclarationSyntax node) => _types.Of(node, base.VisitClassDeclaration(node));

    public override SyntaxNode? VisitStructDeclaration(StructDeclarationSyntax node) => _types.Of(node, base.VisitStructDeclaration(node));

    public override SyntaxNode? VisitRecordDeclaration(RecordDeclarationSyntax node) => _types.Of(node, base.VisitRecordDeclaration(node));
}
