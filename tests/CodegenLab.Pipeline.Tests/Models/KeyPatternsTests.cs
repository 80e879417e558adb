using CodegenLab.Pipeline.Models;

namespace CodegenLab.Pipeline.Tests.Models;

public class KeyPatternsTests
{
    [TestCase("gpt-4.1-mini")]
    [TestCase("claude-sonnet-4-5-20250929")]
    [TestCase("Qwen/Qwen2.5-Coder-32B-Instruct")]
    [TestCase("qwen2.5-coder:7b")]
    [TestCase("deepseek-r1-distill-llama-70b")]
    [TestCase("ft:gpt-4o-mini-2024-07-18:my-team::9abcDEF1")]
    [TestCase("MY_COMPANY_AZURE_OPENAI_API_KEY_2_PRODUCTION")]
    [TestCase("https://my-resource-0123456789.openai.azure.com")]
    public void Names_are_no_keys(string text) => Assert.That(KeyPatterns.LooksLikeKey(text), Is.False);

    [TestCase("sk-proj-abcdefgh")]
    [TestCase("sk-ant-api03-AbCd_EfGh-123456")]
    [TestCase("gsk_abcdefghij")]
    [TestCase("0123456789abcdef0123456789abcdef")]
    [TestCase("AbCdEf0123456789AbCdEf0123456789AbCdEf0123456789AbCdEf0123456789AbCdEf0123456789AbCd")]
    [TestCase("Bearer abcdefgh")]
    public void Keys_are(string text) => Assert.That(KeyPatterns.LooksLikeKey(text), Is.True);

    [Test]
    public void A_key_is_removed_in_every_form()
    {
        var key = new ApiKey("my+own/key==", "X");

        var text = KeyPatterns.Scrub("a my+own/key== b my%2Bown%2Fkey%3D%3D c bXkrb3duL2tleT09 d sk-ab****yz e", key);

        Assert.That(text, Is.EqualTo("a [key removed] b [key removed] c [key removed] d [key removed] e"));
    }
}
