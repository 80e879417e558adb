using CodegenLab.SourceGenerator.Cases;
using CodegenLab.SourceGenerator.Pipelines;
using Microsoft.CodeAnalysis;

namespace CodegenLab.SourceGenerator.Remembering;

/// <summary>What was read of a marked class.</summary>
/// <param name="Made">What it is completed with; null: it is not.</param>
/// <param name="Hindered">The class, as reflection names it, where a generator has to say what keeps it from being completed, if something does; null: an analyzer says it.</param>
internal sealed record Reading<T>(T? Made, string? Hindered) where T : class, IEquatable<T>;

/// <summary>Parts what was read into what is written and what is told.</summary>
internal static class Readings
{
    public static Reading<T> Of<T>(INamedTypeSymbol type, T? made, IEnumerable<Complaint> complaints) where T : class, IEquatable<T> =>
        new(made, complaints.Any(complaint => Rules.OfGenerators.Contains(complaint.Id)) ? CaseReader.MetadataName(type) : null);

    /// <summary>What there is to write.</summary>
    public static IEnumerable<T> Made<T>(this EquatableArray<Reading<T>> readings) where T : class, IEquatable<T> => readings.Select(one => one.Made).OfType<T>();

    /// <summary>
    /// Tells of hindered classes. Where the lines of a class are is known to its compilation alone, so that it is read once more here; a project in which nothing is hindered has no such step.
    /// </summary>
    /// <param name="step">Its name.</param>
    /// <param name="read">All that there is to say of a class.</param>
    public static void Tell<T>(
        IncrementalGeneratorInitializationContext context, IncrementalValueProvider<EquatableArray<Reading<T>>> readings, string step,
        Func<INamedTypeSymbol, Compilation, CancellationToken, IEnumerable<Complaint>> read) where T : class, IEquatable<T>
    {
        var hindered = readings
            .SelectMany(static (all, _) => all.Select(one => one.Hindered).OfType<string>().Distinct())
            .WithTrackingName(step);

        context.RegisterSourceOutput(hindered.Combine(context.CompilationProvider), (output, pair) =>
        {
            var (name, compilation) = (pair.Left, pair.Right);
            if (compilation.Assembly.GetTypeByMetadataName(name) is not { } type)
                return;
            foreach (var complaint in read(type, compilation, output.CancellationToken).Where(complaint => Rules.OfGenerators.Contains(complaint.Id)))
                output.ReportDiagnostic(complaint.ToDiagnostic(compilation));
        });
    }
}
