using CodegenLab.Probes;
using CodegenLab.Worker.Confinement;
using CodegenLab.Worker.Execution;
using CodegenLab.Worker.Oracles;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.Suspicions;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Search;

/// <summary>Every execution of every phase goes through here: journal, fuel, work, blacklist, members to avoid.</summary>
internal sealed class Runner
{
    /// <summary>Member entries and loop turns per run, and what many exceptions cost. Measured: 99.9 % of useful runs of five libraries stay below 20,000.</summary>
    public const long Fuel = 100_000;

    /// <summary>A mutant that needs this many times the fuel of the original, and the constant besides, has timed out: no test of a person's would wait for it either.</summary>
    private const int MutantFuelFactor = 10;

    private const long MutantFuelConstant = 20_000;

    private readonly IWorkerHost _host;
    private readonly Patience _patience = new();
    private readonly Interrupter _interrupter;
    private readonly Observer _observer;
    private readonly HashSet<string> _blacklist;
    private readonly DeadlyCalls _deadly;
    private readonly SharedObjects _shared;
    private readonly StaticFields _staticsOfSearch;
    private readonly StaticFields _staticsOfMutants;
    private readonly string _folder = Environment.CurrentDirectory;
    private readonly HashSet<string> _inFolder = [.. Directory.EnumerateFileSystemEntries(Environment.CurrentDirectory), Path.Combine(Environment.CurrentDirectory, FilesOfTests.Folder)];

    /// <param name="blacklist">Tests that killed workers.</param>
    public Runner(IWorkerHost host, Universe search, Universe mutants, Observer observer, WorkMeter meter, IEnumerable<TestCase> blacklist, DeadlyCalls deadly)
    {
        _host = host;
        _observer = observer;
        Meter = meter;
        _interrupter = new Interrupter(_patience);
        Search = new Interpreter(search, _patience) { Calling = host.Calling };
        Mutants = new Interpreter(mutants, _patience) { Calling = host.Calling };
        _blacklist = [.. blacklist.Select(test => test.ToString())];
        _deadly = deadly;
        _shared = new SharedObjects(search.Catalog, GivesOneObject);
        _staticsOfSearch = new StaticFields(search);
        _staticsOfMutants = new StaticFields(mutants);
        Initialisers = new Initialisers(mutants, meter);
        ThrownExceptions.Charge();
    }

    public Interpreter Search { get; }

    public Interpreter Mutants { get; }

    public WorkMeter Meter { get; }

    /// <summary>Of the build of mutants.</summary>
    public Initialisers Initialisers { get; }

    /// <summary>Told of runs that end badly; null: nobody is.</summary>
    public UnexpectedExceptions? Watch { get; init; }

    /// <summary>The subject opens files whose paths it is given: what a run leaves in the folder would be there for the next.</summary>
    public bool OpensFiles { get; init; }

    public long Executions { get; private set; }

    /// <summary>Fuel for runs with a mutant of the test that <see cref="RunMutant"/> has just run without one.</summary>
    public long FuelForMutants { get; private set; }

    /// <summary>No clock has had a say: neither the machine's limit nor the subject's own timers.</summary>
    public bool IsReproducible => !Meter.LimitHit && !_patience.IsTimed;

    /// <summary>Whether calls of a member (catalog id) were interrupted because they block their thread, and it is called no more.</summary>
    public bool Blocks(int member) => _patience.Blocks(member);

    /// <summary>Whether calls of a member (catalog id) were not run because they change what all tests share.</summary>
    public bool ChangesWhatIsShared(int member) => _shared.IsChanger(member);

    public bool StopRequested => _host.StopRequested || Meter.PhaseIsOver;

    /// <summary>Runs a test in the search build.</summary>
    public RunEnd Run(TestCase test) => Run(test, Fuel);

    /// <summary>Runs a test in the search build with fuel of its own.</summary>
    public RunEnd Run(TestCase test, long fuel)
    {
        if (IsDeadly(test) || _shared.AreChangedBy(test))
        {
            Meter.BookNoRun();
            return RunEnd.Unrunnable;
        }

        var end = Run(Search, test, fuel, mutant: -1);

        if (IsNoTest)
            return RunEnd.Unrunnable;
        if (end == RunEnd.Threw)
            Watch?.NoteException(test, Search);
        else if (end == RunEnd.OutOfFuel)
            Watch?.NoteOutOfFuel(test, Search);
        return end;
    }

    /// <summary>
    /// What can be seen after the last run in the search build; null when looking ran out of fuel, was refused, or when the process is in another
    /// folder: what comes after such a test would read, write and delete there, outside the worker unhindered.
    /// </summary>
    public List<Observation>? Observe(TestCase test) => _observer.Observe(Search, test, Fuel) is { } seen && !IsNoTest && !ReturnToFolder() ? seen : null;

    /// <summary>Makes the current folder what it was in the beginning.</summary>
    /// <returns>It was another one.</returns>
    public bool ReturnToFolder()
    {
        if (CurrentFolder() == _folder)
            return false;
        Environment.CurrentDirectory = _folder;
        return true;
    }

    /// <summary>Gives static fields of the search build their first values: what a test has left there is gone.</summary>
    /// <param name="initialised">Told of each type, while the trace has what was done for it.</param>
    public void InitialiseSearch(Action<Type>? initialised = null)
    {
        _patience.Settle();
        _staticsOfSearch.SetBack();
        Search.Universe.Initialise(Initialisers.Fuel, initialised);
    }

    /// <summary>The same in the build of mutants, for what mutants have left there too.</summary>
    public void InitialiseMutants(Action<Type>? initialised = null) => InitialiseMutants(mutant: -1, initialised);

    private void InitialiseMutants(int mutant, Action<Type>? initialised)
    {
        _patience.Settle();
        _staticsOfMutants.SetBack();
        Initialisers.Run(mutant, initialised);
    }

    /// <summary>The last run has left something in the current folder: in the user's process it would lie there for good.</summary>
    public bool HasLittered => OpensFiles && _host.OwnsFolder && Litter().Any();

    private IEnumerable<FileSystemInfo> Litter() => new DirectoryInfo(_folder).EnumerateFileSystemInfos().Where(entry => !_inFolder.Contains(entry.FullName));

    private void ClearFolder()
    {
        foreach (var entry in Litter())
        {
            if (entry is DirectoryInfo { LinkTarget: null } folder)
                folder.Delete(recursive: true);
            else
                entry.Delete();
        }
    }

    /// <summary>Null when it is no longer there.</summary>
    private static string? CurrentFolder()
    {
        try
        {
            return Environment.CurrentDirectory;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>
    /// Runs a test in the build of mutants and looks; null when it did not come to an end that can be observed, or when types cannot be initialised with the mutant
    /// (<see cref="Initialisers.HaveFailed"/>).
    /// </summary>
    /// <param name="mutant">The mutant switched on; -1: none.</param>
    /// <param name="fuel">For the run and again for looking; see <see cref="FuelForMutants"/>.</param>
    public List<Observation>? RunMutant(TestCase test, int mutant, long fuel)
    {
        if (IsDeadly(test))
        {
            Meter.BookNoRun();
            return null;
        }

        if (mutant < 0)
        {
            if (Initialisers.AreStale(mutant))
                InitialiseMutants();
            return RunAndLook(test, fuel, mutant);
        }

        Trace.ActiveMutant = mutant;
        _interrupter.Begin(mutant);
        List<Observation>? seen = null;
        try
        {
            if (Initialisers.AreStale(mutant))
            {
                _host.Running(test, mutant);
                InitialiseMutants(mutant, initialised: null);
            }

            seen = Initialisers.HaveFailed ? null : RunAndLook(test, fuel, mutant);
        }
        catch (ThreadInterruptedException)
        {
            // While nothing of the test ran any more, but was waited for.
        }
        finally
        {
            seen = _interrupter.End(mutant) ? null : seen;
            Trace.ActiveMutant = -1;
        }

        return seen;
    }

    private List<Observation>? RunAndLook(TestCase test, long fuel, int mutant)
    {
        if (Run(Mutants, test, fuel, mutant) is not (RunEnd.Completed or RunEnd.Threw))
            return null;
        var left = Trace.Fuel;
        if (_observer.Observe(Mutants, test, fuel) is not { } seen || IsNoTest)
            return null;

        // What it has started may throw yet, and would be taken for the next one's.
        _patience.Settle();
        if (StrayExceptions.HasCaught)
            return null;
        if (mutant < 0)
            FuelForMutants = FuelForMutantsOf(fuel - Math.Max(0, Math.Min(left, Trace.Fuel)));
        return seen;
    }

    /// <summary>Fuel for a run with a mutant.</summary>
    /// <param name="used">Units that the same test has used without one, in the same build.</param>
    public static long FuelForMutantsOf(long used) => used * MutantFuelFactor + MutantFuelConstant;

    /// <summary>What the same test has used without a mutant.</summary>
    public static long UsedOf(long fuelForMutants) => Math.Max(0, fuelForMutants - MutantFuelConstant) / MutantFuelFactor;

    /// <summary>Something was refused, but outside the worker nothing would be: the test would write there or connect. Or the subject itself says that this must not be.</summary>
    private static bool IsNoTest => RefusalWatch.HasSeen || FailedAssertions.HasSeen;

    private bool GivesOneObject(MemberShape member)
    {
        var read = new Statement(new Invocation(member.Result, member.Id, null, [], []));
        var twice = new TestCase([read, read]);
        return IsDeadly(twice) || (Run(Search, twice, Fuel, mutant: -1) == RunEnd.Completed && ReferenceEquals(Search.Results[0].Value, Search.Results[1].Value));
    }

    private bool IsDeadly(TestCase test) => (_blacklist.Count > 0 && _blacklist.Contains(test.ToString())) || _deadly.AreIn(test);

    private RunEnd Run(Interpreter interpreter, TestCase test, long fuel, int mutant)
    {
        _host.Running(test, mutant);
        RefusalWatch.Begin();
        StrayExceptions.Begin();
        FailedAssertions.Begin();
        Executions++;
        var waited = _patience.Cost;
        (interpreter == Search ? _staticsOfSearch : _staticsOfMutants).BeginRun(test, mutant);
        if (OpensFiles && _host.OwnsFolder)
            ClearFolder();
        var end = mutant < 0 ? RunOriginal(interpreter, test, fuel) : interpreter.Run(test, fuel);
        Meter.Book(test.Size, end is RunEnd.Threw or RunEnd.ThrewInside or RunEnd.OutOfFuel, fuel, _patience.Cost - waited);
        return end;
    }

    /// <summary>A run that sleeps or waits for long is none.</summary>
    private RunEnd RunOriginal(Interpreter interpreter, TestCase test, long fuel)
    {
        _interrupter.Begin(mutant: -1);
        var end = RunEnd.Unrunnable;
        var isInterrupted = false;
        try
        {
            end = interpreter.Run(test, fuel);
        }
        catch (ThreadInterruptedException)
        {
            // While nothing of the test ran any more, but was waited for.
        }
        finally
        {
            isInterrupted = _interrupter.End(mutant: -1);
        }

        if (!isInterrupted)
            return end;
        _patience.NoteBlocked(_interrupter.Milliseconds);
        return RunEnd.Unrunnable;
    }
}
