using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using CodegenLab.Engine.Subjects;
using CodegenLab.Engine.Suites;
using CodegenLab.Pipeline.Solutions;
using Microsoft.CodeAnalysis;

namespace CodegenLab.Pipeline.Staged;

/// <summary>Assemblies compiled in memory, kept from call to call: one is made anew when its own code has changed, or what it can see of others.</summary>
internal sealed class EmittedProjects
{
    private const int MostErrors = 5;

    private readonly ConditionalWeakTable<Compilation, string> _keys = [];
    private readonly ConcurrentDictionary<string, (string Key, string Surface)> _surfaces = new(FilePaths.Comparer);
    private readonly ConcurrentDictionary<string, (string Key, byte[] Image)> _images = new(FilePaths.Comparer);

    /// <exception cref="InputException">It does not compile.</exception>
    public byte[] ImageOf(LoadedProject project, IReadOnlyDictionary<Compilation, LoadedProject> all, CancellationToken cancellationToken)
    {
        var key = KeyOf(project, all, cancellationToken);
        if (_images.TryGetValue(project.Path, out var known) && known.Key == key)
            return known.Image;
        var made = PlainAssembly.Of(new SuiteProject(project.Compilation, project.Resources), cancellationToken);
        if (!made.Errors.IsEmpty)
            throw Refused(project, made.Errors);
        _images[project.Path] = (key, made.Image);
        return made.Image;
    }

    /// <summary>The same text: the assembly would be the same.</summary>
    /// <exception cref="InputException">What it references does not compile.</exception>
    public string KeyOf(LoadedProject project, IReadOnlyDictionary<Compilation, LoadedProject> all, CancellationToken cancellationToken)
    {
        if (_keys.TryGetValue(project.Compilation, out var known))
            return known;
        List<string> parts = [project.ArgumentsHash];
        foreach (var tree in project.Compilation.SyntaxTrees)
            parts.Add($"{tree.FilePath} {Convert.ToHexStringLower(tree.GetText(cancellationToken).GetChecksum().AsSpan())}");
        foreach (var referenced in ReferencedBy(project, all))
            parts.Add($"{referenced.Path} {SurfaceOf(referenced, all, cancellationToken)}");
        var key = SubjectCode.HashOf(parts);
        _keys.AddOrUpdate(project.Compilation, key);
        return key;
    }

    /// <summary>The project and those whose assemblies run beside it.</summary>
    public static ImmutableArray<LoadedProject> Closure(LoadedProject project, IReadOnlyDictionary<Compilation, LoadedProject> all)
    {
        var found = ImmutableArray.CreateBuilder<LoadedProject>();
        var waiting = new Stack<LoadedProject>([project]);
        while (waiting.TryPop(out var next))
        {
            if (found.Contains(next))
                continue;
            found.Add(next);
            foreach (var referenced in ReferencedBy(next, all))
                waiting.Push(referenced);
        }

        return found.ToImmutable();
    }

    private static IEnumerable<LoadedProject> ReferencedBy(LoadedProject project, IReadOnlyDictionary<Compilation, LoadedProject> all) =>
        project.Compilation.References.OfType<CompilationReference>().Select(reference => all.GetValueOrDefault(reference.Compilation)).OfType<LoadedProject>();

    private string SurfaceOf(LoadedProject project, IReadOnlyDictionary<Compilation, LoadedProject> all, CancellationToken cancellationToken)
    {
        var key = KeyOf(project, all, cancellationToken);
        if (_surfaces.TryGetValue(project.Path, out var known) && known.Key == key)
            return known.Surface;
        if (!PlainAssembly.TrySurface(project.Compilation, out var surface, out var errors, cancellationToken))
            throw Refused(project, errors);
        _surfaces[project.Path] = (key, surface!);
        return surface!;
    }

    private static InputException Refused(LoadedProject project, ImmutableArray<Diagnostic> errors)
    {
        var lines = errors.Take(MostErrors).Select(error => error.Location.GetLineSpan() is { IsValid: true } span
            ? FormattableString.Invariant($"{span.Path}({span.StartLinePosition.Line + 1}): {error.Id}: {error.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}")
            : $"{error.Id}: {error.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}");
        var more = errors.Length > MostErrors ? FormattableString.Invariant($"\nand {errors.Length - MostErrors} more") : "";
        return new InputException($"{project.Name} does not compile as it is staged.\n{string.Join('\n', lines)}{more}");
    }
}
