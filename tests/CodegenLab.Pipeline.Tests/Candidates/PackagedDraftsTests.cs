using System.Collections.Immutable;
using CodegenLab.Pipeline.Candidates;
using CodegenLab.Pipeline.Solutions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace CodegenLab.Pipeline.Tests.Candidates;

/// <summary>Drafts for a test project that references CodegenLab.Testing: its generators run over them, its rules say what it cannot complete.</summary>
public sealed class PackagedDraftsTests
{
    private const string Subject = """
        #nullable enable
        namespace Shop;
        public interface IPayments { bool Charge(string account, decimal amount); }
        public sealed record Line(string Product, int Quantity);
        public sealed record Order(string Id, System.Collections.Generic.IReadOnlyList<Line> Lines);
        public sealed class Till(IPayments payments)
        {
            public bool Pay(string account, decimal amount) => payments.Charge(account, amount);
            public static int Deposit(int amount)
            {
                if (amount < 1 || amount > 500)
                    throw new System.ArgumentOutOfRangeException(nameof(amount));
                return amount;
            }
        }
        """;

    private const string Known = "[Fake] internal sealed partial class KnownPayments : IPayments;";

    private const string Paying = "var payments = new FakePayments { OnCharge = (_, _) => true }; Assert.That(new Till(payments).Pay(\"DE02\", 1), Is.True); Assert.That(payments.ChargeCalls.Single().Amount, Is.EqualTo(1));";

    private static readonly ImmutableArray<MetadataReference> References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "nunit.framework.dll" or "CodegenLab.Testing.dll")).Select(path => MetadataReference.CreateFromFile(path))];

    private static readonly ImmutableArray<DiagnosticAnalyzer> Rules = DraftAnalyzers.Of([OwnAssembly], Path.GetTempPath());

    private static string OwnAssembly => Path.Combine(AppContext.BaseDirectory, "CodegenLab.SourceGenerator.dll");

    [TestCase("[Fake] private sealed partial class FakePayments : IPayments;", Paying)]
    [TestCase("[Builder] private sealed partial class OrderBuilder;", "Assert.That(OrderBuilder.Valid().WithLines(3).Build().Lines, Has.Count.EqualTo(3));")]
    [TestCase("[TestData(typeof(Till), nameof(Till.Deposit))] private static partial class DepositCases;", "Assert.That(DepositCases.Refused, Is.Not.Empty);")]
    public void What_the_package_completes_compiles(string declared, string body)
    {
        var candidate = Compiled($"[Test] public void Works() {{ {body} }} {declared}");

        Assert.That(candidate.Removed, Is.Empty);
        Assert.That(candidate.Sound, Is.EqualTo(new[] { "Works" }));
    }

    [TestCase("[Test] public void Works([Boundary(Side = Side.Outside)] int amount) => Assert.That(() => Till.Deposit(amount), Throws.TypeOf<System.ArgumentOutOfRangeException>());", "Values of parameters.")]
    [TestCase("[Test] public void Works() => Assert.That(Till.Deposit(1), Oracle.Invariant<int>(deposit => deposit > 0));", "Oracles.")]
    public void So_does_what_stands_in_the_test_itself(string test, string because) => Assert.That(Compiled(test).Sound, Is.EqualTo(new[] { "Works" }), because);

    [Test]
    public void A_forgotten_using_is_put_in()
    {
        var candidate = Compiled($"[Test] public void Works() {{ {Paying} }} [Fake] private sealed partial class FakePayments : IPayments;", usings: "");

        Assert.That(candidate.TestMethods, Is.EqualTo(new[] { "Works" }), string.Join("\n", candidate.Removed.SelectMany(member => member.Complaints)));
        Assert.That(candidate.Source, Does.Contain("using CodegenLab.Testing;"));
    }

    /// <summary>What does not compile beside what is generated, and what the package says it cannot complete.</summary>
    [TestCase("[Builder(typeof(Order))] private sealed partial class FakePayments { private static int DefaultLines() => 3; }", "CS0029")]
    [TestCase("[Fake] private sealed partial class FakePayments : Till;", "CS0509")]
    [TestCase("[Fake] private sealed partial class FakePayments;", "CGL0102")]
    [TestCase("[TestData(typeof(Till), \"Nothing\")] private static partial class FakePayments;", "CGL0209")]
    public void What_it_cannot_complete_costs_the_class_and_what_uses_it(string declared, string code)
    {
        var candidate = Compiled($"[Test] public void Bad() => Assert.That(typeof(FakePayments), Is.Not.Null); [Test] public void Good() => Assert.That(Till.Deposit(1), Is.EqualTo(1)); {declared}");

        Assert.That(candidate.TestMethods, Is.EqualTo(new[] { "Good" }));
        Assert.That(candidate.Removed.Select(member => member.Name), Is.EquivalentTo(new[] { "Bad", "FakePayments" }));
        Assert.That(candidate.Removed.SelectMany(member => member.Complaints).Select(complaint => complaint.Code), Does.Contain(code));
    }

    [Test]
    public void What_the_project_has_is_completed_once() => Assert.That(
        Compiled("[Test] public void Works() => Assert.That(new Till(new KnownPayments { OnCharge = (_, _) => true }).Pay(\"DE02\", 1), Is.True);").Sound, Is.EqualTo(new[] { "Works" }));

    private static Candidate Compiled(string members, string usings = "using CodegenLab.Testing;")
    {
        var subject = CSharpCompilation.Create("Shop", [CSharpSyntaxTree.ParseText(Subject)], References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var basis = CSharpCompilation.Create(
            "Shop.Tests",
            [CSharpSyntaxTree.ParseText("global using System.Linq; global using NUnit.Framework; global using Shop;"), CSharpSyntaxTree.ParseText($"using CodegenLab.Testing; {Known}")],
            [.. References, subject.ToMetadataReference()],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        var generators = new GeneratorAssemblies(Path.GetTempPath()).Of([OwnAssembly], basis.SyntaxTrees, [], default);
        var completed = new ProjectGenerators(CSharpGeneratorDriver.Create(generators), new AnalyzerOptions([])).On(basis, default);
        var draft = DraftFixture.Read($"{usings}\npublic class TillTests\n{{\n    {members}\n}}")!.Write("", "Shop.Tests", "TillDraftedTests", fileScoped: true);
        return new DraftCompiler(basis, Rules) { Generators = completed }.CompileAsync([draft], default).GetAwaiter().GetResult().Single();
    }
}
