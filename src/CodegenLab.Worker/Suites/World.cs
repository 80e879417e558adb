using CodegenLab.Worker.Protocol;

namespace CodegenLab.Worker.Suites;

/// <summary>The suite with its subject, loaded: statics of its own, as in a process of its own.</summary>
internal sealed class World
{
    private readonly Suite _suite;

    /// <param name="observer">Sees what is run in order to find the cases.</param>
    public World(SuiteJob job, ISuiteObserver observer)
    {
        var context = new SuiteLoadContext(Path.GetFullPath(job.Assembly), job.Builds.Select(Path.GetFullPath));
        using (context.EnterContextualReflection())
            _suite = Suite.Open(context.LoadTests(), observer);
    }

    public string Framework => _suite.Framework;

    public IReadOnlyList<SuiteCase> Cases => _suite.Cases;

    public void Run(IReadOnlyList<int> order, ISuiteObserver observer) => _suite.Run(order, observer);
}
