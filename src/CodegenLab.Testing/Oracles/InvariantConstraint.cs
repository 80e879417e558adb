using NUnit.Framework.Constraints;

namespace CodegenLab.Testing.Oracles;

/// <summary>Holds of every value of its type.</summary>
public sealed class InvariantConstraint<T> : Constraint
{
    private readonly Func<T, bool> _holds;
    private readonly string _statement;

    internal InvariantConstraint(Func<T, bool> holds, string statement) => (_holds, _statement) = (holds, statement);

    /// <inheritdoc/>
    public override string Description => $"a value for which this holds: {_statement}";

    /// <inheritdoc/>
    public override ConstraintResult ApplyTo<TActual>(TActual actual)
    {
        if (actual is not T value)
            return new ConstraintResult(this, actual, isSuccess: false);
        try
        {
            return new ConstraintResult(this, actual, _holds(value));
        }
        catch (Exception thrown)
        {
            // The predicate belongs to the test: that it cannot judge a value is a failure, and its reason is told.
            return new Told(this, actual, $"{actual}, for which it throws {thrown.GetType().Name}: {thrown.Message}");
        }
    }
}
