using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Bench.Sette;

/// <summary>Reads the snippets of a file: public static methods, with what stands in comments where the Java original has annotations.</summary>
internal static partial class SnippetReader
{
    /// <summary>What SETTE writes above statements that its authors hold for out of reach.</summary>
    private static readonly string[] Impossible = ["impossible", "unreachable", "overflow", "invalid object"];

    public static IEnumerable<Snippet> Read(string file)
    {
        var root = CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetCompilationUnitRoot();
        foreach (var container in root.DescendantNodes().OfType<ClassDeclarationSyntax>().Where(container => container.Modifiers.Any(SyntaxKind.StaticKeyword)))
        {
            var methods = container.Members.OfType<MethodDeclarationSyntax>().ToList();
            foreach (var method in methods.Where(method => method.Modifiers.Any(SyntaxKind.PublicKeyword)))
            {
                var comments = method.GetLeadingTrivia().ToFullString();
                if (comments.Contains("@SetteNotSnippet", StringComparison.Ordinal))
                    continue;

                var included = Included().Match(comments).Groups["method"].Value;
                var required = RequiredOf(comments);
                yield return new Snippet(
                    GroupOf(container),
                    $"{container.Identifier.Text}.{method.Identifier.Text}",
                    file,
                    required,
                    [.. methods.Where(other => other == method || other.Identifier.Text == included).SelectMany(Statements)]);
            }
        }
    }

    /// <summary>Namespaces are BME.MIT.SETTE.Group, some with a part behind.</summary>
    private static string GroupOf(ClassDeclarationSyntax container) => container.FirstAncestorOrSelf<NamespaceDeclarationSyntax>()!.Name.ToString().Split('.')[3];

    private static double RequiredOf(string comments)
    {
        var match = Required().Match(comments);
        if (!match.Success)
            return 1;
        double Number(string group) => double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);
        return match.Groups["whole"].Success ? Number("part") / Number("whole") : Number("part") / 100;
    }

    private static IEnumerable<SnippetStatement> Statements(MethodDeclarationSyntax method) =>
        method.DescendantNodes().OfType<StatementSyntax>()
            .Where(statement => statement is not (BlockSyntax or TryStatementSyntax or LabeledStatementSyntax or EmptyStatementSyntax))
            .Select(statement => new SnippetStatement(
                LineOf(statement is DoStatementSyntax loop ? loop.WhileKeyword : statement.GetFirstToken()),
                statement.ToString().Split('\n')[0].Trim(),
                Impossible.Any(word => statement.GetLeadingTrivia().ToFullString().Contains(word, StringComparison.OrdinalIgnoreCase))));

    private static int LineOf(SyntaxToken token) => token.GetLocation().GetLineSpan().StartLinePosition.Line + 1;

    [GeneratedRegex(@"@SetteRequiredStatementCoverage\(value = (?<part>[\d.]+)( / (?<whole>[\d.]+) \* 100)?\)")]
    private static partial Regex Required();

    [GeneratedRegex(@"@SetteIncludeCoverage\(.*methods = \{ ""(?<method>\w+)\(")]
    private static partial Regex Included();
}
