using System.Collections.Immutable;
using System.Threading;
using CodegenLab.SourceGenerator.Pipelines;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CodegenLab.SourceGenerator.Values;

/// <summary>Guard clauses of the subjects, whose sources the package's targets hand to the compiler as additional files.</summary>
internal sealed record GuardTable(EquatableArray<Guard> Guards)
{
    private const string Metadata = "build_metadata.AdditionalFiles.CodegenLabSubject";
    private static readonly CSharpParseOptions Newest = new(LanguageVersion.Preview, DocumentationMode.None);

    public Limits Of(string member, string parameter) =>
        Guards.Where(guard => guard.Member == member && guard.Parameter == parameter).Aggregate(Limits.None, (all, guard) => all.And(guard.Limits));

    public static bool IsSubject(AdditionalText file, AnalyzerConfigOptionsProvider options) =>
        file.Path.EndsWith(".cs", StringComparison.OrdinalIgnoreCase) && options.GetOptions(file).TryGetValue(Metadata, out var value) && string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);

    public static EquatableArray<Guard> In(AdditionalText file, CancellationToken cancellationToken)
    {
        var text = file.GetText(cancellationToken)?.ToString() ?? "";
        return text.Contains("throw") || text.Contains("ThrowIf")
            ? Values.Guards.In(CSharpSyntaxTree.ParseText(text, Newest, cancellationToken: cancellationToken).GetRoot(cancellationToken)).ToEquatableArray()
            : EquatableArray<Guard>.Empty;
    }

    public static GuardTable Of(IEnumerable<EquatableArray<Guard>> files) => new(files.SelectMany(guards => guards).OrderBy(guard => guard.Member, StringComparer.Ordinal).ThenBy(guard => guard.Parameter, StringComparer.Ordinal).ToEquatableArray());

    public static GuardTable Of(AnalyzerOptions options, CancellationToken cancellationToken) =>
        Of(options.AdditionalFiles.Where(file => IsSubject(file, options.AnalyzerConfigOptionsProvider)).Select(file => In(file, cancellationToken)).ToImmutableArray());

    /// <summary>The table as a step of a generator.</summary>
    public static IncrementalValueProvider<GuardTable> Step(IncrementalGeneratorInitializationContext context) => context.AdditionalTextsProvider
        .Combine(context.AnalyzerConfigOptionsProvider)
        .Where(static pair => IsSubject(pair.Left, pair.Right))
        .Select(static (pair, cancellation) => In(pair.Left, cancellation))
        .Collect()
        .Select(static (files, _) => Of(files))
        .WithTrackingName(Steps.Guards);
}
