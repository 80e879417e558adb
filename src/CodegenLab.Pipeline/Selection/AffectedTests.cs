using System.Collections.Immutable;
using CodegenLab.Pipeline.History;
using CodegenLab.Pipeline.Suites;

namespace CodegenLab.Pipeline.Selection;

/// <summary>A test that has to be run.</summary>
/// <param name="Piece">What was changed; null: the reason has none.</param>
public sealed record AffectedTest(KnownTest Test, SelectionReason Reason, CodePiece? Piece);

/// <summary>
/// Tells which of the tests that the history knows are affected by changes of the code. Either all that differs between now and when each was run, or changes that are
/// named. Tests that the history does not know are not its business: they always have to be run.
/// </summary>
/// <param name="known">From <see cref="SuiteHistory.Tests"/>.</param>
public sealed class AffectedTests(ImmutableArray<KnownTest> known)
{
    /// <summary>Tests for which anything is not as it was when they were run last.</summary>
    /// <param name="code">As it is now.</param>
    public ImmutableArray<AffectedTest> Since(CodeSnapshot code) =>
        Find(test => test.Pieces.Where(piece => piece.Key.Kind != PieceKind.Suite && code.Pieces.GetValueOrDefault(piece.Key) != piece.Value).Select(piece => piece.Key), code.TestAssemblies);

    /// <summary>Tests that depend on one of these pieces, whatever it was when they were run last.</summary>
    /// <param name="changed">As <see cref="CodeSnapshot.DifferencesTo"/> gives them; those that are new in the code count by the types and families that they change.</param>
    /// <param name="testAssemblies">Names of the assemblies of test projects.</param>
    public ImmutableArray<AffectedTest> By(IReadOnlySet<CodePiece> changed, IReadOnlySet<string> testAssemblies) =>
        Find(test => test.Pieces.Where(piece => changed.Contains(piece.Key)).Select(piece => piece.Key), testAssemblies);

    private ImmutableArray<AffectedTest> Find(Func<TestCoverage, IEnumerable<CodePiece>> changes, IReadOnlySet<string> testAssemblies)
    {
        var affected = ImmutableArray.CreateBuilder<AffectedTest>();
        foreach (var test in known)
        {
            if (test.Coverage is null || test.Last is not { } last)
                affected.Add(new AffectedTest(test, SelectionReason.Unknown, null));
            else if (last.Status is SuiteTestStatus.Failed or SuiteTestStatus.Flaky)
                affected.Add(new AffectedTest(test, SelectionReason.FailedLast, null));
            else if (changes(test.Coverage).Select(piece => (Piece: (CodePiece?)piece, Reason: ReasonOf(piece, testAssemblies))).OrderBy(change => change.Reason).FirstOrDefault() is { Piece: not null } first)
                affected.Add(new AffectedTest(test, first.Reason, first.Piece));
        }

        return affected.ToImmutable();
    }

    private static SelectionReason ReasonOf(CodePiece piece, IReadOnlySet<string> testAssemblies) => piece.Kind switch
    {
        PieceKind.Project => SelectionReason.ProjectChanged,
        PieceKind.Type when testAssemblies.Contains(piece.Assembly) => SelectionReason.TestChanged,
        PieceKind.Member => SelectionReason.MemberChanged,
        _ => SelectionReason.TypeChanged,
    };
}
