namespace CodegenLab.SourceGenerator;

/// <summary>Names of the generators' steps; tests see by them that an unrelated edit repeats none.</summary>
internal static class Steps
{
    public const string Fakes = nameof(Fakes);
    public const string HinderedFakes = nameof(HinderedFakes);
    public const string Guards = nameof(Guards);
    public const string ReadCases = nameof(ReadCases);
    public const string Cases = nameof(Cases);
    public const string ReadTables = nameof(ReadTables);
    public const string Tables = nameof(Tables);
    public const string HinderedTables = nameof(HinderedTables);
    public const string ReadBuilders = nameof(ReadBuilders);
    public const string Builders = nameof(Builders);
    public const string HinderedBuilders = nameof(HinderedBuilders);
    public const string ReadProperties = nameof(ReadProperties);
    public const string Properties = nameof(Properties);
    public const string ReadSpecs = nameof(ReadSpecs);
    public const string Specs = nameof(Specs);
}
