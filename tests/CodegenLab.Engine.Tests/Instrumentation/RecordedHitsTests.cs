using System.Diagnostics;
using CodegenLab.Engine.Instrumentation;
using CodegenLab.Probes;
using Microsoft.CodeAnalysis;

namespace CodegenLab.Engine.Tests.Instrumentation;

public sealed class RecordedHitsTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("codegen-lab-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_process_leaves_behind_what_it_hit()
    {
        var subject = new SubjectBuilder().Build(
            SampleCompilation.Of(OutputKind.ConsoleApplication, """
                public static class C
                {
                    public static int Main(string[] args)
                    {
                        Parallel.For(0, 1000, i => { if (i < 0) Never(); });
                        object o = args;
                        if (o is string s) return s.Length;
                        if (o is not string[] all) return args.Length;
                        return all is [var only] && only == "x" ? 0 : 1;
                    }

                    static void Never() { }
                }
                """),
            [],
            _folder,
            CancellationToken.None);
        var traces = Path.Combine(_folder, "traces");

        Run(subject.SearchAssembly, traces, "x");
        var one = RecordedHits.Read(traces);
        Run(subject.SearchAssembly, traces, "y");
        Run(subject.MutantAssembly, traces, "y");
        var all = RecordedHits.Read(traces);

        Assert.Multiple(() =>
        {
            Assert.That(Goals(one, subject), Is.EquivalentTo(new[] { "i < 0: False", "o is string s: False", "o is string[] all: True", "all is [var only]: True", "only == \"x\": True" }));
            Assert.That(Goals(all, subject), Is.EquivalentTo(new[] { "i < 0: False", "o is string s: False", "o is string[] all: True", "all is [var only]: True", "only == \"x\": True", "only == \"x\": False" }));
            Assert.That(one.Members.Select(member => subject.Members[member]), Is.EqualTo(new[] { "M:C.Main(System.String[])" }));
            Assert.That(one.Lines, Is.Not.Empty);
            Assert.That(one.Mutants, Is.Empty);
            Assert.That(all.Mutants, Is.Not.Empty);
        });
    }

    [Test]
    public void Half_a_line_at_the_end_is_left_out()
    {
        File.WriteAllText(Path.Combine(_folder, "killed.hits"), "goal 4\nline 7\nline 1");

        var hits = RecordedHits.Read(_folder);

        Assert.That((hits.Goals.Single(), hits.Lines.Single()), Is.EqualTo((4, 7)));
    }

    [Test]
    public void No_folder_is_no_hits() => Assert.That(RecordedHits.Read(Path.Combine(_folder, "missing")).Goals, Is.Empty);

    private static IEnumerable<string> Goals(RecordedHits hits, InstrumentedSubject subject) =>
        hits.Goals.Select(goal => $"{subject.Sites[goal / 2].Text}: {goal % 2 == 0}");

    private static void Run(string assembly, string traces, string argument)
    {
        var folder = Path.GetDirectoryName(assembly)!;
        File.Copy(typeof(Probe).Assembly.Location, Path.Combine(folder, "CodegenLab.Probes.dll"), overwrite: true);
        File.WriteAllText(
            Path.ChangeExtension(assembly, ".runtimeconfig.json"),
            $$"""{ "runtimeOptions": { "framework": { "name": "Microsoft.NETCore.App", "version": "{{Environment.Version}}" } } }""");

        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [assembly, argument]);
        start.Environment["CODEGEN_LAB_TRACE"] = traces;
        using var process = Process.Start(start)!;
        process.WaitForExit();
    }
}
