using CodegenLab.SourceGenerator.Pipelines;
using Microsoft.CodeAnalysis;

namespace CodegenLab.SourceGenerator.Properties;

/// <summary>What makes a test of a property in a project, as far as its references tell.</summary>
/// <param name="ClassAttribute">That a class of tests must have; null: none.</param>
/// <param name="Attribute">Of each test, from global:: on.</param>
/// <param name="KnowsProperties">It runs properties by itself, with shrinking and replay.</param>
internal sealed record PropertyRunner(string? ClassAttribute, string Attribute, bool KnowsProperties)
{
    /// <param name="obstacle">Why there is none.</param>
    /// <returns>Null: there is none.</returns>
    public static PropertyRunner? Of(Compilation compilation, out string obstacle)
    {
        obstacle = "";
        if (compilation.GetTypeByMetadataName("FsCheck.Fluent.Prop") is null)
        {
            obstacle = compilation.GetTypeByMetadataName("FsCheck.Prop") is null ? "the project does not reference FsCheck" : "the project references an FsCheck older than version 3";
            return null;
        }

        if (compilation.GetTypeByMetadataName("FsCheck.NUnit.PropertyAttribute") is not null)
            return new PropertyRunner(null, "global::FsCheck.NUnit.Property", true);
        if (compilation.GetTypeByMetadataName("FsCheck.Xunit.PropertyAttribute") is not null)
            return new PropertyRunner(null, "global::FsCheck.Xunit.Property", true);
        var framework = TestFrameworks.Of(compilation);
        return new PropertyRunner(framework.ClassAttribute(), framework.Mark(), false);
    }
}
