using System.Text;
using CodegenLab.SourceGenerator.Cases;
using CodegenLab.SourceGenerator.Pipelines;
using CodegenLab.SourceGenerator.Remembering;
using CodegenLab.SourceGenerator.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
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
            if (compilation.Assembly.GetTypeByMetadataName(name) is not { } type || !IsNeeded(type, compilation, output.CancellationToken))
                return;
            foreach (var complaint in new BuilderReader(type, compilation, table, output.CancellationToken).Read().Complaints)
                output.ReportDiagnostic(complaint.ToDiagnostic(compilation));
        });
    }

    /// <summary>
    /// A declaration needs what the generated half would have: members that an interface promises, or that an attribute names. Without them there is an error in a declaration, after which the compiler on the command line asks no analyzer.
    /// </summary>
    /// <remarks>Of other declarations only the syntax is looked at, and only for a builder that cannot be completed.</remarks>
    internal static bool IsNeeded(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellationToken) =>
        type.AllInterfaces.SelectMany(one => one.GetMembers()).Any(member => member.IsAbstract && type.FindImplementationForInterfaceMember(member) is null)
        || compilation.SyntaxTrees.SelectMany(tree => tree.GetRoot(cancellationToken).DescendantNodes(static node => node is not (BlockSyntax or ArrowExpressionClauseSyntax)))
            .OfType<MemberAccessExpressionSyntax>()
            .Any(access => LastWord(access.Expression) == type.Name && type.GetMembers(access.Name.Identifier.ValueText).IsEmpty);

    private static string? LastWord(ExpressionSyntax expression) => expression switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        AliasQualifiedNameSyntax name => name.Name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        _ => null,
    };

    private static Reading<Built>? Read(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken) =>
        Marks.IsClass(node) && model.GetDeclaredSymbol(node, cancellationToken) is INamedTypeSymbol type && type.Has(BuilderReader.Attribute)
            ? new Reading<Built>(new BuilderReader(type, model.Compilation, null, cancellationToken).Read().Built, CaseReader.MetadataName(type))
            : null;
}
