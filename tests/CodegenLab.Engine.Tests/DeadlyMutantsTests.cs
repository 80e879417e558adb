using CodegenLab.Engine.Mutants;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Engine.Tests;

/// <summary>Code that some mutant makes end the process.</summary>
public sealed class DeadlyMutantsTests
{
    private const string Posting = """
        using System;
        using System.Threading;
        namespace Sample;
        public static class Posts
        {
            public static int Post(int count)
            {
                ThreadPool.QueueUserWorkItem(_ =>
                {
                    if (count - count != 0)
                        throw new InvalidOperationException("late");
                });
                return count;
            }
        }
        """;

    private const string Asserting = """
        #define DEBUG
        using System.Diagnostics;
        namespace Sample;
        public static class Sizes
        {
            public static int Twice(int size)
            {
                var twice = size + size;
                Debug.Assert(twice - size == size);
                Debug.Assert(size != 7);
                return twice;
            }
        }
        """;

    private const string Waiting = """
        using System.Threading;
        namespace Sample;
        public static class Gates
        {
            public static int Pass(int size)
            {
                using var gate = new ManualResetEventSlim();
                if (size > 0)
                    gate.Set();
                if (size > 0)
                    gate.Wait();
                return size;
            }
        }
        """;

    [Test]
    public async Task What_a_mutant_throws_on_a_thread_of_the_pool_kills_it_and_no_worker()
    {
        var (suite, killed) = await GenerateAsync(Posting);

        Assert.That(suite.Crashes, Is.Empty);
        Assert.That(killed, Does.Contain("count - count != 0 => count - count == 0").And.Contain("count - count => count + count"));
    }

    [Test]
    public async Task An_assertion_that_fails_kills_a_mutant_and_makes_no_test()
    {
        var (suite, killed) = await GenerateAsync(Asserting);

        Assert.That(suite.Crashes, Is.Empty);
        Assert.That(killed, Does.Contain("size + size => size - size"));
        Assert.That(suite.Tests.SelectMany(test => test.Case.Statements).Select(statement => ((Literal)statement.Call.Arguments[0]).Value), Has.None.EqualTo(7L));
    }

    [Test]
    public async Task A_mutant_that_waits_for_ever_is_interrupted()
    {
        var (suite, killed) = await GenerateAsync(Waiting);

        Assert.That(suite.Crashes, Is.Empty);
        Assert.That(killed, Does.Contain("gate.Set(); => "));
    }

    private static async Task<(GeneratedSuite Suite, List<string> Killed)> GenerateAsync(string source)
    {
        var folder = Directory.CreateTempSubdirectory("codegen-lab-").FullName;
        try
        {
            var subject = new SubjectProject { Compilation = SampleCompilation.Of(source), References = [] };
            var mutants = new List<Mutant>();

            var suite = await new SuiteGenerator(folder).GenerateAsync(
                subject,
                new SuiteBudget(.05, 1),
                (found, _) =>
                {
                    mutants.AddRange(found.Mutants);
                    return Task.FromResult<IReadOnlyCollection<int>>([]);
                },
                new Silent(),
                default);

            return (suite, [.. suite.Tests.SelectMany(test => test.Kills).Select(mutant => mutants[mutant].Original + " => " + mutants[mutant].Replacement)]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private sealed class Silent : IProgress<Progress>
    {
        public void Report(Progress value) { }
    }
}
