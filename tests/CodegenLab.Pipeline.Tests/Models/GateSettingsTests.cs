using System.Text;
using CodegenLab.Pipeline.Models;
using CodegenLab.Pipeline.Tests.Solutions;

namespace CodegenLab.Pipeline.Tests.Models;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class GateSettingsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public GateSettingsTests() => _folder.Write(".git/HEAD");

    public void Dispose() => _folder.Dispose();

    [Test]
    public void Without_a_file_there_are_no_targets() =>
        Assert.That(GateSettings.Read(_folder.Path), Is.EqualTo(new GateSettings(GateTargets.None, null)));

    [Test]
    public void Every_target_is_read()
    {
        _folder.Write("codegen-lab.json", """
            {
              "targets": {
                "line": 0.8, "branch": 0.7, "mutation": 0.6,
                "changed": { "line": 0.9 },
                "projects": { "Shop.*": { "branch": 1 } },
                "namespaces": { "Shop.Pricing": { "mutation": 0 } },
                "ratchet": { "tolerance": 0.005, "measures": ["branch", "mutation"] },
                "weakTests": 0, "staleTests": 1, "untestedMembers": 2, // and a comment
              }
            }
            """);

        var targets = GateSettings.Read(_folder.Path).Targets;

        Assert.Multiple(() =>
        {
            Assert.That(targets.Whole, Is.EqualTo(new ShareTargets(.8, .7, .6)));
            Assert.That(targets.Changed, Is.EqualTo(new ShareTargets(.9)));
            Assert.That(targets.Projects, Is.EqualTo(new[] { new NamedTargets("Shop.*", new ShareTargets(Branch: 1)) }));
            Assert.That(targets.Namespaces, Is.EqualTo(new[] { new NamedTargets("Shop.Pricing", new ShareTargets(Mutation: 0)) }));
            Assert.That(targets.Ratchet, Is.EqualTo(new RatchetTarget(.005, false, true, true)));
            Assert.That((targets.WeakTests, targets.StaleTests, targets.UntestedMembers), Is.EqualTo((0, 1, 2)));
            Assert.That((targets.NeedsMutants, targets.NeedsChanges, targets.IsEmpty), Is.EqualTo((true, true, false)));
        });
    }

    [Test]
    public Task Every_mistake_says_line_column_and_way_out()
    {
        string[] mistakes =
        [
            """{ "targets": 0.8 }""",
            """{ "tagets": {} }""",
            "{\n  \"targets\": {\n    \"lines\": 0.8\n  }\n}",
            """{ "targets": { "line": 80 } }""",
            """{ "targets": { "line": "80 %" } }""",
            """{ "targets": { "line": 0.8, "line": 0.9 } }""",
            """{ "targets": { "changed": 0.9 } }""",
            """{ "targets": { "changed": { "mutations": 0.9 } } }""",
            """{ "targets": { "projects": { "Größe.*": { "line": -1 } } } }""",
            """{ "targets": { "projects": { "A": {}, "A": {} } } }""",
            """{ "targets": { "namespaces": ["A"] } }""",
            """{ "targets": { "ratchet": true } }""",
            """{ "targets": { "ratchet": { "measures": ["lines"] } } }""",
            """{ "targets": { "ratchet": { "measures": [] } } }""",
            """{ "targets": { "weakTests": -1 } }""",
            """{ "targets": { "apiKey": "x" } }""",
        ];

        var text = new StringBuilder();
        foreach (var mistake in mistakes)
        {
            var file = _folder.Write("codegen-lab.json", mistake);
            var told = Assert.Throws<InputException>(() => GateSettings.Read(_folder.Path))!.Message;
            text.Append(mistake).Append("\n--> ").Append(told.Replace(file, "codegen-lab.json", StringComparison.Ordinal)).Append("\n\n");
        }

        return Verify(text.ToString());
    }
}
