using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Engine.Instrumentation;

/// <summary>Probes, as <see cref="SearchRewriter"/> puts them in, and types that can be initialised again: what a test leaves in statics is gone then.</summary>
internal sealed class RestartableSearchRewriter(SemanticModel model, SubjectMap map) : SearchRewriter(model, map)
{
    private readonly RestartableTypes _types = new(model, map);

    public override SyntaxNode? VisitClassDeclaration(ClassDeclarationSyntax node) => _types.Of(node, base.VisitClassDeclaration(node));

    public override SyntaxNode? VisitStructDeclaration(StructDeclarationSyntax node) => _types.Of(node, base.VisitStructDeclaration(node));

    public override SyntaxNode? VisitRecordDeclaration(RecordDeclarationSyntax node) => _types.Of(node, base.VisitRecordDeclaration(node));
}
