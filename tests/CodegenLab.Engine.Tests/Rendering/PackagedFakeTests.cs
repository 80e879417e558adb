using CodegenLab.Engine.Rendering;
using CodegenLab.Engine.Subjects;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Engine.Tests.Rendering;

/// <summary>Nested fakes as the package completes them.</summary>
public sealed class PackagedFakeTests
{
    private const string Contracts = """
        using System.Collections.Generic;
        using System.Collections.Immutable;
        using System.Threading.Tasks;
        namespace Shop;
        public sealed class Rate { }
        public interface IClock { int Now { get; } string Zone { get; set; } void Stop(); Task TickAsync(); Task<IReadOnlyList<string>> ZonesAsync(); }
        public interface IRates { decimal Find(string currency); Task<decimal?> FindAsync(string currency); void Close(); string Name(); }
        public interface IPromises { Rate Find(); ImmutableArray<int> All(); ValueTask<string> NameAsync(); }
        public interface IOverloads { void Put(int number); void Put(string text); }
        public abstract class Base { public abstract void Run(); }
        public class Counter { public Counter(IClock clock, IRates rates, IPromises promises, IOverloads overloads, Base work) { } }
        """;

    [Test]
    public void All_that_tests_neither_set_nor_look_at_is_left_to_the_package() =>
        Assert.That(Shortened("IClock"), Is.EqualTo("[Fake]\nprivate sealed partial class FakeClock : IClock;"));

    [Test]
    public void What_tests_set_stays_as_it_is() => Assert.That(Shortened("IRates", "FindResult"), Is.EqualTo("""
        [Fake]
        private sealed partial class FakeRates : IRates
        {
            public decimal FindResult { get; set; }

            public decimal Find(string currency) => FindResult;
        }
        """.ReplaceLineEndings("\n")));

    [TestCase("IPromises", Description = "The package promises no object that nobody can make, the fake gives null.")]
    [TestCase("IOverloads", Description = "One of them would be implemented explicitly.")]
    [TestCase("Base", Description = "The package completes interfaces.")]
    public void What_would_answer_otherwise_or_save_nothing_stays(string type) => Assert.That(Shortened(type), Is.Null);

    [Test]
    public void Before_CSharp_12_a_class_has_a_body() => Assert.That(Shortened("IClock", LanguageVersion.CSharp11), Is.EqualTo("[Fake]\nprivate sealed partial class FakeClock : IClock\n{\n}"));

    [Test]
    public void Namespaces_are_those_of_what_is_left() => Assert.That(Of("IClock", [], LanguageVersion.CSharp14)!.Names, Is.EqualTo([new NamedType("Shop", "IClock", 0)]));

    private static string? Shortened(string type, params string[] used) => Of(type, used, LanguageVersion.CSharp14)?.Source;

    private static string? Shortened(string type, LanguageVersion version) => Of(type, [], version)?.Source;

    private static NestedFake? Of(string type, string[] used, LanguageVersion version)
    {
        var fakes = new FakeWriter().Write(CSharpCompilation.Create(
            "Shop",
            [CSharpSyntaxTree.ParseText(Contracts)],
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(path => Path.GetFileName(path) is "System.Private.CoreLib.dll" or "System.Runtime.dll" or "System.Collections.Immutable.dll").Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)));
        var fake = fakes.Single(one => one.InterfaceName == "Shop." + type);
        return PackagedFake.Of(fake.Nest(used.ToHashSet(), false), fake.Members, "Fake", (int)version);
    }
}
