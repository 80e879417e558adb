using System.Collections.Immutable;
using CodegenLab.SourceGenerator.Pipelines;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CodegenLab.SourceGenerator.Specs;

/// <summary>Says, at the line of the spec, what keeps a specification from becoming tests.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SpecAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.SpecIsMalformed, Rules.SpecNamesNothing, Rules.SpecValueMisfits];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            var all = new Lazy<IReadOnlyList<SpecFixture>>(() => [.. start.Options.AdditionalFiles.Where(TestSpec.IsSpec)
                .Select(file => new SpecBinder(TestSpec.Of(file, start.CancellationToken), start.Compilation, start.CancellationToken).Bind().Fixture).OfType<SpecFixture>().OrderBy(one => one.Path, StringComparer.Ordinal)]);
            start.RegisterAdditionalFileAction(file =>
            {
                if (!TestSpec.IsSpec(file.AdditionalFile))
                    return;
                var spec = TestSpec.Of(file.AdditionalFile, file.CancellationToken);
                var (fixture, complaints) = new SpecBinder(spec, start.Compilation, file.CancellationToken).Bind();
                foreach (var complaint in complaints.Concat(fixture is null ? [] : Repeated(spec, fixture, all.Value)))
                    file.ReportDiagnostic(complaint.ToDiagnostic(start.Compilation));
            });
        });
    }

    /// <summary>Tests that a file before this one has too.</summary>
    private static IEnumerable<Complaint> Repeated(TestSpec spec, SpecFixture fixture, IReadOnlyList<SpecFixture> all)
    {
        var before = all.TakeWhile(one => one.Path != fixture.Path).Where(one => one.FullName == fixture.FullName).ToList();
        foreach (var test in fixture.Tests)
        {
            if (before.Find(one => one.Tests.Any(other => other.Name == test.Name)) is not { } first)
                continue;
            var at = spec.Root!["tests"]!.Items.First(item => item["name"]!.Text == test.Title)["name"]!.Span;
            yield return spec.Malformed(at, $"{System.IO.Path.GetFileName(first.Path)} too has a test '{test.Name}' of {fixture.FullName}: choose another 'name', or another 'fixture'");
        }
    }
}
