using CodegenLab.Pipeline.Drafts;
using CodegenLab.Pipeline.Models;
using CodegenLab.Pipeline.Replies;
using CodegenLab.Pipeline.Solutions;
using CodegenLab.Pipeline.Tests.Models;
using CodegenLab.Pipeline.Tests.Solutions;
using Microsoft.Extensions.AI;

namespace CodegenLab.Pipeline.Tests.Replies;

/// <summary>What the tests of this folder ask, and whom.</summary>
internal static class Desks
{
    /// <summary>$0.40, $0.10 cached, $1.60 for a million tokens.</summary>
    public const string Model = "gpt-4.1-mini";

    public static ModelSettings Settings(string model = Model, int parallelCalls = 4)
    {
        using var folder = new TemporaryFolder();
        var environment = new Dictionary<string, string> { ["CODEGEN_LAB_PARALLEL_CALLS"] = $"{parallelCalls}", ["CODEGEN_LAB_API_KEY"] = "sk-verysecret-0123456789" };
        return new ModelSettingsReader(environment.GetValueOrDefault, []).Read(new ModelOptions("openai", null, model), folder.Path).Settings!;
    }

    public static ReplyDeskSettings With(TemporaryFolder folder, IChatClient client) => new()
    {
        Folder = folder.At(StateFolder.Name),
        Model = Settings(),
        Connect = () => client,
        Clock = new HastyClock(TimeSpan.FromMinutes(1)),
    };

    public static Question Ask(string user, Purpose purpose = Purpose.Tests, string subject = "Shop.Money", int round = 1) => new(purpose, subject, round, new Prompt("You write tests.", user));

    public static Task<Answer?> AskAsync(this ReplyDesk desk, string user) => desk.AskAsync(Ask(user), CancellationToken.None);
}
