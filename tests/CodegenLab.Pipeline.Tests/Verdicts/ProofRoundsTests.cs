using System.Collections.Immutable;
using CodegenLab.Engine.Rendering;
using CodegenLab.Pipeline.TestProjects;
using CodegenLab.Pipeline.Tests.TestProjects;
using CodegenLab.Pipeline.Verdicts;

namespace CodegenLab.Pipeline.Tests.Verdicts;

/// <summary>What a proof does with what builds and runs say; they are pretended.</summary>
public sealed class ProofRoundsTests
{
    private const string File1 = "tests/Shop.Tests/MoneyTests.cs";

    private TestRepository _repository = null!;
    private FakeDotnet _dotnet = null!;

    [SetUp]
    public void Begin()
    {
        _repository = new TestRepository();
        _dotnet = new FakeDotnet();
    }

    [TearDown]
    public void End() => _repository.Dispose();

    [Test]
    public async Task A_clean_suite_costs_one_build_and_two_runs()
    {
        var outcome = await Prove(Fixtures.Plan(_repository), ["Adds", "Subtracts"]);

        Assert.That(_dotnet.Commands, Is.EqualTo(new[] { "build", "test", "test" }));
        Assert.That(outcome.Classes, Is.EqualTo(new[] { "Shop.Tests.MoneyTests" }));
    }

    [Test]
    public async Task A_test_host_that_did_not_start_gets_a_second_chance()
    {
        _dotnet.FalseStarts = 1;

        var outcome = await Prove(Fixtures.Plan(_repository), ["Adds"]);

        Assert.That((outcome.Failure, outcome.Fixtures.Length), Is.EqualTo(((string?)null, 1)));
    }

    [Test]
    public async Task Test_hosts_that_never_start_are_told_and_nothing_stays()
    {
        var before = _repository.Snapshot();
        _dotnet.FalseStarts = 9;

        var outcome = await Prove(Fixtures.Plan(_repository), ["Adds"]);

        Assert.That(outcome.Failure, Does.EndWith("Testhost process exited with error"));
        Assert.That(_repository.Snapshot(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_second_run_touches_nothing()
    {
        await Prove(Fixtures.Plan(_repository), ["Adds", "Subtracts"]);
        var before = _repository.Snapshot();
        var written = new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(_repository.PathOf(File1), written);

        var outcome = await Prove(Existing(), ["Adds", "Subtracts"]);

        Assert.Multiple(() =>
        {
            Assert.That(_repository.Snapshot(), Is.EqualTo(before));
            Assert.That(File.GetLastWriteTimeUtc(_repository.PathOf(File1)), Is.EqualTo(written));
            Assert.That(outcome.Files, Is.Empty);
            Assert.That(outcome.Classes, Is.EqualTo(new[] { "Shop.Tests.MoneyTests" }));
        });
    }

    [Test]
    public async Task A_second_run_after_a_drop_touches_nothing_either()
    {
        _dotnet.Failing.Add("Subtracts");
        await Prove(Fixtures.Plan(_repository), ["Adds", "Subtracts"]);
        var before = _repository.Snapshot();
        var written = new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(_repository.PathOf(File1), written);

        var outcome = await Prove(Existing(), ["Adds", "Subtracts"]);

        Assert.That(_repository.Snapshot(), Is.EqualTo(before));
        Assert.That(File.GetLastWriteTimeUtc(_repository.PathOf(File1)), Is.EqualTo(written));
        Assert.That(outcome.Files, Is.Empty);
    }

    [Test]
    public async Task An_edited_file_is_kept_and_only_what_is_missing_goes_beside_it()
    {
        await Prove(Fixtures.Plan(_repository), ["Adds"]);
        var edited = _repository.Write(File1, File.ReadAllText(_repository.PathOf(File1)).Replace("Pass(\"Adds\")", "Pass(\"mine\")", StringComparison.Ordinal));
        var text = File.ReadAllText(edited);

        var outcome = await Prove(Existing(), ["Adds", "Subtracts"]);

        Assert.Multiple(() =>
        {
            Assert.That(File.ReadAllText(edited), Is.EqualTo(text));
            Assert.That(outcome.KeptFiles, Is.EqualTo(new[] { edited }));
            Assert.That(outcome.AlreadyThere, Is.EquivalentTo(new[] { 0 }));
            Assert.That(outcome.Dropped, Is.Empty);
            Assert.That(outcome.Files, Is.EqualTo(new[] { _repository.PathOf("tests/Shop.Tests/MoneyGeneratedTests.cs") }));
            Assert.That(outcome.Fixtures.Single().Tests.Select(test => test.Name), Is.EqualTo(new[] { "Subtracts" }));
        });
    }

    [Test]
    public async Task An_edited_file_that_misses_nothing_stays_alone()
    {
        await Prove(Fixtures.Plan(_repository), ["Adds"]);
        _repository.Write(File1, File.ReadAllText(_repository.PathOf(File1)) + "// mine\n");
        var before = _repository.Snapshot();

        var outcome = await Prove(Existing(), ["Adds"]);

        Assert.That(_repository.Snapshot(), Is.EqualTo(before));
        Assert.That((outcome.Failure, outcome.KeptFiles.Length, outcome.Files.Length), Is.EqualTo(((string?)null, 1, 0)));
    }

    [Test]
    public async Task Advice_in_an_existing_project_is_silenced_and_in_the_next_run_from_the_start()
    {
        _dotnet.Complain = file => File.ReadAllText(file).Contains("#pragma warning disable CA1707", StringComparison.Ordinal) ? [] : [$"{file}(9,1): warning CA1707: Remove underscores [{_repository.PathOf("tests/Shop.Tests/Shop.Tests.csproj")}]"];
        await Prove(Existing(), ["Adds"]);
        _dotnet.Commands.Clear();

        await Prove(Existing(), ["Adds"]);

        Assert.That(_dotnet.Commands, Is.EqualTo(new[] { "build", "test", "test" }));
        Assert.That(GeneratedHeader.IsUntouched(File.ReadAllText(_repository.PathOf(File1))));
    }

    [Test]
    public async Task A_generated_file_that_no_longer_compiles_goes_unless_somebody_edited_it()
    {
        var stale = _repository.Write("tests/Shop.Tests/OldTests.cs", Fixtures.Render("OldTests", ("Gone", "[Test]\npublic void Gone() { }", [0])).Source);
        _dotnet.Complain = file => file == stale ? [$"{file}(12,1): error CS0117: no definition [{_repository.PathOf("tests/Shop.Tests/Shop.Tests.csproj")}]"] : [];

        var outcome = await Prove(Existing(), ["Adds"]);

        Assert.Multiple(() =>
        {
            Assert.That(outcome.Failure, Is.Null);
            Assert.That(File.Exists(stale), Is.False);
            Assert.That(outcome.Remarks, Has.Some.StartsWith(stale));
            Assert.That(outcome.Files, Is.EqualTo(new[] { _repository.PathOf(File1) }));
        });

        File.WriteAllText(stale, Fixtures.Render("OldTests", ("Gone", "[Test]\npublic void Gone() { }", [0])).Source + "// mine");
        Assert.That((await Prove(Existing(), ["Adds", "Subtracts"])).Failure, Does.Contain("OldTests.cs(12): error CS0117"));
        Assert.That(File.Exists(stale));
    }

    [Test]
    public async Task When_no_test_is_left_nothing_is_left()
    {
        var before = _repository.Snapshot();
        _dotnet.Failing.Add("Adds");

        var outcome = await Prove(Fixtures.Plan(_repository), ["Adds"]);

        Assert.That(_repository.Snapshot(), Is.EqualTo(before));
        Assert.That((outcome.Failure, outcome.Fixtures.Length, outcome.Dropped.Single().Reason), Is.EqualTo(((string?)null, 0, "Fails")));
    }

    [Test]
    public async Task A_subject_that_does_not_build_is_told_and_nothing_stays()
    {
        var before = _repository.Snapshot();
        _dotnet.Complain = _ => ["/src/Shop/Broken.cs(1,1): error CS1513: } expected [/src/Shop/Shop.csproj]"];

        var outcome = await Prove(Fixtures.Plan(_repository), ["Adds"]);

        Assert.That(outcome.Failure, Does.EndWith("does not build, and not because of the tests: Broken.cs(1): error CS1513: } expected"));
        Assert.That(_repository.Snapshot(), Is.EqualTo(before));
    }

    [Test]
    public void A_run_that_is_called_off_leaves_nothing()
    {
        var before = _repository.Snapshot();
        using var source = new CancellationTokenSource();
        _dotnet.Complain = _ =>
        {
            source.Cancel();
            return [];
        };

        Assert.That(() => Prove(Fixtures.Plan(_repository), ["Adds"], source.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(_repository.Snapshot(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_new_project_is_added_to_the_solution_last()
    {
        var plan = Fixtures.Plan(_repository);

        await Prove(plan with { New = plan.New! with { Solution = _repository.Write("Shop.sln", "projects: ") } }, ["Adds"]);

        Assert.That(_dotnet.Commands[^1], Is.EqualTo("sln"));
        Assert.That(File.ReadAllText(_repository.PathOf("Shop.sln")), Is.EqualTo("projects: " + plan.Path));
    }

    private TestProjectPlan Existing() => Fixtures.Plan(_repository, isNew: false, TakenNames.OnDisk(_repository.PathOf("tests/Shop.Tests")));

    private Task<ProofOutcome> Prove(TestProjectPlan plan, string[] names, CancellationToken cancellationToken = default) =>
        new Proof(new TestProjectWriter(ProjectTemplates.Embedded, _dotnet.RunAsync), _dotnet.RunAsync)
            .ProveAsync(new ProofRequest(plan, _repository.Scratch, false), exclusions => Render(names, exclusions), null, cancellationToken);

    private static ImmutableArray<RenderedFixture> Render(string[] names, Exclusions exclusions) =>
    [
        Fixtures.Render(
            "MoneyTests",
            [.. names.Index().Where(name => !exclusions.Dropped.Contains(name.Index)).Select(name => (name.Item, $"[Test]\npublic void {name.Item}()\n{{\n    Assert.Pass(\"{name.Item}\");\n}}", new[] { name.Index }))]),
    ];
}
