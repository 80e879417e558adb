using CodegenLab.Pipeline.Solutions;

namespace CodegenLab.Pipeline.Tests.Solutions;

/// <summary>Projects that no solution lists, and the test projects around them.</summary>
public sealed class UnlistedTestsTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void CreateFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [TestCase("src/Shop/Shop.csproj", "src/Shop.Tests/Shop.Tests.csproj", "../Shop/Shop.csproj")]
    [TestCase("src/Shop/Shop.csproj", "tests/Shop.Tests/Shop.Tests.csproj", "../../src/Shop/Shop.csproj")]
    [TestCase("src/Shop/Shop.csproj", "Test/unit/Everything/Everything.csproj", @"..\..\..\src\Shop\Shop.csproj")]
    [TestCase("Shop.csproj", "tests/Shop.Tests/Shop.Tests.csproj", "../../Shop.csproj")]
    [TestCase("src/Shop/Shop.csproj", "src/Shop.UnitTests/Shop.UnitTests.csproj", "$(Subject)", Description = "named after the subject, which its text does not name")]
    public void Tests_lie_beside_their_subject_or_among_the_tests_of_its_repository(string subject, string tests, string reference)
    {
        _folder.Write(subject);
        Project(tests, reference);

        Assert.That(Found(subject), Is.EqualTo(new[] { _folder.At(tests) }));
    }

    [Test]
    public void A_repository_is_searched_up_to_its_root_and_no_further()
    {
        _folder.Write("all/code/.git/HEAD");
        _folder.Write("all/code/src/money/core/Shop/Shop.csproj");
        Project("all/code/tests/Shop.Tests/Shop.Tests.csproj", "../../src/money/core/Shop/Shop.csproj");
        Project("all/tests/Shop.Tests/Shop.Tests.csproj", "../../code/src/money/core/Shop/Shop.csproj");

        Assert.That(Found("all/code/src/money/core/Shop/Shop.csproj"), Is.EqualTo(new[] { _folder.At("all/code/tests/Shop.Tests/Shop.Tests.csproj") }));
    }

    [Test]
    public void The_neighbours_of_a_project_that_is_its_whole_repository_are_searched_as_well()
    {
        _folder.Write("Shop/.git/HEAD");
        _folder.Write("Shop/Shop.csproj");
        Project("Shop.Tests/Shop.Tests.csproj", "../Shop/Shop.csproj");

        Assert.That(Found("Shop/Shop.csproj"), Is.EqualTo(new[] { _folder.At("Shop.Tests/Shop.Tests.csproj") }));
    }

    [Test]
    public void Whoever_does_not_name_the_subject_is_no_test_of_it()
    {
        _folder.Write("src/Shop/Shop.csproj");
        Project("src/Till.Tests/Till.Tests.csproj", "../Till/Till.csproj");

        Assert.That(Found("src/Shop/Shop.csproj"), Is.Empty);
    }

    [Test]
    public void The_output_folder_is_searched_wherever_it_is()
    {
        _folder.Write("src/Shop/Shop.csproj");
        Project("here/or/there/of/all/places/Shop.Tests/Shop.Tests.csproj", "$(Shop)");

        Assert.That(Found("src/Shop/Shop.csproj", "here/or/there/of/all/places"), Is.EqualTo(new[] { _folder.At("here/or/there/of/all/places/Shop.Tests/Shop.Tests.csproj") }));
        Assert.That(Found("src/Shop/Shop.csproj", "not/there/yet"), Is.Empty);
    }

    [Test]
    public void A_solution_says_itself_what_belongs_to_it_but_its_filter_does_not()
    {
        _folder.Write("Shop.slnx", """<Solution><Project Path="src/Shop/Shop.csproj" /></Solution>""");
        _folder.Write("Shop.slnf", """{ "solution": { "path": "Shop.slnx", "projects": [ "src/Shop/Shop.csproj" ] } }""");
        _folder.Write("src/Shop/Shop.csproj");
        Project("tests/Shop.Tests/Shop.Tests.csproj", "../../src/Shop/Shop.csproj");

        Assert.That(Found("Shop.slnx"), Is.Empty);
        Assert.That(Found("Shop.slnf"), Is.EqualTo(new[] { _folder.At("tests/Shop.Tests/Shop.Tests.csproj") }));
    }

    [Test]
    public async Task What_tests_a_lone_project_is_loaded_with_it_and_other_neighbours_are_left_alone_whatever_is_wrong_with_them()
    {
        WriteSettings();
        Project("src/Shop/Shop.csproj", null);
        Project("src/App/App.csproj", "../Shop/Shop.csproj");
        Project("src/BigShop.Tests/BigShop.Tests.csproj", "../BigShop/BigShop.csproj");
        _folder.Write("src/Torn/Torn.csproj", "<Project><!-- Shop.csproj");
        _folder.Write("src/Shop.Test/Shop.Test.csproj", "torn as well, but named after the subject");
        TestProject("src/Shop.Tests/Shop.Tests.csproj", "../Shop/Shop.csproj");
        TestProject("tests/Shop.UnitTests/Shop.UnitTests.csproj", "../../src/Shop/Shop.csproj");
        _folder.Write("tests/Shop.UnitTests/Old.cs", "class Old : GoneByNow;");

        var solution = await LoadAsync("src/Shop/Shop.csproj");

        Assert.That(solution.Path, Is.EqualTo(_folder.At("src/Shop/Shop.csproj")));
        Assert.That(solution.Projects.Select(project => (project.Name, project.IsTestProject)), Is.EqualTo(new[] { ("Shop", false), ("Shop.Tests", true) }), string.Join('\n', solution.Problems));
        Assert.That(solution.Dependencies, Is.Empty);
        Assert.That(
            solution.Problems.Select(problem => (Path.GetFileNameWithoutExtension(problem.Project), problem.Kind, problem.MayHoldTests)),
            Is.EquivalentTo(new[] { ("Shop.UnitTests", LoadProblemKind.DoesNotCompile, true), ("Shop.Test", LoadProblemKind.Unreadable, true) }));
    }

    [Test]
    public async Task The_tests_of_projects_in_a_folder_may_lie_outside_of_it()
    {
        WriteSettings();
        _folder.Write(".git/HEAD", "ref: refs/heads/main\n");
        Project("src/Shop/Shop.csproj", null);
        Project("src/Till/Till.csproj", null);
        TestProject("tests/Shop.Tests/Shop.Tests.csproj", "../../src/Shop/Shop.csproj");

        var solution = await LoadAsync("src");

        Assert.That(solution.Problems, Is.Empty);
        Assert.That(solution.Projects.Select(project => project.Name), Is.EqualTo(new[] { "Shop", "Till", "Shop.Tests" }));
    }

    private IEnumerable<string> Found(string path, string? output = null)
    {
        var found = SolutionFinder.Find(path, _folder.Path);
        return UnlistedTests.Find(found, found.Projects, output is null ? null : _folder.At(output));
    }

    private Task<LoadedSolution> LoadAsync(string path) => new SolutionLoader().LoadAsync(path, _folder.Path, [], null, CancellationToken.None);

    // No source: what the tests of this repository restored themselves is in the package folder.
    private void WriteSettings()
    {
        _folder.Write("nuget.config", """<configuration><packageSources><clear /><add key="local" value="." /></packageSources></configuration>""");
        _folder.Write("Directory.Build.props", "<Project><PropertyGroup><TargetFramework>net10.0</TargetFramework><NuGetAudit>false</NuGetAudit></PropertyGroup></Project>");
    }

    private void Project(string file, string? reference, string more = "") =>
        _folder.Write(file, $"""<Project Sdk="Microsoft.NET.Sdk"><ItemGroup>{(reference is null ? "" : $"<ProjectReference Include=\"{reference}\" />")}{more}</ItemGroup></Project>""");

    private void TestProject(string file, string reference) => Project(file, reference, """<PackageReference Include="NUnit" Version="5.0.0" />""");
}
