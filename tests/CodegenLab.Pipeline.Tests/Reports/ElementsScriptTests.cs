using CodegenLab.Pipeline.Reports;
using CodegenLab.Pipeline.Tests.Solutions;

namespace CodegenLab.Pipeline.Tests.Reports;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ElementsScriptTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public void Another_file_is_not_taken() => Assert.That(
        () => ElementsScript.Read(_folder.Write("mutation-test-elements.js", "alert(1)")),
        Throws.TypeOf<InputException>().With.Message.Contains("is not the script of mutation-testing-elements 3.9.0: its SHA-384 is another.\nIt is dist/mutation-test-elements.js in the npm package: npm pack mutation-testing-elements@3.9.0"));

    [TestCase("nowhere.js")]
    [TestCase("")]
    public void What_cannot_be_read_is_said(string name) => Assert.That(
        () => ElementsScript.Read(Path.Combine(_folder.Path, name)), Throws.TypeOf<InputException>().With.Message.Contains("cannot be read"));
}
