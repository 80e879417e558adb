using CodegenLab.Worker.Execution;
using CodegenLab.Worker.Search;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Oracles;

/// <summary>Says which member a test is about.</summary>
/// <param name="catalog">Discovered.</param>
internal sealed class SubjectChoice(Catalog catalog)
{
    /// <summary>By id, not by member: a generic type is a subject as discovery closed it, and tests use it as signatures close it too.</summary>
    private readonly HashSet<string> _subjects = [.. catalog.Members.Where(member => member.IsSubject).Select(member => member.DocumentationId)];

    /// <summary>Those that tests were asked for, by name for the same reason; null: all.</summary>
    private readonly HashSet<string>? _types = catalog.IsNarrowed ? [.. catalog.Members.Where(member => member.IsSubject).Select(member => catalog.Types[member.DeclaringType].Name)] : null;

    /// <summary>What made the object that the last call is about, where that call is a library's; else, but for one that writes out what was written before, the last member of the subject that the test calls itself, or that gave the receiver of a call through a framework's interface; failing that one called inside; -1 for none.</summary>
    public int Of(TestCase test)
    {
        if (Maker(test) is { } maker)
            return maker.Id;
        test = Slots.Take(test, Flushes.ActOf(catalog, test) + 1);
        for (var i = test.Statements.Length - 1; i >= 0; i--)
        {
            var member = catalog.Members[test.Statements[i].Call.Member];
            if (IsSubject(member) || (IsAskedFor(catalog.Types[member.DeclaringType]) && IsReceiverLater(test, i)))
                return member.Id;
        }

        var inner = -1;
        foreach (var statement in test.Statements)
            Slots.Visit(statement.Call, expression => inner = expression is Invocation call && IsSubject(catalog.Members[call.Member]) ? call.Member : inner);
        return inner;
    }

    /// <summary>A validator, not the order that it validates; null where no class of a library acts last.</summary>
    private MemberShape? Maker(TestCase test)
    {
        var last = test.Statements[^1].Call;
        if (catalog.Types[catalog.Members[last.Member].DeclaringType] is not { IsSubject: false, Kind: TypeShapeKind.Class } || last.Receiver is null)
            return null;
        var call = last.Receiver is Reference reference ? test.Statements[reference.Statement].Call : last.Receiver as Invocation;
        return call is not null && catalog.Members[call.Member] is var made && IsSubject(made) ? made : null;
    }

    private bool IsAskedFor(TypeShape type) => type.IsSubject && !type.Name.StartsWith(Discovery.FakesNamespace + ".", StringComparison.Ordinal) && _types?.Contains(type.Name) is not false;

    private bool IsSubject(MemberShape member) => _subjects.Contains(member.DocumentationId);

    private static bool IsReceiverLater(TestCase test, int index) =>
        test.Statements.Skip(index + 1).Any(statement => statement.Call.Receiver is Reference receiver && receiver.Statement == index);
}
