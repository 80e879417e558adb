namespace CodegenLab.Testing;

/// <summary>Values at the limits of what is accepted and next to them.</summary>
public sealed class BoundaryAttribute : GeneratedValuesAttribute;
