using System.Collections.Immutable;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using CodegenLab.Engine.Instrumentation;
using CodegenLab.Worker.Protocol;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Engine.Subjects;

/// <summary>Reads what the source says of its exceptions: in documentation, and by throwing them.</summary>
public static partial class AnnouncementFinder
{
    public static Announcements Find(CSharpCompilation compilation)
    {
        var documented = new Dictionary<string, string[]>();
        var promised = new List<PromisedException>();
        var idempotent = new List<string>();
        var thrown = new Dictionary<string, HashSet<string>>();
        foreach (var tree in compilation.SyntaxTrees)
        {
            var model = new Lazy<SemanticModel>(() => compilation.GetSemanticModel(tree));
            foreach (var node in tree.GetRoot().DescendantNodes(node => node is not AttributeListSyntax))
            {
                if (ThrownBy(node, compilation.Options.CheckOverflow) is { } exception && node.FirstAncestorOrSelf<MemberDeclarationSyntax>(IsCode) is { } thrower && model.Value.GetDeclaredSymbol(thrower) is { } raiser)
                {
                    if (!thrown.TryGetValue(MemberIds.Of(raiser), out var exceptions))
                        thrown.Add(MemberIds.Of(raiser), exceptions = []);
                    exceptions.Add(exception);
                }

                if (node is not MemberDeclarationSyntax member || !IsDocumented(member) || model.Value.GetDeclaredSymbol(member) is not { } symbol || DocumentationOf(symbol) is not { } documentation)
                    continue;
                var id = MemberIds.Of(symbol);
                var announced = documentation.Elements("exception").Where(element => element.Attribute("cref")?.Value.StartsWith("T:", StringComparison.Ordinal) == true).ToList();
                if (announced.Count > 0)
                    documented[id] = [.. announced.Select(NameOf).Distinct()];
                promised.AddRange(announced.SelectMany(element => PromisesOf(id, element)));
                if (documentation.Value.Contains("idempotent", StringComparison.OrdinalIgnoreCase))
                    idempotent.Add(id);
            }
        }

        return new Announcements { Documented = documented, Thrown = thrown.ToDictionary(one => one.Key, one => one.Value.ToArray()), Promised = [.. promised], Idempotent = [.. idempotent] };
    }

    /// <summary>Simple name of the exception that a node throws on purpose; <see cref="Announcements.Any"/> for one that only its type would tell; null: it throws none.</summary>
    /// <param name="isChecked">All arithmetic is.</param>
    private static string? ThrownBy(SyntaxNode node, bool isChecked) => node switch
    {
        ThrowStatementSyntax { Expression: { } thrown } => NameOf(thrown),
        ThrowExpressionSyntax { Expression: var thrown } => NameOf(thrown),
        CheckedStatementSyntax or CheckedExpressionSyntax when node.IsKind(SyntaxKind.CheckedStatement) || node.IsKind(SyntaxKind.CheckedExpression) => nameof(OverflowException),
        MemberDeclarationSyntax member when isChecked && IsCode(member) => nameof(OverflowException),

        // ArgumentNullException.ThrowIfNull, and what refuses an empty text does so with null too.
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: SimpleNameSyntax type, Name.Identifier.Text: var guard } } when guard.StartsWith("Throw", StringComparison.Ordinal) =>
            guard.Contains("Null", StringComparison.Ordinal) ? nameof(ArgumentNullException) : type.Identifier.Text,
        _ => null,
    };

    private static string NameOf(ExpressionSyntax thrown) => thrown is ObjectCreationExpressionSyntax { Type: var type }
        ? (type as QualifiedNameSyntax)?.Right.Identifier.Text ?? (type as SimpleNameSyntax)?.Identifier.Text ?? Announcements.Any
        : Announcements.Any;

    private static bool IsCode(MemberDeclarationSyntax member) => member is BaseMethodDeclarationSyntax or BasePropertyDeclarationSyntax;

    private static bool IsDocumented(MemberDeclarationSyntax member) =>
        IsCode(member) && member.GetLeadingTrivia().Any(trivia => trivia.HasStructure && trivia.GetStructure() is DocumentationCommentTriviaSyntax);

    /// <summary>What stands above the member, or above the one that it inherits its documentation from.</summary>
    private static XElement? DocumentationOf(ISymbol symbol)
    {
        var documentation = Parsed(symbol);
        if (documentation?.Element("inheritdoc") is null)
            return documentation;
        ISymbol? overridden = symbol switch { IMethodSymbol method => method.OverriddenMethod, IPropertySymbol property => property.OverriddenProperty, _ => null };
        var inherited = overridden ?? symbol.ContainingType.AllInterfaces.SelectMany(contract => contract.GetMembers()).FirstOrDefault(member => SymbolEqualityComparer.Default.Equals(symbol.ContainingType.FindImplementationForInterfaceMember(member), symbol));
        return inherited is null ? documentation : Parsed(inherited);
    }

    private static XElement? Parsed(ISymbol symbol)
    {
        if (symbol.GetDocumentationCommentXml() is not { Length: > 0 } xml)
            return null;
        try
        {
            return XElement.Parse(xml);
        }
        catch (XmlException)
        {
            // Malformed documentation says nothing that can be relied on; the compiler warns of it.
            return null;
        }
    }

    private static string NameOf(XElement exception) => exception.Attribute("cref")!.Value[2..];

    private static IEnumerable<PromisedException> PromisesOf(string member, XElement exception)
    {
        var text = Spaces().Replace(string.Concat(exception.Nodes().Select(TextOf)), " ").Trim();
        var match = Condition().Match(text);
        if (!match.Success)
            yield break;
        var words = $"{NameOf(exception)[(NameOf(exception).LastIndexOf('.') + 1)..]}: {text.Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal)}";
        foreach (var parameter in match.Groups["parameter"].Captures.Select(capture => capture.Value))
        {
            foreach (var input in InputsOf(match.Groups["input"].Value.ToLowerInvariant()))
                yield return new PromisedException(member, NameOf(exception), parameter, input, words);
        }
    }

    private static string TextOf(XNode node) => node switch
    {
        XElement element when element.Name.LocalName is "paramref" => $"{{{element.Attribute("name")?.Value}}}",
        XElement element when element.Attribute("langword") is { } word => word.Value,
        XElement element when element.Attribute("cref") is { } reference => reference.Value[(reference.Value.LastIndexOf('.') + 1)..],
        XElement element => string.Concat(element.Nodes().Select(TextOf)),
        XText text => text.Value,
        _ => "",
    };

    private static ImmutableArray<RefusedInput> InputsOf(string words) => words switch
    {
        "null" => [RefusedInput.Null],
        "null or empty" or "null or an empty string" => [RefusedInput.Null, RefusedInput.Empty],
        "empty" or "an empty string" => [RefusedInput.Empty],
        "negative" or "less than zero" or "less than 0" or "below zero" => [RefusedInput.Negative],
        "zero" or "0" => [RefusedInput.Zero],
        "whitespace" or "white space" => [RefusedInput.WhiteSpace],
        "null, empty or whitespace" or "null, empty or white space" or "null, empty, or whitespace" => [RefusedInput.Null, RefusedInput.Empty, RefusedInput.WhiteSpace],
        _ => [RefusedInput.Zero, RefusedInput.Negative],
    };

    /// <summary>Sentences about one condition of one argument, or of several of which one suffices; anything more is left to people.</summary>
    [GeneratedRegex(
        @"^(?:(?:is )?thrown (?:when|if) |when |if )?(?:the )?(?:(?:value|argument|parameter)(?: of)? )?\{(?<parameter>\w+)\}(?:(?:,| or|, or) \{(?<parameter>\w+)\})*(?: parameter| argument)? (?:is|was) (?<input>null|null or empty|null or an empty string|empty|an empty string|negative|less than zero|less than 0|below zero|zero|0|zero or negative|negative or zero|less than or equal to zero|less than or equal to 0|not positive|whitespace|white space|null, empty,? or white ?space)\.?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Condition();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
