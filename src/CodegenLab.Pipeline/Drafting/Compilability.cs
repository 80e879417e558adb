namespace CodegenLab.Pipeline.Drafting;

/// <summary>Counts how far drafted tests came on the way through the compiler: as they came, after rules, after the model's own repairs.</summary>
internal sealed class Compilability
{
    /// <summary>Tests that neither compiled as they came nor after rules, by type and name.</summary>
    private readonly HashSet<(string Type, string Test)> _broken = [];

    /// <summary>Of all rounds; how many were accepted is none of its business.</summary>
    public DraftCounts Counts { get; private set; } = new(0, 0, 0, 0, 0);

    public void Count(Draft draft, JudgedClass judged, bool isRepair)
    {
        if (isRepair)
        {
            Counts = Counts with { CompiledByModel = Counts.CompiledByModel + judged.Code.Tests.Count(test => _broken.Remove((draft.Type.Name, test.Name))) };
            return;
        }

        var compiled = judged.Code.Tests.Select(test => test.Name).Concat(judged.Breaches.Select(breach => breach.Test)).Distinct().ToList();
        _broken.UnionWith(draft.Class.Code.Tests.Select(test => test.Name).Except(compiled).Select(name => (draft.Type.Name, name)));
        Counts = Counts with
        {
            Drafted = Counts.Drafted + draft.Class.Code.Tests.Length,
            CompiledRaw = Counts.CompiledRaw + judged.Sound.Length,
            CompiledByRule = Counts.CompiledByRule + compiled.Count,
            CompiledByModel = Counts.CompiledByModel + compiled.Count,
        };
    }
}
