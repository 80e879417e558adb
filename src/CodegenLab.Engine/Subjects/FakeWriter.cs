using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Engine.Subjects;

/// <summary>
/// Writes a fake for every interface and abstract class of the subject that its members ask for, and for every interface of a library. What a fake returns are settable
/// properties, calls without a result are counted, and what the last call was given is kept, so that tests can arrange the one and look at the other. Beside them stand classes that generic types
/// want for arguments, and types that bear the attributes which the subject looks for.
/// </summary>
/// <param name="internalsVisible">Tests see the subject's internals.</param>
public sealed class FakeWriter(bool internalsVisible = false)
{
    private static readonly HashSet<string> Ignored = ["CS1591", "CS1701", "CS1702", "CS8019"];

    /// <summary>Fakes ordered by what they stand for. What does not compile without warnings is left out.</summary>
    public ImmutableArray<Fake> Write(CSharpCompilation compilation)
    {
        var parsing = compilation.SyntaxTrees.FirstOrDefault()?.Options as CSharpParseOptions ?? CSharpParseOptions.Default;
        var names = new HashSet<string>();
        var drafts = new List<(Fake Fake, SyntaxTree Tree)>();
        var samples = new SampleWriter(internalsVisible).Write(compilation);
        foreach (var (sample, _) in samples)
        {
            names.Add(sample.FakeTypeName[(Fake.Namespace.Length + 1)..]);
            drafts.Add((sample, TreeOf(sample, parsing)));
        }

        foreach (var marked in new MarkedTypeWriter(internalsVisible).Write(compilation, names))
        {
            names.Add(marked.FakeTypeName[(Fake.Namespace.Length + 1)..]);
            drafts.Add((marked, TreeOf(marked, parsing)));
        }

        if (TemporaryFileWriter.Write(compilation, names) is { } file)
        {
            names.Add(file.FakeTypeName[(Fake.Namespace.Length + 1)..]);
            drafts.Add((file, TreeOf(file, parsing)));
        }

        var called = new Lazy<HashSet<string>>(() => [.. compilation.SyntaxTrees.SelectMany(tree => tree.GetRoot().DescendantNodes()).OfType<SimpleNameSyntax>().Select(name => name.Identifier.ValueText)]);
        var isSampled = samples.Select(sample => sample.Of).ToHashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        foreach (var type in Wanted(compilation).Where(type => !isSampled.Contains(type)).OrderBy(FullName, StringComparer.Ordinal))
        {
            var name = NameOf(type, names);
            if (new FakeClass(type, name, parsing.LanguageVersion >= LanguageVersion.CSharp8, internalsVisible) { IsCalled = member => called.Value.Contains(member) }.Write() is not { } fake)
                continue;
            names.Add(name);
            drafts.Add((fake, TreeOf(fake, parsing)));
        }

        var extended = compilation.AddSyntaxTrees(drafts.Select(draft => draft.Tree));
        return [.. drafts.Where(draft => Compiles(extended, draft.Tree)).Select(draft => draft.Fake)];
    }

    internal static SyntaxTree TreeOf(Fake fake, CSharpParseOptions parsing) => CSharpSyntaxTree.ParseText(fake.CompilationUnit.Replace(FakeClass.Quiet, "", StringComparison.Ordinal), parsing);

    internal static bool Compiles(CSharpCompilation compilation, SyntaxTree tree) =>
        !compilation.GetSemanticModel(tree).GetDiagnostics().Any(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && !Ignored.Contains(diagnostic.Id));

    private IEnumerable<INamedTypeSymbol> Wanted(CSharpCompilation compilation)
    {
        var wanted = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        foreach (var type in Types(compilation.Assembly.GlobalNamespace).Where(IsAccessible))
        {
            foreach (var member in type.GetMembers().Where(IsAccessible))
            {
                switch (member)
                {
                    case IMethodSymbol method:
                        foreach (var parameter in method.Parameters)
                            Add(parameter.Type);
                        if (type.TypeKind == TypeKind.Interface)
                            Add(method.ReturnType);
                        break;
                    case IPropertySymbol property:
                        Add(property.Type);
                        break;
                }
            }
        }

        return wanted;

        void Add(ITypeSymbol type)
        {
            switch (type)
            {
                case IArrayTypeSymbol array:
                    Add(array.ElementType);
                    break;
                case INamedTypeSymbol named:
                    foreach (var argument in named.TypeArguments)
                        Add(argument);
                    var isOwn = SymbolEqualityComparer.Default.Equals(named.ContainingAssembly, compilation.Assembly);
                    if ((isOwn || IsCollaborator(named)) && IsFakeable(named.OriginalDefinition))
                        wanted.Add(named.OriginalDefinition);
                    else if (StandIns.TryGetValue(named.ToDisplayString(FullNames), out var behind) && compilation.GetTypeByMetadataName(behind) is { } contract)
                        wanted.Add(contract);
                    break;
            }
        }
    }

    private static readonly SymbolDisplayFormat FullNames = new(typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    /// <summary>Classes that reach the clock, the network or a database, and the class to derive from to keep them from it; and what only an iterator makes.</summary>
    private static readonly Dictionary<string, string> StandIns = new()
    {
        ["System.TimeProvider"] = FakeClass.Clock,
        ["System.Net.Http.HttpClient"] = FakeClass.MessageHandler,
        ["System.Net.Http.HttpMessageHandler"] = FakeClass.MessageHandler,
        ["System.Net.Http.IHttpClientFactory"] = FakeClass.MessageHandler,
        ["Microsoft.EntityFrameworkCore.DbSet"] = FakeClass.EntitySet,
        ["System.Collections.Generic.IAsyncEnumerable"] = "System.Collections.Generic.IAsyncEnumerable`1",
    };

    /// <summary>An interface of a library that somebody hands in; those of the framework are mostly traits of values and collections.</summary>
    private static bool IsCollaborator(INamedTypeSymbol type)
    {
        if (type.TypeKind != TypeKind.Interface || type.ContainingNamespace.IsGlobalNamespace)
            return false;
        var ns = type.ContainingNamespace.ToDisplayString();
        return ns.Split('.')[0] != "System" || (ns == "System" && type.Name is "IServiceProvider" or "IProgress" or "IObserver" or "IObservable") || (ns == "System.Net.Http" && type.Name == "IHttpClientFactory");
    }

    private bool IsFakeable(INamedTypeSymbol type) =>
        (type.TypeKind == TypeKind.Interface || type is { TypeKind: TypeKind.Class, IsAbstract: true, IsStatic: false })
        && IsAccessible(type)
        && type.ContainingType is not { IsGenericType: true };

    private bool IsAccessible(ISymbol symbol) => IsAccessible(symbol, internalsVisible);

    internal static bool IsAccessible(ISymbol symbol, bool internalsVisible)
    {
        for (var at = symbol; at is not null and not INamespaceSymbol; at = at.ContainingType)
        {
            var visible = at.DeclaredAccessibility is Accessibility.Public
                || (internalsVisible && at.DeclaredAccessibility is Accessibility.Internal or Accessibility.ProtectedOrInternal);
            if (!visible)
                return false;
        }

        return true;
    }

    internal static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol container) => container.GetMembers().SelectMany(member => member switch
    {
        INamespaceSymbol ns => Types(ns),
        INamedTypeSymbol type => Types(type).Prepend(type),
        _ => [],
    });

    private static string NameOf(INamedTypeSymbol type, HashSet<string> taken)
    {
        var bare = type.TypeKind == TypeKind.Interface && type.Name is ['I', >= 'A' and <= 'Z', ..] ? type.Name[1..] : type.Name;
        var name = "Fake" + bare;
        if (taken.Contains(name) && type.ContainingType is { } outer)
            name = "Fake" + outer.Name + bare;
        if (taken.Contains(name))
            name = "Fake" + type.ContainingNamespace.Name + bare;
        for (var number = 2; taken.Contains(name); number++)
            name = "Fake" + bare + number;
        return name;
    }

    internal static string FullName(INamedTypeSymbol type)
    {
        if (type.ContainingType is { } outer)
            return $"{FullName(outer)}+{type.MetadataName}";
        return type.ContainingNamespace.IsGlobalNamespace ? type.MetadataName : $"{type.ContainingNamespace.ToDisplayString()}.{type.MetadataName}";
    }
}
