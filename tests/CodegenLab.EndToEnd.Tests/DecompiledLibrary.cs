using System.Reflection;
using ICSharpCode.Decompiler;
using ICSharpCode.Decompiler.CSharp;
using ICSharpCode.Decompiler.CSharp.ProjectDecompiler;
using ICSharpCode.Decompiler.Metadata;

namespace CodegenLab.EndToEnd.Tests;

/// <summary>A library of a package, turned back into a project that builds on its own.</summary>
internal static class DecompiledLibrary
{
    private static readonly string Packages = typeof(DecompiledLibrary).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "PackageFolder").Value!;

    /// <param name="assembly">Path of the assembly in the package folder, with slashes.</param>
    /// <returns>Path of the project, in a folder of its own.</returns>
    public static string Write(TemporaryFolder folder, string assembly)
    {
        var file = Path.Combine([Packages, .. assembly.Split('/')]);
        var name = Path.GetFileNameWithoutExtension(file);
        foreach (var stop in (string[])["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props"])
            File.WriteAllText(folder[stop], "<Project />\n");

        var project = Path.Combine(Directory.CreateDirectory(folder[Path.Combine("src", name)]).FullName, $"{name}.csproj");
        using (var module = new PEFile(file))
        {
            var settings = new DecompilerSettings(LanguageVersion.Latest);
            var resolver = new UniversalAssemblyResolver(file, throwOnError: false, module.DetectTargetFrameworkId());
            new WholeProjectDecompiler(settings, resolver, projectWriter: null, assemblyReferenceClassifier: null, debugInfoProvider: null)
                .DecompileProject(module, Path.GetDirectoryName(project)!);
        }

        foreach (var written in Directory.GetFiles(Path.GetDirectoryName(project)!, "*.csproj"))
            File.Delete(written);
        File.WriteAllText(project, """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <AllowUnsafeBlocks>true</AllowUnsafeBlocks>
                <GenerateAssemblyInfo>false</GenerateAssemblyInfo>
                <NoWarn>$(NoWarn);SYSLIB0011;SYSLIB0051</NoWarn>
              </PropertyGroup>
            </Project>

            """);
        return project;
    }
}
