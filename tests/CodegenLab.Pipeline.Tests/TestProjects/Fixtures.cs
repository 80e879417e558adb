using System.Collections.Immutable;
using CodegenLab.Engine.Rendering;
using CodegenLab.Pipeline.TestProjects;

namespace CodegenLab.Pipeline.Tests.TestProjects;

/// <summary>Fixtures and plans made by hand.</summary>
internal static class Fixtures
{
    /// <summary>A fixture of these methods, each with the found tests it renders.</summary>
    public static RenderedFixture Render(string name, params (string Name, string Source, int[] Found)[] methods)
    {
        var lines = new List<string>();
        lines.AddRange(new GeneratedHeader("1.0", 1, "Shop." + name, methods.Length, 0, 0, null).Write().TrimEnd('\n').Split('\n'));
        lines.AddRange(["", "using NUnit.Framework;", "using Shop;", "", "namespace Shop.Tests;", "", $"public class {name}", "{"]);
        var tests = ImmutableArray.CreateBuilder<RenderedTest>();
        foreach (var method in methods)
        {
            var first = lines.Count + 1;
            lines.AddRange(method.Source.ReplaceLineEndings("\n").Split('\n').Select(line => "    " + line));
            tests.Add(new RenderedTest(method.Name, first, lines.Count, [.. method.Found]));
        }

        lines.Add("}");
        return new RenderedFixture("Shop." + name, "Shop.Tests", name, GeneratedHeader.Seal(string.Join('\n', lines) + "\n"), tests.ToImmutable());
    }

    public static TestProjectPlan Plan(TestRepository repository, bool isNew = true, ImmutableHashSet<string>? taken = null) => new()
    {
        Path = repository.PathOf("tests/Shop.Tests/Shop.Tests.csproj"),
        AssemblyName = "Shop.Tests",
        Subject = repository.PathOf("src/Shop/Shop.csproj"),
        SubjectAssembly = "Shop.dll",
        TargetFramework = "net10.0",
        IsMultiTargeted = false,
        InternalsVisible = false,
        Rendering = new RenderingOptions
        {
            RootNamespace = "Shop.Tests",
            SubjectRootNamespace = "Shop",
            ToolVersion = "1.0",
            Seed = 1,
            Framework = TestFramework.NUnit,
        },
        TakenNames = taken ?? [],
        HandWritten = taken ?? [],
        New = isNew
            ? new NewTestProject(
                new ProjectText(
                    [new("TargetFramework", "net10.0"), new("ImplicitUsings", "enable"), new("Nullable", "enable"), new("IsPackable", "false")],
                    [new("Microsoft.NET.Test.Sdk", "18.11.0"), new("NUnit", "4.6.1"), new("NUnit3TestAdapter", "6.3.1")],
                    ["../../src/Shop/Shop.csproj"]),
                null,
                [],
                null)
            : null,
        Packages = [],
        UsesTestingPlatform = false,
        Format = new FileFormat("\n", false),
        Remarks = [],
    };
}
