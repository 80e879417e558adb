using CodegenLab.Engine.Rendering;
using CodegenLab.Pipeline.Solutions;
using CodegenLab.Pipeline.TestProjects;

namespace CodegenLab.Pipeline.Tests.TestProjects;

public sealed class TestProjectWriterTests
{
    private static readonly RenderedFixture Rendered = Fixtures.Render("MoneyTests", ("Adds", "[Test]\npublic void Adds() => Assert.That(1 + 1, Is.EqualTo(2));", [0]));

    private TestRepository _repository = null!;

    [SetUp]
    public void Begin() => _repository = new TestRepository();

    [TearDown]
    public void End() => _repository.Dispose();

    [Test]
    public void A_new_project_file_reads_like_one_written_by_hand()
    {
        using var transaction = new FileTransaction();
        Write(transaction, Fixtures.Plan(_repository), ["CA1707"]);

        Assert.That(File.ReadAllText(_repository.PathOf("tests/Shop.Tests/Shop.Tests.csproj")), Is.EqualTo("""
            <Project Sdk="Microsoft.NET.Sdk">

              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <IsPackable>false</IsPackable>
                <NoWarn>$(NoWarn);CA1707</NoWarn>
              </PropertyGroup>

              <ItemGroup>
                <PackageReference Include="Microsoft.NET.Test.Sdk" Version="18.11.0" />
                <PackageReference Include="NUnit" Version="4.6.1" />
                <PackageReference Include="NUnit3TestAdapter" Version="6.3.1" />
              </ItemGroup>

              <ItemGroup>
                <ProjectReference Include="../../src/Shop/Shop.csproj" />
              </ItemGroup>

            </Project>

            """));
    }

    [Test]
    public void In_an_existing_project_advice_is_silenced_in_the_file_and_the_tests_keep_their_places()
    {
        using var transaction = new FileTransaction();
        var written = Write(transaction, Fixtures.Plan(_repository, isNew: false), ["CA1707", "CA1305"]);

        var lines = written.Source.Split('\n');
        Assert.Multiple(() =>
        {
            Assert.That(written.Source, Does.Contain("\n#pragma warning disable CA1305, CA1707\n"));
            Assert.That(lines[written.Tests[0].FirstLine - 1], Does.Contain("[Test]"));
            Assert.That(GeneratedHeader.IsUntouched(written.Source));
            Assert.That(File.Exists(_repository.PathOf("tests/Shop.Tests/Shop.Tests.csproj")), Is.False);
        });
    }

    [Test]
    public void Central_versions_are_added_at_the_end_and_the_rest_stays()
    {
        var central = _repository.Write("Directory.Packages.props", "<Project>\n  <!-- ours -->\n</Project>\n");
        var plan = Fixtures.Plan(_repository);
        plan = plan with { New = plan.New! with { CentralFile = central, CentralVersions = [new("NUnit", "4.6.1")] } };

        using var transaction = new FileTransaction();
        Write(transaction, plan, []);

        Assert.That(File.ReadAllText(central), Is.EqualTo("<Project>\n  <!-- ours -->\n  <ItemGroup>\n    <PackageVersion Include=\"NUnit\" Version=\"4.6.1\" />\n  </ItemGroup>\n</Project>\n"));
    }

    [Test]
    public void Packages_join_an_existing_project_once_and_under_no_condition()
    {
        var central = _repository.Write("Directory.Packages.props", "<Project>\n</Project>\n");
        var project = _repository.Write("tests/Shop.Tests/Shop.Tests.csproj", "<Project>\r\n  <ItemGroup Condition=\"'$(OS)' == 'Unix'\">\r\n    <PackageReference Include=\"NUnit\" />\r\n  </ItemGroup>\r\n</Project>");
        var plan = Fixtures.Plan(_repository, isNew: false) with { Added = new AddedPackages([new("FsCheck.NUnit", null)], [new("FsCheck.NUnit", "3.6.0")], central) };

        using var transaction = new FileTransaction();
        Write(transaction, plan, []);
        Write(transaction, plan, []);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(File.ReadAllText(project), Is.EqualTo("<Project>\r\n  <ItemGroup Condition=\"'$(OS)' == 'Unix'\">\r\n    <PackageReference Include=\"NUnit\" />\r\n  </ItemGroup>\r\n  <ItemGroup>\r\n    <PackageReference Include=\"FsCheck.NUnit\" />\r\n  </ItemGroup>\r\n</Project>"));
            Assert.That(File.ReadAllText(central), Is.EqualTo("<Project>\n  <ItemGroup>\n    <PackageVersion Include=\"FsCheck.NUnit\" Version=\"3.6.0\" />\n  </ItemGroup>\n</Project>\n"));
        }
    }

    [Test]
    public void A_stand_in_adds_nothing_to_files_of_the_repository()
    {
        var central = _repository.Write("Directory.Packages.props", "<Project>\n</Project>\n");
        var plan = Fixtures.Plan(_repository, isNew: false) with { Added = new AddedPackages([new("FsCheck.NUnit", null)], [new("FsCheck.NUnit", "3.6.0")], central) };

        using var transaction = new FileTransaction();
        Write(transaction, ShadowProject.Begin(plan, _repository.Scratch), []);

        Assert.That(File.ReadAllText(central), Is.EqualTo("<Project>\n</Project>\n"));
    }

    [Test]
    public void A_stand_in_signs_with_the_key_that_the_real_project_would_find()
    {
        var plan = Fixtures.Plan(_repository);

        var stands = ShadowProject.Begin(plan, _repository.Scratch);

        Assert.That(
            stands.New!.Project.Properties.Single(property => property.Name == "AssemblyOriginatorKeyFile").Value,
            Is.EqualTo($"$([MSBuild]::NormalizePath('{_repository.PathOf("tests/Shop.Tests")}', '$(AssemblyOriginatorKeyFile)'))"));
    }

    [Test]
    public void A_solution_that_refuses_is_named_and_put_back()
    {
        var solution = _repository.Write("Shop.sln", "before");
        var plan = Fixtures.Plan(_repository);
        plan = plan with { New = plan.New! with { Solution = solution } };
        var writer = new TestProjectWriter(ProjectTemplates.Embedded, (_, _, _, _) =>
        {
            File.WriteAllText(solution, "half");
            return Task.FromResult(new DotnetOutcome(1, ["no"]));
        });

        using (var transaction = new FileTransaction())
            Assert.That(() => writer.AddToSolutionAsync(transaction, plan, default), Throws.TypeOf<InputException>().With.Message.Contains("Shop.sln: no"));

        Assert.That(File.ReadAllText(solution), Is.EqualTo("before"));
    }

    private static RenderedFixture Write(FileTransaction transaction, TestProjectPlan plan, HashSet<string> suppressed) =>
        new TestProjectWriter(ProjectTemplates.Embedded, (_, _, _, _) => throw new InvalidOperationException("No command is needed."))
            .Write(transaction, plan, [new FixturePlacement(plan).Place(Rendered)], suppressed, new HashSet<string>())[0].Fixture;
}
