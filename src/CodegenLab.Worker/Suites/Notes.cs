using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Suites;

/// <summary>How cases stand in the journal, made once: a note of the same object costs next to nothing.</summary>
internal static class Notes
{
    private static readonly List<TestCase> Known = [];

    /// <summary>What cases share is running.</summary>
    public static TestCase Shared { get; } = SuiteJob.NoteOf(SuiteJob.NumberOfShared);

    public static TestCase Of(int number)
    {
        while (Known.Count <= number)
            Known.Add(SuiteJob.NoteOf(Known.Count));
        return Known[number];
    }

    /// <summary>What the note stands for runs next. Its number is noted apart, where it can be read while the test runs.</summary>
    public static void Begin(IWorkerHost host, TestCase note, int mutant)
    {
        host.Running(note, mutant);
        host.Calling(note.Statements[0].Call.Member);
    }
}
