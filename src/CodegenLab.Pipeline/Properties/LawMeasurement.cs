using System.Collections.Immutable;
using System.Text;
using CodegenLab.Engine.Laws;
using CodegenLab.Engine.Properties;
using CodegenLab.Engine.Rendering;
using CodegenLab.Engine.Trials;
using CodegenLab.Pipeline.Drafting;
using CodegenLab.Worker.Protocol;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace CodegenLab.Pipeline.Properties;

/// <summary>
/// Tries laws in the confined worker, as the properties that would be written: each on a stream of values, those that hold on more, and those that still do
/// with every mutant. What somebody promises and does not hold is broken; what nobody promises goes, also where no mutant breaks it.
/// </summary>
/// <param name="trial">Runs compiled tests in workers.</param>
/// <param name="scratch">Folder outside the repository.</param>
internal sealed class LawMeasurement(
    PropertyRenderer renderer, DraftBasis basis, TestFramework framework, PropertyOptions options, ulong seed, Func<DraftAssembly, CancellationToken, Task<DraftTrialOutcome>> trial, string scratch)
{
    /// <summary>Values that a law is tried on with each mutant: there are hundreds of those for each law.</summary>
    private const int MutantCases = 25;

    private readonly List<BrokenLaw> _broken = [];
    private readonly List<UntriedLaw> _untried = [];
    private readonly SortedDictionary<int, Law> _laws = [];
    private int _doNotHold;
    private int _sayNothing;
    private int _batches;
    private string _confinement = "";

    /// <param name="mutants">Ids of all mutants of the subject.</param>
    public async Task<MeasuredLaws> MeasureAsync(ImmutableArray<Law> candidates, ImmutableArray<int> mutants, IProgress<string> progress, CancellationToken cancellationToken)
    {
        for (var index = 0; index < candidates.Length; index++)
            _laws.Add(index, candidates[index]);

        progress.Report(FormattableString.Invariant($"trying {_laws.Count} laws"));
        await HoldAsync([.. _laws.Keys], [seed], cancellationToken);
        KeepFirstOfGroups();
        var more = Enumerable.Range(1, Math.Max(1, options.MaxExamples / options.MinimalCases) - 1).Select(run => seed + (ulong)run).ToImmutableArray();
        if (more.Length > 0)
        {
            progress.Report(FormattableString.Invariant($"trying {_laws.Count} laws on {options.MaxExamples} values each"));
            await HoldAsync([.. _laws.Keys], more, cancellationToken);
        }

        DropTrivial();
        progress.Report(FormattableString.Invariant($"trying {_laws.Count} laws on {mutants.Length} mutants"));
        var trials = (await TryAsync([.. _laws.Keys], [seed], mutants, cancellationToken)).ToDictionary(run => run.Run.Law, run => run.Trial);
        var held = _laws.Where(law => trials.TryGetValue(law.Key, out var run) && run.Status == TrialStatus.Passed).Select(law => new HeldLaw(law.Value, trials[law.Key])).ToList();
        var telling = held.Where(law => law.Law.Promise is not null || law.Trial.Kills.Length > 0).ToImmutableArray();
        return new MeasuredLaws(telling, [.. _broken], _doNotHold, _sayNothing + held.Count - telling.Length, [.. _untried], _confinement);
    }

    /// <summary>Leaves those of the laws that hold on all streams. One that ends with an exception that excuses it is tried again without the values it is thrown for, one that is false in a milder form where there is one.</summary>
    private async Task HoldAsync(ImmutableArray<int> laws, ImmutableArray<ulong> seeds, CancellationToken cancellationToken)
    {
        var excused = new List<int>();
        foreach (var runs in (await TryAsync(laws, seeds, [], cancellationToken)).GroupBy(run => run.Run.Law).ToList())
        {
            if (runs.Select(run => run.Trial).FirstOrDefault(run => run.Status != TrialStatus.Passed) is not { } failed)
                continue;
            var law = _laws[runs.Key];
            var thrown = ExceptionIn(failed);
            var narrowed = thrown is not null ? law.ExcusedBy(thrown) : IsFalse(failed) ? law.Milder : null;
            if (narrowed is { } narrower)
            {
                _laws[runs.Key] = narrower;
                excused.Add(runs.Key);
                continue;
            }

            _laws.Remove(runs.Key);
            Judge(law, failed);
        }

        if (excused.Count > 0)
            await HoldAsync([.. excused], seeds, cancellationToken);
    }

    private void KeepFirstOfGroups()
    {
        var superfluous = _laws.Where(law => law.Value.Group is not null).GroupBy(law => (law.Value.Type, law.Value.Group)).SelectMany(group => group.Skip(1)).Select(law => law.Key).ToList();
        foreach (var law in superfluous)
            _laws.Remove(law);
    }

    private void DropTrivial()
    {
        var trivial = _laws.Where(law => law.Value.Excludes is not null).GroupBy(law => (law.Value.Type, law.Value.Excludes)).Where(group => group.Count() > 1).SelectMany(group => group).Select(law => law.Key).ToList();
        _sayNothing += trivial.Count(_laws.Remove);
    }

    private void Judge(Law law, DraftTrial failed)
    {
        if (failed is { Status: TrialStatus.Threw, Failure.ExceptionType: LawTrialCode.Broken or LawTrialCode.Threw })
        {
            if (law.Promise is { } promise)
                _broken.Add(Broken(law, promise, failed));
            else
                _doNotHold++;
            return;
        }

        var (reason, detail) = failed.Status == TrialStatus.Threw ? ("NoValues", failed.Failure?.Message) : (failed.Status.ToString(), failed.Failure?.Message);
        _untried.Add(Untried(law, reason, detail ?? ""));
    }

    private static bool IsFalse(DraftTrial failed) => failed is { Status: TrialStatus.Threw, Failure.ExceptionType: LawTrialCode.Broken };

    private static UntriedLaw Untried(Law law, string reason, string detail) => new(law.Type.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat), law.Words, reason, detail);

    private static BrokenLaw Broken(Law law, string promise, DraftTrial failed)
    {
        var place = law.Members[0].Locations.FirstOrDefault(location => location.IsInSource)?.GetLineSpan();
        var exception = ExceptionIn(failed);
        var values = failed.Failure!.Message ?? "";
        return new BrokenLaw(
            law.Type.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat),
            law.Members[0].ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat),
            place?.Path ?? "",
            (place?.StartLinePosition.Line ?? -1) + 1,
            law.Kind,
            law.Words,
            promise,
            exception is null ? values : values[Math.Min(values.Length, exception.Length + 1)..],
            exception,
            law.Code(type => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)));
    }

    /// <summary>The exception that the law ended with; null: it was false, or nothing is known.</summary>
    private static string? ExceptionIn(DraftTrial failed) =>
        failed is { Status: TrialStatus.Threw, Failure: { ExceptionType: LawTrialCode.Threw, Message: { } message } } ? message.Split(' ')[0] : null;

    private async Task<IReadOnlyList<(LawRun Run, DraftTrial Trial)>> TryAsync(ImmutableArray<int> laws, ImmutableArray<ulong> seeds, ImmutableArray<int> mutants, CancellationToken cancellationToken)
    {
        if (Compile(laws, seeds, !mutants.IsEmpty, cancellationToken) is not { Runs.IsEmpty: false } compiled)
            return [];
        var assembly = new DraftAssembly(compiled.Path, basis.References, [.. compiled.Runs.Select(run => run.Method)], mutants) { Framework = framework == TestFramework.XUnit ? DraftFramework.XUnit : DraftFramework.NUnit };
        var outcome = await trial(assembly, cancellationToken);
        _confinement = outcome.Confinement;
        var trials = outcome.Trials.ToDictionary(run => run.Method, StringComparer.Ordinal);
        return [.. compiled.Runs.Select(run => (run, trials[run.Method]))];
    }

    /// <summary>Compiles the laws as they will be written, and what runs them. A law that does not compile is none.</summary>
    private (string Path, ImmutableArray<LawRun> Runs) Compile(ImmutableArray<int> laws, ImmutableArray<ulong> seeds, bool isForMutants, CancellationToken cancellationToken)
    {
        var parsing = (CSharpParseOptions?)basis.Compilation.SyntaxTrees.FirstOrDefault()?.Options ?? CSharpParseOptions.Default;
        // Advice, which the repository may treat as an error, is the proof's to silence. What people have there takes no part: it may hold a class of the same name.
        var tests = basis.Compilation.RemoveSyntaxTrees(basis.Compilation.SyntaxTrees.Where(tree => tree.GetCompilationUnitRoot(cancellationToken).Members.Count > 0)).WithOptions(basis.Compilation.Options.WithOutputKind(OutputKind.DynamicallyLinkedLibrary).WithGeneralDiagnosticOption(ReportDiagnostic.Suppress).WithSpecificDiagnosticOptions([]).WithSyntaxTreeOptionsProvider(null));
        while (true)
        {
            var standing = laws.Where(_laws.ContainsKey).ToImmutableArray();
            var fixtures = renderer.Render([.. standing.Select(index => _laws[index])], new HashSet<int>(), _ => ([], []));
            var runs = fixtures
                .SelectMany(fixture => fixture.Tests.SelectMany(test => seeds.Select(value => new LawRun(standing[test.Found[0]], fixture.Namespace.Length == 0 ? fixture.ClassName : $"{fixture.Namespace}.{fixture.ClassName}", test.Name, value))))
                .ToImmutableArray();
            var trees = fixtures.Select(fixture => Parse(fixture.Source, fixture.ClassName)).ToList();
            var compilation = tests.AddSyntaxTrees([.. trees, Parse(LawTrialCode.Write(runs, isForMutants ? Math.Min(MutantCases, options.MinimalCases) : options.MinimalCases, !isForMutants, framework), "LawTrials")]);
            var errors = compilation.GetDiagnostics(cancellationToken).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Location.SourceTree is { } tree && trees.Contains(tree)).ToList();
            if (errors.Count == 0)
                return (Emit(compilation, cancellationToken), runs);
            foreach (var error in errors)
                Drop(fixtures[trees.IndexOf(error.Location.SourceTree!)], standing, error);
        }

        SyntaxTree Parse(string source, string name) => CSharpSyntaxTree.ParseText(SourceText.From(source, Encoding.UTF8), parsing, name + ".cs", cancellationToken);
    }

    /// <summary>The law that the error stands in; where it stands in none, all of its class.</summary>
    private void Drop(RenderedFixture fixture, ImmutableArray<int> standing, Diagnostic error)
    {
        var line = error.Location.GetLineSpan().StartLinePosition.Line + 1;
        var blamed = fixture.Tests.Where(test => test.FirstLine <= line && line <= test.LastLine).ToList();
        foreach (var test in blamed.Count > 0 ? blamed : [.. fixture.Tests])
        {
            if (_laws.Remove(standing[test.Found[0]], out var law))
                _untried.Add(Untried(law, "DoesNotCompile", $"{error.Id}: {error.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}"));
        }
    }

    private string Emit(CSharpCompilation compilation, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateDirectory(Path.Combine(scratch, FormattableString.Invariant($"laws{++_batches}"))).FullName;
        var path = Path.Combine(folder, compilation.AssemblyName + ".dll");
        using var file = File.Create(path);
        var emitted = compilation.Emit(file, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.Embedded), cancellationToken: cancellationToken);
        return emitted.Success ? path : throw new InvalidOperationException($"Laws that compile one by one do not compile together: {string.Join("; ", emitted.Diagnostics.Where(one => one.Severity == DiagnosticSeverity.Error).Take(3))}");
    }
}
