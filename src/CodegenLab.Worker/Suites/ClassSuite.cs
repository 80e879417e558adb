using System.Reflection;
using CodegenLab.Worker.Protocol;

namespace CodegenLab.Worker.Suites;

/// <summary>A suite whose cases are rows of methods of classes, found by reflection: how xUnit and MSTest have it.</summary>
/// <remarks>
/// The frameworks' own runners need a tenth of a millisecond to a millisecond per case, hundreds of times what a small test takes. What they do around it is
/// little and documented; it is done here. What a test is, its rows and its failures stay the framework's: attributes and assertions are its own.
/// </remarks>
internal abstract class ClassSuite : Suite
{
    private readonly List<ClassCase> _cases = [];
    private readonly List<SuiteCase> _shown = [];
    private readonly Dictionary<MethodInfo, IReadOnlyList<object?[]>> _constant = [];
    private readonly Dictionary<MethodInfo, IReadOnlyList<object?[]>> _rows = [];

    public override IReadOnlyList<SuiteCase> Cases => _shown;

    public override void Run(IReadOnlyList<int> order, ISuiteObserver observer)
    {
        _rows.Clear();
        using var shared = Share();
        for (var at = 0; at < order.Count;)
        {
            var type = _cases[order[at]].Type;
            var end = at + 1;
            while (end < order.Count && _cases[order[end]].Type == type)
                end++;
            if (!RunClass(type, order.Skip(at).Take(end - at).ToList(), shared, observer))
                return;
            at = end;
        }
    }

    /// <summary>What cases of several classes share in one run; torn down when disposed.</summary>
    protected abstract SharedThings Share();

    /// <summary>Runs one case on a new instance.</summary>
    protected abstract CaseEnd Run(Type type, MethodInfo method, object?[] row, IReadOnlyDictionary<Type, object> things);

    /// <summary>The rows of a method that has sources of rows.</summary>
    protected abstract IReadOnlyList<object?[]> RowsOf(MethodInfo method);

    /// <summary>Whether its rows stand in the source as constants: the same each time.</summary>
    protected abstract bool HasConstantRows(MethodInfo method);

    /// <summary>Notes the cases of a method: one, or one per row.</summary>
    /// <param name="skipped">Why it is not run; null: it is.</param>
    /// <param name="hasRows">It has sources of rows.</param>
    protected void Add(Type type, MethodInfo method, string? skipped, bool hasRows, ISuiteObserver observer)
    {
        if (skipped is not null || !hasRows)
        {
            Add(new ClassCase(type, method, -1, skipped is null ? null : CaseEnd.Skipped(skipped)), method.Name);
            return;
        }

        var first = _cases.Count;
        observer.SharedBegins();
        try
        {
            var rows = RowsOf(method);
            if (rows.Count == 0)
                Add(new ClassCase(type, method, -1, CaseEnd.Failed("No data found")), method.Name);
            for (var row = 0; row < rows.Count; row++)
                Add(new ClassCase(type, method, row, null), method.Name + RowText.Of(rows[row]));
            if (HasConstantRows(method))
                _constant[method] = rows;
        }
        catch (Exception failure)
        {
            _cases.RemoveRange(first, _cases.Count - first);
            _shown.RemoveRange(first, _shown.Count - first);
            Add(new ClassCase(type, method, -1, CaseEnd.Failed(failure)), method.Name);
        }

        observer.SharedEnds([.. Enumerable.Range(first, _cases.Count - first)]);
    }

    private void Add(ClassCase found, string display)
    {
        var (type, method) = (found.Type.FullName!, found.Method.Name);
        var overloads = found.Type.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic).Count(other => other.Name == method);
        var signature = overloads > 1 ? $"({string.Join(',', found.Method.GetParameters().Select(parameter => parameter.ParameterType.Name))})" : "";
        var row = found.Row < 0 ? "" : FormattableString.Invariant($"#{found.Row}");
        _cases.Add(found);
        _shown.Add(new SuiteCase($"{type}.{method}{signature}{row}", type, method, $"{type}.{method}", $"{type}.{display}"));
    }

    private bool RunClass(Type type, IReadOnlyList<int> numbers, SharedThings shared, ISuiteObserver observer)
    {
        observer.SharedBegins();
        var (things, failure) = shared.Enter(type);
        observer.SharedEnds(numbers);
        var goesOn = true;
        foreach (var number in numbers)
        {
            var found = _cases[number];
            var row = failure is null && found.Ready is null && found.Row >= 0 ? RowOf(found, number, observer) : [];
            observer.CaseBegins(number);
            var end = found.Ready ?? failure ?? (row is null ? CaseEnd.Failed("The row is no longer there.") : Guarded(found, row, things));
            goesOn = observer.CaseEnds(number, end);
            if (!goesOn)
                break;
        }

        observer.SharedBegins();
        var left = shared.Leave(type);
        observer.SharedEnds(numbers);
        // What a class tears down may fail as well: it counts for the last case that ran, as nobody else is left to say so.
        return goesOn && (left is not { } broken || observer.CaseEnds(numbers[^1], broken));
    }

    private object?[]? RowOf(ClassCase found, int number, ISuiteObserver observer)
    {
        if (_constant.TryGetValue(found.Method, out var rows) || _rows.TryGetValue(found.Method, out rows))
            return found.Row < rows.Count ? rows[found.Row] : null;

        observer.SharedBegins();
        try
        {
            _rows[found.Method] = rows = RowsOf(found.Method);
        }
        catch (Exception)
        {
            // It could be found before: the mutant, or what an earlier case left behind, is noticed by the case.
            _rows[found.Method] = rows = [];
        }

        observer.SharedEnds([number]);
        return found.Row < rows.Count ? rows[found.Row] : null;
    }

    private CaseEnd Guarded(ClassCase found, object?[] row, IReadOnlyDictionary<Type, object> things)
    {
        var end = CaseEnd.Passed;
        // What a case sets for itself and what it calls, the culture among it, is not there for the next one.
        if (ExecutionContext.Capture() is { } flow)
            ExecutionContext.Run(flow, RunCase, null);
        else
            RunCase(null);
        return end;

        void RunCase(object? _)
        {
            try
            {
                end = Run(found.Type, found.Method, row, things);
            }
            catch (Exception failure)
            {
                end = EndOf(failure);
            }
        }
    }

    /// <summary>What an exception says of the case that it left.</summary>
    protected virtual CaseEnd EndOf(Exception failure) => CaseEnd.Failed(failure);

    /// <param name="Row">-1: it has none.</param>
    /// <param name="Ready">How it ends without being run; null: it is run.</param>
    private sealed record ClassCase(Type Type, MethodInfo Method, int Row, CaseEnd? Ready);
}

/// <summary>What the cases of a class, and of several, share in one run.</summary>
internal abstract class SharedThings : IDisposable
{
    /// <summary>Sets up what the class needs.</summary>
    /// <returns>By type, to be handed to instances; and how every case of the class ends because that failed (null: it did not).</returns>
    public abstract (IReadOnlyDictionary<Type, object> Things, CaseEnd? Failure) Enter(Type type);

    /// <summary>Tears down what only the class needed.</summary>
    /// <returns>Null: that worked.</returns>
    public abstract CaseEnd? Leave(Type type);

    public abstract void Dispose();
}
