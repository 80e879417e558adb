using CodegenLab.Probes;
using CodegenLab.Worker.Protocol;

namespace CodegenLab.Worker.Suites;

/// <summary>The suite with its subject, loaded: statics of its own, as in a process of its own.</summary>
internal sealed class World
{
    private readonly Suite _suite;
    private readonly List<Action> _statics = [];
    private readonly System.Reflection.Assembly _tests;
    private TestStatics? _ofTests;

    /// <param name="observer">Sees what is run in order to find the cases.</param>
    public World(SuiteJob job, ISuiteObserver observer)
    {
        Statics.Use(_statics);
        var context = new SuiteLoadContext(Path.GetFullPath(job.Assembly), job.Builds.Select(Path.GetFullPath));
        _tests = context.LoadTests();
        SnapshotLibrary.AllowRepetition(_tests, context);
        using (context.EnterContextualReflection())
            _suite = Suite.Open(_tests, observer);
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

    /// <summary>Initialises the types of the tests too, all of them at once, so that <see cref="InitialiseAll"/> can do it again.</summary>
    /// <param name="omitted">Full names of test classes that are not run.</param>
    /// <returns>False: their static values cannot be made anew.</returns>
    public bool BeginAll(IReadOnlySet<string> omitted)
    {
        Statics.Use(_statics);
        _ofTests = TestStatics.Of(_tests, omitted);
        return _ofTests?.Begin() == true;
    }

    /// <summary>Gives all types of the subject and of the tests their static values anew.</summary>
    /// <exception cref="Exception">What an initialiser throws.</exception>
    public void InitialiseAll()
    {
        Initialise();
        _ofTests!.Initialise();
    }

    /// <summary>Objects of the subject that static fields of the tests lead to.</summary>
    /// <returns>Null: too many to tell.</returns>
    public List<WeakReference>? HeldByTests(HashSet<string> assemblies, int most) => _ofTests!.Held(type => assemblies.Contains(type.Assembly.GetName().Name!), most);

    public void Run(IReadOnlyList<int> order, ISuiteObserver observer)
    {
        Statics.Use(_statics);
        _suite.Run(order, observer);
    }
}
