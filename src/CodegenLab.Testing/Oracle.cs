using System.Runtime.CompilerServices;
using CodegenLab.Testing.Oracles;

namespace CodegenLab.Testing;

/// <summary>Constraints for NUnit's Assert.That where nobody has written down the one right value: what must hold all the same.</summary>
public static class Oracle
{
    /// <summary>How far numbers may lie apart and still be the same, as a share of the larger one, or absolutely below 1.</summary>
    public const double DefaultTolerance = 0.001;

    /// <summary>What must hold of a value, whatever it is.</summary>
    /// <param name="holds">True: it holds. An exception is a failure that tells of it.</param>
    /// <param name="statement">Shown when it does not; left out: the code of the predicate.</param>
    public static InvariantConstraint<T> Invariant<T>(Func<T, bool> holds, [CallerArgumentExpression(nameof(holds))] string statement = "") => new(holds, statement);

    /// <summary>
    /// How the results for an input and for a changed input hang together. The value is the function: <c>Assert.That((Func&lt;double, double&gt;)Math.Sin, Oracle.Metamorphic(…))</c>.
    /// </summary>
    /// <param name="inputs">Some inputs; none is a failure.</param>
    /// <param name="change">Makes another input of one.</param>
    /// <param name="relation">Whether the result for the input and the one for the changed input hang together; null: they are the same, numbers within <see cref="DefaultTolerance"/>.</param>
    /// <param name="statement">Shown when they do not; left out: the code of the change.</param>
    public static MetamorphicConstraint<TInput, TResult> Metamorphic<TInput, TResult>(
        IEnumerable<TInput> inputs, Func<TInput, TInput> change, Func<TResult, TResult, bool>? relation = null, [CallerArgumentExpression(nameof(change))] string statement = "") =>
        new(inputs, change, relation, statement);

    /// <summary>
    /// What the code gave before, kept in a file beside the test by the conventions of Verify: <c>Class.Method.verified.txt</c>. Another value is written to
    /// <c>.received.txt</c>, and is accepted by moving it over. When the test then passes, <c>Class.Method.provenance.json</c> says which code made the value, and who says that it is right.
    /// </summary>
    /// <param name="origin">Who says that the kept value is right, and how they know: shown when it is not met.</param>
    /// <param name="sourceFile">Of the test.</param>
    public static RegressionConstraint Regression(string origin, [CallerFilePath] string sourceFile = "") => new(origin, sourceFile);

    /// <summary>How long code may take: the median of several runs. The value is the code: <c>Assert.That(() => Sort(items), Oracle.Performance(TimeSpan.FromSeconds(1)))</c>.</summary>
    /// <param name="limit">For one run; null: 30 seconds.</param>
    /// <param name="runs">How many are measured.</param>
    /// <param name="warmUps">How many go before, unmeasured.</param>
    /// <param name="clock">Measures; null: the system's.</param>
    /// <param name="patience">
    /// How long to wait for the end of one run, by the system's clock: a run that takes longer is a failure, and goes on in the background until the process ends. Null: 30 seconds, or twice the limit where that is more.
    /// </param>
    public static PerformanceConstraint Performance(TimeSpan? limit = null, int runs = 5, int warmUps = 1, TimeProvider? clock = null, TimeSpan? patience = null) =>
        new(limit ?? TimeSpan.FromSeconds(30), runs, warmUps, clock ?? TimeProvider.System, patience);
}
