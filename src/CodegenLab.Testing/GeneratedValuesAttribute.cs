using System.Collections;
using NUnit.Framework;
using NUnit.Framework.Interfaces;

namespace CodegenLab.Testing;

/// <summary>
/// Base of the attributes that give a test's parameter values made at compile time: from its type, from what the attribute says, and from the DataAnnotations and
/// guard clauses of the method that the test hands the parameter to.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public abstract class GeneratedValuesAttribute : NUnitAttribute, IParameterDataSource
{
    /// <summary>Which values; those that are accepted unless something else is said.</summary>
    public Side Side { get; set; }

    /// <summary>Smallest number, date or time that is accepted, dates and times as text: <c>"2020-01-31"</c>; null: what the code says.</summary>
    public object? Min { get; set; }

    /// <summary>Largest number, date or time that is accepted, as <see cref="Min"/>; null: what the code says.</summary>
    public object? Max { get; set; }

    /// <summary>Fewest letters or items that are accepted; negative: what the code says.</summary>
    public int MinLength { get; set; } = -1;

    /// <summary>Most letters or items that are accepted; negative: what the code says.</summary>
    public int MaxLength { get; set; } = -1;

    /// <summary>A regular expression that a text matches as a whole; null: what the code says.</summary>
    public string? Pattern { get; set; }

    /// <inheritdoc/>
    public IEnumerable GetData(IParameterInfo parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        return CompiledValues.Of(parameter.ParameterInfo, GetType().Name[..^nameof(Attribute).Length]);
    }
}
