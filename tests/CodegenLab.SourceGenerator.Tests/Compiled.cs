using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace CodegenLab.SourceGenerator.Tests;

/// <summary>User code, compiled with what the generators add to it.</summary>
/// <param name="Sources">Generated files, by hint name.</param>
/// <param name="Told">What the generators report.</param>
/// <param name="Messages">What the compiler says of all the code together, warnings too.</param>
internal sealed record Compiled(CSharpCompilation Compilation, ImmutableSortedDictionary<string, string> Sources, ImmutableArray<Diagnostic> Told, ImmutableArray<Diagnostic> Messages)
{
    private const string Usings = "global using System; global using System.Collections.Generic; global using System.Linq; global using System.Threading; global using System.Threading.Tasks; global using NUnit.Framework; global using CodegenLab.Testing;";

    private static readonly CSharpParseOptions Language = new(LanguageVersion.CSharp13, DocumentationMode.Parse);

    public static ImmutableArray<MetadataReference> Platform { get; } =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))];

    /// <summary>What generators make of tests of a subject in another project, whose source is given beside the code.</summary>
    public static Compiled WithSubject(IIncrementalGenerator generator, string subject, string source)
    {
        using var image = new MemoryStream();
        var emitted = Compile(subject).WithAssemblyName("Shop").Emit(image);
        Assert.That(emitted.Success, string.Join("\n", emitted.Diagnostics));
        return With([generator], Compile(source).AddReferences(MetadataReference.CreateFromImage(image.ToArray())), [new GivenText("/shop/Subject.cs", subject)]);
    }

    /// <summary>The only generated file.</summary>
    public string Source => Sources.Values.Single();

    public static CSharpCompilation Compile(params string[] sources) => CSharpCompilation.Create(
        "Shop.Tests",
        sources.Prepend(Usings).Select((source, index) => CSharpSyntaxTree.ParseText(source, Language, $"/shop/File{index}.cs")),
        Platform,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable,
            // As the SDK does: a newer NUnit than the library was built against is meant.
            specificDiagnosticOptions: [new("CS1701", ReportDiagnostic.Suppress)]));

    public static Compiled With(IIncrementalGenerator generator, params string[] sources) => With([generator], Compile(sources), []);

    public static Compiled With(IIncrementalGenerator[] generators, params string[] sources) => With(generators, Compile(sources), []);

    public static Compiled With(IIncrementalGenerator[] generators, CSharpCompilation compilation, ImmutableArray<AdditionalText> additional)
    {
        var driver = Driver(generators, additional).RunGeneratorsAndUpdateCompilation(compilation, out var after, out var told);
        var result = driver.GetRunResult();
        Assert.That(result.Results.Select(one => one.Exception), Has.All.Null);
        return new Compiled(
            (CSharpCompilation)after,
            result.Results.SelectMany(one => one.GeneratedSources).ToImmutableSortedDictionary(source => source.HintName, source => source.SourceText.ToString()),
            told,
            [.. after.GetDiagnostics().Where(message => message.Severity >= DiagnosticSeverity.Warning)]);
    }

    /// <summary>What an analyzer says of it all.</summary>
    public ImmutableArray<Diagnostic> Diagnosed(DiagnosticAnalyzer analyzer, params AdditionalText[] additional)
    {
        var diagnosed = Compilation
            .WithAnalyzers([analyzer], new CompilationWithAnalyzersOptions(new AnalyzerOptions([.. additional], new SubjectOptions()), (failure, _, _) => throw failure, concurrentAnalysis: false, logAnalyzerExecutionTime: false))
            .GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();
        return [.. diagnosed.OrderBy(one => one.Location.SourceSpan.Start).ThenBy(one => one.Id, StringComparer.Ordinal)];
    }

    /// <summary>What generators and an analyzer say of it all.</summary>
    public IEnumerable<Diagnostic> ToldWith(DiagnosticAnalyzer analyzer) => Told.Concat(Diagnosed(analyzer));

    public static GeneratorDriver Driver(IIncrementalGenerator[] generators, ImmutableArray<AdditionalText> additional) => CSharpGeneratorDriver.Create(
        generators.Select(generator => generator.AsSourceGenerator()), additional, Language, new SubjectOptions(), new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>This, after the test failed unless everybody was silent.</summary>
    public Compiled Silent()
    {
        Assert.That(Told.Concat(Messages).Select(message => message.ToString()), Is.Empty, string.Join("\n", Sources.Values));
        return this;
    }

    /// <summary>Runs a public static method without parameters.</summary>
    public object? Run(string type, string method)
    {
        using var image = new MemoryStream();
        var emitted = Compilation.Emit(image);
        Assert.That(emitted.Success, string.Join("\n", emitted.Diagnostics));
        try
        {
            return Assembly.Load(image.ToArray()).GetType(type)!.GetMethod(method)!.Invoke(null, null);
        }
        catch (TargetInvocationException thrown)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(thrown.InnerException!);
            throw;
        }
    }
}

/// <summary>A file that is given to the compiler beside the code.</summary>
internal sealed class GivenText(string path, string text) : AdditionalText
{
    public override string Path => path;

    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
}

/// <summary>Says of every additional file that it is a subject's source, and of a text that it is the list of tested members, as the targets of the package do.</summary>
internal sealed class SubjectOptions : AnalyzerConfigOptionsProvider
{
    public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(null);

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Options(textFile.Path.EndsWith(".txt", StringComparison.Ordinal) ? "CodegenLabTestedMembers" : "CodegenLabSubject");

    private sealed class Options(string? metadata) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value)
        {
            value = metadata is not null && key == "build_metadata.AdditionalFiles." + metadata ? "true" : null;
            return value is not null;
        }
    }
}

/// <summary>Those of the package.</summary>
internal static class Generators
{
    public static IIncrementalGenerator[] All { get; } =
        [.. typeof(Rules).Assembly.GetTypes().Where(type => type.IsDefined(typeof(GeneratorAttribute), false)).Select(type => (IIncrementalGenerator)Activator.CreateInstance(type)!)];
}
