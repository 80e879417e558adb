using CodegenLab.Engine.Subjects;
using CodegenLab.Worker.Protocol;

namespace CodegenLab.Engine.Tests;

/// <summary>Code that writes to memory by address, where a mutant is enough to hit what is not its own.</summary>
public sealed class CorruptedMemoryTests
{
    /// <summary>Before the first field of an object stands what the runtime knows it by: a mutant whose end is 9 overwrites that.</summary>
    private const string Source = """
        using System.Runtime.CompilerServices;
        namespace Sample;
        public sealed class Box
        {
            internal long Held;
            internal byte First;
            public long Content => Held;
        }
        public static class Boxes
        {
            public static Box Filled(int content)
            {
                var box = new Box();
                var end = 8;
                Unsafe.WriteUnaligned(ref Unsafe.Add(ref Unsafe.As<long, byte>(ref box.Held), 64 - end * 8), content | 1L);
                return box;
            }
        }
        """;

    [Test]
    public async Task A_mutant_that_destroys_objects_costs_a_worker_and_not_the_suite()
    {
        var folder = Directory.CreateTempSubdirectory("codegen-lab-").FullName;
        try
        {
            var subject = new SubjectProject { Compilation = SampleCompilation.Of(Source), References = [] };

            var suite = await new SuiteGenerator(folder).GenerateAsync(subject, new SuiteBudget(.05, 1), (_, _) => Task.FromResult<IReadOnlyCollection<int>>([]), new Silent(), default);

            TestContext.Out.WriteLine(string.Join('\n', suite.Crashes));
            Assert.That(suite.Tests, Is.Not.Empty);
            Assert.That(suite.Crashes, Is.Not.Empty);
            Assert.That(suite.Crashes.Select(crash => crash.Mutant), Has.All.GreaterThanOrEqualTo(0));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [TestCase("System.Runtime.CompilerServices.Unsafe.SkipInit(out n);", true)]
    [TestCase("int m; unsafe { int* p = &m; *p = 1; }", true)]
    [TestCase("var Unsafe = 1; n = Unsafe;", false)]
    [TestCase("System.Span<int> few = stackalloc int[3]; n = few[1];", false)]
    public void Only_what_can_write_elsewhere_is_unsafe(string statement, bool isUnsafe)
    {
        var compilation = SampleCompilation.Of($"public static class Sample {{ public static void Set(out int n) {{ n = 0; {statement} }} }}");

        Assert.That(UnsafeCodeFinder.IsIn(compilation), Is.EqualTo(isUnsafe));
    }

    private sealed class Silent : IProgress<Progress>
    {
        public void Report(Progress value) { }
    }
}
