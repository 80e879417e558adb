using NUnit.Framework.Constraints;

namespace CodegenLab.Testing.Oracles;

/// <summary>Holds of a function when its results for inputs and for changed inputs hang together.</summary>
public sealed class MetamorphicConstraint<TInput, TResult> : Constraint
{
    private readonly IEnumerable<TInput> _inputs;
    private readonly Func<TInput, TInput> _change;
    private readonly Func<TResult, TResult, bool>? _relation;
    private readonly string _statement;
    private double _tolerance = Oracle.DefaultTolerance;

    internal MetamorphicConstraint(IEnumerable<TInput> inputs, Func<TInput, TInput> change, Func<TResult, TResult, bool>? relation, string statement) =>
        (_inputs, _change, _relation, _statement) = (inputs, change, relation, statement);

    /// <inheritdoc/>
    public override string Description => _relation is null ? $"the same result when the input is changed: {_statement}" : $"results that hang together when the input is changed: {_statement}";

    /// <summary>How far numbers may lie apart where results are to be the same, as a share of the larger one, or absolutely below 1.</summary>
    public MetamorphicConstraint<TInput, TResult> Within(double tolerance)
    {
        _tolerance = tolerance;
        return this;
    }

    /// <inheritdoc/>
    public override ConstraintResult ApplyTo<TActual>(TActual actual)
    {
        if (actual is not Func<TInput, TResult> function)
            return new Told(this, actual, $"no function from {typeof(TInput).Name} to {typeof(TResult).Name}");

        var any = false;
        foreach (var input in _inputs)
        {
            any = true;
            var result = function(input);
            var changed = _change(input);
            var other = function(changed);
            if (!(_relation?.Invoke(result, other) ?? Sameness.Of(result, other, _tolerance)))
                return new Told(this, actual, $"{Sameness.Show(result)} for {Sameness.Show(input)}, and {Sameness.Show(other)} for {Sameness.Show(changed)}");
        }

        return any ? new ConstraintResult(this, actual, isSuccess: true) : new Told(this, actual, "no input to try");
    }
}
