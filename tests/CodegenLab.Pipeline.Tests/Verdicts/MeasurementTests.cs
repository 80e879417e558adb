using CodegenLab.Engine.Instrumentation;
using CodegenLab.Engine.Rendering;
using CodegenLab.Pipeline.Solutions;
using CodegenLab.Pipeline.Tests.TestProjects;
using CodegenLab.Pipeline.Verdicts;

namespace CodegenLab.Pipeline.Tests.Verdicts;

/// <summary>With the real dotnet and the solution with a suite of each framework.</summary>
public sealed class MeasurementTests
{
    [Test]
    public async Task Tests_of_xUnit_3_tell_what_they_hit_from_their_own_program()
    {
        const string tests = "Ledger.XUnit3.Tests";
        var repository = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(repository, "CodegenLab.sln")))
            repository = Path.GetDirectoryName(repository)!;
        var sample = Path.Combine(repository, "tests", "subjects", "Ledger", "Ledger.slnx");
        var suites = await SuiteMeasurement.LoadAsync(new SuiteMeasurementRequest { Path = sample, WorkingFolder = repository, TestProjects = [tests] }, new Relay<GenerationProgress>(_ => { }), default);
        var (project, ledger) = (suites.Assemblies.Single().Project, suites.Subjects.Single());
        if (!File.Exists(project.TargetPath))
            Assert.That((await DotnetCommand.RunAsync(["build", project.Path, "-nologo", "-v", "q", "-nodeReuse:false"], project.Folder, null, default)).ExitCode, Is.Zero);
        using var place = TestRepository.InAwkwardPlace();
        var plan = Fixtures.Plan(place, isNew: false);
        plan = plan with { Path = project.Path, AssemblyName = tests, Subject = ledger.Path, SubjectAssembly = "Ledger.dll", Rendering = plan.Rendering with { Framework = TestFramework.XUnit } };
        var subject = new SubjectBuilder().Build(ledger.Compilation, [], Path.Combine(place.Scratch, "subject"), default);

        var measured = await new Measurement(DotnetCommand.RunAsync, place.Scratch).MeasureAsync(plan, project.TargetPath, subject, [], default);

        Assert.That(measured.Run.Results, Is.Not.Empty);
        Assert.That(RecordedHits.Read(measured.Trace).Members.Select(entry => subject.Members[entry]), Does.Contain("M:Ledger.Account.Deposit(System.Decimal)"));
    }
}
