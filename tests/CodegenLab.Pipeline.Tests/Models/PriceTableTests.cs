using CodegenLab.Pipeline.Models;
using CodegenLab.Pipeline.Tests.Solutions;

namespace CodegenLab.Pipeline.Tests.Models;

public class PriceTableTests
{
    [TestCase("gpt-4o-mini", .15)]
    [TestCase("gpt-4o-mini-2024-07-18", .15)]
    [TestCase("gpt-4.1", 2)]
    [TestCase("GPT-4.1-mini", .4)]
    [TestCase("claude-sonnet-4-5-20250929", 3)]
    [TestCase("claude-sonnet-4-5-latest", 3)]
    [TestCase("gpt-4.1-huge", null)]
    [TestCase("gpt-4", null)]
    [TestCase("my-deployment", null)]
    public void Well_known_models_have_their_list_price_with_and_without_date(string model, double? input) =>
        Assert.That(PriceTable.BuiltIn.Find(model)?.Input, Is.EqualTo((decimal?)input));

    [Test]
    public void Cached_input_costs_less()
    {
        var price = new TokenPrice(2, .5m, 8);

        Assert.That(price.Of(new TokenUse(1_000_000, 500_000, 600_000)), Is.EqualTo(.8m + .3m + 4));
        Assert.That(price.Of(new TokenUse(null, null)), Is.Zero);
        Assert.That(price.Of(new TokenUse(10, 0, 20)), Is.EqualTo(.000005m));
    }

    [Test]
    public void The_file_overrides_and_adds()
    {
        var prices = Read("""
            {
              // A contract of our own.
              "prices": {
                "gpt-4o": { "input": 1, "cachedInput": 0.25, "output": 2.5 },
                "my-deployment": { "input": 3, "output": 4 },
                "qwen2.5-coder:7b": { "input": 0, "output": 0 },
              }
            }
            """);

        Assert.That(prices.Find("gpt-4o-2024-08-06"), Is.EqualTo(new TokenPrice(1, .25m, 2.5m)));
        Assert.That(prices.Find("my-deployment"), Is.EqualTo(new TokenPrice(3, 3, 4)));
        Assert.That(prices.Find("qwen2.5-coder:7b"), Is.EqualTo(new TokenPrice(0, 0, 0)));
        Assert.That(prices.Find("gpt-4.1"), Is.EqualTo(PriceTable.BuiltIn.Find("gpt-4.1")));
    }

    [TestCase("{ \"prices\": 7 }", "(1,13): 'prices' is an object: { \"some-model\": { \"input\": 0.4, \"cachedInput\": 0.1, \"output\": 1.6 } }")]
    [TestCase("{ \"price\": {} }", "(1,3): there is no setting 'price'. Did you mean prices?")]
    [TestCase("{ \"prices\": {\n  \"m\": 3 } }", "(2,8): 'prices.m' is an object, in US dollars per million tokens: { \"input\": 0.4, \"cachedInput\": 0.1, \"output\": 1.6 }")]
    [TestCase("{ \"prices\": {\n  \"m\": { \"input\": 3 } } }", "(2): 'prices.m' does not say 'output'. A price, in US dollars per million tokens, is: { \"input\": 0.4, \"cachedInput\": 0.1, \"output\": 1.6 }")]
    [TestCase("{ \"prices\": {\n  \"m\": { \"input\": \"3\" } } }", "(2,19): 'prices.m.input' is a number of US dollars per million tokens, from 0 to 100000.")]
    [TestCase("{ \"prices\": {\n  \"m\": {\n \"input\": -1 } } }", "(3,11): 'prices.m.input' is a number of US dollars per million tokens, from 0 to 100000.")]
    [TestCase("{ \"prices\": { \"m\": { \"ouput\": 1 } } }", "(1,22): there is no price 'prices.m.ouput'. There are: input, cachedInput, output.")]
    [TestCase("{ \"prices\": { \"m\": { \"input\": 1, \"input\": 1 } } }", "(1,43): 'prices.m.input' stands here twice.")]
    [TestCase("{ \"prices\": { \"m\": { \"input\": 1, \"output\": 1 },\n \"m\": { \"input\": 1, \"output\": 1 } } }", "(2): 'prices.m' stands here twice.")]
    public void A_mistake_says_line_and_way_out(string content, string complaint) =>
        Assert.That(() => Read(content), Throws.TypeOf<InputException>().With.Message.EndsWith("codegen-lab.json" + complaint));

    [Test]
    public void A_key_for_a_name_is_refused_and_not_repeated() =>
        Assert.That(() => Read("{ \"prices\": { \"sk-verysecret-0123456789\": 1 } }"), Throws.TypeOf<InputException>().With.Message.Not.Contains("verysecret"));

    private static PriceTable Read(string content)
    {
        using var folder = new TemporaryFolder();
        folder.Write("codegen-lab.json", content);
        return new ModelSettingsReader(_ => null, []).Read(new ModelOptions(), folder.Path).Prices;
    }
}
