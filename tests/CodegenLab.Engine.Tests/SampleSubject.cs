using CodegenLab.Engine.Instrumentation;
using CodegenLab.Engine.Subjects;
using CodegenLab.Probes;
using CodegenLab.Worker.Execution;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.Search;
using CodegenLab.Worker.TestCases;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Engine.Tests;

/// <summary>C# text, compiled, instrumented, loaded and discovered.</summary>
internal sealed class SampleSubject : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("codegen-lab-").FullName;

    public SampleSubject(string source, bool internalsVisible = false)
        : this([source], internalsVisible)
    {
    }

    /// <param name="fakes">Added to the subject, as the engine does.</param>
    public SampleSubject(IEnumerable<string> sources, bool internalsVisible = false, bool fakes = false)
    {
        Compilation = SampleCompilation.Of([.. sources]);
        var options = (CSharpParseOptions)Compilation.SyntaxTrees[0].Options;
        var trees = fakes ? new FakeWriter(internalsVisible).Write(Compilation).Select(fake => CSharpSyntaxTree.ParseText(fake.CompilationUnit, options, fake.FakeTypeName + ".cs", System.Text.Encoding.UTF8)) : [];
        Instrumented = new SubjectBuilder([]).Build(Compilation, [.. trees], _folder, default);
        Trace.Allocate(Instrumented.Sites.Length, Instrumented.Lines.Length, Instrumented.Members.Length, Instrumented.Mutants.Length, Instrumented.Switches.Length);
        Universe = new Universe(Instrumented.SearchAssembly, [], Catalog);
        var discovery = new Discovery(Universe, internalsVisible, (_, _) => true);
        Untested = discovery.Run();
        Mutants = new Universe(Instrumented.MutantAssembly, [], Universe);
        Vocabulary = new Vocabulary(Universe, discovery.SubjectTypes, new HashSet<string>());
        Interpreter = new Interpreter(Universe, Patience);
    }

    public CSharpCompilation Compilation { get; }

    public InstrumentedSubject Instrumented { get; }

    public Catalog Catalog { get; } = new();

    /// <summary>The search build.</summary>
    public Universe Universe { get; }

    public Universe Mutants { get; }

    /// <summary>What discovery left, with reasons.</summary>
    public IReadOnlyList<Untested> Untested { get; }

    public Vocabulary Vocabulary { get; }

    public Patience Patience { get; } = new();

    public Interpreter Interpreter { get; }

    /// <summary>What the last statement of the last run left.</summary>
    public StatementResult Last => Interpreter.Results[^1];

    public Build SearchBuild => Instrumented.SearchBuild;

    public Build MutantBuild => Instrumented.MutantBuild;

    public Type Type(string name) => Universe.Assembly.GetType(name, throwOnError: true)!;

    /// <summary>The first member of that id, of that kind if one is given.</summary>
    public MemberShape Member(string documentationId, MemberShapeKind? kind = null) =>
        Catalog.Members.First(member => member.DocumentationId == documentationId && (kind is null || member.Kind == kind));

    /// <summary>A call of a static member or constructor.</summary>
    public Invocation Call(string documentationId, params Expression[] arguments) => CallOn(null, documentationId, arguments);

    public Invocation CallOn(Expression? receiver, string documentationId, params Expression[] arguments) => CallOf(Member(documentationId), receiver, arguments);

    public static Invocation CallOf(MemberShape member, Expression? receiver, params Expression[] arguments) => new(member.Result, member.Id, receiver, [.. arguments], []);

    /// <summary>A literal of the value's own type.</summary>
    public Literal Of(object value) => new(Universe.IdOf(value.GetType()), Literals.Store(value));

    public Literal Null(Type type) => new(Universe.IdOf(type), null);

    public DefaultValue Default(Type type) => new(Universe.IdOf(type));

    public RunEnd Run(params Invocation[] calls) => Run([.. calls.Select(call => new Statement(call))]);

    public RunEnd Run(params Statement[] statements) => Interpreter.Run(new TestCase([.. statements]), Runner.Fuel);

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
