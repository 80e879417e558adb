namespace CodegenLab.EndToEnd.Tests;

/// <summary>Real libraries, each a project that no solution lists. One run of the tool costs more than a build: each test reads all it can from the same runs.</summary>
public sealed class DecompiledLibraryTests
{
    // The floors are measured figures less a margin for machines that are slow or busy.
    [TestCase("diffplex/1.4.4/lib/netstandard1.0/DiffPlex.dll", 45, 0.88)]
    [TestCase("hashids.net/1.7.0/lib/netstandard2.0/Hashids.net.dll", 30, 0.84)]
    public async Task Tests_for_a_library_pass_and_repeat(string assembly, int leastTests, double leastBranchCoverage)
    {
        using var folder = new TemporaryFolder();
        var project = DecompiledLibrary.Write(folder, assembly);

        var first = await GenerationRun.OfAsync(folder, project);
        var files = folder.Files();
        TestContext.Out.WriteLine(first.Project);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.Report.Problems, Is.Empty);
            Assert.That(first.Project.TestProjectIsNew, Is.True);
            Assert.That(first.Project.Tests, Is.AtLeast(leastTests));
            Assert.That(first.Project.BranchCoverage, Is.AtLeast(leastBranchCoverage));
            Assert.That(first.Project.Dropped, Has.Length.AtMost(first.Project.Tests / 10), first.Project.ToString());
        }

        Assert.That(await WrittenTests.PassedAsync(first.Project.TestProject!), Is.EqualTo(first.Project.Tests));

        var second = await GenerationRun.OfAsync(folder, project, "--no-history");
        TestContext.Out.WriteLine(second.Project);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(second.Project.TestProject, Is.EqualTo(first.Project.TestProject));
            Assert.That(second.Project.TestProjectIsNew, Is.False);
            Assert.That(second.Project.Files, Is.Empty, "The run says that it changed something.");
            Assert.That(folder.Files(), Is.EqualTo(files), "The second run wrote something else.");
            Assert.That(second.Project.ToString(), Is.EqualTo(first.Project.ToString()), "The same tests are worth something else.");
            Assert.That(second.Project.Types.Select(type => type.Branches.Before), Is.All.Null, "There are no tests but generated ones.");
        }
    }
}
