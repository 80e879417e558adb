namespace CodegenLab.Bench.Sette;

/// <summary>Statements that no input reaches and no comment of SETTE's says so, most of them because they changed their meaning on the way from Java.</summary>
internal static class OutOfReach
{
    private static readonly (string Snippet, string Statement, string Why)[] All =
    [
        ("B2d_Linear.oneParamIntNoSolution", "return true;", "no integer solves it"),
        ("B2d_Linear.twoParamsIntNoSolution", "return true;", "no integers solve them"),
        ("B2d_Linear.threeParamsIntNoSolution", "return true;", "only with overflow"),
        ("B2a_IfElse.twoParamsBoolean", "if (x && !y)", "four conditions before it take all there is"),
        ("L1_Arithmetics.cbrt", "return true;", "1 / 3 is 0 in C#, and x to the power of 0 is 1"),
        ("L2_Strings.substring", "return 1;", "Substring(6, 8) has eight characters in C#, and shall be two"),
        ("LO_Other.associatesAPIGuessValidDateFormat", "return 0;", "a DateTime is never null"),
        ("LO_Other.associatesAPIGuessDate", "return 0;", "a DateTime is never null"),
        ("LO_Other.associatesAPIGuessDate", "return 1;", "group 0 is the whole match, which is no number: the parser returns one date only"),
    ];

    public static bool Contains(Snippet snippet, SnippetStatement statement) =>
        All.Any(one => one.Snippet == snippet.Name && statement.Text == one.Statement);
}
