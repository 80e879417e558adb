using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Pipeline.Candidates.Repairs;

/// <summary>Gives the second of two test methods with one name a number.</summary>
internal sealed class SameName : IRepair
{
    public string Name => "same name twice";

    public Edit? Repair(RepairPlace place)
    {
        if (place.Code is not ("CS0111" or "CS0102") || place.Node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { Parent: TypeDeclarationSyntax type } method)
            return null;
        var taken = type.Members.OfType<MethodDeclarationSyntax>().Select(other => other.Identifier.Text).ToHashSet(StringComparer.Ordinal);
        var number = 2;
        while (taken.Contains(string.Create(CultureInfo.InvariantCulture, $"{method.Identifier.Text}_{number}")))
            number++;
        return Edit.Replace(method, method.WithIdentifier(SyntaxFactory.Identifier(string.Create(CultureInfo.InvariantCulture, $"{method.Identifier.Text}_{number}")).WithTriviaFrom(method.Identifier)));
    }
}
