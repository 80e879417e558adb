namespace CodegenLab.SourceGenerator;

/// <summary>Names of the generators' steps; tests see by them that an unrelated edit repeats none.</summary>
internal static class Steps
{
    public const string Fakes = nameof(Fakes);
}
