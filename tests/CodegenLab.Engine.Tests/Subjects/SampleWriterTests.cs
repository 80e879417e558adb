using CodegenLab.Engine.Subjects;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Engine.Tests.Subjects;

/// <summary>Classes for types that want a class derived from them as their argument.</summary>
public sealed class SampleWriterTests
{
    private const string Choice = """
        #nullable enable
        using System.Reflection;

        namespace Shop;

        public abstract class Choice<TSelf, TValue> where TSelf : Choice<TSelf, TValue> where TValue : IEquatable<TValue>
        {
            protected Choice(string name, TValue value) => (Name, Value) = (name, value);

            public string Name { get; }

            public TValue Value { get; }

            public abstract TSelf Next { get; }

            public static TSelf FromName(string name)
            {
                var known = typeof(TSelf).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (TSelf)field.GetValue(null)!).ToDictionary(choice => choice.Name);
                return known.TryGetValue(name, out var found) ? found : throw new KeyNotFoundException(name);
            }
        }

        public abstract class Choice<TSelf>(string name, int value) : Choice<TSelf, int>(name, value) where TSelf : Choice<TSelf, int>;
        """;

    [Test]
    public Task Writes_what_a_person_would_write() => Verify(string.Join("\n\n", Write(Choice).Select(fake => fake.Nest(null, false).Source)), extension: "cs");

    [Test]
    public void Adds_classes_to_the_subject_that_name_what_they_are_derived_from()
    {
        var subject = SampleCompilation.Of(Choice);

        var samples = Write(Choice);
        var extended = subject.AddSyntaxTrees(samples.Select(sample => CSharpSyntaxTree.ParseText(sample.CompilationUnit, (CSharpParseOptions)subject.SyntaxTrees[0].Options)));

        Assert.Multiple(() =>
        {
            Assert.That(extended.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error), Is.Empty);
            Assert.That(samples[0].SelfTypedBases, Is.EqualTo(new[] { "Shop.Choice`1", "Shop.Choice`2" }));
            Assert.That(samples[1].SelfTypedBases, Is.EqualTo(new[] { "Shop.Choice`2" }));
            Assert.That(samples[0].Words, Is.EqualTo(new[] { "One", "Two", "Four" }));
        });
    }

    [Test]
    public void Has_no_instances_where_nobody_looks_for_them()
    {
        const string source = """
            namespace Shop;
            public abstract class Builder<TSelf> where TSelf : Builder<TSelf>
            {
                public string Name { get; private set; } = "";
                public TSelf Called(string name) { Name = name; return (TSelf)this; }
            }
            """;

        Assert.That(Write(source).Single().Nest(null, false).Source.ReplaceLineEndings("\n"), Is.EqualTo("private sealed class SampleBuilder : Builder<SampleBuilder>\n{\n}"));
    }

    [Test]
    public void Shares_no_instances_that_tests_could_change()
    {
        var source = Choice.Replace("public string Name { get; }", "public string Name { get; set; }", StringComparison.Ordinal);

        Assert.That(Write(source).Select(fake => fake.CompilationUnit), Has.All.Not.Contains("static readonly"));
    }

    [Test]
    public void Leaves_it_to_the_classes_that_the_subject_has_itself()
    {
        const string own = "namespace Shop { public sealed class Size(string name, int value) : Choice<Size>(name, value) { public override Size Next => this; } }";

        Assert.That(Write(Choice, own).Select(fake => fake.FakeTypeName), Is.Empty);
    }

    [Test]
    public void What_is_sealed_for_others_gets_none()
    {
        const string source = """
            namespace Shop;
            public abstract class Closed<TSelf> where TSelf : Closed<TSelf> { private protected Closed() { } }
            public abstract class Plain<T> where T : IComparable<T> { }
            """;

        Assert.That(Write(source), Is.Empty);
    }

    [Test]
    public void Tests_go_through_the_class_and_look_for_its_instances()
    {
        using var sample = new SearchedSample(Choice, """
            using Shop;
            namespace Sample;
            public static class Kinds
            {
                public static string Of(Type type)
                {
                    for (var at = type; at is not null; at = at.BaseType)
                    {
                        if (at.IsGenericType && at.GetGenericTypeDefinition() == typeof(Choice<,>))
                            return at.GetGenericArguments()[1] == typeof(int) ? "number" : "other";
                    }

                    return type.IsArray ? "several" : "none";
                }
            }
            """);

        var (found, text) = sample.Written(cpuSeconds: 1);

        Assert.Multiple(() =>
        {
            Assert.That(text, Does.Match(@"SampleChoice(OfString)?\.FromName\(""(One|Two|Four)""\)"));
            Assert.That(text, Does.Contain("public static readonly SampleChoice One = new SampleChoice(nameof(One), 1);"));
            Assert.That(text, Does.Contain("Is.EqualTo(\"number\")").And.Contain("Is.EqualTo(\"other\")").And.Contain("Is.EqualTo(\"several\")").And.Contain("Kinds.Of(typeof(SampleChoice))"));
        });
        sample.AssertPasses(found);
    }

    private static List<Fake> Write(params string[] sources) => [.. new FakeWriter().Write(SampleCompilation.Of(sources)).Where(fake => fake.FakeTypeName.Contains(".Sample", StringComparison.Ordinal))];
}
