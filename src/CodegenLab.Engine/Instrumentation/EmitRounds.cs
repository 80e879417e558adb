using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Engine.Instrumentation;

/// <summary>Rewrites and compiles until it compiles: what does not is taken back, a mutant or a member at a time.</summary>
/// <param name="original">Where meaning is looked up.</param>
/// <param name="plain">The same trees with the options and references of the builds.</param>
/// <param name="resources">Embedded resources.</param>
/// <param name="entries">Shared by all builds.</param>
/// <param name="first">The numbers that the builds begin with.</param>
internal sealed class EmitRounds(CSharpCompilation original, CSharpCompilation plain, IReadOnlyList<ResourceDescription> resources, EntryNumbers entries, FirstNumbers first = default)
{
    private readonly Dictionary<SyntaxTree, SemanticModel> _models = original.SyntaxTrees
        .Where(tree => !tree.IsGenerated)
        .ToDictionary(tree => tree, tree => original.GetSemanticModel(tree));

    public Outcome Run(string build, Func<SemanticModel, SubjectMap, MemberWalk> rewriter, CancellationToken cancellationToken)
    {
        var blame = new Blame(build);

        for (var round = 1; ; round++)
        {
            var map = new SubjectMap(entries, blame.Members, blame.Mutants, first);
            var compilation = Rewritten(rewriter, map, cancellationToken);

            using var assembly = new MemoryStream();
            var emitted = compilation.Emit(assembly, manifestResources: resources, cancellationToken: cancellationToken);
            if (emitted.Success)
                return new Outcome(assembly.ToArray(), map, blame.RolledBack, round);

            var errors = emitted.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToList();
            if (!blame.TakeBack(errors, _models.Keys))
                throw new InvalidOperationException($"{original.AssemblyName} does not compile: {string.Join(Environment.NewLine, errors.Take(5))}");
        }
    }

    private CSharpCompilation Rewritten(Func<SemanticModel, SubjectMap, MemberWalk> rewriter, SubjectMap map, CancellationToken cancellationToken)
    {
        var trees = new List<SyntaxTree>();
        foreach (var tree in plain.SyntaxTrees)
        {
            cancellationToken.ThrowIfCancellationRequested();
            trees.Add(_models.TryGetValue(tree, out var model)
                ? CSharpSyntaxTree.Create((CSharpSyntaxNode)rewriter(model, map).Visit(tree.GetRoot(cancellationToken))!, (CSharpParseOptions)tree.Options, tree.FilePath, Encoding.UTF8)
                : tree);
        }

        return plain.RemoveAllSyntaxTrees().AddSyntaxTrees(trees);
    }

    /// <param name="Image">The assembly.</param>
    /// <param name="Map">What was injected.</param>
    /// <param name="RolledBack">What was not.</param>
    /// <param name="Rounds">Compilations it took.</param>
    public sealed record Outcome(byte[] Image, SubjectMap Map, ImmutableArray<RolledBack> RolledBack, int Rounds);

    /// <summary>Writes an assembly into a folder of its own.</summary>
    /// <returns>Its path.</returns>
    public static string Save(byte[] image, string folder, string name)
    {
        var path = Path.Combine(Directory.CreateDirectory(folder).FullName, name + ".dll");
        File.WriteAllBytes(path, image);
        return path;
    }
}
