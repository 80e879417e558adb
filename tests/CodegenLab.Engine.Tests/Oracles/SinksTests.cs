using CodegenLab.Worker.TestCases;

namespace CodegenLab.Engine.Tests.Oracles;

/// <summary>What calls write to the sinks that they, or the objects that they are called on, were given.</summary>
public sealed class SinksTests() : SearchedSampleTests(() => new SearchedSample(Source), cpuSeconds: 3)
{
    private const string Source = """
        namespace Sample;
        public sealed class Journal(System.IO.TextWriter writer)
        {
            private string _buffer = "";
            public int Rows { get; private set; }
            public void Add(string? word)
            {
                if (word is null)
                    return;
                _buffer += word.Length > 2 ? "<" + word + ">" : word + ";";
                Rows++;
            }
            public void Flush() { writer.Write(_buffer); _buffer = ""; }
        }
        public static class Pages
        {
            public static void Head(System.IO.TextWriter writer, int level) { for (var i = 0; i < level && i < 6; i++) writer.Write('#'); writer.WriteLine(" title"); }
            public static void Mark(System.Text.StringBuilder text, bool open) => text.Append(open ? "[" : "]");
            public static void Save(System.IO.Stream stream, bool full)
            {
                using var writer = new System.IO.StreamWriter(stream);
                writer.Write(full ? "everything" : "part");
            }
            public static int Measure(System.IO.TextWriter writer) => writer is System.IO.StringWriter ? 1 : 2;
        }
        """;

    [TestCase("var writer = new StringWriter();")]
    [TestCase("var journal = new Journal(writer);")]
    [TestCase("journal.Flush();")]
    [TestCase("Assert.That(writer.ToString(), Is.EqualTo(\"")]
    [TestCase("Assert.That(writer.ToString().Replace(\"\\r\\n\", \"\\n\"), Is.EqualTo(\"")]
    [TestCase("# title\\n\"")]
    [TestCase("Assert.That(text.ToString(), Is.EqualTo(")]
    [TestCase("Assert.That(stream.ToArray(), Is.EqualTo(\"everything\"u8.ToArray()));")]
    [TestCase("Assert.That(stream.ToArray(), Is.EqualTo(\"part\"u8.ToArray()));")]
    [TestCase("void Add_")]
    [TestCase("_WritesExpectedText()")]
    public void Are_asserted(string line) => Assert.That(Text, Does.Contain(line));

    [Test]
    public void Kill_what_only_shows_there()
    {
        var killed = Found.Tests.SelectMany(test => test.Kills).ToHashSet();

        var left = Found.ReachedMutants.Except(killed).Select(mutant => Sample.Subject.Mutants[mutant].ToString()).ToList();

        Assert.That(left, Is.Empty);
    }

    [Test]
    public void Are_not_asserted_where_nothing_is_written() =>
        Assert.That(
            Found.Tests.Where(test => Found.Catalog.Members[test.Subject].Name == "Measure").SelectMany(test => test.Observations).Select(observation => observation.Of.Out),
            Has.All.EqualTo(-1));

    [Test]
    public void A_test_of_what_writes_is_no_test_of_what_writes_it_out() =>
        Assert.That(
            Found.Tests.Where(test => test.Case.Statements is [.., var act, var flush] && Found.Catalog.Members[flush.Call.Member].Name == "Flush" && Found.Catalog.Members[act.Call.Member].Name == "Add")
                .Select(test => Found.Catalog.Members[test.Subject].Name),
            Is.Not.Empty.And.All.EqualTo("Add"));

    [Test]
    public void Tests_pass() => Sample.AssertPasses(Found);
}
