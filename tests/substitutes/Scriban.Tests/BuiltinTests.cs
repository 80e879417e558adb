using Scriban;

namespace CodegenLab.Substitutes.Templates;

public sealed class BuiltinTests
{
    [TestCase("'a' | string.append 'b'", ExpectedResult = "ab")]
    [TestCase("'a' | string.prepend 'b'", ExpectedResult = "ba")]
    [TestCase("'hello world' | string.capitalize", ExpectedResult = "Hello world")]
    [TestCase("'hello big world' | string.capitalizewords", ExpectedResult = "Hello Big World")]
    [TestCase("'hello' | string.contains 'ell'", ExpectedResult = "true")]
    [TestCase("'HeLLo' | string.downcase", ExpectedResult = "hello")]
    [TestCase("'hello' | string.ends_with 'lo'", ExpectedResult = "true")]
    [TestCase("'hello' | string.starts_with 'he'", ExpectedResult = "true")]
    [TestCase("'a\"b\\\\c\\n' | string.escape", ExpectedResult = "a\\\"b\\\\c\\n")]
    [TestCase("'a\"b' | string.literal", ExpectedResult = "\"a\\\"b\"")]
    [TestCase("'100% M & Ms!!!' | string.handleize", ExpectedResult = "100-m-ms")]
    [TestCase("'hello' | string.index_of 'l'", ExpectedResult = "2")]
    [TestCase("'  a ' | string.lstrip", ExpectedResult = "a ")]
    [TestCase("'  a ' | string.rstrip", ExpectedResult = "  a")]
    [TestCase("'  a ' | string.strip", ExpectedResult = "a")]
    [TestCase("'a\\r\\nb' | string.strip_newlines", ExpectedResult = "ab")]
    [TestCase("'a' | string.pad_left 3", ExpectedResult = "  a")]
    [TestCase("'a' | string.pad_right 3", ExpectedResult = "a  ")]
    [TestCase("'aXbX' | string.remove 'X'", ExpectedResult = "ab")]
    [TestCase("'aXbX' | string.remove_first 'X'", ExpectedResult = "abX")]
    [TestCase("'aXbX' | string.replace 'X' 'y'", ExpectedResult = "ayby")]
    [TestCase("'aXbX' | string.replace_first 'X' 'y'", ExpectedResult = "aybX")]
    [TestCase("'hello' | string.size", ExpectedResult = "5")]
    [TestCase("'hello' | string.slice 1 2", ExpectedResult = "el")]
    [TestCase("'hello' | string.slice (-3)", ExpectedResult = "llo")]
    [TestCase("'a,b,,c' | string.split ','", ExpectedResult = "[\"a\", \"b\", \"c\"]")]
    [TestCase("'a long text' | string.truncate 6", ExpectedResult = "a l...")]
    [TestCase("'hello' | string.upcase", ExpectedResult = "HELLO")]
    [TestCase("' ' | string.whitespace", ExpectedResult = "true")]
    [TestCase("2 | string.pluralize 'item' 'items'", ExpectedResult = "items")]
    [TestCase("'12' | string.to_int", ExpectedResult = "12")]
    public string Strings(string expression) => Render(expression);

    [TestCase("[1, 2] | array.add 3", ExpectedResult = "[1, 2, 3]")]
    [TestCase("['', 'a'] | array.any @string.whitespace", ExpectedResult = "true")]
    [TestCase("[1, null, 2] | array.compact", ExpectedResult = "[1, 2]")]
    [TestCase("[1] | array.concat [2]", ExpectedResult = "[1, 2]")]
    [TestCase("[1, 2] | array.contains 2", ExpectedResult = "true")]
    [TestCase("['', 'a', ' '] | array.filter @string.whitespace", ExpectedResult = "[\"\", \" \"]")]
    [TestCase("[4, 5] | array.first", ExpectedResult = "4")]
    [TestCase("[4, 5] | array.last", ExpectedResult = "5")]
    [TestCase("[1, 3] | array.insert_at 1 2", ExpectedResult = "[1, 2, 3]")]
    [TestCase("[1, 2, 3] | array.join '|'", ExpectedResult = "1|2|3")]
    [TestCase("['a', 'b'] | array.join ', ' @string.literal", ExpectedResult = "\"a\", \"b\"")]
    [TestCase("[1, 2, 3] | array.limit 2", ExpectedResult = "[1, 2]")]
    [TestCase("[{a: 1}, {b: 2}, {a: 3}] | array.map 'a'", ExpectedResult = "[1, 3]")]
    [TestCase("[1, 2, 3] | array.offset 2", ExpectedResult = "[3]")]
    [TestCase("[1, 2, 3] | array.remove_at (-1)", ExpectedResult = "[1, 2]")]
    [TestCase("[1, 2, 3] | array.reverse", ExpectedResult = "[3, 2, 1]")]
    [TestCase("[1, 2, 3] | array.size", ExpectedResult = "3")]
    [TestCase("[3, 1, 2] | array.sort", ExpectedResult = "[1, 2, 3]")]
    [TestCase("[{n: 'b'}, {n: 'a'}] | array.sort 'n' | array.map 'n'", ExpectedResult = "[\"a\", \"b\"]")]
    [TestCase("[1, 1, 2] | array.uniq", ExpectedResult = "[1, 2]")]
    public string Arrays(string expression) => Render(expression);

    [TestCase("missing | object.default 'x'", ExpectedResult = "x")]
    [TestCase("'' | object.default 'x'", ExpectedResult = "x")]
    [TestCase("{a: null} | object.has_key 'a'", ExpectedResult = "true")]
    [TestCase("{a: null} | object.has_value 'a'", ExpectedResult = "false")]
    [TestCase("{a: 1, b: 2} | object.keys", ExpectedResult = "[\"a\", \"b\"]")]
    [TestCase("{a: 1, b: 2} | object.values", ExpectedResult = "[1, 2]")]
    [TestCase("'abc' | object.size", ExpectedResult = "3")]
    [TestCase("1..3 | object.typeof", ExpectedResult = "iterator")]
    [TestCase("[1] | object.typeof", ExpectedResult = "array")]
    [TestCase("1.5 | object.typeof", ExpectedResult = "number")]
    public string Objects(string expression) => Render(expression);

    [TestCase("-3 | math.abs", ExpectedResult = "3")]
    [TestCase("1.2 | math.ceil", ExpectedResult = "2")]
    [TestCase("1.8 | math.floor", ExpectedResult = "1")]
    [TestCase("1.256 | math.round 2", ExpectedResult = "1.26")]
    [TestCase("1 | math.plus 2", ExpectedResult = "3")]
    [TestCase("1 | math.minus 2", ExpectedResult = "-1")]
    [TestCase("7 | math.modulo 4", ExpectedResult = "3")]
    [TestCase("7 | math.divided_by 2", ExpectedResult = "3")]
    [TestCase("7 | math.divided_by 2.0", ExpectedResult = "3.5")]
    [TestCase("255 | math.format 'X4'", ExpectedResult = "00FF")]
    public string Numbers(string expression) => Render(expression);

    [TestCase("'<a & \"b\">' | html.escape", ExpectedResult = "&lt;a &amp; &quot;b&quot;&gt;")]
    [TestCase("'a b' | html.url_encode", ExpectedResult = "a%20b")]
    public string Html(string expression) => Render(expression);

    private static string Render(string expression) => Template.Parse($"{{{{ {expression} }}}}").Render();
}
