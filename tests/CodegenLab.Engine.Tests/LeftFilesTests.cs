using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Engine.Tests;

/// <summary>A test leaves no file behind where it happens to run.</summary>
public sealed class LeftFilesTests
{
    private const string Source = """
        namespace Sample;
        public static class Exports
        {
            public static int Write(string path, string text)
            {
                System.IO.File.WriteAllText(path, text + "!");
                return text.Length;
            }
        }
        """;

    [Test]
    public async Task A_path_that_a_test_makes_up_is_that_of_its_own_file()
    {
        var folder = Directory.CreateTempSubdirectory("codegen-lab-").FullName;
        try
        {
            var subject = new SubjectProject { Compilation = SampleCompilation.Of(Source), References = [] };

            var suite = await new SuiteGenerator(folder).GenerateAsync(subject, new SuiteBudget(.3, 1), (_, _) => Task.FromResult<IReadOnlyCollection<int>>([]), new Silent(), default);

            var writing = suite.Tests.Where(test => !test.Observations.Any(observation => observation.Fact is Fact.Throws)).Select(test => test.Case.Statements.Single(statement => suite.Catalog.Members[statement.Call.Member].Name == "Write").Call).ToList();
            Assert.That(writing, Is.Not.Empty);
            Assert.That(writing.Select(call => call.Arguments[0]), Has.None.InstanceOf<Literal>());
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
