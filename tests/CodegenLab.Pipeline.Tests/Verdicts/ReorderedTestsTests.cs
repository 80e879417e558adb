using CodegenLab.Pipeline.Verdicts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Pipeline.Tests.Verdicts;

public sealed class ReorderedTestsTests
{
    [Test]
    public void What_sets_the_culture_at_the_start_compiles_from_csharp_9_on()
    {
        var tree = CSharpSyntaxTree.ParseText(ReorderedTests.CultureAtStart + ReorderedTests.Culture, new CSharpParseOptions(LanguageVersion.CSharp9));
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(path => Path.GetFileName(path) is "System.Private.CoreLib.dll" or "System.Runtime.dll");

        var compilation = CSharpCompilation.Create("Start", [tree], platform.Select(path => MetadataReference.CreateFromFile(path)), new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

        Assert.That(compilation.GetDiagnostics(), Is.Empty);
    }
}
