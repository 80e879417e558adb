namespace CodegenLab.Engine.Tests;

/// <summary>Code that asks for the time, the network or something that fails.</summary>
public sealed class OutsideWorldTests() : SearchedSampleTests(() => new SearchedSample(Source), cpuSeconds: .6)
{
    private const string Source = """
        using System.Net.Http;
        namespace Sample;
        public sealed class Greeter(TimeProvider clock)
        {
            public string Greet() => clock.GetUtcNow().Hour < 12 ? "Good morning" : "Good afternoon";
        }
        public interface IStore { string? Read(string key); }
        public sealed class Shelf(IStore store)
        {
            public string Read(string key)
            {
                try
                {
                    return store.Read(key) ?? "nothing";
                }
                catch (TimeoutException)
                {
                    return "too late";
                }
            }
        }
        public sealed class Weather(HttpClient client)
        {
            public async Task<string> ReadAsync(int station)
            {
                using var response = await client.GetAsync($"https://example.org/stations/{station}");
                return response.IsSuccessStatusCode ? await response.Content.ReadAsStringAsync() : "unknown";
            }
        }
        """;

    [Test]
    public void The_clock_shows_what_the_test_says() =>
        Assert.Multiple(() =>
        {
            Assert.That(Text, Does.Contain("private sealed class FakeTimeProvider : TimeProvider").And.Not.Contain("LocalTimeZoneResult"));
            Assert.That(Text, Does.Contain("public override DateTimeOffset GetUtcNow() => GetUtcNowResult;"));
            Assert.That(Text, Does.Contain("Is.EqualTo(\"Good morning\")").And.Contain("Is.EqualTo(\"Good afternoon\")"));
        });

    [Test]
    public void A_collaborator_fails_as_the_code_expects() =>
        Assert.Multiple(() =>
        {
            Assert.That(Text, Does.Contain("ReadException = new TimeoutException(\"boom\")"));
            Assert.That(Text, Does.Contain("Is.EqualTo(\"too late\")"));
        });

    [Test]
    public void A_client_is_answered_by_a_fake_handler() =>
        Assert.Multiple(() =>
        {
            Assert.That(Text, Does.Contain("new HttpClient(").And.Contain("protected override").And.Contain("SendAsync(HttpRequestMessage request"));
            Assert.That(Text, Does.Contain("Is.EqualTo(\"unknown\")"));
            Assert.That(Sample.Fakes.Single(fake => fake.InterfaceName == "System.Net.Http.HttpMessageHandler").Nest(null, false).Source, Does.Contain("Requests.Add($\"{request.Method} {request.RequestUri}\");"));
        });
}
