using CodegenLab.Engine.Instrumentation;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Engine.Tests.Instrumentation;

public sealed class PlainBuildTests
{
    private const string Source = """
        #nullable enable
        /// <summary>See <see cref="Missing"/>.</summary>
        public class C<T> where T : class?
        {
            public string? Name { get; set; }
            public T? Find(IReadOnlyList<T?> values, string key) { var found = values.FirstOrDefault(value => value?.ToString() == key); return found; }
            public async Task<string?> Later(string? a) { await Task.Yield(); string b = a; return b.Length > 0 ? Name : null; }
        }
        """;

    [Test]
    public void Without_advice_the_same_assembly_is_emitted()
    {
        var compilation = SampleCompilation.Of(Source);

        Assert.That(Emitted(PlainBuild.Of(PlainBuild.WithoutAdvice(compilation))), Is.EqualTo(Emitted(PlainBuild.Of(compilation))));
    }

    [Test]
    public void Without_advice_nothing_is_said_about_null()
    {
        var compilation = SampleCompilation.Of(Source);

        Assert.Multiple(() =>
        {
            Assert.That(compilation.GetDiagnostics().Select(diagnostic => diagnostic.Id), Has.Member("CS8600"));
            Assert.That(PlainBuild.WithoutAdvice(compilation).GetDiagnostics().Select(diagnostic => diagnostic.Id), Has.None.StartsWith("CS8"));
        });
    }

    private static byte[] Emitted(CSharpCompilation compilation)
    {
        using var assembly = new MemoryStream();
        Assert.That(compilation.Emit(assembly).Success, Is.True);
        return assembly.ToArray();
    }
}
