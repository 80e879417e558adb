using System.Collections.Immutable;
using CodegenLab.Engine.Suites;
using CodegenLab.Pipeline.Solutions;
using CodegenLab.Pipeline.Suites;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Pipeline.Tests.Suites;

[TestFixture]
public sealed class SuiteSheetTests
{
    private const string Till = """
        public class Till
        {
            public int Add(int price)
            {
                if (price > 1)
                    return price;
                return 0;
            }

            [System.Diagnostics.CodeAnalysis.ExcludeFromCodeCoverage]
            public int Log(int price)
            {
                if (price > 1)
                    return price;
                return 0;
            }
        }
        """;

    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("codegen-lab-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Code_that_is_excluded_from_coverage_has_no_lines_no_branches_and_no_member()
    {
        var file = FiguresOf(Till);

        Assert.That(file.Members.Select(member => member.Name), Is.EqualTo(new[] { "Add(int)" }));
        Assert.That(file.Lines.Select(line => line.Line), Is.EqualTo(new[] { 5, 6, 7 }));
        Assert.That(file.Branches.Select(branch => branch.Line).Distinct(), Is.EqualTo(new[] { 5 }));
    }

    [Test]
    public void An_initialiser_that_branches_is_a_line_for_reports_have_branches_nowhere_else()
    {
        var file = FiguresOf("public class Till(string name)\n{\n    private readonly int _size = 3;\n    public string Name { get; } = name ?? \"none\";\n    public int Size => _size;\n}\n");

        Assert.That(file.Lines.Select(line => (line.Line, line.Member)), Is.EqualTo(new[] { (4, "P:Till.Name"), (5, "P:Till.Size") }));
    }

    private FileFigures FiguresOf(string code)
    {
        var compilation = CSharpCompilation.Create(
            "Till", [CSharpSyntaxTree.ParseText(code, path: Path.Combine(_folder, "Till.cs"), encoding: System.Text.Encoding.UTF8)],
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(path => Path.GetFileName(path) is "System.Runtime.dll" or "System.Private.CoreLib.dll" or "netstandard.dll").Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var coverage = SuiteSubjectBuilder.Build([new SuiteProject(compilation, [])], SuiteProbes.Coverage, _folder, kept: null, default);
        var project = new LoadedProject
        {
            Name = "Till", Path = Path.Combine(_folder, "Till.csproj"), TargetFramework = "net10.0", TargetFrameworks = ["net10.0"], Compilation = compilation,
            IsTestProject = false, TargetPath = "", RuntimeReferences = [], FrameworkReferences = [], ProjectReferences = [], PackageReferences = [], RootNamespace = "",
            Properties = ImmutableDictionary<string, string>.Empty,
        };
        return new SuiteSheet(_folder, [project]).Projects(coverage, mutated: null).Single().Files.Single();
    }
}
