using System.Text;
using CodegenLab.SourceGenerator.Pipelines;
using CodegenLab.SourceGenerator.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CodegenLab.SourceGenerator.Cases;

/// <summary>Makes the values of parameters marked with [Boundary] and its like. Where it cannot, <see cref="CaseAnalyzer"/> says why.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class CaseGenerator : IIncrementalGenerator
{
    private const string HintName = "CodegenLab.Values.g.cs";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var guards = GuardTable.Step(context);
        var all = CaseReader.Kinds
            .Select(kind => context.SyntaxProvider
                .ForAttributeWithMetadataName(
                    $"{CaseReader.Namespace}{kind.Name}Attribute",
                    static (node, _) => node is ParameterSyntax,
                    (found, cancellation) => CaseReader.Read((IParameterSymbol)found.TargetSymbol, found.Attributes[0], kind.Strategy, found.SemanticModel.Compilation, cancellation))
                .Where(static one => one is not null)
                .Collect())
            .Aggregate(static (left, right) => left.Combine(right).Select(static (pair, _) => pair.Left.AddRange(pair.Right)))
            .Select(static (found, _) => found.OfType<CaseValues>().ToEquatableArray())
            .WithTrackingName(Steps.Cases);

        context.RegisterSourceOutput(all.Combine(guards), static (output, pair) =>
        {
            var made = pair.Left.Select(wanted => (wanted.Key, CaseJudge.Of(wanted, pair.Right, default).Values)).Where(one => one.Values.Count > 0).ToList();
            if (made.Count > 0)
                output.AddSource(HintName, SourceText.From(Write(made), Encoding.UTF8));
        });
    }

    private static string Write(List<(string Key, IReadOnlyList<string> Values)> made)
    {
        var text = new CodeText();
        using (text.Block("namespace CodegenLab.Testing.Generated"))
        {
            text.Line("/// <summary>Values for the parameters of this assembly's tests.</summary>");
            using (text.Block("internal static class Values"))
            {
                text.Line("[global::System.Runtime.CompilerServices.ModuleInitializer]");
                using (text.Block("internal static void Add()"))
                {
                    foreach (var (key, values) in made.OrderBy(one => one.Key, System.StringComparer.Ordinal))
                        text.Line($"global::CodegenLab.Testing.CompiledValues.Add(typeof(Values), {Literals.Text(key)}, static () => new object?[] {{ {string.Join(", ", values)} }});");
                }
            }
        }

        return text.ToString();
    }
}
