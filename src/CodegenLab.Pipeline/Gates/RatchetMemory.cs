using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using CodegenLab.Pipeline.Suites;
using CodegenLab.Pipeline.TestProjects;

namespace CodegenLab.Pipeline.Gates;

/// <summary>What was reached before, by project: small enough to be committed, and without anything that changes by itself.</summary>
/// <param name="Projects">By name.</param>
public sealed record RatchetMemory(ImmutableSortedDictionary<string, RatchetFigures> Projects)
{
    public const string FileName = "codegen-lab.ratchet.json";

    private const int SchemaVersion = 1;

    private static readonly ImmutableSortedDictionary<string, RatchetFigures> None = ImmutableSortedDictionary.Create<string, RatchetFigures>(StringComparer.Ordinal);

    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Skip,
    };

    /// <summary>Of all projects; null where one of them was not measured.</summary>
    public RatchetFigures Whole => new(Sum(figures => figures.Line), Sum(figures => figures.Branch), Sum(figures => figures.Mutation));

    /// <param name="left">Asked of each name.</param>
    public RatchetMemory Without(Func<string, bool> left) => new(Projects.RemoveRange(Projects.Keys.Where(left)));

    /// <param name="before">What the figures do not hold is kept from here, for the projects that they name; null: nothing.</param>
    /// <param name="isPart">Not all projects were asked for: the others are kept as they were.</param>
    public static RatchetMemory Of(SuiteFigures figures, RatchetMemory? before = null, bool isPart = false) => new((isPart && before is not null ? before.Projects : None).SetItems(figures.Projects
        .GroupBy(project => project.Name, StringComparer.Ordinal)
        .ToImmutableDictionary(
            group => group.Key,
            group =>
            {
                var totals = Totals.Of(group.SelectMany(project => project.Files));
                var old = before?.Projects.GetValueOrDefault(group.Key);
                return new RatchetFigures(
                    figures.HasCoverage ? RatchetShare.Of(totals.Lines) : old?.Line,
                    figures.HasCoverage ? RatchetShare.Of(totals.Branches) : old?.Branch,
                    figures.HasMutants ? RatchetShare.Of(totals.Mutants) : old?.Mutation);
            },
            StringComparer.Ordinal)));

    /// <returns>Why figures are not to be held against later ones; null: they are those of the whole, and as good as is wanted.</returns>
    public static string? WhyNotWritten(SuiteFigures figures, GateVerdict verdict) => verdict switch
    {
        _ when figures.Problems.Any(problem => problem.MayHoldTests) => "the tests of a project are not counted",
        { FailedTests: > 0 } => "a test fails",
        { IsMet: false } => "a target is missed",
        _ => null,
    };

    /// <exception cref="InputException">The file is there and is not one of ours.</exception>
    /// <returns>Null: there is no file.</returns>
    public static RatchetMemory? Read(string path)
    {
        try
        {
            return File.Exists(path) ? Parse(File.ReadAllText(path), path) : null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path} cannot be read: {refused.Message}");
        }
    }

    /// <param name="place">How an error names it: a path, or a file of another commit.</param>
    /// <exception cref="InputException">The text is not one of ours.</exception>
    public static RatchetMemory Parse(string text, string place)
    {
        if (text.Contains("\n<<<<<<< ", StringComparison.Ordinal) || text.StartsWith("<<<<<<< ", StringComparison.Ordinal))
            throw new InputException($"{place} holds the marks of a merge conflict. Take either side; the next run that may write it puts it right.");
        try
        {
            var content = JsonSerializer.Deserialize<Content>(text, Options);
            if (content?.Projects is null || content.SchemaVersion != SchemaVersion || content.Projects.Values.Any(figures => figures is null || !figures.IsSane))
                throw new InputException($"{place} is not a memory of version {SchemaVersion}. Delete it, and let the next run write it anew.");
            return new RatchetMemory(content.Projects.ToImmutableSortedDictionary(StringComparer.Ordinal));
        }
        catch (JsonException malformed)
        {
            throw new InputException($"{place}({malformed.LineNumber + 1},{malformed.BytePositionInLine + 1}) is not a memory of what was reached before. Delete it, and let the next run write it anew.");
        }
    }

    /// <summary>The text of the file.</summary>
    public string Write() => JsonSerializer.Serialize(new Content(SchemaVersion, Projects.ToDictionary()), Options) + "\n";

    /// <exception cref="InputException">The place cannot be written.</exception>
    public void Write(string path)
    {
        using var transaction = new FileTransaction();
        transaction.Write(path, Write(), new FileFormat("\n", ByteOrderMark: false));
        transaction.Commit();
    }

    private RatchetShare? Sum(Func<RatchetFigures, RatchetShare?> measure) =>
        Projects.Count == 0 || Projects.Values.Any(figures => measure(figures) is null) ? null : new RatchetShare(Projects.Values.Sum(figures => measure(figures)!.Met), Projects.Values.Sum(figures => measure(figures)!.All));

    private sealed record Content(int SchemaVersion, Dictionary<string, RatchetFigures> Projects);
}

/// <summary>What was reached; null: not measured.</summary>
public sealed record RatchetFigures(RatchetShare? Line, RatchetShare? Branch, RatchetShare? Mutation)
{
    internal bool IsSane => ((RatchetShare?[])[Line, Branch, Mutation]).All(share => share is null || (share.Met >= 0 && share.Met <= share.All));
}

/// <summary>So many of so many.</summary>
public sealed record RatchetShare(int Met, int All)
{
    public static RatchetShare Of(Share share) => new(share.Met, share.All);
}
