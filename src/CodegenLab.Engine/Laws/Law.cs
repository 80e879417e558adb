using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace CodegenLab.Engine.Laws;

/// <summary>What holds, or may hold, of a type whatever the values: one property of a written test.</summary>
public sealed record Law
{
    public required LawKind Kind { get; init; }

    /// <summary>Whose law it is.</summary>
    public required INamedTypeSymbol Type { get; init; }

    /// <summary>What it speaks of, the member that it is most about first.</summary>
    public required ImmutableArray<ISymbol> Members { get; init; }

    /// <summary>Of the test method.</summary>
    public required string Name { get; init; }

    /// <summary>For people: Equals is symmetric.</summary>
    public required string Words { get; init; }

    /// <summary>What it is quantified over.</summary>
    public required ImmutableArray<LawParameter> Parameters { get; init; }

    /// <summary>Who promises it, in words; null: nobody, it is a law where it is measured to hold.</summary>
    public string? Promise { get; init; }

    /// <summary>An exception that says of values that the law does not speak of them; null: none does.</summary>
    public INamedTypeSymbol? Unless { get; init; }

    /// <summary>Exceptions by which its members may say that they are not made for a value: those that are documented, of a law that nobody promises the usual ones as well.</summary>
    public ImmutableArray<INamedTypeSymbol> Excuses { get; init; } = [];

    /// <summary>Laws of a type with the same words here exclude each other but for something trivial: where several hold, none says anything. Null: it excludes none.</summary>
    public string? Excludes { get; init; }

    /// <summary>Of laws of one group the first that holds is written, and the others say less.</summary>
    public string? Group { get; init; }

    /// <summary>C# that is true where the law holds, given how types are written: an expression, or the lines of a method body.</summary>
    public required Func<Func<ITypeSymbol, string>, string> Code { get; init; }

    /// <summary>What the steps of a law that goes in steps call: that of number 0 first, the last for all other numbers. Numbers are taken modulo <see cref="StepNumbers"/>. Empty: it goes in none.</summary>
    public ImmutableArray<IMethodSymbol> Steps { get; init; } = [];

    /// <summary>As many as there are kinds of steps at most.</summary>
    public const int StepNumbers = 4;

    /// <summary>What is left of it where it is false for some values: the law without those that a member answers with nothing. Null: nothing is.</summary>
    public Law? Milder { get; init; }

    /// <summary>The law without the values that a member refuses by an exception; null: nothing excuses that one.</summary>
    /// <param name="exception">Reflection full name.</param>
    public Law? ExcusedBy(string exception)
    {
        if (Unless is not null)
            return null;
        var excuse = Excuses.FirstOrDefault(excuse => excuse.ToDisplayString() == exception)
            ?? Excuses.FirstOrDefault(excuse => excuse.Name == "ArgumentException" && exception is "System.ArgumentNullException" or "System.ArgumentOutOfRangeException");
        return excuse is null ? null : this with { Unless = excuse, Milder = Milder is { } milder ? milder with { Unless = excuse } : null };
    }

    /// <summary>Documentation id of the member that it is most about.</summary>
    public string Member => Members[0].OriginalDefinition.GetDocumentationCommentId() ?? Members[0].Name;
}

/// <param name="Name">As a C# identifier.</param>
public sealed record LawParameter(ITypeSymbol Type, string Name);
