namespace CodegenLab.Engine.Tests;

/// <summary>Code that asks its collaborators more than once, and is answered otherwise then.</summary>
public sealed class AnswerSequencesTests() : SearchedSampleTests(() => new SearchedSample(Source), cpuSeconds: .6)
{
    private const string Source = """
        namespace Sample;
        public interface IGateway
        {
            Task<string> SendAsync(string text);
            int Level();
        }
        public sealed class Sender(IGateway gateway)
        {
            public async Task<string> SendAsync(string text)
            {
                for (var attempt = 1; ; attempt++)
                {
                    try
                    {
                        var answer = await gateway.SendAsync(text);
                        return attempt > 1 ? "at last: " + answer : answer;
                    }
                    catch (TimeoutException) when (attempt < 3)
                    {
                    }
                }
            }
        }
        public sealed class Tank(IGateway gateway)
        {
            public string Watch()
            {
                var before = gateway.Level();
                var after = gateway.Level();
                return after > before ? "rises" : after < before ? "falls" : "rests";
            }
        }
        """;

    [Test]
    public void A_collaborator_fails_at_first_and_answers_then()
    {
        Assert.That(Text, Does.Match(@"SendException = new TimeoutException\(""boom""\), SendFailures = [12] \}"));
        Assert.That(Text, Does.Contain("public int SendFailures { get; set; } = int.MaxValue;").And.Contain("if (SendException != null && SendFailures-- > 0)"));
        Assert.That(Text, Does.Contain("Is.EqualTo(\"at last: \")"));
    }

    [Test]
    public void A_collaborator_answers_otherwise_the_second_time()
    {
        Assert.That(Text, Does.Contain("LevelFirstResults = ["));
        Assert.That(Text, Does.Contain("public int Level() => _levelFirstResultsGiven < LevelFirstResults.Length ? LevelFirstResults[_levelFirstResultsGiven++] : LevelResult;"));
        Assert.That(Text, Does.Contain("Is.EqualTo(\"rises\")").And.Contain("Is.EqualTo(\"falls\")"));
    }

    [Test]
    public void What_is_written_builds_and_passes() => Sample.AssertPasses(Found);
}
