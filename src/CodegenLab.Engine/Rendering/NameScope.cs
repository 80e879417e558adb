using System.Collections.Immutable;

namespace CodegenLab.Engine.Rendering;

/// <summary>
/// Decides how a type is named at one place: by its simple name when C#'s lookup from there finds that type and no other,
/// else with its namespace, and with <c>global::</c> only when even that is ambiguous.
/// </summary>
internal sealed class NameScope
{
    // Facades and homes of the types that System namespaces are made of.
    private static readonly ImmutableArray<string> PlatformAssemblies =
    [
        "System.Private.CoreLib", "System.Runtime", "System.Collections", "System.Linq", "System.Net.Http", "System.Net.Primitives",
        "System.Threading", "System.Text.RegularExpressions", "System.Collections.Concurrent", "System.Collections.Immutable",
        "System.Private.Uri", "System.ComponentModel.Primitives", "System.ObjectModel", "System.Diagnostics.Process", "System.Console", "System.Runtime.Numerics",
    ];

    private readonly string _fixtureNamespace;
    private readonly HashSet<string> _localNames;
    private readonly HashSet<(string Namespace, string Name, int Arity)> _types;
    private readonly HashSet<string> _namespaces;
    private readonly IReadOnlyCollection<string> _imports;
    private readonly ImmutableArray<string> _levels;
    private readonly Func<string, bool> _isType;

    /// <param name="fixtureNamespace">Namespace of the test class.</param>
    /// <param name="localNames">Names of the test class and of the classes nested in it.</param>
    /// <param name="types">Types that exist besides those of the platform.</param>
    /// <param name="namespaces">Namespaces that exist.</param>
    /// <param name="imports">Namespaces imported by using directives, those of the project included.</param>
    /// <param name="isType">Whether there is a public type of that reflection full name, in any library.</param>
    public NameScope(
        string fixtureNamespace,
        IEnumerable<string> localNames,
        IEnumerable<(string Namespace, string Name, int Arity)> types,
        IEnumerable<string> namespaces,
        IReadOnlyCollection<string> imports,
        Func<string, bool>? isType = null)
    {
        _isType = isType ?? (_ => false);
        _fixtureNamespace = fixtureNamespace;
        _localNames = [.. localNames];
        _types = [.. types];
        _namespaces = [.. namespaces.SelectMany(Ancestors)];
        _imports = imports;
        _levels = [.. Ancestors(fixtureNamespace)];
    }

    /// <summary>Namespaces that the names given out so far need a using directive for.</summary>
    public SortedSet<string> Used { get; } = new(StringComparer.Ordinal);

    /// <summary>Notes that members of a namespace are used without naming a type of it: extension methods.</summary>
    public void Use(string ns)
    {
        if (ns.Length > 0 && !_levels.Contains(ns))
            Used.Add(ns);
    }

    /// <param name="ns">Namespace of the type; empty for the global one.</param>
    /// <param name="name">Simple name of the type, of the outermost for a nested one.</param>
    /// <param name="arity">Number of its own type parameters.</param>
    public string Resolve(string ns, string name, int arity)
    {
        if (FindsItself(ns, name, arity))
        {
            Use(ns);
            return name;
        }

        if (ns.Length == 0)
            return "global::" + name;
        return RootIsHidden(ns.Split('.')[0]) ? $"global::{ns}.{name}" : $"{ns}.{name}";
    }

    /// <summary>True when the simple name means exactly this type here.</summary>
    public bool FindsItself(string ns, string name, int arity)
    {
        if (_localNames.Contains(name))
            return false;
        foreach (var level in _levels)
        {
            if (level == ns)
                return true;
            if (Exists(level, name, arity) || (arity == 0 && _namespaces.Contains($"{level}.{name}")))
                return false;
        }

        if (ns.Length == 0)
            return true;
        if (Exists("", name, arity) || (arity == 0 && _namespaces.Contains(name)))
            return false;
        return _imports.All(import => import == ns || !Exists(import, name, arity));
    }

    /// <summary>The namespace and those around it, innermost first.</summary>
    public static IEnumerable<string> Ancestors(string ns)
    {
        while (ns.Length > 0)
        {
            yield return ns;
            var dot = ns.LastIndexOf('.');
            ns = dot < 0 ? "" : ns[..dot];
        }
    }

    private bool RootIsHidden(string root) =>
        _localNames.Contains(root)
        || _levels.Any(level => Exists(level, root, 0) || _namespaces.Contains($"{level}.{root}"))
        || _types.Contains(("", root, 0));

    private bool Exists(string ns, string name, int arity)
    {
        if (_types.Contains((ns, name, arity)) || (arity == 0 && FrameworkNames.Exists(ns, name)))
            return true;
        if (ns != "System" && !ns.StartsWith("System.", StringComparison.Ordinal))
            return ns.Length > 0 && _isType(arity == 0 ? $"{ns}.{name}" : $"{ns}.{name}`{arity}");
        var fullName = arity == 0 ? $"{ns}.{name}" : $"{ns}.{name}`{arity}";
        return PlatformAssemblies.Any(assembly => Type.GetType($"{fullName}, {assembly}") is { IsPublic: true });
    }
}
