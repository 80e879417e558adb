namespace CodegenLab.Pipeline.Models;

/// <summary>What the settings are called in the sections of <c>codegen-lab.json</c>.</summary>
internal static class SettingNames
{
    public const string Section = "model";

    public const string Prices = "prices";
    public const string InputPrice = "input";
    public const string CachedInputPrice = "cachedInput";
    public const string OutputPrice = "output";

    public const string Requirements = "requirements";
    public const string BranchCoverage = "branchCoverage";
    public const string MutationScore = "mutationScore";
    public const string ComplexityThreshold = "complexityThreshold";
    public const string EdgeCaseShare = "edgeCaseShare";

    public const string Targets = "targets";
    public const string Line = "line";
    public const string Branch = "branch";
    public const string Mutation = "mutation";
    public const string Changed = "changed";
    public const string Projects = "projects";
    public const string Namespaces = "namespaces";
    public const string Ratchet = "ratchet";
    public const string Tolerance = "tolerance";
    public const string Measures = "measures";
    public const string WeakTests = "weakTests";
    public const string StaleTests = "staleTests";
    public const string UntestedMembers = "untestedMembers";

    public const string Provider = "provider";
    public const string Endpoint = "endpoint";
    public const string Name = "name";
    public const string StrongerName = "strongerName";
    public const string KeyVariable = "keyVariable";
    public const string Authentication = "authentication";
    public const string MaxOutputTokens = "maxOutputTokens";
    public const string TimeoutSeconds = "timeoutSeconds";
    public const string RequestsPerMinute = "requestsPerMinute";
    public const string ParallelCalls = "parallelCalls";
}
