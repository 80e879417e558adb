using System.Collections.Immutable;
using System.Text;
using CodegenLab.Engine.Instrumentation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Engine.Mutants;

/// <summary>
/// Proves mutants equivalent: the compiler, optimising, makes the same code of them as of the original. No test can notice such a mutant, and nobody needs to
/// look at it. The proof is one-sided: a mutant that is not proven may be equivalent all the same.
/// </summary>
/// <remarks>Trivial compiler equivalence: Papadakis, Jia, Harman, Le Traon, ICSE 2015.</remarks>
/// <param name="compilation">The subject as its project compiles it, free of errors.</param>
/// <param name="mutators">Those that made the mutants.</param>
public sealed class EquivalenceByCode(CSharpCompilation compilation, MutatorSet mutators)
{
    private const string MarkKind = "codegen-lab.mutated";

    private readonly CSharpCompilation _plain = PlainBuild.Of(PlainBuild.WithoutAdvice(compilation));

    /// <summary>Compiles as often as the member with the most of these mutants has some: one build holds mutants of different members.</summary>
    /// <param name="mutants">Of the subject's source.</param>
    /// <returns>Ids of those that are equivalent for certain.</returns>
    public ImmutableHashSet<int> Prove(IReadOnlyCollection<Mutant> mutants, CancellationToken cancellationToken)
    {
        if (mutants.Count == 0)
            return [];
        var models = _plain.SyntaxTrees.Where(tree => !tree.IsGenerated).DistinctBy(tree => tree.FilePath).ToDictionary(tree => tree.FilePath, tree => _plain.GetSemanticModel(tree));
        var places = mutants
            .Select(mutant => models.TryGetValue(mutant.File, out var model) && MutatedPlace.Of(mutant, model, mutators) is { } place && EquivalenceCandidate.Is(place, model) ? place : null)
            .OfType<MutatedPlace>()
            .ToList();
        if (places.Count == 0)
            return [];

        var types = places.Select(place => place.Type).ToHashSet(StringComparer.Ordinal);
        var (assembly, errors) = Emitted(_plain, cancellationToken);
        if (assembly.IsDefault)
            throw new InvalidOperationException($"{compilation.AssemblyName} does not compile: {string.Join(Environment.NewLine, errors.Take(5))}");
        var original = MethodCode.Read(assembly, types);
        var proven = ImmutableHashSet.CreateBuilder<int>();
        foreach (var round in Rounds(places))
            proven.UnionWith(Prove(round, original, cancellationToken));
        return proven.ToImmutable();
    }

    /// <summary>Mutants that can stand in one build: their code is told apart by the names of methods.</summary>
    private static IEnumerable<List<MutatedPlace>> Rounds(List<MutatedPlace> places)
    {
        for (var left = places; left.Count > 0;)
        {
            var round = new List<MutatedPlace>();
            var taken = new HashSet<(string Type, string? Method)>();
            var types = new HashSet<string>(StringComparer.Ordinal);
            var later = new List<MutatedPlace>();
            foreach (var place in left)
            {
                var isFree = place.Method is null ? !types.Contains(place.Type) : !taken.Contains((place.Type, null)) && !taken.Contains((place.Type, place.Method));
                if (!isFree)
                {
                    later.Add(place);
                    continue;
                }

                round.Add(place);
                taken.Add((place.Type, place.Method));
                types.Add(place.Type);
            }

            yield return round;
            left = later;
        }
    }

    private IEnumerable<int> Prove(List<MutatedPlace> round, Dictionary<MethodKey, string> original, CancellationToken cancellationToken)
    {
        while (round.Count > 0)
        {
            var mutated = Mutated(round);
            var (assembly, errors) = Emitted(mutated, cancellationToken);
            if (!assembly.IsDefault)
            {
                // A body is written into its own type and types in that, or into what all types share.
                var types = round.Select(place => place.Type).ToHashSet(StringComparer.Ordinal);
                var code = MethodCode.Read(assembly, types);
                var guilty = Different(original, code, types).SelectMany(method => Accused(method, round)).ToHashSet();
                return round.Where(place => !guilty.Contains(place)).Select(place => place.Mutant.Id);
            }

            var blamed = errors.SelectMany(error => Blamed(error, round)).ToHashSet();
            round = blamed.Count == 0 ? [] : [.. round.Where(place => !blamed.Contains(place))];
        }

        return [];
    }

    private CSharpCompilation Mutated(List<MutatedPlace> round)
    {
        var mutated = _plain;
        foreach (var places in round.GroupBy(place => place.Original.SyntaxTree))
        {
            var replacements = places.ToDictionary(place => place.Original, place => place.Replacement.WithAdditionalAnnotations(Mark(place)));
            var root = places.Key.GetRoot().ReplaceNodes(replacements.Keys, (node, _) => replacements[node]);
            mutated = mutated.ReplaceSyntaxTree(places.Key, CSharpSyntaxTree.Create((CSharpSyntaxNode)root, (CSharpParseOptions)places.Key.Options, places.Key.FilePath, Encoding.UTF8));
        }

        return mutated;
    }

    private static SyntaxAnnotation Mark(MutatedPlace place) => new(MarkKind, IdOf(place));

    private static string IdOf(MutatedPlace place) => FormattableString.Invariant($"{place.Mutant.Id}");

    /// <returns>No assembly: there are errors.</returns>
    private static (ImmutableArray<byte> Assembly, ImmutableArray<Diagnostic> Errors) Emitted(CSharpCompilation compilation, CancellationToken cancellationToken)
    {
        using var assembly = new MemoryStream();
        var emitted = compilation.Emit(assembly, cancellationToken: cancellationToken);
        return emitted.Success
            ? (ImmutableArray.Create(assembly.GetBuffer(), 0, (int)assembly.Length), [])
            : (default, [.. emitted.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)]);
    }

    private static IEnumerable<MethodKey> Different(Dictionary<MethodKey, string> one, Dictionary<MethodKey, string> other, HashSet<string> types) =>
        one.Where(method => MethodCode.IsIn(method.Key.Type, types) && other.GetValueOrDefault(method.Key) != method.Value).Select(method => method.Key).Concat(other.Keys.Where(method => !one.ContainsKey(method)));

    /// <summary>Whose doing it can be that the code of a method is different: rather too many than too few.</summary>
    private static IEnumerable<MutatedPlace> Accused(MethodKey method, List<MutatedPlace> round)
    {
        // Of all parts of the name, the first that the compiler made up names the method that it wrote the code for.
        var parts = method.Type.Split('+');
        // The first part may be that of a type that only its file sees.
        var made = Array.FindIndex(parts, 1, part => part.Contains('<', StringComparison.Ordinal));
        var type = made < 0 ? method.Type : string.Join('+', parts[..made]);
        var ofType = round.Where(place => place.Type == type).ToList();
        if (ofType.Count == 0)
            return round;
        var names = (made < 0 ? [] : parts[made..]).Append(method.Name).ToList();
        var name = names.Select(Named).FirstOrDefault(name => name is not null) ?? (made < 0 && !method.Name.Contains('<', StringComparison.Ordinal) ? method.Name : null);
        var ofMethod = name is null ? [] : ofType.Where(place => place.Method == MutatedPlace.MethodOf(name)).ToList();
        return ofMethod.Count > 0 ? ofMethod : ofType;
    }

    /// <summary>Parse of &lt;Parse&gt;b__5_0 and of &lt;&lt;Parse&gt;b__5_0&gt;d; null: nothing is named.</summary>
    private static string? Named(string part)
    {
        var name = part.TrimStart('<');
        return name.Length < part.Length && name.IndexOf('>', StringComparison.Ordinal) is > 0 and var end ? name[..end] : null;
    }

    /// <summary>The mutants in the member where an error is, or where it is in none of theirs, those of the file.</summary>
    private static IEnumerable<MutatedPlace> Blamed(Diagnostic error, List<MutatedPlace> round)
    {
        if (error.Location.SourceTree is not { } tree)
            return round;
        var root = tree.GetRoot();
        var ofFile = round.Where(place => place.Original.SyntaxTree.FilePath == tree.FilePath).ToList();
        // Where one mutant stands inside another, the inner one is not there.
        var guilty = root.GetAnnotatedNodes(MarkKind).Where(node => MemberOf(node).Span.Contains(error.Location.SourceSpan)).SelectMany(node => node.GetAnnotations(MarkKind)).Select(mark => mark.Data).ToHashSet();
        var ofMember = ofFile.Where(place => guilty.Contains(IdOf(place))).ToList();
        return ofMember.Count > 0 ? ofMember : ofFile.Count > 0 ? ofFile : round;
    }

    private static SyntaxNode MemberOf(SyntaxNode node) => node.FirstAncestorOrSelf<SyntaxNode>(outer => outer is MemberDeclarationSyntax and not GlobalStatementSyntax) ?? node;
}
