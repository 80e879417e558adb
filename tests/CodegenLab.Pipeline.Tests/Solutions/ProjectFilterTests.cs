using CodegenLab.Pipeline.Solutions;

namespace CodegenLab.Pipeline.Tests.Solutions;

public sealed class ProjectFilterTests
{
    private static readonly string Root = Path.GetFullPath("/repository");

    private static readonly string[] Projects =
        [Path.Combine(Root, "src", "Shop.Domain", "Shop.Domain.csproj"), Path.Combine(Root, "src", "Shop.Web", "Shop.Web.csproj"), Path.Combine(Root, "tools", "Seed", "Seed.csproj")];

    [TestCase("Shop.Domain", ExpectedResult = "Shop.Domain")]
    [TestCase("shop.domain", ExpectedResult = "Shop.Domain")]
    [TestCase("Shop.*", ExpectedResult = "Shop.Domain Shop.Web")]
    [TestCase("src/**", ExpectedResult = "Shop.Domain Shop.Web")]
    [TestCase("tools/Seed/Seed.csproj", ExpectedResult = "Seed")]
    [TestCase(@"tools\Seed\Seed.csproj", ExpectedResult = "Seed")]
    public string Finds_projects_by_name_path_and_glob(string filter) =>
        string.Join(' ', ProjectFilter.Apply(Projects, [filter], Root).Select(Path.GetFileNameWithoutExtension));

    [Test]
    public void Several_filters_add_up_in_solution_order() =>
        Assert.That(ProjectFilter.Apply(Projects, ["Seed", "Shop.Domain"], Root), Is.EqualTo(new[] { Projects[0], Projects[2] }));

    [Test]
    public void An_unknown_name_gets_near_matches() =>
        Assert.That(() => ProjectFilter.Apply(Projects, ["Shop.Domian"], Root), Throws.TypeOf<InputException>()
            .With.Message.EqualTo("No project matches 'Shop.Domian'. Did you mean Shop.Domain?"));

    [Test]
    public void An_unknown_name_that_is_near_nothing_gets_the_whole_list() =>
        Assert.That(() => ProjectFilter.Apply(Projects, ["Invoicing"], Root), Throws.TypeOf<InputException>()
            .With.Message.EqualTo("No project matches 'Invoicing'. There are: Shop.Domain, Shop.Web, Seed."));
}
