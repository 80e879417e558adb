using System.Reflection;
using CodegenLab.Worker.Protocol;

namespace CodegenLab.Worker.Trials;

/// <summary>What runs the tests of a draft, whichever version of it the draft refers to.</summary>
internal interface ITestFramework
{
    /// <summary>Those that all loads of a draft have in common, by simple name.</summary>
    IReadOnlyDictionary<string, Assembly> Assemblies { get; }

    /// <summary>Finds the tests of one class, which may run code of the draft.</summary>
    IDraftClass Load(Assembly draft, Type type, FailureReader failures);
}

/// <summary>One class of the draft beside one build of the subject.</summary>
internal interface IDraftClass
{
    /// <summary>Runs all rows of a method, with what is set up before and torn down after.</summary>
    TrialEnd Run(string method);

    /// <summary>The same, when only that matters, of a method that has passed.</summary>
    bool Passes(string method);
}

internal static class TestFrameworks
{
    /// <exception cref="FileNotFoundException">The job's references lack it.</exception>
    public static ITestFramework Of(TrialJob job) => job.Framework switch
    {
        DraftFramework.NUnit => new NUnitFramework(job.References),
        DraftFramework.XUnit => new ReflectedFramework((draft, type, failures) => new XunitClass(draft, type, failures)),
        _ => new ReflectedFramework((draft, type, failures) => new MSTestClass(draft, type, failures)),
    };
}
