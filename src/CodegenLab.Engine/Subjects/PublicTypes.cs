using Microsoft.CodeAnalysis;

namespace CodegenLab.Engine.Subjects;

/// <summary>Answers which names public types have that a compilation declares or refers to.</summary>
public static class PublicTypes
{
    /// <returns>Asked by reflection full name; answers are kept.</returns>
    public static Func<string, bool> Of(Compilation compilation)
    {
        var known = new Dictionary<string, bool>();
        return name =>
        {
            if (!known.TryGetValue(name, out var exists))
                known.Add(name, exists = compilation.GetTypesByMetadataName(name).Any(type => type.DeclaredAccessibility == Accessibility.Public));
            return exists;
        };
    }
}
