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

    public static IEnumerable<Option> All => [ModelOption, ProviderOption, EndpointOption];

    public static ModelOptions Bind(ParseResult parsed) => new(parsed.GetValue(ProviderOption), parsed.GetValue(EndpointOption), parsed.GetValue(ModelOption));
}
