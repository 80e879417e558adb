namespace System.Runtime.CompilerServices;

/// <summary>Goes with <c>required</c>; netstandard2.0 has none.</summary>
[AttributeUsage(AttributeTargets.All, AllowMultiple = true, Inherited = false)]
internal sealed class CompilerFeatureRequiredAttribute(string featureName) : Attribute
{
    public string FeatureName => featureName;
}
