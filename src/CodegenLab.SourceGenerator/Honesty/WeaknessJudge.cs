using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.SourceGenerator.Honesty;

/// <summary>Why a test can hardly fail.</summary>
internal enum Weakness
{
    AssertsNothing,

    AssertsNotNull,

    /// <summary>What is always so.</summary>
    AssertsTheObvious,

    /// <summary>What the code under test itself returns for the same arguments.</summary>
    ExpectsOwnResult,
}

/// <summary>
/// Judges tests that can hardly fail. One assertion that can fail is enough for a test. Methods of the test project that a test calls are looked into, one level deep.
/// A comment <c>// codegen-lab disable weak-tests</c> at a test or its class leaves it out. The pipeline compiles this file too, so that an editor and a gate say the same.
/// </summary>
/// <param name="isSubject">Tells assemblies under test from others.</param>
internal sealed class WeaknessJudge(Func<IAssemblySymbol, bool> isSubject)
{
    private const string Switch = "codegen-lab disable";

    private static readonly string[] Equalities = ["AreEqual", "Equal", "AreSame", "Same", "StrictEqual", "Equivalent", "AreEquivalent"];

    private static readonly string[] FluentEqualities = ["Be", "BeEquivalentTo", "BeSameAs", "Equal", "ShouldBe", "ShouldBeEquivalentTo", "ShouldBeSameAs"];

    private static readonly string[] NotNulls = ["NotNull", "IsNotNull", "NotBeNull", "ShouldNotBeNull"];

    private static readonly ExpressionSyntax Assert = SyntaxFactory.IdentifierName("Assert");

    /// <summary>Whether the name Assert stands for that of a framework.</summary>
    private static readonly ConditionalWeakTable<SemanticModel, object> AssertsOfFiles = new();

    private static readonly string[] Words = ["Assert", "Should", "Verify", "Expect", "Throws"];

    /// <summary>How much an assertion is worth.</summary>
    private enum Worth
    {
        CanFail,
        NotNull,
        AlwaysTrue,
        OwnResult,
    }

    /// <summary>What is wrong; null: it can fail.</summary>
    public Weakness? Of(MethodDeclarationSyntax syntax, IMethodSymbol method, SemanticModel model)
    {
        if (TestSource.ExpectsByAttribute(method))
            return null;
        // Most tests end with an assertion that can: it is found without a look at what is inside of the others.
        if (syntax.Body?.Statements.Any(CanFailAsWritten) == true && IsAssertOfFramework(method.ContainingType, syntax, model))
            return null;
        var calls = syntax.DescendantNodes().OfType<InvocationExpressionSyntax>().ToList();
        var worths = new List<Worth>();
        foreach (var call in calls)
        {
            // Most tests have one that can: the rest of them need not be looked at.
            if (WorthOf(call, syntax, model) is not { } worth)
                continue;
            if (worth == Worth.CanFail)
                return null;
            worths.Add(worth);
        }

        if (Checks(syntax) || IsLeftOut(syntax))
            return null;
        return worths switch
        {
            [] when TestSource.IsLeftOut(method) || OnlyGivesUp(syntax, model) => null,
            [] => Weakness.AssertsNothing,
            _ when worths.Contains(Worth.OwnResult) => Weakness.ExpectsOwnResult,
            _ when worths.Contains(Worth.AlwaysTrue) => Weakness.AssertsTheObvious,
            _ => Weakness.AssertsNotNull,
        };
    }

    /// <summary>Of an assertion that a method under test returns a constant, both.</summary>
    /// <returns>Null: it is another assertion.</returns>
    public static (string Method, string Result)? ConstantOf(InvocationExpressionSyntax assertion, MethodDeclarationSyntax test, SemanticModel model)
    {
        if (model.GetSymbolInfo(assertion).Symbol is not IMethodSymbol method)
            return null;
        var arguments = assertion.ArgumentList.Arguments.Select(argument => argument.Expression).ToList();
        var truth = method.Name switch
        {
            "True" or "IsTrue" => "true",
            "False" or "IsFalse" => "false",
            "That" when arguments.Count == 1 || arguments[1].ToString() == "Is.True" => "true",
            "That" when arguments[1].ToString() == "Is.False" => "false",
            _ => null,
        };
        if (truth is not null)
            return MethodOf(arguments[0], test, model) is { } asked ? (asked, truth) : null;
        if (PairOf(assertion, method, arguments) is not var (left, right))
            return null;
        var (value, actual) = model.GetConstantValue(right).HasValue ? (right, left) : (left, right);
        return model.GetConstantValue(value).HasValue && MethodOf(actual, test, model) is { } called ? (called, value.ToString()) : null;
    }

    private static string? MethodOf(ExpressionSyntax actual, MethodDeclarationSyntax test, SemanticModel model) =>
        CallOf(actual, test, model) is { } call && model.GetSymbolInfo(call).Symbol is IMethodSymbol { ContainingType: { } type } method && !TestSource.IsForeign(method.ContainingAssembly) && !SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, model.Compilation.Assembly)
            ? $"{type.Name}.{method.Name}"
            : null;

    /// <summary>It fails by its own hands.</summary>
    private static bool Checks(SyntaxNode node) => node.DescendantNodes().Any(one => one is ThrowStatementSyntax or ThrowExpressionSyntax);

    /// <summary>It says that it is not to be counted, and nothing else.</summary>
    private static bool OnlyGivesUp(MethodDeclarationSyntax test, SemanticModel model) =>
        (test.ExpressionBody?.Expression ?? (test.Body?.Statements is [ExpressionStatementSyntax only] ? only.Expression : null)) is InvocationExpressionSyntax call
        && model.GetSymbolInfo(call).Symbol is IMethodSymbol method && TestSource.GivesUp(method);

    /// <summary>Whether it is an assertion that can fail, whatever its arguments mean. To know what they mean, the compiler binds the body, a second time beside its own.</summary>
    private static bool CanFailAsWritten(StatementSyntax statement) =>
        statement is ExpressionStatementSyntax { Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: nameof(Assert) }, Name.Identifier.ValueText: "That" }, ArgumentList.Arguments: [_, { Expression: InvocationExpressionSyntax or MemberAccessExpressionSyntax } constraint, ..] } }
        && constraint.Expression.ToString() is not ("Is.True" or "Is.False" or "Is.Not.Null") && ExpectedOf(constraint.Expression) is null;

    /// <summary>What the name stands for: all tests of a file ask once, but for classes that have something of that name.</summary>
    private static bool IsAssertOfFramework(INamedTypeSymbol fixture, MethodDeclarationSyntax test, SemanticModel model)
    {
        for (var type = fixture; type is not null; type = type.BaseType)
        {
            if (!type.GetMembers(nameof(Assert)).IsEmpty)
                return false;
        }

        return (bool)AssertsOfFiles.GetValue(model, _ => model.GetSpeculativeSymbolInfo(test.SpanStart, Assert, SpeculativeBindingOption.BindAsExpression).Symbol is INamedTypeSymbol type && TestSource.IsOfFramework(type));
    }

    /// <summary>Null: the call asserts nothing.</summary>
    private Worth? WorthOf(InvocationExpressionSyntax call, MethodDeclarationSyntax test, SemanticModel model)
    {
        var symbol = model.GetSymbolInfo(call);
        if ((symbol.Symbol ?? symbol.CandidateSymbols.FirstOrDefault()) is not IMethodSymbol method)
            // Code that does not bind gets the benefit of the doubt where it looks like an assertion.
            return LooksLikeAssertion(call) ? Worth.CanFail : null;
        if (!TestSource.Asserts(method.ReducedFrom ?? method))
            return IsHelper(method, model) && HelperAsserts(method, model) ? Worth.CanFail : null;

        var name = method.Name;
        var arguments = call.ArgumentList.Arguments.Select(argument => argument.Expression).ToList();
        if (NotNulls.Contains(name) || arguments is [_, var constraint, ..] && name == "That" && constraint.ToString() is "Is.Not.Null")
            return Worth.NotNull;
        if (name is "True" or "IsTrue" or "False" or "IsFalse" or "That" or "BeTrue" or "BeFalse" or "ShouldBeTrue" or "ShouldBeFalse")
        {
            var condition = name.EndsWith("BeTrue", StringComparison.Ordinal) || name.EndsWith("BeFalse", StringComparison.Ordinal) ? ReceiverOf(call) : arguments.FirstOrDefault();
            if (condition is not null && TruthOf(name, condition, arguments, model) is { } worth)
                return worth;
        }

        return PairOf(call, method, arguments) is var (left, right) ? WorthOf(left, right, test, model) : Worth.CanFail;
    }

    /// <summary>Of an assertion on a condition; null: it is none of those that cannot fail.</summary>
    private static Worth? TruthOf(string name, ExpressionSyntax condition, List<ExpressionSyntax> arguments, SemanticModel model)
    {
        var wantsTrue = !name.EndsWith("False", StringComparison.Ordinal);
        if (name == "That" && arguments.Count > 1)
        {
            wantsTrue = arguments[1].ToString() is "Is.True";
            if (!wantsTrue && arguments[1].ToString() is not "Is.False")
                return null;
        }

        if (model.GetConstantValue(condition) is { HasValue: true, Value: bool value } && value == wantsTrue)
            return Worth.AlwaysTrue;
        return wantsTrue && condition is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.NotEqualsExpression, Right.RawKind: (int)SyntaxKind.NullLiteralExpression }
            or IsPatternExpressionSyntax { Pattern: UnaryPatternSyntax { Pattern: ConstantPatternSyntax { Expression.RawKind: (int)SyntaxKind.NullLiteralExpression } } }
            ? Worth.NotNull
            : null;
    }

    /// <summary>Both sides of an assertion that two values are the same; null: it is none.</summary>
    private static (ExpressionSyntax Left, ExpressionSyntax Right)? PairOf(InvocationExpressionSyntax call, IMethodSymbol method, List<ExpressionSyntax> arguments)
    {
        if (method.Name == "That")
            return arguments is [var actual, var constraint, ..] && ExpectedOf(constraint) is { } expected ? (actual, expected) : null;
        // Called on the value, not on a class.
        if (!method.IsStatic || method.ReducedFrom is not null)
            return FluentEqualities.Contains(method.Name) && arguments is [var wanted, ..] && ReceiverOf(call) is { } receiver ? (receiver, wanted) : null;
        return Equalities.Contains(method.Name) && arguments is [var left, var right, ..] ? (left, right) : null;
    }

    /// <summary>Of "x.Should().Be(…)" and "x.ShouldBe(…)" the x.</summary>
    private static ExpressionSyntax? ReceiverOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax { Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "Should" } should } } => should.Expression,
        MemberAccessExpressionSyntax member => member.Expression,
        _ => null,
    };

    /// <summary>The argument of Is.EqualTo and its like, whatever follows it.</summary>
    private static ExpressionSyntax? ExpectedOf(ExpressionSyntax constraint) => constraint switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "Is" }, Name.Identifier.Text: "EqualTo" or "SameAs" or "EquivalentTo" }, ArgumentList.Arguments: [var expected, ..] } => expected.Expression,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member } => ExpectedOf(member.Expression),
        MemberAccessExpressionSyntax member => ExpectedOf(member.Expression),
        _ => null,
    };

    private Worth WorthOf(ExpressionSyntax left, ExpressionSyntax right, MethodDeclarationSyntax test, SemanticModel model)
    {
        if (model.GetConstantValue(left) is { HasValue: true } one && model.GetConstantValue(right) is { HasValue: true } other)
            return Equals(one.Value, other.Value) ? Worth.AlwaysTrue : Worth.CanFail;
        if (SyntaxFactory.AreEquivalent(left, right) && !left.DescendantNodesAndSelf().Any(node => node is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax or AwaitExpressionSyntax))
            return Worth.AlwaysTrue;
        return CallOf(left, test, model) is { } first && CallOf(right, test, model) is { } second && SyntaxFactory.AreEquivalent(first, second) && IsOfSubject(first, model) && IsOfSubject(second, model)
            ? Worth.OwnResult
            : Worth.CanFail;
    }

    /// <summary>The call that a value comes from, through awaits, parentheses, casts and locals that are assigned once.</summary>
    private static InvocationExpressionSyntax? CallOf(ExpressionSyntax expression, MethodDeclarationSyntax test, SemanticModel model) => expression switch
    {
        InvocationExpressionSyntax call => call,
        ParenthesizedExpressionSyntax inner => CallOf(inner.Expression, test, model),
        CastExpressionSyntax inner => CallOf(inner.Expression, test, model),
        AwaitExpressionSyntax inner => CallOf(inner.Expression, test, model),
        IdentifierNameSyntax name when model.GetSymbolInfo(name).Symbol is ILocalSymbol { DeclaringSyntaxReferences: [var reference] } local
            && reference.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: var value } && !IsAssigned(local, test, model) && value is not IdentifierNameSyntax => CallOf(value, test, model),
        _ => null,
    };

    private static bool IsAssigned(ILocalSymbol local, MethodDeclarationSyntax test, SemanticModel model) =>
        test.DescendantNodes().OfType<AssignmentExpressionSyntax>().Any(assignment => SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(assignment.Left).Symbol, local));

    private bool IsOfSubject(InvocationExpressionSyntax call, SemanticModel model) => model.GetSymbolInfo(call).Symbol?.ContainingAssembly is { } assembly && isSubject(assembly);

    /// <summary>Code of the test project itself.</summary>
    private static bool IsHelper(IMethodSymbol method, SemanticModel model) => SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, model.Compilation.Assembly);

    private static bool HelperAsserts(IMethodSymbol method, SemanticModel model)
    {
        foreach (var syntax in (method.ReducedFrom ?? method).OriginalDefinition.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax()))
        {
            var inside = model.Compilation.GetSemanticModel(syntax.SyntaxTree);
            if (Checks(syntax) || syntax.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call => inside.GetSymbolInfo(call) is var symbol
                && ((symbol.Symbol ?? symbol.CandidateSymbols.FirstOrDefault()) is IMethodSymbol called ? TestSource.Asserts(called.ReducedFrom ?? called) : LooksLikeAssertion(call))))
            {
                return true;
            }
        }

        return false;
    }

    private static bool LooksLikeAssertion(InvocationExpressionSyntax call) =>
        call.Expression.ToString().Split(Words, StringSplitOptions.None).Length > 1;

    private static bool IsLeftOut(MethodDeclarationSyntax test) =>
        test.DescendantTrivia().Concat(test.Ancestors().OfType<TypeDeclarationSyntax>().SelectMany(type => type.GetLeadingTrivia()))
            .Where(trivia => trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia).Select(trivia => trivia.ToString())
            .Any(comment => comment.IndexOf(Switch, StringComparison.Ordinal) is var at and >= 0 && comment.Substring(at + Switch.Length).Split(':')[0].Trim(' ', '*', '/') is "" or "all" or "weak-tests");
}
