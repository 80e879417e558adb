using CodegenLab.Pipeline.Solutions;

namespace CodegenLab.Pipeline.Tests.Solutions;

public sealed class TargetFrameworkChoiceTests
{
    [TestCase("net472;netstandard2.0;net8.0;net10.0", ExpectedResult = "net10.0")]
    [TestCase("netstandard2.0;netstandard2.1", ExpectedResult = "netstandard2.1")]
    [TestCase("netstandard2.1;netcoreapp3.1", ExpectedResult = "netcoreapp3.1")]
    [TestCase("net9.0;net10.0-android", ExpectedResult = "net9.0")]
    [TestCase("net472;netstandard2.0", ExpectedResult = "netstandard2.0")]
    [TestCase("net48", ExpectedResult = null)]
    [TestCase("net99.0", ExpectedResult = null)]
    [TestCase("", ExpectedResult = null)]
    public string? Takes_the_newest_that_runs_here(string frameworks) =>
        TargetFrameworkChoice.Choose(frameworks.Split(';'));
}
