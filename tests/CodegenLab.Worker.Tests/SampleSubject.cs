using CodegenLab.Engine.Instrumentation;
using CodegenLab.Probes;
using CodegenLab.Worker.Execution;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.Search;
using CodegenLab.Worker.TestCases;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Worker.Tests;

/// <summary>C# text, compiled, instrumented, loaded and discovered.</summary>
internal sealed class SampleSubject : IDisposable
{
    private static readonly MetadataReference[] Framework =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path))];

    private readonly string _folder = Directory.CreateTempSubdirectory("codegen-lab-").FullName;

    public SampleSubject(string source)
    {
        var parsing = new CSharpParseOptions(LanguageVersion.CSharp14);
        Compilation = CSharpCompilation.Create(
            "Sample",
            [
                CSharpSyntaxTree.ParseText(source, parsing, "Sample.cs"),
                CSharpSyntaxTree.ParseText("global using System; global using System.Collections.Generic; global using System.Linq; global using System.Threading.Tasks;", parsing, "Usings.cs"),
            ],
            Framework,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
        Instrumented = new SubjectBuilder().Build(Compilation, [], _folder, default);
        Trace.Allocate(Instrumented.Sites.Length, Instrumented.Lines.Length, Instrumented.Members.Length, Instrumented.Mutants.Length, Instrumented.Switches.Length);
        Universe = new Universe(Instrumented.SearchAssembly, [], Catalog);
        var discovery = new Discovery(Universe, internalsVisible: false, (_, _) => true);
        Untested = discovery.Run();
        Types = discovery.SubjectTypes;
        Mutants = new Universe(Instrumented.MutantAssembly, [], Universe);
        Vocabulary = new Vocabulary(Universe, Types);
        Interpreter = new Interpreter(Universe);
    }

    public CSharpCompilation Compilation { get; }

    public InstrumentedSubject Instrumented { get; }

    public Catalog Catalog { get; } = new();

    /// <summary>The search build.</summary>
    public Universe Universe { get; }

    public Universe Mutants { get; }

    public IReadOnlyList<Untested> Untested { get; }

    public IReadOnlyList<Type> Types { get; }

    public Vocabulary Vocabulary { get; }

    public Interpreter Interpreter { get; }

    public Build SearchBuild => new(
        Instrumented.SearchAssembly, [.. Instrumented.Sites.Select(site => new SiteShape(site.Member, site.IsArm, site.IsSoft))], [.. Instrumented.Switches], [], Instrumented.Lines.Length, [.. Instrumented.Members]);

    public Build MutantBuild => new(Instrumented.MutantAssembly, [], [], [.. Instrumented.Mutants.Select(mutant => new MutantShape(mutant.Member))], 0, [.. Instrumented.Members]);

    public Type Type(string name) => Universe.Assembly.GetType(name, throwOnError: true)!;

    /// <summary>The first member of that id, of that kind if one is given.</summary>
    public MemberShape Member(string documentationId, MemberShapeKind? kind = null) =>
        Catalog.Members.First(member => member.DocumentationId == documentationId && (kind is null || member.Kind == kind));

    /// <summary>A call of a static member or constructor.</summary>
    public Invocation Call(string documentationId, params Expression[] arguments) => CallOn(null, documentationId, arguments);

    public Invocation CallOn(Expression? receiver, string documentationId, params Expression[] arguments)
    {
        var member = Member(documentationId);
        return new Invocation(member.Result, member.Id, receiver, [.. arguments], []);
    }

    /// <summary>A literal of the value's own type.</summary>
    public Literal Of(object value) => new(Universe.IdOf(value.GetType()), Literals.Store(value));

    public Literal Null(Type type) => new(Universe.IdOf(type), null);

    public DefaultValue Default(Type type) => new(Universe.IdOf(type));

    public RunEnd Run(params Statement[] statements) => Interpreter.Run(new TestCase([.. statements]), Runner.Fuel);

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}

/// <summary>Listens to nothing and never asks to stop.</summary>
internal sealed class QuietHost : IWorkerHost
{
    public bool StopRequested => false;

    public void Send(Report report) { }

    public void Running(TestCase test) { }
}
