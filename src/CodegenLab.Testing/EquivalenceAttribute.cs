namespace CodegenLab.Testing;

/// <summary>One value of each class of values that programs treat alike: negative, zero, positive; empty, padded, with accents.</summary>
public sealed class EquivalenceAttribute : GeneratedValuesAttribute;
