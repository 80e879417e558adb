using System.Text.Json;
using CodegenLab.Pipeline.Reports;
using CodegenLab.Pipeline.Solutions;
using CodegenLab.Pipeline.Tests.Solutions;

namespace CodegenLab.Pipeline.Tests.Reports;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class LedgerFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public void Code_scanning_tells_suspicions_of_two_solutions_of_one_repository_apart()
    {
        _folder.Write(".git/HEAD");
        _folder.Write("src/Shop/Shop.sln");
        _folder.Write("src/Till/Till.csproj");

        Assert.Multiple(() =>
        {
            Assert.That(Category("src/Shop/Shop.sln"), Is.EqualTo("codegen-lab/suspicions/src/Shop/Shop.sln/"));
            Assert.That(Category("src/Till/Till.csproj"), Is.EqualTo("codegen-lab/suspicions/src/Till/Till.csproj/"));
            Assert.That(Category("src/Shop/Shop.sln", projects: "Shop.Core"), Is.EqualTo("codegen-lab/suspicions/src/Shop/Shop.sln/Shop.Core/"));
            Assert.That(Category("src/Shop/Shop.sln", only: "src/Shop/Core/Core.csproj"), Is.EqualTo("codegen-lab/suspicions/src/Shop/Core/Core.csproj/"));
            Assert.That(Category("."), Is.EqualTo("codegen-lab/suspicions/"));
        });
    }

    private string Category(string path, string? only = null, params string[] projects)
    {
        var ledger = Path.Combine(_folder.Path, "ledger");
        new LedgerFolder(ledger, new LoadedSolution(Path.GetFullPath(path, _folder.Path), [], []) { Only = only is null ? null : Path.GetFullPath(only, _folder.Path) }, projects).Write([]);
        return JsonDocument.Parse(File.ReadAllText(Path.Combine(ledger, SuspicionLedger.SarifName))).RootElement.GetProperty("runs")[0].GetProperty("automationDetails").GetProperty("id").GetString()!;
    }
}
