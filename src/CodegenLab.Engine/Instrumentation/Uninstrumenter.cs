using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace CodegenLab.Engine.Instrumentation;

/// <summary>Takes probes and mutants out of an instrumented tree again. Works on the tree itself, not on its text: what to undo is in annotations.</summary>
public static class Uninstrumenter
{
    /// <summary>The source, equivalent to what was instrumented; spaces and comments beside injected code may differ.</summary>
    public static SyntaxNode Undo(SyntaxNode instrumented) => new Rewriter().Visit(instrumented)!;

    private sealed class Rewriter : CSharpSyntaxRewriter
    {
        public override SyntaxNode? Visit(SyntaxNode? node)
        {
            if (node is null || !node.ContainsAnnotations)
                return node;

            if (node.HasAnnotations(UndoMarks.DroppedKind))
                return null;

            return node.GetAnnotations(UndoMarks.FrameKind).FirstOrDefault() is { Data: { } frame } ? Unframe(node, frame) : base.Visit(node);
        }

        public override SyntaxNode? VisitMethodDeclaration(MethodDeclarationSyntax node)
        {
            var undone = (MethodDeclarationSyntax)base.VisitMethodDeclaration(node)!;
            return IsArrow(node.Body) ? undone.WithBody(null).WithExpressionBody(ToArrow(undone.Body!)).WithSemicolonToken(Semicolon) : undone;
        }

        public override SyntaxNode? VisitConstructorDeclaration(ConstructorDeclarationSyntax node)
        {
            var undone = (ConstructorDeclarationSyntax)base.VisitConstructorDeclaration(node)!;
            return IsArrow(node.Body) ? undone.WithBody(null).WithExpressionBody(ToArrow(undone.Body!)).WithSemicolonToken(Semicolon) : undone;
        }

        public override SyntaxNode? VisitOperatorDeclaration(OperatorDeclarationSyntax node)
        {
            var undone = (OperatorDeclarationSyntax)base.VisitOperatorDeclaration(node)!;
            return IsArrow(node.Body) ? undone.WithBody(null).WithExpressionBody(ToArrow(undone.Body!)).WithSemicolonToken(Semicolon) : undone;
        }

        public override SyntaxNode? VisitConversionOperatorDeclaration(ConversionOperatorDeclarationSyntax node)
        {
            var undone = (ConversionOperatorDeclarationSyntax)base.VisitConversionOperatorDeclaration(node)!;
            return IsArrow(node.Body) ? undone.WithBody(null).WithExpressionBody(ToArrow(undone.Body!)).WithSemicolonToken(Semicolon) : undone;
        }

        public override SyntaxNode? VisitAccessorDeclaration(AccessorDeclarationSyntax node)
        {
            var undone = (AccessorDeclarationSyntax)base.VisitAccessorDeclaration(node)!;
            return IsArrow(node.Body) ? undone.WithBody(null).WithExpressionBody(ToArrow(undone.Body!)).WithSemicolonToken(Semicolon) : undone;
        }

        public override SyntaxNode? VisitLocalFunctionStatement(LocalFunctionStatementSyntax node)
        {
            var undone = (LocalFunctionStatementSyntax)base.VisitLocalFunctionStatement(node)!;
            return IsArrow(node.Body) ? undone.WithBody(null).WithExpressionBody(ToArrow(undone.Body!)).WithSemicolonToken(Semicolon) : undone;
        }

        public override SyntaxNode? VisitPropertyDeclaration(PropertyDeclarationSyntax node)
        {
            var undone = (PropertyDeclarationSyntax)base.VisitPropertyDeclaration(node)!;
            return IsArrow(node.AccessorList) ? undone.WithAccessorList(null).WithExpressionBody(ToArrow(undone.AccessorList!)).WithSemicolonToken(Semicolon) : undone;
        }

        public override SyntaxNode? VisitIndexerDeclaration(IndexerDeclarationSyntax node)
        {
            var undone = (IndexerDeclarationSyntax)base.VisitIndexerDeclaration(node)!;
            return IsArrow(node.AccessorList) ? undone.WithAccessorList(null).WithExpressionBody(ToArrow(undone.AccessorList!)).WithSemicolonToken(Semicolon) : undone;
        }

        public override SyntaxNode? VisitSimpleLambdaExpression(SimpleLambdaExpressionSyntax node)
        {
            var undone = (SimpleLambdaExpressionSyntax)base.VisitSimpleLambdaExpression(node)!;
            return IsArrow(node.Block) ? undone.WithBlock(null).WithExpressionBody(ValueOf(undone.Block!)) : undone;
        }

        public override SyntaxNode? VisitParenthesizedLambdaExpression(ParenthesizedLambdaExpressionSyntax node)
        {
            var undone = (ParenthesizedLambdaExpressionSyntax)base.VisitParenthesizedLambdaExpression(node)!;
            return IsArrow(node.Block) ? undone.WithBlock(null).WithExpressionBody(ValueOf(undone.Block!)) : undone;
        }

        private static SyntaxToken Semicolon => Token(SyntaxKind.SemicolonToken);

        private static bool IsArrow(SyntaxNode? node) => node?.HasAnnotations(UndoMarks.ArrowKind) == true;

        private static ArrowExpressionClauseSyntax ToArrow(BlockSyntax body) => ArrowExpressionClause(ValueOf(body));

        private static ArrowExpressionClauseSyntax ToArrow(AccessorListSyntax accessors) => accessors.Accessors.Single() switch
        {
            { ExpressionBody: { } arrow } => arrow,
            { Body: { } body } => ToArrow(body),
            _ => throw new ArgumentException("An arrow became an accessor without a body.", nameof(accessors)),
        };

        private static ExpressionSyntax ValueOf(BlockSyntax body) => body.Statements.Single() switch
        {
            ReturnStatementSyntax { Expression: { } value } => value,
            ExpressionStatementSyntax statement => statement.Expression,
            ThrowStatementSyntax { Expression: { } thrown } => ThrowExpression(thrown),
            var other => throw new ArgumentException($"An arrow became a {other.Kind()}.", nameof(body)),
        };

        private SyntaxNode? Unframe(SyntaxNode node, string frame)
        {
            var colon = frame.IndexOf(':', StringComparison.Ordinal);
            var holePrefix = frame[..(colon + 1)];
            var text = frame[(colon + 1)..];

            var holes = node.GetAnnotatedNodes(UndoMarks.HoleKind)
                .SelectMany(hole => hole.GetAnnotations(UndoMarks.HoleKind).Select(mark => (hole, mark)))
                .Where(found => found.mark.Data!.StartsWith(holePrefix, StringComparison.Ordinal))
                .ToDictionary(found => int.Parse(found.mark.Data![holePrefix.Length..], CultureInfo.InvariantCulture), found => Visit(found.hole)!);

            if (text == UndoMarks.HoleName(0))
                return holes[0];

            var names = holes.ToDictionary(hole => UndoMarks.HoleName(hole.Key), hole => hole.Value);
            var source = ParseExpression(text);
            return source.ReplaceNodes(
                source.DescendantNodes().OfType<IdentifierNameSyntax>().Where(name => names.ContainsKey(name.Identifier.Text)),
                (name, _) => names[name.Identifier.Text]);
        }
    }
}
