using System.Text.RegularExpressions;
using CodegenLab.Pipeline.Solutions;

namespace CodegenLab.Pipeline.Tests.Verdicts;

/// <summary>Pretends to build and run: reads the test methods in the project's files with a pattern, and lets all of them pass.</summary>
internal sealed partial class FakeDotnet
{
    private string _project = "";

    /// <summary>What the build says about the files of the project; an error makes it fail.</summary>
    public Func<string, IEnumerable<string>> Complain { get; set; } = _ => [];

    public HashSet<string> Failing { get; } = [];

    /// <summary>Test runs that end before a host has started.</summary>
    public int FalseStarts { get; set; }

    /// <summary>Commands so far: build, test, sln.</summary>
    public List<string> Commands { get; } = [];

    public Task<DotnetOutcome> RunAsync(IReadOnlyList<string> arguments, string folder, IReadOnlyDictionary<string, string?>? environment, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Commands.Add(arguments[0]);
        return Task.FromResult(arguments[0] switch
        {
            "build" => Build(arguments),
            "test" => Test(arguments),
            "sln" => AddToSolution(arguments),
            _ => throw new InvalidOperationException($"Not expected: dotnet {string.Join(' ', arguments)}"),
        });
    }

    private DotnetOutcome Build(IReadOnlyList<string> arguments)
    {
        _project = arguments[1];
        var notes = Path.GetDirectoryName(arguments.Single(argument => argument.StartsWith("-p:CustomAfter", StringComparison.Ordinal)).Split('=')[1])!;
        var output = Directory.CreateDirectory(Path.Combine(notes, "output")).FullName;
        File.WriteAllText(Path.Combine(output, "Shop.Tests.dll"), "assembly");
        File.WriteAllLines(Path.Combine(notes, "places.txt"), [Path.Combine(output, "Shop.Tests.dll"), "/no/compiler"]);
        var complaints = Files().SelectMany(Complain).ToList();
        return new DotnetOutcome(complaints.Any(line => line.Contains("error", StringComparison.Ordinal)) ? 1 : 0, [.. complaints]);
    }

    private DotnetOutcome Test(IReadOnlyList<string> arguments)
    {
        if (FalseStarts-- > 0)
            return new DotnetOutcome(1, ["Testhost process exited with error"]);

        var results = arguments[arguments.ToList().IndexOf("--results-directory") + 1];
        var tests = (
            from file in Files()
            let text = File.ReadAllText(file)
            let type = Type().Match(text)
            where type.Success
            from method in Method().Matches(text)
            select (Class: "Shop.Tests." + type.Groups[1].Value, Method: method.Groups[1].Value)).ToList();
        File.WriteAllText(Path.Combine(results, "run.trx"), $"""
            <TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010">
              <Results>{string.Concat(tests.Select((test, index) => $"<UnitTestResult testId=\"{index}\" testName=\"{test.Method}\" duration=\"00:00:00.01\" outcome=\"{(Failing.Contains(test.Method) ? "Failed" : "Passed")}\" />"))}</Results>
              <TestDefinitions>{string.Concat(tests.Select((test, index) => $"<UnitTest id=\"{index}\"><TestMethod className=\"{test.Class}\" /></UnitTest>"))}</TestDefinitions>
            </TestRun>
            """);
        return new DotnetOutcome(0, ["tests ran"]);
    }

    private static DotnetOutcome AddToSolution(IReadOnlyList<string> arguments)
    {
        File.AppendAllText(arguments[1], arguments[3]);
        return new DotnetOutcome(0, []);
    }

    private IEnumerable<string> Files() =>
        Directory.EnumerateFiles(Path.GetDirectoryName(_project)!, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\bclass (\w+)")]
    private static partial Regex Type();

    [GeneratedRegex(@"public void (\w+)\(")]
    private static partial Regex Method();
}
