using System.Collections.Immutable;

namespace CodegenLab.Pipeline.Solutions;

/// <summary>What a compiler's arguments say of embedded resources: the compiler's own reading of them keeps the files to itself.</summary>
internal static class ResourceArguments
{
    private static readonly string[] Names = ["resource:", "res:", "linkresource:", "linkres:"];

    /// <param name="folder">Paths are relative to it.</param>
    /// <returns>Full paths.</returns>
    public static ImmutableArray<string> FilesOf(IEnumerable<string> arguments, string folder) =>
    [
        .. from argument in arguments
           where argument.Length > 1 && argument[0] is '/' or '-'
           from name in Names
           where argument.AsSpan(1).StartsWith(name, StringComparison.OrdinalIgnoreCase)
           select Path.GetFullPath(FileIn(argument[(name.Length + 1)..]), folder),
    ];

    // "a, b.txt",name,public
    private static string FileIn(string value) => value.StartsWith('"') ? value.Split('"')[1] : value.Split(',')[0];
}
