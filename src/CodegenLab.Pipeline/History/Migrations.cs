namespace CodegenLab.Pipeline.History;

/// <summary>How the file of the history came to be what it is: one script per version, only ever added to.</summary>
internal static class Migrations
{
    /// <summary>The first makes version 1.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        """
        CREATE TABLE runs (id INTEGER PRIMARY KEY, time TEXT NOT NULL, revision TEXT, tool TEXT NOT NULL, command TEXT NOT NULL);
        CREATE TABLE tests (id INTEGER PRIMARY KEY, project TEXT NOT NULL, key TEXT NOT NULL, class TEXT NOT NULL, method TEXT NOT NULL, full_name TEXT NOT NULL, display_name TEXT NOT NULL, message TEXT, UNIQUE (project, key));
        CREATE TABLE results (test INTEGER NOT NULL REFERENCES tests ON DELETE CASCADE, run INTEGER NOT NULL REFERENCES runs ON DELETE CASCADE, status INTEGER NOT NULL, milliseconds REAL NOT NULL, PRIMARY KEY (test, run)) WITHOUT ROWID;
        CREATE TABLE pieces (id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, assembly TEXT NOT NULL, name TEXT NOT NULL, hash TEXT NOT NULL, UNIQUE (kind, assembly, name, hash));
        CREATE TABLE coverage (test INTEGER PRIMARY KEY REFERENCES tests ON DELETE CASCADE, tool TEXT, pieces BLOB NOT NULL, hits BLOB NOT NULL);
        """,
        """
        CREATE TABLE judged (project TEXT NOT NULL, key TEXT NOT NULL, pieces BLOB NOT NULL, PRIMARY KEY (project, key)) WITHOUT ROWID;
        CREATE TABLE verdicts (project TEXT NOT NULL, mutant TEXT NOT NULL, setting TEXT NOT NULL, fate INTEGER NOT NULL, killers TEXT NOT NULL, runs INTEGER NOT NULL, static INTEGER NOT NULL, detail TEXT, say INTEGER NOT NULL, strayed BLOB NOT NULL, PRIMARY KEY (project, mutant)) WITHOUT ROWID;
        """,
        "ALTER TABLE coverage ADD COLUMN code TEXT; ALTER TABLE coverage ADD COLUMN reached TEXT;",
    ];
}
