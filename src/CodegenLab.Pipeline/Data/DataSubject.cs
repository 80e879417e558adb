using CodegenLab.Pipeline.Contexts;
using CodegenLab.Pipeline.Solutions;
using CodegenLab.SourceGenerator.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Pipeline.Data;

/// <summary>What values are made up for.</summary>
/// <param name="Symbol">A type, a method or a constructor.</param>
/// <param name="Compilation">Sees what a test project sees.</param>
/// <param name="Within">The class of that project in which the values stand.</param>
internal sealed record DataSubject(ISymbol Symbol, CSharpCompilation Compilation, INamedTypeSymbol Within);

/// <summary>Finds them.</summary>
internal sealed class DataSubjects(string workingFolder)
{
    private const string Home = """
        using System;
        using System.Collections.Generic;
        namespace CodegenLab.Made { internal static class Values { } }
        """;

    /// <exception cref="InputException">There is none, or several.</exception>
    public DataSubject Find(LoadedSolution solution, string name)
    {
        if (solution.Projects.IsEmpty && solution.Problems is [var first, ..])
            throw new InputException($"{first.Project} cannot be used. {first.Explanation}\n{first.Advice}");
        foreach (var project in solution.Projects.Where(project => !project.IsTestProject))
        {
            if (Spelled(TestsOf(project, solution), name) is { } spelled)
                return spelled;
        }

        var (home, symbols) = ContextBuilder.Find(solution, new ContextRequest { Symbol = name, WorkingFolder = workingFolder });
        if (symbols is not [var symbol])
            throw new InputException($"'{name}' names {symbols.Length} overloads.\nName one of them: {string.Join(", ", symbols.Select(one => $"\"{one.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)}\""))}.");
        var (compilation, within) = TestsOf(home, solution);
        // In a project of another target framework the same type is another symbol.
        var seen = DocumentationCommentId.GetSymbolsForDeclarationId(symbol.GetDocumentationCommentId()!, compilation)
            .FirstOrDefault(one => one.ContainingAssembly?.Name == symbol.ContainingAssembly.Name);
        return new DataSubject(seen ?? symbol, compilation, within);
    }

    /// <returns>Null: this is no C# for a type of values, or of objects with type arguments; or a name that lacks its namespace.</returns>
    private static DataSubject? Spelled((CSharpCompilation Compilation, INamedTypeSymbol Within) tests, string name)
    {
        var written = SyntaxFactory.ParseTypeName(name, consumeFullText: true);
        if (written.ContainsDiagnostics)
            return null;
        var tree = tests.Compilation.SyntaxTrees[0];
        var type = tests.Compilation.GetSemanticModel(tree).GetSpeculativeTypeInfo(Home.LastIndexOf('}') - 1, written, SpeculativeBindingOption.BindAsTypeOrNamespace).Type;
        return type is null or { TypeKind: TypeKind.Error } || (ValueShape.Of(type) is null && type is not INamedTypeSymbol { Arity: > 0 }) ? null : new DataSubject(type, tests.Compilation, tests.Within);
    }

    /// <summary>An empty project that sees what tests of the project see, its internals where one of the solution's test projects does.</summary>
    private static (CSharpCompilation Compilation, INamedTypeSymbol Within) TestsOf(LoadedProject project, LoadedSolution solution)
    {
        var friend = solution.Projects.FirstOrDefault(one => one.IsTestProject && project.Compilation.Assembly.GivesAccessTo(one.Compilation.Assembly));
        var options = new CSharpParseOptions(LanguageVersion.Preview);
        var compilation = CSharpCompilation.Create(
            friend?.Compilation.AssemblyName ?? "CodegenLab.Made",
            [CSharpSyntaxTree.ParseText(Home, options)],
            project.Compilation.References.Prepend(project.Compilation.ToMetadataReference()),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        return (compilation, compilation.GetTypeByMetadataName("CodegenLab.Made.Values")!);
    }
}
