using CodegenLab.Worker.Execution;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Search;

/// <summary>
/// Passes what guard clauses refuse. Where the framework holds the condition (<c>ArgumentNullException.ThrowIfNull(order)</c>) no branch of the subject's leads there, and a search for branches passes by.
/// </summary>
internal sealed class RefusedValues(Vocabulary vocabulary, Runner runner, SearchLoop loop)
{
    private static readonly object?[] OfText = [null, "", " "];

    private readonly Universe _universe = vocabulary.Universe;

    /// <summary>Tries the smallest test of each member with one argument replaced, one after the other.</summary>
    public void Try()
    {
        foreach (var test in loop.Completed.ToList())
        {
            var call = test.Statements[^1].Call;
            var member = _universe.Catalog.Members[call.Member];
            for (var i = 0; i < member.Parameters.Length; i++)
            {
                if (member.Parameters[i].Passing != Passing.Value)
                    continue;
                foreach (var value in ValuesOf(_universe.TypeOf(member.Parameters[i].Type)))
                {
                    if (runner.StopRequested)
                        return;
                    var literal = new Literal(member.Parameters[i].Type, value);
                    if (!literal.Equals(call.Arguments[i]))
                        loop.Try(test with { Statements = test.Statements.SetItem(test.Statements.Length - 1, test.Statements[^1] with { Call = call with { Arguments = call.Arguments.SetItem(i, literal) } }) });
                }
            }
        }
    }

    private static object?[] ValuesOf(Type type) => type switch
    {
        _ when type == typeof(string) => OfText,
        { IsValueType: false } => [null],
        _ when type == typeof(int) => [-1, 0, int.MaxValue],
        _ when type == typeof(long) => [-1L, 0L, long.MaxValue],
        _ when type == typeof(double) => [-1.0, 0.0, double.NaN],
        _ when type == typeof(decimal) => [-1m, 0m],
        _ when type == typeof(TimeSpan) => [TimeSpan.FromSeconds(-1), TimeSpan.Zero],
        _ when type == typeof(Guid) => [Guid.Empty],
        _ => [],
    };
}
