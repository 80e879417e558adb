using System.Collections.Immutable;
using CodegenLab.Engine.Rendering;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Pipeline.TestProjects;

/// <summary>What the file of a new test project has to say, because the repository does not say it already.</summary>
internal static class NewProjectText
{
    public static ImmutableArray<ProjectProperty> Properties(EvaluatedProject inherited, TestProjectTraits traits, string implicitUsings)
    {
        var properties = ImmutableArray.CreateBuilder<ProjectProperty>();
        var runsNUnitItself = traits.UsesTestingPlatform && traits.Framework.Framework == TestFramework.NUnit;
        if (inherited["TargetFrameworks"].Length > 0)
            properties.Add(new("TargetFrameworks", ""));
        if (inherited["TargetFramework"] != traits.TargetFramework)
            properties.Add(new("TargetFramework", traits.TargetFramework));
        if (traits.Language != InheritedLanguage(inherited, traits.TargetFramework))
            properties.Add(new("LangVersion", ((LanguageVersion)traits.Language).ToDisplayString()));
        if (inherited["Nullable"].Equals("enable", StringComparison.OrdinalIgnoreCase) != traits.NullableEnabled)
            properties.Add(new("Nullable", traits.NullableEnabled ? "enable" : "disable"));
        // The evaluated skeleton had it from us: whether the repository says so too cannot be told, and saying it twice does no harm.
        if (implicitUsings.Length > 0)
            properties.Add(new("ImplicitUsings", implicitUsings));
        if (!inherited["IsPackable"].Equals("false", StringComparison.OrdinalIgnoreCase))
            properties.Add(new("IsPackable", "false"));
        if (!inherited.Is("IsTestProject"))
            properties.Add(new("IsTestProject", "true"));
        if (inherited.Is("PackAsTool"))
            properties.Add(new("PackAsTool", "false"));
        if (inherited.Is("GenerateDocumentationFile"))
            properties.Add(new("GenerateDocumentationFile", "false"));
        if (inherited.Is("SignAssembly") && inherited["AssemblyOriginatorKeyFile"] is { Length: > 0 } key && !File.Exists(Path.GetFullPath(key, Path.GetDirectoryName(traits.Path)!)))
            properties.Add(new("SignAssembly", "false"));
        if (runsNUnitItself && !inherited.Is("EnableNUnitRunner"))
            properties.Add(new("EnableNUnitRunner", "true"));
        if (runsNUnitItself && !inherited["OutputType"].Equals("Exe", StringComparison.OrdinalIgnoreCase))
            properties.Add(new("OutputType", "Exe"));
        if (inherited.Is("TreatWarningsAsErrors") || inherited["AnalysisMode"].Length > 0 || inherited["AnalysisLevel"].Contains('-', StringComparison.Ordinal))
            properties.Add(new("NoWarn", "$(NoWarn);CA1707;CS1591;CS3016"));
        return properties.ToImmutable();
    }

    /// <summary>Packages with the versions that the project file must name, and those that the central file must.</summary>
    public static (ImmutableArray<TestPackage> Packages, ImmutableArray<TestPackage> Central) Versioned(ImmutableArray<TestPackage> wanted, EvaluatedProject inherited)
    {
        if (!inherited.Is("ManagePackageVersionsCentrally"))
            return (wanted, []);
        var unknown = wanted.Where(package => !inherited.CentralVersions.ContainsKey(package.Name)).ToImmutableArray();
        var mayOverride = !inherited["CentralPackageVersionOverrideEnabled"].Equals("false", StringComparison.OrdinalIgnoreCase);
        return (
            [.. wanted.Select(package => package with { Version = mayOverride && unknown.Contains(package) ? package.Version : null, IsOverride = true })],
            mayOverride ? [] : unknown);
    }

    /// <summary>C# version that the project has when its file names none, as Roslyn's LanguageVersion number.</summary>
    private static int InheritedLanguage(EvaluatedProject inherited, string targetFramework) =>
        LanguageVersionFacts.TryParse(inherited[EvaluatedProject.SaidLanguage], out var said) && said != LanguageVersion.Default
            ? (int)said.MapSpecifiedToEffectiveVersion()
            : TestTarget.DefaultLanguage(targetFramework);
}
