using System.Runtime.CompilerServices;

namespace CodegenLab.SourceGenerator.Tests;

public sealed class RulesTests
{
    private static string Pages => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", "docs", "analyzers"));

    [Test]
    public void Every_rule_has_its_page_and_every_page_its_rule() =>
        Assert.That(Directory.GetFiles(Pages, "CGL*.md").Select(Path.GetFileNameWithoutExtension), Is.EquivalentTo(Rules.ById.Keys));

    [Test]
    public void A_page_says_category_and_severity_of_its_rule() =>
        Assert.Multiple(() =>
        {
            foreach (var rule in Rules.ById.Values)
            {
                var page = File.ReadAllText(Path.Combine(Pages, rule.Id + ".md"));
#pragma warning disable CA1308 // Severities are written in small letters where users set them.
                Assert.That(page, Does.StartWith($"# {rule.Id}: ").And.Contain($"| {rule.Category} | {(rule.IsEnabledByDefault ? rule.DefaultSeverity.ToString().ToLowerInvariant() : "none")} |"), rule.Id);
#pragma warning restore CA1308
            }
        });

    [Test]
    public void The_list_of_rules_links_to_every_page()
    {
        var list = File.ReadAllText(Path.Combine(Pages, "README.md"));

        Assert.That(Rules.ById.Keys.Where(id => !list.Contains($"[{id}]({id}.md)", StringComparison.Ordinal)), Is.Empty);
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
