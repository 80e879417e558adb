using System.Globalization;
using System.Text;

namespace CodegenLab.Bench.Testing;

/// <summary>
/// A library of 100 types and a test project of 500 files: each has five tests, and the third of them that are marked use the package in all ways: a fake, a builder, values for parameters, a table of cases.
/// Without the package the same files stand there without what it needs, so that the compiler has as much of other code to read.
/// </summary>
/// <param name="folder">Where the solution is written.</param>
/// <param name="marked">How many of the files are marked.</param>
internal sealed class TestProject(string folder, int marked)
{
    public const int Files = 500;
    private const int Types = 100;

    // NuGet's ExcludeAssets does not keep them out of a build.
    private const string WithoutPackageAnalyzers = """
        <PropertyGroup><CodegenLabReadSubjects>false</CodegenLabReadSubjects></PropertyGroup>
          <Target Name="WithoutPackageAnalyzers" BeforeTargets="CoreCompile">
            <ItemGroup><Analyzer Remove="@(Analyzer)" Condition="$([System.String]::new('%(Filename)').StartsWith('CodegenLab.'))" /></ItemGroup>
          </Target>
        """;

    public string Tests => Path.Combine(folder, "Shop.Tests");

    /// <param name="feed">Folder with the package.</param>
    /// <param name="version">Of the package; null: the project does without it.</param>
    /// <param name="written">Folder with what the generators make of the same files, to be compiled without them and without analyzers; null: they run.</param>
    public void Write(string feed, string? version, string? written = null)
    {
        Put("nuget.config", $"<configuration><packageSources><add key=\"bench\" value=\"{feed}\" /></packageSources></configuration>");
        Put("Directory.Build.props", "<Project />");
        Put("Directory.Build.targets", "<Project />");
        Put("Directory.Packages.props", "<Project />");
        Put("Shop/Shop.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>netstandard2.0</TargetFramework><LangVersion>latest</LangVersion><Nullable>enable</Nullable></PropertyGroup>
            </Project>
            """);
        for (var index = 0; index < Types; index++)
            Put($"Shop/Part{index}.cs", Subject(index));
        Put("Shop.Tests/Shop.Tests.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><Nullable>enable</Nullable><ImplicitUsings>enable</ImplicitUsings><NoWarn>$(NoWarn);NU1603;NU1605;NU1900</NoWarn></PropertyGroup>
              <ItemGroup>
                {(version is null ? "" : $"<PackageReference Include=\"CodegenLab.Testing\" Version=\"{version}\" />")}
                <PackageReference Include="NUnit" Version="5.0.0" />
                <ProjectReference Include="../Shop/Shop.csproj" />
              </ItemGroup>
              {(written is null ? "" : WithoutPackageAnalyzers)}
            </Project>
            """);
        for (var index = 0; index < Files; index++)
            Put($"Shop.Tests/Part{index}Tests.cs", TestFile(index, version is not null && index % Files < marked));
        if (written is null)
            return;
        foreach (var file in Directory.EnumerateFiles(written, "*.cs", SearchOption.AllDirectories))
            Put($"Shop.Tests/Written/{Path.GetRelativePath(written, file)}", File.ReadAllText(file));
    }

    public static string TestFile(int index, bool isMarked, string body = "")
    {
        var part = index % Types;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            {(isMarked ? "using CodegenLab.Testing;\n" : "")}using NUnit.Framework;

            namespace Shop.Tests;

            public sealed class Part{index}Tests
            """).Append("\n{\n");
        for (var test = 0; test < 5; test++)
        {
            text.Append(CultureInfo.InvariantCulture, $$"""
                    [Test]
                    public void Adds_what_it_is_given_{{test}}()
                    {
                        var part = new Part{{part}}("part", {{test + 1}});
                        var sums = new List<int>();
                        foreach (var number in Enumerable.Range(1, {{test + 3}}).Where(number => number % 2 == 1))
                            sums.Add(part.Add(number));
                        {{(test == 0 ? body : "")}}

                        Assert.That(sums, Has.Count.GreaterThan(0));
                        Assert.That(sums.Sum(), Is.GreaterThanOrEqualTo({{test}}), $"{part.Name} {string.Join(", ", sums)}");
                        Assert.That(() => part.Add(-1), Throws.TypeOf<ArgumentOutOfRangeException>());
                    }


                """);
        }

        if (isMarked)
        {
            text.Append(CultureInfo.InvariantCulture, $$"""
                    [Test]
                    public void Takes_what_it_promises([Boundary] int number, [Equivalence] string name) => Assert.That(new Part{{part}}(name, 1).Add(number), Is.GreaterThan(number - 1));

                """);
        }

        text.Append("}\n");
        if (isMarked)
        {
            text.Append(CultureInfo.InvariantCulture, $$"""

                [Fake]
                internal sealed partial class FakeStore{{index}} : IStore{{part}};

                [Builder(typeof(Part{{part}}))]
                internal sealed partial class Part{{index}}Builder;

                [TestData(typeof(Part{{part}}), nameof(Part{{part}}.Add))]
                internal static partial class Add{{index}}Cases;

                """);
        }

        return text.ToString();
    }

    private static string Subject(int index) => $$"""
        using System;
        using System.Collections.Generic;
        using System.Threading.Tasks;

        namespace Shop
        {
            public interface IStore{{index}}
            {
                string Name { get; set; }
                event EventHandler? Changed;
                Task<IReadOnlyList<Part{{index}}>> FindAsync(string name, int limit);
                void Put(Part{{index}} part);
                bool TryGet(string name, out Part{{index}}? part);
            }

            public sealed class Part{{index}}
            {
                private int _sum;

                public Part{{index}}(string name, int quantity)
                {
                    if (string.IsNullOrWhiteSpace(name))
                        throw new ArgumentException("A part has a name.", nameof(name));
                    if (quantity < 1 || quantity > {{index + 100}})
                        throw new ArgumentOutOfRangeException(nameof(quantity));
                    Name = name;
                    Quantity = quantity;
                }

                public string Name { get; }
                public int Quantity { get; }
                public string? Note { get; set; }

                public int Add(int number)
                {
                    if (number < 0 || number > {{index + 1000}})
                        throw new ArgumentOutOfRangeException(nameof(number));
                    return _sum += number * Quantity;
                }
            }
        }
        """;

    private void Put(string path, string text)
    {
        var full = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }
}
