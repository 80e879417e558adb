using CodegenLab.Pipeline.Gates;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Pipeline.Tests.Gates;

[TestFixture]
public sealed class ChangedMembersTests
{
    private const string Source = """
        class Till
        {
            int _cash = 1;

            [System.Obsolete]
            public int Add(int amount)
            {
                return amount;
            }

            public int Cash => _cash;
        }
        """;

    [TestCase(1, 2, "")]
    [TestCase(3, 3, "F:Till._cash")]
    [TestCase(5, 5, "M:Till.Add(System.Int32)")]
    [TestCase(9, 9, "M:Till.Add(System.Int32)")]
    [TestCase(10, 10, "")]
    [TestCase(9, 11, "M:Till.Add(System.Int32) P:Till.Cash")]
    public void A_member_is_changed_by_any_of_its_lines(int first, int last, string members) =>
        Assert.That(Of(new ChangedFile("src/Till.cs", null, false, false, [new LineRange(first, last)])), Is.EqualTo(members));

    [Test]
    public void Of_a_new_file_all_are_changed() =>
        Assert.That(Of(new ChangedFile("src/Till.cs", null, true, false, [])), Is.EqualTo("F:Till._cash M:Till.Add(System.Int32) P:Till.Cash"));

    [Test]
    public void Other_files_do_not_count() =>
        Assert.That(Of(new ChangedFile("Till.cs", null, true, false, [])), Is.Empty);

    private static string Of(ChangedFile file)
    {
        var root = Path.GetFullPath("repository");
        var tree = CSharpSyntaxTree.ParseText(Source, path: Path.Combine(root, "src", "Till.cs"));
        return string.Join(' ', ChangedMembers.Of(CSharpCompilation.Create("Till", [tree]), new ChangedLines("main", [file]), root).Order(StringComparer.Ordinal));
    }
}
