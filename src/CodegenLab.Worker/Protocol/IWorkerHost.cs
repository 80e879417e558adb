using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Protocol;

/// <summary>What a job may ask of the process it runs in.</summary>
public interface IWorkerHost
{
    /// <summary>Sends a report to whoever started the worker.</summary>
    void Send(Report report);

    /// <summary>Notes the test that runs next, so that it is known should it kill the process. Called before every execution: must be cheap.</summary>
    /// <param name="mutant">The mutant switched on; -1: none.</param>
    void Running(TestCase test, int mutant);

    /// <summary>Notes the call that the running test makes next: of all in the test, it is the one to blame. Must be cheap.</summary>
    /// <param name="member">Catalog id.</param>
    void Calling(int member);

    /// <summary>Asked often: the host has been told to stop (Ctrl+C), or its starter is gone.</summary>
    bool StopRequested { get; }

    /// <summary>The current folder is the process's own: what code under test leaves there may be deleted.</summary>
    bool OwnsFolder => false;
}
