using CodegenLab.Worker.TestCases;

namespace CodegenLab.Engine.Rendering;

/// <summary>Stands for a literal that differs from row to row: a parameter of the test method.</summary>
/// <param name="Name">Name of that parameter.</param>
/// <param name="MayBeNull">Null in some row.</param>
internal sealed record RowParameter(int Type, string Name, bool MayBeNull) : Expression(Type);
