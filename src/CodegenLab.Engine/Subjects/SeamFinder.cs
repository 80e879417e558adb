using System.Collections.Immutable;
using CodegenLab.Engine.Instrumentation;
using CodegenLab.Worker.Protocol;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Engine.Subjects;

/// <summary>Finds where a subject reaches the clock, files, the network and the like by itself, and says what to hand in instead.</summary>
public sealed class SeamFinder(CSharpCompilation compilation)
{
    /// <summary>Calls that are followed from an untested member.</summary>
    private const int DeepestCall = 4;

    /// <summary>Types all of whose members reach outside.</summary>
    private static readonly Dictionary<string, OutsideWorld> Types = new()
    {
        ["System.IO.File"] = OutsideWorld.FileSystem,
        ["System.IO.Directory"] = OutsideWorld.FileSystem,
        ["System.IO.FileInfo"] = OutsideWorld.FileSystem,
        ["System.IO.DirectoryInfo"] = OutsideWorld.FileSystem,
        ["System.IO.DriveInfo"] = OutsideWorld.FileSystem,
        ["System.IO.FileStream"] = OutsideWorld.FileSystem,
        ["System.IO.FileSystemWatcher"] = OutsideWorld.FileSystem,
        ["System.Net.Dns"] = OutsideWorld.Network,
        ["System.Net.WebClient"] = OutsideWorld.Network,
        ["System.Net.WebRequest"] = OutsideWorld.Network,
        ["System.Net.HttpListener"] = OutsideWorld.Network,
        ["System.Net.Mail.SmtpClient"] = OutsideWorld.Network,
        ["System.Net.NetworkInformation.Ping"] = OutsideWorld.Network,
        ["System.Net.Sockets.Socket"] = OutsideWorld.Network,
        ["System.Net.Sockets.TcpClient"] = OutsideWorld.Network,
        ["System.Net.Sockets.TcpListener"] = OutsideWorld.Network,
        ["System.Net.Sockets.UdpClient"] = OutsideWorld.Network,
        ["System.Diagnostics.Process"] = OutsideWorld.Process,
        ["Microsoft.Win32.Registry"] = OutsideWorld.Registry,
        ["Microsoft.Win32.RegistryKey"] = OutsideWorld.Registry,
        ["System.Console"] = OutsideWorld.Console,
    };

    /// <summary>Single members; a constructor is called <c>new</c>.</summary>
    private static readonly Dictionary<string, OutsideWorld> Members = new()
    {
        ["System.DateTime.Now"] = OutsideWorld.Clock,
        ["System.DateTime.UtcNow"] = OutsideWorld.Clock,
        ["System.DateTime.Today"] = OutsideWorld.Clock,
        ["System.DateTimeOffset.Now"] = OutsideWorld.Clock,
        ["System.DateTimeOffset.UtcNow"] = OutsideWorld.Clock,
        ["System.Environment.TickCount"] = OutsideWorld.Clock,
        ["System.Environment.TickCount64"] = OutsideWorld.Clock,
        ["System.Threading.Thread.Sleep"] = OutsideWorld.Clock,
        ["System.Net.Http.HttpClient.new"] = OutsideWorld.Network,
        ["System.Environment.Exit"] = OutsideWorld.Process,
        ["System.Environment.FailFast"] = OutsideWorld.Process,
        ["System.Environment.GetEnvironmentVariable"] = OutsideWorld.Environment,
        ["System.Environment.GetEnvironmentVariables"] = OutsideWorld.Environment,
        ["System.Environment.GetFolderPath"] = OutsideWorld.Environment,
        ["System.Environment.MachineName"] = OutsideWorld.Environment,
        ["System.Environment.UserName"] = OutsideWorld.Environment,
    };

    /// <summary>Constructors that open the file whose path they are given.</summary>
    private static readonly HashSet<string> OpenPaths = ["System.IO.StreamReader", "System.IO.StreamWriter"];

    private static readonly HashSet<string> Names =
    [
        .. Types.Keys.Concat(OpenPaths).Select(Last), .. Members.Keys.Where(member => !member.EndsWith(".new", StringComparison.Ordinal)).Select(Last), "HttpClient",
    ];

    /// <summary>Reasons for which a seam may stand: with one, a test could have been written.</summary>
    private static readonly HashSet<UntestedReason> Explained = [UntestedReason.Crashes, UntestedReason.OutOfFuel, UntestedReason.NotRepeatable, UntestedReason.NothingToObserve];

    /// <summary>What to do about it, for people: "take a TimeProvider and ask it".</summary>
    public static string Advice(OutsideWorld world) => world switch
    {
        OutsideWorld.Clock => "take a TimeProvider and ask it",
        OutsideWorld.FileSystem => "take a Stream, a TextReader or the text itself, or put the files behind an interface",
        OutsideWorld.Network => "take an HttpClient, whose handler a test can replace, or put the connection behind an interface",
        OutsideWorld.Process => "put the call behind an interface",
        OutsideWorld.Registry => "put the registry behind an interface, or take the values",
        OutsideWorld.Console => "take a TextReader and a TextWriter",
        _ => "take the value, from options for instance",
    };

    /// <summary>"the file system by File.ReadAllText: take a Stream, …".</summary>
    public static string Words(Seam seam) => $"reaches {Words(seam.World)} by {seam.Source}: {Advice(seam.World)}";

    /// <summary>What is reached, as it stands in a sentence.</summary>
    public static string Words(OutsideWorld world) => world switch
    {
        OutsideWorld.FileSystem => "the file system",
        OutsideWorld.Process => "other processes, or ends its own,",
        OutsideWorld.Environment => "the environment",
        _ => "the " + world.ToString().ToLowerInvariant(),
    };

    /// <summary>Each member and world once, in the order of the source text.</summary>
    public ImmutableArray<Seam> Find() =>
        [.. compilation.SyntaxTrees.Where(tree => !tree.IsGenerated).SelectMany(tree => In(tree.GetRoot())).DistinctBy(seam => (seam.Member, seam.World))];

    /// <summary>The same members with the seam that they lack as reason, after what was seen of them, where they reach outside themselves or through what they call.</summary>
    public IEnumerable<Untested> Explain(IEnumerable<Untested> untested) =>
        untested.Select(one => Explained.Contains(one.Reason) && Behind(one.Member) is { } seam ? one with { Reason = UntestedReason.NeedsSeam, Detail = one.Detail.Length == 0 ? Words(seam) : $"{one.Detail}; it {Words(seam)}" } : one);

    private Seam? Behind(string member)
    {
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var open = DocumentationCommentId.GetSymbolsForDeclarationId(member, compilation).ToList();
        for (var depth = 0; depth <= DeepestCall && open.Count > 0; depth++)
        {
            var next = new List<ISymbol>();
            foreach (var node in open.Where(seen.Add).SelectMany(symbol => symbol.DeclaringSyntaxReferences).Select(reference => reference.GetSyntax()).Where(node => node is not TypeDeclarationSyntax))
            {
                if (In(node).FirstOrDefault() is { } seam)
                    return seam;
                var model = compilation.GetSemanticModel(node.SyntaxTree);
                next.AddRange(node.DescendantNodes().Where(call => call is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax)
                    .Select(call => model.GetSymbolInfo(call).Symbol?.OriginalDefinition).OfType<ISymbol>().Where(symbol => SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, compilation.Assembly)));
            }

            open = next;
        }

        return null;
    }

    private IEnumerable<Seam> In(SyntaxNode root)
    {
        SemanticModel? model = null;
        foreach (var node in root.DescendantNodes(node => node is not (AttributeListSyntax or UsingDirectiveSyntax)).OfType<SimpleNameSyntax>())
        {
            if (!Names.Contains(node.Identifier.ValueText))
                continue;
            model ??= compilation.GetSemanticModel(root.SyntaxTree);
            if (Reached(node, model) is var (world, source) && model.GetEnclosingSymbol(node.SpanStart) is { } member)
                yield return new Seam(MemberIds.Of(member), world, source);
        }
    }

    /// <summary>What the expression around a name reaches, and by which member; null: nothing.</summary>
    private static (OutsideWorld World, string Source)? Reached(SimpleNameSyntax name, SemanticModel model)
    {
        if (name.Ancestors().OfType<BaseObjectCreationExpressionSyntax>().FirstOrDefault() is ObjectCreationExpressionSyntax { Type: var type } creation && (type == name || (type is QualifiedNameSyntax { Right: var right } && right == name)))
            return model.GetSymbolInfo(creation).Symbol is IMethodSymbol made ? Constructed(made) : null;
        if (name.Parent is not MemberAccessExpressionSyntax access)
            return null;
        var reached = model.GetSymbolInfo(access).Symbol;
        if (reached is INamedTypeSymbol && access.Parent is MemberAccessExpressionSyntax outer)
            reached = model.GetSymbolInfo(outer).Symbol;
        if (reached is not { ContainingType: { } owner } || reached is INamedTypeSymbol or INamespaceSymbol || IsNameOnly(name))
            return null;
        var full = owner.ToDisplayString();
        if (Members.TryGetValue($"{full}.{reached.Name}", out var world) || (reached.IsStatic && Types.TryGetValue(full, out world)))
            return (world, $"{owner.Name}.{reached.Name}");
        return null;
    }

    private static (OutsideWorld World, string Source)? Constructed(IMethodSymbol constructor)
    {
        var full = constructor.ContainingType.ToDisplayString();
        var source = $"new {constructor.ContainingType.Name}";
        if (OpenPaths.Contains(full))
            return constructor.Parameters is [{ Type.SpecialType: SpecialType.System_String }, ..] ? (OutsideWorld.FileSystem, source) : null;
        if (full == "System.Net.Http.HttpClient")
            return constructor.Parameters.IsEmpty ? (OutsideWorld.Network, source) : null;
        return Types.TryGetValue(full, out var world) ? (world, source) : null;
    }

    private static bool IsNameOnly(SyntaxNode node) =>
        node.Ancestors().OfType<InvocationExpressionSyntax>().Any(call => call.Expression is IdentifierNameSyntax { Identifier.Text: "nameof" });

    private static string Last(string name) => name[(name.LastIndexOf('.') + 1)..];
}
