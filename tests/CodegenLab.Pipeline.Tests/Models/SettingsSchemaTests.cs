using System.Runtime.CompilerServices;
using System.Text.Json;
using CodegenLab.Pipeline.Models;

namespace CodegenLab.Pipeline.Tests.Models;

public class SettingsSchemaTests
{
    private static readonly JsonElement Model = JsonDocument.Parse(File.ReadAllText(Schema())).RootElement.GetProperty("properties").GetProperty("model");

    private static IEnumerable<SettingDefinition> Definitions => SettingDefinition.All;

    [Test]
    public void The_schema_knows_the_same_settings_as_the_reader()
    {
        Assert.That(Model.GetProperty("properties").EnumerateObject().Select(one => one.Name), Is.EqualTo(SettingDefinition.All.Select(one => one.Name)));
        Assert.That(Model.GetProperty("additionalProperties").GetBoolean(), Is.False);
    }

    [Test]
    public void Each_setting_says_the_same_in_the_schema()
    {
        foreach (var definition in Definitions)
        {
            var schema = Model.GetProperty("properties").GetProperty(definition.Name);

            Assert.That(schema.GetProperty("description").GetString(), Is.EqualTo(definition.Description));
            Assert.That(schema.GetProperty("type").GetString(), Is.EqualTo(definition.Range is null ? "string" : "integer"));
            if (definition.Range is { } range)
            {
                Assert.That(schema.GetProperty("minimum").GetInt32(), Is.EqualTo(range.Least));
                Assert.That(schema.GetProperty("maximum").GetInt32(), Is.EqualTo(range.Most));
                Assert.That(schema.GetProperty("default").GetInt32(), Is.EqualTo(range.Default));
            }

            Assert.That(schema.TryGetProperty("enum", out var choices) ? choices.EnumerateArray().Select(one => one.GetString()!) : [], Is.EqualTo(definition.Choices));
        }
    }

    [Test]
    public void The_schema_knows_prices_as_the_reader_does()
    {
        var price = JsonDocument.Parse(File.ReadAllText(Schema())).RootElement.GetProperty("properties").GetProperty(SettingNames.Prices).GetProperty("additionalProperties");

        Assert.That(price.GetProperty("properties").EnumerateObject().Select(one => one.Name), Is.EqualTo(new[] { SettingNames.InputPrice, SettingNames.CachedInputPrice, SettingNames.OutputPrice }));
        Assert.That(price.GetProperty("required").EnumerateArray().Select(one => one.GetString()), Is.EqualTo(new[] { SettingNames.InputPrice, SettingNames.OutputPrice }));
    }

    [Test]
    public void The_schema_knows_requirements_as_the_reader_does()
    {
        var usual = new TestRequirements();
        var requirements = JsonDocument.Parse(File.ReadAllText(Schema())).RootElement.GetProperty("properties").GetProperty(SettingNames.Requirements).GetProperty("properties");

        Assert.That(requirements.EnumerateObject().Select(one => (one.Name, one.Value.GetProperty("default").GetDouble())), Is.EqualTo(new[]
        {
            (SettingNames.BranchCoverage, usual.BranchCoverage), (SettingNames.MutationScore, usual.MutationScore), (SettingNames.ComplexityThreshold, usual.ComplexityThreshold), (SettingNames.EdgeCaseShare, usual.EdgeCaseShare),
        }));
    }

    [Test]
    public void The_schema_knows_targets_as_the_reader_does()
    {
        var schema = JsonDocument.Parse(File.ReadAllText(Schema())).RootElement;
        var targets = schema.GetProperty("properties").GetProperty(SettingNames.Targets).GetProperty("properties");

        Assert.That(targets.EnumerateObject().Select(one => one.Name), Is.EqualTo(new[]
        {
            SettingNames.Line, SettingNames.Branch, SettingNames.Mutation, SettingNames.WeakTests, SettingNames.StaleTests, SettingNames.UntestedMembers,
            SettingNames.Changed, SettingNames.Projects, SettingNames.Namespaces, SettingNames.Ratchet,
        }));
        Assert.That(targets.GetProperty(SettingNames.Ratchet).GetProperty("properties").EnumerateObject().Select(one => one.Name), Is.EqualTo(new[] { SettingNames.Tolerance, SettingNames.Measures }));
        Assert.That(schema.GetProperty("$defs").GetProperty("shares").GetProperty("properties").EnumerateObject().Select(one => one.Name), Is.EqualTo(new[] { SettingNames.Line, SettingNames.Branch, SettingNames.Mutation }));
    }

    /// <summary>The key is the one that no file has; the timeout is a number of seconds there.</summary>
    [Test]
    public void Each_setting_has_its_member_in_the_record()
    {
        string[] derived = [nameof(ModelSettings.Key), nameof(ModelSettings.Origins), nameof(ModelSettings.ProviderTitle), nameof(ModelSettings.Lines)];
        var members = typeof(ModelSettings).GetProperties().Select(member => member.Name).Except(derived);

        Assert.That(members.Select(name => name == nameof(ModelSettings.Timeout) ? "TimeoutSeconds" : name), Is.EquivalentTo(SettingDefinition.All.Select(one => char.ToUpperInvariant(one.Name[0]) + one.Name[1..])));
    }

    [Test]
    public void The_document_names_every_setting_and_variable()
    {
        var document = File.ReadAllText(Path.Combine(Path.GetDirectoryName(Schema())!, "models.md"));

        Assert.That(Definitions.SelectMany(one => new[] { $"`{one.Name}`", $"`{one.Variable}`" }).Where(word => !document.Contains(word, StringComparison.Ordinal)), Is.Empty);
    }

    private static string Schema([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../docs/codegen-lab.schema.json"));
}
