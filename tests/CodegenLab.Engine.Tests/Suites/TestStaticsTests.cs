using System.Reflection;
using System.Runtime.Loader;
using CodegenLab.Worker.Suites;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Engine.Tests.Suites;

/// <summary>On assemblies that are compiled here: whether this one is optimised depends on who runs the tests.</summary>
public sealed class TestStaticsTests
{
    [Test]
    public void Values_are_made_anew_as_in_a_process_that_has_just_begun()
    {
        var tests = Load("""
            public static class Steps
            {
                public static int Made;
                public static readonly object Kept = new();
                public static object Later;
                public const int Constant = 4;
                static Steps() => Made = 7;
            }
            public class Fixture { public class Inner { public static readonly object Kept = Steps.Kept; } }
            """);
        var statics = TestStatics.Of(tests, new HashSet<string>())!;
        Assert.That(statics.Begin(), Is.True);
        var (kept, inner) = (Get(tests, "Steps", "Kept"), Get(tests, "Fixture+Inner", "Kept"));
        Set(tests, "Steps", "Made", 1);
        Set(tests, "Steps", "Later", "made by a test");

        statics.Initialise();

        Assert.That(Get(tests, "Steps", "Made"), Is.EqualTo(7));
        Assert.That(Get(tests, "Steps", "Later"), Is.Null);
        Assert.That(Get(tests, "Steps", "Kept"), Is.Not.Null.And.Not.SameAs(kept), "read-only fields too");
        Assert.That(Get(tests, "Fixture+Inner", "Kept"), Is.Not.SameAs(inner));
    }

    [TestCase("public class Test<T> { public static int Made; }", TestName = "Fields_of_generic_types_cannot_be_listed")]
    [TestCase("public class Test { [System.ThreadStatic] public static int Made; }", TestName = "Fields_of_other_threads_cannot_be_reached")]
    public void Where_some_value_cannot_be_made_anew_none_is(string code) => Assert.That(TestStatics.Of(Load(code), new HashSet<string>()), Is.Null);

    [Test]
    public void Optimised_code_may_hold_what_read_only_fields_were() =>
        Assert.That(TestStatics.Of(Load("public class Test { public static readonly object Kept = new(); }", OptimizationLevel.Release), new HashSet<string>()), Is.Null);

    [Test]
    public void Lambdas_in_generic_methods_hold_nothing() =>
        Assert.That(TestStatics.Of(Load("public class Test { public static System.Func<T> Of<T>() => () => default; }"), new HashSet<string>()), Is.Not.Null);

    [Test]
    public void A_class_that_is_not_run_is_not_initialised()
    {
        var tests = Load("public class Log { public static string Text = \"\"; } public class Test { public static string Made = Log.Text = \"initialised\"; }");

        Assert.That(TestStatics.Of(tests, new HashSet<string> { "Test" })!.Begin(), Is.True);

        Assert.That(Get(tests, "Log", "Text"), Is.EqualTo(""));
    }

    [Test]
    public void A_type_that_cannot_be_initialised_is_left_alone()
    {
        var tests = Load("public class Broken { public static int Made = int.Parse(\"none\"); } public class Test { public static int Made = 3; }");
        var statics = TestStatics.Of(tests, new HashSet<string>())!;
        Assert.That(statics.Begin(), Is.True);
        Set(tests, "Test", "Made", 4);

        statics.Initialise();

        Assert.That(Get(tests, "Test", "Made"), Is.EqualTo(3));
    }

    [Test]
    public void Objects_are_found_behind_fields_collections_and_lambdas()
    {
        var tests = Load("""
            using System.Collections.Generic;
            public class One { } public class Two { } public class Three { } public class Four { }
            public class Test
            {
                private static readonly object[] First = [new One()];
                private static readonly Dictionary<string, object> Second = new() { ["two"] = new List<object> { new Two() } };
                private static readonly System.Func<object> Third = Make(new Three());
                private static System.Func<object> Make(object kept) => () => kept;
                private static readonly Four[] None = [];
            }
            """);
        var statics = TestStatics.Of(tests, new HashSet<string>())!;
        statics.Begin();

        var held = statics.Held(type => type.Name is "One" or "Two" or "Three", most: 1000)!;

        Assert.That(held.Select(one => one.Target!.GetType().Name), Is.EquivalentTo(new[] { "One", "Two", "Three" }));
        Assert.That(statics.Held(_ => true, most: 2), Is.Null, "too many to look at");
    }

    private static object? Get(Assembly tests, string type, string field) => tests.GetType(type)!.GetField(field)!.GetValue(null);

    private static void Set(Assembly tests, string type, string field, object value) => tests.GetType(type)!.GetField(field)!.SetValue(null, value);

    private static Assembly Load(string code, OptimizationLevel level = OptimizationLevel.Debug)
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal));
        var compilation = CSharpCompilation.Create(
            "Tests", [CSharpSyntaxTree.ParseText(code, new CSharpParseOptions(LanguageVersion.Preview))], references.Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: level));
        using var image = new MemoryStream();
        Assert.That(compilation.Emit(image).Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error), Is.Empty);
        image.Position = 0;
        return new AssemblyLoadContext("Tests", isCollectible: true).LoadFromStream(image);
    }

}
