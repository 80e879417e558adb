using CodegenLab.Worker.TestCases;

namespace CodegenLab.Engine.Tests.Oracles;

/// <summary>What a call writes into the array, the span or the list that it gets.</summary>
public sealed class FilledArgumentsTests() : SearchedSampleTests(() => new SearchedSample(Source), cpuSeconds: 1.5)
{
    private const string Source = """
        namespace Sample;
        public static class Stamps
        {
            public static bool TryWrite(int number, Span<byte> destination)
            {
                if (destination.Length < 3)
                    return false;
                destination[0] = (byte)(number >> 3);
                destination[1] = (byte)(number & 7);
                destination[2] = 1;
                return true;
            }
            public static bool TryWrite(int number, Span<char> destination)
            {
                if (destination.Length < 10)
                    return false;
                destination.Fill('-');
                destination[9] = (char)('a' + (number & 7));
                return true;
            }
            public static void Raise(int[] numbers, int by) { for (var i = 0; i < numbers.Length; i++) numbers[i] += by; }
            public static void Collect(string text, List<string> words)
            {
                foreach (var word in text.Split(' '))
                    words.Add(word);
            }
            public static int Sum(int[] numbers) { var sum = 0; foreach (var number in numbers) sum += number; return sum; }
        }
        """;

    [TestCase("Assert.That(destination, Is.EqualTo(new byte[] {")]
    [TestCase("Assert.That(destination, Is.EqualTo(\"---------")]
    [TestCase("Assert.That(numbers, Is.EqualTo(new[] {")]
    [TestCase("Assert.That(words, Is.EqualTo(new[] {")]
    public void Is_asserted(string assertion) => Assert.That(Text, Does.Contain(assertion));

    [Test]
    public void Kills_what_only_shows_there()
    {
        var killed = Found.Tests.SelectMany(test => test.Kills).ToHashSet();

        var left = Found.ReachedMutants.Except(killed).Select(mutant => Sample.Subject.Mutants[mutant].ToString()).ToList();

        Assert.That(left, Is.Empty);
    }

    [Test]
    public void Is_not_asserted_where_nothing_is_written() =>
        Assert.That(
            Found.Tests.Where(test => Found.Catalog.Members[test.Subject].Name == "Sum").SelectMany(test => test.Observations).Select(observation => observation.Of.Out),
            Has.All.EqualTo(-1));

    [Test]
    public void Tests_pass() => Sample.AssertPasses(Found);
}
