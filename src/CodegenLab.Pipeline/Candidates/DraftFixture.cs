using System.Collections.Immutable;
using System.Text;
using CodegenLab.Engine.Rendering;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Pipeline.Candidates;

/// <summary>A drafted test class in parts: what it imports, the tests, and what they need. However a model names and wraps it, it can be written again under a name of ours, without some of its tests, or together with another one.</summary>
/// <param name="Usings">Directives as they stand: using System.Linq;</param>
/// <param name="Attributes">Of the class, but those that only say that it is one with tests where the framework needs none.</param>
/// <param name="Bases">: IDisposable, behind the parameters of a primary constructor; empty: none.</param>
/// <param name="Support">Fields, set-up, helpers, nested types.</param>
/// <param name="Tests">Test methods in the order of the draft.</param>
public sealed record DraftFixture(ImmutableArray<string> Usings, ImmutableArray<string> Attributes, string Bases, ImmutableArray<DraftMember> Support, ImmutableArray<DraftMember> Tests)
{
    /// <summary>Of all frameworks: a model may mix them up.</summary>
    private static readonly string[] TestAttributes = ["Test", "TestCase", "TestCaseSource", "Theory", "Fact", "TestMethod", "DataTestMethod"];

    /// <summary>What constructors are called while the class has no name of ours.</summary>
    private const string Nameless = "DraftedTests";

    /// <summary>All that a draft declares as one class; null: nothing in it is a test.</summary>
    /// <param name="framework">That the tests are for.</param>
    public static DraftFixture? Read(string source, TestFramework framework = TestFramework.NUnit)
    {
        var root = CSharpSyntaxTree.ParseText(WithoutDirectives(source)).GetCompilationUnitRoot();
        var types = TopLevel(root.Members).ToList();
        var fixtures = types.OfType<ClassDeclarationSyntax>().Where(type => type.Members.Any(IsTest)).ToList();
        if (fixtures.Count == 0)
            return null;

        var parts = fixtures.Select(type => Parts(type, framework)).ToList();
        var rest = types.Except(fixtures).Select(type => new DraftMember(NameOf(type), Nested(type)) { IsType = true });
        var usings = root.DescendantNodes().OfType<UsingDirectiveSyntax>().Where(directive => directive.GlobalKeyword.IsKind(SyntaxKind.None)).Select(directive => directive.ToString());
        var whole = parts.Skip(1).Aggregate(parts[0], (one, other) => one.With(other) ?? one);
        return whole with { Usings = [.. usings.Distinct()], Support = [.. whole.Support, .. rest] };
    }

    /// <summary>Without what only makes sense in the file as it was: #region and its end stand at different members, and of those one may be dropped. What is switched off by #if goes with it.</summary>
    private static string WithoutDirectives(string source)
    {
        var text = source.ReplaceLineEndings("\n");
        var dropped = CSharpSyntaxTree.ParseText(text).GetRoot().DescendantTrivia().Where(trivia => trivia.IsKind(SyntaxKind.DisabledTextTrivia) || trivia.IsDirective && !StaysWithMember(trivia)).Select(trivia => trivia.FullSpan);
        foreach (var span in dropped.Reverse())
        {
            var start = span.Start;
            while (start > 0 && text[start - 1] is ' ' or '\t')
                start--;
            text = text.Remove(start, span.End - start);
        }

        return text;
    }

    private static bool StaysWithMember(SyntaxTrivia directive) => directive.IsKind(SyntaxKind.PragmaWarningDirectiveTrivia) || directive.IsKind(SyntaxKind.NullableDirectiveTrivia);

    /// <summary>Both in one class; null: they mean different things by the same name.</summary>
    public DraftFixture? With(DraftFixture other)
    {
        if (!Attributes.SequenceEqual(other.Attributes) || Bases != other.Bases || other.Support.Any(member => Support.Any(known => known.Name == member.Name && known.Text != member.Text)))
            return null;
        var aliases = Usings.Where(IsAlias).Select(AliasOf).ToHashSet(StringComparer.Ordinal);
        if (other.Usings.Any(directive => IsAlias(directive) && aliases.Contains(AliasOf(directive)) && !Usings.Contains(directive)))
            return null;

        var names = Tests.Select(test => test.Name).Concat(Support.Select(member => member.Name)).ToHashSet(StringComparer.Ordinal);
        return this with
        {
            Usings = [.. Usings.Union(other.Usings)],
            Support = [.. Support, .. other.Support.Where(member => Support.All(known => known.Name != member.Name))],
            Tests = [.. Tests, .. other.Tests.Select(test => Renamed(test, names))],
        };
    }

    public DraftFixture Only(Func<DraftMember, bool> wanted) => this with { Tests = [.. Tests.Where(wanted)] };

    /// <summary>As a file.</summary>
    /// <param name="header">Comment lines above everything; empty: none.</param>
    public string Write(string header, string space, string name, bool fileScoped)
    {
        var text = new StringBuilder(header);
        if (header.Length > 0)
            text.Append('\n');
        foreach (var directive in Usings.OrderBy(Rank).ThenBy(directive => directive.TrimEnd(';'), StringComparer.Ordinal))
            text.Append(directive).Append('\n');
        if (!Usings.IsEmpty)
            text.Append('\n');
        var indent = fileScoped || space.Length == 0 ? "" : "    ";
        if (space.Length > 0)
            text.Append("namespace ").Append(space).Append(fileScoped ? ";\n\n" : "\n{\n");
        foreach (var attribute in Attributes)
            text.Append(indent).Append(attribute).Append('\n');
        text.Append(indent).Append(Support.Any(IsPartial) ? "public sealed partial class " : "public sealed class ").Append(name).Append(Bases.Length == 0 || Bases[0] == '(' ? Bases : " " + Bases).Append('\n').Append(indent).Append("{\n");
        var members = InOrder().ToList();
        for (var i = 0; i < members.Count; i++)
        {
            if (i > 0 && !(IsField(members[i - 1]) && IsField(members[i])))
                text.Append('\n');
            text.Append(Indented(Named(members[i], name), indent + "    ")).Append('\n');
        }

        text.Append(indent).Append("}\n");
        if (indent.Length > 0)
            text.Append("}\n");
        return text.ToString();
    }

    /// <summary>Fields and set-up first, nested types last.</summary>
    private IEnumerable<DraftMember> InOrder() => Support.Where(member => !member.IsType).Concat(Tests).Concat(Support.Where(member => member.IsType));

    private static DraftFixture Parts(ClassDeclarationSyntax type, TestFramework framework)
    {
        var attributes = type.AttributeLists.Where(list => list.Attributes.Any(attribute => SimpleName(attribute) is not ("TestFixture" or "TestClass"))).Select(list => list.ToString());
        if (framework == TestFramework.MSTest)
            attributes = attributes.Prepend("[TestClass]");
        type = type.ReplaceNodes(type.Members.OfType<ConstructorDeclarationSyntax>(), (constructor, _) => Called(constructor, Nameless));
        var members = type.Members.Select(member => (Syntax: member, Member: new DraftMember(NameOf(member), Dedented(member)) { IsType = member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax })).ToList();
        return new DraftFixture(
            [],
            [.. attributes],
            string.Join(' ', new[] { type.ParameterList?.ToString(), type.BaseList?.ToString() }.OfType<string>()),
            [.. members.Where(one => !IsTest(one.Syntax)).Select(one => one.Member)],
            [.. members.Where(one => IsTest(one.Syntax)).Select(one => one.Member)]);
    }

    private static ConstructorDeclarationSyntax Called(ConstructorDeclarationSyntax constructor, string name) => constructor.WithIdentifier(SyntaxFactory.Identifier(name).WithTriviaFrom(constructor.Identifier));

    /// <summary>A constructor under the name of its class, anything else as it is.</summary>
    private static string Named(DraftMember member, string name) =>
        member.Text.Contains(Nameless, StringComparison.Ordinal) && SyntaxFactory.ParseMemberDeclaration(member.Text) is ConstructorDeclarationSyntax constructor ? Called(constructor, name).ToFullString() : member.Text;

    private static DraftMember Renamed(DraftMember test, HashSet<string> taken)
    {
        if (taken.Add(test.Name))
            return test;
        var number = 2;
        while (!taken.Add(FormattableString.Invariant($"{test.Name}_{number}")))
            number++;
        var name = FormattableString.Invariant($"{test.Name}_{number}");
        var method = (MethodDeclarationSyntax)SyntaxFactory.ParseMemberDeclaration(test.Text)!;
        return test with { Name = name, Text = method.WithIdentifier(SyntaxFactory.Identifier(name).WithTriviaFrom(method.Identifier)).ToFullString() };
    }

    private static IEnumerable<MemberDeclarationSyntax> TopLevel(SyntaxList<MemberDeclarationSyntax> members) =>
        members.SelectMany(member => member is BaseNamespaceDeclarationSyntax space ? TopLevel(space.Members) : member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax ? [member] : Enumerable.Empty<MemberDeclarationSyntax>());

    /// <summary>It has the attribute of a test, of whichever framework.</summary>
    internal static bool IsTest(MemberDeclarationSyntax member) =>
        member is MethodDeclarationSyntax && member.AttributeLists.SelectMany(list => list.Attributes).Any(attribute => TestAttributes.Contains(SimpleName(attribute)));

    private static string SimpleName(AttributeSyntax attribute) => attribute.Name.ToString().Split('.')[^1] is var name && name.EndsWith("Attribute", StringComparison.Ordinal) ? name[..^"Attribute".Length] : name;

    /// <summary>A type beside the class becomes one inside it, where nobody else sees it.</summary>
    private static string Nested(MemberDeclarationSyntax type)
    {
        var kept = type.Modifiers.Where(modifier => !modifier.IsKind(SyntaxKind.PublicKeyword) && !modifier.IsKind(SyntaxKind.InternalKeyword) && !modifier.IsKind(SyntaxKind.FileKeyword)).Select(modifier => modifier.WithLeadingTrivia(SyntaxFactory.TriviaList()));
        var first = SyntaxFactory.Token(SyntaxFactory.TriviaList(), SyntaxKind.PrivateKeyword, SyntaxFactory.TriviaList(SyntaxFactory.Space));
        return Dedented(type.WithoutLeadingTrivia().WithModifiers(SyntaxFactory.TokenList(kept.Prepend(first))).WithLeadingTrivia(type.GetLeadingTrivia()));
    }

    private static string NameOf(MemberDeclarationSyntax member) => member switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        BaseTypeDeclarationSyntax type => type.Identifier.Text,
        DelegateDeclarationSyntax type => type.Identifier.Text,
        PropertyDeclarationSyntax property => property.Identifier.Text,
        BaseFieldDeclarationSyntax field => string.Join(' ', field.Declaration.Variables.Select(variable => variable.Identifier.Text)),
        _ => member.Kind().ToString(),
    };

    /// <summary>At the left margin, with the comments above it.</summary>
    private static string Dedented(MemberDeclarationSyntax member)
    {
        var lines = member.ToFullString().ReplaceLineEndings("\n").Split('\n').SkipWhile(string.IsNullOrWhiteSpace).ToList();
        while (lines.Count > 0 && string.IsNullOrWhiteSpace(lines[^1]))
            lines.RemoveAt(lines.Count - 1);
        if (lines.Count == 0)
            return "";
        var (verbatim, directives) = (VerbatimLines(member), DirectiveLines(member));
        var indent = lines.Where((line, index) => line.Trim().Length > 0 && !verbatim.Contains(index) && !directives.Contains(index)).Select(line => line.Length - line.AsSpan().TrimStart().Length).DefaultIfEmpty(0).Min();
        return string.Join('\n', lines.Select((line, index) => directives.Contains(index) ? line.TrimStart() : line.Length >= indent && line.AsSpan(0, indent).IsWhiteSpace() ? line[indent..] : line));
    }

    /// <summary>Lines that belong to a verbatim text: moving them would change it. Raw texts move with their closing quotes.</summary>
    private static HashSet<int> VerbatimLines(MemberDeclarationSyntax member)
    {
        var lines = new HashSet<int>();
        foreach (var token in member.DescendantTokens().Where(token => token.IsKind(SyntaxKind.StringLiteralToken) && token.Text.StartsWith('@') && token.Text.Contains('\n', StringComparison.Ordinal)))
        {
            var first = LineOf(token.SpanStart, member);
            for (var line = 1; line <= token.Text.AsSpan().Count('\n'); line++)
                lines.Add(first + line);
        }

        return lines;
    }

    /// <summary>Directives stand at the margin of the file, whatever they stand in.</summary>
    private static HashSet<int> DirectiveLines(MemberDeclarationSyntax member) =>
        [.. member.DescendantTrivia().Where(trivia => trivia.IsDirective).Select(trivia => LineOf(trivia.SpanStart, member))];

    /// <summary>From 0, where the text of the member begins.</summary>
    private static int LineOf(int position, MemberDeclarationSyntax member)
    {
        var full = member.ToFullString();
        return full.AsSpan(0, position - member.FullSpan.Start).Count('\n') - full.ReplaceLineEndings("\n").Split('\n').TakeWhile(string.IsNullOrWhiteSpace).Count();
    }

    private static string Indented(string text, string indent)
    {
        HashSet<int> kept = SyntaxFactory.ParseMemberDeclaration(text) is { } member ? [.. VerbatimLines(member), .. DirectiveLines(member)] : [];
        return string.Join('\n', text.Split('\n').Select((line, index) => line.Length == 0 || kept.Contains(index) ? line : indent + line));
    }

    /// <summary>What completes a class asks that those around it can be completed as well.</summary>
    private static bool IsPartial(DraftMember member) => member.IsType && SyntaxFactory.ParseMemberDeclaration(member.Text) is { } type && type.Modifiers.Any(SyntaxKind.PartialKeyword);

    private static bool IsField(DraftMember member) => !member.Text.Contains('\n', StringComparison.Ordinal) && member.Text.EndsWith(';');

    private static bool IsAlias(string directive) => directive.Contains('=', StringComparison.Ordinal);

    private static string AliasOf(string directive) => directive["using ".Length..].Split('=')[0].Trim();

    private static int Rank(string directive) => directive switch
    {
        _ when IsAlias(directive) => 3,
        _ when directive.StartsWith("using static ", StringComparison.Ordinal) => 2,
        _ when directive.StartsWith("using System", StringComparison.Ordinal) => 0,
        _ => 1,
    };
}

/// <summary>A member of a drafted class.</summary>
/// <param name="Text">At the left margin, with the comments above it.</param>
public sealed record DraftMember(string Name, string Text)
{
    public bool IsType { get; init; }
}
