using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Search;

/// <summary>Members of the class that makes a file for a test.</summary>
/// <param name="WithText">Catalog id of the constructor that writes a text.</param>
/// <param name="Missing">Catalog id of the constructor that writes none.</param>
/// <param name="FullName">The path.</param>
internal sealed record FileOfTest(int WithText, int Missing, MemberShape FullName);
