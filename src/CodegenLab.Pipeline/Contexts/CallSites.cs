using CodegenLab.Pipeline.Solutions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Pipeline.Contexts;

/// <summary>Shows how the solution calls the subject: one statement per place, the same statement once.</summary>
internal sealed class CallSites(References references, Places places)
{
    private const int Most = 12;
    private const int LongestLines = 12;

    /// <param name="members">The subject's members.</param>
    /// <param name="outsideOnly">Not how the subject's own type calls them: that is code of it.</param>
    public IEnumerable<Finding> Of(LoadedProject project, IReadOnlyCollection<ISymbol> members, bool outsideOnly)
    {
        IEnumerable<ISymbol> owners = outsideOnly ? members.Select(member => member as INamedTypeSymbol ?? member.ContainingType) : members;
        var declarations = owners.SelectMany(owner => owner.DeclaringSyntaxReferences).Select(declaration => declaration.GetSyntax()).ToHashSet();
        return references.To(members, other => !other.IsTestProject)
            // How a subject calls itself is in its body.
            .Where(use => !use.Node.Ancestors().Any(declarations.Contains))
            .OrderBy(use => use.Project == project ? 1 : 0)
            .Select(use => new Finding(Shown(use.Node), places.Of(use.Node)))
            .DistinctBy(use => Excerpt.OneLine(use.Text))
            .Take(Most);
    }

    /// <summary>The statement that uses it, with the member it stands in when that is short.</summary>
    private static string Shown(SyntaxNode node)
    {
        var member = node.AncestorsAndSelf().OfType<MemberDeclarationSyntax>().FirstOrDefault();
        var statement = node.AncestorsAndSelf().TakeWhile(ancestor => ancestor is not MemberDeclarationSyntax).OfType<StatementSyntax>().FirstOrDefault(one => one is not BlockSyntax);
        var head = statement is IfStatementSyntax or ForEachStatementSyntax or WhileStatementSyntax or UsingStatementSyntax or SwitchStatementSyntax && Excerpt.Of(statement).Count(c => c == '\n') >= LongestLines
            ? Excerpt.Of(statement).Split('\n')[0] + " …"
            : null;
        if (head is not null)
            return head;
        if (statement is not null)
            return Excerpt.Of(statement);
        return member is null ? node.ToString() : Excerpt.CodeOf(member) is var text && text.Count(c => c == '\n') < LongestLines ? text : Excerpt.OneLine(node.Parent!.ToString());
    }
}
