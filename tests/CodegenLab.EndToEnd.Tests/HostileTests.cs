using System.Diagnostics;

namespace CodegenLab.EndToEnd.Tests;

/// <summary>Code that ends, hangs or misuses the process it runs in, and one class among it that does no such thing.</summary>
public sealed class HostileTests
{
    private static readonly string Sample = Path.Combine(PackedTool.Repository, "tests", "subjects", "Hostile");

    [Test]
    public async Task Hostile_code_costs_its_neighbours_nothing()
    {
        using var folder = new TemporaryFolder();
        folder.Fill(Sample);
        var precious = folder["precious"];
        Directory.CreateDirectory(precious);
        await File.WriteAllTextAsync(Path.Combine(precious, "file.txt"), "keep");
        await File.WriteAllTextAsync(folder["src/Hostile/Deletes.cs"], Deletes(precious));

        var run = await GenerationRun.OfAsync(folder, "Hostile.slnx");

        TestContext.Out.WriteLine(run.Project);
        var types = run.Project.Types.ToDictionary(type => type.Type);
        var killers = new[] { "Exits", "FailsFast", "KillsItself", "ThrowsOnThread", "ThrowsInFinalizer", "Waits" };
        using (Assert.EnterMultipleScope())
        {
            Assert.That(types["Hostile.WellBehaved"].Branches, Is.EqualTo(new CoverageEntry(null, 4, 4)));
            Assert.That(killers.SelectMany(type => types["Hostile." + type].Untested).Select(member => member.Reason), Has.Some.EqualTo("Crashes").And.None.EqualTo("OutOfBudget"));
            Assert.That(types["Hostile.Waits"].Untested.Single().Detail, Is.EqualTo("a call did not end; it reaches the clock by Thread.Sleep: take a TimeProvider and ask it"));
            Assert.That(types["Hostile.Exits"].Untested.Single().Detail, Does.StartWith("a call ended the process (exit code "));
            Assert.That(run.Project.Files.Select(File.ReadAllText), Has.None.Contains("Changes.Folder(true)"), "What runs after it would run in the root of the disk.");
            Assert.That(run.Project.Remarks, Has.None.Contains("   at "), "Stack traces are no remarks.");
            Assert.That(Process.GetProcessesByName("dotnet").Count(process => IsOf(process, folder.Path)), Is.Zero, "A process was left.");
            // Elsewhere nothing confines the worker yet.
            if (OperatingSystem.IsLinux())
                Assert.That(File.Exists(Path.Combine(precious, "file.txt")), Is.True, "A test that the confinement refused was run without it.");
        }

        Assert.That(await WrittenTests.PassedAsync(run.Project.TestProject!), Is.EqualTo(run.Project.Tests));
    }

    private static bool IsOf(Process process, string folder)
    {
        try
        {
            return OperatingSystem.IsLinux() && File.ReadAllText($"/proc/{process.Id}/cmdline").Contains(folder, StringComparison.Ordinal);
        }
        catch (IOException)
        {
            // It has ended.
            return false;
        }
    }

    /// <summary>One method says what went wrong, one swallows it: both would succeed outside the worker.</summary>
    private static string Deletes(string path) => $$"""
        namespace Hostile;

        public static class Deletes
        {
            public static bool Folder(string path)
            {
                if (path != @"{{path}}")
                    return false;
                Directory.Delete(path, recursive: true);
                return true;
            }

            public static bool TryFolder(string path)
            {
                try
                {
                    return path == @"{{path}}" && Folder(path);
                }
                catch (IOException)
                {
                    return false;
                }
            }
        }
        """;
}
