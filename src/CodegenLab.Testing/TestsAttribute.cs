namespace CodegenLab.Testing;

/// <summary>Says what a test project tests: public methods of the type that no code of the project calls, or that no test reached when the tool last ran them, are reported (CGL0011).</summary>
/// <param name="type">What is tested.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class TestsAttribute(Type type) : Attribute
{
    /// <summary>What is tested.</summary>
    public Type Type => type;
}
