namespace CodegenLab.Bench.Sette;

/// <summary>One method of SETTE's, and what of it tests are to reach.</summary>
/// <param name="Group">Basic, Structures, Objects, Generics, Library or Others.</param>
/// <param name="Name">Class and method.</param>
/// <param name="File">Path of the source file.</param>
/// <param name="Required">Share of the statements that SETTE holds for possible, 0–1.</param>
/// <param name="Statements">Its own, and those of the methods that SETTE counts with it.</param>
internal sealed record Snippet(string Group, string Name, string File, double Required, IReadOnlyList<SnippetStatement> Statements);

/// <param name="Line">From 1.</param>
/// <param name="IsImpossible">A comment of SETTE's says that nothing reaches it.</param>
internal sealed record SnippetStatement(int Line, string Text, bool IsImpossible);
