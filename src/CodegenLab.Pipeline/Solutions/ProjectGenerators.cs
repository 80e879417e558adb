using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CodegenLab.Pipeline.Solutions;

/// <summary>The source generators of a project's build, for sources that are added to it in memory.</summary>
/// <param name="driver">Has run.</param>
/// <param name="options">Additional files, and what .editorconfig and project file say: for analyzers that read them as the generators do.</param>
public sealed class ProjectGenerators(GeneratorDriver driver, AnalyzerOptions options)
{
    public AnalyzerOptions Options => options;

    /// <summary>What they have made of the project.</summary>
    public IEnumerable<SyntaxTree> Trees => driver.GetRunResult().GeneratedTrees;

    /// <summary>The same after a run on these sources, so that a run on these and others reads the others alone.</summary>
    public ProjectGenerators On(CSharpCompilation sources, CancellationToken cancellationToken) => new(driver.RunGenerators(sources, cancellationToken), options);

    /// <summary>A compilation with more sources, and with what generators make of it.</summary>
    /// <param name="compilation">Without what generators make of it.</param>
    /// <param name="generators">Null: there are none.</param>
    public static CSharpCompilation Add(CSharpCompilation compilation, IEnumerable<SyntaxTree> sources, ProjectGenerators? generators, CancellationToken cancellationToken)
    {
        var whole = compilation.AddSyntaxTrees(sources);
        return generators is null ? whole : generators.Complete(whole, cancellationToken);
    }

    private CSharpCompilation Complete(CSharpCompilation sources, CancellationToken cancellationToken)
    {
        driver.RunGeneratorsAndUpdateCompilation(sources, out var completed, out _, cancellationToken);
        return (CSharpCompilation)completed;
    }
}
