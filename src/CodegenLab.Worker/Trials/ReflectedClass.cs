using System.Reflection;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.Suites;

namespace CodegenLab.Worker.Trials;

/// <summary>A class whose tests are called by reflection: how xUnit and MSTest have it.</summary>
/// <remarks>Unlike <see cref="ClassSuite"/>, which runs what people wrote, one class at a time is looked at: a draft that cannot be loaded must cost no other, and what fails is told in facts.</remarks>
internal abstract class ReflectedClass : IDraftClass
{
    private static readonly TrialEnd Fails = new(TrialStatus.AssertionFailed, null);

    private readonly Type _type;
    private readonly FailureReader _failures;
    private readonly Dictionary<string, List<Test>> _tests = [];

    /// <summary>Finds the tests and their rows, which may run code of the draft.</summary>
    protected ReflectedClass(Type type, FailureReader failures)
    {
        (_type, _failures) = (type, failures);
        foreach (var method in type.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.FlattenHierarchy).Where(IsTest))
        {
            if (!_tests.TryGetValue(method.Name, out var tests))
                _tests.Add(method.Name, tests = []);
            tests.Add(Found(method));
        }
    }

    public TrialEnd Run(string method)
    {
        if (!_tests.TryGetValue(method, out var tests))
            return TrialEnd.NotFound;
        return tests.Select(test => Run(test, failure => EndOf(failure, method))).FirstOrDefault(end => !end.HasPassed) ?? TrialEnd.Passed;
    }

    public bool Passes(string method) => _tests.TryGetValue(method, out var tests) && tests.TrueForAll(test => Run(test, static _ => Fails).HasPassed);

    protected abstract bool IsTest(MethodInfo method);

    /// <summary>Why it is not run; null: it is.</summary>
    protected abstract string? SkippedBecause(MethodInfo method);

    /// <summary>What its parameters get, one entry per run; null: it has no sources of rows.</summary>
    protected abstract IReadOnlyList<object?[]>? RowsOf(MethodInfo method);

    /// <summary>Whether its rows stand in the source as constants. What other sources make may be changed by a run: it is made anew for the next.</summary>
    protected abstract bool HasConstantRows(MethodInfo method);

    /// <summary>Makes a row fit the parameters, as far as the framework does.</summary>
    /// <exception cref="ArgumentException">It does not fit.</exception>
    protected virtual (MethodInfo Method, object?[] Arguments) Fit(MethodInfo method, object?[] row) => XunitArguments.Fit(method, row);

    /// <summary>What the tests of the class share in one run; torn down when disposed.</summary>
    protected abstract SharedThings Share();

    /// <summary>Runs one row on a new instance.</summary>
    /// <exception cref="Exception">What the test, or what surrounds it, throws.</exception>
    protected abstract void Run(MethodInfo method, object?[] arguments, IReadOnlyDictionary<Type, object> things);

    /// <summary>An exception that an assertion throws.</summary>
    protected abstract bool IsAssertion(Exception failure);

    /// <summary>Why an exception says that the test is not meant to be run here; null: it says nothing of the kind.</summary>
    protected abstract string? SkippedBy(Exception failure);

    private Test Found(MethodInfo method)
    {
        if (SkippedBecause(method) is { } reason)
            return new Test(method, null, new TrialEnd(TrialStatus.Ignored, Saying(reason)));
        try
        {
            var calls = CallsOf(method);
            return calls.Count == 0 ? NotRunnable(method, Saying("No data found")) : new Test(method, HasConstantRows(method) ? calls : null, null);
        }
        catch (Exception failure)
        {
            // Code of the draft, or rows that do not fit: its verdict either way.
            return NotRunnable(method, FailureReader.Of(failure));
        }
    }

    /// <summary>The method with its type arguments, and what to call it with, for each row.</summary>
    private List<(MethodInfo Method, object?[] Arguments)> CallsOf(MethodInfo method) => [.. (RowsOf(method) ?? [[]]).Select(row => Fit(method, row))];

    private static Test NotRunnable(MethodInfo method, TrialFailure? failure) => new(method, null, new TrialEnd(TrialStatus.NotRunnable, failure));

    private TrialEnd Run(Test test, Func<Exception, TrialEnd> explain)
    {
        if (test.Ready is not null)
            return test.Ready;
        using var shared = Share();
        var (things, trouble) = shared.Enter(_type);
        if (trouble is not null)
            return new TrialEnd(TrialStatus.Threw, Saying(trouble.Value.Message));
        try
        {
            foreach (var (method, arguments) in test.Calls ?? CallsOf(test.Method))
                Run(method, arguments, things);
        }
        catch (Exception failure)
        {
            return explain(failure);
        }

        return shared.Leave(_type) is { } broken ? new TrialEnd(TrialStatus.Threw, Saying(broken.Message)) : TrialEnd.Passed;
    }

    private TrialEnd EndOf(Exception failure, string method)
    {
        if (SkippedBy(failure) is { } reason)
            return new TrialEnd(TrialStatus.Ignored, Saying(reason));
        return IsAssertion(failure)
            ? new TrialEnd(TrialStatus.AssertionFailed, _failures.Asserted(failure, _type, method))
            : new TrialEnd(TrialStatus.Threw, _failures.Thrown(failure, _type, method));
    }

    private static TrialFailure? Saying(string? message) =>
        FailureText.Line(message, FailureText.LongestMessage) is { } line ? new TrialFailure(null, null, null, line, null) : null;

    /// <param name="Calls">The same each time; null: they are made anew each time.</param>
    /// <param name="Ready">How it ends without being run; null: it is run.</param>
    private sealed record Test(MethodInfo Method, List<(MethodInfo Method, object?[] Arguments)>? Calls, TrialEnd? Ready);
}
