namespace CodegenLab.Bench.Suites;

/// <summary>What the tool keeps from one run to the next.</summary>
internal static class KeptState
{
    /// <summary>The next run is as the first one.</summary>
    /// <param name="folder">Of the solution.</param>
    public static void Delete(string folder)
    {
        var state = Path.Combine(folder, ".codegen-lab");
        if (Directory.Exists(state))
            Directory.Delete(state, recursive: true);
    }
}
