using System.Text;
using CodegenLab.SourceGenerator.Cases;
using CodegenLab.SourceGenerator.Pipelines;
using CodegenLab.SourceGenerator.Remembering;
using CodegenLab.SourceGenerator.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace CodegenLab.SourceGenerator.Builders;

/// <summary>Completes classes marked with [Builder]. Where it cannot, <see cref="BuilderAnalyzer"/> says why, or where the compiler would not ask that, the generator.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class BuilderGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var memory = new MarkMemory<Reading<Built>>(["BuilderAttribute"], Read);
        var readings = context.CompilationProvider.Select((compilation, cancellation) => memory.Read(compilation, cancellation));
        var guards = GuardTable.Step(context);
        var read = readings
            .SelectMany(static (all, _) => all.Made().OnePerFile(built => built.Type.HintName))
            .WithTrackingName(Steps.ReadBuilders);
        var built = read.Combine(guards)
            .Select(static (pair, _) => pair.Left.Fill(pair.Right))
            .WithTrackingName(Steps.Builders);
        var hindered = readings
            .SelectMany(static (all, _) => all.Where(one => one.Hindered is not null))
            .Combine(guards)
            .Where(static pair => pair.Left.Made?.Fill(pair.Right) is null)
            .Select(static (pair, _) => pair.Left.Hindered!)
            .WithTrackingName(Steps.HinderedBuilders);

        context.RegisterSourceOutput(built, static (output, one) =>
        {
            if (one is not null)
                output.AddSource(one.Type.HintName, SourceText.From(new BuilderWriter(one).Write(), Encoding.UTF8));
        });
        context.RegisterSourceOutput(hindered.Combine(context.CompilationProvider).Combine(guards), static (output, pair) =>
        {
            var ((name, compilation), table) = pair;
            if (compilation.Assembly.GetTypeByMetadataName(name) is not { } type)
                return;
            foreach (var complaint in new BuilderReader(type, compilation, table, output.CancellationToken).Read().Complaints)
                output.ReportDiagnostic(complaint.ToDiagnostic(compilation));
        });
    }

    /// <summary>
    /// The user's half promises members by an interface that the generated half would have: without them there is an error in a declaration, after which the compiler on the command line asks no analyzer.
    /// </summary>
    internal static bool IsNeeded(INamedTypeSymbol type) =>
        type.AllInterfaces.SelectMany(one => one.GetMembers()).Any(member => member.IsAbstract && type.FindImplementationForInterfaceMember(member) is null);

    private static Reading<Built>? Read(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken) =>
        Marks.IsClass(node) && model.GetDeclaredSymbol(node, cancellationToken) is INamedTypeSymbol type && type.Has(BuilderReader.Attribute)
            ? new Reading<Built>(new BuilderReader(type, model.Compilation, null, cancellationToken).Read().Built, IsNeeded(type) ? CaseReader.MetadataName(type) : null)
            : null;
}
