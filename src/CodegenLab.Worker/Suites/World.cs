using System.Reflection;
using System.Runtime.CompilerServices;
using CodegenLab.Probes;
using CodegenLab.Worker.Protocol;

namespace CodegenLab.Worker.Suites;

/// <summary>The suite with its subject, loaded: statics of its own, as in a process of its own.</summary>
internal sealed class World
{
    private readonly Suite _suite;
    private readonly List<ConstructorInfo> _initialisers;
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
        _initialisers = [.. tests.GetTypes().Where(type => !type.ContainsGenericParameters && !type.IsDefined(typeof(CompilerGeneratedAttribute))).Select(type => type.TypeInitializer).OfType<ConstructorInfo>()];
    }

    public string Framework => _suite.Framework;

    public IReadOnlyList<SuiteCase> Cases => _suite.Cases;

    /// <summary>Gives all types of the subject, and then of the tests, their static values anew.</summary>
    /// <exception cref="Exception">What an initialiser throws.</exception>
    public void Initialise()
    {
        Statics.Use(_statics);
        Statics.Initialise();
        // Which of them needs which is not known: the second time those that others need have their new values.
        for (var round = 0; round < 2; round++)
            foreach (var initialiser in _initialisers)
                initialiser.Invoke(null, BindingFlags.DoNotWrapExceptions, null, null, null);
    }

    public void Run(IReadOnlyList<int> order, ISuiteObserver observer)
    {
        Statics.Use(_statics);
        _suite.Run(order, observer);
    }
}
