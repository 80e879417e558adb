using System.Collections.Immutable;
using CodegenLab.Pipeline.Gates;
using CodegenLab.Pipeline.Solutions;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Pipeline.Tests.Gates;

public sealed class ChangedTargetsTests
{
    private const string Till = "namespace Shop;\npublic class Till {\n  public int Add(int price)\n    => price;\n  public int Idle() => 1;\n  public int Half => 2;\n}\n";

    private static readonly string Root = Path.GetFullPath("/repository");

    [Test]
    public void Members_of_changed_lines_are_the_targets()
    {
        var targets = ChangedTargets.Of(Solution(isTest: false), Staged(new ChangedFile("src/Till.cs", null, false, false, [new LineRange(3, 3), new LineRange(6, 6)])), new ChangeScope.Staged(), Root);

        Assert.That(targets.Single().Ids, Is.EqualTo(new[] { "M:Shop.Till.Add(System.Int32)", "P:Shop.Till.Half" }));
    }

    [Test]
    public void All_members_of_a_new_file_are() =>
        Assert.That(ChangedTargets.Of(Solution(isTest: false), Staged(new ChangedFile("src/Till.cs", null, true, false, [])), new ChangeScope.Staged(), Root).Single().Ids, Has.Length.EqualTo(3));

    [Test]
    public void Nobody_can_call_the_statements_of_a_program_without_Main() => Assert.That(
        () => ChangedTargets.Of(Solution(isTest: false, "System.Console.WriteLine(1);\n"), Staged(new ChangedFile("src/Till.cs", null, true, false, [])), new ChangeScope.Staged(), Root),
        Throws.TypeOf<InputException>().With.Message.StartsWith("What is staged changes no code under test"));

    [Test]
    public void Without_any_it_is_bad_input()
    {
        Assert.That(() => ChangedTargets.Of(Solution(isTest: false), Staged(), new ChangeScope.Staged(), Root), Throws.TypeOf<InputException>().With.Message.StartsWith("Nothing is staged, so there is nothing to write tests for."));
        Assert.That(
            () => ChangedTargets.Of(Solution(isTest: true), Staged(new ChangedFile("src/Till.cs", null, true, false, [])), new ChangeScope.Staged(), Root),
            Throws.TypeOf<InputException>().With.Message.StartsWith("What is staged changes no code under test"));
    }

    [Test]
    public void Nor_is_there_any_work_without_a_change_since_a_revision()
    {
        Assert.That(() => ChangedTargets.Of(Solution(isTest: false), Staged(), new ChangeScope.Since("main"), Root), Throws.TypeOf<InputException>().With.Message.StartsWith("Nothing was changed since the last commit, staged, so"));
        Assert.That(
            () => ChangedTargets.Of(Solution(isTest: true), Staged(new ChangedFile("src/Till.cs", null, true, false, [])), new ChangeScope.Since("main"), Root),
            Throws.TypeOf<InputException>().With.Message.EndsWith("Name an earlier revision, or the code with --target."));
    }

    private static ChangedLines Staged(params ChangedFile[] files) => new("the last commit, staged", [.. files]);

    private static LoadedSolution Solution(bool isTest, string code = Till)
    {
        return new LoadedSolution(Path.Combine(Root, "Shop.slnx"), [new LoadedProject
        {
            Name = "Till", Path = Path.Combine(Root, "src", "Till.csproj"), TargetFramework = "net10.0", TargetFrameworks = ["net10.0"],
            Compilation = CSharpCompilation.Create("Till", [CSharpSyntaxTree.ParseText(code, path: Path.Combine(Root, "src", "Till.cs"))]),
            IsTestProject = isTest, TargetPath = "", RuntimeReferences = [], FrameworkReferences = [], ProjectReferences = [], PackageReferences = [], RootNamespace = "Shop",
            Properties = ImmutableDictionary<string, string>.Empty,
        }], []);
    }
}
