using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Pipeline.Candidates.Repairs;

/// <summary>Puts the constant where the expected value goes: Assert.That(3, Is.EqualTo(count)) passes as it should and fails with the wrong words.</summary>
internal sealed class SwappedArguments : IRepair
{
    public string Name => "expected and actual swapped";

    public Edit? Repair(RepairPlace place)
    {
        if (place.Code != "NUnit2007"
            || place.Node.FirstAncestorOrSelf<ArgumentSyntax>() is not { Expression: var constant, Parent: ArgumentListSyntax { Arguments: [var actual, { Expression: InvocationExpressionSyntax constraint }, ..], Parent: InvocationExpressionSyntax call } } || actual.Expression != constant)
            return null;
        if (constraint is not { Expression: MemberAccessExpressionSyntax { Expression: var owner, Name.Identifier.Text: "EqualTo" }, ArgumentList.Arguments: [{ Expression: var value }] } || owner.ToString() is not ("Is" or "Is.Not") || place.Model.GetConstantValue(value).HasValue)
            return null;
        return Edit.Replace(call, call.ReplaceNodes([constant, value], (old, _) => (old == constant ? value : constant).WithTriviaFrom(old)));
    }
}
