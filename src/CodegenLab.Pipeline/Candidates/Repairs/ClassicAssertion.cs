using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Pipeline.Candidates.Repairs;

/// <summary>Writes assertions that NUnit 4 no longer has, and those of xUnit and MSTest, as constraints.</summary>
internal sealed class ClassicAssertion : IRepair
{
    public string Name => "classic assertion";

    public Edit? Repair(RepairPlace place)
    {
        if (!(place.Code is "CS0117" or "CS0103" or "CS1501" or "CS7036" || place.Code.StartsWith("NUnit2", StringComparison.Ordinal))
            || place.Node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { Expression: MemberAccessExpressionSyntax { Expression: var named } access } call
            || (named is MemberAccessExpressionSyntax { Name: var last } ? last : named) is not IdentifierNameSyntax { Identifier.Text: "Assert" or "ClassicAssert" or "CollectionAssert" or "StringAssert" } owner)
            return null;
        var arguments = call.ArgumentList.Arguments.Select(argument => argument.Expression.ToString()).ToArray();
        var text = Constraint(owner.Identifier.Text, access.Name, arguments);
        return text is null ? null : Edit.Replace(call, SyntaxFactory.ParseExpression(text));
    }

    private static string? Constraint(string owner, SimpleNameSyntax name, string[] a)
    {
        var type = name is GenericNameSyntax generic ? generic.TypeArgumentList.Arguments[0].ToString() : null;
        return (owner, name.Identifier.Text, a.Length) switch
        {
            ("StringAssert", "Contains", 2) => That(a[1], $"Does.Contain({a[0]})"),
            ("StringAssert", "StartsWith", 2) => That(a[1], $"Does.StartWith({a[0]})"),
            ("StringAssert", "EndsWith", 2) => That(a[1], $"Does.EndWith({a[0]})"),
            ("CollectionAssert", "AreEqual", 2) => That(a[1], $"Is.EqualTo({a[0]})"),
            ("CollectionAssert", "AreEquivalent", 2) => That(a[1], $"Is.EquivalentTo({a[0]})"),
            ("CollectionAssert", "Contains", 2) => That(a[0], $"Does.Contain({a[1]})"),
            ("CollectionAssert", "DoesNotContain", 2) => That(a[0], $"Does.Not.Contain({a[1]})"),
            ("CollectionAssert", "IsEmpty", 1) => That(a[0], "Is.Empty"),
            (_, "AreEqual" or "Equal", 2) => That(a[1], $"Is.EqualTo({a[0]})"),
            (_, "AreEqual", 3) => That(a[1], IsNumber(a[2]) ? $"Is.EqualTo({a[0]}).Within({a[2]})" : $"Is.EqualTo({a[0]}), {a[2]}"),
            (_, "AreNotEqual" or "NotEqual", 2) => That(a[1], $"Is.Not.EqualTo({a[0]})"),
            (_, "AreSame" or "Same", 2) => That(a[1], $"Is.SameAs({a[0]})"),
            (_, "AreNotSame" or "NotSame", 2) => That(a[1], $"Is.Not.SameAs({a[0]})"),
            (_, "IsTrue" or "True", 1 or 2) => That(a[0], "Is.True" + More(a, 1)),
            (_, "IsFalse" or "False", 1 or 2) => That(a[0], "Is.False" + More(a, 1)),
            (_, "IsNull" or "Null", 1 or 2) => That(a[0], "Is.Null" + More(a, 1)),
            (_, "IsNotNull" or "NotNull", 1 or 2) => That(a[0], "Is.Not.Null" + More(a, 1)),
            (_, "IsEmpty" or "Empty", 1) => That(a[0], "Is.Empty"),
            (_, "IsNotEmpty" or "NotEmpty", 1) => That(a[0], "Is.Not.Empty"),
            (_, "Contains", 2) => That(a[1], $"Does.Contain({a[0]})"),
            (_, "DoesNotContain", 2) => That(a[1], $"Does.Not.Contain({a[0]})"),
            (_, "StartsWith", 2) => That(a[1], $"Does.StartWith({a[0]})"),
            (_, "EndsWith", 2) => That(a[1], $"Does.EndWith({a[0]})"),
            (_, "Greater", 2) => That(a[0], $"Is.GreaterThan({a[1]})"),
            (_, "GreaterOrEqual", 2) => That(a[0], $"Is.GreaterThanOrEqualTo({a[1]})"),
            (_, "Less", 2) => That(a[0], $"Is.LessThan({a[1]})"),
            (_, "LessOrEqual", 2) => That(a[0], $"Is.LessThanOrEqualTo({a[1]})"),
            (_, "IsInstanceOf" or "IsType" or "IsAssignableFrom", 1) when type is not null => That(a[0], $"Is.InstanceOf<{type}>()"),
            (_, "ThrowsException" or "ThrowsExactly", 1) when type is not null => $"Assert.Throws<{type}>(() => {Called(a[0])})",
            (_, "ThrowsExceptionAsync" or "ThrowsExactlyAsync", 1) when type is not null => $"Assert.ThrowsAsync<{type}>({a[0]})",
            (_, "Single", 1) => That(a[0], "Has.Exactly(1).Items"),
            _ => null,
        };
    }

    private static string That(string actual, string constraint) => $"Assert.That({actual}, {constraint})";

    private static string More(string[] arguments, int from) => arguments.Length > from ? ", " + arguments[from] : "";

    private static bool IsNumber(string text) => text.Length > 0 && (char.IsAsciiDigit(text[0]) || text[0] == '.');

    private static string Called(string action) => action.StartsWith("() =>", StringComparison.Ordinal) ? action[5..].Trim() : action + "()";
}
