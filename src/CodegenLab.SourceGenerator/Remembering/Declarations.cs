namespace CodegenLab.SourceGenerator.Remembering;

/// <summary>A type or namespace that a file declares.</summary>
/// <param name="Key">Hash of its full name.</param>
/// <param name="Content">Hash of all that others can see of it: everything but bodies, and of bodies their guard clauses.</param>
/// <param name="Names">By which others speak of it: its own, of nested types, of extension methods.</param>
/// <param name="IsEverywhere">It has a say where nobody names it: types of the platform's namespace, extension methods that the language calls by itself.</param>
internal sealed record Declaration(ulong Key, ulong Content, HashSet<int> Names, bool IsEverywhere);

/// <summary>What a file declares.</summary>
/// <param name="Header">Hash of what gives its names their meaning: usings, language version, nullable contexts.</param>
/// <param name="Shared">Hash of what it says for the whole project: global usings, attributes of the assembly.</param>
internal sealed record Declarations(ulong Header, ulong Shared, IReadOnlyList<Declaration> All);
