using CodegenLab.Engine.Rendering;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Pipeline.Candidates.Repairs;

/// <summary>Writes assertions of other frameworks, NUnit's constraints among them, as those of xUnit or MSTest.</summary>
internal sealed class ForeignAssertion(TestFramework framework) : IRepair
{
    private static readonly Dictionary<string, string> Exceptions = new()
    {
        ["Throws.ArgumentException"] = "System.ArgumentException",
        ["Throws.ArgumentNullException"] = "System.ArgumentNullException",
        ["Throws.InvalidOperationException"] = "System.InvalidOperationException",
    };

    private static readonly HashSet<string> Owners = ["Assert", "ClassicAssert", "CollectionAssert", "StringAssert"];

    public string Name => "assertion of another framework";

    public Edit? Repair(RepairPlace place)
    {
        if (place.Code is not ("CS0117" or "CS0103" or "CS1501" or "CS7036" or "CS1503")
            || place.Node.AncestorsAndSelf().OfType<InvocationExpressionSyntax>().FirstOrDefault(call => OwnerOf(call) is not null) is not { } call)
            return null;
        var name = ((MemberAccessExpressionSyntax)call.Expression).Name;
        var arguments = call.ArgumentList.Arguments.Select(argument => argument.Expression).ToArray();
        var claim = name.Identifier.Text is "That" or "ThatAsync" ? Constraint(arguments) : Classic(OwnerOf(call)!, name, arguments);
        var text = claim is null ? null : framework == TestFramework.XUnit ? XUnit(claim) : MSTest(claim, place);
        return text is null || text == call.ToString() ? null : Edit.Replace(call, SyntaxFactory.ParseExpression(text));
    }

    private static string? OwnerOf(InvocationExpressionSyntax call) => call.Expression is MemberAccessExpressionSyntax { Expression: var named }
        && (named is MemberAccessExpressionSyntax { Name: var last } ? last : named) is IdentifierNameSyntax { Identifier.Text: var owner } && Owners.Contains(owner) ? owner : null;

    /// <summary>Of Assert.That(actual, constraint), where the constraint says one thing.</summary>
    private static Claim? Constraint(ExpressionSyntax[] a)
    {
        if (a.Length == 1)
            return new Claim(Kind.True, null, null, a[0]);
        if (a.Length != 2)
            return null;
        var (actual, constraint) = (a[0], a[1]);
        string text = constraint.ToString();
        string? type = null;
        ExpressionSyntax? expected = null;
        if (constraint is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: GenericNameSyntax generic } access, ArgumentList.Arguments.Count: 0 })
            (text, type) = ($"{access.Expression}.{generic.Identifier.Text}", generic.TypeArgumentList.Arguments[0].ToString());
        else if (constraint is InvocationExpressionSyntax { Expression: var member, ArgumentList.Arguments: [{ Expression: var value }] })
            (text, expected) = (member.ToString(), value);
        if (Exceptions.GetValueOrDefault(text) is { } known)
            return new Claim(Kind.Throws, known, null, actual);
        Kind? kind = text switch
        {
            "Is.EqualTo" => Kind.Equal,
            "Is.Not.EqualTo" => Kind.NotEqual,
            "Is.SameAs" => Kind.Same,
            "Is.Not.SameAs" => Kind.NotSame,
            "Is.True" => Kind.True,
            "Is.False" => Kind.False,
            "Is.Null" => Kind.Null,
            "Is.Not.Null" => Kind.NotNull,
            "Is.Empty" => Kind.Empty,
            "Is.Not.Empty" => Kind.NotEmpty,
            "Is.TypeOf" => Kind.Type,
            "Is.InstanceOf" => Kind.Instance,
            "Is.GreaterThan" => Kind.Greater,
            "Is.GreaterThanOrEqualTo" or "Is.AtLeast" => Kind.GreaterOrEqual,
            "Is.LessThan" => Kind.Less,
            "Is.LessThanOrEqualTo" or "Is.AtMost" => Kind.LessOrEqual,
            "Does.Contain" => Kind.Contains,
            "Does.StartWith" => Kind.StartsWith,
            "Does.EndWith" => Kind.EndsWith,
            "Throws.TypeOf" => Kind.Throws,
            "Throws.InstanceOf" => Kind.ThrowsAny,
            _ => null,
        };
        if (text == "Is.Zero")
            return new Claim(Kind.Equal, null, SyntaxFactory.ParseExpression("0"), actual);
        return kind is { } said ? new Claim(said, type, expected, actual) : null;
    }

    /// <summary>Of assertions that take the values themselves.</summary>
    private static Claim? Classic(string owner, SimpleNameSyntax name, ExpressionSyntax[] a)
    {
        var type = name is GenericNameSyntax generic ? generic.TypeArgumentList.Arguments[0].ToString() : null;
        return (owner, name.Identifier.Text, a.Length) switch
        {
            ("StringAssert" or "CollectionAssert", _, _) => null,
            (_, "AreEqual" or "Equal", 2) => new Claim(Kind.Equal, null, a[0], a[1]),
            (_, "AreNotEqual" or "NotEqual", 2) => new Claim(Kind.NotEqual, null, a[0], a[1]),
            (_, "AreSame" or "Same", 2) => new Claim(Kind.Same, null, a[0], a[1]),
            (_, "AreNotSame" or "NotSame", 2) => new Claim(Kind.NotSame, null, a[0], a[1]),
            (_, "IsTrue" or "True", 1 or 2) => new Claim(Kind.True, null, null, a[0]),
            (_, "IsFalse" or "False", 1 or 2) => new Claim(Kind.False, null, null, a[0]),
            (_, "IsNull" or "Null", 1) => new Claim(Kind.Null, null, null, a[0]),
            (_, "IsNotNull" or "NotNull", 1) => new Claim(Kind.NotNull, null, null, a[0]),
            (_, "IsEmpty" or "Empty", 1) => new Claim(Kind.Empty, null, null, a[0]),
            (_, "IsNotEmpty" or "NotEmpty", 1) => new Claim(Kind.NotEmpty, null, null, a[0]),
            (_, "Greater", 2) => new Claim(Kind.Greater, null, a[1], a[0]),
            (_, "GreaterOrEqual", 2) => new Claim(Kind.GreaterOrEqual, null, a[1], a[0]),
            (_, "Less", 2) => new Claim(Kind.Less, null, a[1], a[0]),
            (_, "LessOrEqual", 2) => new Claim(Kind.LessOrEqual, null, a[1], a[0]),
            (_, "IsInstanceOf" or "IsInstanceOfType" or "IsAssignableFrom", 1) when type is not null => new Claim(Kind.Instance, type, null, a[0]),
            (_, "IsType", 1) when type is not null => new Claim(Kind.Type, type, null, a[0]),
            (_, "Throws" or "ThrowsException" or "ThrowsExactly" or "ThrowsAsync" or "ThrowsExceptionAsync" or "ThrowsExactlyAsync", 1) when type is not null => new Claim(Kind.Throws, type, null, a[0]) { IsAsynchronous = name.Identifier.Text.EndsWith("Async", StringComparison.Ordinal) },
            (_, "Catch" or "ThrowsAny" or "CatchAsync" or "ThrowsAnyAsync", 1) when type is not null => new Claim(Kind.ThrowsAny, type, null, a[0]) { IsAsynchronous = name.Identifier.Text.EndsWith("Async", StringComparison.Ordinal) },
            (_, "DoesNotThrow", 1) => new Claim(Kind.ThrowsNothing, null, null, a[0]),
            _ => null,
        };
    }

    private static string? XUnit(Claim claim) => claim.Kind switch
    {
        Kind.Equal => $"Assert.Equal({claim.Expected}, {claim.Actual})",
        Kind.NotEqual => $"Assert.NotEqual({claim.Expected}, {claim.Actual})",
        Kind.Same => $"Assert.Same({claim.Expected}, {claim.Actual})",
        Kind.NotSame => $"Assert.NotSame({claim.Expected}, {claim.Actual})",
        Kind.True => $"Assert.True({claim.Actual})",
        Kind.False => $"Assert.False({claim.Actual})",
        Kind.Null => $"Assert.Null({claim.Actual})",
        Kind.NotNull => $"Assert.NotNull({claim.Actual})",
        Kind.Empty => $"Assert.Empty({claim.Actual})",
        Kind.NotEmpty => $"Assert.NotEmpty({claim.Actual})",
        Kind.Type => $"Assert.IsType<{claim.Type}>({claim.Actual})",
        Kind.Instance => $"Assert.IsAssignableFrom<{claim.Type}>({claim.Actual})",
        Kind.Contains => $"Assert.Contains({claim.Expected}, {claim.Actual})",
        Kind.StartsWith => $"Assert.StartsWith({claim.Expected}, {claim.Actual})",
        Kind.EndsWith => $"Assert.EndsWith({claim.Expected}, {claim.Actual})",
        Kind.Throws => $"Assert.Throws{claim.Async}<{claim.Type}>({claim.Actual})",
        Kind.ThrowsAny => $"Assert.ThrowsAny{claim.Async}<{claim.Type}>({claim.Actual})",
        Kind.ThrowsNothing => Run(claim.Actual),
        _ => $"Assert.True({Comparison(claim)})",
    };

    private static string? MSTest(Claim claim, RepairPlace place)
    {
        // Since 3.8 there is one that takes derived exceptions, too; before, there was one alone, under another name.
        var isNew = place.Compilation.GetTypeByMetadataName("Microsoft.VisualStudio.TestTools.UnitTesting.Assert")?.GetMembers("ThrowsExactly").IsEmpty == false;
        var isText = place.Model.GetTypeInfo(claim.Actual).Type?.SpecialType == SpecialType.System_String;
        return claim.Kind switch
        {
            Kind.Equal => $"Assert.AreEqual({claim.Expected}, {claim.Actual})",
            Kind.NotEqual => $"Assert.AreNotEqual({claim.Expected}, {claim.Actual})",
            Kind.Same => $"Assert.AreSame({claim.Expected}, {claim.Actual})",
            Kind.NotSame => $"Assert.AreNotSame({claim.Expected}, {claim.Actual})",
            Kind.True => $"Assert.IsTrue({claim.Actual})",
            Kind.False => $"Assert.IsFalse({claim.Actual})",
            Kind.Null => $"Assert.IsNull({claim.Actual})",
            Kind.NotNull => $"Assert.IsNotNull({claim.Actual})",
            Kind.Empty when isText => $"Assert.AreEqual(\"\", {claim.Actual})",
            Kind.NotEmpty when isText => $"Assert.AreNotEqual(\"\", {claim.Actual})",
            Kind.Empty or Kind.NotEmpty => null,
            Kind.Type => $"Assert.AreEqual(typeof({claim.Type}), ({claim.Actual}).GetType())",
            Kind.Instance => $"Assert.IsInstanceOfType({claim.Actual}, typeof({claim.Type}))",
            Kind.Contains when isText => $"StringAssert.Contains({claim.Actual}, {claim.Expected})",
            Kind.Contains => null,
            Kind.StartsWith => $"StringAssert.StartsWith({claim.Actual}, {claim.Expected})",
            Kind.EndsWith => $"StringAssert.EndsWith({claim.Actual}, {claim.Expected})",
            Kind.Throws => $"Assert.{(isNew ? "ThrowsExactly" : "ThrowsException")}{claim.Async}<{claim.Type}>({claim.Actual})",
            Kind.ThrowsAny => isNew ? $"Assert.Throws{claim.Async}<{claim.Type}>({claim.Actual})" : null,
            Kind.ThrowsNothing => Run(claim.Actual),
            _ => $"Assert.IsTrue({Comparison(claim)})",
        };
    }

    private static string Comparison(Claim claim) => $"{claim.Actual} {claim.Kind switch { Kind.Greater => ">", Kind.GreaterOrEqual => ">=", Kind.Less => "<", _ => "<=" }} {claim.Expected}";

    /// <summary>An exception fails a test anyway.</summary>
    private static string? Run(ExpressionSyntax action) => action is ParenthesizedLambdaExpressionSyntax { ExpressionBody: InvocationExpressionSyntax call } ? call.ToString() : null;

    private enum Kind
    {
        Equal,
        NotEqual,
        Same,
        NotSame,
        True,
        False,
        Null,
        NotNull,
        Empty,
        NotEmpty,
        Type,
        Instance,
        Contains,
        StartsWith,
        EndsWith,
        Throws,
        ThrowsAny,
        ThrowsNothing,
        Greater,
        GreaterOrEqual,
        Less,
        LessOrEqual,
    }

    /// <summary>What an assertion says, whoever writes it.</summary>
    /// <param name="Type">Of an exception or a value; null: it names none.</param>
    /// <param name="Expected">Null: there is none.</param>
    private sealed record Claim(Kind Kind, string? Type, ExpressionSyntax? Expected, ExpressionSyntax Actual)
    {
        public bool IsAsynchronous { get; init; }

        public string Async => IsAsynchronous ? "Async" : "";
    }
}
