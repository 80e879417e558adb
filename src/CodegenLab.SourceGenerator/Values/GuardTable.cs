using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using CodegenLab.SourceGenerator.Pipelines;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace CodegenLab.SourceGenerator.Values;

/// <summary>Guard clauses of the subjects, whose sources the package's targets hand to the compiler as additional files.</summary>
internal sealed record GuardTable(EquatableArray<Guard> Guards)
{
    private const string Metadata = "build_metadata.AdditionalFiles.CodegenLabSubject";
    private static readonly CSharpParseOptions Newest = new(LanguageVersion.Preview, DocumentationMode.None);
    private static readonly ConditionalWeakTable<SourceText, object> Read = new();
    private static readonly ConditionalWeakTable<AnalyzerOptions, GuardTable> Tables = new();

    public Limits Of(string member, string parameter)
    {
        var limits = Limits.None;
        for (var index = First(member); index < Guards.Count && Guards[index].Member == member; index++)
        {
            if (Guards[index].Parameter == parameter)
                limits = limits.And(Guards[index].Limits);
        }

        return limits;
    }

    public static bool IsSubject(AdditionalText file, AnalyzerConfigOptionsProvider options) =>
        file.Path.EndsWith(".cs", StringComparison.OrdinalIgnoreCase) && options.GetOptions(file).TryGetValue(Metadata, out var value) && string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Of a text that has not changed they are read once.</summary>
    public static EquatableArray<Guard> In(AdditionalText file, CancellationToken cancellationToken) => file.GetText(cancellationToken) is { } text
        ? (EquatableArray<Guard>)Read.GetValue(text, static one => In(one.ToString()))
        : EquatableArray<Guard>.Empty;

    private static EquatableArray<Guard> In(string text) => text.Contains("throw") || text.Contains("ThrowIf")
        ? Values.Guards.In(CSharpSyntaxTree.ParseText(text, Newest).GetRoot()).ToEquatableArray()
        : EquatableArray<Guard>.Empty;

    public static GuardTable Of(IEnumerable<EquatableArray<Guard>> files) => new(files.SelectMany(guards => guards).OrderBy(guard => guard.Member, StringComparer.Ordinal).ThenBy(guard => guard.Parameter, StringComparer.Ordinal).ToEquatableArray());

    public static GuardTable Of(AnalyzerOptions options, CancellationToken cancellationToken) => Tables.GetValue(options, one =>
        Of(one.AdditionalFiles.Where(file => IsSubject(file, one.AnalyzerConfigOptionsProvider)).Select(file => In(file, cancellationToken)).ToImmutableArray()));

    /// <summary>The table as a step of a generator.</summary>
    public static IncrementalValueProvider<GuardTable> Step(IncrementalGeneratorInitializationContext context) => context.AdditionalTextsProvider
        .Combine(context.AnalyzerConfigOptionsProvider)
        .Where(static pair => IsSubject(pair.Left, pair.Right))
        .Select(static (pair, cancellation) => In(pair.Left, cancellation))
        .Collect()
        .Select(static (files, _) => Of(files))
        .WithTrackingName(Steps.Guards);

    /// <summary>They are in the order of their members.</summary>
    private int First(string member)
    {
        var (from, to) = (0, Guards.Count);
        while (from < to)
        {
            var middle = (from + to) / 2;
            if (string.CompareOrdinal(Guards[middle].Member, member) < 0)
                from = middle + 1;
            else
                to = middle;
        }

        return from;
    }
}
