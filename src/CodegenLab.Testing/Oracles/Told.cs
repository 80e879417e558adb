using NUnit.Framework.Constraints;

namespace CodegenLab.Testing.Oracles;

/// <summary>A failure that says in words what was seen.</summary>
internal sealed class Told(IConstraint constraint, object? actual, string words) : ConstraintResult(constraint, actual, isSuccess: false)
{
    public override void WriteActualValueTo(MessageWriter writer) => writer.Write(words);
}
