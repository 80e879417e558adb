using CodegenLab.Engine.Rendering;

namespace CodegenLab.Engine.Tests.Rendering;

public sealed class VariableNamesTests
{
    [TestCase("Order", "order")]
    [TestCase("URLReader", "urlReader")]
    [TestCase("String", "text")]
    [TestCase("operator", "operatorValue")]
    [TestCase("Default", "defaultValue")]
    public void No_name_is_a_keyword(string wish, string expected) => Assert.That(new VariableNames().Take(wish), Is.EqualTo(expected));
}
