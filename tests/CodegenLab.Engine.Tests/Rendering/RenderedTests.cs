using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using CodegenLab.Engine.Instrumentation;
using CodegenLab.Engine.Rendering;
using CodegenLab.Engine.Subjects;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.TestCases;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Engine.Tests.Rendering;

/// <summary>Renders, builds and runs tests for the sample types of this project.</summary>
internal static class RenderedTests
{
    public static RenderingOptions Options { get; } = new()
    {
        RootNamespace = "Shop.Tests",
        SubjectRootNamespace = "Shop",
        ToolVersion = "1.2.3",
        Seed = 7,
        Framework = TestFramework.NUnit,
        FrameworkVersion = 5,
        FrameworkMinorVersion = 0,
    };

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public static FoundTest Found(int subject, ImmutableArray<Statement> statements, params Observation[] observations) =>
        new(new TestCase(statements), observations, subject, [], [], [], -1);

    public static ImmutableArray<RenderedFixture> Render(TestCatalog catalog, IReadOnlyList<FoundTest> tests, RenderingOptions? options = null, ImmutableArray<Site>? sites = null, ImmutableArray<Fake>? fakes = null) =>
        new TestRenderer(TestTemplates.Embedded).Render(catalog.Catalog, tests, sites ?? [], fakes ?? [], options ?? Options);

    /// <summary>The lines of the only test method, without its signature and braces.</summary>
    public static string Body(TestCatalog catalog, FoundTest test, RenderingOptions? options = null)
    {
        var fixture = Render(catalog, [test], options).Single();
        AssertBuilds(fixture, options);
        var lines = fixture.Source.Split('\n');
        var method = fixture.Tests.Single();
        var body = lines[(method.FirstLine - 1)..method.LastLine].SkipWhile(line => line.Trim() != "{").Skip(1).SkipLast(1);
        return string.Join('\n', body.Select(line => line.Length > 8 ? line[8..] : ""));
    }

    /// <summary>No error and no warning, as in a project with nullable annotations; the SDK has no ear for a younger runtime (CS1701) either.</summary>
    public static void AssertBuilds(RenderedFixture fixture, RenderingOptions? options = null, ImmutableArray<byte> subject = default)
    {
        var problems = Compile(fixture.Source, options, subject).GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && diagnostic.Id != "CS1701").ToList();
        NUnit.Framework.Assert.That(problems, Is.Empty, fixture.Source);
    }

    /// <summary>Builds the fixture and runs all of its tests.</summary>
    /// <param name="subject">Assembly under test; default: this project.</param>
    public static void AssertPasses(RenderedFixture fixture, RenderingOptions? options = null, ImmutableArray<byte> subject = default)
    {
        AssertBuilds(fixture, options, subject);
        using var image = new MemoryStream();
        NUnit.Framework.Assert.That(Compile(fixture.Source, options, subject).Emit(image).Success, Is.True);
        image.Position = 0;
        var context = new AssemblyLoadContext(fixture.ClassName, isCollectible: true);
        if (!subject.IsDefault)
        {
            using var subjectImage = new MemoryStream([.. subject]);
            context.LoadFromStream(subjectImage);
        }

        var type = context.LoadFromStream(image).GetType($"{fixture.Namespace}.{fixture.ClassName}")!;
        var instance = Activator.CreateInstance(type);
        foreach (var test in fixture.Tests)
        {
            var method = type.GetMethod(test.Name)!;
            var rows = method.GetCustomAttributes<TestCaseAttribute>().Select(row => row.Arguments).DefaultIfEmpty([]).ToList();
            foreach (var row in rows)
                (method.Invoke(instance, row) as Task)?.GetAwaiter().GetResult();
        }
    }

    private static CSharpCompilation Compile(string source, RenderingOptions? options, ImmutableArray<byte> subject)
    {
        var used = options ?? Options;
        var parse = new CSharpParseOptions((LanguageVersion)used.LanguageVersion, DocumentationMode.None);
        var trees = new List<SyntaxTree> { CSharpSyntaxTree.ParseText(source, parse) };
        if (used.GlobalUsings.Count > 0)
            trees.Add(CSharpSyntaxTree.ParseText(string.Concat(used.GlobalUsings.Select(ns => $"global using {ns};\n")), parse));
        return CSharpCompilation.Create(
            "Rendered" + Guid.NewGuid().ToString("N"),
            trees,
            subject.IsDefault ? References : References.Add(MetadataReference.CreateFromImage(subject)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: used.NullableEnabled ? NullableContextOptions.Enable : NullableContextOptions.Disable));
    }
}
