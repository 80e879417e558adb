using CodegenLab.Engine.Subjects;
using CodegenLab.Worker.Protocol;

namespace CodegenLab.Engine.Tests.Subjects;

public sealed class SeamFinderTests
{
    private const string Source = """
        using System.Diagnostics;
        using System.IO;
        using System.Net.Http;
        namespace Sample;
        public sealed class Prices(HttpClient client, Stream stream, TimeProvider clock)
        {
            public string Load(string path) => File.ReadAllText(path).Trim() + System.IO.File.ReadAllText(path);
            public string First(string path) { using var reader = new StreamReader(path); return reader.ReadLine() ?? ""; }
            public string First() { using var reader = new StreamReader(stream); return reader.ReadLine() ?? ""; }
            public Task<string> Ask() => new HttpClient().GetStringAsync("https://example.org");
            public Task<string> AskHandedIn() => client.GetStringAsync("https://example.org");
            public bool IsLate(DateTime due) => due < DateTime.UtcNow;
            public bool IsLateByClock(DateTime due) => due < clock.GetUtcNow();
            public void Open(string url) => Process.Start(url);
            public void Print() => Print("nothing");
            private void Print(string text) => Console.WriteLine(text + nameof(File.Exists));
            public string? User() => Environment.GetEnvironmentVariable("USER");
            public string Join(string path) => Path.Combine(path, "prices");
        }
        """;

    private readonly SeamFinder _finder = new(SampleCompilation.Of(Source));

    [Test]
    public void Names_the_member_and_what_it_reaches() =>
        Assert.That(_finder.Find().Select(seam => $"{seam.Member["M:Sample.Prices.".Length..]}: {seam.World}, {seam.Source}"), Is.EqualTo(new[]
        {
            "Load(System.String): FileSystem, File.ReadAllText",
            "First(System.String): FileSystem, new StreamReader",
            "Ask: Network, new HttpClient",
            "IsLate(System.DateTime): Clock, DateTime.UtcNow",
            "Open(System.String): Process, Process.Start",
            "Print(System.String): Console, Console.WriteLine",
            "User: Environment, Environment.GetEnvironmentVariable",
        }));

    [Test]
    public void An_untested_member_is_explained_by_what_it_calls()
    {
        var explained = _finder.Explain([new Untested("M:Sample.Prices.Print", UntestedReason.NothingToObserve, "")]).Single();

        Assert.That(explained, Is.EqualTo(new Untested("M:Sample.Prices.Print", UntestedReason.NeedsSeam, "reaches the console by Console.WriteLine: take a TextReader and a TextWriter")));
    }

    [Test]
    public void What_was_seen_of_the_member_is_said_before_the_advice()
    {
        var explained = _finder.Explain([new Untested("M:Sample.Prices.Print", UntestedReason.Crashes, "a call ended the process")]).Single();

        Assert.That(explained.Detail, Is.EqualTo("a call ended the process; it reaches the console by Console.WriteLine: take a TextReader and a TextWriter"));
    }

    [Test]
    public void Another_reason_stays_where_no_seam_would_help()
    {
        Untested[] others =
        [
            new("M:Sample.Prices.Join(System.String)", UntestedReason.NothingToObserve, ""),
            new("M:Sample.Prices.Load(System.String)", UntestedReason.CoveredByOthers, ""),
        ];

        Assert.That(_finder.Explain(others), Is.EqualTo(others));
    }
}
