using CodegenLab.SourceGenerator.Specs;

namespace CodegenLab.SourceGenerator.Tests.Specs;

public sealed class YamlReaderTests
{
    [TestCase("a: 1\nb: two words # said\nc:\n  - x\n  - [1, true, null]\n", "{a:1,b:'two words',c:['x',[1,True,Null]]}")]
    [TestCase("---\n# first\n\nlist:\n- a: 1\n  b: 2\n-\n  c: 3\n- - x\n  - z\n...\n", "{list:[{a:1,b:2},{c:3},['x','z']]}")]
    [TestCase("a: {b: [c, 'd, e'], \"f\":-1.5e3,\n  g: {}}\r\nh: []\r\n", "{a:{b:['c','d, e'],f:-1.5e3,g:{}},h:[]}")]
    [TestCase("a: 'it''s #1: x'\nb: \"\\t\\u00e9\\x41\\U0001F600\\\"\\e\"\n", "{a:'it's #1: x',b:'\t\u00e9A\U0001F600\"\u001b'}")]
    [TestCase("'a b': http://x/y#z\n\"c\": -x\nd: a - b ? c ! d & e * f % g\n", "{a b:'http://x/y#z',c:'-x',d:'a - b ? c ! d & e * f % g'}")]
    [TestCase("a: |\n  one\n    two\n\n  three\n\nb: >-\n  one\n  two\n\n  three\nc: |+\n  x\n\n", "{a:'one\n  two\n\nthree\n',b:'one two\nthree',c:'x\n\n'}")]
    [TestCase("- |\n  x\n- >\n  y\n  z\n", "['x\n','y z\n']")]
    [TestCase("a: 2026-11-26\nb: 1.2.3\nc: +4\nd: ~\ne: true\nf: a:b\n", "{a:'2026-11-26',b:'1.2.3',c:4,d:Null,e:True,f:'a:b'}")]
    [TestCase("[a, b, ]", "['a','b']")]
    [TestCase("plain text", "'plain text'")]
    [TestCase("\ufeffa: 1", "{a:1}")]
    [TestCase("{ \"a\": [1, 2], \"b\": { \"c\": \"d\" } }", "{a:[1,2],b:{c:'d'}}")]
    public void Reads_what_specifications_are_written_in(string text, string expected) => Assert.That(Show(YamlReader.Read(text)), Is.EqualTo(expected));

    [TestCase("a: &x 1", 3, "an anchor (&) is not understood: write the value where it is needed")]
    [TestCase("a: *x", 3, "an alias (*) is not understood: write the value where it is needed")]
    [TestCase("a: !!str 1", 3, "a tag (!) is not understood: the type of a value is that of its parameter")]
    [TestCase("<<: x", 0, "a merge (<<) is not understood: write the values where they are needed")]
    [TestCase("? a\n: b", 0, "a name of several lines (?) is not understood: write 'name: value'")]
    [TestCase("%YAML 1.2\n---\na: 1", 0, "directives (%) are not understood: leave them out")]
    [TestCase("a: 1\n---\nb: 2", 5, "a second document starts here: a file holds one")]
    [TestCase("a: @x", 3, "YAML keeps @ for itself: write the text in quotes")]
    [TestCase("a: no", 3, "no is a text to some readers of YAML and none to others: write 'no' in quotes, or true, false or null in small letters")]
    [TestCase("a: [NO]", 4, "NO is a text to some readers of YAML and none to others: write 'NO' in quotes, or true, false or null in small letters")]
    [TestCase("a: 0x1F", 3, "0x1F is a number to some readers of YAML and none, or another, to others: write '0x1F' in quotes, or the number as in JSON")]
    [TestCase("a: 12:30", 3, "12:30 is a number to some readers of YAML and none, or another, to others: write '12:30' in quotes, or the number as in JSON")]
    [TestCase("a: 007", 3, "007 is a number to some readers of YAML and none, or another, to others: write '007' in quotes, or the number as in JSON")]
    [TestCase("a: 1_000", 3, "1_000 is a number to some readers of YAML and none, or another, to others: write '1_000' in quotes, or the number as in JSON")]
    [TestCase("a: .nan", 3, ".nan is a number to some readers of YAML and none, or another, to others: write '.nan' in quotes, or the number as in JSON")]
    [TestCase("a:\n  b: 1\n\tc: 2", 10, "here is a tab: YAML is indented by spaces")]
    [TestCase("a:\nb: 1", 1, "no value follows: write null, or '' for an empty text")]
    [TestCase("a: [1]\nb:", 8, "no value follows: write null, or '' for an empty text")]
    [TestCase("-\n- 1", 0, "no value follows: write null, or '' for an empty text")]
    [TestCase("a: 1\na: 2", 5, "'a' is said twice")]
    [TestCase("{a: 1, a: 2}", 7, "'a' is said twice")]
    [TestCase("a: b: c", 3, "here is a second 'name: value' on the line: write the text in quotes, or the value below its name")]
    [TestCase("a: - b", 3, "a list starts on the line after its name")]
    [TestCase("a: one\n  two", 9, "this line is deeper than the value above it ends: a text stands on one line, in quotes, or in a block after | or >")]
    [TestCase("a: 'one\n  two'", 7, "here is the end of the line instead of the closing ': a quoted text stands on one line, longer ones in a block after |")]
    [TestCase("a: 'b' c", 7, "here is 'c' instead of the end of the line")]
    [TestCase("\"a\":1", 3, "here is a colon: put a space after it where it ends a name, or the text in quotes")]
    [TestCase("  a: 1\n b: 2", 8, "this line belongs to nothing: its indentation is that of no mapping above it")]
    [TestCase("a: 1\n- b", 5, "this line belongs to nothing: its indentation is that of no mapping above it")]
    [TestCase("a: 1\nb", 5, "here is no 'name: value'")]
    [TestCase("[a: b]", 2, "here is a 'name: value' among items: write { name: value }")]
    [TestCase("[a, b", 5, "it ends instead of going on with a comma or ]")]
    [TestCase("{a}", 2, "here is '}' instead of a colon")]
    [TestCase("{a: }", 4, "no value follows: write null, or '' for an empty text")]
    [TestCase("a: \"\\q\"", 5, "here is no escape that YAML knows")]
    [TestCase("a: |2\n  x", 4, "an indentation indicator is not understood: indent the text by the same spaces on each line")]
    [TestCase("a: |\n    x\n  y", 13, "this line of a text block is indented by less than its first line")]
    [TestCase("a: >\n  x\n    y", 13, "this line of a folded text is indented by more than its first line: write | instead of >")]
    [TestCase("a: |\nb: 1", 3, "no value follows: write null, or '' for an empty text")]
    [TestCase("", 0, "it ends instead of going on with a value")]
    public void What_it_does_not_understand_it_says(string text, int at, string message)
    {
        var malformed = Assert.Throws<MalformedTextException>(() => YamlReader.Read(text))!;

        Assert.That((malformed.At, malformed.Message), Is.EqualTo((at, message)));
    }

    [TestCase('[')]
    [TestCase('{')]
    [TestCase('-')]
    public void As_deep_as_you_like_is_told(char letter) =>
        Assert.That(() => YamlReader.Read(string.Concat(Enumerable.Repeat(letter == '-' ? "- " : letter == '{' ? "{a: " : "[", 100_000))), Throws.TypeOf<MalformedTextException>().With.Message.EqualTo("it is more than 64 levels deep"));

    /// <summary>Whatever people type meanwhile: an answer or a complaint with a place, and an end.</summary>
    [Test]
    public void Any_text_has_an_answer([Range(0, 9)] int seed)
    {
        const string letters = "ab12:-?,[]{}#&*!|>'\"%@~. \n\n  \t\r\\";
        var random = new Random(seed);
        for (var round = 0; round < 500; round++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(30)).Select(_ => letters[random.Next(letters.Length)])]);
            try
            {
                var read = YamlReader.Read(text);
                Assert.That(read.Span.End, Is.LessThanOrEqualTo(text.Length), text);
            }
            catch (MalformedTextException malformed)
            {
                Assert.That(malformed.At, Is.InRange(0, text.Length), text);
            }
        }
    }

    private static string Show(JsonValue value) => value.Kind switch
    {
        JsonKind.Members => "{" + string.Join(",", value.Members.Select(member => $"{member.Name}:{Show(member.Value)}")) + "}",
        JsonKind.List => "[" + string.Join(",", value.Items.Select(Show)) + "]",
        JsonKind.Text => $"'{value.Text}'",
        JsonKind.Number => value.Text,
        _ => value.Kind.ToString(),
    };
}
