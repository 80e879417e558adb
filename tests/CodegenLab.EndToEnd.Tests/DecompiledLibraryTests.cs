namespace CodegenLab.EndToEnd.Tests;

/// <summary>Real libraries. One run of the tool costs more than a build: each test reads all it can from the same runs.</summary>
public sealed class DecompiledLibraryTests
{
    // The floors are measured figures less a margin for machines that are slow or busy.
    [TestCase("diffplex/1.4.4/lib/netstandard1.0/DiffPlex.dll", 20, 0.5)]
    [TestCase("ardalis.smartenum/2.1.0/lib/netstandard2.0/Ardalis.SmartEnum.dll", 10, 0.2)]
    public async Task Tests_for_a_library_pass_repeat_and_stay(string assembly, int leastTests, double leastBranchCoverage)
    {
        using var folder = new TemporaryFolder();
        var project = DecompiledLibrary.Write(folder, assembly);

        var first = await GenerationRun.OfAsync(folder, project);
        var files = folder.Files();
        TestContext.Out.WriteLine(first.Project);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.Report.Problems, Is.Empty);
            Assert.That(first.Project.Tests, Is.AtLeast(leastTests));
            Assert.That(first.Project.BranchCoverage, Is.AtLeast(leastBranchCoverage));
            Assert.That(first.Project.Dropped, Has.Length.AtMost(first.Project.Tests / 10), first.Project.ToString());
            Assert.That(first.Project.KeptFiles, Is.Empty);
        }

        Assert.That(await WrittenTests.PassedAsync(first.Project.TestProject!), Is.EqualTo(first.Project.Tests));

        var edited = first.Project.Files.First(file => file.EndsWith("Tests.cs", StringComparison.Ordinal));
        var text = "// Read and approved.\n" + await File.ReadAllTextAsync(edited);
        await File.WriteAllTextAsync(edited, text);
        var second = await GenerationRun.OfAsync(folder, project);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(second.Project.KeptFiles, Is.EquivalentTo([edited]));
            Assert.That(await File.ReadAllTextAsync(edited), Is.EqualTo(text));
        }

        if (!first.Project.Reproducible || !second.Project.Reproducible)
            return;

        var others = folder.Files();
        foreach (var name in others.Keys.Where(name => Path.GetFullPath(folder[name]) == Path.GetFullPath(edited)).ToList())
            Assert.That(others.Remove(name) && files.Remove(name), Is.True);
        Assert.That(others, Is.EqualTo(files), "The second run wrote something else.");
    }
}
