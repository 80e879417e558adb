using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CodegenLab.SourceGenerator.Tests;

/// <summary>Code after a fix.</summary>
internal static class Fixed
{
    /// <returns>The text after the first fix to what the analyzer says first; null: none is offered.</returns>
    public static string? By(CodeFixProvider provider, DiagnosticAnalyzer analyzer, string source) =>
        Of(provider, source, compilation => compilation.WithAnalyzers([analyzer]).GetAnalyzerDiagnosticsAsync().Result.Where(one => provider.FixableDiagnosticIds.Contains(one.Id)));

    /// <inheritdoc cref="By"/>
    /// <param name="id">Of what the compiler says.</param>
    public static string? OfCompiler(CodeFixProvider provider, string id, string source) => Of(provider, source, compilation => compilation.GetDiagnostics().Where(one => one.Id == id));

    private static string? Of(CodeFixProvider provider, string source, Func<Compilation, IEnumerable<Diagnostic>> tell)
    {
        var compilation = Compiled.Compile(source);
        using var workspace = new AdhocWorkspace();
        var project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Default, "Shop.Tests", "Shop.Tests", LanguageNames.CSharp, compilationOptions: compilation.Options,
            parseOptions: compilation.SyntaxTrees[0].Options, metadataReferences: compilation.References));
        foreach (var tree in compilation.SyntaxTrees)
            project = project.AddDocument(tree.FilePath, tree.GetText(), filePath: tree.FilePath).Project;
        var document = project.Documents.Last();

        var diagnostic = tell(project.GetCompilationAsync().Result!).OrderBy(one => one.Location.SourceSpan.Start).First();
        var actions = ImmutableArray.CreateBuilder<CodeAction>();
        provider.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), default)).Wait();
        if (actions.Count == 0)
            return null;

        var changed = actions[0].GetOperationsAsync(default).Result.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetDocument(document.Id)!;
        return changed.GetTextAsync().Result.ToString();
    }
}
