using CodegenLab.Engine.Suites;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Engine.Tests.Suites;

public sealed class CompilesAtRunTimeTests
{
    private string _folder = "";

    [OneTimeSetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("compiles").FullName;

    [OneTimeTearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [TestCase("public static class C { public static int Of(System.Linq.Expressions.Expression<System.Func<int>> tree) => tree.Compile()(); }", ExpectedResult = true)]
    [TestCase("public static class C { public static System.Delegate Of(System.Linq.Expressions.LambdaExpression tree) => tree.Compile(); }", ExpectedResult = true)]
    [TestCase("public static class C { public static object Of() => new System.Reflection.Emit.DynamicMethod(\"a\", null, null); }", ExpectedResult = true)]
    [TestCase("public static class C { public static object Of(System.Linq.Expressions.Expression<System.Func<int>> tree) => tree.Body; }", ExpectedResult = false)]
    [TestCase("public static class Regular { public static void Compile() { } public static void Of() => Compile(); }", ExpectedResult = false)]
    public bool An_assembly_compiles_at_run_time_where_it_calls_what_does(string code)
    {
        var path = Path.Combine(_folder, Path.GetRandomFileName() + ".dll");
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(one => Path.GetFileName(one).StartsWith("System.", StringComparison.Ordinal));
        var compilation = CSharpCompilation.Create("Subject", [CSharpSyntaxTree.ParseText(code)], references.Select(one => MetadataReference.CreateFromFile(one)), new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

        Assert.That(compilation.Emit(path).Diagnostics, Is.Empty);

        return CompilesAtRunTime.Is(path);
    }

    [Test]
    public void What_is_no_assembly_does_not()
    {
        var path = Path.Combine(_folder, "text.dll");
        File.WriteAllText(path, "no assembly");

        Assert.That(CompilesAtRunTime.Is(path), Is.False);
        Assert.That(CompilesAtRunTime.Is(path + ".none"), Is.False);
    }
}
