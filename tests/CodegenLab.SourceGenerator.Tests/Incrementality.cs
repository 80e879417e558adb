using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace CodegenLab.SourceGenerator.Tests;

/// <summary>What an incremental generator must keep to.</summary>
internal static class Incrementality
{
    private const BindingFlags Fields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>Steps that bear a name of ours, after an edit that does not concern them: none does anything again, and none holds what belongs to a compilation.</summary>
    public static void Holds(IIncrementalGenerator generator, string[] steps, string source, string? edited = null, params AdditionalText[] additional)
    {
        const string unrelated = "public static class Unrelated { public static int One => 1; }";
        var compilation = Compiled.Compile(source, unrelated);
        var driver = Compiled.Driver([generator], [.. additional]).RunGenerators(compilation);
        var old = compilation.SyntaxTrees.Last();
        var after = compilation.ReplaceSyntaxTree(old, CSharpSyntaxTree.ParseText("public static class Unrelated { public static int Two => 2; }", (CSharpParseOptions)old.Options, old.FilePath));
        if (edited is not null)
        {
            var tree = after.SyntaxTrees.ElementAt(1);
            after = after.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(edited, (CSharpParseOptions)tree.Options, tree.FilePath));
        }

        var result = driver.RunGenerators(after).GetRunResult().Results.Single();

        Assert.That(result.TrackedSteps.Keys, Is.SupersetOf(steps));
        Assert.Multiple(() =>
        {
            foreach (var step in steps)
            {
                var outputs = result.TrackedSteps[step].SelectMany(run => run.Outputs).ToList();
                Assert.That(outputs.Select(output => output.Reason), Has.All.AnyOf(IncrementalStepRunReason.Cached, IncrementalStepRunReason.Unchanged), step);
                foreach (var (value, _) in outputs)
                    Assert.That(RoslynIn(value, step, []), Is.Null);
            }

            Assert.That(
                result.TrackedOutputSteps.SelectMany(pair => pair.Value).SelectMany(run => run.Outputs).Select(output => output.Reason),
                Has.All.AnyOf(IncrementalStepRunReason.Cached, IncrementalStepRunReason.Unchanged));
        });
    }

    /// <returns>The path to an object that keeps a compilation alive; null: there is none.</returns>
    public static string? RoslynIn(object? value, string path, HashSet<object> seen)
    {
        if (value is null or string or TextSpan or LinePositionSpan || value.GetType().IsPrimitive || value.GetType().IsEnum || (!value.GetType().IsValueType && !seen.Add(value)))
            return null;
        if (value is ISymbol or SyntaxNode or SyntaxTree or Location or Compilation or SemanticModel or SyntaxReference or AttributeData or Diagnostic or SourceText or AdditionalText)
            return $"{path} is a {value.GetType()}";
        if (value is IEnumerable items)
            return items.Cast<object?>().Select((item, index) => RoslynIn(item, $"{path}[{index}]", seen)).FirstOrDefault(found => found is not null);
        return value.GetType().GetFields(Fields).Select(field => RoslynIn(field.GetValue(value), $"{path}.{field.Name}", seen)).FirstOrDefault(found => found is not null);
    }
}
