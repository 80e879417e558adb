namespace CodegenLab.EndToEnd.Tests;

/// <summary>The sample shop: a solution as people write them, with interfaces that need fakes.</summary>
public sealed class ShopTests
{
    private static readonly string Sample = Path.Combine(PackedTool.Repository, "tests", "subjects", "Shop");

    [Test]
    public async Task Tests_for_the_shop_pass_and_repeat()
    {
        using var shop = new TemporaryFolder();
        shop.Fill(Sample);

        var first = await GenerationRun.OfAsync(shop, "Shop.sln");
        var files = shop.Files();
        TestContext.Out.WriteLine(first.Project);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.Project.Tests, Is.AtLeast(50));
            Assert.That(first.Project.BranchCoverage, Is.AtLeast(0.6));
            Assert.That(first.Project.MutationScore, Is.AtLeast(0.5));
            Assert.That(first.Project.Dropped, Is.Empty, first.Project.ToString());
            Assert.That(first.Project.Files.Select(File.ReadAllText), Has.Some.Match(@"\n    private sealed class \w+ : I[A-Z]"), "Fakes are nested in the fixture that uses them.");
        }

        Assert.That(await WrittenTests.PassedAsync(first.Project.TestProject!), Is.EqualTo(first.Project.Tests));

        var second = await GenerationRun.OfAsync(shop, "Shop.sln", "--no-history");
        Assert.That(second.Project.KeptFiles, Is.Empty);
        if (first.Project.Reproducible && second.Project.Reproducible)
            Assert.That(shop.Files(), Is.EqualTo(files), "The second run wrote something else.");

        var third = await GenerationRun.OfAsync(shop, "Shop.sln");
        Assert.That(third.Project.Files, Is.Empty, "What is known from the first run is written otherwise.");
        Assert.That(third.Project.Remarks, Has.Some.StartsWith("Nothing has changed since the last run"));
        Assert.That(third.Project.BranchCoverage, Is.EqualTo(first.Project.BranchCoverage));
        Assert.That(third.Project.MutationScore, Is.EqualTo(first.Project.MutationScore));
    }

    [Test]
    public async Task A_context_shows_what_the_code_does()
    {
        using var shop = new TemporaryFolder();
        shop.Fill(Sample);
        var files = shop.Files();

        var page = (await PackedTool.RunToolAsync(shop.Path, ["context", "DeliveryTime.TryParse", "Shop.sln", "--budget", "2", "--verbosity", "quiet"])).Succeeded().Output;

        Assert.That(page, Does.StartWith("# Shop.Checkout.DeliveryTime.TryParse(string, out System.TimeSpan)").And.Contains("DeliveryTime.TryParse(\"").And.Contains("`unit >= smallest`"));
        Assert.That(shop.Files(), Is.EqualTo(files));
    }

    [Test]
    public async Task Data_is_made_up_from_guard_clauses()
    {
        using var shop = new TemporaryFolder();
        shop.Fill(Sample);

        (await PackedTool.RunToolAsync(shop.Path, ["data", "OrderNumber", "Shop.sln", "--strategy", "boundary", "--refused", "--format", "csv", "--output", "numbers.csv", "--verbosity", "quiet"])).Succeeded();

        Assert.That(await File.ReadAllTextAsync(shop["numbers.csv"]), Is.EqualTo("""
            Year,Sequence
            -2147483648,1
            -1,1
            0,1
            1,1
            1999,1
            2100,1
            2147483647,1
            2000,-2147483648
            2000,-1
            2000,0
            2000,1000000
            2000,2147483647

            """.ReplaceLineEndings("\n")));
    }

    [Test]
    public async Task A_dry_run_writes_nothing()
    {
        using var shop = new TemporaryFolder();
        shop.Fill(Sample);
        var files = shop.Files();

        var run = await GenerationRun.OfAsync(shop, "Shop.sln", "--target", "Money", "--dry-run");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Report.DryRun, Is.True);
            Assert.That(run.Project.Files, Has.Some.EndsWith("MoneyTests.cs"));
            Assert.That(run.Project.Types.Select(type => type.Type), Is.EqualTo(["Shop.Pricing.Money"]));
            Assert.That(shop.Files(), Is.EqualTo(files));
        }
    }
}
