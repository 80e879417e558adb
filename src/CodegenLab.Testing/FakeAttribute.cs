namespace CodegenLab.Testing;

/// <summary>
/// On a partial class that implements an interface: what the class lacks is generated as a fake that records its calls and does what the test says.
/// Members that the class has, and members with a body in the interface, are left alone.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class FakeAttribute : Attribute;
