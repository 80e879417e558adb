using CodegenLab.Engine.Instrumentation;
using CodegenLab.Pipeline.Contexts;
using CodegenLab.Pipeline.Tests.TestProjects;
using Microsoft.CodeAnalysis;

namespace CodegenLab.Pipeline.Tests.Contexts;

public sealed class ReadmeTests
{
    private const string Source = """
        namespace Shop;
        public sealed class Money
        {
            public static Money Parse(string text) => new();
            public Money[] Split(int parts) => [];
            public override string ToString() => "";
        }
        """;

    [TestCase("# Shop\n\nSells things.\n\n## Amounts\n\nMoney is never lost.\n\n## Other\n\nTill opens.", new[] { "README.md:5" }, TestName = "The type, as a word")]
    [TestCase("## Amounts\n\nMoneyBag is never lost, nor is money.", new string[0], TestName = "Another identifier, another word")]
    [TestCase("## Amounts\n\n`Split` loses no cent.", new[] { "README.md:1" }, TestName = "A member, as code")]
    [TestCase("## Amounts\n\nSplit the bill; to Parse is fun.", new string[0], TestName = "A member's name as a word")]
    [TestCase("## Amounts\n\n```csharp\nvar parts = price.Split(3);\n```", new[] { "README.md:1" }, TestName = "A call, in a fence")]
    [TestCase("## Amounts\n\n`Order.Parse(\"1\")` reads orders, and `order.ToString()` writes them.", new string[0], TestName = "Another type's member, and what all have")]
    [TestCase("## Amounts\n\n```sh\n# Money is a comment here\n```\n\nText.", new[] { "README.md:1" }, TestName = "No heading in code")]
    [TestCase("Money first.\n\n# Shop", new[] { "README.md:1" }, TestName = "Before the first heading")]
    public void Parts_that_name_the_subject_are_found(string readme, string[] places)
    {
        using var repository = new TestRepository();

        Assert.That(Found(repository, ("README.md", readme)).Select(item => item.Source), Is.EqualTo(places));
    }

    [Test]
    public void The_project_comes_before_the_repository()
    {
        using var repository = new TestRepository();

        Assert.That(Found(repository, ("src/Shop/readme.md", "Money here."), ("README.md", "Money there.")).Select(item => (item.Text, item.Source)), Is.EqualTo(new[] { ("Money here.", "src/Shop/readme.md:1"), ("Money there.", "README.md:1") }));
    }

    [Test]
    public void Of_a_long_part_only_the_paragraphs_that_name_it_are_left()
    {
        using var repository = new TestRepository();
        var filler = string.Join(' ', Enumerable.Repeat("something else", 300));

        Assert.That(Found(repository, ("README.md", $"## Amounts\n\n{filler}\n\nMoney is never lost.\n\n{filler}")).Single().Text, Is.EqualTo("## Amounts\n\nMoney is never lost."));
    }

    /// <summary>Of what a repository says of itself nothing is known to be code.</summary>
    [Test]
    public void It_is_shown_without_code_and_within_the_budget()
    {
        using var repository = new TestRepository();
        var shown = Context(repository, 6000, ("README.md", "## Amounts\n\nMoney is never lost.")).Sections.Single(section => section.Kind == ContextKind.Readme);

        Assert.That(shown.Items.Single().Text, Is.EqualTo("## Amounts\n\nMoney is never lost."));
        Assert.That(Context(repository, 40, ("README.md", "## Amounts\n\nMoney is never lost.")).Sections.Select(section => section.Kind), Does.Not.Contain(ContextKind.Readme));
    }

    private static IEnumerable<ContextItem> Found(TestRepository repository, params (string Path, string Text)[] files) => Context(repository, 6000, files).Sections.Where(section => section.Kind == ContextKind.Readme).SelectMany(section => section.Items);

    private static CodeContext Context(TestRepository repository, int tokens, params (string Path, string Text)[] files)
    {
        foreach (var (path, text) in files)
            repository.Write(path, text);
        var project = repository.Project("src/Shop/Shop.csproj", Source);
        var subject = new SubjectBuilder().Build(project.Compilation, [], repository.Scratch, default);
        var type = project.Compilation.GetTypeByMetadataName("Shop.Money")!;
        return ContextBuilder.Compose(repository.Solution(project), project, [type], subject, null, new ContextRequest { Symbol = "", WorkingFolder = "", WithoutBodies = true, MaxTokens = tokens });
    }
}
