using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Engine.Tests;

/// <summary>Compiles samples against the runtime that runs the tests.</summary>
internal static class SampleCompilation
{
    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.CSharp14);

    private static readonly MetadataReference[] Framework =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) is "netstandard.dll" or "mscorlib.dll")
            .Select(path => MetadataReference.CreateFromFile(path))];

    private static readonly SyntaxTree Usings = CSharpSyntaxTree.ParseText(
        "global using System; global using System.Collections.Generic; global using System.Linq; global using System.Threading.Tasks;",
        Parsing,
        "obj/Usings.g.cs");

    public static CSharpCompilation Of(params string[] sources) => Of(OutputKind.DynamicallyLinkedLibrary, sources);

    public static CSharpCompilation Of(OutputKind kind, params string[] sources) => Of("Sample", kind, [], sources);

    public static CSharpCompilation Of(string name, OutputKind kind, IEnumerable<MetadataReference> libraries, params string[] sources)
    {
        var compilation = CSharpCompilation.Create(
            name,
            [.. sources.Select((source, index) => CSharpSyntaxTree.ParseText(source, Parsing, $"Sample{index}.cs")), Usings],
            Framework.Concat(libraries),
            new CSharpCompilationOptions(kind, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));

        var errors = compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToList();
        return errors.Count == 0 ? compilation : throw new ArgumentException(string.Join(Environment.NewLine, errors), nameof(sources));
    }
}
