using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Engine.Instrumentation;

/// <summary>
/// Comments that rule out mutants: <c>// codegen-lab disable [once] [mutators|all] [: reason]</c>, <c>// codegen-lab restore …</c>, and the same with Stryker's name and Stryker's
/// mutators. They hold as Stryker.NET's do: from where they stand to the end of the block or member, with <c>once</c> for what begins behind them.
/// </summary>
internal sealed partial class MutantComments
{
    private const string All = "all";

    private static readonly ImmutableDictionary<string, string?> Nothing = ImmutableDictionary.Create<string, string?>(StringComparer.Ordinal);

    /// <summary>What Stryker.NET calls otherwise than we do.</summary>
    private static readonly Dictionary<string, string> StrykerNames = new(StringComparer.Ordinal) { ["statement"] = "statementremoval", ["block"] = "blockremoval" };

    private readonly Dictionary<SyntaxNode, ImmutableDictionary<string, string?>> _ruledOut = [];

    private MutantComments()
    {
    }

    public static MutantComments In(SyntaxNode root)
    {
        var comments = new MutantComments();
        if (root.DescendantTrivia().Any(trivia => Parse(trivia) is not null))
            comments.Walk(root, new Scope());
        return comments;
    }

    /// <returns>Null: nothing rules it out.</returns>
    public string? ReasonFor(SyntaxNode node, string mutator) =>
        _ruledOut.TryGetValue(node, out var names) ? names.TryGetValue(NameOf(mutator), out var reason) ? reason : names.GetValueOrDefault(All) : null;

    private void Walk(SyntaxNode node, Scope scope)
    {
        // A statement ends a scope no more than its expressions do; a comment before a block or a member belongs to it.
        var inner = node is BlockSyntax or MemberDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax or ArgumentListSyntax ? new Scope(scope) : scope;
        foreach (var comment in Before(node).Select(Parse).OfType<Match>())
            inner = Changed(inner, comment);
        if (!inner.RuledOut.IsEmpty)
            _ruledOut[node] = inner.RuledOut;
        foreach (var child in node.ChildNodes())
            Walk(child, inner);
    }

    private static Scope Changed(Scope scope, Match comment)
    {
        var changed = comment.Groups["once"].Success ? new Scope(scope) : scope;
        var names = comment.Groups["names"].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(NameOf).ToList();
        if (names.Count == 0)
            names = [All];
        if (comment.Groups["mode"].Value.Equals("restore", StringComparison.OrdinalIgnoreCase))
        {
            changed.RuledOut = names.Contains(All) ? Nothing : changed.RuledOut.SetItems(names.Select(name => KeyValuePair.Create(name, (string?)null)));
            return changed;
        }

        var reason = comment.Groups["reason"].Value.Trim();
        changed.RuledOut = changed.RuledOut.SetItems(names.Select(name => KeyValuePair.Create(name, (string?)(reason.Length > 0 ? reason : "Ignored by a comment in the code."))));
        return changed;
    }

    private static IEnumerable<SyntaxTrivia> Before(SyntaxNode node) =>
        node.GetFirstToken(includeZeroWidth: true).GetPreviousToken(includeZeroWidth: true).TrailingTrivia.Concat(node.GetLeadingTrivia());

    private static Match? Parse(SyntaxTrivia trivia) =>
        trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia && Comment().Match(trivia.ToString()) is { Success: true } match ? match : null;

    private static string NameOf(string mutator)
    {
        var name = string.Concat(mutator.Where(char.IsLetter)).ToLowerInvariant();
        return StrykerNames.GetValueOrDefault(name, name);
    }

    [GeneratedRegex(@"^(//|/\*)\s*(stryker|codegen-lab)\s+(?<mode>disable|restore)\b\s*(?<once>once\b)?(?<names>[^:*]*)(:(?<reason>.*?))?(\*/)?\s*$", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Comment();

    /// <summary>What is ruled out from here on, by mutator, with the reason; without one: restored.</summary>
    private sealed class Scope
    {
        public Scope(Scope? outer = null) => RuledOut = outer?.RuledOut ?? Nothing;

        public ImmutableDictionary<string, string?> RuledOut { get; set; }
    }
}
