using System.Security.Cryptography;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Engine.Subjects;

/// <summary>Tells whether code is still what it was: a hash of its code, not of its layout, comments or files.</summary>
public static class SubjectCode
{
    /// <param name="type">Reflection full name.</param>
    /// <returns>16 hexadecimal digits; null: the code declares no such type.</returns>
    public static string? Of(Compilation compilation, string type)
    {
        if (compilation.Assembly.GetTypeByMetadataName(type) is not { DeclaringSyntaxReferences: { IsEmpty: false } references })
            return null;

        // Parts of a type may stand in any order, in any file.
        var parts = references.Select(reference => CodeOf(reference.GetSyntax())).Order(StringComparer.Ordinal);
        return HashOf(parts);
    }

    /// <returns>16 hexadecimal digits.</returns>
    public static string Of(SyntaxNode declaration) => HashOf([CodeOf(declaration)]);

    /// <param name="parts">Of any code, in an order that counts.</param>
    /// <returns>16 hexadecimal digits.</returns>
    public static string HashOf(IEnumerable<string> parts) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', parts))))[..16];

    /// <summary>Tokens alone, and those of branches that the compiler skips: which these are depends on the build, not on the code.</summary>
    public static string CodeOf(SyntaxNode declaration)
    {
        var code = new StringBuilder();
        foreach (var token in declaration.DescendantTokens())
        {
            // What stands before the type is not its code, but for directives that cut through it.
            foreach (var trivia in token.LeadingTrivia)
            {
                if (trivia.IsKind(SyntaxKind.DisabledTextTrivia))
                    Append(code, SyntaxFactory.ParseTokens(trivia.ToString()).Where(skipped => !skipped.IsKind(SyntaxKind.EndOfFileToken)));
                else if (trivia.IsDirective && !trivia.GetStructure().IsKind(SyntaxKind.RegionDirectiveTrivia) && !trivia.GetStructure().IsKind(SyntaxKind.EndRegionDirectiveTrivia))
                    code.Append(trivia.ToString().Trim()).Append('\n');
            }

            Append(code, [token]);
        }

        return code.ToString();
    }

    private static void Append(StringBuilder code, IEnumerable<SyntaxToken> tokens)
    {
        foreach (var token in tokens)
            code.Append(token.Text.ReplaceLineEndings("\n")).Append('\n');
    }
}
