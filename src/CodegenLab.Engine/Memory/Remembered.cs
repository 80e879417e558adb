namespace CodegenLab.Engine.Memory;

/// <summary>What a suite has of an earlier run.</summary>
/// <param name="Changed">Members that were searched again because they are new or not what they were; null: nothing at all has changed, and nothing was searched.</param>
/// <param name="Kept">Tests that are as they were.</param>
public sealed record Remembered(int? Changed, int Kept);
