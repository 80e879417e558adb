using CodegenLab.Engine.Rendering;

namespace CodegenLab.Pipeline.TestProjects;

/// <summary>The package of FsCheck that fits a test framework.</summary>
internal static class FsCheckPackage
{
    private const string Version = "3.6.0";

    /// <param name="packages">Those that the project refers to.</param>
    /// <exception cref="InputException">There is none, or the project has one that is too old.</exception>
    public static TestPackage For(FrameworkChoice framework, string project, IEnumerable<(string Name, string? Version)> packages)
    {
        var name = framework switch
        {
            { Framework: TestFramework.NUnit, Major: >= 4 } => "FsCheck.NUnit",
            { Framework: TestFramework.NUnit } => throw new InputException($"The test project {project} uses NUnit {framework.Major}; properties need FsCheck 3, and that needs NUnit 4 or 5. Raise NUnit, or choose another folder with --output."),
            { Framework: TestFramework.XUnit, Major: 2 } => "FsCheck.Xunit",
            { Framework: TestFramework.XUnit } => throw new InputException($"The test project {project} uses xUnit {framework.Major}; properties are written for NUnit 4 and 5 and for xUnit 2. Choose another folder with --output for a project of its own."),
            _ => throw new InputException($"The test project {project} uses MSTest, which FsCheck has no attributes for; properties are written for NUnit 4 and 5 and for xUnit 2. Choose another folder with --output for a project of its own."),
        };
        var has = packages.FirstOrDefault(package => package.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (has.Version is { } version && (version.StartsWith("1.", StringComparison.Ordinal) || version.StartsWith("2.", StringComparison.Ordinal)))
            throw new InputException($"The test project {project} uses {name} {version}; properties are written for FsCheck 3. Raise it to {Version}, or choose another folder with --output.");
        return new TestPackage(name, has.Version ?? Version);
    }
}
