using System.Text.Json;
using System.Text.Json.Nodes;

namespace CodegenLab.Pipeline.Hooks;

/// <summary>The task in Husky.Net's <c>.husky/task-runner.json</c>.</summary>
/// <param name="root">Of the repository.</param>
internal sealed class HuskyHook(string root) : IHookPlace
{
    private const string Name = "codegen-lab";

    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, NewLine = "\n", IndentSize = 3, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string _file = Path.Combine(root, ".husky", "task-runner.json");

    public HookState State() => new(HookFramework.Husky, _file, File.Exists(_file) && Ours(TasksOf(Read())) is not null ? HookPresence.Ours : HookPresence.None);

    public HookChange Install(HookCommand command, bool chains)
    {
        var document = File.Exists(_file) ? Read() : new JsonObject { ["$schema"] = "https://alirezanet.github.io/Husky.Net/schema.json", ["tasks"] = new JsonArray() };
        var tasks = TasksOf(document) ?? throw new InputException($"{_file} has no list 'tasks'. It was left as it is.");
        var task = new JsonObject
        {
            ["name"] = Name,
            ["group"] = "pre-commit",
            ["command"] = "dotnet",
            ["args"] = new JsonArray([.. new[] { Name }.Concat(command.Arguments).Select(word => (JsonNode)word)]),
        };
        var known = Ours(tasks);
        var isSame = known is not null && JsonNode.DeepEquals(known, task);
        if (!isSame)
        {
            if (known is null)
                tasks.Add(task);
            else
                tasks[tasks.IndexOf(known)] = task;
            Write(document);
        }

        var script = Path.Combine(root, ".husky", "pre-commit");
        return new HookChange(_file, !isSame, File.Exists(script) && File.ReadAllText(script).Contains("husky run", StringComparison.Ordinal)
            ? []
            : ["Have Husky run its tasks before a commit: dotnet husky install && dotnet husky add pre-commit -c \"dotnet husky run --group pre-commit\""]);
    }

    public HookChange Uninstall()
    {
        if (State().Presence == HookPresence.None)
            return new HookChange(_file, false, []);
        var document = Read();
        var tasks = TasksOf(document)!;
        tasks.Remove(Ours(tasks)!);
        Write(document);
        return new HookChange(_file, true, []);
    }

    private static JsonArray? TasksOf(JsonObject document) => document["tasks"] as JsonArray;

    private static JsonObject? Ours(JsonArray? tasks) =>
        tasks?.OfType<JsonObject>().FirstOrDefault(task => task["name"] is JsonValue name && name.TryGetValue<string>(out var text) && text == Name);

    private JsonObject Read()
    {
        try
        {
            // A comment would be lost when the file is written: its owner has to add the task.
            return JsonNode.Parse(File.ReadAllText(_file)) as JsonObject ?? throw new JsonException("an object is expected");
        }
        catch (JsonException malformed)
        {
            throw new InputException($"{_file} is not plain JSON ({malformed.Message.TrimEnd('.')}) and was left as it is. Add to its 'tasks': {{ \"name\": \"{Name}\", \"group\": \"pre-commit\", \"command\": \"dotnet\", \"args\": [\"{Name}\", \"hook\", \"run\"] }}");
        }
    }

    private void Write(JsonObject document)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
        File.WriteAllText(_file, document.ToJsonString(Layout) + "\n");
    }
}
