namespace CodegenLab.Worker.Execution;

/// <summary>What ends the lines of a text.</summary>
internal static class LineBreaks
{
    /// <summary>Whether some line ends as lines do on this machine: elsewhere the text may be another one.</summary>
    public static bool AreOfMachine(string text)
    {
        for (var i = text.IndexOf('\n', StringComparison.Ordinal); i >= 0; i = text.IndexOf('\n', i + 1))
        {
            if ((i > 0 && text[i - 1] == '\r') == (Environment.NewLine.Length == 2))
                return true;
        }

        return false;
    }

    /// <summary>With a line feed at the end of each line.</summary>
    public static string Plain(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal);
}
