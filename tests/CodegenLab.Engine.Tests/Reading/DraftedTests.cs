using CodegenLab.Engine.Reading;
using CodegenLab.Worker.TestCases;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Engine.Tests.Reading;

/// <summary>A test class as a model drafts it, compiled against a subject.</summary>
internal sealed class DraftedTests
{
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Threading.Tasks;
        global using NUnit.Framework;
        """;

    private static readonly MetadataReference[] Framework =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(path => !Path.GetFileName(path).StartsWith("CodegenLab.", StringComparison.Ordinal)).Select(path => MetadataReference.CreateFromFile(path))];

    private readonly Catalog _catalog;
    private readonly SemanticModel _model;

    /// <param name="members">Of the test class.</param>
    /// <exception cref="ArgumentException">It does not compile.</exception>
    /// <param name="usings">Beside those that any test project has.</param>
    public DraftedTests(Catalog catalog, CSharpCompilation subject, string members, string usings = "global using Sample;")
    {
        _catalog = catalog;
        var options = new CSharpParseOptions(LanguageVersion.CSharp14);
        var compilation = CSharpCompilation.Create(
            "Drafts",
            [CSharpSyntaxTree.ParseText($"public class Drafts\n{{\n{members}\n}}\n", options), CSharpSyntaxTree.ParseText($"{Usings}\n{usings}", options)],
            [subject.ToMetadataReference(), .. Framework],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        var errors = compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToList();
        if (errors.Count > 0)
            throw new ArgumentException(string.Join('\n', errors), nameof(members));
        _model = compilation.GetSemanticModel(compilation.SyntaxTrees[0]);
    }

    public ReadTest Read(string method) =>
        new TestCaseReader(_catalog).Read(_model, _model.SyntaxTree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Single(declared => declared.Identifier.Text == method));

    /// <summary>What all test methods do, in the order they stand.</summary>
    public IReadOnlyList<ReadTest> ReadAll() =>
        [.. _model.SyntaxTree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Where(method => method.AttributeLists.Count > 0).Select(method => new TestCaseReader(_catalog).Read(_model, method))];

    /// <summary>Test methods that cannot be read, with the reason.</summary>
    public IReadOnlyList<string> Unreadable() =>
        [.. _model.SyntaxTree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Where(method => method.AttributeLists.Count > 0)
            .Select(method => (method.Identifier.Text, Read: new TestCaseReader(_catalog).Read(_model, method)))
            .Where(test => test.Read.Unreadable is not null)
            .Select(test => $"{test.Text}: {test.Read.Unreadable}")];
}
