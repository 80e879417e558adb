using System.Collections.Immutable;
using CodegenLab.Engine.Rendering;
using CodegenLab.Engine.Subjects;
using Microsoft.CodeAnalysis;

namespace CodegenLab.Pipeline.Gates;

/// <summary>
/// Finds generated files whose subject was changed since, by the hash in their header. Files that a person edited are that person's, and files
/// of tools older than the hash say nothing.
/// </summary>
/// <param name="subjects">Production code.</param>
/// <param name="root">Folder that paths are relative to.</param>
public sealed class StaleTests(ImmutableArray<Compilation> subjects, string root)
{
    /// <param name="project">Name of the test project.</param>
    /// <param name="tests">Its code.</param>
    public ImmutableArray<Finding> Find(string project, Compilation tests)
    {
        var findings = ImmutableArray.CreateBuilder<Finding>();
        foreach (var tree in tests.SyntaxTrees)
        {
            var text = tree.ToString();
            if (!GeneratedHeader.TryParse(text, out var header) || header.SubjectCode is not { } code || !GeneratedHeader.IsUntouched(text))
                continue;
            var now = subjects.Select(subject => SubjectCode.Of(subject, header.Subject)).FirstOrDefault(hash => hash is not null);
            if (now == code)
                continue;
            var path = SourcePath.Of(tree, root);
            findings.Add(new Finding
            {
                Kind = FindingKind.StaleTest, Path = path, Line = 1, Member = header.Subject.Replace('+', '.'),
                Message = $"{header.Subject.Replace('+', '.')} {(now is null ? "is gone" : "was changed")} since these tests were generated.",
                Key = $"{project}\n{path}\n{header.Subject}",
            });
        }

        return findings.ToImmutable();
    }
}
