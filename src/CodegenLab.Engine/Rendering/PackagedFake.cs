using CodegenLab.Engine.Subjects;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Engine.Rendering;

/// <summary>
/// A nested fake for a test project that references CodegenLab.Testing: what <c>[Fake]</c> adds in the same way is left out. What tests set and look at stays written out, so that they read the same with the package and without.
/// </summary>
public static class PackagedFake
{
    /// <summary>Id of the package, name of its assembly and its namespace.</summary>
    public const string Package = "CodegenLab.Testing";

    internal const string Attribute = "FakeAttribute";

    /// <summary>Lines that must be saved: a directive for the namespace costs one.</summary>
    private const int Worthwhile = 2;

    private const int PlainBodies = (int)LanguageVersion.CSharp12;

    /// <param name="fake">As it stands without the package.</param>
    /// <param name="members">Of the interface; null: it is none that other assemblies see.</param>
    /// <param name="mark">The attribute, as it is written there.</param>
    /// <returns>Null: the package would not make it shorter.</returns>
    internal static NestedFake? Of(NestedFake fake, FakedMembers? members, string mark, int languageVersion)
    {
        if (members is null || SyntaxFactory.ParseMemberDeclaration(fake.Source) is not ClassDeclarationSyntax declared)
            return null;
        var names = members.All.GroupBy(member => member.Name).Where(group => group.Count() == 1).Select(group => group.First()).ToDictionary(member => member.Name);
        var superfluous = declared.Members.Where(member => IsSuperfluous(member, names)).ToList();
        if (superfluous.Count == 0)
            return null;

        var kept = declared.Members.Except(superfluous).Select(member => string.Join('\n', member.ToString().Split('\n'))).ToList();
        var head = fake.Source[..declared.OpenBraceToken.SpanStart].TrimEnd().Replace(" sealed class ", " sealed partial class ", StringComparison.Ordinal);
        var body = kept.Count > 0 ? $"\n{{\n    {string.Join("\n\n    ", kept)}\n}}" : languageVersion >= PlainBodies ? ";" : "\n{\n}";
        var source = $"[{mark}]\n{head}{body}";
        if (LinesOf(source) + Worthwhile > LinesOf(fake.Source))
            return null;
        var words = SyntaxFactory.ParseTokens(source).Select(token => token.ValueText).ToHashSet(StringComparer.Ordinal);
        return new NestedFake(source, [.. fake.Names.Where(name => words.Contains(name.Name))]);
    }

    /// <summary>Whether the package completes this nested class.</summary>
    internal static bool IsOne(string source) => source.Contains(" sealed partial class ", StringComparison.Ordinal);

    private static bool IsSuperfluous(MemberDeclarationSyntax member, Dictionary<string, FakedMember> members) => member switch
    {
        PropertyDeclarationSyntax { ExplicitInterfaceSpecifier: null, AccessorList.Accessors: [{ RawKind: (int)SyntaxKind.GetAccessorDeclaration, Body: null }, { RawKind: (int)SyntaxKind.SetAccessorDeclaration, Body: null }] } property =>
            members.TryGetValue(property.Identifier.Text, out var known) && known.Kind is FakedMemberKind.Getter or FakedMemberKind.Property && (property.Initializer is null || IsPlain(property.Initializer.Value)),
        MethodDeclarationSyntax { ExplicitInterfaceSpecifier: null, Body.Statements.Count: 0, ReturnType: PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword } } method =>
            IsKnown(method, members),
        MethodDeclarationSyntax { ExplicitInterfaceSpecifier: null, ExpressionBody.Expression: var answer } method =>
            IsKnown(method, members) && IsPlain(answer) && !(answer.IsKind(SyntaxKind.DefaultLiteralExpression) && method.ReturnType is GenericNameSyntax { Identifier.Text: "ValueTask" }),
        _ => false,
    };

    private static bool IsKnown(MethodDeclarationSyntax method, Dictionary<string, FakedMember> members) =>
        members.TryGetValue(method.Identifier.Text, out var known) && known.Kind is FakedMemberKind.Method or FakedMemberKind.VoidMethod;

    /// <summary>What the package's fakes answer as well. They promise no object that nobody can make, and no immutable array.</summary>
    private static bool IsPlain(ExpressionSyntax answer) => answer switch
    {
        LiteralExpressionSyntax literal => literal.Token.ValueText.Length == 0 || literal.RawKind is (int)SyntaxKind.NullLiteralExpression or (int)SyntaxKind.DefaultLiteralExpression,
        MemberAccessExpressionSyntax { Name.Identifier.Text: "CompletedTask" } => true,
        InvocationExpressionSyntax { ArgumentList.Arguments: [], Expression: MemberAccessExpressionSyntax { Expression: var owner, Name.Identifier.Text: "Empty" } } => LastOf(owner) == "Array",
        InvocationExpressionSyntax { ArgumentList.Arguments: [{ Expression: var result }], Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "FromResult" } } => IsPlain(result),
        ObjectCreationExpressionSyntax { ArgumentList.Arguments: [], Type: var type } => LastOf(type) is "List" or "HashSet" or "Dictionary",
        _ => false,
    };

    private static int LinesOf(string source) => source.Count(character => character == '\n');

    private static string LastOf(SyntaxNode name) => name switch
    {
        SimpleNameSyntax simple => simple.Identifier.Text,
        QualifiedNameSyntax qualified => qualified.Right.Identifier.Text,
        AliasQualifiedNameSyntax qualified => qualified.Name.Identifier.Text,
        MemberAccessExpressionSyntax access => access.Name.Identifier.Text,
        _ => "",
    };
}
