using System.Reflection;
using CodegenLab.Worker.Execution;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Search;

/// <summary>
/// Sets static fields back that a test has set, before the next one runs. Otherwise all tests that come after it run with what it has set: with a fake in the place of what makes all objects
/// of CsvHelper, 701 of 1586 branches that the search had covered were lost.
/// </summary>
/// <remarks>
/// Fields of the types whose static setters, static fields or static methods without a result the test names. Nothing is set back between two runs of one test without a mutant: that the second
/// sees what the first has left is how we know of it.
/// </remarks>
internal sealed class StaticFields(Universe universe)
{
    private readonly Dictionary<Type, FieldInfo[]> _fieldsOf = [];
    private readonly List<(FieldInfo Field, object? Value)> _before = [];
    private TestCase? _last;

    /// <summary>Sets back what the last run has set, and remembers what this one may.</summary>
    /// <param name="mutant">-1: none.</param>
    public void BeginRun(TestCase test, int mutant)
    {
        if (ReferenceEquals(_last, test) && mutant < 0)
            return;
        SetBack();
        _last = test;
        foreach (var statement in test.Statements)
        {
            var member = universe.Catalog.Members[statement.Call.Member];
            if (member.IsSubject && SetsForAll(member, statement.Call))
                _before.AddRange(FieldsOf(universe.TypeOf(member.DeclaringType)).Select(field => (field, field.GetValue(null))));
        }
    }

    /// <summary>Sets back what the last run has set.</summary>
    public void SetBack()
    {
        _last = null;
        foreach (var (field, value) in _before)
            field.SetValue(null, value);
        _before.Clear();
    }

    /// <summary>Whether a call writes a static property or field.</summary>
    public static bool Writes(MemberShape member, Invocation call) =>
        member.IsStatic && (member.Kind is MemberShapeKind.PropertySetter or MemberShapeKind.IndexerSetter || (member.Kind == MemberShapeKind.Field && call.Arguments.Length > 0));

    private static bool SetsForAll(MemberShape member, Invocation call) => Writes(member, call) || member is { IsStatic: true, Kind: MemberShapeKind.Method, Result: < 0 };

    private FieldInfo[] FieldsOf(Type type)
    {
        if (_fieldsOf.TryGetValue(type, out var known))
            return known;
        FieldInfo[] fields = [.. type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly).Where(field => field is { IsInitOnly: false, IsLiteral: false, FieldType.IsPointer: false, FieldType.IsFunctionPointer: false })];
        try
        {
            _ = fields.FirstOrDefault()?.GetValue(null);
        }
        catch (TypeInitializationException)
        {
            // A type that cannot be initialised is never used.
            fields = [];
        }

        return _fieldsOf[type] = fields;
    }
}
