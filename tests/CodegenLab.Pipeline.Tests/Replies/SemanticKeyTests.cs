using System.Collections.Immutable;
using CodegenLab.Engine.Instrumentation;
using CodegenLab.Pipeline.Contexts;
using CodegenLab.Pipeline.Drafts;
using CodegenLab.Pipeline.Replies;
using CodegenLab.Pipeline.Tests.TestProjects;
using Microsoft.CodeAnalysis;

namespace CodegenLab.Pipeline.Tests.Replies;

/// <summary>With the prompts that a run writes, from code to text.</summary>
public sealed class SemanticKeyTests
{
    private const string Code = """
        using System;

        namespace Shop;

        /// <summary>Works out prices, and never gives change.</summary>
        public sealed class Till
        {
            /// <summary>Price of some pieces; never less than a cent.</summary>
            /// <exception cref="ArgumentException">No piece at all.</exception>
            public decimal Total(int pieces, decimal price)
            {
                if (pieces < 1)
                    throw new ArgumentException("There is nothing to pay.", nameof(pieces));

                return Rounded(pieces * price);
            }

            private static decimal Rounded(decimal price) => price < 0.01m ? 0.01m : Math.Round(price, 2);
        }
        """;

    private const string Reformatted = """
        using System;


        namespace Shop;
        /// <summary>Works out prices,
        ///   and never gives change.</summary>
        public sealed class Till {
          /// <summary>Price of some pieces; never less than a cent.</summary>
          /// <exception cref="ArgumentException">No piece at all.</exception>
          public decimal Total(
            int pieces,
            decimal price) {
            if(pieces<1)
              throw new ArgumentException(
                "There is nothing to pay.",
                nameof(pieces));
            return Rounded(pieces*price);
          }

          private static decimal Rounded(decimal price)
            => price<0.01m
               ? 0.01m
               : Math.Round(price,2);
        }
        """;

    private static readonly ImmutableArray<MetadataReference> Framework =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    [TestCase(Purpose.Expectations)]
    [TestCase(Purpose.Tests)]
    [TestCase(Purpose.Mutants)]
    [TestCase(Purpose.Repair)]
    public void Reformatting_costs_nothing(Purpose purpose)
    {
        var before = PromptOf(Code, purpose);
        var after = PromptOf(Reformatted, purpose);

        Assert.That(after, Is.Not.EqualTo(before));
        Assert.That(KeyOf(after, purpose), Is.EqualTo(KeyOf(before, purpose)), () => $"{SemanticKey.Meaning(before.User)}\n{SemanticKey.Meaning(after.User)}");
    }

    [Test]
    public void Line_ends_cost_nothing() => Assert.That(KeyOf(PromptOf(Code.ReplaceLineEndings("\r\n"), Purpose.Tests)), Is.EqualTo(KeyOf(PromptOf(Code, Purpose.Tests))));

    [TestCase("pieces < 1", "pieces < 2")]
    [TestCase("0.01m : Math", "0.011m : Math")]
    [TestCase("Rounded", "RoundedUp")]
    [TestCase("never less than a cent", "never less than two cents")]
    [TestCase("There is nothing to pay.", "There is nothing  to pay.", TestName = "White_space_in_a_literal_is_a_change")]
    public void A_change_is_another_question(string before, string after) =>
        Assert.That(KeyOf(PromptOf(Code.Replace(before, after, StringComparison.Ordinal), Purpose.Tests)), Is.Not.EqualTo(KeyOf(PromptOf(Code, Purpose.Tests))));

    [TestCase("tests of src/Money.cs:12", "tests of src/Money.cs:13", true)]
    [TestCase("(src/Money.cs:12)", "(src/Money.cs:345)", true)]
    [TestCase("a ? b.cs:12", "a ? b.cs:12m", false)]
    [TestCase("flag ? text.Length:12", "flag ? text.Length:13", false)]
    [TestCase("src/Money.cs:12", "src/Price.cs:12", false)]
    [TestCase("## Members (12 tokens)", "## Members (13 tokens)", true)]
    [TestCase("Give (12 tokens)", "Give (13 tokens)", false)]
    [TestCase("mark=\"01234567\"", "mark=\"01234568\"", false)]
    [TestCase("<material name=\"context\" mark=\"01234567\">\na\n</material 01234567>", "<material name=\"context\" mark=\"01234568\">\na\n</material 01234568>", true)]
    [TestCase("x = \"a\\\" b\";", "x = \"a\\\"b\";", false)]
    public void What_a_key_sees_and_what_not(string before, string after, bool isSame) =>
        Assert.That(SemanticKey.Meaning(before) == SemanticKey.Meaning(after), Is.EqualTo(isSame));

    [Test]
    public void The_model_and_the_instructions_are_part_of_the_question()
    {
        var question = new Question(Purpose.Tests, "A", 1, new Prompt("Write tests.", "Of A."));
        string[] keys =
        [
            SemanticKey.Of("one", question), SemanticKey.Of("other", question), SemanticKey.Of("one", question with { Purpose = Purpose.Opinion }),
            SemanticKey.Of("one", question with { Prompt = new Prompt("Write good tests.", "Of A.") }), SemanticKey.Of("one", question with { Prompt = new Prompt("Write tests. Of A.", "") }),
        ];

        Assert.That(keys, Is.Unique);
        Assert.That(SemanticKey.Of("one", question with { Subject = "B", Round = 2 }), Is.EqualTo(keys[0]));
    }

    private static string KeyOf(Prompt prompt, Purpose purpose = Purpose.Tests) => SemanticKey.Of("some-model", new Question(purpose, "Shop.Till", 1, prompt));

    private static Prompt PromptOf(string code, Purpose purpose)
    {
        using var repository = new TestRepository();
        var project = repository.Project("src/Shop/Shop.csproj", code);
        project = project with { Compilation = project.Compilation.WithReferences(Framework) };
        Assert.That(project.Compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error), Is.Empty);
        var request = new ContextRequest { Symbol = "Till", WorkingFolder = repository.Root, WithoutBodies = purpose == Purpose.Expectations };
        var (_, symbols) = ContextBuilder.Find(repository.Solution(project), request);
        var subject = new SubjectBuilder().Build(project.Compilation, [], repository.Scratch, default);
        var context = ContextBuilder.Compose(repository.Solution(project), project, symbols, subject, null, request);
        var writer = new PromptWriter(_ => null, new SecretRedaction(), 5);
        var line = code.Split('\n').TakeWhile(text => !text.Contains("Math.Round", StringComparison.Ordinal)).Count() + 1;
        return purpose switch
        {
            Purpose.Expectations => writer.Expectations(context, "Prices are rounded."),
            Purpose.Tests => writer.Tests(context),
            Purpose.Mutants => writer.Mutants(context, [new UnnoticedChange($"src/Shop/Code.cs:{line}", code.Contains("price,2", StringComparison.Ordinal) ? "Math.Round(price,2)" : "Math.Round(price, 2)", "price")]),
            _ => writer.Repair("Shop.Till", [new FaultyTest("Total_WhenEmpty_Throws", ["expected 2, was 3"])], code),
        };
    }
}
