namespace CodegenLab.Layout.Tests;

public sealed class ProjectGraphTests
{
    /// <summary>Every project of src with all it may reference. Dependencies point down; a host knows the story and no other host.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["CodegenLab.Probes"] = [],
        ["CodegenLab.Worker"] = ["CodegenLab.Probes"],
        ["CodegenLab.Engine"] = ["CodegenLab.Worker"],
        ["CodegenLab.Pipeline"] = ["CodegenLab.Engine"],
        ["CodegenLab.Cli"] = ["CodegenLab.Pipeline"],
        // What lives in users' projects stands alone: the library packs the other two and refers to neither.
        ["CodegenLab.SourceGenerator"] = [],
        ["CodegenLab.CodeFixes"] = ["CodegenLab.SourceGenerator"],
        ["CodegenLab.Testing"] = ["CodegenLab.SourceGenerator", "CodegenLab.CodeFixes"],
    };

    private static readonly IReadOnlyDictionary<string, ProjectFile> Projects = ProjectFile.AllUnder("src");

    [Test]
    public void Every_project_has_its_place_in_the_graph() =>
        Assert.That(Projects.Keys, Is.EquivalentTo(Allowed.Keys));

    [TestCaseSource(nameof(ProjectNames))]
    public void A_project_references_only_what_stands_below_it(string project) =>
        Assert.That(Projects[project].Projects, Is.SubsetOf(Allowed[project]));

    [Test]
    public void Worker_and_probes_need_neither_Roslyn_nor_MSBuild()
    {
        var packages = ProjectFile.Closure(Projects, "CodegenLab.Worker").SelectMany(project => project.Packages);

        Assert.That(packages, Has.None.StartsWith("Microsoft.CodeAnalysis").And.None.StartsWith("Microsoft.Build"));
    }

    [Test]
    public void Probes_reference_nothing() =>
        Assert.That(Projects["CodegenLab.Probes"].Packages, Is.Empty);

    [Test]
    public void The_engine_takes_no_packages_but_Roslyn_and_the_template_language() =>
        Assert.That(Projects["CodegenLab.Engine"].Packages, Is.SubsetOf(["Microsoft.CodeAnalysis.CSharp", "Scriban"]));

    [Test]
    public void The_library_for_tests_brings_generator_and_fixes_and_does_not_refer_to_them()
    {
        var references = System.Xml.Linq.XDocument.Load(Path.Combine(Repository.Root, "src", "CodegenLab.Testing", "CodegenLab.Testing.csproj")).Descendants("ProjectReference").ToList();

        Assert.That(references, Has.Count.EqualTo(2));
        Assert.That(references.Select(reference => reference.Attribute("ReferenceOutputAssembly")?.Value), Has.All.EqualTo("false"));
    }

    [Test]
    public void What_the_compiler_of_others_loads_takes_the_oldest_Roslyn_and_nothing_else()
    {
        var projects = new[] { "CodegenLab.SourceGenerator", "CodegenLab.CodeFixes" };

        Assert.That(projects.SelectMany(project => Projects[project].Packages), Has.All.StartsWith("Microsoft.CodeAnalysis."));
        Assert.That(
            projects.Select(project => File.ReadAllText(Path.Combine(Repository.Root, "src", project, project + ".csproj"))),
            Has.All.Contains("VersionOverride=\"4.14.0\"").And.All.Contains("<TargetFramework>netstandard2.0</TargetFramework>"));
    }

    [Test]
    public void Substitutes_know_nothing_of_the_product()
    {
        var references = ProjectFile.AllUnder("nuget").Values.SelectMany(project => project.Projects);

        Assert.That(references, Has.None.StartsWith("CodegenLab."));
    }

    [Test]
    public void Every_project_is_in_the_solution()
    {
        var solution = File.ReadAllText(Path.Combine(Repository.Root, "CodegenLab.sln")).Replace('\\', '/');
        var projects = new[] { "src", "tests", "nuget" }.SelectMany(folder => Repository.Files(folder, "*.csproj")).Select(Repository.Relative);

        Assert.That(projects.Where(project => !solution.Contains($"\"{project}\"", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void No_project_states_a_package_version()
    {
        var stated = new[] { "src", "tests", "nuget" }
            .SelectMany(folder => Repository.Files(folder, "*.csproj"))
            .Where(project => File.ReadLines(project).Any(line => line.Contains("<PackageReference", StringComparison.Ordinal) && line.Contains(" Version=", StringComparison.Ordinal)))
            .Select(Repository.Relative);

        Assert.That(stated, Is.Empty, "Versions live in Directory.Packages.props.");
    }

    private static IEnumerable<string> ProjectNames() => Allowed.Keys;
}
