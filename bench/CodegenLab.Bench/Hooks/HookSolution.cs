using System.Globalization;
using System.Text;

namespace CodegenLab.Bench.Hooks;

/// <summary>A solution made for measuring: ten libraries with a test project each. Every library uses the first one and the one before it.</summary>
/// <param name="folder">Is written anew.</param>
internal sealed class HookSolution(string folder)
{
    public const int Libraries = 10;

    private const int Classes = 8;

    private const int Members = 6;

    public string Folder => folder;

    public void Write()
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Write(".gitignore", "bin/\nobj/\n.codegen-lab/\n");
        Write("Directory.Build.props", "<Project><PropertyGroup><TargetFramework>net10.0</TargetFramework><Nullable>enable</Nullable><ImplicitUsings>enable</ImplicitUsings></PropertyGroup></Project>\n");
        // Nothing of the folders above.
        Write("Directory.Build.targets", "<Project />\n");
        Write("Directory.Packages.props", "<Project />\n");
        var projects = Enumerable.Range(1, Libraries).SelectMany(number => new[] { $"src/{Name(number)}/{Name(number)}.csproj", $"tests/{Name(number)}.Tests/{Name(number)}.Tests.csproj" });
        Write("Parts.slnx", $"<Solution>\n{string.Concat(projects.Select(path => $"  <Project Path=\"{path}\" />\n"))}</Solution>\n");
        for (var number = 1; number <= Libraries; number++)
            WriteLibrary(number);
    }

    /// <summary>Changes one member of a library so that its tests still pass; each time in another way.</summary>
    public void Change(int library, int round) =>
        Write($"src/{Name(library)}/Shape1.cs", Class(library, 1, $" + {round} - {round}"));

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"Part{number:00}");

    private static IEnumerable<int> Used(int number) => new[] { 1, number - 1 }.Where(used => used > 0 && used < number).Distinct();

    private void WriteLibrary(int number)
    {
        var name = Name(number);
        Write($"src/{name}/{name}.csproj", $"<Project Sdk=\"Microsoft.NET.Sdk\">\n  <ItemGroup>\n{string.Concat(Used(number).Select(used => $"    <ProjectReference Include=\"../{Name(used)}/{Name(used)}.csproj\" />\n"))}  </ItemGroup>\n</Project>\n");
        Write($"tests/{name}.Tests/{name}.Tests.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <ItemGroup>
                <PackageReference Include="Microsoft.NET.Test.Sdk" Version="18.11.0" />
                <PackageReference Include="NUnit" Version="5.0.0" />
                <PackageReference Include="NUnit3TestAdapter" Version="6.3.1" />
                <ProjectReference Include="../../src/{name}/{name}.csproj" />
              </ItemGroup>
            </Project>

            """);
        for (var shape = 1; shape <= Classes; shape++)
        {
            Write($"src/{name}/Shape{shape}.cs", Class(number, shape, ""));
            Write($"tests/{name}.Tests/Shape{shape}Tests.cs", Tests(number, shape));
        }
    }

    private static string Class(int number, int shape, string change)
    {
        var code = new StringBuilder($"namespace {Name(number)};\n\npublic sealed class Shape{shape}(int size)\n{{\n    public int Size {{ get; }} = size;\n");
        for (var member = 1; member <= Members; member++)
        {
            var others = string.Concat(Used(number).Select(used => $" + new {Name(used)}.Shape{shape}(size).Measure{member}(times) % 7"));
            code.Append(CultureInfo.InvariantCulture, $$"""

                    public int Measure{{member}}(int times)
                    {
                        var sum = Size{{(member == 1 ? change : "")}};
                        for (var round = 0; round < times; round++)
                        {
                            if (round % {{member + 1}} == 0)
                                sum += round * {{shape}};
                            else
                                sum -= {{member}};
                        }

                        return sum{{others}};
                    }

                """);
        }

        return code.Append("}\n").ToString();
    }

    private static string Tests(int number, int shape)
    {
        var code = new StringBuilder($"using NUnit.Framework;\n\nnamespace {Name(number)}.Tests;\n\npublic sealed class Shape{shape}Tests\n{{\n");
        for (var member = 1; member <= Members; member++)
            code.Append(CultureInfo.InvariantCulture, $"    [Test]\n    public void Measures_{member}() => Assert.That(new Shape{shape}(10).Measure{member}(3), Is.EqualTo({Expected(number, shape, member)}));\n\n");
        return code.Append("}\n").ToString();
    }

    private static int Expected(int number, int shape, int member)
    {
        var sum = 10;
        for (var round = 0; round < 3; round++)
            sum += round % (member + 1) == 0 ? round * shape : -member;
        return sum + Used(number).Sum(used => Expected(used, shape, member) % 7);
    }

    private void Write(string file, string text)
    {
        var path = Path.Combine(folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
