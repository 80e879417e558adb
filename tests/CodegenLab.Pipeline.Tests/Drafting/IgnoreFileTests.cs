using CodegenLab.Pipeline.Drafting;
using CodegenLab.Pipeline.Solutions;
using CodegenLab.Pipeline.Tests.Solutions;

namespace CodegenLab.Pipeline.Tests.Drafting;

public sealed class IgnoreFileTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Begin() => _folder = new TemporaryFolder();

    [TearDown]
    public void End() => _folder.Dispose();

    [TestCase("src/Secret/", "src/Secret/Deep/Key.cs", true)]
    [TestCase("src/Secret", "src/Secret/Key.cs", true)]
    [TestCase("/src/Key.cs", "src/Key.cs", true)]
    [TestCase("/src/Key.cs", "lib/src/Key.cs", false)]
    [TestCase("Key.cs", "lib/src/Key.cs", true)]
    [TestCase("*.Designer.cs", "src/Form.Designer.cs", true)]
    [TestCase("*.Designer.cs", "src/Form.cs", false)]
    [TestCase("Secret/", "src/Secret", false)]
    [TestCase("# Key.cs", "Key.cs", false)]
    public void Patterns_are_those_of_a_gitignore(string line, string path, bool matches)
    {
        File.WriteAllText(_folder.At(IgnoreFile.FileName), $"\n  {line}  \r\n");

        Assert.That(IgnoreFile.Read(_folder.Path).Any(glob => new Glob(glob).Matches(path)), Is.EqualTo(matches));
    }

    [Test]
    public void Without_a_file_nothing_is_ignored() => Assert.That(IgnoreFile.Read(_folder.Path), Is.Empty);

    [Test]
    public void What_is_not_understood_is_an_error_with_its_line()
    {
        File.WriteAllText(_folder.At(IgnoreFile.FileName), "Key.cs\n!Key.cs\n");

        Assert.That(() => IgnoreFile.Read(_folder.Path), Throws.TypeOf<InputException>().With.Message.Contains("codegen-lab.ignore(2)"));
    }
}
