// The one command: dotnet run build.cs [-- format build test pack]
// Without steps all of them run, in this order; the first that fails ends it.
#:property PublishAot=false

using System.Diagnostics;

(string Name, string Arguments)[] steps =
[
    ("format", "format CodegenLab.sln --verify-no-changes"),
    ("build", "build CodegenLab.sln --configuration Release"),
    ("test", "test CodegenLab.sln --configuration Release --no-build"),
    ("pack", "pack CodegenLab.sln --configuration Release --output artifacts"),
];

var root = (string)AppContext.GetData("EntryPointFileDirectoryPath")!;
if (args.FirstOrDefault(name => steps.All(step => step.Name != name)) is { } unknown)
{
    Console.Error.WriteLine($"There is no step {unknown}. Steps: {string.Join(", ", steps.Select(step => step.Name))}.");
    return 2;
}

foreach (var step in steps.Where(step => args.Length == 0 || args.Contains(step.Name)))
{
    Console.WriteLine($"== dotnet {step.Arguments}");
    using var process = Process.Start(new ProcessStartInfo("dotnet", step.Arguments) { WorkingDirectory = root })!;
    process.WaitForExit();
    if (process.ExitCode != 0)
    {
        Console.Error.WriteLine($"== {step.Name} failed");
        return process.ExitCode;
    }
}

return 0;
