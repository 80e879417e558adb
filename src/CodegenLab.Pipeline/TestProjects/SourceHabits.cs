using System.Collections.Immutable;
using CodegenLab.Pipeline.Solutions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Pipeline.TestProjects;

/// <summary>How the files of a project are written.</summary>
internal static class SourceHabits
{
    /// <summary>Null: the project has no file to judge by.</summary>
    public static bool? MostlyFileScoped(LoadedProject project)
    {
        var scoped = 0;
        var block = 0;
        foreach (var tree in project.Compilation.SyntaxTrees.Where(tree => FilePaths.IsInside(tree.FilePath, project.Folder)))
        {
            foreach (var member in tree.GetCompilationUnitRoot().Members)
            {
                if (member is FileScopedNamespaceDeclarationSyntax)
                    scoped++;
                else if (member is NamespaceDeclarationSyntax)
                    block++;
            }
        }

        return scoped + block == 0 ? null : scoped >= block;
    }

    /// <summary>What most of the subject's files end their lines with: under Windows git usually checks them out with CRLF.</summary>
    public static string NewLine(LoadedProject subject)
    {
        var output = Path.Combine(subject.Folder, "obj");
        var breaks = subject.Compilation.SyntaxTrees
            .Where(tree => FilePaths.IsInside(tree.FilePath, subject.Folder) && !FilePaths.IsInside(tree.FilePath, output))
            .Select(tree => tree.GetText().Lines[0])
            .Select(line => line.EndIncludingLineBreak - line.End)
            .Where(length => length > 0)
            .ToList();
        return breaks.Count(length => length == 2) * 2 > breaks.Count ? "\r\n" : "\n";
    }

    public static ImmutableArray<string> GlobalUsings(CSharpCompilation compilation) =>
    [
        .. compilation.SyntaxTrees
            .SelectMany(tree => tree.GetCompilationUnitRoot().Usings)
            .Where(directive => directive.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword) && directive.StaticKeyword.IsKind(SyntaxKind.None) && directive.Alias is null)
            .Select(directive => directive.NamespaceOrType.ToString().Replace("global::", "", StringComparison.Ordinal))
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];
}
