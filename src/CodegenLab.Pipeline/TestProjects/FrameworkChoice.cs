using System.Globalization;
using CodegenLab.Engine.Rendering;
using CodegenLab.Pipeline.Solutions;
using Microsoft.CodeAnalysis;

namespace CodegenLab.Pipeline.TestProjects;

/// <summary>A test framework and the version of it that a project uses.</summary>
public sealed record FrameworkChoice(TestFramework Framework, int Major, int Minor)
{
    private static readonly (string Package, TestFramework Framework)[] Packages =
    [
        ("NUnit", TestFramework.NUnit),
        ("xunit.v3", TestFramework.XUnit),
        ("xunit", TestFramework.XUnit),
        ("xunit.core", TestFramework.XUnit),
        ("xunit.v3.core", TestFramework.XUnit),
        ("MSTest", TestFramework.MSTest),
        ("MSTest.TestFramework", TestFramework.MSTest),
    ];

    // Frameworks that arrive through a shared project or an SDK show in the references only.
    private static readonly (string Assembly, TestFramework Framework)[] Assemblies =
    [
        ("nunit.framework", TestFramework.NUnit),
        ("xunit.v3.core", TestFramework.XUnit),
        ("xunit.core", TestFramework.XUnit),
        ("MSTest.TestFramework", TestFramework.MSTest),
        ("Microsoft.VisualStudio.TestPlatform.TestFramework", TestFramework.MSTest),
    ];

    /// <summary>Null: none that tests can be rendered for.</summary>
    public static FrameworkChoice? Of(LoadedProject project)
    {
        var package = Of(project.PackageReferences.Select(reference => (reference.Name, reference.Version)));
        var assembly = (
            from known in Assemblies
            join referenced in project.Compilation.ReferencedAssemblyNames on known.Assembly equals referenced.Name
            select (known.Framework, referenced.Version)).FirstOrDefault();
        if (package is not null)
            return package.Major > 0 || assembly.Version is null ? package.WithVersion() : package with { Major = assembly.Version.Major, Minor = assembly.Version.Minor };
        // MSTest's assembly version stays at 14 and says nothing of the package's.
        return assembly.Version is null
            ? null
            : assembly.Framework == TestFramework.MSTest
                ? new FrameworkChoice(TestFramework.MSTest, 0, 0).WithVersion()
                : new FrameworkChoice(assembly.Framework, assembly.Version.Major, assembly.Version.Minor);
    }

    /// <summary>Null: none of these packages is a known framework. A version that cannot be read is 0.</summary>
    public static FrameworkChoice? Of(IEnumerable<(string Name, string? Version)> packages)
    {
        var found = (
            from known in Packages
            from reference in packages
            where reference.Name.Equals(known.Package, StringComparison.OrdinalIgnoreCase)
            select (known.Framework, reference.Version)).FirstOrDefault();
        if (found == default)
            return null;
        var (major, minor) = Numbers(found.Version);
        return new FrameworkChoice(found.Framework, major, minor);
    }

    /// <summary>With the oldest version in wide use where none is known, so that nothing too new is rendered.</summary>
    public FrameworkChoice WithVersion() =>
        Major > 0 ? this : Framework switch
        {
            TestFramework.NUnit => this with { Major = 3, Minor = 13 },
            TestFramework.XUnit => this with { Major = 2, Minor = 4 },
            _ => this with { Major = 2, Minor = 2 },
        };

    /// <summary>Packages a test project of this framework cannot do without.</summary>
    public bool Needs(string package) => package.ToUpperInvariant() switch
    {
        "MICROSOFT.NET.TEST.SDK" => true,
        "NUNIT" or "NUNIT3TESTADAPTER" => Framework == TestFramework.NUnit,
        "XUNIT" or "XUNIT.CORE" or "XUNIT.ASSERT" or "XUNIT.V3" or "XUNIT.RUNNER.VISUALSTUDIO" => Framework == TestFramework.XUnit,
        "MSTEST" or "MSTEST.TESTFRAMEWORK" or "MSTEST.TESTADAPTER" => Framework == TestFramework.MSTest,
        _ => false,
    };

    private static (int Major, int Minor) Numbers(string? version)
    {
        if (version is null)
            return (0, 0);
        var parts = version.TrimStart('[', '(').Split('.', '-', ',', ']', ')', '+');
        return (Number(0), Number(1));

        int Number(int index) => index < parts.Length && int.TryParse(parts[index], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }
}
