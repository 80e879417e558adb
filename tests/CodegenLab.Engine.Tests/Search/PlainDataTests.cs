using CodegenLab.Engine.Tests.Rendering;
using CodegenLab.Worker.Protocol;

namespace CodegenLab.Engine.Tests.Search;

/// <summary>Data without constructors: it is made by naming what it holds.</summary>
public sealed class PlainDataTests
{
    private const string Source = """
        namespace Sample;
        public struct Point
        {
            public int X;
            public int Y;
        }
        public struct Segment
        {
            public Point From;
            public Point To { get; set; }
        }
        public class Label
        {
            public string Text = "";
            public readonly int Size = 3;
        }
        public static class Drawing
        {
            public static string Kind(Segment segment)
            {
                if (segment.From.X == 41 && segment.From.Y == 42)
                    return segment.To.X == 43 ? "long" : "short";
                return "none";
            }
            public static bool IsTitled(Label label) => label.Text == "title" && label.Size == 3 ? true : false;
        }
        """;

    private SearchedSample _sample = null!;
    private SearchOutcome _found = null!;

    [OneTimeSetUp]
    public void Search()
    {
        _sample = new SearchedSample(Source);
        _found = _sample.Search(_sample.Job(seed: 1, cpuSeconds: 1));
    }

    [OneTimeTearDown]
    public void Delete() => _sample.Dispose();

    [TestCase("Drawing.Kind(")]
    [TestCase("Drawing.IsTitled(")]
    public void What_public_fields_and_properties_hold_is_searched_for(string member)
    {
        var all = _sample.Subject.Sites.Where(site => !site.IsSoft && site.Member.Contains(member, StringComparison.Ordinal) && site.Text != "label.Size == 3").SelectMany(site => (int[])[site.Id * 2, (site.Id * 2) + 1]);

        Assert.That(_found.Tests.SelectMany(test => test.Goals), Is.SupersetOf(all));
    }

    [Test]
    public void Tests_say_it_as_people_do_and_pass()
    {
        using var image = new MemoryStream();
        _sample.Original.Emit(image);

        var fixtures = _sample.Render(_found);

        foreach (var fixture in fixtures)
            RenderedTests.AssertPasses(fixture, SearchedSample.Options, [.. image.ToArray()]);
        Assert.That(string.Concat(fixtures.Select(fixture => fixture.Source)), Does.Contain("new Point { X = 41, Y = 42 }").And.Contain("new Label { Text = \"title\" }"));
    }
}
