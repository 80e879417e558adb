namespace CodegenLab.Pipeline.Models;

/// <summary>A key in memory. Whatever prints it, serializes it or compares it sees where it came from and never the key.</summary>
public sealed class ApiKey
{
    private readonly string _value;

    /// <param name="value">The key.</param>
    /// <param name="variable">The environment variable that holds it.</param>
    public ApiKey(string value, string variable)
    {
        _value = value;
        Variable = variable;
    }

    /// <summary>The environment variable that holds it.</summary>
    public string Variable { get; }

    /// <summary>Where it came from.</summary>
    public override string ToString() => $"set, from {Variable}";

    /// <summary>The key itself, for the header of a call and for nothing else.</summary>
    internal string Reveal() => _value;
}
