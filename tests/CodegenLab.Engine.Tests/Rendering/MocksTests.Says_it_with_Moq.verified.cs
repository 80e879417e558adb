// <codegen-lab version="1.2.3" seed="7" subject="Shop.Converter" tests="3" branches="0" mutants="0" />
// Tests for Shop.Converter: 3 test methods, 0 branches covered, 0 mutants killed.
// Edit this file and codegen-lab will keep your version: it never overwrites a file that was edited.

using System;
using System.Threading.Tasks;
using Moq;
using NUnit.Framework;

namespace Shop.Tests;

[TestFixture]
[Category("characterization")]
public sealed class ConverterTests
{
    [Test]
    public void Convert_Returns6()
    {
        var rates = new Mock<IRateSource>();
        rates.Setup(x => x.GetRate(It.IsAny<string>())).Returns(2m);
        var converter = new Converter(rates.Object, "USD");

        var result = converter.Convert(3m);

        Assert.That(result, Is.EqualTo(6m));
    }

    [Test]
    public void Convert_ThrowsInvalidOperationException()
    {
        var rates = new Mock<IRateSource>();
        rates.Setup(x => x.GetRate(It.IsAny<string>())).Throws(new InvalidOperationException("closed"));
        var converter = new Converter(rates.Object, "USD");

        Assert.That(() => converter.Convert(3m), Throws.InvalidOperationException.With.Message.EqualTo("closed"));
    }

    [Test]
    public async Task ConvertAsync_Returns7Point5()
    {
        var rates = new Mock<IRateSource>();
        rates.Setup(x => x.GetRateAsync(It.IsAny<string>())).ReturnsAsync(2.5m);
        var converter = new Converter(rates.Object, "USD");

        var result = await converter.ConvertAsync(3m);

        Assert.That(result, Is.EqualTo(7.5m));
    }
}


// <codegen-lab version="1.2.3" seed="7" subject="Shop.Counter" tests="1" branches="0" mutants="0" />
// Tests for Shop.Counter: 1 test method, 0 branches covered, 0 mutants killed.
// Edit this file and codegen-lab will keep your version: it never overwrites a file that was edited.

using System.Threading.Tasks;
using Moq;
using NUnit.Framework;

namespace Shop.Tests;

[TestFixture]
[Category("characterization")]
public sealed class CounterTests
{
    [Test]
    public async Task CountAsync_Returns4()
    {
        var desk = new Mock<IDesk>();
        desk.Setup(x => x.IsOpen).Returns(true);
        desk.SetupProperty(x => x.Clerk, "Ann");
        desk.Setup(x => x.CountAsync(It.IsAny<int>(), It.IsAny<string?>())).ReturnsAsync(4);
        var counter = new Counter(desk.Object);

        var result = await counter.CountAsync();

        Assert.That(result, Is.EqualTo(4));
    }
}
