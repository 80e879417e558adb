using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace CodegenLab.Pipeline.Contexts;

/// <summary>Everything a drafter is told about a subject, in order of value, within a budget of tokens.</summary>
public sealed record CodeContext
{
    /// <summary>C# name with namespace: Shop.Pricing.Money.Parse(string).</summary>
    public required string Subject { get; init; }

    /// <summary>Documentation ids of what it speaks of: one type, or the overloads of one member.</summary>
    public required ImmutableArray<string> Ids { get; init; }

    /// <summary>Path of the project file.</summary>
    public required string Project { get; init; }

    /// <summary>What every question on the type is shown before this; null: this is all.</summary>
    [JsonIgnore]
    public CodeContext? Known { get; init; }

    /// <summary>Sections with something in them, the most valuable first.</summary>
    public required ImmutableArray<ContextSection> Sections { get; init; }

    /// <summary>What is known before, and this.</summary>
    [JsonIgnore]
    public IEnumerable<ContextSection> AllSections => Known is null ? Sections : Known.Sections.Concat(Sections);

    /// <summary>Of all items together, what is known before included, counted with the encoding o200k_base.</summary>
    public int Tokens => AllSections.Sum(section => section.Tokens);
}

/// <param name="LeftOut">Items that the budget had no room for.</param>
public sealed record ContextSection(ContextKind Kind, ImmutableArray<ContextItem> Items, int LeftOut)
{
    public int Tokens => Items.Sum(item => item.Tokens);
}

/// <param name="Text">C#, or for rules and README files what they say.</param>
/// <param name="Source">Where it stands, relative to the solution: src/Shop/Money.cs:12. Null: made from several places.</param>
/// <param name="Note">What there is to say about it: never true. Null: nothing.</param>
public sealed record ContextItem(string Text, string? Source, string? Note, int Tokens);

/// <summary>An item before its tokens are counted.</summary>
internal readonly record struct Finding(string Text, string? Source, string? Note = null);

/// <summary>What a section holds, in the order of its value to a drafter.</summary>
public enum ContextKind
{
    /// <summary>The members with their documentation, without bodies.</summary>
    Members,

    /// <summary>How to make the types that a call needs.</summary>
    Producers,

    /// <summary>How the solution calls the subject.</summary>
    CallSites,

    /// <summary>Tests of the subject, or of its neighbours, that a person wrote.</summary>
    Tests,

    /// <summary>Parts of README files that name the subject.</summary>
    Readme,

    /// <summary>What the engine saw: real inputs with real outputs, states and exceptions.</summary>
    Observations,

    /// <summary>Guards and branches, with those that no observation covers marked.</summary>
    Branches,

    /// <summary>The code of the members.</summary>
    Bodies,

    /// <summary>The code of what they call and nobody else can.</summary>
    HiddenCode,

    /// <summary>What the repository asks of those who write code in it.</summary>
    Rules,
}
