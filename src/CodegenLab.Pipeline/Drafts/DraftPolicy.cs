using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Pipeline.Drafts;

/// <summary>Something that no drafted test may do.</summary>
/// <param name="Rule">Code, stable for machines: StartsProcess.</param>
/// <param name="Line">In the draft, from 1.</param>
/// <param name="What">The symbol or construct, for people.</param>
public sealed record PolicyBreach(string Rule, int Line, string What);

/// <summary>
/// Reads a draft before it runs anywhere. The worker confines what runs; this says early and on every system what is not wanted: processes, network,
/// files outside the temporary folder, code made at run time, native code, the end or the environment of the process.
/// </summary>
public static class DraftPolicy
{
    private static readonly (string Rule, string[] Names)[] Forbidden =
    [
        ("StartsProcess", ["System.Diagnostics.Process", "System.Diagnostics.ProcessStartInfo"]),
        ("UsesNetwork",
        [
            "System.Net.Sockets.*", "System.Net.WebSockets.*", "System.Net.Quic.*", "System.Net.Mail.*", "System.Net.NetworkInformation.*", "System.Net.Security.*", "System.IO.Pipes.*",
            "System.Net.Dns", "System.Net.HttpListener", "System.Net.WebClient", "System.Net.WebRequest", "System.Net.HttpWebRequest", "System.Net.FtpWebRequest",
            "System.Net.Http.HttpClientHandler", "System.Net.Http.SocketsHttpHandler", "System.Net.Http.WinHttpHandler",
        ]),
        ("MakesCode", ["System.Reflection.Emit.*", "System.Reflection.Assembly.Load*", "System.Reflection.Assembly.UnsafeLoadFrom", "System.Runtime.Loader.*", "Microsoft.CodeAnalysis.*", "System.CodeDom.*", "System.Activator.CreateInstanceFrom"]),
        ("UsesNativeCode", ["System.Runtime.InteropServices.Marshal", "System.Runtime.InteropServices.NativeLibrary", "System.Runtime.InteropServices.DllImportAttribute", "System.Runtime.InteropServices.LibraryImportAttribute", "System.Runtime.CompilerServices.Unsafe"]),
        // It keeps what it was given beside the source of the test.
        ("UsesFiles", ["CodegenLab.Testing.Oracle.Regression"]),
        ("EndsProcess", ["System.Environment.Exit", "System.Environment.FailFast"]),
        ("ChangesProcess", ["System.Environment.SetEnvironmentVariable", "System.Environment.CurrentDirectory", "System.IO.Directory.SetCurrentDirectory", "System.Console.SetOut", "System.Console.SetError", "System.Console.SetIn", "System.AppDomain.*", "System.AppContext.SetSwitch"]),
        ("ReadsSecrets", ["System.Environment.GetEnvironmentVariable", "System.Environment.GetEnvironmentVariables", "System.Environment.GetFolderPath", "Microsoft.Win32.*"]),
    ];

    /// <summary>Allowed in a method that gets its folder or file from one of <see cref="TemporaryPlaces"/>.</summary>
    private static readonly string[] FileTypes = ["System.IO.File", "System.IO.FileInfo", "System.IO.FileStream", "System.IO.Directory", "System.IO.DirectoryInfo", "System.IO.DriveInfo", "System.IO.FileSystemWatcher", "System.IO.StreamWriter", "System.IO.StreamReader", "System.IO.MemoryMappedFiles.*"];

    private static readonly string[] TemporaryPlaces = ["System.IO.Path.GetTempPath", "System.IO.Path.GetTempFileName", "System.IO.Directory.CreateTempSubdirectory"];

    /// <param name="compilation">With the draft in it; what does not bind is not judged, so judge what compiles.</param>
    /// <param name="draft">One of its trees.</param>
    /// <returns>In the order of the lines, one per rule and line.</returns>
    public static ImmutableArray<PolicyBreach> Judge(CSharpCompilation compilation, SyntaxTree draft)
    {
        var model = compilation.GetSemanticModel(draft);
        var root = draft.GetRoot();
        return
        [
            .. Constructs(root).Concat(Uses(root, model))
                .DistinctBy(breach => (breach.Rule, breach.Line))
                .OrderBy(breach => breach.Line),
        ];
    }

    private static IEnumerable<PolicyBreach> Constructs(SyntaxNode root)
    {
        foreach (var token in root.DescendantTokens())
        {
            if (token.IsKind(SyntaxKind.ExternKeyword) && token.Parent is MemberDeclarationSyntax)
                yield return new PolicyBreach("UsesNativeCode", LineOf(token.GetLocation()), "extern");
            if (token.IsKind(SyntaxKind.UnsafeKeyword))
                yield return new PolicyBreach("UsesNativeCode", LineOf(token.GetLocation()), "unsafe");
        }

        foreach (var attribute in root.DescendantNodes().OfType<AttributeSyntax>().Where(attribute => attribute.Name.ToString().Split('.')[^1] is "ModuleInitializer" or "ModuleInitializerAttribute"))
            yield return new PolicyBreach("RunsUnasked", LineOf(attribute.GetLocation()), "ModuleInitializer");
    }

    private static IEnumerable<PolicyBreach> Uses(SyntaxNode root, SemanticModel model)
    {
        foreach (var node in root.DescendantNodes().Where(node => node is SimpleNameSyntax or BaseObjectCreationExpressionSyntax))
        {
            if (node.FirstAncestorOrSelf<UsingDirectiveSyntax>() is { Alias: null })
                continue;
            if (model.GetSymbolInfo(node).Symbol is not { } symbol || symbol is INamespaceSymbol)
                continue;
            var names = NamesOf(symbol).ToList();
            foreach (var (rule, patterns) in Forbidden)
            {
                if (patterns.Any(pattern => names.Any(name => Matches(name, pattern))))
                    yield return new PolicyBreach(rule, LineOf(node.GetLocation()), names[0]);
            }

            // With a handler of the test's own it reaches nobody.
            if (node is BaseObjectCreationExpressionSyntax { ArgumentList: null or { Arguments.Count: 0 } } && names.Contains("System.Net.Http.HttpClient"))
                yield return new PolicyBreach("UsesNetwork", LineOf(node.GetLocation()), names[0]);

            if (FileTypes.Any(pattern => names.Any(name => Matches(name, pattern))) && !TemporaryPlaces.Contains(names[0]) && !IsTemporary(node, symbol, model))
                yield return new PolicyBreach("UsesFiles", LineOf(node.GetLocation()), names[0]);
        }
    }

    /// <summary>The method gets a temporary place, and no path is spelled out in the call.</summary>
    private static bool IsTemporary(SyntaxNode node, ISymbol symbol, SemanticModel model)
    {
        var call = node.FirstAncestorOrSelf<InvocationExpressionSyntax>()?.ArgumentList ?? node.FirstAncestorOrSelf<BaseObjectCreationExpressionSyntax>()?.ArgumentList;
        if (symbol is not INamedTypeSymbol && call?.Arguments.FirstOrDefault()?.Expression is { } path && model.GetConstantValue(path).Value is string)
            return false;
        return node.Ancestors().OfType<BaseMethodDeclarationSyntax>().FirstOrDefault() is { } method
            && method.DescendantNodes().OfType<SimpleNameSyntax>().Any(name => model.GetSymbolInfo(name).Symbol is { } place && NamesOf(place).Any(TemporaryPlaces.Contains));
    }

    /// <summary>The symbol's own full name, and its type's.</summary>
    private static IEnumerable<string> NamesOf(ISymbol symbol)
    {
        symbol = symbol.OriginalDefinition;
        if (symbol is ILocalSymbol or IParameterSymbol or IRangeVariableSymbol or ILabelSymbol)
            yield break;
        if (symbol is not INamedTypeSymbol && symbol.ContainingType is { } type)
        {
            var typeName = FullName(type);
            yield return symbol is IMethodSymbol { MethodKind: MethodKind.Constructor } ? typeName : typeName + "." + symbol.Name;
            yield return typeName;
        }
        else
        {
            yield return FullName(symbol);
        }
    }

    private static string FullName(ISymbol symbol) => symbol.ToDisplayString(new SymbolDisplayFormat(typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces));

    private static bool Matches(string name, string pattern) =>
        pattern.EndsWith('*') ? name.StartsWith(pattern[..^1], StringComparison.Ordinal) : name == pattern;

    private static int LineOf(Location location) => location.GetLineSpan().StartLinePosition.Line + 1;
}
