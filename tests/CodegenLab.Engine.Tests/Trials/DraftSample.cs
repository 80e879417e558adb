using CodegenLab.Engine.Instrumentation;
using CodegenLab.Engine.Trials;
using CodegenLab.Engine.Workers;
using CodegenLab.Worker.Protocol;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace CodegenLab.Engine.Tests.Trials;

/// <summary>A subject, instrumented, and drafts compiled against it.</summary>
internal sealed class DraftSample : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("codegen-lab-").FullName;
    private readonly SubjectProject _project;
    private readonly DraftLibraries _libraries;

    public DraftSample(string source, DraftLibraries? libraries = null)
    {
        _libraries = libraries ?? DraftLibraries.NUnit;
        _project = new SubjectProject { Compilation = SampleCompilation.Of(source) };
        Subject = new SuiteGenerator(_folder).Instrument(_project, [], default);
    }

    public InstrumentedSubject Subject { get; }

    /// <summary>With all mutants.</summary>
    /// <param name="members">What stands in class Drafts.CartTests.</param>
    public Task<DraftTrialOutcome> TryAsync(string members, params string[] methods) => TryClassesAsync(ClassOf(members), [.. methods.Select(method => "Drafts.CartTests." + method)]);

    public Task<DraftTrialOutcome> TryClassesAsync(string source, params string[] methods) => TryAsync(Compile(source), null, methods);

    /// <param name="draft">Path of the assembly.</param>
    /// <param name="settings">Null: as users have them.</param>
    public async Task<DraftTrialOutcome> TryAsync(string draft, WorkerSettings? settings, params string[] methods)
    {
        var trials = settings is null ? new DraftTrials(_project, Subject) : new DraftTrials(_project, Subject) { Settings = settings };
        return await trials.RunAsync(
            new DraftAssembly(draft, [.. _libraries.Paths], [.. methods], [.. Subject.Mutants.Select(mutant => mutant.Id)]) { Framework = _libraries.Framework }, new Silence(), default);
    }

    public static string ClassOf(string members) => $$"""
        namespace Drafts;
        public class CartTests
        {
        {{members}}
        }
        """;

    /// <returns>Path of the assembly.</returns>
    public string Compile(string source)
    {
        var options = new CSharpParseOptions(LanguageVersion.CSharp14);
        var usings = CSharpSyntaxTree.ParseText($"global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Threading; global using System.Threading.Tasks; global using {_libraries.Namespace}; global using Sample;", options, "Usings.cs", System.Text.Encoding.UTF8);
        var compilation = CSharpCompilation.Create(
            "Drafts",
            [CSharpSyntaxTree.ParseText(source, options, "CartTests.cs", System.Text.Encoding.UTF8), usings],
            [.. _project.Compilation.References, _project.Compilation.ToMetadataReference(), .. _libraries.Paths.Select(path => MetadataReference.CreateFromFile(path))],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, Guid.NewGuid().ToString("N"))).FullName, "Drafts.dll");
        using var assembly = File.Create(path);
        var emitted = compilation.Emit(assembly, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.Embedded));
        Assert.That(emitted.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error), Is.Empty);
        return path;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private sealed class Silence : IProgress<Progress>
    {
        public void Report(Progress value) { }
    }
}
