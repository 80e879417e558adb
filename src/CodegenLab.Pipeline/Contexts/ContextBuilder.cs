using System.Collections.Immutable;
using CodegenLab.Engine;
using CodegenLab.Engine.Instrumentation;
using CodegenLab.Pipeline.Solutions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using WorkerProgress = CodegenLab.Worker.Protocol.Progress;

namespace CodegenLab.Pipeline.Contexts;

/// <summary>The story of <c>context</c>: finds the subject, gathers what is worth knowing of it, most valuable first, and fits it into the budget.</summary>
public static class ContextBuilder
{
    private static readonly SymbolDisplayFormat Shown = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        memberOptions: SymbolDisplayMemberOptions.IncludeContainingType | SymbolDisplayMemberOptions.IncludeParameters,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeParamsRefOut,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <exception cref="InputException">There is no such symbol, or it names several things.</exception>
    public static async Task<CodeContext> BuildAsync(ContextRequest request, IProgress<GenerationProgress> progress, CancellationToken cancellationToken)
    {
        var loading = new Relay<string>(text => progress.Report(new GenerationProgress(Stage.Loading, null, text, 0, 0, 0, 0, null)));
        var solution = await new SolutionLoader().LoadAsync(request.Path, request.WorkingFolder, [], loading, cancellationToken);
        var (project, symbols) = Find(solution, request);
        var ids = symbols.Select(symbol => symbol.GetDocumentationCommentId()!).ToImmutableArray();

        using var scratch = new ScratchFolder();
        var observed = request.BudgetSeconds > 0
            ? await new Observations(project, scratch).OfAsync(
                ids,
                new SuiteBudget(request.BudgetSeconds, request.Seed),
                new Relay<WorkerProgress>(step => progress.Report(new GenerationProgress(Stage.Searching, project.Name, step.Type, step.Covered, step.Goals, step.KilledMutants, step.Mutants, step.Done))),
                cancellationToken)
            : null;
        var subject = observed?.Subject ?? new SubjectBuilder(project.Resources).Build(project.Compilation, [], scratch.Sub("subject"), cancellationToken);

        return Compose(solution, project, symbols, subject, observed, request);
    }

    /// <param name="symbols">One type, or the overloads of one member.</param>
    /// <param name="observed">Null: nothing was run.</param>
    internal static CodeContext Compose(
        LoadedSolution solution, LoadedProject project, ImmutableArray<ISymbol> symbols, InstrumentedSubject subject, Observed? observed, ContextRequest request) => new()
        {
            Subject = NameOf(symbols),
            Ids = [.. symbols.Select(symbol => symbol.GetDocumentationCommentId()!)],
            Project = project.Path,
            Sections = new TokenBudget(request.MaxTokens).Choose(Sections(solution, project, symbols, subject, observed, request)),
        };

    /// <summary>What every question on a type begins with, to the byte: what a caller may know, as far as it leaves room for what a question is about.</summary>
    /// <param name="symbols">One type, or those of its members that tests were asked for.</param>
    internal static CodeContext ComposeKnown(LoadedSolution solution, LoadedProject project, ImmutableArray<ISymbol> symbols, InstrumentedSubject subject, ContextRequest request)
    {
        var known = Compose(solution, project, symbols, subject, null, request with { WithoutBodies = true, MaxTokens = (int)(request.MaxTokens * TokenBudget.ShareOfKnown) });
        return known with { Sections = [.. known.Sections.Select(section => section with { LeftOut = 0 })] };
    }

    /// <summary>What a question on a type, or on one of its members, shows beyond that.</summary>
    internal static CodeContext ComposeBeyond(
        CodeContext known, LoadedSolution solution, LoadedProject project, ImmutableArray<ISymbol> symbols, InstrumentedSubject subject, Observed? observed, ContextRequest request)
    {
        var shown = known.Sections.SelectMany(section => section.Items.Select(item => (section.Kind, item.Text, item.Source))).ToHashSet();
        var others = Sections(solution, project, symbols, subject, observed, request)
            .Select(section => section with { Items = [.. section.Items.Where(item => !shown.Contains((section.Kind, item.Text, item.Source)))] })
            .ToList();
        return new CodeContext
        {
            Subject = NameOf(symbols),
            Ids = [.. symbols.Select(symbol => symbol.GetDocumentationCommentId()!)],
            Project = project.Path,
            Known = known,
            Sections = new TokenBudget(request.MaxTokens - known.Tokens, TokenBudget.ShareOfCodeBeyond).Choose(others),
        };
    }

    private static List<ContextSection> Sections(
        LoadedSolution solution, LoadedProject project, ImmutableArray<ISymbol> symbols, InstrumentedSubject subject, Observed? observed, ContextRequest request)
    {
        var root = Directory.Exists(solution.Path) ? solution.Path : Path.GetDirectoryName(solution.Path)!;
        var places = new Places(root);
        var references = new References(solution);
        var calls = new CallSites(references, places);
        var withoutBodies = request.WithoutBodies;
        var members = MembersOf(symbols, request.InternalsVisible);
        var hidden = HiddenCode.Of(project.Compilation, members).ToList();
        var aside = symbols[0] is INamedTypeSymbol type && request.CodeOf is { } meant ? HiddenCode.Aside(type, members.Concat(hidden), meant).ToList() : [];
        hidden = [.. aside, .. hidden.Union(HiddenCode.Of(project.Compilation, aside), SymbolEqualityComparer.Default).Except(members, SymbolEqualityComparer.Default)];
        var ids = members.Concat(hidden).Select(member => member.GetDocumentationCommentId()).OfType<string>().ToHashSet(StringComparer.Ordinal);

        var sections = new List<ContextSection>
        {
            Section(ContextKind.Members, Outlines(symbols, members, places)),
            Section(ContextKind.Producers, Producers.Of(project.Compilation, members, request.InternalsVisible)),
            Section(ContextKind.CallSites, calls.Of(project, aside, outsideOnly: false).Union(calls.Of(project, members, outsideOnly: withoutBodies))),
            Section(ContextKind.Tests, new NearestTests(solution, references, places).Of(members)),
            Section(ContextKind.Readme, Readme.Of(project, symbols[0] as INamedTypeSymbol ?? symbols[0].ContainingType, members, root, places)),
            Section(ContextKind.Observations, observed?.Tests.Select(test => new Finding(test, null)) ?? []),
        };
        if (!withoutBodies)
        {
            sections.Add(Section(ContextKind.Branches, Branches.Of(subject.Sites, ids, observed?.Goals, places).Where(branch => branch.Note is not null || !request.OpenBranchesOnly)));
            var isMeant = (ISymbol member) => request.CodeOf?.Contains(member.GetDocumentationCommentId() ?? "") != false;
            sections.Add(Section(ContextKind.Bodies, Bodies(members.Where(isMeant), places)));
            sections.Add(Section(ContextKind.HiddenCode, hidden.OrderBy(member => isMeant(member) ? 0 : 1).SelectMany(Excerpt.DeclarationsOf).Select(declaration => new Finding(Excerpt.Of(declaration), places.Of(declaration)))));
        }

        sections.Add(Section(ContextKind.Rules, Rules.Of(project, root, places)));
        return sections;
    }

    private static ContextSection Section(ContextKind kind, IEnumerable<Finding> items) =>
        new(kind, [.. items.Select(item => new ContextItem(item.Text, item.Source, item.Note, TokenCounter.Count(item.Text)))], 0);

    /// <summary>The head of the type that holds them, and each member without its body.</summary>
    private static IEnumerable<Finding> Outlines(ImmutableArray<ISymbol> symbols, ImmutableArray<ISymbol> members, Places places)
    {
        var type = symbols[0] as INamedTypeSymbol ?? symbols[0].ContainingType;
        foreach (var declaration in type.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax()).OfType<BaseTypeDeclarationSyntax>().Take(1))
            yield return new Finding(Excerpt.OutlineOf(declaration), places.Of(declaration));
        foreach (var member in members)
            foreach (var declaration in member.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax()).OfType<MemberDeclarationSyntax>().Where(declaration => declaration is not BaseTypeDeclarationSyntax))
                yield return new Finding(Excerpt.OutlineOf(declaration, Inherited.DeclarationsFor(member)), places.Of(declaration));
    }

    /// <summary>Without documentation: the outlines have it.</summary>
    private static IEnumerable<Finding> Bodies(IEnumerable<ISymbol> members, Places places) =>
        members.SelectMany(Excerpt.DeclarationsOf).Where(declaration => declaration is MemberDeclarationSyntax and not BaseTypeDeclarationSyntax && HasBody(declaration)).Select(declaration => new Finding(Excerpt.CodeOf(declaration), places.Of(declaration)));

    private static bool HasBody(SyntaxNode declaration) => declaration.DescendantNodes().Any(node => node is BlockSyntax or ArrowExpressionClauseSyntax);

    /// <summary>Of a type what a test can call; else the members themselves.</summary>
    internal static ImmutableArray<ISymbol> MembersOf(ImmutableArray<ISymbol> symbols, bool internalsVisible = true) =>
    [
        .. symbols.SelectMany(symbol => symbol is INamedTypeSymbol type
            ? type.GetMembers().Where(member => (member.DeclaredAccessibility == Accessibility.Public || internalsVisible && member.DeclaredAccessibility is Accessibility.Internal or Accessibility.ProtectedOrInternal)
                && member is IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.Constructor or MethodKind.UserDefinedOperator or MethodKind.Conversion } or IPropertySymbol
                && !member.IsImplicitlyDeclared)
            : [symbol]),
    ];

    internal static (LoadedProject Project, ImmutableArray<ISymbol> Symbols) Find(LoadedSolution solution, ContextRequest request)
    {
        var found = new TargetFilter(request.WorkingFolder).Select(solution, [request.Symbol])
            .SelectMany(selection => selection.Ids.Select(id => (selection.Project, Symbol: DocumentationCommentId.GetFirstSymbolForDeclarationId(id, selection.Project.Compilation))))
            .Where(one => one.Symbol is not null)
            .Select(one => (one.Project, Symbol: one.Symbol!))
            .ToList();

        // A type comes with its nested types, which are subjects of their own.
        var outermost = found.Where(one => !found.Any(other => other.Project == one.Project && SymbolEqualityComparer.Default.Equals(other.Symbol, one.Symbol.ContainingType))).ToList();
        var subjects = outermost.GroupBy(one => (one.Project, Name: NameOf([one.Symbol], withParameters: false))).ToList();
        if (subjects.Count == 1)
            return (subjects[0].Key.Project, [.. subjects[0].Select(one => one.Symbol)]);
        throw new InputException($"'{request.Symbol}' names {subjects.Count} things: {string.Join(", ", subjects.Select(subject => subject.Key.Name).Order(StringComparer.Ordinal).Take(5))}{(subjects.Count > 5 ? " and more" : "")}.\nName one of them.");
    }

    private static string NameOf(ImmutableArray<ISymbol> symbols, bool withParameters = true) =>
        symbols[0].ToDisplayString(withParameters && symbols.Length == 1 ? Shown : Shown.RemoveMemberOptions(SymbolDisplayMemberOptions.IncludeParameters));
}
