using System.Text.RegularExpressions;

namespace CodegenLab.Layout.Tests;

public sealed partial class FilesTests
{
    /// <summary>Everything at the top of the repository. A new entry is added here on purpose or not at all.</summary>
    private static readonly string[] TopLevel =
    [
        ".ci", ".editorconfig", ".gitattributes", ".github", ".gitignore", ".pre-commit-hooks.yaml",
        "CHANGELOG.md", "CONTRIBUTING.md", "CodegenLab.sln", "codegen-lab.json", "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props",
        "LICENSE", "README.md", "bench", "build.cs", "docs", "global.json", "nuget", "src", "templates", "tests",
    ];

    /// <summary>Test projects that stand for the whole rather than for one project of src.</summary>
    private static readonly string[] WithoutMirror = ["CodegenLab.EndToEnd.Tests", "CodegenLab.Layout.Tests"];

    [Test]
    public void The_top_of_the_repository_holds_nothing_unexpected()
    {
        var entries = Committed().Select(path => path.Split('/')[0]).Distinct();

        Assert.That(entries, Is.SubsetOf(TopLevel));
    }

    [Test]
    public void No_received_snapshot_is_committed() =>
        Assert.That(Committed().Where(path => path.Contains(".received.", StringComparison.Ordinal)), Is.Empty);

    [Test]
    public void No_build_output_is_committed() =>
        Assert.That(Committed().Where(path => path.Split('/') is [.., "bin" or "obj", _]), Is.Empty);

    [Test]
    public void Every_snapshot_belongs_to_a_test()
    {
        var sources = Repository.Files("tests", "*.cs").GroupBy(path => Path.GetDirectoryName(path)!).ToDictionary(group => group.Key, group => string.Concat(group.Select(File.ReadAllText)));
        var orphans =
            from path in Repository.Files("tests", "*.verified.*")
            let name = SnapshotName().Match(Path.GetFileName(path))
            let text = sources.GetValueOrDefault(Path.GetDirectoryName(path)!, "")
            where !name.Success
                || !Regex.IsMatch(text, $@"\bclass {name.Groups["class"].Value}\b")
                || !Regex.IsMatch(text, $@"\b{name.Groups["method"].Value}\b")
            select Repository.Relative(path);

        Assert.That(orphans, Is.Empty, "A snapshot stands beside its test as Class.Method[_parameters].verified.extension.");
    }

    /// <summary>Those of the project under test, or of one below it: what the worker does with real subjects is tested where they are built.</summary>
    [Test]
    public void Test_folders_mirror_the_folders_of_src()
    {
        var projects = ProjectFile.AllUnder("src");
        var unmatched =
            from project in Directory.GetDirectories(Path.Combine(Repository.Root, "tests"), "CodegenLab.*.Tests")
            let name = Path.GetFileName(project)
            where !WithoutMirror.Contains(name)
            from test in Repository.Files(Path.Combine("tests", name), "*Tests.cs")
            let folder = Path.GetDirectoryName(Path.GetRelativePath(project, test))!
            let mirrors = ProjectFile.Closure(projects, name[..^".Tests".Length]).Select(mirrored => Path.Combine(Repository.Root, "src", mirrored.Name, folder))
            where !mirrors.Any(Directory.Exists)
            select Repository.Relative(test);

        Assert.That(unmatched, Is.Empty);
    }

    [Test]
    public void Text_ends_lines_with_a_line_feed_and_the_file_with_one()
    {
        string[] text = [".cs", ".csproj", ".props", ".targets", ".md", ".yml", ".scriban"];
        var broken =
            from path in Committed()
            where text.Contains(Path.GetExtension(path)) && !path.Contains(".verified.", StringComparison.Ordinal)
            let full = Path.Combine(Repository.Root, path)
            where File.Exists(full)
            let content = File.ReadAllText(full)
            where content.Contains('\r') || (content.Length > 0 && content[^1] != '\n')
            select path;

        Assert.That(broken, Is.Empty);
    }

    private static IReadOnlyList<string> Committed()
    {
        var files = Repository.Committed();
        Assume.That(files, Is.Not.Null, "This needs git and a checkout.");
        return files!;
    }

    [GeneratedRegex(@"^(?<class>\w+)\.(?<method>\w+?)(_[^\W_]+=.*)?(\.\w+)*\.verified\.")]
    private static partial Regex SnapshotName();
}
