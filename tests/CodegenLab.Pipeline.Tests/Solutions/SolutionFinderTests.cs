using CodegenLab.Pipeline.Solutions;

namespace CodegenLab.Pipeline.Tests.Solutions;

public sealed class SolutionFinderTests
{
    private const string Sln = """
        Microsoft Visual Studio Solution File, Format Version 12.00
        Project("{2150E333-8FDC-42A3-9474-1A3956D46DE8}") = "src", "src", "{11111111-0000-0000-0000-000000000000}"
        EndProject
        Project("{9A19103F-16F7-4668-BE54-9A1E7A4F7556}") = "Shop", "src\Shop\Shop.csproj", "{22222222-0000-0000-0000-000000000000}"
        EndProject
        Global
        EndGlobal
        """;

    private const string Slnx = """
        <Solution>
          <Folder Name="/src/">
            <Project Path="src/Shop/Shop.csproj" />
            <Project Path="src/Till/Till.csproj" />
          </Folder>
        </Solution>
        """;

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void CreateFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void A_folder_that_is_deleted_meanwhile_is_left_out()
    {
        using var folder = new TemporaryFolder();
        foreach (var name in new[] { "a", "b", "c" })
        {
            Directory.CreateDirectory(folder.At(name));
            File.WriteAllText(folder.At($"{name}/{name}.csproj"), "");
        }

        var found = SolutionFinder.Below(folder.Path, file =>
        {
            if (Path.GetFileName(file) == "a.csproj")
                Directory.Delete(folder.At("b"), recursive: true);
            return true;
        });

        Assert.That(found.Select(Path.GetFileName), Is.EqualTo(new[] { "a.csproj", "c.csproj" }));
    }

    [Test]
    public void Reads_the_projects_of_a_sln_and_not_its_folders()
    {
        _folder.Write("Shop.sln", Sln);

        var found = SolutionFinder.Find("Shop.sln", _folder.Path);

        Assert.That(found.Projects, Is.EqualTo(new[] { _folder.At("src/Shop/Shop.csproj") }));
    }

    [Test]
    public void Reads_the_projects_of_a_slnx()
    {
        _folder.Write("Shop.slnx", Slnx);

        var found = SolutionFinder.Find("Shop.slnx", _folder.Path);

        Assert.That(found.Projects, Is.EqualTo(new[] { _folder.At("src/Shop/Shop.csproj"), _folder.At("src/Till/Till.csproj") }));
    }

    [Test]
    public void Reads_a_solution_filter()
    {
        _folder.Write("Shop.slnx", Slnx);
        _folder.Write("filters/Till.slnf", """{ "solution": { "path": "..\\Shop.slnx", "projects": [ "src\\Till\\Till.csproj" ] } }""");

        var found = SolutionFinder.Find("filters/Till.slnf", _folder.Path);

        Assert.That(found.Projects, Is.EqualTo(new[] { _folder.At("src/Till/Till.csproj") }));
    }

    [Test]
    public void Without_a_path_the_solution_above_the_working_folder_is_taken()
    {
        _folder.Write("Shop.sln", Sln);
        _folder.Write("src/Shop/Shop.csproj");

        var found = SolutionFinder.Find(null, _folder.At("src/Shop"));

        Assert.That((found.Path, found.Only), Is.EqualTo((_folder.At("Shop.sln"), (string?)null)));
    }

    [Test]
    public void A_project_brings_the_solution_that_names_it()
    {
        _folder.Write("Shop.sln", Sln);
        _folder.Write("src/Shop/Shop.csproj");

        var found = SolutionFinder.Find("src/Shop/Shop.csproj", _folder.Path);

        Assert.That((found.Path, found.Only), Is.EqualTo((_folder.At("Shop.sln"), _folder.At("src/Shop/Shop.csproj"))));
    }

    [Test]
    public void A_project_in_no_solution_stands_alone()
    {
        _folder.Write("Alone/Alone.csproj");
        _folder.Write(".git/HEAD");

        var found = SolutionFinder.Find("Alone", _folder.Path);

        Assert.That(found.Projects, Is.EqualTo(new[] { _folder.At("Alone/Alone.csproj") }));
    }

    [Test]
    public void A_folder_without_a_solution_gives_the_projects_below_it_but_not_those_of_build_outputs()
    {
        _folder.Write("a/A.csproj");
        _folder.Write("b/B.csproj");
        _folder.Write("b/obj/Generated.csproj");

        var found = SolutionFinder.Find(".", _folder.Path);

        Assert.That(found.Projects, Is.EqualTo(new[] { _folder.At("a/A.csproj"), _folder.At("b/B.csproj") }));
    }

    [Test]
    public void A_folder_stays_what_was_asked_for_however_many_projects_lie_below_it()
    {
        _folder.Write("src/a/A.csproj");

        var found = SolutionFinder.Find("src", _folder.Path);

        Assert.That((found.Path, found.Only, found.Projects.Single()), Is.EqualTo((_folder.At("src"), (string?)null, _folder.At("src/a/A.csproj"))));
    }

    [Test]
    public void A_sln_beside_a_slnx_of_the_same_name_is_the_same_solution()
    {
        _folder.Write("Shop.sln", Sln);
        _folder.Write("Shop.slnx", Slnx);

        Assert.That(SolutionFinder.Find(".", _folder.Path).Path, Is.EqualTo(_folder.At("Shop.slnx")));
    }

    [Test]
    public void Several_solutions_in_one_folder_are_listed()
    {
        _folder.Write("Shop.sln", Sln);
        _folder.Write("Other.slnx", Slnx);

        Assert.That(() => SolutionFinder.Find(".", _folder.Path), Throws.TypeOf<InputException>()
            .With.Message.EqualTo($"{_folder.Path} holds several solutions: Other.slnx, Shop.sln. Name one of them."));
    }

    [Test]
    public void A_path_that_does_not_exist_gets_near_matches()
    {
        _folder.Write("Shop.sln", Sln);

        Assert.That(() => SolutionFinder.Find("Shpo.sln", _folder.Path), Throws.TypeOf<InputException>()
            .With.Message.EqualTo($"Shpo.sln does not exist: {_folder.Path} holds no Shpo.sln. Did you mean Shop.sln?"));
    }

    [Test]
    public void An_empty_folder_says_so()
    {
        Assert.That(() => SolutionFinder.Find(".", _folder.Path), Throws.TypeOf<InputException>()
            .With.Message.EqualTo($"No solution and no C# project in {_folder.Path} or below. Give the path of one: a .sln, .slnx or .csproj file, or its folder."));
    }

    [TestCase("Old.vbproj", "Old.vbproj is not a C# project; only C# is supported.")]
    [TestCase("Money.cs", "Money.cs is a source file. Name its project or solution, and pass the file with --target.")]
    [TestCase("notes.txt", "notes.txt is neither a solution (.sln, .slnx, .slnf), a C# project (.csproj) nor a folder.")]
    public void Another_kind_of_file_is_refused_with_the_way_out(string file, string message)
    {
        _folder.Write(file);

        Assert.That(() => SolutionFinder.Find(file, _folder.Path), Throws.TypeOf<InputException>().With.Message.EqualTo(message));
    }

    [Test]
    public void A_damaged_slnx_is_named()
    {
        _folder.Write("Shop.slnx", "<Solution><Project");

        Assert.That(() => SolutionFinder.Find("Shop.slnx", _folder.Path), Throws.TypeOf<InputException>()
            .With.Message.Contains("Shop.slnx is not a readable solution file"));
    }
}
