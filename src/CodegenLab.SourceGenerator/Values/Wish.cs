using CodegenLab.SourceGenerator.Pipelines;

namespace CodegenLab.SourceGenerator.Values;

/// <summary>How values are chosen. The numbers are those of the attributes' flags.</summary>
[System.Flags]
internal enum Strategy
{
    Boundary = 1,
    Equivalence = 2,
    Random = 4,
    Mutation = 8,
}

/// <summary>Which values are wanted. The numbers are those of the library's enumeration of this name.</summary>
internal enum Side
{
    Inside = 0,
    Outside = 1,
    Both = 2,
}

/// <summary>What values a test asks for.</summary>
/// <param name="Samples">How many, of random ones and mutations.</param>
/// <param name="Stream">Name of the stream of random numbers.</param>
/// <param name="Examples">What mutations start from: texts, or numbers as text.</param>
internal sealed record Wish(Strategy Strategy, Side Side, ulong Seed, int Samples, string Stream, EquatableArray<string> Examples);
