namespace CodegenLab.Pipeline.History;

/// <summary>Something that a test can depend on, and that is changed or not as a whole.</summary>
/// <param name="Assembly">Name of the assembly that declares it; empty: not told apart.</param>
/// <param name="Name">Documentation id; of a project its name.</param>
public readonly record struct CodePiece(PieceKind Kind, string Assembly, string Name);

/// <summary>What a piece is. The numbers are stored.</summary>
public enum PieceKind
{
    /// <summary>A member with its body.</summary>
    Member = 0,

    /// <summary>A type's shape; in a test project all of the type.</summary>
    Type = 1,

    /// <summary>The types of the solution that derive from a type or implement it, with what they override.</summary>
    Family = 2,

    /// <summary>What a project is built from besides C#: its file, resources, data, packages, options.</summary>
    Project = 3,

    /// <summary>A member as the place of lines and branches; nothing to compare.</summary>
    Place = 4,

    /// <summary>All types of a test project together: it tells whether there may be tests that are not known. No test depends on it.</summary>
    Suite = 5,
}
