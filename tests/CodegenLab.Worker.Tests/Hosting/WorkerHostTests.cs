using System.Text;
using CodegenLab.Worker.Hosting;
using CodegenLab.Worker.Protocol;

namespace CodegenLab.Worker.Tests.Hosting;

[TestFixture]
public class WorkerHostTests
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    [TearDown]
    public void Delete() => File.Delete(_path);

    [Test]
    public void Verdicts_may_wait_for_others_and_stand_before_whatever_comes_behind_them()
    {
        using var journal = Journal.Create(_path);
        using var output = new MemoryStream();
        var host = new WorkerHost(Stream.Null, output, journal);
        Report[] reports = [new Progress(Phase.Killing, null, 0, 0, 0, 500, 0), .. Enumerable.Range(0, 500).Select(Survived), new SuiteOutcome("xUnit 2.9", [])];

        foreach (var report in reports)
            host.Send(report);

        var sent = Encoding.UTF8.GetString(output.ToArray()).TrimEnd('\n').Split('\n').Select(line => ProtocolJson.ReadReport(Encoding.UTF8.GetBytes(line))).ToList();
        Assert.That(sent.Select(report => report.GetType()), Is.EqualTo(reports.Select(report => report.GetType())));
        Assert.That(sent.OfType<MutantJudged>().Select(judged => judged.Mutant), Is.EqualTo(Enumerable.Range(0, 500)));
    }

    private static MutantJudged Survived(int mutant) => new(mutant, MutantFate.Survived, [], 1, false, null);
}
