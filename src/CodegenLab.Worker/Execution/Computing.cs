using System.Globalization;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Execution;

/// <summary>Computes what a lambda does of its arguments, as its C# would.</summary>
internal static class Computing
{
    /// <summary>Types that the operators are defined for by C# or by themselves, and mean the same in a lambda and in an expression tree: nothing is converted first.</summary>
    private static readonly HashSet<Type> Numbers = [typeof(int), typeof(long), typeof(double), typeof(decimal)], Compared = [typeof(DateTime), typeof(DateTimeOffset), typeof(TimeSpan)], Equated = [typeof(string), typeof(Guid)];

    /// <summary>What an operator makes of two values of a type; null: C# has none, or we do not.</summary>
    public static Type? ResultOf(LambdaOperator sign, Type operand) => sign switch
    {
        LambdaOperator.Add when operand == typeof(string) || Numbers.Contains(operand) => operand,
        LambdaOperator.Subtract or LambdaOperator.Multiply when Numbers.Contains(operand) => operand,
        LambdaOperator.Equal or LambdaOperator.NotEqual when Numbers.Contains(operand) || Compared.Contains(operand) || Equated.Contains(operand) => typeof(bool),
        LambdaOperator.Less or LambdaOperator.Greater when Numbers.Contains(operand) || Compared.Contains(operand) => typeof(bool),
        _ => null,
    };

    /// <summary>A value can be given where another type is asked for, without a word in C#.</summary>
    public static bool Fits(Type given, Type wanted) => wanted.IsAssignableFrom(given) || Nullable.GetUnderlyingType(wanted) == given;

    /// <param name="lambda">One that computes.</param>
    /// <param name="value">Of the lambda's value.</param>
    /// <param name="members">The members that it reads, by catalog id.</param>
    public static Func<object?[], object?> Of(Lambda lambda, object? value, Func<int, Callable> members)
    {
        var (argument, member, sign, other) = lambda.Computation;
        var read = member >= 0 ? members(member) : null;
        return arguments =>
        {
            var left = arguments[argument];
            if (read is not null)
                left = read.Call(left ?? throw new NullReferenceException(), []);
            return sign == LambdaOperator.None ? left : Apply(sign, left, other >= 0 ? arguments[other] : value);
        };
    }

    private static object Apply(LambdaOperator sign, object? left, object? right) => sign switch
    {
        LambdaOperator.Equal => AreEqual(left, right),
        LambdaOperator.NotEqual => !AreEqual(left, right),
        LambdaOperator.Add when left is string or null => string.Concat((string?)left, (string?)right),
        LambdaOperator.Less => left is double small && right is double large ? small < large : Comparer<object>.Default.Compare(left, right) < 0,
        LambdaOperator.Greater => left is double large && right is double small ? large > small : Comparer<object>.Default.Compare(left, right) > 0,
        _ => (left, right) switch
        {
            (int a, int b) => unchecked(sign == LambdaOperator.Add ? a + b : sign == LambdaOperator.Subtract ? a - b : a * b),
            (long a, long b) => unchecked(sign == LambdaOperator.Add ? a + b : sign == LambdaOperator.Subtract ? a - b : a * b),
            (double a, double b) => sign == LambdaOperator.Add ? a + b : sign == LambdaOperator.Subtract ? a - b : a * b,
            (decimal a, decimal b) => sign == LambdaOperator.Add ? a + b : sign == LambdaOperator.Subtract ? a - b : a * b,
            _ => throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"No {sign} of {left?.GetType()} and {right?.GetType()}.")),
        },
    };

    // Of two that are no numbers C# says that they differ; Equals does not.
    private static bool AreEqual(object? left, object? right) => left is double a && right is double b ? a == b : Equals(left, right);
}
