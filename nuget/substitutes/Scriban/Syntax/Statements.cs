using Scriban.Parsing;

namespace Scriban.Syntax;

internal abstract record Statement(SourceSpan Span);

/// <summary>Statements that are rendered one after the other.</summary>
internal sealed record Block(SourceSpan Span, IReadOnlyList<Statement> Statements) : Statement(Span);

/// <summary>Text outside of code.</summary>
internal sealed record RawStatement(SourceSpan Span, string Text) : Statement(Span);

/// <summary>Where code starts or ends. Between the two, what is written is indented as the start is.</summary>
internal sealed record CodeEdge(SourceSpan Span, bool IsStart, string Indent) : Statement(Span);

internal sealed record ExpressionStatement(SourceSpan Span, Expression Expression) : Statement(Span);

internal sealed record IfStatement(SourceSpan Span, Expression Condition, Block Then, Statement? Else) : Statement(Span);

internal sealed record ForStatement(SourceSpan Span, Expression Variable, Expression Iterator, IReadOnlyList<NamedArgument> Options, Block Body, Block? Else)
    : Statement(Span);

internal sealed record WhileStatement(SourceSpan Span, Expression Condition, Block Body) : Statement(Span);

internal sealed record CaseStatement(SourceSpan Span, Expression Value, Block Body) : Statement(Span);

internal sealed record WhenStatement(SourceSpan Span, IReadOnlyList<Expression> Values, Block Body, Statement? Next) : Statement(Span);

internal sealed record CaptureStatement(SourceSpan Span, Expression Target, Block Body) : Statement(Span);

internal sealed record WithStatement(SourceSpan Span, Expression Scope, Block Body) : Statement(Span);

internal sealed record BreakStatement(SourceSpan Span) : Statement(Span);

internal sealed record ContinueStatement(SourceSpan Span) : Statement(Span);

internal sealed record ReturnStatement(SourceSpan Span, Expression? Value) : Statement(Span);
