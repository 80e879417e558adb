using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Engine.Instrumentation;

/// <summary>Finds out which injected code a compile error is about, and keeps what was taken back for it.</summary>
internal sealed partial class Blame(string build)
{
    private readonly HashSet<string> _members = [];
    private readonly HashSet<string> _mutants = [];
    private readonly ImmutableArray<RolledBack>.Builder _rolledBack = ImmutableArray.CreateBuilder<RolledBack>();

    public IReadOnlySet<string> Members => _members;

    public IReadOnlySet<string> Mutants => _mutants;

    public ImmutableArray<RolledBack> RolledBack => _rolledBack.ToImmutable();

    /// <summary>Takes back something for each error, as little as may be.</summary>
    /// <param name="errors">Of the last round, in rewritten trees.</param>
    /// <param name="sources">The trees that are rewritten, as they were.</param>
    /// <returns>false: nothing is left to take back.</returns>
    public bool TakeBack(IReadOnlyList<Diagnostic> errors, IReadOnlyCollection<SyntaxTree> sources)
    {
        var before = _members.Count + _mutants.Count;

        foreach (var error in errors)
            TakeBack(error);

        if (_members.Count + _mutants.Count > before)
            return true;

        // No injected code at the error: then all of the file, and if that is no help either, all of it.
        var files = errors.Select(error => error.Location.SourceTree?.FilePath).ToHashSet();
        return TakeBackFiles(errors[0], sources.Where(source => files.Contains(source.FilePath)))
            || TakeBackFiles(errors[0], sources);
    }

    private void TakeBack(Diagnostic error)
    {
        if (error.Location.SourceTree is not { } tree)
            return;

        var node = tree.GetRoot().FindNode(error.Location.SourceSpan, getInnermostNodeForTie: true);
        var member = node.AncestorsAndSelf().FirstOrDefault(ancestor => ancestor.HasAnnotations(MemberWalk.MemberKind));
        if (member is null)
            return;

        var id = member.GetAnnotations(MemberWalk.MemberIdKind).First().Data!;
        if (node.AncestorsAndSelf().FirstOrDefault(ancestor => ancestor.HasAnnotations(MutantRewriter.MutantKind)) is { } mutant)
        {
            TakeBackMutants([mutant], id, error);
            return;
        }

        // Flow analysis complains where a variable is used or where a method ends, not where the mutant is.
        var mutants = member.GetAnnotatedNodes(MutantRewriter.MutantKind).ToList();
        var variable = QuotedName().Match(error.GetMessage(CultureInfo.InvariantCulture)).Groups["name"].Value;
        if (TakeBackMutants(mutants.Where(candidate => Assigns(candidate, variable)), id, error)
            || TakeBackMutants(mutants.Where(RemovesJump), id, error)
            || TakeBackMutants(mutants.Where(candidate => candidate is StatementSyntax), id, error))
        {
            return;
        }

        var key = member.GetAnnotations(MemberWalk.MemberKind).First().Data!;
        if (_members.Add(key))
            Report(id, error);
    }

    private static bool Assigns(SyntaxNode mutant, string variable) => mutant.DescendantNodes().Any(node => node switch
    {
        ArgumentSyntax { RefKindKeyword.RawKind: (int)SyntaxKind.OutKeyword, Expression: IdentifierNameSyntax name } => name.Identifier.Text == variable,
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax name } => name.Identifier.Text == variable,
        _ => false,
    });

    private static bool RemovesJump(SyntaxNode mutant) =>
        mutant is IfStatementSyntax { Else: null, Statement: BlockSyntax { Statements: [ThrowStatementSyntax or ReturnStatementSyntax or BreakStatementSyntax or ContinueStatementSyntax] } };

    [GeneratedRegex(@"'(?<name>\w+)'")]
    private static partial Regex QuotedName();

    private bool TakeBackMutants(IEnumerable<SyntaxNode> wrappers, string member, Diagnostic error)
    {
        var any = false;
        foreach (var wrapper in wrappers)
        {
            foreach (var mark in wrapper.GetAnnotations(MutantRewriter.MutantKind))
            {
                if (!_mutants.Add(mark.Data!))
                    continue;

                any = true;
                Report(member, error);
            }
        }

        return any;
    }

    private bool TakeBackFiles(Diagnostic error, IEnumerable<SyntaxTree> sources)
    {
        var any = false;
        foreach (var source in sources)
        {
            foreach (var declaration in source.GetRoot().DescendantNodes())
            {
                if (declaration is not (MemberDeclarationSyntax or AccessorDeclarationSyntax or VariableDeclaratorSyntax or EqualsValueClauseSyntax or PrimaryConstructorBaseTypeSyntax))
                    continue;

                var key = MemberWalk.KeyOf(declaration);
                if (!_members.Add(key))
                    continue;

                any = true;
                Report(key, error);
            }
        }

        return any;
    }

    private void Report(string member, Diagnostic error)
    {
        var line = error.Location.GetLineSpan();
        _rolledBack.Add(new RolledBack(member, line.Path ?? "", line.StartLinePosition.Line + 1, build, error.Id + ": " + error.GetMessage()));
    }
}
