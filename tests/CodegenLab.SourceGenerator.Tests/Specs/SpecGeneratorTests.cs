using CodegenLab.SourceGenerator.Specs;
using Microsoft.CodeAnalysis;

namespace CodegenLab.SourceGenerator.Tests.Specs;

public sealed class SpecGeneratorTests
{
    private const string Shop = """
        namespace Shop;
        public enum Coin { Cent, Euro }
        public sealed class Till
        {
            private readonly int _limit;
            public Till(int limit) => _limit = limit > 0 ? limit : throw new ArgumentOutOfRangeException(nameof(limit));
            public bool Pay(string account, decimal amount) => amount > 0 ? amount < _limit : throw new ArgumentException("amount");
            public Task<IReadOnlyList<int>> ListAsync(IEnumerable<int> numbers, Coin? coin, DateOnly day) => Task.FromResult<IReadOnlyList<int>>([.. numbers]);
            public override string ToString() => base.ToString()!;
            public Task FailAsync() => Task.FromException(new InvalidOperationException());
            public static int Twice(int a) => 2 * a;
            public static int Of(int a) => a;
            public static int Of(string a) => 1;
        }
        """;

    private const string Spec = """
        {
          // Drafted, then reviewed.
          "subject": "Shop.Till",
          "namespace": "Shop.Tests",
          "tests": [
            { "name": "Pays below the limit", "new": [100], "call": "Pay", "with": ["DE02", 12.5], "returns": true, "source": "README: \"pays < limit\"" },
            { "name": "Refuses nothing", "new": [100], "call": "Pay", "with": ["DE02", 0], "throws": "System.ArgumentException", "source": "doc comment" },
            { "name": "Needs a limit", "new": [0], "throws": "System.ArgumentOutOfRangeException", "source": "doc comment" },
            { "name": "Lists what it is given", "new": [1], "call": "ListAsync", "with": [[1, 2], "Euro", "2026-11-26"], "returns": { "code": "new[] { 1, 2 }" }, "source": "doc comment" },
            { "name": "Fails", "new": [1], "call": "FailAsync", "throws": "System.InvalidOperationException", "source": "doc comment" },
            { "name": "Doubles", "call": "Twice", "with": [-2], "returns": -4, "source": "name" },
          ]
        }
        """;

    /// <summary>The same as above.</summary>
    private const string Yaml = """
        # Drafted, then reviewed.
        subject: Shop.Till
        namespace: Shop.Tests
        tests:
          - name: Pays below the limit
            new: [100]
            call: Pay
            with: [DE02, 12.5]
            returns: true
            source: 'README: "pays < limit"'

          - name: Refuses nothing
            new: [100]
            call: Pay
            with: [DE02, 0]
            throws: System.ArgumentException
            source: doc comment

          - { name: Needs a limit, new: [0], throws: System.ArgumentOutOfRangeException, source: doc comment }
          - name: Lists what it is given
            new: [1]
            call: ListAsync
            with: [[1, 2], Euro, 2026-11-26]
            returns: { code: 'new[] { 1, 2 }' }
            source: doc comment
          - name: Fails
            new: [1]
            call: FailAsync
            throws: System.InvalidOperationException
            source: doc comment
          - name: Doubles
            call: Twice
            with:
              - -2
            returns: -4
            source: name
        """;

    [Test]
    public Task Writes_a_fixture() => Verify(With(Spec).Silent().Source, extension: "cs");

    [Test]
    public void Its_tests_pass() => Assert.That(
        With(Spec, "public static class Entry { public static string Run() { var spec = new Shop.Tests.TillSpec(); spec.Pays_below_the_limit(); spec.Refuses_nothing(); spec.Needs_a_limit(); spec.Lists_what_it_is_given().Wait(); spec.Fails(); spec.Doubles(); return \"passed\"; } }").Silent().Run("Entry", "Run"),
        Is.EqualTo("passed"));

    [TestCase("Till.testspec.yaml")]
    [TestCase("Till.testspec.yml")]
    public void In_YAML_the_fixture_is_the_same(string file) => Assert.That(
        Compiled.With([new SpecGenerator()], Compiled.Compile(Shop, ""), [new GivenText("/shop/" + file, Yaml)]).Silent().Source.Split('\n').Where(IsCode),
        Is.EqualTo(With(Spec).Source.Split('\n').Where(IsCode)));

    private static bool IsCode(string line) => !line.Contains("Till.testspec", StringComparison.Ordinal);

    [TestCase("subject: Shop.Till\ntests:\n- name: A\n  call: Twice\n  retruns: 2\n  source: s\n", "5:2 CGL0401: Till.testspec.yaml is no test specification: there is no 'retruns' here, only name, new, call, with, returns, throws, source|3:2 CGL0401: Till.testspec.yaml is no test specification: a test says either what the method 'returns' or what it 'throws'")]
    [TestCase("subject: Shop.Till\ntests:\n- name: A\n  call: Twice\n  with: [a]\n  returns: 2\n  source: s\n", "5:9 CGL0403: This is no int: write another value, or C# as { \"code\": \"…\" }")]
    [TestCase("subject: Shop.Till\ntests:\n- name: A\n  call: Thrice\n  with: [1]\n  returns: 2\n  source: s\n", "4:8 CGL0402: Till.testspec.yaml names no method 'Thrice' of Till that this project could call")]
    [TestCase("subject: Shop.Till\ntests: &all\n", "2:7 CGL0401: Till.testspec.yaml is no test specification: an anchor (&) is not understood: write the value where it is needed")]
    [TestCase("# nothing yet\n", "2:0 CGL0401: Till.testspec.yaml is no test specification: it ends instead of going on with a value")]
    public void What_is_wrong_in_YAML_is_told_at_its_line(string spec, string messages)
    {
        GivenText file = new("/shop/Till.testspec.yaml", spec);
        var compiled = Compiled.With([new SpecGenerator()], Compiled.Compile(Shop, ""), [file]);

        Assert.That(compiled.Messages.Where(message => message.Severity == DiagnosticSeverity.Error), Is.Empty);
        Assert.That(compiled.Diagnosed(new SpecAnalyzer(), file).Select(Show), Is.EquivalentTo(messages.Split('|')));
    }

    [Test]
    public void A_method_that_is_overridden_is_one_method() => Assert.That(
        With("""{ "subject": "Shop.Till", "tests": [ { "name": "A", "new": [1], "call": "ToString", "returns": "Shop.Till", "source": "s" } ] }""").Silent().Source, Does.Contain("subject.ToString()"));

    /// <summary>The class is partial, so that two files may speak of one type.</summary>
    [Test]
    public void Two_files_of_one_subject_are_two_files_of_one_class()
    {
        var other = """{ "subject": "Shop.Till", "namespace": "Shop.Tests", "tests": [ { "name": "Doubles more", "call": "Twice", "with": [3], "returns": 6, "source": "name" } ] }""";
        var compiled = Compiled.With([new SpecGenerator()], Compiled.Compile(Shop, ""), [new GivenText("/shop/Till.testspec.yaml", Yaml), new GivenText("/shop/more/Till.testspec.json", other), new GivenText("/shop/Till.testspec.json", other.Replace("more", "most", StringComparison.Ordinal))]).Silent();

        Assert.That(compiled.Sources.Keys, Is.EquivalentTo(["Shop.Tests.TillSpec.Spec.g.cs", "Shop.Tests.TillSpec_2.Spec.g.cs", "Shop.Tests.TillSpec_3.Spec.g.cs"]));
    }

    [TestCase("namespace Xunit { public class FactAttribute : Attribute; [AttributeUsage(AttributeTargets.Class, AllowMultiple = true)] public class TraitAttribute(string name, string value) : Attribute { public string Both => name + value; } }", "[global::Xunit.Fact]", 0)]
    [TestCase("namespace Microsoft.VisualStudio.TestTools.UnitTesting { public class TestMethodAttribute : Attribute; public class TestClassAttribute : Attribute; [AttributeUsage(AttributeTargets.Class, AllowMultiple = true)] public class TestCategoryAttribute(string name) : Attribute { public string Name => name; } }", "[global::Microsoft.VisualStudio.TestTools.UnitTesting.TestMethod]", 1)]
    public void Tests_are_those_of_the_framework_of_the_project(string framework, string mark, int classes)
    {
        var other = """{ "subject": "Shop.Till", "namespace": "Shop.Tests", "tests": [ { "name": "Doubles more", "call": "Twice", "with": [3], "returns": 6, "source": "name" } ] }""";
        var compiled = Compiled.With([new SpecGenerator()], Compiled.Compile(Shop, framework), [new GivenText("/shop/Till.testspec.yaml", Yaml), new GivenText("/shop/Till.testspec.json", other)]).Silent();

        Assert.That(compiled.Sources.Values, Has.All.Contain(mark).And.All.Not.Contain("[global::NUnit"));
        Assert.That(compiled.Sources.Values.Count(source => source.Contains("TestClassAttribute]", StringComparison.Ordinal)), Is.EqualTo(classes));
    }

    [Test]
    public void A_test_that_two_files_have_is_told_at_its_line()
    {
        GivenText[] files = [new("/shop/A.testspec.yaml", Yaml), new("/shop/B.testspec.yaml", Yaml)];
        var compiled = Compiled.With([new SpecGenerator()], Compiled.Compile(Shop, ""), [.. files]).Silent();

        var told = compiled.Diagnosed(new SpecAnalyzer(), files);

        Assert.That(told.Select(one => one.Location.GetLineSpan().Path), Has.Exactly(6).EqualTo("/shop/B.testspec.yaml").And.Exactly(0).EqualTo("/shop/A.testspec.yaml"));
        Assert.That(told.Select(Show), Does.Contain("5:10 CGL0401: B.testspec.yaml is no test specification: A.testspec.yaml too has a test 'Pays_below_the_limit' of Shop.Tests.TillSpec: choose another 'name', or another 'fixture'"));
    }

    [TestCase("s\\u2028public int Evil;")]
    [TestCase("s\\u2029public int Evil;")]
    [TestCase("s\\u0085public int Evil;")]
    [TestCase("s\\r\\npublic int Evil;")]
    public void Words_of_a_spec_stay_words(string source) => Assert.That(
        With($$"""{ "subject": "Shop.Till", "tests": [ { "name": "A", "call": "Twice", "with": [1], "returns": 2, "source": "{{source}}" } ] }""").Silent().Compilation.GetTypeByMetadataName("Shop.Specs.TillSpec")!.GetMembers("Evil"),
        Is.Empty);

    [TestCase("""{ "subject": "Shop.Till" "tests": [] }""", "1:25 CGL0401: Till.testspec.json is no test specification: here is '\"' instead of a comma or }")]
    [TestCase("""{ "subject": "Shop.Till", "tests": [] """, "1:38 CGL0401: Till.testspec.json is no test specification: it ends instead of going on with a comma or }")]
    [TestCase("""[]""", "1:0 CGL0401: Till.testspec.json is no test specification: it is no object with 'subject' and 'tests'")]
    [TestCase("""{ "subject": "Shop.Till", "tests": [ { "name": "A", "call": "Twice", "retruns": 2, "source": "s" } ] }""", "1:69 CGL0401: Till.testspec.json is no test specification: there is no 'retruns' here, only name, new, call, with, returns, throws, source|1:37 CGL0401: Till.testspec.json is no test specification: a test says either what the method 'returns' or what it 'throws'")]
    [TestCase("{\n \"subject\": \"Shop.Tlil\", \"tests\": [] }", "2:12 CGL0402: Till.testspec.json names no type 'Shop.Tlil', by its full name, that this project could see")]
    [TestCase("""{ "subject": "Shop.Till", "tests": [ { "name": "A", "call": "Thrice", "with": [1], "returns": 2, "source": "s" } ] }""", "1:60 CGL0402: Till.testspec.json names no method 'Thrice' of Till that this project could call")]
    [TestCase("""{ "subject": "Shop.Till", "tests": [ { "name": "A", "call": "Twice", "with": [], "returns": 2, "source": "s" } ] }""", "1:60 CGL0402: Till.testspec.json names no method 'Twice' of Till that takes 0 arguments")]
    [TestCase("""{ "subject": "Shop.Till", "tests": [ { "name": "A", "call": "Of", "with": [1], "returns": 2, "source": "s" } ] }""", "1:60 CGL0402: Till.testspec.json names one of 2 methods 'Of' of Till that take 1 arguments: which one is not told")]
    [TestCase("""{ "subject": "Shop.Till", "tests": [ { "name": "A", "call": "Pay", "with": ["a", 1], "returns": true, "source": "s" } ] }""", "1:47 CGL0402: Till.testspec.json names no constructor of Till that takes 0 arguments ('new')")]
    [TestCase("""{ "subject": "Shop.Till", "tests": [ { "name": "A", "call": "Twice", "with": ["a"], "returns": 2, "source": "s" } ] }""", "1:78 CGL0403: This is no int: write another value, or C# as { \"code\": \"…\" }")]
    [TestCase("""{ "subject": "Shop.Till", "tests": [ { "name": "A", "call": "Twice", "with": [{ "code": "1 +" }], "returns": 2, "source": "s" } ] }""", "1:88 CGL0403: This is no C# expression of one line: write another value, or C# as { \"code\": \"…\" }")]
    [TestCase("""{ "subject": "Shop.Till", "tests": [ { "name": "A", "call": "Twice", "with": [1], "throws": "System.String", "source": "s" } ] }""", "1:92 CGL0402: Till.testspec.json names no exception 'System.String', by its full name")]
    [TestCase("""{ "subject": "Shop.Till", "tests": [ { "name": "Till spec", "call": "Twice", "with": [1], "returns": 2, "source": "s" }, { "name": "TillSpec", "call": "Twice", "with": [1], "returns": 2, "source": "s" } ] }""", "1:131 CGL0401: Till.testspec.json is no test specification: a test cannot be called 'TillSpec', as its class is: choose another 'name', or another 'fixture'")]
    [TestCase("""{ "subject": "Shop.Till", "tests": [ { "name": "ToString", "call": "Twice", "with": [1], "returns": 2, "source": "s" } ] }""", "1:47 CGL0401: Till.testspec.json is no test specification: a test cannot be called 'ToString', as a member of every object is: choose another 'name'")]
    [TestCase("""{ "subject": "Shop.Till", "tests": [ { "name": "GetType", "call": "Twice", "with": [1], "returns": 2, "source": "s" } ] }""", "1:47 CGL0401: Till.testspec.json is no test specification: a test cannot be called 'GetType', as a member of every object is: choose another 'name'")]
    public void What_is_wrong_is_told_at_its_place(string spec, string messages)
    {
        var compiled = With(spec);

        var told = compiled.Diagnosed(new SpecAnalyzer(), new GivenText("/shop/Till.testspec.json", spec));

        Assert.That(compiled.Messages.Where(message => message.Severity == DiagnosticSeverity.Error), Is.Empty);
        Assert.That(told.Select(Show), Is.EquivalentTo(messages.Split('|')));
    }

    [Test]
    public void The_compiler_speaks_of_the_line_of_the_spec()
    {
        var compiled = With("""
            { "subject": "Shop.Till", "tests": [
              { "name": "A", "call": "Twice", "with": [{ "code": "nowhere" }], "returns": 2, "source": "s" } ] }
            """);

        var message = compiled.Messages.Single().Location.GetMappedLineSpan();

        Assert.That($"{message.Path}:{message.StartLinePosition.Line + 1}", Is.EqualTo("/shop/Till.testspec.json:2"));
    }

    [TestCase("")]
    [TestCase("{\"a\":")]
    [TestCase("\"\\u12\"")]
    [TestCase("{ \"subject\": 3, \"tests\": [ 1, {} ], \"fixture\": [] }")]
    [TestCase("{ \"subject\": \"System.String\", \"fixture\": \"1\", \"tests\": [ ] }")]
    public void Anything_at_all_is_told_and_no_reason_to_fail(string spec) => Assert.That(With(spec).Diagnosed(new SpecAnalyzer(), new GivenText("/shop/Till.testspec.json", spec)), Is.Not.Empty);

    [Test]
    public void Lists_as_deep_as_you_like_are_told() => Assert.That(With(new string('[', 100_000)).Diagnosed(new SpecAnalyzer(), new GivenText("/shop/Till.testspec.json", new string('[', 100_000))).Single().Id, Is.EqualTo("CGL0401"));

    [Test]
    public void An_unrelated_edit_repeats_nothing() => Incrementality.Holds(new SpecGenerator(), [Steps.ReadSpecs, Steps.Specs], Shop, null, new GivenText("/shop/Till.testspec.json", Spec));

    private static Compiled With(string spec, string code = "") => Compiled.With([new SpecGenerator()], Compiled.Compile(Shop, code), [new GivenText("/shop/Till.testspec.json", spec)]);

    private static string Show(Diagnostic told)
    {
        var at = told.Location.GetLineSpan().StartLinePosition;
        return FormattableString.Invariant($"{at.Line + 1}:{at.Character} {told.Id}: {told.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}");
    }
}
