using System.Collections.Immutable;
using CodegenLab.Pipeline.Solutions;
using CodegenLab.Pipeline.Suites;
using CodegenLab.Pipeline.TestProjects;

namespace CodegenLab.Pipeline.Reports;

/// <summary>The folder that the ledger of suspicions is written to.</summary>
internal sealed class LedgerFolder
{
    private readonly string _folder;
    private readonly SuspicionLedger _ledger;

    /// <param name="projects">Names or globs of projects; empty: all.</param>
    /// <exception cref="InputException">It cannot be made: better told before hours of work than after.</exception>
    public LedgerFolder(string folder, LoadedSolution solution, IEnumerable<string> projects)
    {
        _folder = folder;
        _ledger = new SuspicionLedger(Directory.Exists(solution.Path) ? solution.Path : Path.GetDirectoryName(solution.Path)!, Generation.ToolVersion, SarifCategory.Of("suspicions", RepositoryRoot.Opened(solution), projects));
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"The folder for suspicions {folder} cannot be made: {refused.Message.TrimEnd('.')}. Give another one to --suspicions.");
        }
    }

    /// <exception cref="InputException">It cannot be written.</exception>
    public void Write(ImmutableArray<Suspicion> suspicions)
    {
        using var transaction = new FileTransaction();
        var format = new FileFormat("\n", ByteOrderMark: false);
        transaction.Write(Path.Combine(_folder, SuspicionLedger.MarkdownName), _ledger.Markdown(suspicions), format);
        transaction.Write(Path.Combine(_folder, SuspicionLedger.SarifName), _ledger.Sarif(suspicions), format);
        transaction.Commit();
    }
}
