using CodegenLab.CodeFixes;
using CodegenLab.SourceGenerator.Fakes;
using CodegenLab.SourceGenerator.Properties;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.SourceGenerator.Tests.Fakes;

public sealed class FakeGeneratorTests
{
    private const string Payments = """
        namespace Shop;
        public sealed record Receipt(string Number);
        public interface IPayments
        {
            string Currency { get; set; }
            event EventHandler<Receipt>? Paid;
            Receipt Charge(string account, decimal amount);
            Task<IReadOnlyList<Receipt>> ListAsync(string account, CancellationToken cancellationToken);
            bool TryFind(string number, out Receipt? receipt);
        }
        [Fake] public sealed partial class FakePayments : IPayments;
        """;

    [Test]
    public Task Writes_what_one_would_write_by_hand() => Verify(Compiled.With(new FakeGenerator(), Payments).Silent().Source, extension: "cs");

    [Test]
    public void Records_calls_and_does_what_the_test_says() =>
        Assert.That(
            Run(Payments, """
                var log = new CallLog();
                var fake = new FakePayments { Calls = log, OnCharge = (account, amount) => new Receipt($"{account} {amount}") };
                IPayments payments = fake;
                var receipt = payments.Charge("DE02", 12);
                var none = payments.ListAsync("DE02", default).Result.Count;
                var raised = "";
                payments.Paid += (sender, one) => raised = one.Number;
                fake.RaisePaid(fake, receipt);
                payments.Currency = "EUR";
                fake.OnTryFind = (string number, out Receipt? found) => { found = new Receipt(number); return true; };
                payments.TryFind("7", out var found);
                return $"{receipt.Number} {none} {raised} {fake.ChargeCalls.Single().Amount} {fake.CurrencyWrites.Single()} {found!.Number} {fake.PaidHandlers}\n{log}";
                """),
            Is.EqualTo("""
                DE02 12 0 DE02 12 12 EUR 7 1
                Charge("DE02", 12)
                ListAsync("DE02", System.Threading.CancellationToken)
                Paid +=
                Currency = "EUR"
                TryFind("7")
                """));

    [Test]
    public void What_nobody_can_make_up_is_asked_for_by_name() =>
        Assert.That(() => Run(Payments, "return new FakePayments().Charge(\"\", 1).Number;"), Throws.TypeOf<CodegenLab.Testing.FakeNotSetException>()
            .With.Message.EqualTo("FakePayments.OnCharge is not set, and no Receipt can be made up: set it in the test."));

    [TestCase("generic", "public interface I<T> where T : class { T? Find(int id); void Add(T item); IEnumerable<T> All { get; } } [Fake] public partial class F<T> : I<T> where T : class;",
        "var f = new F<string>(); I<string> i = f; i.Add(\"a\"); return $\"{i.Find(1) is null} {i.All.Count()} {f.AddCalls.Single().Item}\";", "True 0 a")]
    [TestCase("generic method", "public interface I { T Get<T>(string key) where T : notnull; void Put<T>(string key, T value, ref int count); T? Maybe<T>(); } [Fake] public partial class F : I;",
        "var f = new F { OnGet = (types, arguments) => types[0] == typeof(int) ? 7 : \"x\", OnPut = (types, arguments) => arguments[2] = 5 }; I i = f; var count = 1; i.Put(\"k\", 3.5, ref count); return $\"{i.Get<int>(\"a\")} {i.Get<string>(\"b\")} {count} {f.PutCalls.Single().Value} {f.GetCalls.Count} {i.Maybe<string>() is null}\";", "7 x 5 3.5 2 True")]
    [TestCase("ref, in and spans", "public interface I { void Swap(ref int a, in int b, ref readonly int c); int Sum(ReadOnlySpan<int> values, int start); } [Fake] public partial class F : I;",
        "var f = new F { OnSwap = (ref int a, in int b, ref readonly int c) => a = b + c, OnSum = (values, start) => values.Length + start }; I i = f; int a = 1, b = 2, c = 3; i.Swap(ref a, in b, in c); return $\"{a} {i.Sum([1, 2], 3)} {f.SumCalls.Single().Start}\";", "5 5 3")]
    [TestCase("overloads", "public interface I { void Write(int value); void Write(string value); void Write(); } [Fake] public partial class F : I;",
        "var f = new F(); I i = f; i.Write(1); i.Write(\"a\"); i.Write(); return $\"{f.WriteInt32Calls.Count}{f.WriteStringCalls.Single().Value}{f.WriteCalls.Count}\";", "1a1")]
    [TestCase("indexers", "public interface I { string this[int row, string column] { get; set; } } [Fake] public partial class F : I;",
        "var f = new F { OnItemGet = (row, column) => row + column }; I i = f; i[1, \"a\"] = \"x\"; return i[1, \"a\"] + i[2, \"b\"];", "x2b")]
    [TestCase("enumerables", "public interface I : IReadOnlyCollection<int>; [Fake] public partial class F : I;",
        "var f = new F { Count = 3 }; I i = f; return $\"{i.Count} {i.Any()}\";", "3 False")]
    [TestCase("async", "public interface I { Task Run(); ValueTask<int> Count(); IAsyncEnumerable<string> Lines(); Task<string> Name(); ValueTask Stop(); } [Fake] public partial class F : I;",
        "I i = new F(); i.Run().Wait(); i.Stop().AsTask().Wait(); var n = 0; async Task Read() { await foreach (var line in i.Lines()) n++; } Read().Wait(); return $\"{i.Count().Result}{i.Name().Result}{n}\";", "00")]
    [TestCase("bodies in the interface", "public interface I { int One(); int Two() => 2 * One(); } [Fake] public partial class F : I;",
        "I i = new F { OnOne = () => 3 }; return i.Two().ToString();", "6")]
    [TestCase("members of the user", "public interface I { int One(); int Two(); } [Fake] public partial class F : I { public int One() => 1; int I.Two() => 2; }",
        "I i = new F(); return $\"{i.One()}{i.Two()}\";", "12")]
    [TestCase("internal interfaces", "internal interface I { Secret Get(); int Size { get; set; } } internal sealed class Secret; [Fake] public partial class F : I;",
        "var f = new F { OnGet = () => new Secret(), SizeValue = 3 }; I i = f; i.Get(); return $\"{f.GetCalls.Count}{i.Size}\";", "13")]
    [TestCase("two interfaces with one member", "public interface A { void Go(); int Id { get; } } public interface B { void Go(); string Id { get; } } [Fake] public partial class F : A, B;",
        "var f = new F { Id = 4, Id_Value = \"b\" }; ((A)f).Go(); ((B)f).Go(); return $\"{f.GoCalls.Count}{((A)f).Id}{((B)f).Id}\";", "24b")]
    [TestCase("names that clash", "public interface I { void Charge(); int ChargeCalls { get; } string Calls { get; } int @class(int @int); } [Fake] public partial class F : I;",
        "var f = new F { ChargeCalls = 9, Calls = \"c\" }; I i = f; i.Charge(); i.@class(1); return $\"{f.Charge_Calls.Count}{i.ChargeCalls}{i.Calls}{f.classCalls.Single().Int}\";", "19c1")]
    [TestCase("init and nested", "public partial class Outer<T> { public interface I { T Value { get; init; } } [Fake] public partial class F : I; }",
        "Outer<int>.I i = new Outer<int>.F { Value = 3 }; return i.Value.ToString();", "3")]
    [TestCase("delegates and events", "public delegate int Ask(string question, out int certainty); public interface I { event Ask Asked; event Action? Done; } [Fake] public partial class F : I;",
        "var f = new F(); I i = f; i.Asked += (string q, out int c) => { c = 2; return q.Length; }; var a = f.RaiseAsked(\"why\", out var c); f.RaiseDone(); return $\"{a}{c}{f.DoneHandlers}\";", "320")]
    [TestCase("obsolete members", "public interface I { [Obsolete(\"old\")] int Old(); } [Fake] public partial class F : I;", "return new F().OldCalls.Count.ToString();", "0")]
    [TestCase("what attributes say about null", "using System.Diagnostics.CodeAnalysis; public interface I { bool TryGet(string key, [NotNullWhen(true)] out string? value); [AllowNull] string Name { get; set; } [return: NotNull] string? Id([DisallowNull] string? id); } [Fake] public partial class F : I;",
        "I i = new F { OnTryGet = (string key, out string? found) => { found = key; return true; } }; i.Name = null; return i.TryGet(\"k\", out var value) ? value : \"\";", "k")]
    [TestCase("what attributes say about null, where the interface is internal", "using System.Diagnostics.CodeAnalysis; internal interface I { bool TryGet(string key, [NotNullWhen(true)] out string? value); [AllowNull] string Name { get; set; } [return: NotNull] string? Id(); } [Fake] public partial class F : I;",
        "I i = new F { OnTryGet = (string key, out string? found) => { found = key; return true; } }; i.Name = null; return i.TryGet(\"k\", out var value) ? value : \"\";", "k")]
    [TestCase("names of members that every object has", "#pragma warning disable CS0465\npublic interface I { object MemberwiseClone(); void Finalize(); } [Fake] public partial class F : I;",
        "I i = new F { OnMemberwiseClone = () => \"c\" }; return i.MemberwiseClone().ToString()!;", "c")]
    [TestCase("records", "public interface I { int Ask(string text); string Name { get; set; } } [Fake] public sealed partial record F(int Size) : I;",
        "var f = new F(3) { OnAsk = text => text.Length }; I i = f; return $\"{f.Size}{i.Ask(\"ab\")}{f.AskCalls.Single().Text}\";", "32ab")]
    public void Fakes(string what, string code, string body, string expected) => Assert.That(Run(code, body), Is.EqualTo(expected), what);

    [TestCase("public interface I { int A(); } [Fake] public class F : I { public int A() => 1; }", "CGL0101: 'F' cannot be completed as a fake: declare it as partial", "F")]
    [TestCase("public class O { public interface I { } [Fake] public partial class F : I; }", "CGL0101: 'O' cannot be completed as a fake: declare it as partial", "O")]
    [TestCase("public interface I { int A(); } [Fake] public static partial class F : I;", "CGL0101: 'F' cannot be completed as a fake: it must not be static", "F")]
    [TestCase("[Fake] public partial class F;", "CGL0102: 'F' implements no interface, so there is nothing to fake: write 'partial class F : ISomething'", "F")]
    [TestCase("[Fake] public partial record F;", "CGL0102: 'F' implements no interface, so there is nothing to fake: write 'partial record F : ISomething'", "F")]
    [TestCase("public interface I { static abstract int Make(); } [Fake] public partial class F : I;", "CGL0103: 'I.Make' cannot be faked, it is static: write this member by hand in 'F'", "F")]
    [TestCase("public interface I { ref int Cell(); } [Fake] public partial class F : I;", "CGL0103: 'I.Cell' cannot be faked, it returns a reference: write this member by hand in 'F'", "F")]
    [TestCase("public unsafe interface I { void Fill(int* cells); } [Fake] public partial class F : I;", "CGL0103: 'I.Fill' cannot be faked, it speaks of pointers: write this member by hand in 'F'", "F")]
    [TestCase("public interface I { T Get<T>(T value) where T : allows ref struct; } [Fake] public partial class F : I;", "CGL0103: 'I.Get' cannot be faked, its type parameters may stand for a ref struct: write this member by hand in 'F'", "F")]
    [TestCase("public interface I { Span<int> Cells { get; } } [Fake] public partial class F : I;", "CGL0103: 'I.Cells' cannot be faked, its type cannot be kept in a field: write this member by hand in 'F'", "F")]
    [TestCase("public partial class O { private interface I { void A(); } [Fake] public partial class F : I; }", "CGL0104: 'F' is more visible than the private type 'O.I' that it speaks of: make it private too", "F")]
    public void What_cannot_be_faked_is_told_with_place_and_advice(string code, string message, string at)
    {
        var told = Compiled.With(new FakeGenerator(), code).ToldWith(new FakeAnalyzer()).Single();

        Assert.That($"{told.Id}: {told.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}", Is.EqualTo(message));
        Assert.That(told.Location.SourceTree!.GetText().ToString(told.Location.SourceSpan), Is.EqualTo(at));
    }

    [TestCase("[Fake] public partial class F : INowhere;")]
    [TestCase("public interface I { Nowhere A(Nothing x); } [Fake] public partial class F : I;")]
    [TestCase("public interface I : I { } [Fake] public partial class F : I;")]
    [TestCase("[Fake] public partial class : System.IDisposable {")]
    public void Code_that_does_not_compile_is_no_reason_to_fail(string code) => Assert.That(() => Compiled.With(new FakeGenerator(), code).Diagnosed(new FakeAnalyzer()), Throws.Nothing);

    [Test]
    public void An_unrelated_edit_repeats_nothing() => Incrementality.Holds(new FakeGenerator(), [Steps.Fakes], Payments);

    [Test]
    public void Lines_above_repeat_nothing() => Incrementality.Holds(new FakeGenerator(), [Steps.Fakes], Payments, "\n// A comment.\n" + Payments);

    /// <summary>After errors in declarations the compiler asks no analyzer: what comes with them is told by the generator, whose word it always shows.</summary>
    [TestCase("public interface I { int A(); } [Fake] public class F : I { }", "CGL0101")]
    [TestCase("public interface I { static abstract int Make(); } [Fake] public partial class F : I;", "CGL0103")]
    [TestCase("public partial class O { private interface I { void A(); } [Fake] public partial class F : I; }", "CGL0104")]
    public void What_comes_with_errors_in_declarations_is_told_by_the_generator(string code, string rule)
    {
        var compiled = Compiled.With(new FakeGenerator(), code);

        Assert.That(compiled.Compilation.GetDeclarationDiagnostics().Select(message => message.Id), Does.Contain("CS0535"));
        Assert.That(compiled.Told.Select(told => told.Id), Is.EqualTo(new[] { rule }));
    }

    [Test]
    public void Of_a_class_that_is_made_whole_nothing_is_told_any_more()
    {
        var before = Compiled.Compile("public interface I { int A(); } [Fake] public class F : I { }");
        var driver = Compiled.Driver([new FakeGenerator()], []).RunGenerators(before);
        var old = before.SyntaxTrees[1];
        var after = before.ReplaceSyntaxTree(old, CSharpSyntaxTree.ParseText("// More.\npublic interface I { int A(); } [Fake] public class F : I { }", (CSharpParseOptions)old.Options, old.FilePath));
        var whole = before.ReplaceSyntaxTree(old, CSharpSyntaxTree.ParseText("public interface I { int A(); } [Fake] public partial class F : I;", (CSharpParseOptions)old.Options, old.FilePath));

        Assert.That(driver.GetRunResult().Diagnostics.Select(told => told.Location.GetLineSpan().StartLinePosition.Line), Is.EqualTo(new[] { 0 }));
        Assert.That((driver = driver.RunGenerators(after)).GetRunResult().Diagnostics.Select(told => told.Location.GetLineSpan().StartLinePosition.Line), Is.EqualTo(new[] { 1 }));
        Assert.That(driver.RunGenerators(whole).GetRunResult().Diagnostics, Is.Empty);
    }

    [TestCase("public interface I { ref int A(); int B(); } public partial class O { [Fake] public partial class F : I; }", "O+F")]
    [TestCase(Payments)]
    public void A_step_knows_which_classes_are_hindered_and_nothing_more(string code, params string[] expected)
    {
        var told = Compiled.Driver([new FakeGenerator()], []).RunGenerators(Compiled.Compile(code)).GetRunResult().Results.Single().TrackedSteps;

        Assert.That(told.TryGetValue(Steps.HinderedFakes, out var runs) ? runs.SelectMany(run => run.Outputs).Select(output => output.Value) : [], Is.EqualTo(expected));
    }

    /// <summary>What the compiler says has a fix in every editor.</summary>
    [TestCase("public interface I { int A(); } [Fake] public sealed class F : I { }", "CS0535", "public interface I { int A(); } [Fake] public sealed partial class F : I { }")]
    [TestCase("public interface I { int A(); } public class O { [Fake] public class F : I { } }", "CS0535", "public interface I { int A(); } public partial class O { [Fake] public partial class F : I { } }")]
    [TestCase("public interface I { int A(); } public class O { [Fake] public partial class F : I { } }", "CS0535", "public interface I { int A(); } public partial class O { [Fake] public partial class F : I { } }")]
    [TestCase("public interface I { int A(); } public class F : I { }", "CS0535", null)]
    [TestCase("public interface I { int A(); } [Fake] public partial class F : I { }", "CS0535", null)]
    [TestCase("public class X { public void M(int a) { } } [TestData(typeof(X), \"M\")] public static class C { } public class T { [TestCaseSource(typeof(C), nameof(C.Accepted))] public void M(int a) { } }", "CS0117", "public class X { public void M(int a) { } } [TestData(typeof(X), \"M\")] public static partial class C { } public class T { [TestCaseSource(typeof(C), nameof(C.Accepted))] public void M(int a) { } }")]
    [TestCase("public record X(int A); [Builder] public class XBuilder { } public class T { public X M() => XBuilder.Valid().Build(); }", "CS0117", "public record X(int A); [Builder] public partial class XBuilder { } public class T { public X M() => XBuilder.Valid().Build(); }")]
    [TestCase("public record X(int A); public class XBuilder { } public class T { public X M() => XBuilder.Valid().Build(); }", "CS0117", null)]
    public void What_the_compiler_says_of_the_missing_half_is_fixed_too(string code, string id, string? expected) => Assert.That(Fixed.OfCompiler(new MakePartialFix(), id, code), Is.EqualTo(expected));

    [Test]
    public void A_class_that_is_not_partial_is_made_so() => Assert.That(
        Fixed.By(new MakePartialFix(), new PropertiesAnalyzer(), "public record X(int A); [Properties(typeof(X))] public sealed class F;"),
        Is.EqualTo("public record X(int A); [Properties(typeof(X))] public sealed partial class F;"));

    private static object? Run(string code, string body) => Compiled.With(new FakeGenerator(), code, $"{(code.Contains("namespace Shop", StringComparison.Ordinal) ? "using Shop; " : "")}public static class Entry {{ public static string Run() {{ {body} }} }}").Silent().Run("Entry", "Run");
}
