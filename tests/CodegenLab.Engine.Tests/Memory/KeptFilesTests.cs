using CodegenLab.Engine.Memory;
using CodegenLab.Engine.Suites;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Engine.Tests.Memory;

public sealed class KeptFilesTests
{
    private const string Source = """
        namespace Shop;
        public static class Prices
        {
            public static int Of(int count) { if (count > 3) return count * 2; return count switch { 1 => 5, _ => 7 }; }
            // codegen-lab disable all: as it is
            public static string Name(string text) => text ?? "none";
        }
        """;

    private string _folder = "";

    private static IEnumerable<TestCaseData> OtherProjects =>
    [
        Other("a source says something else", project => project with { Compilation = Compilation(Source.Replace("* 2", "* 3", StringComparison.Ordinal)) }),
        Other("a source is in another file", project => project with { Compilation = Moved(project.Compilation) }),
        Other("another symbol is defined", project => project with { Compilation = Compilation(Source, parsed => parsed.WithPreprocessorSymbols("DEBUG", "OTHER")) }),
        Other("another language version is meant", project => project with { Compilation = Compilation(Source, parsed => parsed.WithLanguageVersion(LanguageVersion.CSharp13)) }),
        Other("overflow is checked", project => project with { Compilation = project.Compilation.WithOptions(project.Compilation.Options.WithOverflowChecks(true)) }),
        Other("the assembly has another name", project => project with { Compilation = project.Compilation.WithAssemblyName("Other") }),
        Other("another assembly is referenced", project => project with { Compilation = project.Compilation.AddReferences(MetadataReference.CreateFromFile(typeof(TestCaseAttribute).Assembly.Location)) }),
        Other("a referenced project says something else", project => project with { Compilation = project.Compilation.AddReferences(Compilation("public class Other;").WithAssemblyName("Other").ToMetadataReference()) }),
        Other("embedded files or arguments are others", project => project with { Stamp = "others" }),
    ];

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("codegen-lab-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [TestCase(SuiteProbes.Coverage)]
    [TestCase(SuiteProbes.Mutants)]
    public void What_is_kept_is_what_was_made(SuiteProbes probes)
    {
        SuiteProject[] projects = [Project(Source), Project("namespace Shop; public static class Till { public static bool Is(int a) => a is > 3 and < 9; }", "Till")];
        var alone = SuiteSubjectBuilder.Build(projects, probes, At("alone"), kept: null, default);

        var made = Build(projects, probes);
        var taken = new KeptFiles(At("kept"));
        var found = SuiteSubjectBuilder.Build(projects, probes, At("found"), taken, default);

        Assert.That(taken.Found, Is.EqualTo(2));
        foreach (var subject in new[] { made, found })
        {
            Assert.That(subject.Sites, Is.EqualTo(alone.Sites));
            Assert.That(subject.Lines, Is.EqualTo(alone.Lines));
            Assert.That(subject.Mutants, Is.EqualTo(alone.Mutants));
            Assert.That(subject.Ignored, Is.EqualTo(alone.Ignored));
            Assert.That(subject.Members, Is.EqualTo(alone.Members));
            Assert.That(subject.RolledBack, Is.EqualTo(alone.RolledBack));
            Assert.That(subject.Switches.SelectMany(shape => shape.Arms).Select(arm => (arm.Site, string.Join(' ', arm.Integers))), Is.EqualTo(alone.Switches.SelectMany(shape => shape.Arms).Select(arm => (arm.Site, string.Join(' ', arm.Integers)))));
            Assert.That(subject.Assemblies.Select(File.ReadAllBytes), Is.EqualTo(alone.Assemblies.Select(File.ReadAllBytes)));
        }
    }

    [TestCaseSource(nameof(OtherProjects))]
    public void Nothing_is_taken_when(string name, Func<SuiteProject, SuiteProject> change)
    {
        var project = Project(Source);
        Build([project], SuiteProbes.Coverage);
        var other = change(project);
        var kept = new KeptFiles(At("kept"));

        SuiteSubjectBuilder.Build([other], SuiteProbes.Coverage, At("other"), kept, default);

        Assert.That(kept.Found, Is.Zero, name);
        SuiteSubjectBuilder.Build([project], SuiteProbes.Coverage, At("same"), kept, default);
        Assert.That(kept.Found, Is.EqualTo(1));
    }

    [Test]
    public void Nothing_is_taken_for_other_probes_or_behind_other_numbers()
    {
        var (first, second) = (Project(Source), Project("public static class Till { public static bool Is(int a) => a > 3; }", "Till"));
        Build([first, second], SuiteProbes.Coverage);
        var kept = new KeptFiles(At("kept"));

        SuiteSubjectBuilder.Build([second], SuiteProbes.Coverage, At("alone"), kept, default);
        SuiteSubjectBuilder.Build([first], SuiteProbes.Mutants, At("mutants"), kept, default);

        Assert.That(kept.Found, Is.Zero);
    }

    [Test]
    public void What_nobody_knows_all_of_is_not_kept()
    {
        Build([Project(Source) with { Stamp = null }], SuiteProbes.Coverage);

        Assert.That(Directory.Exists(At("kept")), Is.False);
    }

    [Test]
    public void A_damaged_build_is_made_again()
    {
        var project = Project(Source);
        var made = Build([project], SuiteProbes.Coverage);
        var file = Directory.GetFiles(At("kept")).Single();
        var content = File.ReadAllBytes(file);

        foreach (var damaged in new[] { [], content[..20], content[..^1], [.. content[..^1], (byte)(content[^1] ^ 1)] })
        {
            File.WriteAllBytes(file, damaged);
            var kept = new KeptFiles(At("kept"));
            var again = SuiteSubjectBuilder.Build([project], SuiteProbes.Coverage, At("again"), kept, default);

            Assert.That(kept.Found, Is.Zero);
            Assert.That(again.Sites, Is.EqualTo(made.Sites));
            Assert.That(File.ReadAllBytes(file), Is.EqualTo(content));
        }
    }

    [Test]
    public void What_was_not_used_for_the_longest_time_goes_first()
    {
        var kept = new KeptFiles(At("kept"), mostBytes: 3000);
        kept.Keep("a", new byte[900]);
        kept.Keep("b", new byte[900]);
        kept.Keep("c", new byte[900]);
        Age("a", hours: 3);
        Age("b", hours: 2);
        Age("c", hours: 1);

        kept.Find("a");
        kept.Keep("d", new byte[900]);

        Assert.That(Directory.GetFiles(At("kept")).Select(Path.GetFileNameWithoutExtension), Is.EquivalentTo(["a", "c", "d"]));
    }

    [Test]
    public void What_a_process_left_that_was_ended_is_taken_away()
    {
        var kept = new KeptFiles(At("kept"));
        kept.Keep("a", new byte[9]);
        File.WriteAllText(At("kept/left.tmp"), "half");
        File.SetLastWriteTimeUtc(At("kept/left.tmp"), DateTime.UtcNow.AddHours(-2));
        File.WriteAllText(At("kept/now.tmp"), "half");

        kept.Keep("b", new byte[9]);

        Assert.That(Directory.GetFiles(At("kept"), "*.tmp").Select(Path.GetFileName), Is.EqualTo(["now.tmp"]));
    }

    [Test]
    public void Many_at_once_find_whole_builds_or_none()
    {
        var contents = Enumerable.Range(0, 4).Select(number => Enumerable.Repeat((byte)number, 20_000 + number).ToArray()).ToArray();

        Parallel.For(0, 200, turn =>
        {
            var kept = new KeptFiles(At("kept"), mostBytes: 50_000);
            var number = turn % contents.Length;
            kept.Keep($"{number}", contents[number]);
            if (kept.Find($"{(turn + 1) % contents.Length}") is { } found)
                Assert.That(found, Is.EqualTo(contents[(turn + 1) % contents.Length]));
        });

        Assert.That(Directory.GetFiles(At("kept"), "*.tmp"), Is.Empty);
    }

    private static TestCaseData Other(string name, Func<SuiteProject, SuiteProject> change) => new TestCaseData(name, change).SetArgDisplayNames(name);

    private static SuiteProject Project(string source, string name = "Shop") => new(Compilation(source).WithAssemblyName(name), []) { Stamp = "stamp" };

    private static CSharpCompilation Compilation(string source, Func<CSharpParseOptions, CSharpParseOptions>? parsed = null)
    {
        var compilation = SampleCompilation.Of(source);
        return parsed is null ? compilation : compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(compilation.SyntaxTrees.Select(tree => tree.WithRootAndOptions(tree.GetRoot(), parsed((CSharpParseOptions)tree.Options))));
    }

    private static CSharpCompilation Moved(CSharpCompilation compilation) =>
        compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(compilation.SyntaxTrees.Select(tree => tree.WithFilePath(tree.FilePath + ".other.cs")));

    private SuiteSubject Build(SuiteProject[] projects, SuiteProbes probes) => SuiteSubjectBuilder.Build(projects, probes, At("made"), new KeptFiles(At("kept")), default);

    private string At(string name) => Path.Combine(_folder, name);

    private void Age(string key, int hours) => File.SetLastWriteTimeUtc(At($"kept/{key}.kept"), DateTime.UtcNow.AddHours(-hours));
}
