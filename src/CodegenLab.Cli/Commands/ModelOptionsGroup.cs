using System.CommandLine;
using CodegenLab.Pipeline.Models;

namespace CodegenLab.Cli.Commands;

/// <summary>The words of the command line that name a model.</summary>
internal static class ModelOptionsGroup
{
    private static readonly Option<string?> ModelOption = new("--model")
    {
        Description = "The model to ask; for azure-openai the deployment. Default: the configured one.",
        HelpName = "name",
    };

    private static readonly Option<string?> ProviderOption = new("--provider")
    {
        Description = "Who answers: azure-openai, openai, anthropic or openai-compatible.",
        HelpName = "name",
    };

    private static readonly Option<string?> EndpointOption = new("--endpoint")
    {
        Description = "Address of the server, for azure-openai and openai-compatible.",
        HelpName = "address",
    };

    /// <summary>Of commands that ask more than once.</summary>
    public static Option<string?> Stronger { get; } = new("--stronger-model")
    {
        Description = "A second model of the same provider, better and dearer: asked again where the first brings nothing.",
        HelpName = "name",
    };

    public static IEnumerable<Option> All => [ModelOption, ProviderOption, EndpointOption];

    public static ModelOptions Bind(ParseResult parsed) => new(parsed.GetValue(ProviderOption), parsed.GetValue(EndpointOption), parsed.GetValue(ModelOption), parsed.GetValue(Stronger));
}
