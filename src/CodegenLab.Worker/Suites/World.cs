using CodegenLab.Probes;
using CodegenLab.Worker.Protocol;

namespace CodegenLab.Worker.Suites;

/// <summary>The suite with its subject, loaded: statics of its own, as in a process of its own.</summary>
internal sealed class World
{
    private readonly Suite _suite;
    private readonly List<Action> _statics = [];

    /// <param name="observer">Sees what is run in order to find the cases.</param>
    public World(SuiteJob job, ISuiteObserver observer)
    {
        Statics.Use(_statics);
        var context = new SuiteLoadContext(Path.GetFullPath(job.Assembly), job.Builds.Select(Path.GetFullPath));
        var tests = context.LoadTests();
        SnapshotLibrary.AllowRepetition(tests, context);
        using (context.EnterContextualReflection())
            _suite = Suite.Open(tests, observer);
    }

    public string Framework => _suite.Framework;

    public IReadOnlyList<SuiteCase> Cases => _suite.Cases;

    /// <summary>Types of the subject keep something in statics, which one run can leave to the next.</summary>
    public bool HasStatics => _statics.Count > 0;

    /// <summary>Gives all types of the subject their static values anew. Those of the tests stay: the runtime initialises a type that nobody has rewritten once.</summary>
    /// <exception cref="Exception">What an initialiser throws.</exception>
    public void Initialise()
    {
        Statics.Use(_statics);
        Statics.Initialise();
    }

    public void Run(IReadOnlyList<int> order, ISuiteObserver observer)
    {
        Statics.Use(_statics);
        _suite.Run(order, observer);
    }
}
