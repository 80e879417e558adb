using System.Collections.Immutable;
using CodegenLab.Pipeline.Solutions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace CodegenLab.Pipeline.Verdicts;

/// <summary>Compiles in this process what a build has compiled already: a compiler that is warm takes less CPU time than a fresh process.</summary>
/// <param name="project">The project file the arguments belong to.</param>
internal sealed class SecondCompilation(string project)
{
    /// <param name="arguments">Of the compiler, one each; the output's path among them.</param>
    /// <param name="sdkVersion">Of the SDK whose compiler it was; empty: not known.</param>
    /// <returns>False: it does not compile here; what lies at the output's path is worth nothing.</returns>
    public bool Emit(ImmutableArray<string> arguments, string sdkVersion, CancellationToken cancellationToken)
    {
        var source = CompilationFactory.Parse(
            new ConfigurationBuild
            {
                Configuration = new Configuration(project, null),
                CompilerArguments = arguments,
                Complaints = [],
                References = [],
                RuntimeAssemblies = [],
                NativeLibraries = [],
                FrameworkReferences = [],
                PackageReferences = [],
                Properties = ImmutableDictionary<string, string>.Empty.Add("NETCoreSdkVersion", sdkVersion),
            },
            cancellationToken);
        var compiled = new CompilationFactory(new GeneratorAssemblies(Path.GetDirectoryName(project)!))
            .Compile(source, ImmutableDictionary<string, CSharpCompilation>.Empty, isProven: true, cancellationToken);
        // A generator that does not run here may have run there.
        if (!compiled.Errors.IsEmpty || !compiled.Warnings.IsEmpty)
            return false;

        var output = source.Arguments.GetOutputFilePath(source.Arguments.OutputFileName!);
        var symbols = Path.ChangeExtension(output, ".pdb");
        using var assembly = File.Create(output);
        using var pdb = source.Arguments.EmitPdb && source.Arguments.EmitOptions.DebugInformationFormat != DebugInformationFormat.Embedded ? File.Create(symbols) : null;
        return compiled.Compilation.Emit(
            assembly, pdb, manifestResources: source.Arguments.ManifestResources, options: source.Arguments.EmitOptions.WithPdbFilePath(symbols), cancellationToken: cancellationToken).Success;
    }
}
