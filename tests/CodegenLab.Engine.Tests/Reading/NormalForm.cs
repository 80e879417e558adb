using System.Collections.Immutable;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Engine.Tests.Reading;

/// <summary>
/// What a test case does, without how it is written down: one line for each call, in the order in which they run, whether a call had a variable of its own
/// or stood inside another; constants without the type of their place.
/// </summary>
internal sealed class NormalForm
{
    private readonly List<string> _calls = [];
    private readonly List<int> _results = [];

    private NormalForm() { }

    public static IReadOnlyList<string> Of(TestCase test)
    {
        var form = new NormalForm();
        foreach (var statement in test.Statements)
            form._results.Add(form.Call(statement.Call, statement.Take));
        return form._calls;
    }

    private int Call(Invocation call, int take)
    {
        var receiver = call.Receiver is null ? "" : Write(call.Receiver);
        var arguments = Join(call.Arguments);
        var initialisers = string.Join(',', call.Initialisers.Select(initialiser => $"{initialiser.Member}={Write(initialiser.Value)}"));
        _calls.Add(FormattableString.Invariant($"{call.Member}({receiver}|{arguments}|{initialisers}){take}"));
        return _calls.Count - 1;
    }

    private string Join(ImmutableArray<Expression> items) => string.Join(',', items.Select(Write));

    private string Write(Expression expression) => expression switch
    {
        Reference reference => FormattableString.Invariant($"#{_results[reference.Statement]}"),
        Invocation call => FormattableString.Invariant($"#{Call(call, 0)}"),
        Collection collection => $"[{Join(collection.Items)}]",
        Lambda lambda => $"{lambda.Body}{lambda.Computation}({(lambda.Value is null ? "" : Write(lambda.Value))})",
        KnownValue known => known.Code,
        TypeOf type => FormattableString.Invariant($"typeof {type.Operand}"),
        DefaultValue => "default",
        Literal { Value: null } => "null",
        Literal literal => TestCaseNotation.Write(literal with { Type = 0 }),
        _ => throw new ArgumentException($"{expression}"),
    };
}
