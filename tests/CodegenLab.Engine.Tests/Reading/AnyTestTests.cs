using CodegenLab.Engine.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Engine.Tests.Reading;

/// <summary>Whatever stands in a test, the reader reads it or says why not.</summary>
public sealed class AnyTestTests
{
    private static readonly MetadataReference[] Framework =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))];

    private const string Usings = "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Threading; global using System.Threading.Tasks; global using NUnit.Framework;";

    /// <summary>The tests of this project are as odd as tests get. Without references they do not compile, as drafts may not either.</summary>
    [TestCase(true)]
    [TestCase(false)]
    public void Reads_the_tests_of_this_project_or_says_why_not(bool compiles)
    {
        using var subject = new SampleSubject("namespace Sample; public static class Twice { public static int Of(int n) => n * 2; }");
        var options = new CSharpParseOptions(LanguageVersion.CSharp14);
        var trees = Sources().Append((Path: "Usings.cs", Text: Usings)).Select(source => CSharpSyntaxTree.ParseText(source.Text, options, source.Path)).ToList();
        var compilation = CSharpCompilation.Create("Any", trees, compiles ? Framework : [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)], new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var reader = new TestCaseReader(subject.Catalog);

        var read = (from tree in trees
                    let model = compilation.GetSemanticModel(tree)
                    from method in tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>()
                    where method.AttributeLists.Count > 0
                    select reader.Read(model, method)).ToList();

        TestContext.Out.WriteLine(string.Join('\n', read.CountBy(test => test.Unreadable?.Split('«', ':')[0] ?? "").OrderByDescending(pair => pair.Value).Take(40)));
        Assert.That(read, Has.Count.GreaterThan(200));
        Assert.That(read.Select(test => test.Cases.IsEmpty == test.Unreadable is not null), Is.All.True);
    }

    private static IEnumerable<(string Path, string Text)> Sources()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CodegenLab.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No solution above the tests.");
        return Directory.EnumerateFiles(Path.Combine(folder.FullName, "tests", "CodegenLab.Engine.Tests"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && !file.EndsWith(".verified.cs", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(file => (file, File.ReadAllText(file)));
    }
}
