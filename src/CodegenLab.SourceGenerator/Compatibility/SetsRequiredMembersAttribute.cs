namespace System.Diagnostics.CodeAnalysis;

/// <summary>Goes with <c>required</c> in records; netstandard2.0 has none.</summary>
[AttributeUsage(AttributeTargets.Constructor)]
internal sealed class SetsRequiredMembersAttribute : Attribute;
