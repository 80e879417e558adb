using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Search;

/// <summary>
/// Finds calls that change an object that a static property or field holds. Every run after such a one finds it changed, in this process as in the user's, and the order of tests is nobody's promise.
/// </summary>
/// <param name="isOneObject">Whether a static property or field gives the same object again.</param>
internal sealed class SharedObjects(Catalog catalog, Predicate<MemberShape> isOneObject)
{
    private readonly Dictionary<int, bool> _isOneObject = [];
    private readonly HashSet<int> _changers = [];

    /// <summary>Whether calls of a member (catalog id) were found because of what they change.</summary>
    public bool IsChanger(int member) => _changers.Contains(member);

    /// <summary>Some statement sets a part of such an object, or calls what returns nothing: it is there for what it changes.</summary>
    public bool AreChangedBy(TestCase test)
    {
        foreach (var statement in test.Statements)
        {
            var member = catalog.Members[statement.Call.Member];
            var isField = member.Kind == MemberShapeKind.Field;
            if (statement.Call.Receiver is null || (isField ? statement.Call.Arguments.IsEmpty : member.Result >= 0) || !IsShared(statement.Call.Receiver, test.Statements.AsSpan()))
                continue;
            _changers.Add(member.Id);
            return true;
        }

        return false;
    }

    private bool IsShared(Expression value, ReadOnlySpan<Statement> statements) => value switch
    {
        Reference reference => IsShared(statements[reference.Statement].Call, statements),
        Invocation { Arguments.IsEmpty: true } call => catalog.Members[call.Member] is { Kind: MemberShapeKind.PropertyGetter or MemberShapeKind.Field } member
            && !catalog.Types[member.Returns].IsValueType && (call.Receiver is null ? IsOneObject(member) : IsShared(call.Receiver, statements)),
        _ => false,
    };

    private bool IsOneObject(MemberShape member)
    {
        if (!_isOneObject.TryGetValue(member.Id, out var isOne))
            _isOneObject[member.Id] = isOne = isOneObject(member);
        return isOne;
    }
}
