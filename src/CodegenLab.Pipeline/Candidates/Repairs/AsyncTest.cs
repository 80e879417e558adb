using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Pipeline.Candidates.Repairs;

/// <summary>Makes a method that awaits asynchronous.</summary>
internal sealed class AsyncTest : IRepair
{
    public string Name => "missing async";

    public Edit? Repair(RepairPlace place)
    {
        if (place.Code is not ("CS4032" or "CS4033" or "CS1992") || place.Node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } method || method.Modifiers.Any(SyntaxKind.AsyncKeyword))
            return null;
        // A lambda or local function in between is what has to change; a rule cannot know what it is passed to.
        if (place.Node.Ancestors().TakeWhile(node => node != method).Any(node => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
            return null;
        var task = SyntaxFactory.ParseTypeName(method.ReturnType.ToString() is "void" or "Task" ? "System.Threading.Tasks.Task" : $"System.Threading.Tasks.Task<{method.ReturnType}>").WithTriviaFrom(method.ReturnType);
        var async = SyntaxFactory.Token(SyntaxKind.AsyncKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        return Edit.Replace(method, method.WithReturnType(task).WithModifiers(method.Modifiers.Add(async)));
    }
}
