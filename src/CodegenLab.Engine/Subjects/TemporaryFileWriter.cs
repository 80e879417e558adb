using CodegenLab.Worker.Execution;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Engine.Subjects;

/// <summary>
/// Writes a class whose objects are files for one test, with a text in them or not there yet: for code that opens what it is given the path of. The search names it like a fake
/// (<see cref="FilesOfTests"/>), asks for the path and looks at the text.
/// </summary>
internal static class TemporaryFileWriter
{
    private const string Name = FilesOfTests.Name, FullName = FilesOfTests.FullName, Text = "Text";

    /// <summary>Of the files that a search makes, those that are there at a time.</summary>
    private const int MostOfSearch = 64;

    /// <returns>Null: no code here is handed a path, or it opens none.</returns>
    public static Fake? Write(CSharpCompilation compilation, IReadOnlySet<string> taken)
    {
        if (taken.Contains(Name) || !FakeWriter.Types(compilation.Assembly.GlobalNamespace).Any(TakesPath) || !new SeamFinder(compilation).Find().Any(seam => seam.World == OutsideWorld.FileSystem))
            return null;
        var annotated = compilation.SyntaxTrees[0].Options is CSharpParseOptions { LanguageVersion: >= LanguageVersion.CSharp8 };
        var unit = Lines(new FakeText(annotated, isQualified: true), annotated, isNested: false, hasText: true).Select(line => line.Length == 0 ? line : "    " + line);
        return new Fake("System.IO.File", FilesOfTests.TypeName, $"{FakeClass.Quiet}{(annotated ? "#nullable enable\n" : "")}namespace {Fake.Namespace}\n{{\n{string.Join('\n', unit)}\n}}\n", (used, isQualified) =>
        {
            var text = new FakeText(annotated, isQualified);
            var source = string.Join('\n', Lines(text, annotated, isNested: true, used?.Contains(Text) != false));
            return new NestedFake(source, [.. text.Named]);
        });
    }

    private static bool TakesPath(INamedTypeSymbol type) => type.GetMembers().OfType<IMethodSymbol>().Any(method =>
        method.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal && method.Parameters.Any(parameter => parameter.Type.SpecialType == SpecialType.System_String && FilesOfTests.IsPath(parameter.Name)));

    private static IEnumerable<string> Lines(FakeText text, bool annotated, bool isNested, bool hasText)
    {
        var (file, folders, path) = (text.Platform("System.IO", "File"), text.Platform("System.IO", "Directory"), text.Platform("System.IO", "Path"));
        yield return $"{(isNested ? "private" : "public")} sealed class {Name}";
        yield return "{";
        yield return "    private static readonly string Folder = CreateFolder();";
        if (!isNested)
        {
            yield return $"    private static readonly string[] Others = new string[{MostOfSearch}];";
            yield return "    private static int Made;";
        }

        yield return "";
        yield return $"    public {Name}()";
        yield return "    {";
        yield return "    }";
        yield return "";
        yield return $"    public {Name}(string text)";
        yield return "    {";
        if (!isNested)
        {
            yield return $"        ref var other = ref Others[Made % {MostOfSearch}];";
            yield return "        if (other != null)";
            yield return $"            {file}.Delete(other);";
            yield return $"        other = {FullName};";
        }

        yield return $"        {file}.WriteAllText({FullName}, text);";
        yield return "    }";
        yield return "";
        yield return $"    public string {FullName} {{ get; }} = {path}.Combine(Folder, {(isNested ? $"{path}.GetRandomFileName()" : "(Made++).ToString()")});";
        if (hasText)
        {
            yield return "";
            yield return $"    public string{(annotated ? "?" : "")} {Text} => {file}.Exists({FullName}) ? {file}.ReadAllText({FullName}) : null;";
        }

        yield return "";
        yield return "    private static string CreateFolder()";
        yield return "    {";
        yield return $"        var folder = {path}.Combine({path}.GetTempPath(), {(isNested ? $"{path}.GetRandomFileName()" : $"\"{FilesOfTests.Folder}\"")});";
        yield return $"        {folders}.CreateDirectory(folder);";
        if (isNested)
            yield return $"        {text.Platform("System", "AppDomain")}.CurrentDomain.ProcessExit += (sender, e) => {folders}.Delete(folder, recursive: true);";
        yield return "        return folder;";
        yield return "    }";
        yield return "}";
    }
}
