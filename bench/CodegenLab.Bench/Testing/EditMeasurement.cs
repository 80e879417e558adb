using System.Collections.Immutable;
using System.Globalization;
using System.Runtime;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace CodegenLab.Bench.Testing;

/// <summary>
/// Measures what generators and analyzers add to an edit in an editor, which runs them anew after each. In CPU time of all threads, since the wall clock tells of the machine's other work too.
/// </summary>
/// <param name="edits">Of each kind; as many and more before them warm up.</param>
internal sealed class EditMeasurement(CompilerInput input, int edits)
{
    /// <summary>Most rounds of all kinds of edits before those that count.</summary>
    private const int MostPasses = 20;

    /// <summary>So few methods compiled in one round do not show.</summary>
    private const int FewMethods = 20;

    /// <summary>More than the 100 ms after which the runtime begins to compile anew what was called often (its setting TC_CallCountingDelayMs).</summary>
    private static readonly TimeSpan TieringDelay = TimeSpan.FromMilliseconds(500);

    private GeneratorDriver _driver = CSharpGeneratorDriver.Create(input.Generators, input.AdditionalFiles, (CSharpParseOptions)input.Compilation.SyntaxTrees.First().Options, input.Options);
    private CSharpCompilation _compilation = input.Compilation;

    public IEnumerable<string> Measure(int marked)
    {
        var clock = Now();
        _driver = _driver.RunGenerators(_compilation);
        yield return Row("the first run, of all files", [Now() - clock]);

        const int unmarked = TestProject.Files - 1;
        List<Kind> kinds =
        [
            new("the body of a test in an unmarked file", unmarked, round => TestProject.TestFile(unmarked, false, $"sums.Add({round});"), edits),
            new("a new method in an unmarked file", unmarked, round => TestProject.TestFile(unmarked, false).TrimEnd()[..^1] + $"public void M{round}() {{ }} }}", edits),
        ];
        if (marked > 0)
        {
            kinds.Add(new Kind("the body of a test in a marked file", 3, round => TestProject.TestFile(3, true, $"sums.Add({round});"), edits));
            kinds.Add(new Kind("a new class in a marked file", 3, round => TestProject.TestFile(3, true) + $"public sealed class New{round};", edits));
            kinds.Add(new Kind("a limit of a marked parameter", 3, round => TestProject.TestFile(3, true).Replace("[Boundary]", $"[Boundary(Max = {100 + round})]", StringComparison.Ordinal), edits));
            kinds.Add(new Kind("a new global using", unmarked, round => (round % 2 == 0 ? "global using System.Text;\n" : "") + TestProject.TestFile(unmarked, false), 5));
        }

        WarmUp(kinds);
        foreach (var kind in kinds)
            yield return Row(kind.Name, Edits(kind, 0));
        if (marked == 0)
            yield break;
        foreach (var row in Analyzers("a marked file", 3, true).Concat(Analyzers("an unmarked file", unmarked, false)))
            yield return row;
    }

    /// <summary>An editor has run for a while: what the runtime compiles anew after some calls, in the background and for some time, is compiled before anything is measured.</summary>
    private void WarmUp(List<Kind> kinds)
    {
        for (var pass = 1; pass <= MostPasses; pass++)
        {
            var before = JitInfo.GetCompiledMethodCount();
            foreach (var kind in kinds)
                Edits(kind, -pass * kind.Count);
            Thread.Sleep(TieringDelay);
            if (JitInfo.GetCompiledMethodCount() - before < FewMethods)
                return;
        }
    }

    private List<double> Edits(Kind kind, int first)
    {
        var times = new List<double>();
        for (var round = first; round < first + kind.Count; round++)
        {
            var next = Edited(kind.File, kind.Text(round));
            // Declarations are there in an editor before generators run.
            _ = next.GlobalNamespace.GetNamespaceMembers().Count();
            var clock = Now();
            _driver = _driver.RunGenerators(next);
            times.Add(Now() - clock);
            _compilation = next;
        }

        return times;
    }

    /// <summary>As an editor does: of the file that is edited, whose code the compiler has judged before.</summary>
    private IEnumerable<string> Analyzers(string name, int file, bool isMarked)
    {
        List<double> none = [], all = [];
        for (var round = -edits; round < edits; round++)
        {
            // In turns, so that both meet the same machine.
            foreach (var (analyzers, times) in ((ImmutableArray<DiagnosticAnalyzer>, List<double>)[])[([new NothingAnalyzer()], none), (input.Analyzers, all)])
            {
                _compilation = Edited(file, TestProject.TestFile(file, isMarked, $"sums.Add({round});"));
                _driver = _driver.RunGeneratorsAndUpdateCompilation(_compilation, out var after, out _);
                var tree = after.SyntaxTrees.Single(one => one.FilePath.EndsWith($"{Path.DirectorySeparatorChar}Part{file}Tests.cs", StringComparison.Ordinal));
                var model = after.GetSemanticModel(tree);
                _ = model.GetDiagnostics();
                var clock = Now();
                var analyzed = after.WithAnalyzers(analyzers, new CompilationWithAnalyzersOptions(new AnalyzerOptions(input.AdditionalFiles, input.Options), onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false));
                _ = analyzed.GetAnalyzerSyntaxDiagnosticsAsync(tree, default).GetAwaiter().GetResult();
                _ = analyzed.GetAnalyzerSemanticDiagnosticsAsync(model, filterSpan: null, default).GetAwaiter().GetResult();
                if (round >= 0)
                    times.Add(Now() - clock);
            }
        }

        yield return Row($"an analyzer that does nothing, on {name}", none);
        yield return Row($"the package's {input.Analyzers.Length} analyzers, on {name}", all);
    }

    private static double Now() => Environment.CpuUsage.TotalTime.TotalMilliseconds;

    private CSharpCompilation Edited(int file, string text)
    {
        var old = _compilation.SyntaxTrees.Single(tree => tree.FilePath.EndsWith($"{Path.DirectorySeparatorChar}Part{file}Tests.cs", StringComparison.Ordinal));
        return _compilation.ReplaceSyntaxTree(old, CSharpSyntaxTree.ParseText(SourceText.From(text, System.Text.Encoding.UTF8), (CSharpParseOptions)old.Options, old.FilePath));
    }

    private static string Row(string name, List<double> times)
    {
        times.Sort();
        return string.Create(CultureInfo.InvariantCulture, $"| {name} | {times[times.Count / 2]:0.0} | {times[(int)(0.95 * (times.Count - 1))]:0.0} |");
    }

    /// <param name="Text">Of the file after an edit, by its number.</param>
    private sealed record Kind(string Name, int File, Func<int, string> Text, int Count);
}
