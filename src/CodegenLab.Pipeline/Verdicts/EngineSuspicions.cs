using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using CodegenLab.Engine;
using CodegenLab.Engine.Rendering;
using CodegenLab.Pipeline.Contexts;
using CodegenLab.Pipeline.Drafting;
using CodegenLab.Pipeline.Solutions;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.TestCases;
using Microsoft.CodeAnalysis;

namespace CodegenLab.Pipeline.Verdicts;

/// <summary>What the engine suspects, as people read it and as tests that fail.</summary>
/// <param name="Repros">One class for each type, of explicit tests.</param>
public sealed record SuspectedByEngine(ImmutableArray<Suspicion> Suspicions, ImmutableArray<ReproFixture> Repros);

/// <summary>Tells the engine's suspicions in the words and places of the source. Those that a comment silences are left out.</summary>
internal sealed partial class EngineSuspicions(LoadedSolution solution, LoadedProject project, RenderingOptions options)
{
    private readonly Places _places = new(Directory.Exists(solution.Path) ? solution.Path : Path.GetDirectoryName(solution.Path)!);
    private readonly TestRenderer _renderer = new(TestTemplates.Embedded);
    private readonly TestMarks _marks = new(options.Framework, options.FrameworkVersion);

    public SuspectedByEngine Tell(GeneratedSuite suite)
    {
        var catalog = WithHashCodes(suite.Catalog);
        var told = new List<(FoundSuspicion Found, Suspicion Suspicion)>();
        foreach (var found in suite.Suspicions)
        {
            if (SymbolOf(catalog.Members[found.Subject]) is not { } symbol || IsSilenced(symbol, SuspicionRule.Of(found.Rule)))
                continue;
            if (Render(suite, catalog, [found], "Suspicion") is [{ Tests: [var test] } fixture])
                told.Add((found, SuspicionOf(found, symbol, test.Name, WithoutHeader(fixture.Source))));
        }

        var repros = Render(suite, catalog, [.. told.Select(one => one.Found)], "RuleSuspicions").Select(fixture => Marked(fixture, told));
        return new SuspectedByEngine([.. told.Select(one => one.Suspicion)], [.. repros]);
    }

    /// <summary>Laws speak of hash codes; tests do not, so that the suite's catalog has no variable for one.</summary>
    private static Catalog WithHashCodes(Catalog catalog) => new()
    {
        Types = catalog.Types,
        Members = [.. catalog.Members.Select(member => member is { Name: nameof(GetHashCode), Parameters.Length: 0, Result: < 0 } ? member with { Result = member.Returns } : member)],
    };

    private ImmutableArray<RenderedFixture> Render(GeneratedSuite suite, Catalog catalog, IReadOnlyList<FoundSuspicion> suspicions, string ending) => _renderer.Render(
        catalog,
        [.. suspicions.Select(suspicion => new FoundTest(suspicion.Case, suspicion.Expected, suspicion.Subject, [], [], [], -1))],
        suite.Subject.Sites,
        suite.Fakes,
        options with { Kind = "", ClassEnding = ending, Unmerged = Enumerable.Range(0, suspicions.Count).ToHashSet() });

    private Suspicion SuspicionOf(FoundSuspicion found, ISymbol symbol, string test, string repro)
    {
        var place = symbol.Locations.First(location => location.IsInSource).GetLineSpan();
        var line = place.StartLinePosition.Line + 1;
        return new Suspicion
        {
            Rule = SuspicionRule.Of(found.Rule),
            Member = symbol.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat),
            File = place.Path,
            Line = line,
            Test = test,
            Quote = found.Words,
            QuotePlace = found.Rule == SuspectedRule.PromisedException ? string.Create(CultureInfo.InvariantCulture, $"{_places.Of(place.Path)}:{line}") : null,
            Expected = found.Expectation,
            Actual = found.Actual,
            Confidence = found.Rule is SuspectedRule.RoundTrip or SuspectedRule.Twins or SuspectedRule.Idempotence or SuspectedRule.GlobalState or SuspectedRule.UnexpectedException ? Confidence.Medium : Confidence.High,
            SecondOpinion = found.Seen.Length > 0 || found.Rule == SuspectedRule.GlobalState ? "Seen again in a fresh process." : "Seen in one process.",
            Repro = repro,
            Model = TestReport.Engine,
        };
    }

    /// <summary>Each test with what it shows above it, and not run unless it is asked for.</summary>
    private ReproFixture Marked(RenderedFixture fixture, List<(FoundSuspicion Found, Suspicion Suspicion)> told)
    {
        var lines = fixture.Source.Split('\n').ToList();
        foreach (var test in fixture.Tests.Reverse())
        {
            var suspicion = told[test.Found[0]].Suspicion;
            var text = lines.GetRange(test.FirstLine - 1, test.LastLine - test.FirstLine + 1);
            var indent = text[0][..^text[0].TrimStart().Length];
            var bare = string.Join('\n', text.Select(line => line.StartsWith(indent, StringComparison.Ordinal) ? line[indent.Length..] : line));
            var marked = _marks.Put(bare, "suspicion", isAmbiguous: false, culture: null, isExplicit: true, $"// {suspicion.Rule.Id} {suspicion.Rule.Name}: {suspicion.Quote}\n");
            lines.RemoveRange(test.FirstLine - 1, text.Count);
            lines.InsertRange(test.FirstLine - 1, marked.Split('\n').Select(line => line.Length == 0 ? line : indent + line));
        }

        return new ReproFixture(fixture.SubjectType, fixture.Namespace, fixture.ClassName, WithoutHeader(string.Join('\n', lines)), fixture.Tests.Length);
    }

    private static string WithoutHeader(string source) => source[(source.IndexOf("\n\n", StringComparison.Ordinal) + 2)..];

    private ISymbol? SymbolOf(MemberShape member) => DocumentationCommentId.GetFirstSymbolForDeclarationId(member.DocumentationId, project.Compilation) is { } symbol && symbol.Locations.Any(location => location.IsInSource) ? symbol : null;

    /// <summary>A comment above the member, or above its type, names the rule.</summary>
    private static bool IsSilenced(ISymbol symbol, SuspicionRule rule) =>
        new[] { symbol, symbol.ContainingType }.SelectMany(declared => declared.DeclaringSyntaxReferences)
            .SelectMany(reference => reference.GetSyntax().GetLeadingTrivia())
            .Select(trivia => Silence().Match(trivia.ToString()))
            .Any(match => match.Success && match.Groups["rule"].Captures.Any(named => named.Value == rule.Id || named.Value == rule.Name));

    /// <summary>"// codegen-lab unsuspicious CGL9004, CGL9005: a key to sort by".</summary>
    [GeneratedRegex(@"^//\s*codegen-lab\s+unsuspicious\s+(?<rule>\w+)(?:\s*,\s*(?<rule>\w+))*", RegexOptions.CultureInvariant)]
    private static partial Regex Silence();
}
