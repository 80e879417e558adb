using CodegenLab.Engine.Subjects;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Engine.Tests.Subjects;

/// <summary>Types with the attributes that a subject looks for.</summary>
public sealed class MarkedTypeWriterTests
{
    private const string Marks = """
        #nullable enable
        using System.ComponentModel;
        using System.Reflection;

        namespace Shop;

        [AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
        public sealed class AllowAttribute : Attribute
        {
            public string Role { get; set; } = "";
            public bool Always { get; set; }
        }

        public enum Kind { Small, Large }

        [AttributeUsage(AttributeTargets.All)]
        public class SortAttribute(Kind kind, params string[] words) : Attribute
        {
            public SortAttribute() : this(Kind.Small) { }
            public Kind Kind => kind;
            public string[] Words => words;
        }

        [AttributeUsage(AttributeTargets.Property)]
        public sealed class ColumnAttribute : Attribute;

        public abstract class HiddenAttribute(Uri address) : Attribute { public Uri Address => address; }

        public sealed class DeepAttribute(Uri address) : HiddenAttribute(address);
        """;

    private const string Readers = """
        #nullable enable
        using System.ComponentModel;
        using System.Reflection;

        namespace Shop;

        public interface IUser { Task<bool> IsInAsync(string role); }

        public sealed class Gate<TRequest>(IUser user) where TRequest : notnull
        {
            public async Task<bool> AdmitsAsync(TRequest request)
            {
                var allowed = request.GetType().GetCustomAttributes<AllowAttribute>().ToList();
                if (allowed.Count == 0)
                    return true;
                foreach (var one in allowed)
                {
                    if (one.Always || (one.Role.Length > 0 && await user.IsInAsync(one.Role)))
                        return true;
                }

                return false;
            }
        }

        public static class Names
        {
            public static string Of<T>(T value) where T : struct, Enum
            {
                var field = typeof(T).GetField(value.ToString());
                if (field is null)
                    return "nothing";
                if (field.GetCustomAttribute<DescriptionAttribute>() is { } described)
                    return "described: " + described.Description;
                return field.IsDefined(typeof(SortAttribute)) ? "sorted" : value.ToString();
            }

            public static bool HasColumns(PropertyInfo property) => property.IsDefined(typeof(ColumnAttribute)) || property.GetCustomAttributes().Any(one => one is DeepAttribute);
        }
        """;

    [Test]
    public Task Writes_what_a_person_would_write() => Verify(string.Join("\n\n", Write(Marks, Readers).Select(fake => fake.Nest(null, false).Source)), extension: "cs");

    [Test]
    public void Adds_types_to_the_subject_that_compile()
    {
        var subject = SampleCompilation.Of(Marks, Readers);

        var extended = subject.AddSyntaxTrees(Write(Marks, Readers).Select(marked => CSharpSyntaxTree.ParseText(marked.CompilationUnit, (CSharpParseOptions)subject.SyntaxTrees[0].Options)));

        Assert.That(extended.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error), Is.Empty);
    }

    [Test]
    public void Writes_none_for_attributes_that_nobody_looks_for() => Assert.That(Write(Marks), Is.Empty);

    [Test]
    public void Tests_hand_them_to_the_code_that_looks_for_their_attributes()
    {
        using var sample = new SearchedSample(Marks, Readers);

        var (found, text) = sample.Written(cpuSeconds: 1);

        Assert.Multiple(() =>
        {
            Assert.That(text, Does.Contain("new Gate<SampleAllowRole>(").And.Contain("new Gate<SampleAllowAlways>("));
            Assert.That(text, Does.Contain("[Allow(Role = \"one\")]\n    private sealed class SampleAllowRole"));
            Assert.That(text, Does.Match("""\[TestCase\(SampleOption\.Description(Bare)?, "described: (one)?"\)\]""").And.Match("""\[TestCase\(SampleOption\.Sort(Bare)?, "sorted"\)\]"""));
        });
        sample.AssertPasses(found);
    }

    private static List<Fake> Write(params string[] sources) => [.. new FakeWriter().Write(SampleCompilation.Of(sources)).Where(fake => fake.FakeTypeName.Contains(".Sample", StringComparison.Ordinal))];
}
