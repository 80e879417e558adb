using System.Collections.Immutable;
using CodegenLab.Pipeline.Drafts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Pipeline.Tests.Drafts;

public sealed class DraftPolicyTests
{
    private static readonly ImmutableArray<MetadataReference> Framework =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "CodegenLab.Testing.dll" or "nunit.framework.dll" or "Microsoft.Win32.Registry.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    [TestCase("StartsProcess", "System.Diagnostics.Process.Start(\"sh\");")]
    [TestCase("StartsProcess", "var start = new System.Diagnostics.ProcessStartInfo(\"sh\");")]
    [TestCase("UsesNetwork", "using var client = new HttpClient();")]
    [TestCase("UsesNetwork", "HttpClient client = new();")]
    [TestCase("UsesNetwork", "using var client = new HttpClient(new HttpClientHandler());")]
    [TestCase("UsesNetwork", "System.Net.Dns.GetHostName();")]
    [TestCase("UsesNetwork", "using var tcp = new System.Net.Sockets.TcpClient();")]
    [TestCase("UsesFiles", "File.Delete(\"/etc/passwd\");")]
    [TestCase("UsesFiles", "using var writer = new StreamWriter(\"x\");")]
    [TestCase("UsesFiles", "_ = Path.GetTempPath(); File.WriteAllText(\"/home/x\", \"\");")]
    [TestCase("UsesFiles", "Action<string> delete = File.Delete;")]
    [TestCase("UsesFiles", "_ = CodegenLab.Testing.Oracle.Regression(\"seen\");")]
    [TestCase("MakesCode", "System.Reflection.Assembly.LoadFrom(\"x.dll\");")]
    [TestCase("MakesCode", "System.Reflection.Emit.AssemblyBuilder? builder = null;")]
    [TestCase("UsesNativeCode", "System.Runtime.InteropServices.Marshal.AllocHGlobal(4);")]
    [TestCase("UsesNativeCode", "unsafe { }")]
    [TestCase("EndsProcess", "Environment.Exit(0);")]
    [TestCase("EndsProcess", "Action<string> fail = Environment.FailFast;")]
    [TestCase("ChangesProcess", "Environment.CurrentDirectory = \"/\";")]
    [TestCase("ReadsSecrets", "var key = Environment.GetEnvironmentVariable(\"KEY\");")]
    public void What_a_test_must_not_do_is_named_with_its_line(string rule, string statement) =>
        Assert.That(Judge($"class T\n{{\n    void M()\n    {{\n        {statement}\n    }}\n}}").Select(breach => (breach.Rule, breach.Line)), Is.EqualTo(new[] { (rule, 5) }));

    [TestCase("UsesNativeCode", "class T\n{\n    [System.Runtime.InteropServices.DllImport(\"libc\")] static extern int getpid();\n}")]
    [TestCase("RunsUnasked", "class T\n{\n    [System.Runtime.CompilerServices.ModuleInitializer] internal static void M() { }\n}")]
    [TestCase("StartsProcess", "using P = System.Diagnostics.Process;\nclass T\n{\n    void M() => P.GetCurrentProcess();\n}")]
    public void Nor_anywhere_else_in_the_draft(string rule, string source) => Assert.That(Judge(source).Select(breach => breach.Rule), Does.Contain(rule));

    [TestCase("var folder = Directory.CreateTempSubdirectory(); File.WriteAllText(Path.Combine(folder.FullName, \"x\"), \"\"); folder.Delete(true);")]
    [TestCase("var file = Path.GetTempFileName(); using (var reader = new StreamReader(file)) { } File.Delete(file);")]
    [TestCase("using var client = new HttpClient(new Handler());")]
    [TestCase("var status = System.Net.HttpStatusCode.OK; var address = System.Net.IPAddress.Parse(\"1.2.3.4\");")]
    [TestCase("var name = Path.GetExtension(\"a.b\"); using var memory = new MemoryStream(); using var writer = new StringWriter();")]
    [TestCase("var property = typeof(string).GetProperty(\"Length\"); var list = Activator.CreateInstance<List<int>>();")]
    [TestCase("var process = 3; var exit = process + 1; Console.WriteLine(exit);")]
    public void What_tests_do_is_allowed(string statements) =>
        Assert.That(Judge($"class T {{ void M() {{ {statements} }} }} class Handler : HttpMessageHandler {{ protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken token) => Task.FromResult(new HttpResponseMessage()); }}"), Is.Empty);

    private static ImmutableArray<PolicyBreach> Judge(string source)
    {
        var draft = CSharpSyntaxTree.ParseText(source);
        var usings = CSharpSyntaxTree.ParseText("global using System; global using System.IO; global using System.Linq; global using System.Net.Http; global using System.Collections.Generic; global using System.Threading; global using System.Threading.Tasks;");
        var compilation = CSharpCompilation.Create("Drafts", [draft, usings], Framework, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
        Assert.That(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error), Is.Empty);
        return DraftPolicy.Judge(compilation, draft);
    }
}
