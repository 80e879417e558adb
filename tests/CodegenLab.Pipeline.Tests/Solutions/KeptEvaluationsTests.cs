using System.Collections;
using CodegenLab.Pipeline.Solutions;

namespace CodegenLab.Pipeline.Tests.Solutions;

/// <summary>One solution whose evaluation is kept, and each way in which what is kept can go stale.</summary>
public sealed class KeptEvaluationsTests
{
    private const string Library = "src/Lib/Lib.csproj";

    private readonly TemporaryFolder _folder = new();

    private static readonly Dictionary<string, Action<TemporaryFolder>> Changes = new(StringComparer.Ordinal)
    {
        ["a project says something else"] = folder => folder.Replace(Library, "<Nullable>enable", "<Nullable>disable"),
        ["a file that a project imports says something else"] = folder => folder.Write("Directory.Build.props", "<Project />"),
        ["a file that a project imports by name says something else"] = folder => folder.Write("build/own.props", "<Project />"),
        ["a referenced project says something else"] = folder => folder.Replace("src/Base/Base.csproj", "<Nullable>enable", "<Nullable>disable"),
        ["a file is there that an import waited for"] = folder => folder.Write("src/Lib/maybe.props", "<Project />"),
        ["a nearer Directory.Build.props appears"] = folder => folder.Write("src/Directory.Build.props", "<Project />"),
        ["a Directory.Build.targets appears"] = folder => folder.Write("src/Directory.Build.targets", "<Project />"),
        ["a Directory.Packages.props appears"] = folder => folder.Write("Directory.Packages.props", "<Project />"),
        ["settings of one user appear"] = folder => folder.Write(Library + ".user", "<Project />"),
        ["a global.json appears"] = folder => folder.Write("global.json", "{}"),
        ["the nuget.config says something else"] = folder => folder.Write("nuget.config", "<configuration />"),
        ["an .editorconfig appears"] = folder => folder.Write("src/Lib/Inner/.editorconfig", "root = true"),
        ["a .globalconfig appears"] = folder => folder.Write("src/.globalconfig", "is_global = true"),
        ["a source appears"] = folder => folder.Write("src/Lib/Inner/New.cs", "class New;"),
        ["a source appears in a folder that was not there"] = folder => folder.Write("src/Lib/More/New.cs", "class New;"),
        ["a source is gone"] = folder => File.Delete(folder.At("src/Lib/Inner/Second.cs")),
        ["a source appears that is linked from another folder"] = folder => folder.Write("shared/New.cs", "class New;"),
        ["an embedded file appears"] = folder => folder.Write("src/Lib/texts/new.txt", "new"),
        ["packages were restored to something else"] = folder => folder.Write("src/Lib/obj/project.assets.json", "{}"),
        ["what restore has the project import says something else"] = folder => folder.Write("src/Lib/obj/Lib.csproj.nuget.g.props", "<Project />"),
        ["a generated source is gone"] = folder => Directory.GetFiles(folder.At("src/Lib/obj"), "*.AssemblyInfo.cs", SearchOption.AllDirectories).ToList().ForEach(File.Delete),
        ["a loose assembly is another one"] = folder => File.WriteAllBytes(folder.At("lib/Loose.dll"), File.ReadAllBytes(typeof(NUnit.Framework.Assert).Assembly.Location)),
        ["a loose assembly is gone"] = folder => File.Delete(folder.At("lib/Loose.dll")),
    };

    private static IEnumerable<string> NamesOfChanges => Changes.Keys;

    private static IEnumerable<TestCaseData> Whims =>
    [
        new TestCaseData("<Target Name=\"Own\" BeforeTargets=\"CoreCompile\"><Exec Command=\"echo\" /></Target>", "it has a <Target> of its own").SetArgDisplayNames("a task of its own"),
        new TestCaseData("<PropertyGroup><Version>1.0.$([System.DateTime]::Now.Day)</Version></PropertyGroup>", "it uses [System.DateTime]::Now…").SetArgDisplayNames("the time"),
        new TestCaseData("<PropertyGroup><Length>$([System.IO.File]::ReadAllText('$(MSBuildThisFileDirectory)First.cs').Length)</Length></PropertyGroup>", "it uses [System.IO.File]::ReadAllText…").SetArgDisplayNames("a file that it reads by itself"),
        new TestCaseData("<PropertyGroup><Version>$([MSBuild]::GetRegistryValue('a', 'b'))</Version></PropertyGroup>", "it uses [MSBuild]::GetRegistryValue…").SetArgDisplayNames("the registry"),
        new TestCaseData("<PropertyGroup><Here>$(PWD)</Here></PropertyGroup>", "it uses $(PWD)").SetArgDisplayNames("where its user is"),
    ];

    [OneTimeSetUp]
    public async Task KeepAnEvaluation()
    {
        _folder.Write("nuget.config", """<configuration><packageSources><clear /><add key="local" value="." /></packageSources></configuration>""");
        _folder.Write("Directory.Build.props", "<Project><PropertyGroup><NuGetAudit>false</NuGetAudit></PropertyGroup></Project>");
        _folder.Write("build/own.props", "<Project><PropertyGroup><ImplicitUsings>enable</ImplicitUsings></PropertyGroup></Project>");
        _folder.Write("lib/placeholder.txt");
        File.Copy(typeof(KeptEvaluations).Assembly.Location, _folder.At("lib/Loose.dll"));
        _folder.Write("src/Base/Base.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><Nullable>enable</Nullable></PropertyGroup>
            </Project>
            """);
        _folder.Write("src/Base/One.cs", "public class One;");
        _folder.Write(Library, """
            <Project Sdk="Microsoft.NET.Sdk">
              <Import Project="../../build/own.props" />
              <Import Project="maybe.props" Condition="Exists('maybe.props')" />
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><Nullable>enable</Nullable></PropertyGroup>
              <ItemGroup>
                <Compile Include="../../shared/**/*.cs" LinkBase="shared" />
                <EmbeddedResource Include="texts/*.txt" />
                <Reference Include="Loose"><HintPath>../../lib/Loose.dll</HintPath></Reference>
                <ProjectReference Include="../Base/Base.csproj" />
              </ItemGroup>
            </Project>
            """);
        _folder.Write("src/Lib/First.cs", "public class First : One;");
        _folder.Write("src/Lib/Inner/Second.cs", "public class Second;");
        _folder.Write("src/Lib/texts/text.txt", "text");
        _folder.Write("shared/Third.cs", "public class Third;");
        _folder.Write("All.slnx", """<Solution><Project Path="src/Lib/Lib.csproj" /><Project Path="src/Base/Base.csproj" /></Solution>""");

        // The first restores, and what was restored meanwhile is not kept.
        Assert.That(await LoadAsync(restores: true), Does.Contain("Reading Lib"));
        WaitForTheClock();
        Assert.That(await LoadAsync(), Does.Contain("Reading Lib"));
        Assert.That(await LoadAsync(), Has.None.StartsWith("Reading Lib"));
    }

    [OneTimeTearDown]
    public void DeleteTheFolder() => _folder.Dispose();

    [TestCaseSource(nameof(NamesOfChanges))]
    public void What_is_kept_is_stale_when(string change)
    {
        Assert.That(IsFresh(), Is.True, "before");
        using var before = new FolderState(_folder.Path);

        Changes[change](_folder);
        var isFresh = IsFresh();
        before.Restore();

        Assert.That(isFresh, Is.False);
        Assert.That(IsFresh(), Is.True, "afterwards");
    }

    [Test]
    public void What_is_kept_holds_when_a_source_says_something_else()
    {
        using var before = new FolderState(_folder.Path);

        _folder.Write("src/Lib/First.cs", "public class First : One { public int Number; }");

        Assert.That(IsFresh(), Is.True);
        before.Restore();
    }

    [Test]
    public void Nothing_is_taken_from_a_file_that_was_cut_off()
    {
        using var before = new FolderState(_folder.Path);
        var file = _folder.At(".codegen-lab/evaluations");
        var content = File.ReadAllBytes(file);

        foreach (var length in new[] { 0, 10, 31, 40, content.Length / 2, content.Length - 1 })
        {
            File.WriteAllBytes(file, content[..length]);
            Assert.That(IsFresh(), Is.False, $"{length} bytes");
        }

        before.Restore();
    }

    [Test]
    public void Nothing_is_taken_from_another_tool_SDK_or_environment()
    {
        var sdk = InstalledSdk.Folder;
        var environment = Environment.GetEnvironmentVariables();
        var other = new Hashtable(environment) { ["CI"] = "perhaps" };
        var moved = new Hashtable(environment) { ["PWD"] = "/elsewhere", ["SHLVL"] = "7" };

        Assert.That(IsFresh(EvaluationSetting.Of(sdk, environment)), Is.True);
        Assert.That(IsFresh(EvaluationSetting.Of(sdk, moved)), Is.True, "another shell");
        Assert.That(IsFresh(EvaluationSetting.Of(sdk, other)), Is.False, "a variable");
        Assert.That(IsFresh(EvaluationSetting.Of(sdk, environment, tool: "another")), Is.False, "the tool");
        Assert.That(IsFresh(EvaluationSetting.Of(Path.GetDirectoryName(sdk)!, environment)), Is.False, "the SDK");
    }

    [Test]
    public async Task What_is_taken_is_what_was_kept()
    {
        var solution = await new SolutionLoader().LoadAsync(_folder.Path, _folder.Path, [], new LoadDepth { NoRestore = true, KeepsEvaluations = true }, null, default);
        var anew = await new SolutionLoader().LoadAsync(_folder.Path, _folder.Path, [], new LoadDepth { NoRestore = true }, null, default);

        Assert.That(solution.Projects.Select(Described), Is.EqualTo(anew.Projects.Select(Described)));

        static string Described(LoadedProject project) => string.Join('\n',
            project.Name, project.Path, project.TargetFramework, string.Join(' ', project.TargetFrameworks), project.IsTestProject, project.TargetPath, string.Join(' ', project.RuntimeReferences),
            string.Join(' ', project.NativeReferences), string.Join(' ', project.FrameworkReferences), string.Join(' ', project.ProjectReferences), string.Join(' ', project.PackageReferences),
            project.RootNamespace, string.Join(' ', project.ResourceFiles), string.Join(' ', project.Analyzers), project.ArgumentsHash,
            string.Join(' ', project.Properties.OrderBy(property => property.Key, StringComparer.Ordinal)), string.Join(' ', project.Compilation.SyntaxTrees.Select(tree => tree.FilePath)));
    }

    [Test]
    public async Task A_file_that_is_written_while_it_is_read_keeps_nothing()
    {
        using var before = new FolderState(_folder.Path);
        _folder.Replace(Library, "<Nullable>enable", "<Nullable>disable");
        File.SetLastWriteTimeUtc(_folder.At(Library), DateTime.UtcNow.AddMinutes(5));

        await LoadAsync();

        Assert.That(File.Exists(_folder.At(".codegen-lab/evaluations")), Is.False);
        before.Restore();
    }

    [TestCaseSource(nameof(Whims))]
    public async Task Nothing_is_kept_of_a_project_that_asks_for(string text, string reason)
    {
        using var before = new FolderState(_folder.Path);
        _folder.Replace(Library, "</Project>", text + "</Project>");
        WaitForTheClock();

        await LoadAsync();

        Assert.That(EvaluationSetting.Whim(text), Is.EqualTo(reason));
        Assert.That(File.Exists(_folder.At(".codegen-lab/evaluations")), Is.False);
        before.Restore();
    }

    [TestCase("$([MSBuild]::GetPathOfFileAbove('Directory.Build.props', '$(MSBuildThisFileDirectory)../'))")]
    [TestCase("$([System.IO.Path]::Combine('a', 'b'))")]
    [TestCase("$([System.String]::Copy('a').Trim())")]
    [TestCase("$(MSBuildThisFileDirectory)")]
    [TestCase("<Targets>a</Targets>")]
    public void What_has_one_result_is_no_whim(string text) => Assert.That(EvaluationSetting.Whim(text), Is.Null);

    /// <summary>What was written just now counts as written while it is read.</summary>
    private static void WaitForTheClock() => SpinWait.SpinUntil(() => false, TimeSpan.FromMilliseconds(20));

    private bool IsFresh(string? setting = null)
    {
        var isFresh = true;
        var kept = KeptEvaluations.Open(_folder.Path, setting ?? EvaluationSetting.Of(InstalledSdk.Folder));
        kept.Evaluate(_folder.At(Library), () =>
        {
            isFresh = false;
            return null!;
        });
        return isFresh;
    }

    private async Task<List<string>> LoadAsync(bool restores = false)
    {
        var progress = new ProgressLines();
        var solution = await new SolutionLoader().LoadAsync(_folder.Path, _folder.Path, [], new LoadDepth { KeepsEvaluations = true, NoRestore = !restores }, progress, default);
        Assert.That(solution.Problems.Select(problem => problem.Explanation), Is.Empty);
        return progress.Lines;
    }

    private sealed class ProgressLines : IProgress<string>
    {
        public List<string> Lines { get; } = [];

        public void Report(string value) => Lines.Add(value);
    }

    /// <summary>A folder as it is, times of files included.</summary>
    private sealed class FolderState(string folder) : IDisposable
    {
        private readonly Dictionary<string, (byte[] Content, DateTime Written)> _files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
            .ToDictionary(path => path, path => (File.ReadAllBytes(path), File.GetLastWriteTimeUtc(path)));

        private readonly HashSet<string> _folders = [.. Directory.GetDirectories(folder, "*", SearchOption.AllDirectories)];

        public void Restore()
        {
            foreach (var (path, file) in _files)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllBytes(path, file.Content);
                File.SetLastWriteTimeUtc(path, file.Written);
            }

            foreach (var path in Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Where(path => !_files.ContainsKey(path)))
                File.Delete(path);
            foreach (var path in Directory.GetDirectories(folder, "*", SearchOption.AllDirectories).Where(path => !_folders.Contains(path)).OrderByDescending(path => path.Length))
                Directory.Delete(path);
        }

        public void Dispose() => Restore();
    }
}
