using System.Collections.Immutable;
using CodegenLab.Pipeline.Suites;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Pipeline.Gates;

/// <summary>Tells what of the figures a change touched. A statement is touched when any line of it is; one that begins above the changed line counts by its first.</summary>
public static class ChangedCode
{
    /// <summary>The files in which measured code was changed, in the order of the figures. A file of two projects comes twice.</summary>
    public static ImmutableArray<CodePart> Of(SuiteFigures figures, ChangedLines changed)
    {
        var changes = changed.Files.ToDictionary(file => file.Path, StringComparer.Ordinal);
        return
        [
            .. from file in figures.Projects.SelectMany(project => project.Files)
               let change = changes.GetValueOrDefault(file.Path)
               where change is not null
               let part = Of(file, change)
               where !part.Lines.IsEmpty || !part.Branches.IsEmpty || !part.Mutants.IsEmpty
               select part,
        ];
    }

    public static CodePart Of(FileFigures file, ChangedFile change)
    {
        if (change.IsWhole)
            return CodePart.Whole(file);

        var lines = file.MergedLines();
        var touched = TouchedLines(file, change, [.. lines.Select(line => line.Line)]);
        return new CodePart(
            file,
            [.. lines.Where(line => touched.Contains(line.Line))],
            [.. file.Branches.Where(branch => Touches(change, branch.Line, branch.EndLine, branch.EndColumn))],
            [.. file.Mutants.Where(mutant => Touches(change, mutant.Line, mutant.EndLine, mutant.EndColumn))]);
    }

    private static bool Touches(ChangedFile change, int first, int last, int endColumn) =>
        change.Lines.Any(range => range.First <= (endColumn == 1 && last > first ? last - 1 : last) && first <= range.Last);

    private static HashSet<int> TouchedLines(FileFigures file, ChangedFile change, HashSet<int> known)
    {
        var touched = known.Where(change.Has).ToHashSet();
        var tree = CSharpSyntaxTree.ParseText(file.Text, new CSharpParseOptions(LanguageVersion.Preview));
        foreach (var token in tree.GetRoot().DescendantTokens())
        {
            if (token.Kind() is SyntaxKind.OpenBraceToken or SyntaxKind.CloseBraceToken)
                continue;
            var span = token.GetLocation().GetLineSpan();
            if (Touches(change, span.StartLinePosition.Line + 1, span.EndLinePosition.Line + 1, span.EndLinePosition.Character + 1) && BeginOf(token, known) is { } line)
                touched.Add(line);
        }

        return touched;
    }

    /// <summary>Line of the nearest statement, expression body or initializer around a token that was measured.</summary>
    private static int? BeginOf(SyntaxToken token, HashSet<int> known)
    {
        for (var node = token.Parent; node is not null and not BlockSyntax and not MemberDeclarationSyntax and not AccessorDeclarationSyntax; node = node.Parent)
        {
            var line = node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
            if (known.Contains(line))
                return line;
        }

        return null;
    }
}
