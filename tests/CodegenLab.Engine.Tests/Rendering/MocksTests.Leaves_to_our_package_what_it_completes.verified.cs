// <codegen-lab version="1.2.3" seed="7" subject="Shop.Converter" tests="1" branches="0" mutants="0" />
// Tests for Shop.Converter: 1 test method, 0 branches covered, 0 mutants killed.
// Edit this file and codegen-lab will keep your version: it never overwrites a file that was edited.

using System.Threading.Tasks;
using NUnit.Framework;

namespace Shop.Tests;

[TestFixture]
[Category("characterization")]
public sealed class ConverterTests
{
    [Test]
    public void Convert_Returns6()
    {
        var converter = new Converter(new FakeRateSource { GetRateResult = 2m }, "USD");

        var result = converter.Convert(3m);

        Assert.That(result, Is.EqualTo(6m));
    }

    private sealed class FakeRateSource : IRateSource
    {
        public decimal GetRateResult { get; set; }

        public decimal GetRate(string currency) => GetRateResult;

        public Task<decimal> GetRateAsync(string currency) => Task.FromResult<decimal>(default);
    }
}


// <codegen-lab version="1.2.3" seed="7" subject="Shop.Counter" tests="1" branches="0" mutants="0" />
// Tests for Shop.Counter: 1 test method, 0 branches covered, 0 mutants killed.
// Edit this file and codegen-lab will keep your version: it never overwrites a file that was edited.

using System.Threading.Tasks;
using CodegenLab.Testing;
using NUnit.Framework;

namespace Shop.Tests;

[TestFixture]
[Category("characterization")]
public sealed partial class CounterTests
{
    [Test]
    public async Task CountAsync_Returns4()
    {
        var counter = new Counter(new FakeDesk { IsOpen = true, Clerk = "Ann", CountResult = 4 });

        var result = await counter.CountAsync();

        Assert.That(result, Is.EqualTo(4));
    }

    [Fake]
    private sealed partial class FakeDesk : IDesk
    {
        public int CountResult { get; set; }

        public Task<int> CountAsync(int day, string? room) => Task.FromResult(CountResult);
    }
}
