namespace CodegenLab.Worker.TestCases;

/// <summary>What a lambda computes of its arguments: one of them, or what is read from it, alone or with an operator and what stands right of that.</summary>
/// <param name="Argument">Index of an argument.</param>
/// <param name="Member">Catalog id of the getter or field that is read from it; -1: the argument itself.</param>
/// <param name="Operator">What is done with it.</param>
/// <param name="Other">Index of the argument right of the operator; -1: the value of the lambda stands there.</param>
public sealed record Computation(int Argument, int Member = -1, LambdaOperator Operator = LambdaOperator.None, int Other = -1)
{
    /// <summary><c>x => x</c>.</summary>
    public static readonly Computation FirstArgument = new(0);

    /// <summary>Nodes, without those of the lambda's value.</summary>
    public int Size => 1 + (Member >= 0 ? 1 : 0) + (Operator == LambdaOperator.None ? 0 : Other >= 0 ? 2 : 1);

    /// <summary>Whether the body has an argument of that index in it.</summary>
    public bool Uses(int argument) => argument == Argument || (Operator != LambdaOperator.None && argument == Other);
}

/// <summary>Operators of C# that mean the same for numbers of every kind; of texts <see cref="Add"/> and the comparisons for equality.</summary>
public enum LambdaOperator
{
    None,
    Add,
    Subtract,
    Multiply,
    Equal,
    NotEqual,
    Less,
    Greater,
}
