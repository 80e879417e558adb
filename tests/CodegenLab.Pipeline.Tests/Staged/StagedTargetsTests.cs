using System.Collections.Immutable;
using CodegenLab.Pipeline.Gates;
using CodegenLab.Pipeline.Solutions;
using CodegenLab.Pipeline.Staged;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Pipeline.Tests.Staged;

public sealed class StagedTargetsTests
{
    private static readonly string Root = Path.GetFullPath("/repository");

    [Test]
    public void Members_of_staged_lines_are_the_targets()
    {
        var targets = StagedTargets.Of(Solution(isTest: false), Staged(new ChangedFile("src/Till.cs", null, false, false, [new LineRange(3, 3), new LineRange(6, 6)])), Root);

        Assert.That(targets.Single().Ids, Is.EqualTo(new[] { "M:Shop.Till.Add(System.Int32)", "P:Shop.Till.Half" }));
    }

    [Test]
    public void All_members_of_a_new_file_are() =>
        Assert.That(StagedTargets.Of(Solution(isTest: false), Staged(new ChangedFile("src/Till.cs", null, true, false, [])), Root).Single().Ids, Has.Length.EqualTo(3));

    [Test]
    public void Without_any_it_is_bad_input()
    {
        Assert.That(() => StagedTargets.Of(Solution(isTest: false), Staged(), Root), Throws.TypeOf<InputException>().With.Message.StartsWith("Nothing is staged, so there is nothing to write tests for."));
        Assert.That(
            () => StagedTargets.Of(Solution(isTest: true), Staged(new ChangedFile("src/Till.cs", null, true, false, [])), Root),
            Throws.TypeOf<InputException>().With.Message.StartsWith("What is staged changes no code under test"));
    }

    private static ChangedLines Staged(params ChangedFile[] files) => new("the last commit, staged", [.. files]);

    private static LoadedSolution Solution(bool isTest)
    {
        const string code = "namespace Shop;\npublic class Till {\n  public int Add(int price)\n    => price;\n  public int Idle() => 1;\n  public int Half => 2;\n}\n";
        return new LoadedSolution(Path.Combine(Root, "Shop.slnx"), [new LoadedProject
        {
            Name = "Till", Path = Path.Combine(Root, "src", "Till.csproj"), TargetFramework = "net10.0", TargetFrameworks = ["net10.0"],
            Compilation = CSharpCompilation.Create("Till", [CSharpSyntaxTree.ParseText(code, path: Path.Combine(Root, "src", "Till.cs"))]),
            IsTestProject = isTest, TargetPath = "", RuntimeReferences = [], FrameworkReferences = [], ProjectReferences = [], PackageReferences = [], RootNamespace = "Shop",
            Properties = ImmutableDictionary<string, string>.Empty,
        }], []);
    }
}
