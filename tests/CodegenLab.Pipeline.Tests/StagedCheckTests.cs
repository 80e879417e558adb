using CodegenLab.Pipeline.Gates;
using CodegenLab.Pipeline.History;
using CodegenLab.Pipeline.Staged;
using CodegenLab.Pipeline.Tests.Solutions;

namespace CodegenLab.Pipeline.Tests;

/// <summary>On a solution in a repository of its own, which is loaded once and asked about again and again, as by the host.</summary>
[NonParallelizable]
public sealed class StagedCheckTests
{
    private const string Till = "src/Till/Till.cs";

    private const string Tests = "tests/Till.Tests/TillTests.cs";

    private TemporaryFolder _folder = null!;

    // As git names it, symbolic links resolved: a build under another name deletes what one under this has made.
    private string _root = null!;

    private WarmSolution _warm = null!;

    [OneTimeSetUp]
    public async Task MakeRepository()
    {
        _folder = new TemporaryFolder();
        _folder.Write(".gitignore", "bin/\nobj/\n.codegen-lab/\n");
        _folder.Write("Shop.slnx", """<Solution><Project Path="src/Till/Till.csproj" /><Project Path="src/Bag/Bag.csproj" /><Project Path="tests/Till.Tests/Till.Tests.csproj" /></Solution>""");
        const string properties = "<PropertyGroup><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings><Nullable>enable</Nullable></PropertyGroup>";
        _folder.Write("src/Till/Till.csproj", $"""<Project Sdk="Microsoft.NET.Sdk">{properties}<ItemGroup><ProjectReference Include="../Bag/Bag.csproj" /></ItemGroup></Project>""");
        _folder.Write("src/Bag/Bag.csproj", $"""<Project Sdk="Microsoft.NET.Sdk">{properties}</Project>""");
        _folder.Write("tests/Till.Tests/Till.Tests.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">{properties}<ItemGroup>
            <PackageReference Include="Microsoft.NET.Test.Sdk" Version="18.11.0" /><PackageReference Include="NUnit" Version="5.0.0" /><PackageReference Include="NUnit3TestAdapter" Version="6.3.1" />
            <ProjectReference Include="../../src/Till/Till.csproj" /></ItemGroup></Project>
            """);
        _folder.Write("src/Bag/Bag.cs", "namespace Shop; public static class Bag\n{\n    public static int Price => 10;\n    public static int Idle() => 3;\n}\n");
        _folder.Write(Till, """
            namespace Shop;

            public sealed class Till
            {
                public int Total { get; private set; }

                public void Add(int price)
                {
                    if (price < 0)
                        throw new ArgumentOutOfRangeException(nameof(price));
                    Total += price;
                }

                public int WithBag() => Total + Bag.Price;
            }

            """);
        _folder.Write(Tests, """
            using NUnit.Framework;

            namespace Shop.Tests;

            public sealed class TillTests
            {
                [Test]
                public void Adds()
                {
                    var till = new Till();
                    till.Add(2);
                    till.Add(3);
                    Assert.That(till.Total, Is.EqualTo(5));
                }

                [Test]
                public void Refuses() => Assert.That(() => new Till().Add(-1), Throws.InstanceOf<ArgumentOutOfRangeException>());

                [Test]
                public void Sells_bags() => Assert.That(new Till().WithBag(), Is.EqualTo(10));

                [Test]
                public void Reads_beside_itself() => Assert.That(File.Exists(Path.Combine(TestContext.CurrentContext.TestDirectory, "Till.Tests.deps.json")));
            }

            """);
        await GitAsync("init", "-q", "-b", "main");
        await GitAsync("config", "user.name", "A");
        await GitAsync("config", "user.email", "a@example.com");
        await GitAsync("config", "core.autocrlf", "false");
        await GitAsync("config", "protocol.file.allow", "always");
        await GitAsync("add", ".");
        await GitAsync("commit", "-q", "-m", "one");
        _root = (await RequestAsync()).Snapshot.Root;
        _warm = new WarmSolution(_root, null);

        Replace("src/Bag/Bag.cs", "=> 10", "=> 5 + 5");
        await GitAsync("add", ".");
        var steps = new List<string>();
        var outcome = await new StagedCheck(GitCommand.RunAsync).CheckAsync(await RequestAsync(), _warm, new Relay<GenerationProgress>(step => steps.Add(step.Detail ?? "")), default);
        Assert.That(steps, Has.Some.StartsWith("building Till.Tests, once"));
        Assert.That(outcome.Failures, Is.Empty);
    }

    [OneTimeTearDown]
    public void RemoveRepository() => _folder.Dispose();

    [SetUp]
    public async Task Clean()
    {
        await GitAsync("reset", "-q", "--hard", "main");
        await GitAsync("clean", "-q", "-f", "-d");
    }

    [Test]
    public async Task Tests_that_the_history_knows_and_that_depend_on_nothing_staged_are_not_run()
    {
        await new SuiteMeasurement().MeasureAsync(new SuiteMeasurementRequest { Path = "Shop.slnx", WorkingFolder = _root, Coverage = true }, new Relay<GenerationProgress>(_ => { }), default);
        try
        {
            Replace("src/Bag/Bag.cs", "=> 10", "=> 11");
            await GitAsync("add", ".");
            var broken = await new StagedCheck(GitCommand.RunAsync).CheckAsync(await RequestAsync(), _warm, new Relay<GenerationProgress>(_ => { }), default);
            await Clean();
            Replace("src/Bag/Bag.cs", "Idle() => 3", "Idle() => 4");
            await GitAsync("add", ".");
            var idle = await new StagedCheck(GitCommand.RunAsync).CheckAsync(await RequestAsync(), _warm, new Relay<GenerationProgress>(_ => { }), default);

            Assert.That((broken.Tests, string.Join(' ', broken.Failures.Select(failure => failure.DisplayName.Split('.')[^1]))), Is.EqualTo((1, "Sells_bags")));
            Assert.That((idle.Tests, idle.Failures.Length, string.Join(' ', idle.Untested)), Is.EqualTo((0, 0, "Shop.Bag.Idle()")));
        }
        finally
        {
            Directory.Delete(Path.Combine(_folder.Path, ".codegen-lab"), recursive: true);
        }
    }

    [Test]
    public async Task What_was_run_as_it_is_staged_is_covered_without_being_run_again()
    {
        Replace(Till, "Total += price;", "Total = Total + price;");
        await new SuiteMeasurement().MeasureAsync(new SuiteMeasurementRequest { Path = "Shop.slnx", WorkingFolder = _root, Coverage = true }, new Relay<GenerationProgress>(_ => { }), default);
        try
        {
            await GitAsync("add", ".");

            var outcome = await CheckAsync();

            Assert.That((outcome.Tests, outcome.Failures.Length, outcome.IsMet), Is.EqualTo((0, 0, true)));
            Assert.That(outcome.Rows.Select(row => (row.Name, row.ActualText)), Is.EqualTo(new[] { ("lines changed", "100.0 %") }));
            Assert.That((outcome.Members.Length, outcome.Untested.Length), Is.EqualTo((1, 0)));
        }
        finally
        {
            Directory.Delete(Path.Combine(_folder.Path, ".codegen-lab"), recursive: true);
        }
    }

    [Test]
    public async Task What_it_sees_is_added_to_the_history()
    {
        FolderRemoval.Remove(_folder.At(".codegen-lab"));
        try
        {
            Replace(Till, "Total += price;", "Total -= price;");
            await GitAsync("add", ".");
            await CheckAsync();
            var broken = Ends();
            await Clean();
            Replace(Till, "Total += price;", "Total = Total + price;");
            await GitAsync("add", ".");
            await CheckAsync();

            Assert.That(broken, Is.EqualTo("Adds: Failed; Reads_beside_itself: Passed; Refuses: Passed; Sells_bags: Passed"));
            Assert.That(Ends(), Is.EqualTo("Adds: Passed Failed; Reads_beside_itself: Passed Passed; Refuses: Passed Passed; Sells_bags: Passed Passed"));
            Assert.That(History().Runs().Select(run => (run.Command, run.Commit)), Is.EqualTo(Enumerable.Repeat(("hook run", (string?)null), 2)));
            Assert.That(History().Tests().All(test => test.Coverage is null && test.Last is null));
        }
        finally
        {
            Directory.Delete(Path.Combine(_folder.Path, ".codegen-lab"), recursive: true);
        }

        SuiteHistory History() => new(_folder.Path, Generation.ToolVersion);

        string Ends() => string.Join("; ", History().Tests().OrderBy(test => test.Name.Method, StringComparer.Ordinal).Select(test => $"{test.Name.Method}: {string.Join(' ', test.Results.Select(result => result.Status))}"));
    }

    [Test]
    public async Task A_change_that_tests_cover_passes_whatever_lies_in_the_folder()
    {
        Replace(Till, "Total += price;", "Total = Total + price;");
        await GitAsync("add", ".");
        _folder.Write(Till, "this is no C#");

        var outcome = await CheckAsync();

        Assert.That((outcome.Files, outcome.Tests, outcome.Failures.Length, outcome.IsMet), Is.EqualTo((1, 4, 0, true)));
        Assert.That(outcome.Members, Is.EqualTo(new[] { "Shop.Till.Add(int)" }));
        Assert.That(outcome.Rows.Select(row => (row.Name, row.ActualText)), Is.EqualTo(new[] { ("lines changed", "100.0 %") }));
        Assert.That((outcome.IsAdvice, outcome.Untested.Length, outcome.Remarks.Length), Is.EqualTo((true, 0, 0)), string.Join('\n', outcome.Remarks));
    }

    [Test]
    public async Task A_changed_initialiser_is_told_by_its_type()
    {
        Replace(Till, "{ get; private set; }", "{ get; private set; } = 0 * 1;");
        await GitAsync("add", ".");

        var outcome = await CheckAsync();

        Assert.That((outcome.Tests, outcome.Failures.Length, outcome.IsMet), Is.EqualTo((4, 0, true)));
        Assert.That(outcome.Members, Is.EqualTo(new[] { "Shop.Till" }));
    }

    [Test]
    public async Task A_change_that_breaks_a_test_is_told_with_its_place()
    {
        Replace(Till, "Total += price;", "Total -= price;");
        await GitAsync("add", ".");

        var failure = (await CheckAsync()).Failures.Single();

        Assert.That((failure.Path, failure.Line > 1), Is.EqualTo((Tests, true)));
        Assert.That(failure.DisplayName, Does.EndWith("TillTests.Adds"));
        Assert.That(failure.Message, Does.Contain("But was:  -5"));
    }

    [Test]
    public async Task A_project_below_is_compiled_for_the_one_above()
    {
        Replace("src/Bag/Bag.cs", "=> 10", "=> 11");
        await GitAsync("add", ".");

        Assert.That((await CheckAsync()).Failures.Select(failure => failure.DisplayName.Split('.')[^1]), Is.EqualTo(new[] { "Sells_bags" }));
    }

    [Test]
    public async Task A_test_that_fails_for_other_reasons_stops_nobody()
    {
        Replace(Tests, "Is.EqualTo(5)", "Is.EqualTo(6)");
        await GitAsync("commit", "-q", "-a", "-m", "broken");
        Replace(Till, "=> Total + Bag.Price", "=> Bag.Price + Total");
        await GitAsync("add", ".");

        var outcome = await CheckAsync();
        await GitAsync("checkout", "-q", "-B", "main", "HEAD~1");

        Assert.That(outcome.Failures, Is.Empty);
        Assert.That(outcome.Remarks, Has.One.Contains("Adds fails as well, and reaches nothing that is staged."));
    }

    [Test]
    public async Task New_code_without_a_test_is_named_and_held_against_the_target()
    {
        Replace(Till, "    public int WithBag()", "    public int Half()\n    {\n        var half = Total / 2;\n        return half;\n    }\n\n    public int WithBag()");
        await GitAsync("add", ".");

        var advice = await CheckAsync();
        _folder.Write("codegen-lab.json", """{ "targets": { "changed": { "line": 0.9 } } }""");
        var target = await CheckAsync();

        Assert.That(advice.Untested, Is.EqualTo(new[] { "Shop.Till.Half()" }));
        Assert.That((advice.IsAdvice, advice.IsMet, advice.Rows.Single().IsMet), Is.EqualTo((true, true, false)));
        Assert.That((target.IsAdvice, target.IsMet), Is.EqualTo((false, false)));
    }

    [Test]
    public async Task Comments_and_layout_run_nothing()
    {
        Replace(Till, "public sealed class Till", "/// <summary>Counts.</summary>\npublic  sealed class Till");
        await GitAsync("add", ".");

        var outcome = await CheckAsync();

        Assert.That((outcome.Members.Length, outcome.Tests, outcome.IsMet), Is.EqualTo((0, 0, true)));
    }

    [Test]
    public async Task A_weak_test_is_not_let_in()
    {
        Replace(Tests, "    [Test]\n    public void Refuses()", "    [Test]\n    public void Is_there() => new Till().Add(1);\n\n    [Test]\n    public void Refuses()");
        await GitAsync("add", ".");

        var outcome = await CheckAsync();

        Assert.That(outcome.Findings.Select(finding => finding.Message), Is.EqualTo(new[] { "Shop.Tests.TillTests.Is_there asserts nothing." }));
        Assert.That((outcome.IsMet, outcome.Tests), Is.EqualTo((false, 5)));
    }

    [Test]
    public async Task Code_that_does_not_compile_is_bad_input()
    {
        Replace(Till, "Total += price;", "Totl += price;");
        await GitAsync("add", ".");

        Assert.That(CheckAsync, Throws.TypeOf<InputException>().With.Message.Match("^Till does not compile as it is staged\\.\n.*Till\\.cs\\(11\\): CS0103: "));
    }

    [Test]
    public async Task A_deleted_file_is_gone_even_when_it_lies_there_still()
    {
        await GitAsync("rm", "-q", "--cached", "src/Bag/Bag.cs");

        Assert.That(CheckAsync, Throws.TypeOf<InputException>().With.Message.Contains("CS0103: The name 'Bag' does not exist"));
    }

    [Test]
    public async Task A_file_that_is_deleted_and_not_staged_is_there_still()
    {
        Replace(Till, "=> Total + Bag.Price", "=> Bag.Price + Total");
        await GitAsync("add", ".");
        File.Delete(_folder.At("src/Bag/Bag.cs"));

        Assert.That((await CheckAsync()).Tests, Is.EqualTo(4));
    }

    [Test]
    public async Task A_renamed_file_changes_nothing()
    {
        await GitAsync("mv", "src/Bag/Bag.cs", "src/Bag/Sack.cs");

        var outcome = await CheckAsync();

        Assert.That((outcome.Files, outcome.Members.Length, outcome.Tests), Is.EqualTo((1, 0, 0)), string.Join('\n', outcome.Remarks));
    }

    [Test]
    public async Task A_new_file_makes_its_project_be_read_again_and_no_other()
    {
        Replace(Till, "=> Total + Bag.Price", "=> Bag.Price + Total");
        await GitAsync("add", ".");
        await CheckAsync();
        var before = _warm.Evaluated;
        _folder.Write("src/Bag/Sack.cs", "namespace Shop; public static class Sack { public static int Size() => 1; }\n");
        await GitAsync("add", ".");

        var outcome = await CheckAsync();

        Assert.That(outcome.Untested, Is.EqualTo(new[] { "Shop.Sack.Size()" }));
        Assert.That(_warm.Evaluated - before, Is.EqualTo(1));
    }

    [Test]
    public async Task Files_that_git_does_not_know_are_left_out_and_named()
    {
        Replace(Till, "=> Total + Bag.Price", "=> Bag.Price + Total");
        await GitAsync("add", ".");
        _folder.Write("src/Bag/Broken.cs", "no C#");
        _folder.Write("src/Bag/Bag.csproj", await File.ReadAllTextAsync(_folder.At("src/Bag/Bag.csproj")) + "\n");

        Assert.That((await CheckAsync()).Remarks, Is.EqualTo(new[] { "Not staged, and left out of what is compiled: src/Bag/Broken.cs" }));
    }

    [Test]
    public async Task A_file_in_no_project_is_named()
    {
        _folder.Write("scripts/Tool.cs", "class Tool;\n");
        _folder.Write("README.md", "Read.\n");
        await GitAsync("add", ".");

        var outcome = await CheckAsync();

        Assert.That(outcome.Remarks, Is.EqualTo(new[] { "In no project of Shop.slnx, and not looked at: scripts/Tool.cs" }));
        Assert.That((outcome.Files, outcome.IsMet), Is.EqualTo((2, true)));
    }

    [Test]
    public async Task A_submodule_is_named()
    {
        using var other = new TemporaryFolder();
        other.Write("A.cs", "class A;\n");
        foreach (var arguments in (string[][])[["init", "-q"], ["add", "."], ["-c", "user.name=A", "-c", "user.email=a@example.com", "commit", "-q", "-m", "one"]])
            await GitCommand.RunAsync(arguments, other.Path, default);
        await GitAsync("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", other.Path, "parts");

        var outcome = await CheckAsync();
        await GitAsync("submodule", "--quiet", "deinit", "-f", "parts");
        await GitAsync("rm", "-q", "-f", "parts");

        Assert.That(outcome.Remarks, Is.EqualTo(new[] { "parts is a submodule, and not looked at." }));
    }

    [Test]
    public async Task A_changed_project_file_runs_the_tests_above_it()
    {
        Replace("src/Bag/Bag.csproj", "<Nullable>enable</Nullable>", "<Nullable>enable</Nullable><RootNamespace>Shop</RootNamespace>");
        await GitAsync("add", ".");

        Assert.That((await CheckAsync()).Tests, Is.EqualTo(4));
    }

    private void Replace(string file, string old, string now)
    {
        var text = File.ReadAllText(_folder.At(file));
        Assert.That(text, Does.Contain(old));
        File.WriteAllText(_folder.At(file), text.Replace(old, now, StringComparison.Ordinal));
    }

    private async Task<StagedRequest> RequestAsync() => new(await StagedSnapshot.TakeAsync(GitCommand.RunAsync, _folder.Path, default), null);

    private async Task<StagedOutcome> CheckAsync() => await new StagedCheck(GitCommand.RunAsync).CheckAsync(await RequestAsync(), _warm, new Relay<GenerationProgress>(_ => { }), default);

    private async Task GitAsync(params string[] arguments)
    {
        var outcome = await GitCommand.RunAsync(arguments, _folder.Path, default);
        Assert.That(outcome.ExitCode, Is.Zero, outcome.Error);
    }
}
