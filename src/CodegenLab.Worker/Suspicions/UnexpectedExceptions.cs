using CodegenLab.Probes;
using CodegenLab.Worker.Execution;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.Search;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Suspicions;

/// <summary>
/// Watches all runs for exceptions that look like a fault of the code: the runtime raises them, or the framework for an argument that no caller of the subject gave;
/// neither documentation nor a throw in any member that ran says so; and the signatures allow the input. What ran is known from probes: stack traces lack what was inlined.
/// </summary>
/// <param name="universe">The search build.</param>
/// <param name="members">Documentation ids of the members with an entry probe, index is the entry id.</param>
internal sealed class UnexpectedExceptions(Universe universe, string[] members, Announcements announcements, Admission admission)
{
    private static readonly HashSet<Type> Kinds =
    [
        typeof(NullReferenceException), typeof(IndexOutOfRangeException), typeof(ArgumentOutOfRangeException), typeof(ArgumentNullException), typeof(InvalidCastException), typeof(KeyNotFoundException),
        typeof(OverflowException), typeof(DivideByZeroException),
    ];

    /// <summary>Types whose arithmetic ends at limits that are known: an exception there says that the numbers were too large, which no signature can say.</summary>
    private static readonly HashSet<Type> Limited = [typeof(DateTime), typeof(DateTimeOffset), typeof(TimeSpan), typeof(DateOnly), typeof(TimeOnly)];

    /// <summary>
    /// Of the numbers that have no opposite, and of lengths below zero; what was checked is announced. Any other message is of a conversion or of a decimal, which says that the
    /// number was too large.
    /// </summary>
    private static readonly HashSet<string> Overflows = [new OverflowException().Message, MessageOfAbs()];

    private readonly Dictionary<string, int[]> _throwers = announcements.Thrown.SelectMany(one => one.Value.Select(exception => (Exception: exception, Member: one.Key)))
        .GroupBy(one => one.Exception, one => Array.IndexOf(members, one.Member)).ToDictionary(group => group.Key, group => group.Where(entry => entry >= 0).ToArray());

    private readonly Dictionary<(int Member, Type Exception), Surprise> _smallest = [];
    private readonly Dictionary<int, TestCase> _outOfFuel = [];

    /// <summary>The smallest test for each member and exception, in the order the first ones were found.</summary>
    public IEnumerable<Surprise> Found => _smallest.Values;

    /// <summary>The smallest test for each member that ran out of fuel.</summary>
    public IEnumerable<TestCase> OutOfFuel => _outOfFuel.Values;

    /// <summary>Takes a run in the search build that an exception has ended.</summary>
    public void NoteException(TestCase test, Interpreter interpreter)
    {
        var results = interpreter.Results;
        var thrown = results[^1].Exception!.GetType();
        var member = test.Statements[results.Count - 1].Call.Member;
        if (!Kinds.Contains(thrown) || !universe.Catalog.Members[member].IsSubject)
            return;
        if (_smallest.TryGetValue((member, thrown), out var known) && known.Test.Size <= test.Size && results.Count == test.Statements.Length)
            return;
        if (Of(test, interpreter) is { } surprise && (known is null || surprise.Test.Size < known.Test.Size))
            _smallest[(member, thrown)] = surprise;
    }

    /// <summary>Takes a run in the search build that used up its fuel.</summary>
    public void NoteOutOfFuel(TestCase test, Interpreter interpreter)
    {
        var last = interpreter.Results.Count;
        if (last >= test.Statements.Length || !universe.Catalog.Members[test.Statements[last].Call.Member].IsSubject)
            return;
        var cut = Slots.Take(test, last + 1);
        if ((!_outOfFuel.TryGetValue(cut.Statements[^1].Call.Member, out var known) || cut.Size < known.Size) && admission.Allows(cut, interpreter.Results))
            _outOfFuel[cut.Statements[^1].Call.Member] = cut;
    }

    /// <summary>What the last run of a test ended with, if it is such an exception; else null.</summary>
    public Surprise? Of(TestCase test, Interpreter interpreter)
    {
        var results = interpreter.Results;
        if (results.Count == 0 || results[^1].Exception is not { } thrown || !Kinds.Contains(thrown.GetType()))
            return null;
        var cut = Slots.Take(test, results.Count);
        var member = universe.Catalog.Members[cut.Statements[^1].Call.Member];
        return IsUnexpected(thrown, member) && !IsAnnounced(thrown.GetType(), member) && admission.Allows(cut, results) ? new Surprise(cut, thrown.GetType(), Trace.LastLine) : null;
    }

    /// <summary>
    /// Whether the last run of a test ended as it does when a fake answers null where its contract promises an object, or does not do what a class of a library leaves to others: that is no fault of the code, and nothing a test
    /// may state.
    /// </summary>
    public bool IsOfFake(TestCase test, Interpreter interpreter)
    {
        var results = interpreter.Results;
        if (results.Count == 0 || results[^1].Exception is not { } thrown || !HasFake(test))
            return false;
        var mayBeOfFake = thrown switch
        {
            NullReferenceException or ArgumentNullException => true,
            InvalidCastException refused => refused.Message.Contains(Discovery.FakesNamespace, StringComparison.Ordinal),
            NotSupportedException or NotImplementedException => !ThrowSite.IsIn(universe.Assembly, thrown),
            _ => false,
        };
        if (!mayBeOfFake)
            return false;
        var member = universe.Catalog.Members[test.Statements[results.Count - 1].Call.Member];
        return IsUnexpected(thrown, member) && !IsAnnounced(thrown.GetType(), member);
    }

    private bool HasFake(TestCase test) => test.Statements.Any(statement =>
    {
        var found = false;
        Slots.Visit(statement.Call, expression => found |= expression is Invocation call && universe.TypeOf(universe.Catalog.Members[call.Member].DeclaringType).Namespace == Discovery.FakesNamespace);
        return found;
    });

    private static bool IsUnexpected(Exception thrown, MemberShape member)
    {
        var isIndexer = member.Kind is MemberShapeKind.IndexerGetter or MemberShapeKind.IndexerSetter;
        return thrown switch
        {
            // An argument of the caller that is handed on is refused by whoever gets it, under its name.
            ArgumentException refused => !isIndexer && (refused.ParamName is not { } name || Array.TrueForAll(member.Parameters, parameter => parameter.Name != name)) && !IsAtLimits(thrown),
            IndexOutOfRangeException or KeyNotFoundException => !isIndexer,
            OverflowException => Overflows.Contains(thrown.Message),
            DivideByZeroException => !IsDivision(member.Name),
            _ => true,
        };
    }

    private static bool IsDivision(string name) => name.Contains("Divi", StringComparison.Ordinal) || name.Contains("Mod", StringComparison.Ordinal) || name.Contains("Remainder", StringComparison.Ordinal);

    private static bool IsAtLimits(Exception thrown) =>
        new System.Diagnostics.StackTrace(thrown, fNeedFileInfo: false).GetFrames().TakeWhile(frame => frame.GetMethod()?.DeclaringType?.Assembly == typeof(object).Assembly).Any(frame => Limited.Contains(frame.GetMethod()!.DeclaringType!));

    private bool IsAnnounced(Type thrown, MemberShape member) => IsThrown(thrown.Name) || IsThrown(Announcements.Any) || IsDocumented(thrown, member);

    /// <summary>A member that the last run has entered throws it on purpose.</summary>
    private bool IsThrown(string exception) => _throwers.TryGetValue(exception, out var throwers) && Array.Exists(throwers, entry => Trace.MemberEpoch[entry] == Trace.Epoch);

    private bool IsDocumented(Type thrown, MemberShape member)
    {
        if (!announcements.Documented.TryGetValue(member.DocumentationId, out var documented))
            return false;
        for (Type? type = thrown; type is not null; type = type.BaseType)
        {
            if (documented.Contains(type.FullName))
                return true;
        }

        return false;
    }

    private static string MessageOfAbs()
    {
        try
        {
            return Math.Abs(int.MinValue).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (OverflowException overflow)
        {
            return overflow.Message;
        }
    }
}

/// <summary>A run that ended in an exception that nobody announces.</summary>
/// <param name="Test">Its last statement throws.</param>
/// <param name="Line">The line probe that was passed last: members that end there share one fault; -1: none was, as where all is expressions.</param>
internal sealed record Surprise(TestCase Test, Type Exception, int Line);
