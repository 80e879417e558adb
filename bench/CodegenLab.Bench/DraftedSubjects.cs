namespace CodegenLab.Bench;

/// <summary>The types that drafting is measured on: those with most logic, few enough for a person to write or review every answer.</summary>
internal static class DraftedSubjects
{
    private static readonly Dictionary<string, string[]> Targets = new(StringComparer.Ordinal)
    {
        ["cronos"] = ["CronExpression", "CronFormatException", "MissingSeedException"],
        ["guardclauses"] = ["GuardClauseExtensions", "NotFoundException", "Guard"],
        ["hashids"] = ["Hashids", "NoResultException"],
        ["semver"] = ["PrereleaseIdentifier", "MetadataIdentifier", "UnbrokenSemVersionRange"],
    };

    public static IEnumerable<string> Names => Targets.Keys.Order(StringComparer.Ordinal);

    public static IReadOnlyList<string> TargetsOf(string subject) =>
        Targets.GetValueOrDefault(subject) ?? throw new InvalidOperationException($"nothing is recorded for {subject}: there are {string.Join(", ", Names)}");
}
