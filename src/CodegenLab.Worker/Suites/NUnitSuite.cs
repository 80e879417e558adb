using System.Collections;
using System.Reflection;
using CodegenLab.Worker.Protocol;

namespace CodegenLab.Worker.Suites;

/// <summary>Tests of NUnit 3 and later, run by NUnit itself: it takes any listener and any filter, and needs little time beyond the tests.</summary>
internal sealed class NUnitSuite : Suite
{
    private readonly object _runner;
    private readonly MethodInfo _run;
    private readonly PropertyInfo _context;
    private readonly PropertyInfo _status;
    private readonly Type _listener;
    private readonly Type _filter;
    private readonly List<SuiteCase> _cases = [];
    private readonly List<object> _tests = [];
    private readonly Dictionary<string, int> _numbers = [];
    private readonly NUnitReflection _nunit;

    public NUnitSuite(Assembly tests)
    {
        var framework = AssemblyOf(tests);
        Framework = FormattableString.Invariant($"NUnit {framework.GetName().Version!.Major}.{framework.GetName().Version!.Minor}");
        _nunit = new NUnitReflection(framework);
        var settings = new Dictionary<string, object>
        {
            ["NumberOfTestWorkers"] = 0,
            ["RunOnMainThread"] = true,
            ["SynchronousEvents"] = true,
            ["RandomSeed"] = 1,
            ["WorkDirectory"] = Environment.CurrentDirectory,
        };
        var controller = framework.GetType("NUnit.Framework.Api.FrameworkController", throwOnError: true)!
            .GetConstructor([typeof(Assembly), typeof(string), typeof(IDictionary)])!.Invoke([tests, "", settings]);
        controller.GetType().GetMethod("LoadTests", Type.EmptyTypes)!.Invoke(controller, null);
        _runner = controller.GetType().GetProperty("Runner")!.GetValue(controller)!;
        var contract = framework.GetType("NUnit.Framework.Api.ITestAssemblyRunner", throwOnError: true)!;
        _run = contract.GetMethod("Run")!;
        var context = framework.GetType("NUnit.Framework.Internal.TestExecutionContext", throwOnError: true)!;
        _context = context.GetProperty("CurrentContext", BindingFlags.Static | BindingFlags.Public)!;
        _status = context.GetProperty("ExecutionStatus")!;
        _listener = framework.GetType("NUnit.Framework.Interfaces.ITestListener", throwOnError: true)!;
        _filter = framework.GetType("NUnit.Framework.Interfaces.ITestFilter", throwOnError: true)!;
        Find(contract.GetProperty("LoadedTest")!.GetValue(_runner)!);
    }

    public override string Framework { get; }

    public override IReadOnlyList<SuiteCase> Cases => _cases;

    public override void Run(IReadOnlyList<int> order, ISuiteObserver observer)
    {
        var wanted = new HashSet<string>();
        foreach (var number in order)
            for (var test = (object?)_tests[number]; test is not null; test = _nunit.ParentOf(test))
                wanted.Add(_nunit.IdOf(test));

        var classes = order.ToLookup(number => _cases[number].Class);
        var listener = new NUnitListener(_nunit, _numbers, number => [.. classes[_cases[number].Class]], observer, Stop);
        var filter = StandIn.Of(_filter, (method, arguments) => method == "Pass" && wanted.Contains(_nunit.IdOf(arguments[0]!)));
        observer.SharedBegins();
        _run.Invoke(_runner, BindingFlags.DoNotWrapExceptions, null, [StandIn.Of(_listener, listener.Hear), filter], null);
        observer.SharedEnds(listener.Open);
    }

    /// <summary>As NUnit does it after an error when told to stop on one; StopRun of a runner without threads of its own is not supported.</summary>
    private void Stop() => _status.SetValue(_context.GetValue(null), Enum.Parse(_status.PropertyType, "StopRequested"));

    private void Find(object test)
    {
        if (!_nunit.IsSuite(test))
        {
            var name = _nunit.FullNameOf(test);
            var type = _nunit.ClassOf(test);
            var method = _nunit.MethodOf(test);
            var twins = _cases.Count(other => other.DisplayName == name);
            _numbers[_nunit.IdOf(test)] = _cases.Count;
            _tests.Add(test);
            _cases.Add(new SuiteCase(twins == 0 ? name : FormattableString.Invariant($"{name}#{twins}"), type, method, $"{type.Replace('+', '.')}.{method}", name));
            return;
        }

        foreach (var child in _nunit.ChildrenOf(test))
            Find(child);
    }

    private static Assembly AssemblyOf(Assembly tests) =>
        System.Runtime.Loader.AssemblyLoadContext.GetLoadContext(tests)!.LoadFromAssemblyName(tests.GetReferencedAssemblies().First(reference => reference.Name == "nunit.framework"));
}

/// <summary>What is read of NUnit's tests and results, through its public interfaces.</summary>
internal sealed class NUnitReflection
{
    private readonly PropertyInfo _id;
    private readonly PropertyInfo _name;
    private readonly PropertyInfo _isSuite;
    private readonly PropertyInfo _parent;
    private readonly PropertyInfo _children;
    private readonly PropertyInfo _class;
    private readonly PropertyInfo _method;
    private readonly PropertyInfo _state;
    private readonly PropertyInfo _message;
    private readonly PropertyInfo _test;
    private readonly PropertyInfo _status;
    private readonly PropertyInfo _site;

    public NUnitReflection(Assembly framework)
    {
        var test = TypeOf("ITest");
        var result = TypeOf("ITestResult");
        _id = test.GetProperty("Id")!;
        _name = test.GetProperty("FullName")!;
        _isSuite = test.GetProperty("IsSuite")!;
        _parent = test.GetProperty("Parent")!;
        _children = test.GetProperty("Tests")!;
        _class = test.GetProperty("ClassName")!;
        _method = test.GetProperty("MethodName")!;
        _state = result.GetProperty("ResultState")!;
        _message = result.GetProperty("Message")!;
        _test = result.GetProperty("Test")!;
        var state = TypeOf("ResultState");
        _status = state.GetProperty("Status")!;
        _site = state.GetProperty("Site")!;

        Type TypeOf(string name) => framework.GetType("NUnit.Framework.Interfaces." + name, throwOnError: true)!;
    }

    public string IdOf(object test) => (string)_id.GetValue(test)!;

    public string FullNameOf(object test) => (string)_name.GetValue(test)!;

    public bool IsSuite(object test) => (bool)_isSuite.GetValue(test)!;

    public object? ParentOf(object test) => _parent.GetValue(test);

    public IEnumerable<object> ChildrenOf(object test) => ((IEnumerable)_children.GetValue(test)!).Cast<object>();

    public string ClassOf(object test) => (string?)_class.GetValue(test) ?? "";

    public string MethodOf(object test) => (string?)_method.GetValue(test) ?? "";

    public object TestOf(object result) => _test.GetValue(result)!;

    /// <summary>Something around tests failed: a OneTimeTearDown, say.</summary>
    public bool IsBrokenItself(object result) => _state.GetValue(result) is { } state && _status.GetValue(state)!.ToString() == "Failed" && _site.GetValue(state)!.ToString() is "SetUp" or "TearDown";

    public CaseEnd EndOf(object result) => _status.GetValue(_state.GetValue(result))!.ToString() switch
    {
        "Passed" or "Warning" => CaseEnd.Passed,
        "Failed" => CaseEnd.Failed((string?)_message.GetValue(result)),
        _ => CaseEnd.Skipped((string?)_message.GetValue(result)),
    };
}

/// <summary>NUnit's listener: tells the observer of cases, and of what is between them.</summary>
/// <param name="numbers">Of the cases, by NUnit's ids.</param>
/// <param name="mates">The cases that share a class with one.</param>
/// <param name="stop">No further case is wanted.</param>
internal sealed class NUnitListener(NUnitReflection nunit, IReadOnlyDictionary<string, int> numbers, Func<int, IReadOnlyList<int>> mates, ISuiteObserver observer, Action stop)
{
    private readonly List<int> _open = [];
    private bool _isStopped;

    /// <summary>The case that has ended last: what is torn down after it belongs to it.</summary>
    public IReadOnlyList<int> Open => _open;

    public object? Hear(string method, object?[] arguments)
    {
        switch (method)
        {
            case "TestStarted" when numbers.TryGetValue(nunit.IdOf(arguments[0]!), out var number):
                observer.SharedEnds(Sharing(number));
                observer.CaseBegins(number);
                break;
            case "TestFinished" when numbers.TryGetValue(nunit.IdOf(nunit.TestOf(arguments[0]!)), out var number):
                _open.Clear();
                _open.Add(number);
                if (!_isStopped && !observer.CaseEnds(number, nunit.EndOf(arguments[0]!)))
                    Stop();
                observer.SharedBegins();
                break;
            case "TestFinished" when !_isStopped && _open.Count > 0 && nunit.IsBrokenItself(arguments[0]!):
                if (!observer.CaseEnds(_open[0], nunit.EndOf(arguments[0]!)))
                    Stop();
                break;
        }

        return null;
    }

    /// <summary>Before the first case of a class its OneTimeSetUp has run, for all of them, and the OneTimeTearDown of the class before it.</summary>
    private IReadOnlyList<int> Sharing(int number)
    {
        var sharing = mates(number);
        return _open is [var last] && !sharing.Contains(last) ? [.. mates(last), .. sharing] : sharing;
    }

    private void Stop()
    {
        _isStopped = true;
        stop();
    }
}
