using System.Reflection;
using System.Runtime.Loader;

namespace CodegenLab.Worker.Suites;

/// <summary>Verify fails a snapshot that is compared twice in one process, lest two tests share a file. Here the same test runs many times.</summary>
internal static class SnapshotLibrary
{
    /// <summary>Tells the Verify that the tests use that a name may come again, by its own public switch. Before any test has run: afterwards Verify refuses to change settings.</summary>
    public static void AllowRepetition(Assembly tests, AssemblyLoadContext context)
    {
        foreach (var reference in tests.GetReferencedAssemblies().Where(reference => reference.Name is "Verify" || reference.Name?.StartsWith("Verify.", StringComparison.Ordinal) == true))
        {
            var settings = context.LoadFromAssemblyName(reference).GetType("VerifyTests.VerifierSettings");
            settings?.GetMethod("DisableRequireUniquePrefix", BindingFlags.Public | BindingFlags.Static, [])?.Invoke(null, BindingFlags.DoNotWrapExceptions, null, null, null);
        }
    }
}
