using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Bench.Suites;

/// <summary>Lines on which two Cobertura files of one run differ, by the reason that the source gives.</summary>
/// <param name="Same">Lines that both count, and call covered or both not.</param>
/// <param name="SameBranches">Of them, those with the same number of outcomes, and of covered ones.</param>
/// <param name="Reasons">How many lines there are for each reason, with one of them.</param>
internal sealed partial record CoverageDifferences(int Same, int SameBranches, IReadOnlyList<(string Reason, int Lines, string Example)> Reasons)
{
    private static readonly CSharpParseOptions Options =
        new(preprocessorSymbols: ["NET", "NETCOREAPP", .. Enumerable.Range(5, 6).Select(version => string.Create(CultureInfo.InvariantCulture, $"NET{version}_0_OR_GREATER"))]);

    /// <param name="folder">Of the sources that the files name.</param>
    public static CoverageDifferences Between(string ours, string coverlet, string folder)
    {
        var (one, other) = (Read(ours, folder), Read(coverlet, folder));
        var (same, sameBranches) = (0, 0);
        var reasons = new Dictionary<string, (int Lines, string Example)>(StringComparer.Ordinal);
        foreach (var file in one.Keys.Union(other.Keys).Order(StringComparer.Ordinal).Where(File.Exists))
        {
            var source = new SourceLines(File.ReadAllText(file));
            var (our, their) = (one.GetValueOrDefault(file) ?? [], other.GetValueOrDefault(file) ?? []);
            foreach (var line in our.Keys.Union(their.Keys).Order())
            {
                var (mine, theirs) = (our.GetValueOrDefault(line), their.GetValueOrDefault(line));
                if (mine is not null && theirs is not null && mine.IsCovered == theirs.IsCovered)
                {
                    same++;
                    if (mine.Branches == theirs.Branches)
                        sameBranches++;
                    else
                        Add(source.BranchReason(line, mine.Branches, theirs.Branches), line);
                }
                else
                {
                    Add(source.LineReason(line, mine?.IsCovered, theirs?.IsCovered), line);
                }
            }

            void Add(string reason, int line)
            {
                var (lines, example) = reasons.GetValueOrDefault(reason, (0, ""));
                reasons[reason] = (lines + 1, example.Length > 0 ? example : string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(file)}:{line}"));
            }
        }

        return new CoverageDifferences(same, sameBranches, [.. reasons.OrderByDescending(reason => reason.Value.Lines).Select(reason => (reason.Key, reason.Value.Lines, reason.Value.Example))]);
    }

    private static Dictionary<string, Dictionary<int, Counted>> Read(string report, string folder)
    {
        var root = XDocument.Load(report).Root!;
        var sources = root.Descendants("source").Select(source => source.Value).Append(folder).ToList();
        var files = new Dictionary<string, Dictionary<int, Counted>>(StringComparer.Ordinal);
        foreach (var type in root.Descendants("class"))
        {
            var name = type.Attribute("filename")!.Value;
            var path = Path.GetFullPath(sources.Select(source => Path.Combine(folder, source, name)).FirstOrDefault(File.Exists) ?? Path.Combine(folder, name));
            if (!files.TryGetValue(path, out var lines))
                files.Add(path, lines = []);
            foreach (var line in type.Descendants("line"))
            {
                var outcomes = Outcomes().Match(line.Attribute("condition-coverage")?.Value ?? "");
                var counted = new Counted(
                    line.Attribute("hits")!.Value != "0",
                    outcomes.Success ? (int.Parse(outcomes.Groups[1].ValueSpan, CultureInfo.InvariantCulture), int.Parse(outcomes.Groups[2].ValueSpan, CultureInfo.InvariantCulture)) : (0, 0));
                var number = int.Parse(line.Attribute("number")!.Value, CultureInfo.InvariantCulture);
                lines[number] = lines.TryGetValue(number, out var known) ? new Counted(known.IsCovered || counted.IsCovered, known.Branches.All > 0 ? known.Branches : counted.Branches) : counted;
            }
        }

        return files;
    }

    [GeneratedRegex(@"\(([0-9]+)/([0-9]+)\)")]
    private static partial Regex Outcomes();

    private sealed record Counted(bool IsCovered, (int Covered, int All) Branches);

    /// <summary>What stands on the lines of a file.</summary>
    private sealed class SourceLines(string text)
    {
        private readonly CompilationUnitSyntax _root = SyntaxFactory.ParseCompilationUnit(text, options: Options);
        private readonly string[] _lines = text.Split('\n');

        public string LineReason(int line, bool? ours, bool? theirs)
        {
            var code = _lines[line - 1].Trim();
            var first = First(line);
            var node = first.Parent!;
            if (ours is not null && theirs is not null)
                return IsInside<AnonymousFunctionExpressionSyntax>(node) && theirs == true ? "coverlet calls lines of a lambda that never ran covered: its statement spans them" : $"not explained: covered by {(ours == true ? "us" : "coverlet")} alone";
            if (ours is not null)
                return first.IsKind(SyntaxKind.DoKeyword) ? "«do», no line for coverlet" : "not explained: our line";
            if (!code.Any(char.IsLetterOrDigit) || code.StartsWith("//", StringComparison.Ordinal) || code.StartsWith('#'))
                return "brace, blank or comment, no line for us";
            if (first.IsKind(SyntaxKind.WhileKeyword) && node is DoStatementSyntax)
                return "«while» of a «do», no line for us: its condition counts for the line before";
            if (node.AncestorsAndSelf().OfType<PropertyDeclarationSyntax>().FirstOrDefault() is { ExpressionBody: null } property && property.AccessorList!.Accessors.All(accessor => accessor.Body is null && accessor.ExpressionBody is null))
                return "property without code, no line for us";
            if (node.AncestorsAndSelf().OfType<MemberDeclarationSyntax>().First() is ConstructorDeclarationSyntax constructor && !InBody(constructor, line))
                return "head of a constructor, no line for us";
            if (node.AncestorsAndSelf().Any(part => part is StatementSyntax and not BlockSyntax or ArrowExpressionClauseSyntax or EqualsValueClauseSyntax && StartOf(part) < line))
                return "goes on with a statement, one line for us";
            return first.Kind() is SyntaxKind.CatchKeyword or SyntaxKind.FinallyKeyword or SyntaxKind.ElseKeyword or SyntaxKind.TryKeyword || node is MemberDeclarationSyntax or TypeDeclarationSyntax or ParameterSyntax or PredefinedTypeSyntax or IdentifierNameSyntax
                ? "head of a clause or member, no line for us"
                : $"not explained: coverlet's line ({node.Kind()})";
        }

        public string BranchReason(int line, (int Covered, int All) ours, (int Covered, int All) theirs)
        {
            var nodes = On(line);
            bool Has<T>() where T : SyntaxNode => nodes.Exists(node => node is T);
            bool HasKind(SyntaxKind kind) => nodes.Exists(node => node.IsKind(kind));
            if (theirs.All == 0)
            {
                return Has<SwitchLabelSyntax>() || Has<SwitchExpressionArmSyntax>() || Has<SwitchSectionSyntax>() ? "arm of a switch: on its own line for us, on that of the switch for coverlet"
                    : nodes.Exists(node => node.Ancestors().OfType<DoStatementSyntax>().Any(loop => loop.Statement is BlockSyntax { Statements: [.., var last] } && StartOf(last) == line)) ? "«while» of a «do»: on the line before for us"
                    : HasKind(SyntaxKind.CoalesceExpression) || Has<ConditionalAccessExpressionSyntax>() || Has<ConditionalExpressionSyntax>() ? "?? , ?. or ?: in a statement of several lines, or that the compiler makes no jump of"
                    : nodes.Exists(node => node.IsKind(SyntaxKind.LogicalAndExpression) || node.IsKind(SyntaxKind.LogicalOrExpression)) ? "condition that goes over several lines: on the first for us"
                    : Multiline(line) ? "condition that goes over several lines: on the first for us"
                    : "not explained: our branch";
            }

            if (ours.All == 0)
            {
                return Has<CommonForEachStatementSyntax>() ? "foreach: its end is a branch for coverlet"
                    : HasKind(SyntaxKind.CoalesceAssignmentExpression) ? "??=: a branch for coverlet"
                    : Has<AnonymousFunctionExpressionSyntax>() || Has<ArgumentSyntax>() ? "the compiler's cache of a delegate: a branch for coverlet"
                    : Has<SwitchStatementSyntax>() || Has<SwitchExpressionSyntax>() ? "arm of a switch: on its own line for us, on that of the switch for coverlet"
                    : Has<UsingStatementSyntax>() || Has<LockStatementSyntax>() || Has<YieldStatementSyntax>() || Has<AwaitExpressionSyntax>() ? "the compiler's code for using, lock, yield or await: a branch for coverlet"
                    : IsInside<StatementSyntax>(First(line).Parent!) && Multiline(line) ? "condition that goes over several lines: on the first for us"
                    : "not explained: coverlet's branch";
            }

            if (ours.All != theirs.All)
                return "another number of outcomes: coverlet counts the jumps that the compiler makes (?., ??, patterns, chains, kept lambdas and arrays)";
            return ours.Covered < theirs.Covered
                ? "an outcome that coverlet counts because the place it leads to is reached some other way (the end of an «if» without «else» through its block)"
                : "not explained: an outcome that we alone count";
        }

        private SyntaxToken First(int line) => _root.DescendantTokens().First(token => !token.IsKind(SyntaxKind.EndOfFileToken) && token.GetLocation().GetLineSpan().EndLinePosition.Line + 1 >= line);

        private List<SyntaxNode> On(int line) => [.. _root.DescendantNodes().Where(node => StartOf(node) == line || (node is ExpressionSyntax or StatementSyntax and not BlockSyntax && StartOf(node) < line && EndOf(node) >= line && node.DescendantTokens().Any(token => StartOf(token) == line) && EndOf(node) - StartOf(node) < 12))];

        private bool Multiline(int line) => _root.DescendantNodes().Any(node => node is ExpressionSyntax or StatementSyntax and not BlockSyntax && StartOf(node) <= line && EndOf(node) >= line && EndOf(node) > StartOf(node));

        private static bool InBody(ConstructorDeclarationSyntax constructor, int line) => constructor.Body is { } body && StartOf(body) < line;

        private static bool IsInside<T>(SyntaxNode node) where T : SyntaxNode => node.AncestorsAndSelf().OfType<T>().Any();

        private static int StartOf(SyntaxNode node) => node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;

        private static int StartOf(SyntaxToken token) => token.GetLocation().GetLineSpan().StartLinePosition.Line + 1;

        private static int EndOf(SyntaxNode node) => node.GetLocation().GetLineSpan().EndLinePosition.Line + 1;
    }
}
