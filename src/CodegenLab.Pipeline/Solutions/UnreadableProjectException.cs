namespace CodegenLab.Pipeline.Solutions;

/// <summary>MSBuild cannot read a project; carries its words out of the code that may touch MSBuild's types.</summary>
/// <param name="code">MSB4236: an SDK is missing. May be empty.</param>
internal sealed class UnreadableProjectException(string code, string message) : Exception(message)
{
    public string Code { get; } = code;
}
