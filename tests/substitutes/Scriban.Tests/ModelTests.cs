using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace CodegenLab.Substitutes.Templates;

/// <summary>How .NET values and other templates reach a template.</summary>
public sealed class ModelTests
{
    [TestCase("ThisIsAnExample", ExpectedResult = "this_is_an_example")]
    [TestCase("Name", ExpectedResult = "name")]
    [TestCase("HTMLText", ExpectedResult = "htmltext")]
    [TestCase("Item2Name", ExpectedResult = "item2_name")]
    [TestCase("lowerCase", ExpectedResult = "lower_case")]
    public string Members_are_named_with_underscores(string name) => StandardMemberRenamer.Rename(name);

    [Test]
    public void Members_of_a_model_are_variables() =>
        Assert.That(Template.Parse("{{ full_name }} {{ home.street_name }} {{ tags[0] }} {{ kind }}").Render(new Person("Ann", new Address("Main"), ["a"], Kind.Second)), Is.EqualTo("Ann Main a Second"));

    [Test]
    public void Members_can_keep_their_names() =>
        Assert.That(Template.Parse("{{ FullName }} {{ Home.StreetName }}").Render(new Person("Ann", new Address("Main"), [], Kind.First), member => member.Name), Is.EqualTo("Ann Main"));

    [Test]
    public void Members_can_be_hidden() =>
        Assert.That(Template.Parse("[{{ full_name }}]").Render(new Person("Ann", new Address("Main"), [], Kind.First), memberFilter: member => member.Name != "FullName"), Is.EqualTo("[]"));

    [Test]
    public void A_model_can_be_a_script_object()
    {
        var model = new ScriptObject { ["first"] = 1, ["second"] = new ScriptArray { 2, 3 } };
        model.Import("twice", (int number) => number * 2);
        model.Import(new { Third = 4 });

        Assert.That(Template.Parse("{{ first }} {{ second }} {{ twice 5 }} {{ 6 | twice }} {{ third }}").Render(model), Is.EqualTo("1 [2, 3] 10 12 4"));
    }

    [Test]
    public void A_dictionary_is_read_by_its_keys() =>
        Assert.That(Template.Parse("{{ map.one }} {{ map['two'] }}").Render(new { map = new Dictionary<string, int> { ["one"] = 1, ["two"] = 2 } }), Is.EqualTo("1 2"));

    [Test]
    public void A_key_that_is_no_text_is_found_by_its_text() =>
        Assert.That(Template.Parse("{{ map[7] }}").Render(new { map = new Dictionary<int, string> { [7] = "seven" } }), Is.EqualTo("seven"));

    [Test]
    public void A_type_with_an_indexer_is_read_by_index_and_in_loops() =>
        Assert.That(Template.Parse("{{ row[1] }} {{ for x in row }}{{ x }}{{ end }} {{ row.count }}").Render(new { row = new Row() }), Is.EqualTo("20 102030 3"));

    [Test]
    public void A_loop_over_a_list_reads_members_of_its_items() => Assert.That(
        Template.Parse("{{ for a in addresses }}{{ a.street_name }};{{ end }}").Render(new { addresses = new List<Address> { new("A"), new("B") } }),
        Is.EqualTo("A;B;"));

    [Test]
    public void Numbers_are_written_the_same_in_every_culture() => Assert.That(Template.Parse("{{ n }}").Render(new { n = 1234.5 }), Is.EqualTo("1234.5"));

    [Test]
    public void A_pushed_object_comes_before_those_around()
    {
        var context = new TemplateContext();
        context.PushGlobal(new ScriptObject { ["a"] = 1, ["b"] = 1 });
        context.PushGlobal(new ScriptObject { ["b"] = 2 });

        Assert.That(Template.Parse("{{ a }}{{ b }}").Render(context), Is.EqualTo("12"));
    }

    [Test]
    public void A_template_can_include_another_with_arguments()
    {
        var context = new TemplateContext { TemplateLoader = new Templates(("greet", "Hello {{ $1 }}{{ $.loud ? '!' : '' }} from {{ who }}")) };
        context.PushGlobal(new ScriptObject { ["who"] = "me" });

        Assert.That(Template.Parse("{{ include 'greet' 'you' }}").Render(context), Is.EqualTo("Hello you from me"));
    }

    [Test]
    public void Named_arguments_of_an_include_are_local_variables()
    {
        var context = new TemplateContext { TemplateLoader = new Templates(("greet", "{{ $greeting }} {{ $0 }}")) };

        Assert.That(Template.Parse("{{ include 'greet' greeting: 'Hi' }}[{{ $greeting }}]").Render(context), Is.EqualTo("Hi greet[]"));
    }

    [Test]
    public void Lines_of_an_include_are_indented_like_its_code()
    {
        var context = new TemplateContext { TemplateLoader = new Templates(("lines", "a\nb\n")) };

        Assert.That(Template.Parse("x\n  {{ include 'lines' }}y").Render(context), Is.EqualTo("x\n  a\n  b\ny"));
    }

    [Test]
    public void A_template_is_loaded_once()
    {
        var templates = new Templates(("t", "x"));

        Template.Parse("{{ include 't' }}{{ include 't' }}").Render(new TemplateContext { TemplateLoader = templates });

        Assert.That(templates.Loads, Is.EqualTo(1));
    }

    [Test]
    public void A_template_returns_only_from_itself()
    {
        var context = new TemplateContext { TemplateLoader = new Templates(("t", "a{{ ret }}b")) };

        Assert.That(Template.Parse("{{ include 't' }}c").Render(context), Is.EqualTo("ac"));
    }

    [Test]
    public void Errors_of_an_included_template_name_it()
    {
        var context = new TemplateContext { TemplateLoader = new Templates(("broken", "a\n{{ if }}")) };

        var failure = Assert.Throws<ScriptParserRuntimeException>(() => Template.Parse("{{ include 'broken' }}").Render(context));

        Assert.That(failure!.ParserMessages[0].Span.FileName, Is.EqualTo("broken"));
        Assert.That(failure!.ParserMessages[0].Span.Start.Line, Is.EqualTo(1));
    }

    private sealed record Person(string FullName, Address Home, IReadOnlyList<string> Tags, Kind Kind);

    private sealed record Address(string StreetName);

    private enum Kind
    {
        First,
        Second,
    }

    private sealed class Row : IEnumerable<int>
    {
        private readonly int[] _cells = [10, 20, 30];

        public int Count => _cells.Length;

        public int this[int index] => _cells[index];

        public IEnumerator<int> GetEnumerator() => _cells.AsEnumerable().GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private sealed class Templates(params (string Name, string Text)[] templates) : ITemplateLoader
    {
        public int Loads { get; private set; }

        public string GetPath(TemplateContext context, SourceSpan callerSpan, string templateName) => templateName;

        public string Load(TemplateContext context, SourceSpan callerSpan, string templatePath)
        {
            Loads++;
            return templates.Single(template => template.Name == templatePath).Text;
        }

        public ValueTask<string?> LoadAsync(TemplateContext context, SourceSpan callerSpan, string templatePath) => ValueTask.FromResult<string?>(Load(context, callerSpan, templatePath));
    }
}
