using CodegenLab.Engine.Subjects;
using CodegenLab.Pipeline.Solutions;

namespace CodegenLab.Pipeline.TestProjects;

/// <summary>Finds the mocking library of a test project. Of several it is the first of these.</summary>
internal static class MockingChoice
{
    /// <summary>A library may come through another project as well: the references of the compiler count.</summary>
    public static MockingLibrary? Of(LoadedProject project) =>
        Of(project.PackageReferences.Select(reference => reference.Name)) ?? Of(project.Compilation.ReferencedAssemblyNames.Select(assembly => assembly.Name));

    /// <param name="names">Of packages or of assemblies: these libraries are called alike in both.</param>
    public static MockingLibrary? Of(IEnumerable<string> names)
    {
        var known = names.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return Enum.GetValues<MockingLibrary>().Where(library => known.Contains(library.ToString())).Select(library => (MockingLibrary?)library).FirstOrDefault();
    }
}
