using System.Collections.Immutable;
using CodegenLab.SourceGenerator.Honesty;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Pipeline.Gates;

/// <summary>
/// Finds tests that can hardly fail: those that assert nothing, only that values are not null, what is always so, or that code returns what it returns.
/// One assertion that can fail is enough for a test. Methods of the test project that a test calls are looked into, one level deep.
/// A comment <c>// codegen-lab disable weak-tests</c> at a test or its class leaves it out.
/// </summary>
/// <param name="subjects">Names of the assemblies under test.</param>
/// <param name="root">Folder that paths are relative to.</param>
public sealed class WeakTests(IReadOnlySet<string> subjects, string root)
{
    private readonly WeaknessJudge _judge = new(assembly => subjects.Contains(assembly.Name));

    /// <param name="project">Name of the test project.</param>
    /// <param name="tests">Its code.</param>
    /// <param name="files">Tells by path which files to look at; null: all.</param>
    public ImmutableArray<Finding> Find(string project, Compilation tests, Func<string, bool>? files, CancellationToken cancellationToken)
    {
        var findings = ImmutableArray.CreateBuilder<Finding>();
        foreach (var tree in tests.SyntaxTrees)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (files?.Invoke(tree.FilePath) == false)
                continue;
            var model = tests.GetSemanticModel(tree);
            foreach (var syntax in tree.GetRoot(cancellationToken).DescendantNodes().OfType<MethodDeclarationSyntax>())
            {
                if (syntax.AttributeLists.Count == 0 || model.GetDeclaredSymbol(syntax, cancellationToken) is not { } method || !TestSource.IsTest(method))
                    continue;
                if (_judge.Of(syntax, method, model) is { } weakness)
                    findings.Add(Weak(project, syntax, method, Complaint(weakness)));
            }
        }

        return findings.ToImmutable();
    }

    /// <param name="project">Name of the test project.</param>
    /// <param name="tests">Its code.</param>
    public ImmutableArray<Finding> Find(string project, Compilation tests, CancellationToken cancellationToken = default) => Find(project, tests, null, cancellationToken);

    private Finding Weak(string project, MethodDeclarationSyntax syntax, IMethodSymbol method, string complaint)
    {
        var name = $"{method.ContainingType.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat)}.{method.Name}";
        return new Finding
        {
            Kind = FindingKind.WeakTest,
            Path = SourcePath.Of(syntax.SyntaxTree, root),
            Line = syntax.Identifier.GetLocation().GetLineSpan().StartLinePosition.Line + 1,
            Member = name,
            Message = $"{name} {complaint}",
            Key = $"{project}\n{method.GetDocumentationCommentId()}",
        };
    }

    private static string Complaint(Weakness weakness) => weakness switch
    {
        Weakness.AssertsNothing => "asserts nothing.",
        Weakness.AssertsNotNull => "asserts only that values are not null.",
        Weakness.AssertsTheObvious => "asserts what is always so.",
        _ => "expects what the code under test itself returns for the same arguments.",
    };
}
