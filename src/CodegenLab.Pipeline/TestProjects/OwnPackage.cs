using CodegenLab.Engine.Rendering;
using CodegenLab.Pipeline.Solutions;

namespace CodegenLab.Pipeline.TestProjects;

/// <summary>Whether a test project references CodegenLab.Testing, whose generators complete what is declared.</summary>
internal static class OwnPackage
{
    /// <summary>It may come through another project as well: the references of the compiler count.</summary>
    public static bool IsIn(LoadedProject project) =>
        IsAmong(project.PackageReferences.Select(reference => reference.Name)) || IsAmong(project.Compilation.ReferencedAssemblyNames.Select(assembly => assembly.Name));

    /// <param name="names">Of packages or of assemblies.</param>
    public static bool IsAmong(IEnumerable<string> names) => names.Contains(PackagedFake.Package, StringComparer.OrdinalIgnoreCase);
}
