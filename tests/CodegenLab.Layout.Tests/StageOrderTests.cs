namespace CodegenLab.Layout.Tests;

public sealed class StageOrderTests
{
    /// <summary>
    /// The stages of the pipeline in the order the data flows; each uses earlier ones only. Files directly in the project
    /// (the entry, the request, the report) see all of them, and what they declare may be used by all but names no stage.
    /// </summary>
    private static readonly string[] Stages = ["Solutions", "Models", "Contexts", "Drafts", "Replies", "Data", "Candidates", "TestProjects", "Drafting", "Properties", "Verdicts", "Suites", "History", "Gates", "Selection", "Reports", "Hooks", "Staged"];


    [Test]
    public void Every_folder_of_the_pipeline_is_a_stage() =>
        Assert.That(Folders("src/CodegenLab.Pipeline"), Is.SubsetOf(Stages));

    [Test]
    public void A_stage_uses_earlier_stages_only() =>
        Assert.That(LaterUses("CodegenLab.Pipeline", Stages), Is.Empty);

    [Test]
    public void Test_cases_know_nothing_of_what_is_done_with_them()
    {
        var uses =
            from file in FilesOf("CodegenLab.Worker", "TestCases")
            from type in HouseCode.UsedTypes(file)
            let home = type.ContainingNamespace.ToDisplayString()
            where home != "CodegenLab.Worker.TestCases"
            select $"{file.FilePath} uses {type.ToDisplayString()}";

        Assert.That(uses, Is.Empty);
    }

    private static List<string> LaterUses(string project, string[] stages) =>
    [
        .. from stage in stages
           from file in FilesOf(project, stage)
           from type in HouseCode.UsedTypes(file)
           let home = type.ContainingNamespace.ToDisplayString().Split('.')
           where home.Length >= 3 && string.Join('.', home[..2]) == project && Array.IndexOf(stages, home[2]) > Array.IndexOf(stages, stage)
           select $"{file.FilePath} uses {type.ToDisplayString()}",
    ];

    private static IEnumerable<Microsoft.CodeAnalysis.SyntaxTree> FilesOf(string project, string folder) =>
        HouseCode.Files.Where(file => file.FilePath.StartsWith($"src/{project}/{folder}/", StringComparison.Ordinal));

    private static IEnumerable<string> Folders(string project) =>
        Repository.Files(project, "*.cs").Select(path => Repository.Relative(path)[(project.Length + 1)..].Split('/')).Where(parts => parts.Length > 1).Select(parts => parts[0]).Distinct();
}
