using System.Collections.Immutable;
using CodegenLab.Engine.Suites;
using CodegenLab.Engine.Tests.Trials;
using CodegenLab.Engine.Workers;
using CodegenLab.Worker.Protocol;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Engine.Tests.Suites;

/// <summary>A small suite of NUnit, compiled here and run by real workers.</summary>
public sealed class SuiteRunnerTests
{
    private const string Subject = """
        public static class Sums
        {
            private static readonly int[] Table = Fill();
            public static int Add(int x, int y) => x + y;
            public static int At(int place) => Table[place];
            private static int[] Fill() => [1, 2];
        }
        """;

    private const string Tests = """
        using NUnit.Framework;
        public class SumsTests
        {
            [Test] public void Adds() => Assert.That(Sums.Add(1, 2), Is.EqualTo(3));
            [Test] public void Adds_nothing() => Assert.That(Sums.Add(1, 0), Is.EqualTo(1));
            [Test] public void Looks_up() => Assert.That(Sums.At(1), Is.EqualTo(2));
        }
        """;

    /// <summary>One test alone needs a sum that is made once, and it is the dearest of them.</summary>
    private const string TestsWithStatics = """
        using NUnit.Framework;
        public class SumsTests
        {
            private static class Kept { public static readonly int Sum = Sums.Add(1, 2); }
            [Test] public void Looks_up() => Assert.That(Sums.At(1), Is.EqualTo(2));
            [Test] public void Looks_up_another() => Assert.That(Sums.At(0), Is.EqualTo(1));
            [Test] public void Uses_what_is_kept()
            {
                for (var turn = 0; turn < 50; turn++)
                    Assert.That(Sums.At(0), Is.EqualTo(1));
                Assert.That(Kept.Sum, Is.EqualTo(3));
            }
        }
        """;

    /// <summary>The sum that is made once tells x + y from x - y, the one that is made each time does not.</summary>
    private const string TestsWithBoth = """
        using NUnit.Framework;
        public class SumsTests
        {
            private static readonly int Kept = Sums.Add(1, 2);
            [Test] public void Adds_nothing() => Assert.That(Sums.Add(1, 0), Is.EqualTo(1));
            [Test] public void Uses_what_is_kept() => Assert.That(Kept, Is.EqualTo(3));
        }
        """;

    /// <summary>What was made once keeps the word that it was made with.</summary>
    private const string SubjectThatIsKept = """
        public static class Answers
        {
            private static readonly string Word = "yes";
            public static System.Func<string> Make()
            {
                var word = Word;
                return () => word;
            }
        }
        """;

    private const string TestsThatKeep = """
        using NUnit.Framework;
        public class AnswersTests
        {
            private static System.Func<string> answer;
            [Test] public void Says_yes() => Assert.That((answer ??= Answers.Make())(), Is.EqualTo("yes"));
        }
        """;

    /// <summary>What was counted once is never counted again, though each call still asks whether it has to be.</summary>
    private const string SubjectWithCache = """
        using System.Collections.Generic;
        public static class Rabbits
        {
            private static readonly Dictionary<int, int> Known = new();
            public static int After(int months) => months < 2 ? months : Known.TryGetValue(months, out var known) ? known : Known[months] = After(months - 1) + After(months - 2);
        }
        """;

    private const string TestsOfCache = """
        using NUnit.Framework;
        public class RabbitsTests
        {
            [Test] public void Counts() => Assert.That(Rabbits.After(10), Is.EqualTo(55));
        }
        """;

    /// <summary>One test needs what another has registered, and notices nothing of whether three is three or more.</summary>
    private const string SubjectWithRegistry = """
        using System.Collections.Generic;
        public static class Registry
        {
            private static readonly List<string> Names = new();
            public static void Add(string name) => Names.Add(name);
            public static bool Has(string name, int letters) => letters >= 3 && Names.Contains(name);
        }
        """;

    private const string TestsOfRegistry = """
        using NUnit.Framework;
        public class RegistryTests
        {
            [Test] public void Adds() => Registry.Add("four");
            [Test] public void Has() => Assert.That(Registry.Has("four", 4), Is.True);
        }
        """;

    /// <summary>What was made once is told apart from what is made each time by its state alone.</summary>
    private const string SubjectWithMaps = """
        public sealed class Map
        {
            public int Index = -1;
            public string Name = "";
            public Map At(int index, string name)
            {
                Index = index + 1;
                Name = name + "!";
                return this;
            }
        }
        """;

    private const string TestsOfMaps = """
        using NUnit.Framework;
        public class KeptTests
        {
            private static readonly Map Kept = MAKE;
            [Test] public void Has_an_index() => Assert.That(Kept.Index, Is.EqualTo(3));
            [Test] public void Has_a_name() => Assert.That(Kept.Name, Is.EqualTo("a!"));
        }
        public class MapTests
        {
            [Test] public void Makes_one() => Assert.That(new Map().At(1, "b"), Is.Not.Null);
            [Test] public void Makes_another() => Assert.That(new Map().At(2, "c"), Is.Not.Null);
        }
        """;

    /// <summary>Of another library, which keeps what it is given first.</summary>
    private const string Registry = """
        public static class Registry
        {
            private static object _first;
            public static T Once<T>(System.Func<T> make) where T : class => (T)(_first ??= make());
            public static T First<T>(T value) where T : class => (T)(_first ??= value);
        }
        """;

    /// <summary>The part of Verify's settings that matters, and what it does without.</summary>
    private const string Snapshots = """
        namespace VerifyTests;
        public static class VerifierSettings
        {
            private static readonly System.Collections.Generic.HashSet<string> Seen = [];
            private static bool _mayRepeat;
            public static void DisableRequireUniquePrefix() => _mayRepeat = true;
            public static void Check(string name)
            {
                if (!Seen.Add(name) && !_mayRepeat)
                    throw new System.InvalidOperationException("The prefix has already been used.");
            }
        }
        """;

    private const string SnapshotTests = """
        using NUnit.Framework;
        public class SumsTests
        {
            [Test] public void Adds() { Assert.That(Sums.Add(1, 2), Is.EqualTo(3)); VerifyTests.VerifierSettings.Check("sum"); }
        }
        """;

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is "System.Runtime.dll" or "netstandard.dll" or "System.Private.CoreLib.dll" or "nunit.framework.dll" or "System.Collections.dll")
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private string _folder = "";

    [OneTimeSetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("suite").FullName;

    [OneTimeTearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task Cases_say_which_members_they_enter()
    {
        var (outcome, subject) = await RunAsync(SuiteProbes.Coverage, request => request);

        Assert.That(Members("Adds"), Is.EquivalentTo(new[] { "M:Sums.Add(System.Int32,System.Int32)" }));
        Assert.That(Members("Looks_up"), Is.SupersetOf(new[] { "M:Sums.At(System.Int32)" }));
        Assert.That(outcome.MembersOnce.Select(id => subject.Members[id]), Is.EquivalentTo(new[] { "M:Sums.Fill" }), "what types do once has no second time");

        IEnumerable<string> Members(string method) => outcome.Runs[Number(outcome, method)].Members.Select(id => subject.Members[id]).Where(member => member != "M:Sums.Fill");
    }

    [Test]
    public async Task Only_the_cases_that_are_asked_for_run_and_kill()
    {
        var (all, mutated) = await RunAsync(SuiteProbes.Mutants, request => request with { Mutants = [.. request.Subject.Mutants.Select(mutant => mutant.Id)] });
        var asked = all.Cases[Number(all, "Adds_nothing")].Key;
        var (some, _) = await RunAsync(SuiteProbes.Mutants, request => request with { Mutants = [.. request.Subject.Mutants.Select(mutant => mutant.Id)], Cases = [asked] });

        var minus = mutated.Mutants.First(mutant => mutant.Replacement.Contains('-', StringComparison.Ordinal)).Id;
        Assert.That(some.Cases, Has.Length.EqualTo(3));
        Assert.That(some.Runs.Keys, Is.EqualTo(new[] { Number(all, "Adds_nothing") }));
        Assert.That(all.Verdicts[minus].Fate, Is.EqualTo(MutantFate.Killed));
        Assert.That(some.Verdicts[minus].Fate, Is.EqualTo(MutantFate.Survived), "1 + 0 is 1 - 0");
    }

    [Test]
    public async Task What_is_done_once_is_tried_first_on_the_case_that_needed_it()
    {
        var (outcome, mutated) = await RunAsync(SuiteProbes.Mutants, request => request with { Mutants = [.. request.Subject.Mutants.Select(mutant => mutant.Id)] }, TestsWithStatics);

        var minus = outcome.Verdicts[mutated.Mutants.First(mutant => mutant.Replacement == "x - y").Id];
        Assert.That((minus.Fate, minus.IsStatic, minus.Runs), Is.EqualTo((MutantFate.Killed, true, 1)));
        Assert.That(minus.Killers, Is.EqualTo(new[] { Number(outcome, "Uses_what_is_kept") }));
    }

    [Test]
    public async Task What_tests_keep_is_made_with_the_mutant_too()
    {
        var (outcome, mutated) = await RunAsync(SuiteProbes.Mutants, request => request with { Mutants = [.. request.Subject.Mutants.Select(mutant => mutant.Id)] }, TestsWithBoth);

        var minus = outcome.Verdicts[mutated.Mutants.First(mutant => mutant.Replacement == "x - y").Id];
        Assert.That(minus.Fate, Is.EqualTo(MutantFate.Killed));
        Assert.That(minus.Killers, Is.EqualTo(new[] { Number(outcome, "Uses_what_is_kept") }));
    }

    [Test]
    public async Task A_static_value_is_changed_in_what_tests_keep_too()
    {
        var (outcome, mutated) = await RunAsync(SuiteProbes.Mutants, request => request with { Mutants = [.. request.Subject.Mutants.Select(mutant => mutant.Id)] }, TestsThatKeep, SubjectThatIsKept);

        Assert.That(outcome.Verdicts[mutated.Mutants.Single(mutant => mutant.Original == "\"yes\"").Id].Fate, Is.EqualTo(MutantFate.Killed));
    }

    /// <summary>By the test itself, or by another library so that making static values of the tests anew does not make it anew.</summary>
    [TestCase("new Map().At(2, \"a\")")]
    [TestCase("Registry.Once(() => new Map().At(2, \"a\"))")]
    [TestCase("Registry.First(new Map().At(2, \"a\"))")]
    public async Task What_is_kept_and_made_each_time_as_well_is_made_with_the_mutant(string make)
    {
        var place = Directory.CreateDirectory(Path.Combine(_folder, Path.GetRandomFileName())).FullName;
        var (subject, registry) = (Compile("Sums", SubjectWithMaps, References), Compile("Registry", Registry, References));
        var tests = Compile("Sums.Tests", TestsOfMaps.Replace("MAKE", make, StringComparison.Ordinal), [.. References, subject.ToMetadataReference(), registry.ToMetadataReference()]);

        var (outcome, mutated) = await RunAsync(place, subject, tests, SuiteProbes.Mutants, request => request with { Mutants = [.. request.Subject.Mutants.Select(mutant => mutant.Id)] }, registry);

        var ofAt = mutated.Mutants.Where(mutant => mutant.Member.StartsWith("M:Map.At", StringComparison.Ordinal) && mutant.Original != "return this;").ToList();
        Assert.That(outcome.Runs.Values.Select(run => run.Status), Is.All.EqualTo(CaseStatus.Passed));
        Assert.That(ofAt, Has.Count.GreaterThanOrEqualTo(4));
        Assert.That(ofAt.Select(mutant => (mutant.Replacement, outcome.Verdicts[mutant.Id].Fate)), Is.All.Matches<(string, MutantFate Fate)>(one => one.Fate != MutantFate.Survived));
    }

    [Test]
    public async Task A_mutant_is_noticed_though_runs_before_have_filled_a_cache()
    {
        var (outcome, mutated) = await RunAsync(SuiteProbes.Mutants, request => request with { Mutants = [.. request.Subject.Mutants.Select(mutant => mutant.Id)] }, TestsOfCache, SubjectWithCache);

        var fates = mutated.Mutants.Where(mutant => mutant.Replacement is "months <= 2" or "months >= 2" or "3" or "1").Select(mutant => (mutant.Replacement, outcome.Verdicts[mutant.Id].Fate)).ToList();
        Assert.That(fates, Has.Some.EqualTo(("months <= 2", MutantFate.Killed)));
        Assert.That(fates.Select(one => one.Fate), Has.None.EqualTo(MutantFate.Survived));
    }

    [Test]
    public async Task A_test_that_needs_another_before_it_notices_no_mutant_for_want_of_it()
    {
        var (outcome, mutated) = await RunAsync(SuiteProbes.Mutants, request => request with { Mutants = [.. request.Subject.Mutants.Select(mutant => mutant.Id)] }, TestsOfRegistry, SubjectWithRegistry);

        var more = outcome.Verdicts[mutated.Mutants.First(mutant => mutant.Replacement == "letters > 3").Id];
        Assert.That(more.Fate, Is.EqualTo(MutantFate.Survived));
    }

    /// <summary>As with xUnit's own runner; NUnit's code, which runs NUnit's tests, does the same.</summary>
    [Test]
    public async Task A_culture_that_one_test_sets_is_not_there_for_the_next()
    {
        const string CulturedTests = """
            using System.Globalization;
            using Xunit;
            public class FirstTests
            {
                public FirstTests() => CultureInfo.CurrentCulture = new CultureInfo("de-DE");
                [Fact] public void Writes_with_a_comma() => Assert.Equal("1,5", (Sums.Add(0, 1) + .5).ToString());
            }
            public class SecondTests
            {
                [Fact] public void Writes_with_a_point() => Assert.Equal("1.5", (Sums.Add(0, 1) + .5).ToString());
            }
            """;
        var place = Directory.CreateDirectory(Path.Combine(_folder, "cultures")).FullName;
        foreach (var library in DraftLibraries.XUnit2.Paths)
            File.Copy(library, Path.Combine(place, Path.GetFileName(library)));
        var subject = Compile("Sums", Subject, References);
        var tests = Compile("Sums.Tests", CulturedTests, [.. References, subject.ToMetadataReference(), .. DraftLibraries.XUnit2.Paths.Select(path => MetadataReference.CreateFromFile(path))]);

        var (outcome, _) = await RunAsync(place, subject, tests, SuiteProbes.Coverage, request => request);

        Assert.That(outcome.Runs.Values.Select(run => run.Status), Is.EqualTo(new[] { CaseStatus.Passed, CaseStatus.Passed }));
    }

    [Test]
    public async Task A_snapshot_may_be_compared_many_times()
    {
        var place = Directory.CreateDirectory(Path.Combine(_folder, "snapshots")).FullName;
        var verify = Compile("Verify", Snapshots, References);
        var subject = Compile("Sums", Subject, References);
        var tests = Compile("Sums.Tests", SnapshotTests, References.Add(subject.ToMetadataReference()).Add(verify.ToMetadataReference()));

        var outcome = await RunAsync(place, subject, tests, SuiteProbes.Coverage, request => request, verify);

        Assert.That(outcome.Outcome.Runs.Values.Select(run => run.Status), Is.EqualTo(new[] { CaseStatus.Passed }));
    }

    [Test]
    public async Task Cases_can_be_left_out()
    {
        var (outcome, _) = await RunAsync(SuiteProbes.Coverage, request => request);
        var (rest, _) = await RunAsync(SuiteProbes.Coverage, request => request with { Omitted = [outcome.Cases[Number(outcome, "Adds")].Key] });

        Assert.That(rest.Runs.Keys.Select(number => rest.Cases[number].Method), Is.EquivalentTo(new[] { "Adds_nothing", "Looks_up" }));
    }

    [Test]
    public async Task Without_any_case_the_cases_are_told_all_the_same()
    {
        var (outcome, _) = await RunAsync(SuiteProbes.Coverage, request => request with { Cases = [] });

        Assert.That(outcome.Cases, Has.Length.EqualTo(3));
        Assert.That(outcome.Runs, Is.Empty);
    }

    [TestCase("System.Threading.Thread.Sleep(-1);")]
    [TestCase("while (true) { }")]
    public async Task A_test_that_waits_for_what_it_was_refused_is_named_and_left_out(string wait)
    {
        var waitingTests = $$"""
            using NUnit.Framework;
            public class SumsTests
            {
                [Test] public void Adds() => Assert.That(Sums.Add(1, 2), Is.EqualTo(3));
                [Test] public void Calls()
                {
                    try { throw new System.UnauthorizedAccessException("as the confinement refuses it"); } catch (System.UnauthorizedAccessException) { }
                    {{wait}}
                }
            }
            """;
        var settings = new WorkerSettings { PatienceWithOriginal = TimeSpan.FromSeconds(20), PatienceAfterRefusal = TimeSpan.FromSeconds(2), LongTime = TimeSpan.FromSeconds(0.5) };
        var told = new Told();

        var (outcome, _) = await RunAsync(SuiteProbes.Mutants, request => request with { Mutants = [.. request.Subject.Mutants.Select(mutant => mutant.Id)] }, waitingTests, settings: settings, progress: told);

        var calls = outcome.Runs[Number(outcome, "Calls")];
        Assert.That((calls.Status, calls.Message), Is.EqualTo((CaseStatus.Crashed, "did not end, for want of something that is refused where mutants are tried")));
        Assert.That(outcome.Runs[Number(outcome, "Adds")].Status, Is.EqualTo(CaseStatus.Passed));
        Assert.That(outcome.Verdicts.Values.Select(verdict => verdict.Fate), Has.Some.EqualTo(MutantFate.Killed));
        var tellings = told.Steps.Select(step => step.LongTest).OfType<string>().ToList();
        Assert.That(tellings, Is.Not.Empty.And.All.StartsWith("SumsTests.Calls has been running for "));
        Assert.That(tellings, Has.Count.LessThan(20), "one each half second: of a test that was refused nothing it would be 40");
    }

    private static int Number(SuiteRunOutcome outcome, string method) => outcome.Cases.ToList().FindIndex(one => one.Method == method);

    private async Task<(SuiteRunOutcome Outcome, SuiteSubject Subject)> RunAsync(SuiteProbes probes, Func<SuiteRequest, SuiteRequest> asked, string tests = Tests, string subjectCode = Subject, WorkerSettings? settings = null, IProgress<Progress>? progress = null)
    {
        var place = Directory.CreateDirectory(Path.Combine(_folder, Path.GetRandomFileName())).FullName;
        var subject = Compile("Sums", subjectCode, References);
        return await RunAsync(place, subject, Compile("Sums.Tests", tests, References.Add(subject.ToMetadataReference())), probes, asked, settings ?? new WorkerSettings(), progress ?? new Silent());
    }

    private static Task<(SuiteRunOutcome Outcome, SuiteSubject Subject)> RunAsync(
        string place, CSharpCompilation subject, CSharpCompilation tests, SuiteProbes probes, Func<SuiteRequest, SuiteRequest> asked, params CSharpCompilation[] others) =>
        RunAsync(place, subject, tests, probes, asked, new WorkerSettings(), new Silent(), others);

    private static async Task<(SuiteRunOutcome Outcome, SuiteSubject Subject)> RunAsync(
        string place, CSharpCompilation subject, CSharpCompilation tests, SuiteProbes probes, Func<SuiteRequest, SuiteRequest> asked, WorkerSettings settings, IProgress<Progress> progress, params CSharpCompilation[] others)
    {
        foreach (var compilation in (CSharpCompilation[])[subject, tests, .. others])
            Emit(compilation, place);
        File.Copy(typeof(TestAttribute).Assembly.Location, Path.Combine(place, "nunit.framework.dll"));
        var instrumented = SuiteSubjectBuilder.Build([new SuiteProject(subject, [])], probes, Path.Combine(place, "probes"), kept: null, default);
        var request = asked(new SuiteRequest(Path.Combine(place, "Sums.Tests.dll"), instrumented));
        return (await new SuiteRunner(settings).RunAsync(request, progress, default), instrumented);
    }

    private static CSharpCompilation Compile(string name, string code, ImmutableArray<MetadataReference> references) => CSharpCompilation.Create(
        name, [CSharpSyntaxTree.ParseText(code, new CSharpParseOptions(LanguageVersion.Preview), path: name + ".cs", encoding: System.Text.Encoding.UTF8)], references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

    private static void Emit(CSharpCompilation compilation, string folder)
    {
        using var file = File.Create(Path.Combine(folder, compilation.AssemblyName + ".dll"));
        var emitted = compilation.Emit(file);
        Assert.That(emitted.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error), Is.Empty);
    }

    private sealed class Told : IProgress<Progress>
    {
        public System.Collections.Concurrent.ConcurrentQueue<Progress> Steps { get; } = [];

        public void Report(Progress value) => Steps.Enqueue(value);
    }

    private sealed class Silent : IProgress<Progress>
    {
        public void Report(Progress value)
        {
        }
    }
}
