using System.Text.Json.Nodes;

namespace CodegenLab.Pipeline.Verdicts;

/// <summary>The <c>.deps.json</c> of a built program: in a process of its own it finds no assembly that is not listed there, even if it lies beside it.</summary>
internal static class DependencyFile
{
    /// <summary>Lists one more assembly of the folder. A program without such a file finds all that lies beside it.</summary>
    /// <param name="program">The program's assembly.</param>
    /// <param name="assembly">File name.</param>
    public static void Add(string program, string assembly)
    {
        var path = Path.ChangeExtension(program, ".deps.json");
        if (!File.Exists(path) || JsonNode.Parse(File.ReadAllText(path)) is not JsonObject dependencies
            || dependencies["runtimeTarget"]?["name"]?.GetValue<string>() is not { } target || dependencies["targets"]?[target] is not JsonObject listed)
            return;
        var library = Path.GetFileNameWithoutExtension(assembly) + "/1.0.0";
        listed[library] = new JsonObject { ["runtime"] = new JsonObject { [assembly] = new JsonObject() } };
        if (dependencies["libraries"] is JsonObject libraries)
            libraries[library] = new JsonObject { ["type"] = "project", ["serviceable"] = false, ["sha512"] = "" };
        File.WriteAllText(path, dependencies.ToJsonString());
    }
}
