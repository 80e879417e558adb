namespace CodegenLab.Engine.Rendering;

/// <summary>C# text of an expression.</summary>
/// <param name="Text">May have several lines.</param>
/// <param name="Type">Key of its own type, before any conversion; empty when it has none: null, a lambda, a collection expression.</param>
/// <param name="Binding">How tightly it binds.</param>
internal readonly record struct Code(string Text, string Type, Binding Binding = Binding.Primary)
{
    /// <summary>The text as the receiver of a member access.</summary>
    public string AsPrimary => Binding == Binding.Primary ? Text : $"({Text})";

    /// <summary>The text as the operand of a cast or a unary operator.</summary>
    public string AsUnary => Binding is Binding.Primary or Binding.Unary && !Text.StartsWith('-') ? Text : $"({Text})";

    /// <summary>The text as an operand of a binary operator.</summary>
    public string AsOperand => Binding == Binding.Lowest || Binding == Binding.Binary ? $"({Text})" : Text;

    public Code CastTo(string name, string type) => new($"({name}){AsUnary}", type, Binding.Unary);
}

internal enum Binding
{
    Primary,
    Unary,
    Binary,

    /// <summary>Lambdas, assignments, conditionals.</summary>
    Lowest,
}
