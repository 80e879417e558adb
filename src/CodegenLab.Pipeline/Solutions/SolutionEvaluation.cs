using System.Collections.Immutable;

namespace CodegenLab.Pipeline.Solutions;

/// <summary>What the project files of one load say, and which of the projects are wanted.</summary>
/// <param name="chosen">Project files asked for.</param>
/// <param name="unlisted">Project files that nothing names and that may be tests of those chosen.</param>
/// <param name="isNarrowed">The user named projects; the others matter only as far as those need them.</param>
/// <remarks>Touch this type only after <see cref="InstalledSdk.Register"/>.</remarks>
internal sealed class SolutionEvaluation(
    FoundSolution found, ImmutableArray<string> chosen, ImmutableArray<string> unlisted, bool isNarrowed, LoadMemory? memory, KeptEvaluations? kept, LoadProblems problems, IProgress<string>? progress)
{
    private readonly Dictionary<string, Evaluation> _evaluations = new(FilePaths.Comparer);
    private readonly Dictionary<string, Configuration> _configurations = new(FilePaths.Comparer);

    /// <summary>Paths of the projects that could be read.</summary>
    public IEnumerable<string> Projects => _evaluations.Keys;

    /// <summary>Null: it could not be read, or nobody needs it.</summary>
    public Evaluation? Of(string project) => _evaluations.GetValueOrDefault(project);

    /// <summary>The one to load of those that the project can be built for; null: none runs here.</summary>
    public Configuration? ConfigurationOf(string project) => _configurations.GetValueOrDefault(project);

    /// <returns>The projects to load: those chosen, and the tests around them.</returns>
    public ImmutableArray<string> Evaluate(Lazy<DesignTimeBuilds> builds, CancellationToken cancellationToken)
    {
        progress?.Report($"Reading {Path.GetFileName(found.Path)}");
        // In a solution that is asked for as a whole they are nobody's mistake.
        foreach (var project in found.Projects.Where(project => isNarrowed && !ProjectNames.IsCSharp(project) && chosen.Contains(project, FilePaths.Comparer)))
            problems.Fail(project, LoadProblemKind.NotCSharp, $"{Path.GetExtension(project)} is not C#.", "Only C# projects are supported; it is left alone.");

        // Tests that are asked for by name need nothing around them.
        if (isNarrowed)
            EvaluateAll(chosen.Where(ProjectNames.IsCSharp));
        if (isNarrowed && chosen.All(project => _evaluations.TryGetValue(project, out var evaluation) && evaluation.IsTestProject))
            return chosen;

        EvaluateAll(found.Projects.Where(ProjectNames.IsCSharp).Concat(unlisted));

        var wanted = chosen.Where(project => _evaluations.ContainsKey(project) || problems.Has(project)).ToImmutableArray();
        var around = unlisted.Where(project => _evaluations.ContainsKey(project) && IsTestOfChosen(project));
        if (!isNarrowed)
            return [.. wanted.Where(_evaluations.ContainsKey), .. around];

        var tests = found.Projects
            .Where(project => !wanted.Contains(project, FilePaths.Comparer) && _evaluations.TryGetValue(project, out var evaluation) && evaluation.IsTestProject)
            .ToArray();
        // Unrelated tests still show the repository's conventions, when there are no others.
        var related = tests.Where(test => Closure(test).Any(reference => wanted.Contains(reference, FilePaths.Comparer))).ToArray();
        return [.. found.Projects.Append(found.Only ?? "").Where(project =>
            _evaluations.ContainsKey(project)
            && (wanted.Contains(project, FilePaths.Comparer) || (related.Length > 0 ? related : tests).Contains(project, FilePaths.Comparer)))
            .Concat(around)
            .Distinct(FilePaths.Comparer)];

        void EvaluateAll(IEnumerable<string> projects)
        {
            foreach (var project in projects)
            {
                cancellationToken.ThrowIfCancellationRequested();
                EvaluateWithReferences(builds, project);
            }
        }
    }

    /// <summary>It tests a chosen project, or cannot be read and bears the name of one that does.</summary>
    public bool IsTestOfChosen(string project) =>
        _evaluations.TryGetValue(project, out var evaluation)
            ? evaluation.IsTestProject && Closure(project).Any(reference => chosen.Contains(reference, FilePaths.Comparer))
            : chosen.Any(subject => UnlistedTests.IsNamedAfter(project, subject));

    private void EvaluateWithReferences(Lazy<DesignTimeBuilds> builds, string project)
    {
        if (_evaluations.ContainsKey(project) || problems.Has(project))
            return;

        if (!File.Exists(project))
        {
            problems.Fail(project, LoadProblemKind.Unreadable, "The file does not exist.", "Correct the path in the solution or in the project that references it.");
            return;
        }

        Evaluation evaluation;
        try
        {
            evaluation = memory?.Evaluate(project, Read) ?? kept?.Evaluate(project, Read) ?? Read();
        }
        catch (UnreadableProjectException unreadable)
        {
            problems.FailToRead(project, unreadable);
            return;
        }

        _evaluations.Add(project, evaluation);
        if (ChooseConfiguration(project, evaluation) is { } configuration)
            _configurations.Add(project, configuration);
        foreach (var reference in evaluation.ProjectReferences.Where(ProjectNames.IsCSharp))
            EvaluateWithReferences(builds, reference);

        Evaluation Read() => builds.Value.Evaluate(project);
    }

    private Configuration? ChooseConfiguration(string project, Evaluation evaluation)
    {
        if (!evaluation.IsSdkStyle)
        {
            problems.Fail(project, LoadProblemKind.UnsupportedFramework, "It is not an SDK-style project.", "Convert it to <Project Sdk=\"Microsoft.NET.Sdk\"> with a target that runs on .NET.");
            return null;
        }

        if (TargetFrameworkChoice.Choose(evaluation.TargetFrameworks) is { } framework)
            return new Configuration(project, evaluation.IsMultiTargeted ? framework : null);

        var targets = evaluation.TargetFrameworks.IsEmpty ? "no target framework" : string.Join(", ", evaluation.TargetFrameworks);
        problems.Fail(project, LoadProblemKind.UnsupportedFramework, $"It targets {targets}, which does not run on .NET {Environment.Version.Major} here.", "Add a target framework such as netstandard2.0 or net10.0.");
        return null;
    }

    /// <summary>Paths of the projects a project references, directly or not, itself excluded.</summary>
    public HashSet<string> Closure(string project)
    {
        var seen = new HashSet<string>(FilePaths.Comparer);
        var waiting = new Queue<string>([project]);
        while (waiting.TryDequeue(out var current))
        {
            if (!_evaluations.TryGetValue(current, out var evaluation))
                continue;
            foreach (var reference in evaluation.ProjectReferences.Where(seen.Add))
                waiting.Enqueue(reference);
        }

        seen.Remove(project);
        return seen;
    }
}
