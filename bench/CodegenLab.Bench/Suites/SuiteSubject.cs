using System.Text.RegularExpressions;

namespace CodegenLab.Bench.Suites;

/// <summary>A repository with a suite of its own, and what makes that run with the SDK at hand.</summary>
/// <param name="Name">Subfolder of the subjects.</param>
/// <param name="Library">Its project file.</param>
/// <param name="Tests">The test project file.</param>
/// <param name="Edits">Replacements in files, as regular expressions that see a whole file.</param>
/// <param name="IsUnconfined">Its tests write beside themselves or start processes.</param>
internal sealed record SuiteSubject(string Name, string Library, string Tests, (string File, string Pattern, string Replacement)[] Edits, bool IsUnconfined = false)
{
    private const string Skipped = "[Fact(Skip = \"not here\")]$1";

    /// <summary>A target that runs here, and versions that registries have.</summary>
    private static readonly (string Pattern, string Replacement)[] InEveryProject =
    [
        ("<TargetFrameworks?>.*?</TargetFrameworks?>", "<TargetFramework>net10.0</TargetFramework>"),
        ("<PackageReference Include=\"Microsoft.SourceLink[^\"]*\"[^>]*?(/>|>.*?</PackageReference>)", ""),
        ("<PackageReference Include=\"(altcover|ReportGenerator|coverlet.msbuild|System.Linq.Async|Microsoft.CSharp)\"[^>]*?(/>|>.*?</PackageReference>)", ""),
        ("<PackageReference Include=\"coverlet.collector\"[^>]*?(/>|>.*?</PackageReference>)", ""),
        ("<GeneratePackageOnBuild>true", "<GeneratePackageOnBuild>false"),
        ("(Include=\"Microsoft.NET.Test.Sdk\" Version=\")[^\"]*", "${1}18.11.0"),
        ("(Include=\"xunit\" Version=\")[^\"]*", "${1}2.9.3"),
        ("(Include=\"xunit.runner.visualstudio\" Version=\")[^\"]*", "${1}3.1.5"),
    ];

    public static readonly SuiteSubject[] All =
    [
        // Names of rows that hold the time of day change between discovery and run: Stryker.NET refuses such a suite.
        new("guardclauses", "src/GuardClauses/GuardClauses.csproj", "test/GuardClauses.UnitTests/GuardClauses.UnitTests.csproj",
        [
            ("test/GuardClauses.UnitTests/GuardAgainstNullOrOutOfSQLDateRange.cs", @"(var \w+ = )DateTime\.(Utc)?Now", "${1}new DateTime(2026, 1, 2, 3, 4, 5)"),
            ("test/GuardClauses.UnitTests/GuardAgainstOutOfSQLDateRange.cs", @"(var \w+ = )DateTime\.(Utc)?Now", "${1}new DateTime(2026, 1, 2, 3, 4, 5)"),
        ]),
        new("superpower", "src/Superpower/Superpower.csproj", "test/Superpower.Tests/Superpower.Tests.csproj", []),
        // Five tests expect Windows. The xUnit at hand says more of what may be null, and warnings of that are errors there.
        new("csvhelper", "src/CsvHelper/CsvHelper.csproj", "tests/CsvHelper.Tests/CsvHelper.Tests.csproj",
        [
            ("tests/CsvHelper.Tests/CsvHelper.Tests.csproj", "</Project>", "<PropertyGroup><NoWarn>$$(NoWarn);CS8604</NoWarn></PropertyGroup></Project>"),
            ("tests/CsvHelper.Tests/Writing/MultipleFieldsFromOnePropertyTests.cs", @"\[Fact\](\s+public void WriteMultipleFieldsFromSinglePropertyTest\()", Skipped),
            ("tests/CsvHelper.Tests/TypeConversion/TypeConverterFactoryTests.cs", @"\[Fact\](\s+public void (WriteTypeConverterGenericInt|WriteTypeConverterFactory)\()", Skipped),
            ("tests/CsvHelper.Tests/Reading/DynamicTests.cs", @"\[Fact\](\s+public void BlankHeadersTest\()", Skipped),
            ("tests/CsvHelper.Tests/Mappings/ConstructorParameter/CultureInfoAttributeTests.cs", @"\[Fact\](\s+public void CsvConfiguration_FromType_InvalidAttribute_ThrowsCultureNotFoundException\()", Skipped),
        ],
        IsUnconfined: true),
    ];

    /// <summary>Edits the copy in a folder.</summary>
    public void Edit(string folder)
    {
        File.Delete(Path.Combine(folder, "global.json"));
        foreach (var project in (string[])[Library, Tests])
            foreach (var (pattern, replacement) in InEveryProject)
                Replace(Path.Combine(folder, project), pattern, replacement);
        Replace(Path.Combine(folder, Tests), "</Project>", "<ItemGroup><PackageReference Include=\"coverlet.collector\" Version=\"8.0.1\" /></ItemGroup></Project>");
        foreach (var (file, pattern, replacement) in Edits)
            Replace(Path.Combine(folder, file), pattern, replacement);
    }

    private static void Replace(string file, string pattern, string replacement) =>
        File.WriteAllText(file, Regex.Replace(File.ReadAllText(file), pattern, replacement, RegexOptions.Singleline));
}
