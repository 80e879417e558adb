namespace CodegenLab.EndToEnd.Tests;

/// <summary>What the tool has seen tests reach, in the build of a project with CodegenLab.Testing.</summary>
public sealed class TestedMembersTests
{
    private const string Subject = """
        namespace Shop;

        public sealed class Till
        {
            public Till(int limit) => Limit = limit;

            public int Limit { get; }

            public bool Pay(int amount) => Take(amount) <= Limit;

            public void Void(int amount) => throw new System.NotSupportedException();

            private static int Take(int amount) => amount;
        }
        """;

    private const string List = """
        codegen-lab tested-members 1
        # Public members, and how many tests of which project reach them. Written by codegen-lab test.
        M:Shop.Till.#ctor(System.Int32)	Shop.Tests=2
        M:Shop.Till.Pay(System.Int32)	Shop.Tests=2
        M:Shop.Till.Void(System.Int32)

        """;

    private const string Untested = "warning CGL0011: No test runs Till.Void(int)";

    [Test]
    public async Task A_member_that_no_test_reached_is_a_warning_of_the_next_build()
    {
        using var folder = new TemporaryFolder();
        var version = await TestingPackageTests.PackAsync(folder);
        await TestingPackageTests.WriteAsync(folder, "Shop/Shop.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>");
        await TestingPackageTests.WriteAsync(folder, "Shop/Till.cs", Subject);
        await TestingPackageTests.WriteAsync(folder, "Shop.Tests/Shop.Tests.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup>
                <PackageReference Include="CodegenLab.Testing" Version="{version}" />
                {TestingPackageTests.NUnitPackages}
                <ProjectReference Include="../Shop/Shop.csproj" />
              </ItemGroup>
            </Project>
            """);
        await TestingPackageTests.WriteAsync(folder, "Shop.Tests/TillTests.cs", "using NUnit.Framework; public sealed class TillTests { [TestCase(1)] [TestCase(2)] public void Pays(int amount) => Assert.That(new Shop.Till(3).Pay(amount), Is.True); }");
        await TestingPackageTests.WriteAsync(folder, "All.slnx", "<Solution><Project Path=\"Shop/Shop.csproj\" /><Project Path=\"Shop.Tests/Shop.Tests.csproj\" /></Solution>");
        var environment = new Dictionary<string, string> { ["NUGET_PACKAGES"] = folder["packages"] };
        Task<CommandOutcome> Build(params string[] options) => Command.RunAsync("dotnet", folder.Path, environment, ["build", "Shop.Tests", "--nologo", "-nodeReuse:false", "-p:UseSharedCompilation=false", .. options]);

        // Of a part of the projects it is written where it is asked for alone.
        var part = await PackedTool.RunToolAsync(folder.Path, environment, "test", "All.slnx", "--project", "Shop.Tests", "--report", "members", "--output", "reports");
        Assert.That(part.ExitCode, Is.Zero, part.Output + part.Complaints);
        Assert.That(File.Exists(folder[".codegen-lab/tested-members.txt"]), Is.False);
        Assert.That(File.ReadAllText(folder["reports/tested-members.txt"]), Is.EqualTo(List.ReplaceLineEndings("\n")));
        var before = (await Build()).Succeeded();
        Assert.That(before.Output, Does.Not.Contain("CGL0011"));

        var whole = await PackedTool.RunToolAsync(folder.Path, environment, "test", "All.slnx");
        Assert.That(whole.ExitCode, Is.Zero, whole.Output + whole.Complaints);
        Assert.That(File.ReadAllText(folder[".codegen-lab/tested-members.txt"]), Is.EqualTo(List.ReplaceLineEndings("\n")));
        var after = (await Build()).Succeeded();
        Assert.That(after.Output, Does.Contain(Untested).And.Contain("tested-members.txt(5,1)"));

        // Where the project says so, another list is read, or none.
        Assert.That((await Build("-p:CodegenLabTestedMembers=false")).Succeeded().Output, Does.Not.Contain("CGL0011"));
        File.Delete(folder[".codegen-lab/tested-members.txt"]);
        Assert.That((await Build($"-p:CodegenLabTestedMembers={folder["reports/tested-members.txt"]}")).Succeeded().Output, Does.Contain(Untested));
    }
}
