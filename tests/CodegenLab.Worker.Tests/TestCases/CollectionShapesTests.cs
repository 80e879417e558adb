using CodegenLab.Worker.Execution;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Tests.TestCases;

public sealed class CollectionShapesTests
{
    [TestCase(typeof(int[]), CollectionShape.Array)]
    [TestCase(typeof(int[,]), CollectionShape.None)]
    [TestCase(typeof(Span<int>), CollectionShape.Array)]
    [TestCase(typeof(ReadOnlySpan<char>), CollectionShape.Array)]
    [TestCase(typeof(IEnumerable<int>), CollectionShape.Array)]
    [TestCase(typeof(IReadOnlyList<int>), CollectionShape.Array)]
    [TestCase(typeof(System.Collections.IEnumerable), CollectionShape.Array)]
    [TestCase(typeof(IList<int>), CollectionShape.List)]
    [TestCase(typeof(List<int>), CollectionShape.List)]
    [TestCase(typeof(ISet<int>), CollectionShape.HashSet)]
    [TestCase(typeof(Dictionary<string, int>), CollectionShape.Dictionary)]
    [TestCase(typeof(IReadOnlyDictionary<string, int>), CollectionShape.Dictionary)]
    [TestCase(typeof(string), CollectionShape.None)]
    [TestCase(typeof(Queue<int>), CollectionShape.None)]
    public void Says_what_is_made_for_a_type(Type type, CollectionShape shape)
    {
        var catalog = new Catalog();
        var id = new TypeTable(catalog, "Subject").Intern(type);

        Assert.That(CollectionShapes.Of(catalog.Types[id]), Is.EqualTo(shape));
    }

    [TestCase(typeof(IEnumerable<int>), typeof(int[]))]
    [TestCase(typeof(IReadOnlyCollection<int>), typeof(int[]))]
    [TestCase(typeof(ICollection<int>), typeof(List<int>))]
    [TestCase(typeof(IReadOnlySet<int>), typeof(HashSet<int>))]
    [TestCase(typeof(IDictionary<string, int>), typeof(Dictionary<string, int>))]
    public void What_is_made_fits_the_type(Type asked, Type made) =>
        Assert.That(asked.IsAssignableFrom(made));
}
