using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.Search;

namespace CodegenLab.Worker.Tests.Search;

public sealed class LiteralMakerTests
{
    private readonly LiteralMaker _literals = new(new RandomStream(1), new ValuePool(new ConstantPool([], [], [], [])));

    [Test]
    public void A_text_that_is_wanted_ever_longer_stops_growing()
    {
        var text = "abc";
        for (var step = 0; step < 20; step++)
            text = Enumerable.Range(0, 40).Select(_ => (string)_literals.Vary(text, typeof(string), default)).MaxBy(varied => varied.Length)!;

        Assert.That(text.Length, Is.InRange(2_000, 4_000));
    }
}
