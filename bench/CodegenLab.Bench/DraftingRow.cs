namespace CodegenLab.Bench;

/// <summary>What drafting brought for one subject.</summary>
internal sealed record DraftingRow
{
    public required string Subject { get; init; }

    /// <summary>Why there are no figures; null: all there.</summary>
    public string? Failure { get; init; }

    public DraftingFigures? Drafts { get; init; }

    /// <summary>What the tool says of single questions, for people: those without a recording are among them.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];
}

/// <param name="Drafted">Test methods in answers.</param>
/// <param name="CompiledRaw">As they came.</param>
/// <param name="CompiledByRule">After repairs by rule, the raw ones included.</param>
/// <param name="CompiledByModel">After the model's own repairs, those before included.</param>
/// <param name="Accepted">That stand in the test project and passed under the real test runner.</param>
/// <param name="Specified">Of them, those that rest on words that were found.</param>
/// <param name="ListPrice">US dollars of all answers at the model's list price.</param>
/// <param name="NewBranches">Branch outcomes that the engine's tests leave open.</param>
/// <param name="NewMutants">Mutants that the engine's tests leave alive.</param>
/// <param name="NaiveTokens">What the prompts would have come to with whole files.</param>
/// <param name="OwnSeconds">Wall time of the loop in which no answer was waited for.</param>
internal sealed record DraftingFigures(
    string Model,
    int Questions,
    int Drafted,
    int CompiledRaw,
    int CompiledByRule,
    int CompiledByModel,
    int Accepted,
    int Specified,
    int Suspicions,
    long InputTokens,
    long OutputTokens,
    double ListPrice,
    int NewBranches,
    int NewMutants,
    TypeFigures Alone,
    TypeFigures With,
    long NaiveTokens,
    double OwnSeconds);

/// <summary>Of the types asked for.</summary>
/// <param name="Branches">Covered branch outcomes.</param>
/// <param name="Killed">Mutants killed.</param>
internal sealed record TypeFigures(int Branches, int AllBranches, int Killed, int AllMutants);
