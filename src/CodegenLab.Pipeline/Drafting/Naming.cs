using System.Collections.Immutable;
using System.Text.RegularExpressions;
using CodegenLab.Engine.Rendering;
using CodegenLab.Pipeline.Contexts;
using CodegenLab.Pipeline.Drafts;
using CodegenLab.Pipeline.Replies;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Pipeline.Drafting;

/// <summary>What a model calls a test that the engine found.</summary>
/// <param name="Intent">One sentence: what a reader learns from it.</param>
public sealed record GivenName(string Name, string Intent);

/// <summary>Has a model name the engine's tests. What they do stays: names and comments are all it can give.</summary>
internal sealed partial class Naming(PromptWriter prompts, Drafter drafter)
{
    /// <summary>Tests of one question.</summary>
    private const int Most = 30;

    private const int LongestName = 120;

    private const int LongestIntent = 200;

    /// <returns>By the index of the first found test that a method renders; a test without a name that can be used keeps its own.</returns>
    /// <exception cref="InputException">A recording is missing.</exception>
    public async Task<ImmutableDictionary<int, GivenName>> NameAsync(ImmutableArray<RenderedFixture> fixtures, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var parts = fixtures.SelectMany(fixture => fixture.Tests.Chunk(Most).Select((tests, round) => (Fixture: fixture, Tests: tests, Round: round + 1))).ToList();
        var questions = parts.Select(part => new Question(Purpose.Names, part.Fixture.SubjectType, part.Round, prompts.Names(part.Fixture.SubjectType, Code(part.Fixture, part.Tests)))).ToList();
        var answers = await drafter.AnswerAsync(questions, progress, cancellationToken);

        var names = ImmutableDictionary.CreateBuilder<int, GivenName>();
        foreach (var fixture in parts.Select((part, index) => (part.Fixture, part.Tests, Answer: answers[index])).GroupBy(part => part.Fixture))
        {
            var taken = fixture.Key.Tests.Select(test => test.Name).ToHashSet(StringComparer.Ordinal);
            foreach (var (_, tests, answer) in fixture)
            {
                var given = answer is null ? [] : Read(PlainText.Of(prompts.Restore(answer.Text)));
                foreach (var test in tests)
                    if (given.GetValueOrDefault(test.Name) is { } name && (name.Name == test.Name || taken.Add(name.Name)))
                        names.Add(test.Found[0], name);
            }
        }

        return names.ToImmutable();
    }

    private static string Code(RenderedFixture fixture, RenderedTest[] tests)
    {
        var methods = CSharpSyntaxTree.ParseText(fixture.Source).GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().ToLookup(method => method.Identifier.Text);
        return string.Join("\n\n", tests.Select(test => Excerpt.Of(methods[test.Name].First())));
    }

    private static Dictionary<string, GivenName> Read(string reply)
    {
        var names = new Dictionary<string, GivenName>(StringComparer.Ordinal);
        foreach (Match line in Line().Matches(reply))
        {
            var name = line.Groups["name"].Value;
            var intent = Excerpt.OneLine(line.Groups["intent"].Value);
            if (name.Length <= LongestName && SyntaxFacts.IsValidIdentifier(name) && SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None)
                names.TryAdd(line.Groups["old"].Value, new GivenName(name, intent.Length <= LongestIntent ? intent : intent[..LongestIntent]));
        }

        return names;
    }

    [GeneratedRegex(@"^[ \t]*(?:[-*]|\d+\.)?[ \t]*`?(?<old>\w+)`?[ \t]*(?:->|→|=>)[ \t]*`?(?<name>\w+)`?[ \t]*:[ \t]*(?<intent>[^\r\n]*)", RegexOptions.Multiline)]
    private static partial Regex Line();
}
