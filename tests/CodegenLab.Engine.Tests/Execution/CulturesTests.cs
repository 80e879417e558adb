using System.Globalization;
using CodegenLab.Engine.Instrumentation;
using CodegenLab.Worker.Execution;
using CodegenLab.Worker.TestCases;
using Microsoft.CodeAnalysis;

namespace CodegenLab.Engine.Tests.Execution;

/// <summary>Code that speaks several languages.</summary>
public sealed class CulturesTests
{
    private const string Source = """
        namespace Sample;
        public static class Greeting
        {
            private static readonly Dictionary<string, string> Words = new() { ["fi"] = "hei", ["pt-BR"] = "oi" };
            public static string In(System.Globalization.CultureInfo culture)
            {
                if (culture.Name == "fi")
                    return Words["fi"] + "!";
                return Words.TryGetValue(culture.Name, out var word) ? word : "hello";
            }
        }
        """;

    [Test]
    public void Cultures_that_the_code_names_are_tried()
    {
        using var sample = new SearchedSample(Source);

        var (_, text) = sample.Written(cpuSeconds: .5);

        Assert.That(text, Does.Contain("CultureInfo.GetCultureInfo(\"fi\")").And.Contain("CultureInfo.GetCultureInfo(\"pt-BR\")"));
    }

    [TestCase("de-DE", true)]
    [TestCase("fi", true)]
    [TestCase("zh-Hans", true)]
    [TestCase("FI", false)]
    [TestCase("no such culture", false)]
    [TestCase("", false)]
    public void Only_names_of_cultures_are_names_of_cultures(string text, bool isCulture)
    {
        Assert.That(KnownValues.IsCulture(text), Is.EqualTo(isCulture));
        Assert.That(KnownValues.Has(KnownValues.Culture(text).Code), Is.EqualTo(isCulture));
    }

    [Test]
    public void A_culture_is_found_by_its_code()
    {
        Assert.That(KnownValues.Find(KnownValues.Culture("pt-BR").Code).Make(), Is.EqualTo(CultureInfo.GetCultureInfo("pt-BR")));
    }

    [Test]
    public void What_the_build_says_in_another_culture_is_found_beside_the_instrumented_builds()
    {
        var folder = Directory.CreateTempSubdirectory("codegen-lab-").FullName;
        try
        {
            var target = Path.Combine(folder, "bin", "Sample.dll");
            var german = Directory.CreateDirectory(Path.Combine(folder, "bin", "de")).FullName;
            var words = SampleCompilation.Of("Sample.resources", OutputKind.DynamicallyLinkedLibrary, [], """[assembly: System.Reflection.AssemblyCulture("de")] public static class Words;""");
            Assert.That(words.Emit(Path.Combine(german, "Sample.resources.dll")).Success, Is.True);
            var build = Path.Combine(folder, "search", "Sample.dll");
            Directory.CreateDirectory(Path.GetDirectoryName(build)!);
            Assert.That(SampleCompilation.Of("Sample", OutputKind.DynamicallyLinkedLibrary, [], "public class C;").Emit(build).Success, Is.True);

            Satellites.Copy(target, Path.GetDirectoryName(build)!);
            var universe = new Universe(build, [], new Catalog());

            Assert.That(universe.Assembly.GetSatelliteAssembly(CultureInfo.GetCultureInfo("de")).GetName().CultureName, Is.EqualTo("de"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
