using CodegenLab.Worker.TestCases;

namespace CodegenLab.Engine.Rendering;

/// <summary>Finds the statement that a test is about; those before it are arrangement.</summary>
internal static class ActStatement
{
    /// <summary>Index of the statement that throws; else of what is called on the subject's value through a framework's interface; else of the last call of the subject.</summary>
    /// <param name="subject">Catalog id of the member that the test is about.</param>
    /// <param name="throws">The last statement throws.</param>
    public static int Of(Catalog catalog, TestCase test, int subject, bool throws)
    {
        var statements = test.Statements;
        var last = statements.Length - 1;
        if (throws)
            return last;
        var own = last;
        while (own >= 0 && statements[own].Call.Member != subject)
            own--;
        var contract = last;
        while (contract > own && !(statements[contract].Call.Receiver is Reference receiver && receiver.Statement == own && IsForeign(catalog, statements[contract])))
            contract--;
        return contract >= 0 ? contract : last;
    }

    private static bool IsForeign(Catalog catalog, Statement statement) => !catalog.Types[catalog.Members[statement.Call.Member].DeclaringType].IsSubject;
}
