using System.Collections.Immutable;
using CodegenLab.Pipeline.Gates;
using CodegenLab.Pipeline.Selection;
using CodegenLab.Pipeline.Solutions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Pipeline.Tests.Selection;

/// <summary>With a git that is made up: what it says was in the commit, and what lies in the folder.</summary>
public sealed class ChangesSinceTests
{
    private const string Now = "class A { int One() => 1; int Two() => 2; }";

    private string _root = "";

    [SetUp]
    public void MakeFolder()
    {
        _root = Directory.CreateTempSubdirectory("since").FullName;
        Directory.CreateDirectory(Path.Combine(_root, "src"));
        File.WriteAllText(Path.Combine(_root, "src", "A.cs"), Now);
        File.WriteAllText(Path.Combine(_root, "src", "Bank.csproj"), "<Project />");
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_root, recursive: true);

    [TestCase("class A { int One() => 7; int Two() => 2; }", "M:A.One")]
    [TestCase("class A { int Two() => 2;\n /* moved */ int One()\n => 1; }")]
    [TestCase("class A { int One() => 1; int Two() => 2; int Three() => 3; }", "M:A.Three")]
    [TestCase("class A { int One() => 1; int Two() => 2; int _field; }", "T:A")]
    public async Task A_changed_file_is_compared_member_by_member(string before, params string[] changed) =>
        Assert.That(await ChangedAsync(new ChangedFile("src/A.cs", null, false, false, [new LineRange(1, 1)]), before), Is.EquivalentTo(changed));

    [Test]
    public async Task A_new_file_is_new_in_all_of_its_members() =>
        Assert.That(await ChangedAsync(new ChangedFile("src/A.cs", null, true, false, []), null), Is.EquivalentTo(new[] { "M:A.One", "M:A.Two", "T:A" }));

    [Test]
    public async Task A_file_that_is_gone_was_part_of_the_project_around_it() =>
        Assert.That(await ChangedAsync(null, "class B { int Gone() => 1; }", "src/B.cs"), Is.EquivalentTo(new[] { "M:B.Gone", "T:B" }));

    [Test]
    public async Task A_renamed_file_is_compared_with_what_it_was() =>
        Assert.That(await ChangedAsync(new ChangedFile("src/A.cs", "src/Old.cs", false, false, []), Now), Is.Empty);

    [TestCase("src/Bank.csproj", "Bank")]
    [TestCase("Directory.Packages.props", "Bank")]
    [TestCase("docs/readme.md")]
    public async Task Other_files_count_for_the_projects_that_take_them(string path, params string[] projects)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_root, path))!);
        await File.WriteAllTextAsync(Path.Combine(_root, path), "<Project />");

        Assert.That(await ChangedAsync(new ChangedFile(path, null, false, false, [new LineRange(1, 1)]), ""), Is.EquivalentTo(projects));
    }

    private async Task<IEnumerable<string>> ChangedAsync(ChangedFile? file, string? before, params string[] deleted)
    {
        var changed = new ChangedLines("main", file is null ? [] : [file]) { Commit = "1234567890", Root = _root, Deleted = [.. deleted] };
        var pieces = await new ChangesSince((_, _, _) => Task.FromResult(new GitOutcome(0, before!, ""))).ReadAsync([Project()], changed, default);
        return pieces.Select(piece => piece.Name);
    }

    private LoadedProject Project() => new()
    {
        Name = "Bank",
        Path = Path.Combine(_root, "src", "Bank.csproj"),
        TargetFramework = "net10.0",
        TargetFrameworks = ["net10.0"],
        Compilation = CSharpCompilation.Create("Bank", [CSharpSyntaxTree.ParseText(Now, path: Path.Combine(_root, "src", "A.cs"))], [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)]),
        IsTestProject = false,
        TargetPath = "",
        RuntimeReferences = [],
        FrameworkReferences = [],
        ProjectReferences = [],
        PackageReferences = [],
        RootNamespace = "",
        Properties = ImmutableDictionary<string, string>.Empty,
    };
}
