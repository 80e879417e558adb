namespace CodegenLab.Engine.Reading;

/// <summary>C# that no test case can say.</summary>
/// <param name="reason">For people, a clause without its full stop.</param>
/// <param name="isForeign">It is about code that is not the subject's: as long as a test only looks at it, the rest can be read without it.</param>
internal sealed class UnreadableException(string reason, bool isForeign = false) : Exception(reason)
{
    public bool IsForeign => isForeign;
}
