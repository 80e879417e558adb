using CodegenLab.Worker.Protocol;

namespace CodegenLab.Engine.Tests.Suspicions;

/// <summary>Results that depend on what was called before are suspected; those that chance, a clock or a culture makes are not.</summary>
public sealed class GlobalStateTests
{
    private const string Source = """
        namespace Sample;
        public static class Prices
        {
            private static readonly HashSet<string> Seen = [];
            private static int _calls;
            private static readonly Dictionary<int, string> Cache = [];

            public static int Discount(string customer) => Seen.Add(customer) ? 10 : 0;
            public static int NextNumber() => ++_calls;
            public static string Label(int number) => Cache.TryGetValue(number, out var known) ? known : Cache[number] = number < 0 ? "none" : "no. " + number;
            public static string Token() => Guid.NewGuid().ToString();
            public static long Age() => DateTime.UtcNow.Ticks;
            public static string Money(double amount) => amount.ToString("0.00");
        }
        """;

    [Test]
    public async Task Only_what_another_call_has_changed_is_suspected()
    {
        var folder = Directory.CreateTempSubdirectory("codegen-lab-").FullName;
        try
        {
            var subject = new SubjectProject { Compilation = SampleCompilation.Of(Source), References = [] };

            var suite = await new SuiteGenerator(folder).GenerateAsync(subject, new SuiteBudget(.3, 1), (_, _) => Task.FromResult<IReadOnlyCollection<int>>([]), new Silent(), default);

            var found = suite.Suspicions.Where(suspicion => suspicion.Rule == SuspectedRule.GlobalState).ToList();
            Assert.That(found.Select(suspicion => suite.Catalog.Members[suspicion.Subject].Name), Is.EqualTo(new[] { "Discount" }));
            Assert.That(found[0].Expectation, Is.EqualTo("10, as the first time"));
            Assert.That(found[0].Actual, Is.EqualTo("0"));
            Assert.That(found[0].Case.Statements, Has.Length.EqualTo(2));
            Assert.That(found[0].Expected.Single().Of.Statement, Is.EqualTo(1));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private sealed class Silent : IProgress<Progress>
    {
        public void Report(Progress value)
        {
        }
    }
}
