using System.Collections.Immutable;
using CodegenLab.Engine.Subjects;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Engine.Tests.Subjects;

public sealed class FakeWriterTests
{
    private const string Shop = """
        using System;
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;

        namespace Shop;

        public interface IRateSource
        {
            decimal GetRate(string currency);
            decimal GetRate(string currency, DateTime day);
            Task<string?> FindAsync(string? code, CancellationToken cancellationToken = default);
            Task SaveAsync(IReadOnlyList<string> codes);
            void Clear();
            bool TryGet(string code, out decimal rate);
            T Read<T>(string name) where T : class, new();
            IEnumerable<string> Codes { get; }
            string? Name { get; set; }
            int this[string code] { get; set; }
            event EventHandler? Changed;
        }

        public interface IRepository<TKey, T> : IReadOnlyCollection<T>, IDisposable where TKey : notnull where T : class
        {
            T? Find(TKey key);
            IDictionary<TKey, T> All();
        }

        public abstract class Clock
        {
            protected Clock(string zone) => Zone = zone;
            public string Zone { get; }
            public abstract DateTime Now { get; }
            public abstract int Ticks { get; protected set; }
            protected abstract ReadOnlySpan<char> Show(in int day);
            public virtual void Wait() { }
        }

        public abstract record Shape(string Name)
        {
            public abstract double Area();
        }

        public sealed class Checkout(IRateSource rates, Clock clock, IRepository<string, Checkout> others, Func<Shape, bool> filter)
        {
            public IRateSource Rates => rates;
            public Clock Clock => clock;
            public int Count => others.Count;
            public bool Accepts(Shape shape) => filter(shape);
        }
        """;

    [Test]
    public Task Writes_what_a_person_would_write() =>
        Verify(string.Join("\n\n", Write(Shop).Select(fake => fake.Nest(null, false).Source)), extension: "cs");

    [Test]
    public void Adds_public_classes_to_the_subject()
    {
        var subject = Compile(Shop);
        var fakes = new FakeWriter().Write(subject);

        var extended = subject.AddSyntaxTrees(fakes.Select(fake => CSharpSyntaxTree.ParseText(fake.CompilationUnit, Parsing)));

        Assert.That(Problems(extended), Is.Empty);
        foreach (var fake in fakes)
        {
            var type = extended.GetTypeByMetadataName(fake.FakeTypeName);
            Assert.That(type?.DeclaredAccessibility, Is.EqualTo(Accessibility.Public), fake.FakeTypeName);
            Assert.That(extended.GetTypeByMetadataName(fake.InterfaceName), Is.Not.Null, fake.InterfaceName);
        }
    }

    [Test]
    public void Nests_in_another_assembly_without_warnings([Values] bool qualified)
    {
        var subject = Compile(Shop);
        var fakes = new FakeWriter().Write(subject);
        var usings = string.Concat(fakes.SelectMany(fake => fake.Nest(null, false).Names).Select(named => named.Namespace).Distinct().Order().Select(ns => $"using {ns};\n"));

        var nested = string.Join("\n\n", fakes.Select(fake => fake.Nest(null, qualified).Source));
        var tests = CSharpCompilation.Create("Tests", [CSharpSyntaxTree.ParseText($"{(qualified ? "" : usings)}\npublic class Tests\n{{\n{nested}\n}}", Parsing)], References.Add(subject.ToMetadataReference()), Annotated);

        Assert.That(Problems(tests), Is.Empty);
    }

    [Test]
    public void Leaves_out_what_cannot_be_implemented()
    {
        const string source = """
            namespace Shop;
            public interface INumber<T> where T : INumber<T> { static abstract T Zero { get; } }
            public interface IBuffer { ref int At(int index); }
            public abstract class Closed { internal Closed() { } public abstract int Value { get; } }
            public abstract class Hidden { public abstract int Value { get; } internal abstract int Secret { get; } }
            public static class Uses
            {
                public static void All(IBuffer buffer, Closed closed, Hidden hidden) { }
                public static void Number<T>(T number) where T : INumber<T> { }
            }
            """;

        Assert.That(Write(source), Is.Empty);
    }

    [Test]
    public void Fakes_internal_interfaces_only_for_tests_that_see_them()
    {
        const string source = """
            namespace Shop;
            internal interface IClock { int Now { get; } }
            internal sealed class Timer(IClock clock) { public int Now => clock.Now; }
            """;

        Assert.That(new FakeWriter(internalsVisible: false).Write(Compile(source)), Is.Empty);
        Assert.That(new FakeWriter(internalsVisible: true).Write(Compile(source)).Single().CompilationUnit, Does.Contain("internal sealed class FakeClock"));
    }

    [Test]
    public void Gives_interfaces_of_one_name_different_fakes()
    {
        const string source = """
            namespace A { public interface IClock { int Now { get; } } }
            namespace B { public interface IClock { int Now { get; } } public class Uses { public Uses(A.IClock a, B.IClock b) { } } }
            """;

        Assert.That(Write(source).Select(fake => fake.FakeTypeName), Is.EqualTo(new[] { "CodegenLab.Fakes.FakeClock", "CodegenLab.Fakes.FakeBClock" }));
    }

    [Test]
    public void What_fluent_calls_go_on_with_is_the_fake_itself()
    {
        const string source = """
            namespace Shop;
            public interface INode { INode Next(); INode? Find(string name); INode Named(string name); }
            public interface IRule<T> { IRuleOptions<T> Check(System.Func<T, bool> holds); }
            public interface IRuleOptions<T> : IRule<T> { IRuleOptions<T> Say(string message); }
            public static class Uses { public static void All(INode node, IRule<int> rule) => rule.Check(n => n > 0).Say("no").Check(n => n < 9).Say("none"); }
            """;
        var fakes = Write(source).ToDictionary(fake => fake.FakeTypeName, fake => fake.Nest(new HashSet<string>(), false).Source);

        Assert.That(fakes["CodegenLab.Fakes.FakeNode"], Does.Contain("INode Named(string name) => this;").And.Contain("INode Next() => null!;").And.Contain("INode? Find(string name) => null;"));
        Assert.That(fakes["CodegenLab.Fakes.FakeRule`1"], Does.Contain(" : IRuleOptions<T>").And.Contain("IRuleOptions<T> Check(Func<T, bool> holds) => this;").And.Contain("IRuleOptions<T> Say(string message) => this;"));
        Assert.That(Write(source).Single(fake => fake.FakeTypeName == "CodegenLab.Fakes.FakeNode").CompilationUnit, Does.Contain("NamedResult = this;").And.Contain(": NamedResult;"));
    }

    [Test]
    public void Implements_members_that_clash_for_their_interface_alone()
    {
        const string source = """
            namespace Shop;
            public interface IOld { int Value { get; } string Show(); }
            public interface INew : IOld { new string Value { get; } new string Show(); }
            public class Uses { public Uses(INew value) { } }
            """;

        var fake = Write(source).Single();

        Assert.That(fake.Nest(null, false).Source, Does.Contain("int IOld.Value => ValueResult;").And.Contain("public string Value { get; set; } = \"\";"));
    }

    [Test]
    public void A_nested_fake_keeps_the_properties_that_are_used_and_still_compiles([Values] bool qualified)
    {
        var subject = Compile(Shop);
        var fakes = new FakeWriter().Write(subject);
        HashSet<string> used = ["FindResult", "ClearCalls"];

        var nested = fakes.Select(fake => fake.Nest(used, qualified)).ToList();
        var usings = qualified ? "" : string.Concat(nested.SelectMany(fake => fake.Names).Select(named => named.Namespace).Distinct().Order().Select(ns => $"using {ns};\n"));
        var tests = CSharpCompilation.Create("Tests", [CSharpSyntaxTree.ParseText($"{usings}\npublic class Tests\n{{\n{string.Join("\n\n", nested.Select(fake => fake.Source))}\n}}", Parsing)], References.Add(subject.ToMetadataReference()), Annotated);

        var rates = nested.Single(fake => fake.Source.Contains("FakeRateSource", StringComparison.Ordinal)).Source;
        Assert.Multiple(() =>
        {
            Assert.That(Problems(tests), Is.Empty);
            Assert.That(rates, Does.Contain("FindResult { get; set; }").And.Contain("ClearCalls++").And.Not.Contain("SaveCalls").And.Not.Contain("TryGetResult"));
        });
    }

    [Test]
    public void Fakes_what_a_library_asks_for_and_keeps_what_is_logged()
    {
        const string library = """
            using System;
            namespace Microsoft.Extensions.Logging
            {
                public enum LogLevel { Information }
                public interface ILogger
                {
                    void Log<TState>(LogLevel logLevel, int eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter);
                    bool IsEnabled(LogLevel logLevel);
                    IDisposable? BeginScope<TState>(TState state) where TState : notnull;
                }
                public interface ILogger<out T> : ILogger;
            }
            namespace Mail { public interface ISender { bool Send(string to); } }
            """;
        const string source = """
            namespace Shop;
            public class Uses(Microsoft.Extensions.Logging.ILogger<Uses> logger, Mail.ISender sender, System.IFormatProvider format, System.Collections.Generic.IEnumerable<int> numbers)
            {
                public string Text => $"{logger}{sender}{format}{numbers}";
            }
            """;
        var reference = Compile(library).ToMetadataReference();
        var subject = CSharpCompilation.Create("Shop", [CSharpSyntaxTree.ParseText(source, Parsing)], References.Add(reference), Annotated);

        var fakes = new FakeWriter().Write(subject);

        Assert.That(fakes.Select(fake => fake.FakeTypeName), Is.EqualTo(new[] { "CodegenLab.Fakes.FakeSender", "CodegenLab.Fakes.FakeLogger`1" }));
        var logger = fakes[1].Nest(null, false).Source;
        Assert.Multiple(() =>
        {
            Assert.That(logger, Does.Contain("public List<string> Messages { get; } = new List<string>();").And.Contain("Messages.Add(formatter(state, exception))"));
            Assert.That(logger, Does.Contain("IsEnabledResult { get; set; } = true;"));
            Assert.That(fakes[1].Nest(new HashSet<string>(), false).Source, Does.Contain("IsEnabled(LogLevel logLevel) => true;"));
        });
    }

    [Test]
    public void Speaks_old_CSharp_to_old_projects()
    {
        const string source = """
            namespace Shop
            {
                public interface IRates { string Find(string code); T Read<T>(); }
                public class Uses { public Uses(IRates rates) { } }
            }
            """;
        var parsing = new CSharpParseOptions(LanguageVersion.CSharp7_3);
        var subject = CSharpCompilation.Create("Shop", [CSharpSyntaxTree.ParseText(source, parsing)], References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

        var fake = new FakeWriter().Write(subject).Single();

        Assert.That(Problems(subject.AddSyntaxTrees(CSharpSyntaxTree.ParseText(fake.CompilationUnit, parsing))), Is.Empty);
    }

    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.CSharp14);

    private static readonly CSharpCompilationOptions Annotated = new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal)).Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private static ImmutableArray<Fake> Write(string source) => new FakeWriter().Write(Compile(source));

    private static CSharpCompilation Compile(string source)
    {
        var compilation = CSharpCompilation.Create("Shop", [CSharpSyntaxTree.ParseText(source, Parsing)], References, Annotated);
        Assume.That(Problems(compilation), Is.Empty);
        return compilation;
    }

    private static IEnumerable<Diagnostic> Problems(Compilation compilation) => compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);
}
