using CodegenLab.Probes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Engine.Instrumentation;

/// <summary>The compilation with what instrumented trees need.</summary>
internal static class ProbedCompilation
{
    /// <param name="extraTrees">Added as they are.</param>
    public static CSharpCompilation Of(CSharpCompilation compilation, IReadOnlyList<SyntaxTree> extraTrees)
    {
        var probes = MetadataReference.CreateFromFile(typeof(Probe).Assembly.Location);
        var hasProbes = compilation.ReferencedAssemblyNames.Any(reference => reference.Name == typeof(Probe).Assembly.GetName().Name);
        return PlainBuild.Of(hasProbes ? compilation : compilation.AddReferences(probes)).AddSyntaxTrees(extraTrees);
    }
}
