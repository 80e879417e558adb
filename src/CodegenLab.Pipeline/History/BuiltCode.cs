using Microsoft.CodeAnalysis;

namespace CodegenLab.Pipeline.History;

/// <summary>A project's code with what was built from it.</summary>
/// <param name="Assembly">Path of the file that the tests ran with.</param>
internal sealed record BuiltCode(Compilation Compilation, bool IsTest, string Assembly);
