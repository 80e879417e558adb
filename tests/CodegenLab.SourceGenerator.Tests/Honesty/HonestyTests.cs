using System.Collections.Immutable;
using CodegenLab.CodeFixes;
using CodegenLab.SourceGenerator.Honesty;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CodegenLab.SourceGenerator.Tests.Honesty;

public sealed class HonestyTests
{
    private const string Shop = """
        namespace Shop;
        public interface ITill { int Add(int a); }
        public class Till : ITill
        {
            public int Add(int a) => a;
            public Task<int> AddAsync(int a) => throw new InvalidOperationException();
            public string Name => "";
            public static Till operator +(Till a, Till b) => a;
            public override string ToString() => "";
            public static int Twice(int a) => 2 * a;
        }
        """;

    [TestCase("new Till().Add(1);", "CGL0001: 'Test' asserts nothing, so that it fails only when the code throws")]
    [TestCase("Assert.That(new Till(), Is.Not.Null);", "CGL0002: 'Test' asserts only that values are not null, which hardly any wrong value is")]
    [TestCase("Assert.That(true);", "CGL0003: 'Test' asserts what is always so, whatever the code does")]
    [TestCase("Assert.That(Till.Twice(1), Is.EqualTo(Till.Twice(1)));", "CGL0004: 'Test' expects what the code under test itself returns for the same arguments")]
    [TestCase("Assert.That(Till.Twice(1), Is.EqualTo(2));", null)]
    [TestCase("Assert.That(() => Till.Twice(1), Throws.Nothing);", null)]
    [TestCase("// codegen-lab disable weak-tests: smoke\nTill.Twice(1);", null)]
    public void Weak_tests(string body, string? message) => Says(new WeakTestAnalyzer(), $"public class T {{ [Test] public void Test() {{ {body}\n}} }}", message is null ? [] : [message], "Test");

    [TestCase("[FsCheck.NUnit.Property(MaxTest = 100)] public FsCheck.Property Test() => FsCheck.Fluent.Prop.ForAll(FsCheck.Fluent.ArbMap.Default.ArbFor<int>(), a => Till.Twice(a) == a + a);", false)]
    [TestCase("[FsCheck.NUnit.Property] public bool Test(int a) => Till.Twice(a) == a + a;", false)]
    [TestCase("[FsCheck.NUnit.Property] public async Task<bool> Test(int a) => await new Till().AddAsync(a) == a;", false)]
    [TestCase("[FsCheck.Xunit.Property] public ValueTask<FsCheck.Property> Test(int a) => default;", false)]
    [TestCase("[FsCheck.Xunit.Property] public void Test(int a) { Till.Twice(a); }", true)]
    [TestCase("[FsCheck.NUnit.Property] public void Test(int a) { Till.Twice(a); }", true)]
    [TestCase("[Test] public void Test() => FsCheck.Check.One(FsCheck.Config.QuickThrowOnFailure, FsCheck.Fluent.Prop.ToProperty(Till.Twice(1) == 2));", false)]
    [TestCase("[Test] public void Test() => FsCheck.Check.QuickThrowOnFailure(FsCheck.Fluent.Prop.ToProperty(Till.Twice(1) == 2));", false)]
    [TestCase("[Test] public void Test() => FsCheck.Fluent.Prop.ToProperty(Till.Twice(1) == 2);", true)]
    public void A_property_expects_by_what_it_returns(string test, bool isWeak) => Says(
        new WeakTestAnalyzer(),
        $"public class T {{ {test} }} namespace Xunit {{ public class FactAttribute : Attribute; }} namespace FsCheck.Xunit {{ public class PropertyAttribute : global::Xunit.FactAttribute; }}",
        isWeak ? ["CGL0001: 'Test' asserts nothing, so that it fails only when the code throws"] : [],
        "Test");

    [TestCase("[Test] public void Test() => Assert.Ignore(\"later\");", false)]
    [TestCase("[Test] public void Test() { Assert.Inconclusive(nameof(Till)); }", false)]
    [TestCase("[Test] public void Test() { Till.Twice(1); Assert.Ignore(\"later\"); }", true)]
    [TestCase("[Test] public void Test() => Assert.Pass();", true)]
    [TestCase("[Test, Ignore(\"later\")] public void Test() => Till.Twice(1);", false)]
    [TestCase("[Test, Explicit] public void Test() => Till.Twice(1);", false)]
    [TestCase("[Explicit] public class Inner { [Test] public void Test() => Till.Twice(1); }", false)]
    [TestCase("[Xunit.Fact(Skip = \"later\")] public void Test() => Till.Twice(1);", false)]
    [TestCase("[Xunit.Fact(Skip = null)] public void Test() => Till.Twice(1);", true)]
    public void Of_a_test_that_does_not_run_nothing_is_asked(string test, bool isWeak) => Says(
        new WeakTestAnalyzer(),
        $"public class T {{ {test} }} namespace Xunit {{ public class FactAttribute : Attribute {{ public string? Skip {{ get; set; }} }} }}",
        isWeak ? ["CGL0001: 'Test' asserts nothing, so that it fails only when the code throws"] : [],
        "Test");

    [TestCase("", "CGL0001: 'Test' asserts nothing, so that it fails only when the code throws")]
    [TestCase("if (!b.Equals(a)) throw new Exception();", null)]
    public void An_assert_of_the_class_itself_is_worth_what_it_does(string does, string? message) => Says(
        new WeakTestAnalyzer(),
        $"public class T {{ static class Assert {{ public static void That(object a, object b) {{ {does} }} }} [Test] public void Test() {{ Assert.That(1, Has.Count); }} }} public class U {{ [Test] public void Other() {{ Assert.That(1, Has.Count); }} }}",
        message is null ? [] : [message],
        "Test");

    [TestCase("try { Till.Twice(1); } catch { }", "CGL0005: 'Test' swallows every exception, so that the test passes when the code throws: let it through, or assert it with Throws", "catch")]
    [TestCase("try { Till.Twice(1); } catch (Exception) { Console.WriteLine(1); }", "CGL0005: 'Test' swallows Exception, so that the test passes when the code throws: let it through, or assert it with Throws", "catch")]
    [TestCase("try { Till.Twice(1); } catch (Exception e) { Assert.That(e.Message, Is.Empty); }", null, "")]
    [TestCase("Exception? caught = null; try { Till.Twice(1); } catch (Exception e) { caught = e; } Assert.That(caught, Is.Null);", null, "")]
    [TestCase("try { Till.Twice(1); } catch (OperationCanceledException) { }", null, "")]
    [TestCase("try { Till.Twice(1); } catch { throw; }", null, "")]
    [TestCase("Assert.ThatAsync(() => new Till().AddAsync(1), Is.EqualTo(1));", "CGL0006: 'Assert.ThatAsync' is not awaited, so that the test is over before it can fail", "Assert.ThatAsync(() => new Till().AddAsync(1), Is.EqualTo(1))")]
    [TestCase("Assert.ThatAsync(() => new Till().AddAsync(1), Is.EqualTo(1)).Wait();", null, "")]
    [TestCase("var now = DateTime.UtcNow;", "CGL0007: 'DateTime.UtcNow' is another value in each run: take a fixed time, or hand a TimeProvider to the code", "DateTime.UtcNow")]
    [TestCase("var id = Guid.NewGuid();", "CGL0007: 'Guid.NewGuid' is another value in each run: take a fixed Guid", "Guid.NewGuid")]
    [TestCase("Thread.Sleep(10);", "CGL0007: 'Thread.Sleep' waits and hopes: wait for what is to happen, or hand a TimeProvider to the code", "Thread.Sleep")]
    [TestCase("var r = new Random();", "CGL0007: 'new Random()' gives other numbers in each run: give it a seed", "new Random()")]
    [TestCase("Random r = new(3); r.Next();", null, "")]
    public void Bodies_of_tests(string body, string? message, string at) => Says(new TestBodyAnalyzer(), $"public class T {{ [Test] public void Test() {{ {body} }} public void Other() {{ Thread.Sleep(1); }} }}", message is null ? [] : [message], at);

    [TestCase("static int _count;", "_count++;", "CGL0008: '_count' is static and changed by 'Test', so that tests depend on their order: make it an instance field, which NUnit's FixtureLifeCycle can renew for each test")]
    [TestCase("static readonly List<int> Seen = [];", "Seen.Add(1);", "CGL0008: 'Seen' is static and changed by 'Test', so that tests depend on their order: make it an instance field, which NUnit's FixtureLifeCycle can renew for each test")]
    [TestCase("static int[] Cells = new int[1];", "Cells[0] = 1;", "CGL0008: 'Cells' is static and changed by 'Test', so that tests depend on their order: make it an instance field, which NUnit's FixtureLifeCycle can renew for each test")]
    [TestCase("static readonly List<int> Seen = [];", "Seen.Contains(1);", null)]
    [TestCase("int _count;", "_count++;", null)]
    public void State_that_tests_share(string field, string body, string? message) => Says(new SharedStateAnalyzer(), $"public class T {{ {field} [Test] public void Test() {{ {body} }} [OneTimeSetUp] public void Once() {{ {body} }} }}", message is null ? [] : [message], body.Split('.', '+', '[')[0]);

    private const string OneResult = "CGL0012: 'T' expects {0} of 'Till.Twice' in all of its 3 tests, so that code that always returns it passes: add a test with another result";

    [TestCase("[TestFixture] public class T { public void A() { } }", "CGL0012: 'T' holds no test, so that nothing of it runs: write one, or take the attribute away", "T")]
    [TestCase("[TestFixture] public abstract class T { }", null, "")]
    [TestCase("public class T { public void A() { } }", null, "")]
    [TestCase("public abstract class B { [Test] public void A() { } } [TestFixture] public class T : B { }", null, "")]
    [TestCase("[TestFixture] public class T { public class Inner { [Test] public void A() { } } }", null, "")]
    [TestCase("public class T { [Test] public void A() { Assert.That(1, Is.EqualTo(2)); } [Test, Category(\"x\")] public void B() { Assert.That(1,  Is.EqualTo(2)); } }", "CGL0012: 'B' is the same test as 'A': remove one, or change what it does", "B")]
    [TestCase("public class T { [Test] public void A() { Assert.That(1, Is.EqualTo(2)); } [Test] public void B()\n{\n    // Again.\n    Assert.That(\n        1, Is.EqualTo(2));\n} }", "CGL0012: 'B' is the same test as 'A': remove one, or change what it does", "B")]
    [TestCase("public class T { [Test] public void A(int ab) { } [Test] public void B(int a) { } [Test] public int C() => 1; [Test] public void D() { } }", null, "")]
    [TestCase("public class T { [Test] public void A() => Assert.That(Till.Twice(0), Is.EqualTo(0).Within(1)); [Test] public void B() => Assert.That(Till.Twice(1 - 1), Is.EqualTo(0)); [Test] public void C() => Assert.That(Till.Twice(2 - 2), Is.EqualTo(0)); }", OneResult, "T", "0")]
    [TestCase("public class T { [Test] public void A() => Assert.That(Till.Twice(0), Is.EqualTo(0)); [Test] public void B() => Assert.That(Till.Twice(1 - 1), Is.EqualTo(0)); [Test] public void C() => Assert.That(Till.Twice(2 - 2), Is.LessThan(1)); }", null, "")]
    [TestCase("public class T { [Test] public void A() => Assert.Pass(); [Test] public void B() => Assert.Fail(); }", null, "")]
    [TestCase("public class T { [TestCase(1)] public void A(int a) => Assert.That(a, Is.EqualTo(2)); [TestCase(2)] public void B(int a) => Assert.That(a, Is.EqualTo(2)); }", null, "")]
    [TestCase("public class T { [Test] public void A() => Assert.That(Till.Twice(0), Is.EqualTo(0)); [Test] public void B() { var b = Till.Twice(-0); Assert.That(b, Is.EqualTo(0)); } [TestCase(0)] public void C(int a) => Assert.That(Till.Twice(a), Is.EqualTo(0)); }", OneResult, "T", "0")]
    [TestCase("public class T { [Test] public void A() => Assert.That(Till.Twice(0), Is.EqualTo(0)); [Test] public void B() => Assert.That(Till.Twice(1 - 1), Is.EqualTo(0)); [Test] public void C() => Assert.That(Till.Twice(1), Is.EqualTo(2)); }", null, "")]
    [TestCase("public class T { [Test] public void A() => Assert.That(Till.Twice(0), Is.EqualTo(0)); [Test] public void B() => Assert.That(Till.Twice(1 - 1), Is.EqualTo(0)); }", null, "")]
    [TestCase("public class T { [TestCase(0, 0)] public void A(int a, int b) => Assert.That(Till.Twice(a), Is.EqualTo(b)); [Test] public void B() => Assert.That(Till.Twice(1 - 1), Is.EqualTo(0)); [Test] public void C() => Assert.That(Till.Twice(2 - 2), Is.EqualTo(0)); }", null, "")]
    [TestCase("public class T { [Test] public void A() => Assert.That(Till.Twice(0), Is.EqualTo(0)); [Test] public void B() => Assert.That(new Till().Add(0), Is.EqualTo(0)); [Test] public void C() => Assert.That(Till.Twice(2 - 2), Is.EqualTo(0)); }", null, "")]
    public void Fixtures(string code, string? message, string at, string result = "") => Says(new FixtureAnalyzer(), code, message is null ? [] : [message.Replace("{0}", result, StringComparison.Ordinal)], at);

    [TestCase("[Category(\"characterization\")] [Test]", "", "CGL0009: 'Test' states what the code did when it was written, and nobody has said that this is right: review it and mark it with [Reviewed]")]
    [TestCase("[Category(\"characterization\"), Reviewed(\"Ada\")] [Test]", "", null)]
    [TestCase("[Category(\"characterization\")] [Test]", "// reviewed: Ada, as the manual says\n", null)]
    [TestCase("[Category(\"specified\")] [Test]", "", null)]
    public void Tests_that_nobody_reviewed(string attributes, string comment, string? message) => Says(new ReviewAnalyzer(), $"public class T {{ {attributes} public void Test() {{ {comment}Assert.Pass(); }} }}", message is null ? [] : [message], "Test");

    [Test]
    public void Public_methods_without_a_test_are_named_at_the_pairing() => Says(
        new UntestedMemberAnalyzer(),
        "[assembly: Tests(typeof(Shop.Till))] public class T { [Test] public void Test() { ITill till = new Till(); till.Add(1); Assert.That(() => Till.Twice(1), Is.EqualTo(2)); } }",
        ["CGL0011: No test calls Till.AddAsync(int)", "CGL0011: No test calls Till.operator +(Till, Till)", "CGL0011: No test calls Till.ToString()"],
        "Tests(typeof(Shop.Till))");

    [Test]
    public void Nothing_is_said_of_untested_methods_without_a_pairing() => Says(new UntestedMemberAnalyzer(), "public class T;", [], "");

    private const string Listed = "codegen-lab tested-members 1\n# Members.\nM:Shop.Till.Add(System.Int32)\tShop.Tests=2\nM:Shop.Till.AddAsync(System.Int32)\nM:Shop.Till.Twice(System.Int32)\nP:Shop.Till.Name\n";

    [TestCase(Listed, "public class T;", "No test runs Till.AddAsync(int)|No test runs Till.Twice(int)|No test runs Till.Name")]
    [TestCase(Listed, "public class T { [Test] public void Newer() => Assert.That(Till.Twice(1), Is.EqualTo(2)); public string New(Till till) => till.Name; }", "No test runs Till.AddAsync(int)", Description = "The tests were written since.")]
    [TestCase("codegen-lab tested-members 1\r\nM:Shop.Till.Gone\r\nX\r\nM:Shop.Nowhere.Gone\r\n", "public class T;", "", Description = "They are no more.")]
    [TestCase("codegen-lab tested-members 1\nM:Shop.Till.Add(System.Int32)\tOther.Tests=1\nM:Shop.Till.Twice(System.Int32)\n", "public class T;", "", Description = "Another project tests the type.")]
    [TestCase("codegen-lab tested-members 1\nM:Shop.Till.Add(System.Int32)\tOther.Tests=1\nM:Shop.Other.A\tShop.Tests=1\nM:Shop.Other.B\tShop.Tests=1\nM:Shop.ITill.X\nM:Shop.Till.Twice(System.Int32)\n", "public class T;", "", Description = "Of each type the project that reaches most of it.")]
    [TestCase("codegen-lab tested-members 1\nM:Shop.Till.Twice(System.Int32)\nM:Shop.Other.A\tShop.Tests=2\nM:Shop.Third.A\tOther.Tests=7\nM:Shop.Other.B\tShop.Tests=1\n", "public class T;", "No test runs Till.Twice(int)", Description = "Nobody tests the type: the project that reaches most.")]
    public void Public_members_that_no_test_reached_are_named_at_the_line_of_the_list(string list, string source, string messages)
    {
        var told = Told(source, list);

        Assert.That(told.Select(one => one.GetMessage(System.Globalization.CultureInfo.InvariantCulture)), Is.EqualTo(messages.Split('|', StringSplitOptions.RemoveEmptyEntries)));
        Assert.That(told.Select(one => list.Split('\n')[one.Location.GetLineSpan().StartLinePosition.Line]), Has.All.Match("^[MP]:Shop[.]Till[.](AddAsync|Twice|Name)"));
    }

    [Test]
    public void What_a_pairing_says_yields_to_what_a_run_has_shown() => Assert.That(
        Told("[assembly: Tests(typeof(Shop.Till))] public class T;", Listed.Replace("P:Shop.Till.Name\n", "", StringComparison.Ordinal)).Select(Show),
        Is.EquivalentTo(new[] { "CGL0011: No test runs Till.AddAsync(int)", "CGL0011: No test runs Till.Twice(int)", "CGL0011: No test calls Till.operator +(Till, Till)", "CGL0011: No test calls Till.ToString()" }));

    [TestCase("codegen-lab tested-members 2\nM:Shop.Till.Twice(System.Int32)\n")]
    [TestCase("codegen-lab tested-members 1\nM:Shop.Till.Twice(System.Int32)\tShop.Tests\n")]
    [TestCase("")]
    public void A_list_that_is_not_read_is_told_of(string list)
    {
        var told = Told("public class T;", list).Single();

        Assert.That(Show(told), Is.EqualTo("CGL0013: tested-members.txt is no list of tested members that this version of CodegenLab.Testing reads: run 'dotnet codegen-lab test' of the same version, or delete it"));
        Assert.That(told.Location.GetLineSpan().Path, Is.EqualTo("/shop/tested-members.txt"));
    }

    [Test]
    public void A_list_is_read_as_it_is_written()
    {
        TestedMember[] members = [new("M:Shop.Till.Void", new Dictionary<string, int>()), new("M:Shop.Till.Add(System.Int32)", new Dictionary<string, int> { ["Shop.Tests"] = 12, ["A=B"] = 1 })];

        var text = TestedMembers.Write(members);

        Assert.That(text, Is.EqualTo("codegen-lab tested-members 1\n# Public members, and how many tests of which project reach them. Written by codegen-lab test.\nM:Shop.Till.Add(System.Int32)\tA=B=1\tShop.Tests=12\nM:Shop.Till.Void\n"));
        Assert.That(TestedMembers.Write(TestedMembers.Read(text)!), Is.EqualTo(text));
    }

    private static ImmutableArray<Diagnostic> Told(string source, string list)
    {
        var compilation = Compiled.Compile("using Shop; " + source).AddReferences(Compiled.Compile(Shop).WithAssemblyName("Shop").ToMetadataReference());
        return Compiled.With([], compilation, []).Diagnosed(new UntestedMemberAnalyzer(), new GivenText("/shop/tested-members.txt", list));
    }

    [Test]
    public void A_generated_test_is_stale_when_the_code_of_its_subject_was_changed()
    {
        const string subject = "namespace Shop { public class Drawer { public int Open() => 1; } public partial class Part { } }";
        var now = SubjectHash.Of([CSharpSyntaxTree.ParseText(subject).GetRoot().DescendantNodes().OfType<Microsoft.CodeAnalysis.CSharp.Syntax.ClassDeclarationSyntax>().First()]);

        Assert.Multiple(() =>
        {
            Assert.That(Stale(Sealed("Shop.Drawer", now)), Is.Empty);
            Assert.That(Stale(Sealed("Shop.Drawer", "0123456789abcdef")), Is.EqualTo(new[] { "CGL0010: Shop.Drawer was changed since these tests were generated: run 'dotnet codegen-lab generate-tests' again and review the difference" }));
            Assert.That(Stale(Sealed("Shop.Drawer", "0123456789abcdef") + "// edited\n"), Is.Empty);
            Assert.That(Stale(Sealed("Shop.Nowhere", "0123456789abcdef")), Is.Empty);
            Assert.That(Stale(Sealed("Shop.Part", "0123456789abcdef")), Is.Empty);
        });

        IEnumerable<string> Stale(string tests) => Compiled.With([], tests).Diagnosed(new StaleTestAnalyzer(), new GivenText("/shop/Drawer.cs", subject)).Select(Show);
    }

    [TestCase("[Test] public void Test() { Assert.ThatAsync(() => Task.FromResult(1), Is.EqualTo(1)); }", "[Test] public async Task Test() { await Assert.ThatAsync(() => Task.FromResult(1), Is.EqualTo(1)); }")]
    [TestCase("[Test] public async Task Test() { await Task.Yield(); Assert.ThatAsync(() => Task.FromResult(1), Is.EqualTo(1)); }", "[Test] public async Task Test() { await Task.Yield(); await Assert.ThatAsync(() => Task.FromResult(1), Is.EqualTo(1)); }")]
    [TestCase("[Test] public void Test() { Assert.Multiple(() => { Assert.ThatAsync(() => Task.FromResult(1), Is.EqualTo(1)); }); }", null)]
    public void An_assertion_is_awaited(string before, string? after)
    {
        var source = "public class T { " + before + " }";

        var code = Fixed.By(new AwaitAssertionFix(), new TestBodyAnalyzer(), source);

        Assert.That(code?.Replace("System.Threading.Tasks.Task Test", "Task Test", StringComparison.Ordinal), Is.EqualTo(after is null ? null : "public class T { " + after + " }"));
    }

    [TestCase("var r = new Random();", "var r = new Random(1);")]
    [TestCase("Random r = new();", "Random r = new(1);")]
    [TestCase("var now = DateTime.Now;", null)]
    public void Random_numbers_get_a_seed_and_nothing_else_does(string before, string? after) => Assert.That(
        Fixed.By(new SeedFix(), new TestBodyAnalyzer(), $"public class T {{ [Test] public void Test() {{ {before} }} }}"),
        Is.EqualTo(after is null ? null : $"public class T {{ [Test] public void Test() {{ {after} }} }}"));

    [Test]
    public void Severity_is_set_as_of_any_rule()
    {
        var compilation = Compiled.Compile("public class T { [Test] public void Test() { } }");
        var quiet = compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions([new("CGL0001", ReportDiagnostic.Suppress)]));

        Assert.That(quiet.WithAnalyzers([new WeakTestAnalyzer()]).GetAnalyzerDiagnosticsAsync().Result, Is.Empty);
    }

    private static string Sealed(string subject, string code)
    {
        const string rest = "\npublic class DrawerTests;\n";
        var content = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(rest)))[..16];
        return $"// <codegen-lab version=\"1.0\" seed=\"1\" subject=\"{subject}\" code=\"{code}\" tests=\"1\" branches=\"1\" mutants=\"1\" content=\"{content}\" />{rest}";
    }

    private static void Says(DiagnosticAnalyzer analyzer, string source, string[] messages, string at)
    {
        var shop = Compiled.Compile(Shop).WithAssemblyName("Shop");
        var compilation = Compiled.Compile("using Shop; " + source).AddReferences(shop.ToMetadataReference());
        Assert.That(compilation.GetDiagnostics().Where(message => message.Severity == DiagnosticSeverity.Error), Is.Empty);

        var told = Compiled.With([], compilation, []).Diagnosed(analyzer);

        Assert.That(told.Select(Show), Is.EquivalentTo(messages));
        Assert.That(told.Select(one => one.Location.SourceTree!.GetText().ToString(one.Location.SourceSpan)), Has.All.EqualTo(at));
    }

    private static string Show(Diagnostic told) => $"{told.Id}: {told.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}";
}
