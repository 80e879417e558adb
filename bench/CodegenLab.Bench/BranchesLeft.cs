using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Bench;

/// <summary>Branch outcomes that a suite leaves open, sorted by what stands at their line in the source.</summary>
/// <param name="ByCause">Outcomes for each of <see cref="Causes"/>, in that order.</param>
/// <param name="Lines">One entry per line with an open outcome: cause, file and line, source.</param>
internal sealed partial record BranchesLeft(IReadOnlyList<int> ByCause, IReadOnlyList<string> Lines)
{
    private const string NeverEntered = "method never entered";
    private const string NeverReached = "line never reached";
    private const string Other = "else";

    private static readonly CSharpParseOptions Modern =
        new(preprocessorSymbols: ["NET", "NETCOREAPP", .. Enumerable.Range(5, 6).Select(version => string.Create(CultureInfo.InvariantCulture, $"NET{version}_0_OR_GREATER"))]);

    private static readonly HashSet<SyntaxKind> Comparisons =
    [
        SyntaxKind.EqualsExpression, SyntaxKind.NotEqualsExpression, SyntaxKind.LessThanExpression, SyntaxKind.LessThanOrEqualExpression, SyntaxKind.GreaterThanExpression, SyntaxKind.GreaterThanOrEqualExpression,
    ];

    /// <summary>What an entered method asks at a line that was reached; the first that fits counts.</summary>
    private static readonly (string Cause, Func<SyntaxNode, bool> Fits)[] Questions =
    [
        ("throw not provoked", node => node is ThrowExpressionSyntax || node is IfStatementSyntax { Statement: var then } && Throws(then)),
        ("null", node => node is ConditionalAccessExpressionSyntax
            || node is BinaryExpressionSyntax binary && (binary.IsKind(SyntaxKind.CoalesceExpression) || binary.Left.IsKind(SyntaxKind.NullLiteralExpression) || binary.Right.IsKind(SyntaxKind.NullLiteralExpression))
            || node.IsKind(SyntaxKind.CoalesceAssignmentExpression)
            || node is ConstantPatternSyntax { Expression.RawKind: (int)SyntaxKind.NullLiteralExpression }),
        ("type", node => node.IsKind(SyntaxKind.IsExpression) || node is DeclarationPatternSyntax or TypePatternSyntax or RecursivePatternSyntax),
        ("switch", node => node is SwitchStatementSyntax or SwitchExpressionSyntax or SwitchExpressionArmSyntax or SwitchLabelSyntax),
        ("comparison", node => node is BinaryExpressionSyntax && Comparisons.Contains(node.Kind())),
        ("call or flag", node => node is IfStatementSyntax or ConditionalExpressionSyntax or WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax
            || node.IsKind(SyntaxKind.LogicalAndExpression) || node.IsKind(SyntaxKind.LogicalOrExpression)),
        ("foreach, using, await", node => node is CommonForEachStatementSyntax or UsingStatementSyntax or AwaitExpressionSyntax or LockStatementSyntax or YieldStatementSyntax),
    ];

    public static IReadOnlyList<string> Causes { get; } = [NeverEntered, NeverReached, .. Questions.Select(question => question.Cause), Other];

    /// <param name="coverage">Root of a Cobertura file.</param>
    public static BranchesLeft Of(XElement coverage)
    {
        var sources = coverage.Descendants("source").Select(source => source.Value).ToList();
        var trees = new Dictionary<string, SyntaxNode>(StringComparer.Ordinal);
        var counts = Causes.ToDictionary(cause => cause, _ => 0);
        var lines = new List<string>();
        foreach (var type in coverage.Descendants("class"))
        {
            var name = type.Attribute("filename")!.Value;
            var file = sources.Select(source => Path.Combine(source, name)).FirstOrDefault(File.Exists) ?? name;
            foreach (var method in type.Descendants("method"))
            {
                var entered = method.Descendants("line").Any(line => line.Attribute("hits")!.Value != "0");
                foreach (var line in method.Descendants("line"))
                {
                    var outcomes = Outcomes().Match(line.Attribute("condition-coverage")?.Value ?? "");
                    if (!outcomes.Success)
                        continue;
                    var open = int.Parse(outcomes.Groups["all"].ValueSpan, CultureInfo.InvariantCulture) - int.Parse(outcomes.Groups["covered"].ValueSpan, CultureInfo.InvariantCulture);
                    if (open == 0)
                        continue;

                    var number = int.Parse(line.Attribute("number")!.Value, CultureInfo.InvariantCulture);
                    var cause = !entered ? NeverEntered : line.Attribute("hits")!.Value == "0" ? NeverReached : CauseOf(Tree(file), number);
                    counts[cause] += open;
                    lines.Add(string.Create(CultureInfo.InvariantCulture, $"{cause} | {open} | {name}:{number} | {TextOf(Tree(file), number)}"));
                }
            }
        }

        return new BranchesLeft([.. Causes.Select(cause => counts[cause])], lines);

        SyntaxNode Tree(string file)
        {
            if (!trees.TryGetValue(file, out var root))
                trees.Add(file, root = CSharpSyntaxTree.ParseText(File.Exists(file) ? File.ReadAllText(file) : "", Modern).GetRoot());
            return root;
        }
    }

    private static string CauseOf(SyntaxNode root, int line)
    {
        var nodes = root.DescendantNodes().Where(node => node.GetLocation().GetLineSpan().StartLinePosition.Line == line - 1).ToList();
        return Questions.FirstOrDefault(question => nodes.Any(question.Fits)).Cause ?? Other;
    }

    private static string TextOf(SyntaxNode root, int line)
    {
        var lines = root.SyntaxTree.GetText().Lines;
        return line <= lines.Count ? lines[line - 1].ToString().Trim() : "";
    }

    private static bool Throws(StatementSyntax statement) => statement is ThrowStatementSyntax or BlockSyntax { Statements: [ThrowStatementSyntax, ..] };

    [GeneratedRegex(@"\((?<covered>\d+)/(?<all>\d+)\)")]
    private static partial Regex Outcomes();
}
