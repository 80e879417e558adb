using System.Reflection;
using CodegenLab.Worker.Protocol;

namespace CodegenLab.Worker.Suites;

/// <summary>The tests of one assembly, driven case by case as their framework would.</summary>
internal abstract class Suite
{
    /// <summary>Name and version of the framework: "xUnit 2.9".</summary>
    public abstract string Framework { get; }

    /// <summary>In the order of their classes and methods.</summary>
    public abstract IReadOnlyList<SuiteCase> Cases { get; }

    /// <summary>Runs cases one after the other, with what they share set up before and torn down after. Neighbours of one class share what their class sets up.</summary>
    /// <param name="order">Indexes of cases.</param>
    public abstract void Run(IReadOnlyList<int> order, ISuiteObserver observer);

    /// <param name="observer">Sees what is run in order to find the cases.</param>
    /// <exception cref="NotSupportedException">The assembly uses none of the frameworks.</exception>
    public static Suite Open(Assembly tests, ISuiteObserver observer)
    {
        var references = tests.GetReferencedAssemblies().Select(reference => reference.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (references.Contains("nunit.framework"))
            return new NUnitSuite(tests);
        if (references.Contains("xunit.v3.core") || references.Contains("xunit.core"))
            return new XunitSuite(tests, observer);
        if (references.Contains("MSTest.TestFramework") || references.Contains("Microsoft.VisualStudio.TestPlatform.TestFramework"))
            return new MSTestSuite(tests, observer);
        throw new NotSupportedException($"{tests.GetName().Name} uses none of NUnit, xUnit and MSTest.");
    }
}

/// <summary>Looks on while cases run.</summary>
internal interface ISuiteObserver
{
    /// <summary>What several cases share begins to be set up or torn down: fixtures, class initialisers, sources of rows.</summary>
    void SharedBegins();

    /// <param name="cases">Those that share it.</param>
    void SharedEnds(IReadOnlyList<int> cases);

    void CaseBegins(int number);

    /// <returns>False: no further case is wanted.</returns>
    bool CaseEnds(int number, CaseEnd end);
}

/// <param name="Message">On one line; null: nothing to say.</param>
internal readonly record struct CaseEnd(CaseStatus Status, string? Message)
{
    public static CaseEnd Passed { get; } = new(CaseStatus.Passed, null);

    public static CaseEnd Skipped(string? reason) => new(CaseStatus.Skipped, Trials.FailureText.Line(reason, Trials.FailureText.LongestMessage));

    public static CaseEnd Failed(string? message) => new(CaseStatus.Failed, Trials.FailureText.Line(message, Trials.FailureText.LongestMessage));

    public static CaseEnd Failed(Exception exception) => Failed($"{exception.GetType().Name}: {exception.Message}");
}
