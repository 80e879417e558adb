using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Layout.Tests;

public sealed partial class NamingTests
{
    [Test]
    public void No_type_name_ends_in_a_word_that_says_nothing() =>
        Assert.That(HouseCode.Types.Where(type => SaysNothing().IsMatch(type.Name)).Select(type => $"{type.File}: {type.Name}"), Is.Empty);

    [Test]
    public void A_file_is_named_after_what_it_declares()
    {
        var misnamed =
            from file in HouseCode.Files
            let declared = HouseCode.Types.Where(type => type.File == file.FilePath).Select(type => type.Name).ToList()
            let name = Path.GetFileName(file.FilePath).Split('.')[0]
            where declared.Count > 0 && !declared.Exists(type => name == type || name == type + "s") && !declared.TrueForAll(type => type.StartsWith(name, StringComparison.Ordinal))
            select $"{file.FilePath} declares {string.Join(", ", declared)}";

        Assert.That(misnamed, Is.Empty);
    }

    /// <summary>But for what the compiler looks for in a namespace of its own where the framework lacks it.</summary>
    [Test]
    public void A_namespace_is_the_path_of_its_folder()
    {
        var misplaced =
            from file in HouseCode.Files
            from declaration in file.GetRoot().DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>()
            let folder = Path.GetDirectoryName(file.FilePath)!.Replace('\\', '/')["src/".Length..].Replace('/', '.')
            where declaration.Name.ToString() != folder && !(folder.EndsWith(".Compatibility", StringComparison.Ordinal) && declaration.Name.ToString().Split('.')[0] == "System")
            select $"{file.FilePath} declares {declaration.Name}";

        Assert.That(misplaced, Is.Empty);
    }

    [Test]
    public void Every_public_type_says_what_it_is()
    {
        var silent =
            from type in HouseCode.Types
            where type.Declaration.Modifiers.Any(SyntaxKind.PublicKeyword)
                && type.Declaration.Parent is BaseNamespaceDeclarationSyntax
                && !type.Declaration.Modifiers.Any(SyntaxKind.PartialKeyword)
                && !type.Declaration.GetLeadingTrivia().Any(trivia => trivia.GetStructure() is DocumentationCommentTriviaSyntax)
            select $"{type.File}: {type.Name}";

        Assert.That(silent, Is.Empty);
    }

    [GeneratedRegex("(Helpers?|Managers?|Utils?|Utility|Utilities|Service|Processor|Info|Data|Common|Base|Impl)$")]
    private static partial Regex SaysNothing();
}
