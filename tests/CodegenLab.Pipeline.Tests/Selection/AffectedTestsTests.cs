using System.Collections.Immutable;
using CodegenLab.Engine.Suites;
using CodegenLab.Engine.Workers;
using CodegenLab.Pipeline.History;
using CodegenLab.Pipeline.Selection;
using CodegenLab.Pipeline.Solutions;
using CodegenLab.Pipeline.Suites;
using CodegenLab.Worker.Protocol;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Pipeline.Tests.Selection;

/// <summary>
/// The promise of a selection, on the solution with a suite of each framework: whatever is edited, every test that ends differently is among the selected. Subject and tests are compiled here; real
/// workers run them.
/// </summary>
[TestFixture]
public sealed class AffectedTestsTests
{
    private string _folder = "";
    private LoadedSuites _suites = null!;
    private ImmutableArray<KnownTest> _known;
    private Dictionary<(string Project, string Key), CaseStatus> _before = null!;

    [OneTimeSetUp]
    public async Task RunAll()
    {
        _folder = Directory.CreateTempSubdirectory("affected").FullName;
        var sample = Path.Combine(Repository(), "tests", "subjects", "Ledger", "Ledger.slnx");
        _suites = await SuiteMeasurement.LoadAsync(new SuiteMeasurementRequest { Path = sample, WorkingFolder = Repository() }, new Relay<GenerationProgress>(_ => { }), default);
        foreach (var project in _suites.Assemblies.Select(assembly => assembly.Project))
        {
            if (!File.Exists(project.TargetPath))
                Assert.That((await DotnetCommand.RunAsync(["build", project.Path, "-nologo", "-v", "q", "-nodeReuse:false"], project.Folder, null, default)).ExitCode, Is.Zero);
            Copy(Path.GetDirectoryName(project.TargetPath)!, OutputOf(project));
        }

        var state = Edited("", "", "");
        var code = CodeSnapshot.Of(state.All, default);
        var known = ImmutableArray.CreateBuilder<KnownTest>();
        _before = [];
        var runs = await RunAsync(state);
        ImmutableArray<BuiltCode> built = [.. state.All.Select(one => new BuiltCode(one.Compilation, one.IsTest, Emitted(one.Compilation)))];
        var references = new TypeReferences(built);
        foreach (var (project, tests, subject, outcome) in runs)
        {
            var layout = new ProbeLayout(subject);
            var depends = new TestDependencies(code, built, references, subject).Of(tests, [], outcome with { Runs = Enumerable.Range(0, outcome.Cases.Length).ToImmutableDictionary(number => number, number => RunOf(outcome, number)) });
            for (var number = 0; number < outcome.Cases.Length; number++)
            {
                var name = SelectionPlanner.NameOf(project, outcome.Cases[number]);
                _before[(project, name.Key)] = RunOf(outcome, number).Status;
                // What failed is always selected: here it is to be found by what was changed.
                known.Add(new KnownTest(name, [new PastResult(1, SuiteTestStatus.Passed, TimeSpan.FromMilliseconds(1))], null, new TestCoverage(depends[number], layout.Hits(RunOf(outcome, number)), HasHits: true)));
            }
        }

        _known = known.ToImmutable();
    }

    [OneTimeTearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestCase("src/Ledger/Account.cs", "if (amount <= 0)\n", "if (amount < 0)\n", 37)]
    [TestCase("src/Ledger/Account.cs", "        return true;", "        return false;", 12)]
    [TestCase("src/Ledger/Account.cs", "_entries = [];", "_entries = [new Entry(1, 0)];", 43)]
    [TestCase("src/Ledger/Account.cs", "entry.Amount)", "entry.Amount + 1)", 11)]
    [TestCase("src/Ledger/Account.cs", "await Task.Delay(delay);", "throw new NotSupportedException();", 6)]
    [TestCase("src/Ledger/Account.cs", "decimal Fee);", "decimal Fee) { public decimal Amount { get; } = -Amount; }", 43)]
    [TestCase("src/Ledger/Account.cs", "    /// <summary>Nobody tests it.</summary>", "    ~Account() { }\n    public override string ToString() => Owner;\n", 43)]
    [TestCase("src/Ledger/Account.cs", "    /// <summary>Nobody tests it.</summary>", "    public void Deposit(int amount) => throw new NotSupportedException();\n", 43)]
    [TestCase("src/Ledger/Rates.cs", "[100] = 0.5m", "[100] = 0.6m", 43)]
    [TestCase("src/Ledger/Rates.cs", "fee = rate;", "fee = 1 - rate;", 39)]
    [TestCase("src/Ledger/Rates.cs", "steps++;", "steps += 2;", 5)]
    [TestCase("tests/Ledger.NUnit.Tests/AccountTests.cs", "Is.EqualTo(5)", "Is.EqualTo(6)", 16)]
    [TestCase("tests/Ledger.NUnit.Tests/AccountTests.cs", "[TestCase(0)]", "[TestCase(7)]", 16)]
    [TestCase("tests/Ledger.XUnit.Tests/AccountTests.cs", "overdraft: 50", "overdraft: 0", 17)]
    [TestCase("tests/Ledger.XUnit.Tests/AccountTests.cs", "Created { get; } = 1", "Created { get; } = 2", 17)]
    [TestCase("src/Ledger/Account.cs", "/// <summary>Nobody tests it.</summary>", "// Nobody tests it.", 0)]
    public async Task Whatever_ends_differently_is_selected(string file, string before, string after, int most)
    {
        var state = Edited(file, before, after);
        var selected = new AffectedTests(_known).Since(CodeSnapshot.Of(state.All, default)).Select(test => (test.Test.Name.Project, test.Test.Name.Key)).ToHashSet();
        var missed = new List<string>();
        var misremembered = new List<string>();
        var differing = 0;
        foreach (var (project, _, subject, outcome) in await RunAsync(state))
        {
            var layout = new ProbeLayout(subject);
            for (var number = 0; number < outcome.Cases.Length; number++)
            {
                var key = (project, outcome.Cases[number].Key);
                if (!_before.TryGetValue(key, out var status))
                    continue;
                var known = _known.Single(test => (test.Name.Project, test.Name.Key) == key).Coverage!.Hits;
                if (!selected.Contains(key) && !(layout.Lines(known).Order().SequenceEqual(RunOf(outcome, number).Lines) && layout.Goals(known).Order().SequenceEqual(RunOf(outcome, number).Goals)))
                    misremembered.Add(key.ToString());
                if (RunOf(outcome, number).Status == status)
                    continue;
                differing++;
                if (!selected.Contains(key))
                    missed.Add($"{key}: {status} and now {RunOf(outcome, number)}");
            }
        }

        TestContext.Out.WriteLine($"{differing} of {_before.Count} end differently, {selected.Count} are selected");
        Assert.That(missed, Is.Empty);
        Assert.That(misremembered, Is.Empty, "what is remembered of the others is what a full run would show");
        Assert.That(selected, Has.Count.LessThanOrEqualTo(most), "no more than the change can reach");
    }

    [Test]
    public void Named_changes_select_what_depends_on_them()
    {
        var steps = new CodePiece(PieceKind.Member, "Ledger", "M:Ledger.Rates.Steps(System.Int32)");
        var affected = new AffectedTests(_known).By(new HashSet<CodePiece> { steps }, new HashSet<string>());

        Assert.That(affected.Select(test => test.Test.Name.Method).Distinct(), Is.SupersetOf(new[] { "Counts", "Waits_without_a_task" }));
        Assert.That(affected.Select(test => (test.Reason, test.Piece)).Distinct(), Is.EqualTo(new[] { (SelectionReason.MemberChanged, (CodePiece?)steps) }));
    }

    [Test]
    public void What_failed_the_last_time_or_is_not_known_is_selected_without_a_change()
    {
        var failed = _known[0] with { Results = [new PastResult(2, SuiteTestStatus.Failed, TimeSpan.Zero), .. _known[0].Results] };
        var flaky = _known[1] with { Results = [new PastResult(2, SuiteTestStatus.Flaky, TimeSpan.Zero)] };
        var dark = _known[2] with { Coverage = null };
        var affected = new AffectedTests([failed, flaky, dark, _known[3]]).By(new HashSet<CodePiece>(), new HashSet<string>());

        Assert.That(affected.Select(test => (test.Test, test.Reason)), Is.EqualTo(new[] { (failed, SelectionReason.FailedLast), (flaky, SelectionReason.FailedLast), (dark, SelectionReason.Unknown) }));
    }

    [Test]
    public void What_was_seen_of_staged_code_says_nothing_of_the_code_that_is_remembered()
    {
        var staged = new PastResult(2, SuiteTestStatus.Failed, TimeSpan.Zero) { IsStaged = true };
        var failedStaged = _known[0] with { Results = [staged, .. _known[0].Results] };
        var onlyStaged = _known[1] with { Results = [staged with { Status = SuiteTestStatus.Passed }] };
        var passedStaged = _known[2] with { Results = [staged with { Run = 3, Status = SuiteTestStatus.Passed }, new PastResult(2, SuiteTestStatus.Failed, TimeSpan.Zero)] };
        var affected = new AffectedTests([failedStaged, onlyStaged, passedStaged]).By(new HashSet<CodePiece>(), new HashSet<string>());

        Assert.That(affected.Select(test => (test.Test, test.Reason)), Is.EqualTo(new[] { (onlyStaged, SelectionReason.Unknown), (passedStaged, SelectionReason.FailedLast) }));
    }

    private static CaseRun RunOf(SuiteRunOutcome outcome, int number) => outcome.Runs.GetValueOrDefault(number) ?? new CaseRun(number, CaseStatus.Skipped, null, 0, [], [], [], []);

    private State Edited(string file, string before, string after)
    {
        var subject = _suites.Subjects.Single();
        var changed = With(subject.Compilation);
        return new State(changed, [.. _suites.Assemblies.Select(assembly => (assembly.Project, With(assembly.Project.Compilation.ReplaceReference(
            assembly.Project.Compilation.References.OfType<CompilationReference>().Single(reference => reference.Compilation == subject.Compilation), changed.ToMetadataReference()))))]);

        CSharpCompilation With(CSharpCompilation compilation)
        {
            var tree = file.Length == 0 ? null : compilation.SyntaxTrees.FirstOrDefault(tree => tree.FilePath.Replace('\\', '/').EndsWith("/" + file, StringComparison.Ordinal));
            if (tree is null)
                return compilation;
            var text = tree.GetText().ToString();
            Assert.That(text, Does.Contain(before));
            return compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(text.Replace(before, after, StringComparison.Ordinal), (CSharpParseOptions)tree.Options, tree.FilePath, tree.Encoding));
        }
    }

    private async Task<IReadOnlyList<(string Project, Compilation Tests, SuiteSubject Subject, SuiteRunOutcome Outcome)>> RunAsync(State state)
    {
        var subject = SuiteSubjectBuilder.Build([new SuiteProject(state.Subject, [])], SuiteProbes.Coverage, Path.Combine(_folder, Path.GetRandomFileName()), kept: null, default);
        return await Task.WhenAll(state.Tests.Select(async tests =>
        {
            var assembly = Path.Combine(OutputOf(tests.Project), Path.GetFileName(tests.Project.TargetPath));
            File.Copy(Emitted(tests.Compilation), assembly, overwrite: true);
            var outcome = await new SuiteRunner(new WorkerSettings { IsConfined = false, HeapLimit = 1L << 30 }).RunAsync(new SuiteRequest(assembly, subject), new Relay<Progress>(_ => { }), default);
            return (tests.Project.Name, (Compilation)tests.Compilation, subject, outcome);
        }));
    }

    private string Emitted(Compilation compilation)
    {
        var path = Path.Combine(_folder, Path.GetRandomFileName());
        Assert.That(compilation.Emit(path).Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error), Is.Empty);
        return path;
    }

    private string OutputOf(LoadedProject project) => Path.Combine(_folder, project.Name);

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }

    private static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "CodegenLab.sln")))
            folder = Path.GetDirectoryName(folder)!;
        return folder;
    }

    private sealed record State(CSharpCompilation Subject, ImmutableArray<(LoadedProject Project, CSharpCompilation Compilation)> Tests)
    {
        public ImmutableArray<(Compilation Compilation, bool IsTest)> All => [(Subject, false), .. Tests.Select(tests => ((Compilation)tests.Compilation, true))];
    }
}
