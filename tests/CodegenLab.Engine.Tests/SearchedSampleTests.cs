using CodegenLab.Worker.Protocol;

namespace CodegenLab.Engine.Tests;

/// <summary>Tests about one sample, which is searched once for all of them.</summary>
public abstract class SearchedSampleTests
{
    private readonly Func<SearchedSample> _make;
    private readonly double _cpuSeconds;

    private protected SearchedSampleTests(Func<SearchedSample> make, double cpuSeconds) => (_make, _cpuSeconds) = (make, cpuSeconds);

    private protected SearchedSample Sample { get; private set; } = null!;

    private protected SearchOutcome Found { get; private set; } = null!;

    /// <summary>The source of all fixtures for what was found.</summary>
    private protected string Text { get; private set; } = "";

    [OneTimeSetUp]
    public void Search()
    {
        Sample = _make();
        (Found, Text) = Sample.Written(_cpuSeconds);
    }

    [OneTimeTearDown]
    public void DeleteSample() => Sample.Dispose();
}
