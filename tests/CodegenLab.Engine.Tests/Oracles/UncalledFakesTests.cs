namespace CodegenLab.Engine.Tests.Oracles;

/// <summary>That a fake was not called is the point of some tests, and says nothing of a constructor that only stores it.</summary>
public sealed class UncalledFakesTests
{
    private const string Source = """
        namespace Sample;
        public interface IMail { void Send(string to); }
        public sealed class Greeter(IMail mail, string sender)
        {
            private readonly IMail _mail = mail;
            private readonly string _sender = sender;
            public void Greet(string name)
            {
                if (name.Length > 0)
                    _mail.Send(_sender + " greets " + name);
            }
        }
        """;

    [Test]
    public void Are_asserted_after_methods_and_not_after_constructors()
    {
        using var sample = new SearchedSample(Source);

        var (found, text) = sample.Written(cpuSeconds: .5);

        Assert.That(found.Tests.Select(test => found.Catalog.Members[test.Subject].Name).Distinct(), Is.EqualTo(new[] { "Greet" }));
        Assert.That(text, Does.Not.Contain("SendException ="), "What a fake throws is not what the test is kept for.");
        Assert.That(text, Does.Contain("Assert.That(mail.SendCalls, Is.EqualTo(0));").Or.Contain("Assert.That(mail.SendTo, Is.Null);"));
    }
}
