using System.Globalization;
using Scriban.Parsing;

namespace Scriban.Syntax;

/// <summary>An expression; its text form, used in messages, reads as the template does.</summary>
internal abstract record Expression(SourceSpan Span);

internal sealed record Literal(SourceSpan Span, object? Value) : Expression(Span)
{
    public override string ToString() => Value switch
    {
        null => "null",
        bool truth => truth ? "true" : "false",
        string text => $"\"{text}\"",
        _ => Convert.ToString(Value, CultureInfo.InvariantCulture)!,
    };
}

/// <summary>A variable; a local one is written with a <c>$</c> that its name lacks.</summary>
internal sealed record Variable(SourceSpan Span, string Name, bool IsLocal) : Expression(Span)
{
    public override string ToString() => IsLocal ? "$" + Name : Name;
}

internal sealed record MemberAccess(SourceSpan Span, Expression Target, string Member, SourceSpan MemberSpan, bool IsConditional) : Expression(Span)
{
    public override string ToString() => $"{Target}{(IsConditional ? "?." : ".")}{Member}";
}

internal sealed record IndexAccess(SourceSpan Span, Expression Target, Expression Index) : Expression(Span)
{
    public override string ToString() => $"{Target}[{Index}]";
}

internal sealed record Unary(SourceSpan Span, string Operator, Expression Operand) : Expression(Span)
{
    public override string ToString() => Operator + Operand;
}

internal sealed record Binary(SourceSpan Span, Expression Left, string Operator, SourceSpan OperatorSpan, Expression Right) : Expression(Span)
{
    public override string ToString() => $"{Left} {Operator} {Right}";
}

internal sealed record Conditional(SourceSpan Span, Expression Condition, Expression Then, Expression Else) : Expression(Span)
{
    public override string ToString() => $"{Condition} ? {Then} : {Else}";
}

/// <summary>An expression in parentheses.</summary>
internal sealed record Nested(SourceSpan Span, Expression Inner) : Expression(Span)
{
    public override string ToString() => $"({Inner})";
}

internal sealed record Call(SourceSpan Span, Expression Target, IReadOnlyList<Expression> Arguments) : Expression(Span)
{
    public override string ToString() => string.Join(' ', Arguments.Prepend(Target));
}

internal sealed record Pipe(SourceSpan Span, Expression From, Expression Target, IReadOnlyList<Expression> Arguments) : Expression(Span)
{
    public override string ToString() => $"{From} | {string.Join(' ', Arguments.Prepend(Target))}";
}

internal sealed record NamedArgument(SourceSpan Span, string Name, Expression? Value) : Expression(Span)
{
    public override string ToString() => $"{Name}: {Value}";
}

internal sealed record ArrayLiteral(SourceSpan Span, IReadOnlyList<Expression> Items) : Expression(Span)
{
    public override string ToString() => $"[{string.Join(", ", Items)}]";
}

internal sealed record ObjectLiteral(SourceSpan Span, IReadOnlyList<(string Name, Expression Value)> Members) : Expression(Span)
{
    public override string ToString() => $"{{{string.Join(", ", Members.Select(member => $"{member.Name}: {member.Value}"))}}}";
}

/// <summary>An assignment; <paramref name="Operator"/> is the operator before the <c>=</c>, or empty.</summary>
internal sealed record Assignment(SourceSpan Span, Expression Target, string Operator, Expression Value) : Expression(Span)
{
    public override string ToString() => $"{Target} {Operator}= {Value}";
}
