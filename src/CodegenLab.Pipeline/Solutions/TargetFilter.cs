using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace CodegenLab.Pipeline.Solutions;

/// <summary>What a user's targets select in one project.</summary>
/// <param name="Ids">Documentation ids: T: for a whole type, nested types listed too; M:, P: and E: for single members. Empty: everything.</param>
public sealed record TargetSelection(LoadedProject Project, ImmutableArray<string> Ids);

/// <summary>Finds what a user names with <c>--target</c>: types, members, files and globs over either.</summary>
/// <remarks>
/// A type may be named by any part of its name that starts at a dot: Parser, Text.Parser, Acme.Text.Parser, Outer.Inner, Cache&lt;T&gt;.
/// A member is Type.Member, all overloads, or one: Type.Member(int, string); a constructor repeats the type's name, an indexer is this.
/// What has a slash or ends in .cs is a file, relative to the working folder, the solution or its project.
/// </remarks>
/// <param name="workingFolder">Relative paths are looked for here first.</param>
public sealed partial class TargetFilter(string workingFolder)
{
    private static readonly SymbolDisplayFormat NameFormat = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    private static readonly SymbolDisplayFormat ParameterFormat = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameOnly,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    /// <param name="targets">Empty: everything in every project.</param>
    /// <returns>Projects without a match, and tests, left out; in solution order.</returns>
    /// <exception cref="InputException">A target matches nothing anywhere; says what comes near.</exception>
    public ImmutableArray<TargetSelection> Select(LoadedSolution solution, IReadOnlyList<string> targets)
    {
        var projects = solution.Projects.Where(project => !project.IsTestProject).ToImmutableArray();
        if (targets.Count == 0)
            return [.. projects.Select(project => new TargetSelection(project, []))];

        var solutionFolder = Directory.Exists(solution.Path) ? solution.Path : Path.GetDirectoryName(solution.Path)!;
        var declared = projects.ToDictionary(project => project, project => DeclaredTypes(project).ToImmutableArray());
        var selected = projects.ToDictionary(project => project, _ => new List<string>());
        foreach (var target in targets.Select(target => target.Trim()))
        {
            var find = IsFile(target)
                ? OfFile(target, solutionFolder)
                : Glob.IsPattern(target) ? OfPattern(target) : OfName(target, declared.Values.SelectMany(types => types));
            var matchedAny = false;
            foreach (var project in projects)
            {
                var ids = find(project, declared[project]).Select(symbol => symbol.GetDocumentationCommentId()).OfType<string>().ToArray();
                matchedAny |= ids.Length > 0;
                selected[project].AddRange(ids);
            }

            if (!matchedAny)
                throw Unknown(target, solution, declared);
        }

        return
        [
            .. projects
                .Where(project => selected[project].Count > 0)
                .Select(project => new TargetSelection(project, [.. selected[project].Distinct(StringComparer.Ordinal)])),
        ];
    }

    private delegate IEnumerable<ISymbol> Search(LoadedProject project, ImmutableArray<INamedTypeSymbol> types);

    private static bool IsFile(string target) =>
        target.AsSpan().ContainsAny('/', '\\') || target.EndsWith(".cs", StringComparison.OrdinalIgnoreCase);

    private Search OfFile(string target, string solutionFolder) => (project, types) =>
    {
        string[] bases = [Path.GetFullPath(workingFolder), solutionFolder, project.Folder];
        var matches = Glob.IsPattern(target) ? MatchesPattern(target, bases) : MatchesPath(target, bases);
        return types.Where(type => type.DeclaringSyntaxReferences.Any(declaration => matches(declaration.SyntaxTree.FilePath)));
    };

    private static Func<string, bool> MatchesPath(string target, string[] bases)
    {
        var native = FilePaths.WithNativeSeparators(target);
        var candidates = bases.Select(folder => Path.GetFullPath(native, folder)).ToHashSet(FilePaths.Comparer);
        var ending = Path.DirectorySeparatorChar + native;
        return file => candidates.Contains(file) || file.EndsWith(ending, StringComparison.OrdinalIgnoreCase);
    }

    private static Func<string, bool> MatchesPattern(string target, string[] bases)
    {
        var glob = new Glob(target.StartsWith("./", StringComparison.Ordinal) ? target[2..] : target);
        return file => glob.Matches(file) || glob.Matches(Path.GetFileName(file)) || bases.Any(folder => glob.Matches(Path.GetRelativePath(folder, file)));
    }

    private static Search OfPattern(string target)
    {
        var glob = new Glob(target);
        return (_, types) => types.Where(type => glob.Matches(NameOf(type)) || glob.Matches(type.Name)).SelectMany(WithNested);
    }

    private static Search OfName(string target, IEnumerable<INamedTypeSymbol> allTypes)
    {
        var all = allTypes.ToImmutableArray();
        // The exact spelling wins; other capitals are forgiven only when nobody has it.
        foreach (var comparison in (StringComparison[])[StringComparison.Ordinal, StringComparison.OrdinalIgnoreCase])
        {
            if (TypesNamed(target, all, comparison).Any())
                return (_, types) => TypesNamed(target, types, comparison).SelectMany(WithNested);
            if (MembersNamed(target, all, comparison).Any())
                return (_, types) => MembersNamed(target, types, comparison);
        }

        return (_, _) => [];
    }

    private static IEnumerable<INamedTypeSymbol> TypesNamed(string target, IEnumerable<INamedTypeSymbol> types, StringComparison comparison)
    {
        if (target.Contains('(', StringComparison.Ordinal))
            return [];

        var generic = GenericPart().Match(target);
        var arity = !generic.Success ? (int?)null
            : generic.Groups["count"].Success ? int.Parse(generic.Groups["count"].ValueSpan)
            : generic.Value.Count(character => character == ',') + 1;
        var name = GenericPart().Replace(target, "").Replace("global::", "", StringComparison.Ordinal).Replace('+', '.');
        return types.Where(type => (arity is null || type.Arity == arity) && EndsAtDot(NameOf(type), name, comparison));
    }

    private static IEnumerable<ISymbol> MembersNamed(string target, IEnumerable<INamedTypeSymbol> types, StringComparison comparison)
    {
        var open = target.IndexOf('(', StringComparison.Ordinal);
        var parameters = open < 0 ? null : WithoutSpaces(target[(open + 1)..].TrimEnd(')', ' '));
        var path = open < 0 ? target : target[..open].TrimEnd();
        var isConstructor = path.EndsWith("..ctor", StringComparison.Ordinal);
        var dot = isConstructor ? path.Length - "..ctor".Length : path.LastIndexOf('.');
        if (dot <= 0)
            return [];

        var name = GenericPart().Replace(path[(dot + 1)..], "");
        return TypesNamed(path[..dot], types, comparison)
            .SelectMany(type => MembersOf(type)
                .Where(member => IsCalled(member, type, name, comparison))
                .Where(member => parameters is null || parameters.Equals(ParametersOf(member), StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>Members that run code, those of C# 14 extension blocks and the methods behind them included.</summary>
    private static IEnumerable<ISymbol> MembersOf(INamedTypeSymbol type) =>
        type.GetMembers()
            .Concat(type.GetTypeMembers().Where(nested => nested.IsExtension).SelectMany(block => block.GetMembers()))
            .Where(member => member is IPropertySymbol or IEventSymbol
                or IMethodSymbol
            {
                MethodKind: MethodKind.Ordinary or MethodKind.Constructor or MethodKind.UserDefinedOperator or MethodKind.Conversion or MethodKind.ExplicitInterfaceImplementation,
            });

    private static bool IsCalled(ISymbol member, INamedTypeSymbol type, string name, StringComparison comparison) => member switch
    {
        IMethodSymbol { MethodKind: MethodKind.Constructor } => name.Equals(type.Name, comparison) || name == ".ctor",
        IMethodSymbol { MethodKind: MethodKind.ExplicitInterfaceImplementation } or IPropertySymbol { ExplicitInterfaceImplementations.Length: > 0 } =>
            member.Name.EndsWith("." + name, comparison),
        IPropertySymbol { IsIndexer: true } => name is "this" or "this[]" or "Item",
        _ => member.Name.Equals(name, comparison) || member.ToDisplayString(OperatorFormat).Equals(name, comparison),
    };

    private static readonly SymbolDisplayFormat OperatorFormat = new(miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    private static string? ParametersOf(ISymbol member) => member switch
    {
        IMethodSymbol method => WithoutSpaces(string.Join(',', method.Parameters.Select(parameter => parameter.Type.ToDisplayString(ParameterFormat)))),
        IPropertySymbol property => WithoutSpaces(string.Join(',', property.Parameters.Select(parameter => parameter.Type.ToDisplayString(ParameterFormat)))),
        _ => null,
    };

    private static string WithoutSpaces(string text) => text.Replace(" ", "", StringComparison.Ordinal);

    private static InputException Unknown(string target, LoadedSolution solution, Dictionary<LoadedProject, ImmutableArray<INamedTypeSymbol>> declared)
    {
        var types = declared.Values.SelectMany(found => found).ToArray();
        if (IsFile(target))
        {
            var files = types.SelectMany(type => type.DeclaringSyntaxReferences).Select(reference => Path.GetFileName(reference.SyntaxTree.FilePath));
            return new InputException($"No type of {Path.GetFileName(solution.Path)} is declared in '{target}'.{NearMatches.Question(Path.GetFileName(FilePaths.WithNativeSeparators(target)), files)}");
        }

        var inTests = solution.Projects.Where(project => project.IsTestProject).SelectMany(DeclaredTypes).Any(type => TypesNamed(target, [type], StringComparison.Ordinal).Any());
        if (inTests)
            return new InputException($"'{target}' is a type of a test project; tests are written for other projects.");

        var dot = target.LastIndexOf('.');
        var owners = dot > 0 ? TypesNamed(target[..dot], types, StringComparison.OrdinalIgnoreCase).ToArray() : [];
        var question = owners.Length > 0
            ? NearMatches.Question(
                target[(dot + 1)..].Split('(')[0],
                owners.SelectMany(MembersOf).Where(member => member.CanBeReferencedByName).Select(member => member.Name))
            : NearMatches.Question(target, types.Select(type => target.Contains('.', StringComparison.Ordinal) ? NameOf(type) : type.Name));
        var what = owners.Length > 0 ? $"{NameOf(owners[0])} has no member '{target[(dot + 1)..]}'." : $"No type or member matches '{target}'.";
        return new InputException(what + question);
    }

    private static IEnumerable<INamedTypeSymbol> DeclaredTypes(LoadedProject project)
    {
        var waiting = new Stack<INamespaceOrTypeSymbol>([project.Compilation.Assembly.GlobalNamespace]);
        while (waiting.TryPop(out var current))
        {
            foreach (var member in current.GetMembers().OfType<INamespaceOrTypeSymbol>())
            {
                if (member is INamedTypeSymbol { IsImplicitlyDeclared: false, IsExtension: false } type)
                    yield return type;
                if (member is not INamedTypeSymbol { IsExtension: true })
                    waiting.Push(member);
            }
        }
    }

    private static IEnumerable<INamedTypeSymbol> WithNested(INamedTypeSymbol type) =>
        type.GetTypeMembers().Where(nested => !nested.IsExtension && !nested.IsImplicitlyDeclared).SelectMany(WithNested).Prepend(type);

    private static string NameOf(INamedTypeSymbol type) => type.ToDisplayString(NameFormat);

    private static bool EndsAtDot(string fullName, string name, StringComparison comparison) =>
        fullName.Equals(name, comparison) || fullName.EndsWith("." + name, comparison);

    [GeneratedRegex(@"<[^()]*>|`(?<count>\d+)")]
    private static partial Regex GenericPart();
}
