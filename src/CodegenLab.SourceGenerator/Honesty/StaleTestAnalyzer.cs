using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using CodegenLab.SourceGenerator.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace CodegenLab.SourceGenerator.Honesty;

/// <summary>
/// Finds generated files whose subject was changed since, by the hash in their header. What it cannot see for certain it does not tell: a type without source here, or
/// one in parts of which a generator may have made some.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StaleTestAnalyzer : DiagnosticAnalyzer
{
    private static readonly CSharpParseOptions Newest = new(LanguageVersion.Preview, DocumentationMode.None);

    // A text that nobody edits is parsed, and a tree searched, once.
    private static readonly ConditionalWeakTable<SourceText, SyntaxTree> Parsed = new();
    private static readonly ConditionalWeakTable<SyntaxTree, (string Name, TypeDeclarationSyntax Declaration)[]> Types = new();

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.IsStale];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            var declared = new Lazy<ILookup<string, TypeDeclarationSyntax>>(() => Declared(start.Compilation, start.Options, start.CancellationToken));
            start.RegisterSyntaxTreeAction(tree => Look(tree, declared));
        });
    }

    private static void Look(SyntaxTreeAnalysisContext context, Lazy<ILookup<string, TypeDeclarationSyntax>> declared)
    {
        var text = context.Tree.GetText(context.CancellationToken);
        // Most files have no header: ten lines tell, without a copy of the text.
        if (!text.Lines.Take(10).Any(line => line.Span.Length > 15 && text.ToString(new TextSpan(line.Start, 15)) == "// <codegen-lab") || SubjectHash.Of(text.ToString()) is not var (subject, code, start, length))
            return;
        var parts = declared.Value[subject].ToList();
        if (parts.Count == 0 || parts.Any(part => part.Modifiers.Any(SyntaxKind.PartialKeyword)) || SubjectHash.Of(parts) == code)
            return;
        context.ReportDiagnostic(Diagnostic.Create(Rules.IsStale, context.Tree.GetLocation(new TextSpan(start, length)), subject.Replace('+', '.')));
    }

    /// <summary>Type declarations of subjects, here and in the sources of referenced projects, by their reflection name.</summary>
    private static ILookup<string, TypeDeclarationSyntax> Declared(Compilation compilation, AnalyzerOptions options, CancellationToken cancellationToken)
    {
        var files = options.AdditionalFiles.Where(file => GuardTable.IsSubject(file, options.AnalyzerConfigOptionsProvider))
            .Select(file => file.GetText(cancellationToken)).OfType<SourceText>()
            .Select(text => Parsed.GetValue(text, static one => CSharpSyntaxTree.ParseText(one, Newest)));
        return compilation.SyntaxTrees.Concat(files).SelectMany(tree => Types.GetValue(tree, In)).ToLookup(type => type.Name, type => type.Declaration);
    }

    private static (string, TypeDeclarationSyntax)[] In(SyntaxTree tree) =>
    [
        .. tree.GetRoot().DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax).OfType<TypeDeclarationSyntax>().Select(type => (NameOf(type), type)),
    ];

    private static string NameOf(TypeDeclarationSyntax type)
    {
        var own = type.TypeParameterList is { } parameters ? $"{type.Identifier.ValueText}`{parameters.Parameters.Count}" : type.Identifier.ValueText;
        return type.Parent switch
        {
            TypeDeclarationSyntax outer => $"{NameOf(outer)}+{own}",
            _ => string.Join(".", type.Ancestors().OfType<BaseNamespaceDeclarationSyntax>().Reverse().Select(one => one.Name.ToString()).Append(own)),
        };
    }
}
