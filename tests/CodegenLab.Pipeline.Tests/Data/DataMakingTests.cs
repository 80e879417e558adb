using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using CodegenLab.Pipeline.Data;
using CodegenLab.Pipeline.Solutions;
using CodegenLab.Pipeline.Tests.TestProjects;
using CodegenLab.SourceGenerator.Cases;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace CodegenLab.Pipeline.Tests.Data;

public sealed class DataMakingTests
{
    private const string Code = """
        using System;
        using System.Collections.Generic;
        using System.ComponentModel.DataAnnotations;

        [assembly: System.Runtime.CompilerServices.InternalsVisibleTo("Shop.Tests")]

        namespace Shop
        {
            public enum Unit { Piece, Kilogram = 5 }

            public sealed record Money(decimal Amount, [property: Required, StringLength(3, MinimumLength = 3)] string Currency);

            public sealed class Line
            {
                public Line(string name, Money price, IReadOnlyList<string>? tags)
                {
                    ArgumentException.ThrowIfNullOrWhiteSpace(name);
                    if (name.Length > 12)
                        throw new ArgumentException("Too long.", nameof(name));
                    (Name, Price, Tags) = (name, price, tags);
                }

                public string Name { get; }
                public Money Price { get; }
                public IReadOnlyList<string>? Tags { get; }
                [Range(1, 99)] public int Count { get; set; } = 1;
            }

            public sealed class Till
            {
                public bool Pay([StringLength(8)] string account, decimal amount, Unit unit)
                {
                    if (amount <= 0 || amount > 500)
                        throw new ArgumentOutOfRangeException(nameof(amount));
                    return account.Length > 0;
                }

                public void Open(int a) { }
                public void Open(string a) { }
                public string Name => "";
            }

            public sealed class Note
            {
                [AllowedValues("a\"b", "c,d", "")] public string Title { get; set; } = "";
                [MaxLength(9)] public string? Text { get; set; }
                public ILog? Log { get; set; }
                public ILog Other { get; set; } = null!;
            }

            public sealed record Half([property: AllowedValues("\ud83d", "whole")] string Text);
            public sealed record Choice([property: AllowedValues(1, 5, 9)] byte? Number, [AllowedValues(Unit.Kilogram)] Unit Unit);
            public sealed record Letter(char Value);
            public sealed record Everything(
                sbyte A, byte B, short C, ushort D, int E, uint F, long G, ulong H, decimal I, double J, float K, bool L, char M, string? N, Unit O, Guid P, DateTime Q, DateTimeOffset R,
                DateOnly S, TimeOnly T, TimeSpan U, Uri V, int[] W, List<string> X, Money Y, Dictionary<string, int> Z, int? Nullable);
            public interface ILog;
            public static class Prices { public static decimal Net(decimal gross) => gross; public static int None() => 0; }
            public sealed class Loop(Loop inner) { public Loop Inner => inner; }
            public sealed class Contradiction { [Range(5, 4)] public required int Number { get; set; } }
            public sealed class Box<T>(T content) { public T Content => content; }
            public sealed class Nobody { private Nobody() { } }
            internal sealed record Hidden(int Number);
            public readonly struct Share
            {
                private Share(int part) => Part = part;
                public int Part { get; }
                public static Share Of(int percent) => new(percent);
            }
        }
        """;

    private const string Attribute = """
        namespace CodegenLab.Testing
        {
            [System.Flags] public enum Strategies { None = 0, Boundary = 1, Equivalence = 2, Random = 4, Mutation = 8 }
            [System.AttributeUsage(System.AttributeTargets.Class)]
            public sealed class TestDataAttribute(System.Type type, string? method = null) : System.Attribute
            {
                public System.Type Type => type;
                public string? Method => method;
                public Strategies Strategies { get; set; }
                public ulong Seed { get; set; }
                public int Samples { get; set; } = 10;
            }
        }
        """;

    private static readonly ImmutableArray<MetadataReference> Platform = [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))];

    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() }, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    private static readonly string[] Subjects = ["Money", "Till.Pay", "Choice", "Letter", "Everything"];

    private static readonly DataStrategies[] Choices = [DataStrategies.Boundary, DataStrategies.Equivalence, DataStrategies.Random, DataStrategies.Mutation, DataStrategies.Boundary | DataStrategies.Random];

    private static TestRepository _repository = null!;
    private static LoadedSolution _solution = null!;
    private static byte[] _shop = null!;

    [OneTimeSetUp]
    public static void Load()
    {
        _repository = new TestRepository();
        var shop = _repository.Project("src/Shop/Shop.csproj", Code);
        _solution = _repository.Solution(
            shop with { Compilation = shop.Compilation.WithReferences(Platform) },
            _repository.Project("tests/Shop.Tests/Shop.Tests.csproj", packages: []));
        using var image = new MemoryStream();
        var emitted = _solution.Projects[0].Compilation.Emit(image);
        Assert.That(emitted.Success, string.Join("\n", emitted.Diagnostics));
        _shop = image.ToArray();
    }

    [OneTimeTearDown]
    public static void Delete() => _repository.Dispose();

    [Test]
    public Task Objects_are_written_by_the_names_of_their_properties() => Verify(Made("Line").Text, extension: "json");

    [Test]
    public Task Cells_hold_JSON_where_a_value_has_parts() => Verify(Told(Made("Note", format: DataFormat.Csv)) + Made("Till.Pay", format: DataFormat.Csv).Text + Made("Line", DataStrategies.Boundary, format: DataFormat.Csv).Text, extension: "csv");

    [Test]
    public Task A_class_gives_them_one_by_one() => Verify(Made("Line", DataStrategies.Boundary, format: DataFormat.Cs, refused: true).Text);

    /// <summary>The generator sees the subject compiled and its source beside it, as in a build; the command sees the source alone.</summary>
    [Test]
    public void Values_are_those_of_compile_time([ValueSource(nameof(Subjects))] string subject, [ValueSource(nameof(Choices))] DataStrategies strategy, [Values(0UL, 42UL)] ulong seed, [Values] bool refused)
    {
        var generated = Generated.Value[NameOf(subject, strategy, seed)];

        var made = Made(subject, strategy, seed, 12, refused, DataFormat.Cs).Text;

        var expected = Arguments(generated[generated.IndexOf(refused ? " Refused" : " Accepted", StringComparison.Ordinal)..], "new object?[] { ", " });");
        var isMethod = subject.Contains('.', StringComparison.Ordinal);
        Assert.That(Arguments(made, isMethod ? "new object?[] { " : $"new global::Shop.{subject}(", isMethod ? " };" : ");"), Is.EqualTo(expected));
        Assert.That(refused || expected.Count > 1, "Nothing was compared.");
        Assert.That(Makers(made), Is.EqualTo(Makers(generated)));
    }

    [TestCase("Everything")]
    [TestCase("Money")]
    [TestCase("Line")]
    [TestCase("Unit")]
    [TestCase("Letter")]
    [TestCase("DateTimeOffset?")]
    [TestCase("List<double>")]
    [TestCase("Guid")]
    [TestCase("Shop.Box<int>")]
    public void What_JSON_says_is_what_the_code_makes(string subject)
    {
        const DataStrategies all = DataStrategies.Boundary | DataStrategies.Equivalence | DataStrategies.Random | DataStrategies.Mutation;
        var values = Run(Made(subject, all, 7, 20, format: DataFormat.Cs).Text);
        var page = Made(subject, all, 7, 20);

        var read = JsonSerializer.Deserialize(page.Text, typeof(List<>).MakeGenericType(values.GetType().GetGenericArguments()[0]), Json)!;

        Assert.That(page.Notes, Is.Empty);
        Assert.That(page.Rows, Is.GreaterThan(1));
        Assert.That(JsonSerializer.Serialize(read, Json), Is.EqualTo(JsonSerializer.Serialize(values, values.GetType(), Json)));
    }

    [Test]
    public void The_same_seed_gives_the_same_and_another_one_others()
    {
        var first = Made("Line", DataStrategies.Random, 1);

        Assert.That(Made("Line", DataStrategies.Random, 1), Is.EqualTo(first).Using<DataPage>((one, other) => one.Text == other.Text));
        Assert.That(Made("Line", DataStrategies.Random, 2).Text, Is.Not.EqualTo(first.Text));
        Assert.That(Made("Line", DataStrategies.Random, 1, 40).Rows, Is.GreaterThan(first.Rows + 30));
    }

    [TestCase("Half", DataFormat.Json, "Row 1 is left out of the JSON, Text: it holds half a letter (U+D83D alone), which no UTF-8 file can. --format cs has it.")]
    [TestCase("Letter", DataFormat.Csv, "Row 6 is left out of the CSV, Value: it is U+0000, where readers of CSV take the file to end. --format json or cs has it.")]
    [TestCase("Note", DataFormat.Json, "Other is left as Note leaves it: Shop.ILog is an interface.")]
    [TestCase("Share", DataFormat.Json, "Shop.Share is made by Of, and its parts are the parameters of that.")]
    public void What_is_left_out_is_told(string subject, DataFormat format, string note)
    {
        var page = Made(subject, format: format);

        Assert.That(page.Notes, Does.Contain(note));
        Assert.That(page.Text.Split('\n'), Has.Length.GreaterThanOrEqualTo(page.Rows));
    }

    [TestCase("Mony", "No type or member matches 'Mony'. Did you mean Money?")]
    [TestCase("Till.Pya", "Shop.Till has no member 'Pya'. Did you mean Pay?")]
    [TestCase("Till.Open", "'Till.Open' names 2 overloads.\nName one of them: \"Till.Open(int)\", \"Till.Open(string)\".")]
    [TestCase("Till.Name", "No values of Shop.Till.Name can be made up: it is no type, method or constructor.")]
    [TestCase("ILog", "No values of Shop.ILog can be made up: it says what a class does, and has none of its own.\nName a class, or take a [Fake] of the package CodegenLab.Testing in a test project.")]
    [TestCase("Prices", "No values of Shop.Prices can be made up: a static class has none.\nName one of its methods for arguments of it.")]
    [TestCase("Prices.None", "Shop.Prices.None() has no parameters: there are no arguments to make up.")]
    [TestCase("Box<T>", "No values of Shop.Box<T> can be made up: its type parameters are open.\nName it with types, and with its namespace: \"Shop.Box<int>\".")]
    [TestCase("Loop", "No Shop.Loop can be made up: Loop is a part of itself (Loop > Loop).\nIn a test project, [Builder] of the package CodegenLab.Testing takes such parts from you.")]
    [TestCase("Contradiction", "No Shop.Contradiction can be made up: The limits of 'Number' contradict each other, so that no value is accepted: look at attributes, DataAnnotations and guard clauses.\nIn a test project, [Builder] of the package CodegenLab.Testing takes such parts from you.")]
    [TestCase("Nobody", "No Shop.Nobody can be made up: Shop.Nobody has no constructor or factory that a test could call.\nIn a test project, [Builder] of the package CodegenLab.Testing takes such parts from you.")]
    public void What_cannot_be_made_is_told_with_advice(string subject, string message) =>
        Assert.That(() => Made(subject), Throws.TypeOf<InputException>().With.Message.EqualTo(message));

    [Test]
    public void Internal_types_are_made_for_the_test_project_that_sees_them() => Assert.That(Made("Hidden").Text, Does.Contain("\"Number\":2147483647"));

    [Test]
    public void A_file_gets_what_is_made_and_nothing_where_there_is_nothing()
    {
        var page = DataMaking.Make(_solution, Request("Money") with { Output = "made/money.json" }, default);
        DataMaking.Make(_solution, Request("Prices.Net") with { Refused = true, Output = "made/none.json" }, default);

        Assert.That(File.ReadAllText(_repository.PathOf("made/money.json")), Is.EqualTo(page.Text));
        Assert.That(File.Exists(_repository.PathOf("made/none.json")), Is.False);
        Assert.That(() => DataMaking.Make(_solution, Request("Money") with { Output = "made" }, default), Throws.TypeOf<InputException>().With.Message.Contains("cannot be written"));
    }

    private static DataRequest Request(string subject) => new() { Subject = subject, WorkingFolder = _repository.Root };

    private static DataPage Made(
        string subject, DataStrategies strategies = DataStrategies.Boundary | DataStrategies.Equivalence, ulong seed = 0, int samples = 10, bool refused = false, DataFormat format = DataFormat.Json) =>
        DataMaking.Make(_solution, Request(subject) with { Strategies = strategies, Seed = seed, Samples = samples, Refused = refused, Format = format }, default);

    private static string Told(DataPage page) => string.Concat(page.Notes.Select(note => note + "\n")) + page.Text;

    /// <summary>What the generator of the package writes in a test project, by the name of the class.</summary>
    private static readonly Lazy<Dictionary<string, string>> Generated = new(() =>
    {
        var classes =
            from subject in Subjects
            from strategy in Choices
            from seed in new[] { 0UL, 42UL }
            let method = subject.Contains('.', StringComparison.Ordinal) ? $", \"{subject.Split('.')[1]}\"" : ""
            select $"[CodegenLab.Testing.TestData(typeof(Shop.{subject.Split('.')[0]}){method}, Strategies = (CodegenLab.Testing.Strategies){(int)strategy}, Seed = {seed}, Samples = 12)] static partial class {NameOf(subject, strategy, seed)};";
        var tests = Compiled("Shop.Tests", string.Join("\n", classes), Attribute).AddReferences(MetadataReference.CreateFromImage(_shop));
        return CSharpGeneratorDriver.Create([new TableGenerator().AsSourceGenerator()], [new Source()], (CSharpParseOptions)tests.SyntaxTrees[0].Options, new Subject())
            .RunGenerators(tests).GetRunResult().Results.Single().GeneratedSources.ToDictionary(source => source.HintName.Split('.')[0], source => source.SourceText.ToString());
    });

    private static string NameOf(string subject, DataStrategies strategy, ulong seed) => $"{subject.Replace('.', '_')}_{(int)strategy}_{seed}";

    private static IEnumerable<string> Makers(string code) => code.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("private static", StringComparison.Ordinal));

    private static List<string> Arguments(string code, string before, string after)
    {
        var end = code.IndexOf("yield break", StringComparison.Ordinal);
        return [.. code[..end].Split('\n').Where(line => line.Contains("yield return", StringComparison.Ordinal)).Select(line => line[(line.IndexOf(before, StringComparison.Ordinal) + before.Length)..^after.Length])];
    }

    /// <summary>All that the written class gives.</summary>
    private static IEnumerable Run(string code)
    {
        var compilation = Compiled("Shop.Tests", code).AddReferences(MetadataReference.CreateFromImage(_shop));
        using var image = new MemoryStream();
        var emitted = compilation.Emit(image);
        Assert.That(emitted.Diagnostics.Where(message => message.Severity >= DiagnosticSeverity.Warning), Is.Empty, code);
        var context = new System.Runtime.Loader.AssemblyLoadContext(null, isCollectible: false);
        using var shop = new MemoryStream(_shop);
        context.LoadFromStream(shop);
        image.Position = 0;
        var made = (IEnumerable)context.LoadFromStream(image).GetTypes().Single(type => type.Name.EndsWith("Data", StringComparison.Ordinal)).GetProperty("Accepted", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
        var element = made.GetType().GetInterfaces().Single(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IEnumerable<>)).GetGenericArguments()[0];
        return (IEnumerable)Activator.CreateInstance(typeof(List<>).MakeGenericType(element), made)!;
    }

    private static CSharpCompilation Compiled(string name, params string[] sources) => CSharpCompilation.Create(
        name, sources.Select(source => CSharpSyntaxTree.ParseText(source)), Platform, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>The subject's source, as the targets of the package hand it to the compiler.</summary>
    private sealed class Source : AdditionalText
    {
        public override string Path => "/shop/Code.cs";

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(Code);
    }

    private sealed class Subject : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(false);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Options(true);

        private sealed class Options(bool isSubject) : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value)
            {
                value = isSubject && key == "build_metadata.AdditionalFiles.CodegenLabSubject" ? "true" : null;
                return value is not null;
            }
        }
    }
}
