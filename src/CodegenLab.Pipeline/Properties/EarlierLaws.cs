using CodegenLab.Engine.Rendering;
using CodegenLab.Pipeline.TestProjects;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Pipeline.Properties;

/// <summary>
/// Laws that an earlier run has written. A file of properties is made anew as a whole; where laws are wanted of single members alone, those that stand in it are tried again and stay while they hold.
/// </summary>
internal static class EarlierLaws
{
    /// <param name="folder">Of the test project.</param>
    /// <returns>Names of laws, by the documentation id of their type.</returns>
    public static ILookup<string, string> In(string folder) => TakenNames.FilesIn(folder)
        .SelectMany(file => file.ToString() is var text && GeneratedHeader.IsUntouched(text) && GeneratedHeader.TryParse(text, out var header)
            ? file.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Where(IsProperty).Select(method => (Type: "T:" + header.Subject.Replace('+', '.'), Law: method.Identifier.ValueText))
            : [])
        .ToLookup(one => one.Type, one => one.Law);

    private static bool IsProperty(MethodDeclarationSyntax method) =>
        method.AttributeLists.SelectMany(list => list.Attributes).Any(attribute => attribute.Name.ToString() is "FsCheck.NUnit.Property" or "FsCheck.Xunit.Property");
}
