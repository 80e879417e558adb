using Scriban;

namespace CodegenLab.Substitutes.Templates;

/// <summary>What templates mean, by the documentation of Scriban's language.</summary>
public sealed class LanguageTests
{
    [TestCase("{{ 1 + 2 * 3 }}", ExpectedResult = "7")]
    [TestCase("{{ (1 + 2) * 3 }}", ExpectedResult = "9")]
    [TestCase("{{ 7 / 2 }} {{ 7 // 2 }} {{ 7 % 2 }}", ExpectedResult = "3.5 3 1")]
    [TestCase("{{ 1 + 2.5 }}", ExpectedResult = "3.5")]
    [TestCase("{{ -3 + 1 }}", ExpectedResult = "-2")]
    [TestCase("{{ 2147483647 + 1 }}", ExpectedResult = "2147483648")]
    [TestCase("{{ 'a' + 1 }}", ExpectedResult = "a1")]
    [TestCase("{{ 'ab' * 3 }}", ExpectedResult = "ababab")]
    [TestCase("{{ 1 < 2 && 2 <= 2 || false }}", ExpectedResult = "true")]
    [TestCase("{{ !true }} {{ !null }}", ExpectedResult = "false true")]
    [TestCase("{{ 'a' < 'b' }} {{ 'a' == 'a' }} {{ 'a' != 'a' }}", ExpectedResult = "true true false")]
    [TestCase("{{ null == null }} {{ 1 == null }} {{ 1 > null }}", ExpectedResult = "true false false")]
    [TestCase("{{ x ?? 'none' }} {{ 1 ?? 2 }} {{ 1 ?! 2 }}", ExpectedResult = "none 1 2")]
    [TestCase("{{ true ? 'yes' : 'no' }} {{ 0 ? 'yes' : 'no' }}", ExpectedResult = "yes yes")]
    [TestCase("{{ 1..4 }} {{ 1..<4 }} {{ 3..1 }}", ExpectedResult = "[1, 2, 3, 4] [1, 2, 3] [3, 2, 1]")]
    [TestCase("{{ [1, 2] + [3] }} {{ [1] == [1] }} {{ [] == [1] }}", ExpectedResult = "[1, 2, 3] true false")]
    [TestCase("{{ [] == empty }} {{ [1] == empty }}", ExpectedResult = "true false")]
    public string Operators(string template) => Render(template);

    [TestCase("{{ 1_000 }} {{ 1.50 }}", ExpectedResult = "1000 1.5")]
    [TestCase("{{ \"a\\tb\\\"\\u0041\\x42\" }}", ExpectedResult = "a\tb\"AB")]
    [TestCase("{{ `a\\n``b` }}", ExpectedResult = "a\\n`b")]
    [TestCase("{{ true }} {{ false }} {{ null }}", ExpectedResult = "true false ")]
    [TestCase("{{ [1, 'a', null, [true]] }}", ExpectedResult = "[1, \"a\", null, [true]]")]
    [TestCase("{{ {a: 1, \"b c\": 'x'} }}", ExpectedResult = "{a: 1, \"b c\": \"x\"}")]
    [TestCase("{{ [\n1,\n2\n] }}", ExpectedResult = "[1, 2]")]
    public string Literals(string template) => Render(template);

    [TestCase("{{ x = {a: [1, {b: 2}]} }}{{ x.a[1].b }}", ExpectedResult = "2")]
    [TestCase("{{ x = {a: 1}; x.b = 2; x['c'] = 3 }}{{ x }}", ExpectedResult = "{a: 1, b: 2, c: 3}")]
    [TestCase("{{ x = [1, 2, 3] }}{{ x[-1] }}{{ x[9] }}{{ x.size }}", ExpectedResult = "33")]
    [TestCase("{{ 'abc'[1] }}{{ 'abc'.size }}", ExpectedResult = "b3")]
    [TestCase("{{ x = 1; x += 2; x *= 3 }}{{ x }}", ExpectedResult = "9")]
    [TestCase("{{ x?.y?.z }}{{ x?.y.z }}", ExpectedResult = "")]
    [TestCase("{{ name }}{{ missing }}", ExpectedResult = "world")]
    public string Variables(string template) => Render(template);

    [TestCase("{{ if false }}a{{ else if true }}b{{ else }}c{{ end }}", ExpectedResult = "b")]
    [TestCase("{{ if name == 'x' }}a{{ else }}c{{ end }}", ExpectedResult = "c")]
    [TestCase("{{ if '' }}a{{ end }}{{ if 0 }}b{{ end }}{{ if null }}c{{ end }}", ExpectedResult = "ab")]
    [TestCase("{{ case 2\nwhen 1, 2\n'a'\nwhen 3 || 4\n'b'\nelse\n'c'\nend }}", ExpectedResult = "a")]
    [TestCase("{{ case 5 }}{{ when 1 }}a{{ else }}c{{ end }}", ExpectedResult = "c")]
    [TestCase("{{ for x in 1..3 }}{{ x }}{{ if !for.last }}, {{ end }}{{ end }}", ExpectedResult = "1, 2, 3")]
    [TestCase("{{ for x in ['a', 'a', 'b'] }}{{ for.index }}{{ for.rindex }}{{ for.length }}{{ for.first }}{{ for.even }}{{ for.odd }}{{ for.changed }} {{ end }}", ExpectedResult = "023truetruefalsetrue 113falsefalsetruefalse 203falsetruefalsetrue ")]
    [TestCase("{{ for x in (1..9) offset:1 limit:3 reversed }}{{ x }}{{ end }}", ExpectedResult = "987")]
    [TestCase("{{ for x in (1..9) offset:1 limit:3 }}{{ x }}{{ end }}", ExpectedResult = "234")]
    [TestCase("{{ for x in [] }}a{{ else }}none{{ end }}", ExpectedResult = "none")]
    [TestCase("{{ for x in null }}a{{ end }}", ExpectedResult = "")]
    [TestCase("{{ for x in 1..5; if x == 2; continue; end; if x == 4; break; end; x; end }}", ExpectedResult = "13")]
    [TestCase("{{ for x in 1..2; for y in 1..2; for.index; end; for.index; end }}", ExpectedResult = "010011")]
    [TestCase("{{ for p in {a: 1, b: 2} }}{{ p.key }}={{ p.value }};{{ end }}", ExpectedResult = "a=1;b=2;")]
    [TestCase("{{ x = 0; while x < 3; while.index; x = x + 1; end }}", ExpectedResult = "012")]
    [TestCase("{{ capture x }}a{{ name }}{{ end }}[{{ x }}]", ExpectedResult = "[aworld]")]
    [TestCase("{{ o = {a: 1}; with o; a; b = 2; end }}{{ o }}", ExpectedResult = "1{a: 1, b: 2}")]
    [TestCase("a{{ ret }}b", ExpectedResult = "a")]
    [TestCase("{{ for x in 1..3; if x == 2; ret 'two'; end; x; end }}b", ExpectedResult = "1two")]
    public string Statements(string template) => Render(template);

    [TestCase("{{ # a comment\n1 }}", ExpectedResult = "1")]
    [TestCase("{{ 1 # a comment }}2", ExpectedResult = "12")]
    [TestCase("{{ ## a comment\n on lines ## 1 }}", ExpectedResult = "1")]
    [TestCase("{%{ {{ not code }} }%}", ExpectedResult = " {{ not code }} ")]
    [TestCase("{%%{ {%{ x }%} }%%}", ExpectedResult = " {%{ x }%} ")]
    [TestCase("a { b } c", ExpectedResult = "a { b } c")]
    [TestCase("{{ 1; 2\n3 }}", ExpectedResult = "123")]
    public string Comments_and_escapes(string template) => Render(template);

    [TestCase("a \n {{- 1 -}} \n b", ExpectedResult = "a1b")]
    [TestCase("a\n  {{~ 1 ~}}  \n  b", ExpectedResult = "a\n1  b")]
    [TestCase("a\n  {{~ if true ~}}\n  x\n  {{~ end ~}}\nb", ExpectedResult = "a\n  x\nb")]
    [TestCase("a \r\n {{- 1 -}} \r\n b", ExpectedResult = "a1b")]
    [TestCase("a\r\n  {{~ 1 ~}}\r\nb", ExpectedResult = "a\r\n1b")]
    [TestCase("a\n\n  {{~ 1 ~}}\n\nb", ExpectedResult = "a\n\n1\nb")]
    [TestCase("a {{~ 1 ~}} b", ExpectedResult = "a1b")]
    public string Whitespace_control(string template) => Render(template);

    [TestCase("  {{ 'a\\nb' }}\nc", ExpectedResult = "  a\n  b\nc")]
    [TestCase("x {{ 'a\\nb' }}", ExpectedResult = "x a\nb")]
    [TestCase("x\n\t{{~ 'a\\nb' }}", ExpectedResult = "x\na\nb")]
    public string Lines_of_a_value_are_indented_like_its_code(string template) => Render(template);

    [TestCase("{{ 'abc' | string.upcase }}", ExpectedResult = "ABC")]
    [TestCase("{{ 'abc' | string.slice 1 | string.upcase | string.append '!' }}", ExpectedResult = "BC!")]
    [TestCase("{{ string.append 'a' 'b' }}", ExpectedResult = "ab")]
    [TestCase("{{ string.append('a', 'b') + 'c' }}", ExpectedResult = "abc")]
    [TestCase("{{ string.pad_left ('a' + 'b') 1 + 3 }}", ExpectedResult = "  ab")]
    [TestCase("{{ 'a long text' | string.truncate length:6 }}", ExpectedResult = "a l...")]
    [TestCase("{{ x = 'a' | string.upcase }}{{ x }}", ExpectedResult = "A")]
    [TestCase("{{ [1, 2] |\n array.size }}", ExpectedResult = "2")]
    [TestCase("{{ 'x' |> string.upcase }}", ExpectedResult = "X")]
    [TestCase("{{ ['a', 'b'] | array.each @string.upcase }}", ExpectedResult = "[\"A\", \"B\"]")]
    public string Functions_and_pipes(string template) => Render(template);

    private static string Render(string template)
    {
        var parsed = Template.Parse(template);
        Assert.That(parsed.HasErrors, Is.False, parsed.Messages.ToString());
        return parsed.Render(new { name = "world" });
    }
}
