using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace CodegenLab.Engine.Instrumentation;

/// <summary>
/// Annotations that say of injected syntax what stood there before, for the <see cref="Uninstrumenter"/>:
/// <see cref="Dropped"/> nodes were not there; a frame was its source text with holes, and the nodes in the holes are still inside it;
/// an arrow body became a block.
/// </summary>
internal sealed class UndoMarks
{
    public const string DroppedKind = "codegen-lab.dropped";
    public const string FrameKind = "codegen-lab.frame";
    public const string HoleKind = "codegen-lab.hole";
    public const string ArrowKind = "codegen-lab.arrow";

    private static readonly SyntaxAnnotation DroppedMark = new(DroppedKind);
    private static readonly SyntaxAnnotation ArrowMark = new(ArrowKind);

    private int _frames;

    public static string HoleName(int index) => "__hole" + index.ToString(CultureInfo.InvariantCulture);

    public static T Dropped<T>(T node) where T : SyntaxNode => node.WithAdditionalAnnotations(DroppedMark);

    public static T Arrow<T>(T node) where T : SyntaxNode => node.WithAdditionalAnnotations(ArrowMark);

    /// <summary>Puts a node into a wrapper: undoing it gives the node back.</summary>
    public TWrapper Wrap<TKept, TWrapper>(TKept kept, Func<TKept, TWrapper> wrap) where TKept : SyntaxNode where TWrapper : SyntaxNode
    {
        var frame = Next();
        return Framed(wrap(Hole(kept, frame, 0)), frame, HoleName(0));
    }

    /// <summary>Takes an expression apart: undoing it puts the operands back into the original's text.</summary>
    /// <param name="original">As it stands in the source.</param>
    /// <param name="operands">Nodes of the original that live on, in order.</param>
    /// <param name="rewritten">The same nodes, instrumented.</param>
    /// <param name="rebuild">From the rewritten operands to what replaces the original.</param>
    public ExpressionSyntax Rebuild(ExpressionSyntax original, ExpressionSyntax[] operands, ExpressionSyntax[] rewritten, Func<ExpressionSyntax[], ExpressionSyntax> rebuild)
    {
        var frame = Next();
        var text = original.ReplaceNodes(operands, (operand, _) => IdentifierName(HoleName(Array.IndexOf(operands, operand)))).ToString();
        return Framed(rebuild([.. rewritten.Select((operand, index) => Hole(operand, frame, index))]), frame, text);
    }

    private string Next() => (_frames++).ToString(CultureInfo.InvariantCulture);

    private static T Hole<T>(T node, string frame, int index) where T : SyntaxNode =>
        node.WithAdditionalAnnotations(new SyntaxAnnotation(HoleKind, frame + ":" + index.ToString(CultureInfo.InvariantCulture)));

    private static T Framed<T>(T node, string frame, string text) where T : SyntaxNode =>
        node.WithAdditionalAnnotations(new SyntaxAnnotation(FrameKind, frame + ":" + text));
}
