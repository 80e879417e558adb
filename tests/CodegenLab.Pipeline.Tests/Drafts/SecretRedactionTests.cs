using CodegenLab.Pipeline.Drafts;

namespace CodegenLab.Pipeline.Tests.Drafts;

/// <summary>The samples are put together at run time: whole ones would set off the scanners of whoever hosts this repository.</summary>
public sealed class SecretRedactionTests
{
    private const string Random = "Zk3vQ9xT7bLw2Rf8Ny5Jd0Gh";

    private static readonly (string Kind, string Before, string Secret, string After)[] Samples =
    [
        ("AWS key", "var id = \"", "AKIA" + "IOSFODNN7EXAMPLE", "\";"),
        ("GitHub token", "// token ", "ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a", ""),
        ("GitHub token", "x: ", "github_pat_" + "11ABCDEFG0abcdefghijkl_mnopqrstuvwxyz0123456789", " end"),
        ("GitLab token", "", "glpat-" + "x9Y8z7W6v5U4t3S2r1Q0", ""),
        ("Slack token", "hook(\"", "xoxb-" + "123456789012-abcdefABCDEF", "\")"),
        ("Google key", "key=", "AIza" + "SyD4-1234567890abcdefghijklmnopqrst", "&x=1"),
        ("Stripe key", "", "sk_live_" + "4eC39HqLyjWDarjtT1zdp7dc", ""),
        ("model provider key", "Authorization: Bearer ", "sk-ant-" + "api03-aBcDeFgHiJkLmNoPqRsT", ""),
        ("model provider key", "", "sk-proj-" + "aBcDeFgHiJkLmNoPqRsTuVwX", ""),
        ("model provider key", "HF_TOKEN=", "hf_" + "aBcDeFgHiJkLmNoPqRsTuVwXyZaBcDeFgH", ""),
        ("model provider key", "", "gsk_" + "aBcDeFgHiJkLmNoPqRsTuVwX", ""),
        ("NuGet key", "--api-key ", "oy2" + "abcdefghijklmnopqrstuvwxyz0123456789abcdefg", ""),
        ("npm token", "", "npm_" + "abcdefghijklmnopqrstuvwxyzABCDEFGHIJ", ""),
        ("JSON web token", "", "eyJ" + "hbGciOiJIUzI1NiJ9." + "eyJ" + "zdWIiOiIxMjM0NTY3ODkwIn0." + "dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U", ""),
        ("private key", "", "-----BEGIN " + "RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA\n-----END RSA PRIVATE KEY-----", ""),
        ("password in an address", "postgres://shop:", "correct-horse", "@db.example/shop"),
        ("key in a connection string", "Server=db;User=shop;Password=", "hunter2hunter2", ";Encrypt=true"),
        ("key in a connection string", "AccountName=shop;AccountKey=", "c2VjcmV0c2VjcmV0c2VjcmV0", ";"),
        ("value of a name that says secret", "private const string ClientSecret = \"", "open-sesame", "\";"),
        ("value of a name that says secret", "\"apiKey\": \"", "open-sesame", "\","),
        ("random text", "Sign(\"", Random, "\")"),
        ("random text", "Sign(\"", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b", "\")"),
    ];

    [TestCaseSource(nameof(Samples))]
    public void A_secret_leaves_a_placeholder_and_comes_back((string Kind, string Before, string Secret, string After) sample)
    {
        var text = sample.Before + sample.Secret + sample.After;
        var redaction = new SecretRedaction();

        var redacted = redaction.Redact(text);

        Assert.Multiple(() =>
        {
            Assert.That(redacted, Is.EqualTo(sample.Before + "REDACTED_1_" + sample.After));
            Assert.That(redaction.Restore(redacted), Is.EqualTo(text));
            Assert.That(redaction.Kinds, Is.EqualTo(new Dictionary<string, int> { [sample.Kind] = 1 }));
        });
    }

    [TestCase("\"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ1234567890\"")]
    [TestCase("\"ThisIsALongNameOfATestMethod\"")]
    [TestCase("\"Shop.Pricing.Money.Parse\"")]
    [TestCase("\"00000000-0000-0000-0000-000000000000\"")]
    [TestCase("\"/api/v2/orders/{id}/lines\"")]
    [TestCase("\"The quick brown fox jumps over 13 lazy dogs.\"")]
    [TestCase("password = Read();")]
    [TestCase("new Login(Password=Read());")]
    [TestCase("if (password == \"\") throw new ArgumentException(\"No password.\");")]
    [TestCase("http://example.com:8080/path@home")]
    public void What_is_no_secret_stays(string text)
    {
        var redaction = new SecretRedaction();

        Assert.That(redaction.Redact(text), Is.EqualTo(text));
        Assert.That(redaction.Kinds, Is.Empty);
    }

    [Test]
    public void One_secret_has_one_placeholder_and_another_one_another()
    {
        var redaction = new SecretRedaction();

        var first = redaction.Redact($"Sign(\"{Random}\"); Password=hunter2hunter2;");
        var second = redaction.Redact($"Check(\"{Random}\")");

        Assert.That(first, Is.EqualTo("Sign(\"REDACTED_2_\"); Password=REDACTED_1_;"));
        Assert.That(second, Is.EqualTo("Check(\"REDACTED_2_\")"));
        Assert.That(redaction.Restore("a REDACTED_1_ b REDACTED_2_ c REDACTED_12_"), Is.EqualTo($"a hunter2hunter2 b {Random} c REDACTED_12_"));
    }

    [Test]
    public void What_is_redacted_stays_as_it_is_when_redacted_again()
    {
        var redaction = new SecretRedaction();
        var once = redaction.Redact($"var apiKey = \"{Random}\";");

        Assert.That(redaction.Redact(once), Is.EqualTo(once));
    }
}
