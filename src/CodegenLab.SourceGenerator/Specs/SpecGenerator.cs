using System.IO;
using System.Text;
using CodegenLab.SourceGenerator.Pipelines;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace CodegenLab.SourceGenerator.Specs;

/// <summary>Writes fixtures for *.testspec.json, .yaml and .yml. Where it cannot, <see cref="SpecAnalyzer"/> says why.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class SpecGenerator : IIncrementalGenerator
{
    /// <summary>All that ends a line, and with it a comment, in C#.</summary>
    private static readonly char[] Breaks = ['\r', '\n', '\u0085', '\u2028', '\u2029'];

    private const string NUnit = "global::NUnit.Framework.";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var specs = context.AdditionalTextsProvider
            .Where(static file => TestSpec.IsSpec(file))
            .Select(static (file, cancellation) => TestSpec.Of(file, cancellation))
            .WithTrackingName(Steps.ReadSpecs);
        var memory = new SpecMemory();
        var fixtures = specs.Combine(context.CompilationProvider)
            .Select((pair, cancellation) => memory.Bind(pair.Left, pair.Right, cancellation))
            .Collect()
            .SelectMany(static (all, _) => Named(all))
            .WithTrackingName(Steps.Specs);

        context.RegisterSourceOutput(fixtures, static (output, fixture) => output.AddSource(fixture.HintName, SourceText.From(Write(fixture), Encoding.UTF8)));
    }

    /// <summary>Several files may add to one class: each is written to a file of its own, and a test that two of them have is that of the first.</summary>
    private static IEnumerable<SpecFixture> Named(IEnumerable<SpecFixture?> fixtures)
    {
        var taken = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var tests = new HashSet<(string, string)>();
        foreach (var fixture in fixtures.OfType<SpecFixture>().OrderBy(one => one.Path, StringComparer.Ordinal))
        {
            taken[fixture.FullName] = taken.TryGetValue(fixture.FullName, out var before) ? before + 1 : 1;
            var own = fixture.Tests.Where(test => tests.Add((fixture.FullName, test.Name))).ToEquatableArray();
            yield return fixture with { Tests = own, IsFirst = before == 0, HintName = $"{fixture.FullName}{(before == 0 ? "" : $"_{before + 1}")}.Spec.g.cs" };
        }
    }

    private static string Write(SpecFixture fixture)
    {
        var text = new CodeText();
        text.Line($"// From {Path.GetFileName(fixture.Path)}.");
        using (fixture.Namespace.Length > 0 ? text.Block($"namespace {fixture.Namespace}") : null)
        {
            text.Line($"/// <summary>What {fixture.Subject} is specified to do.</summary>");
            if (fixture is { IsFirst: true } && fixture.Framework.ClassAttribute() is { } needed)
                text.Line($"[global::{needed}]");
            text.Line($"[{fixture.Framework.Category("specified")}]");
            using (text.Block($"public sealed partial class {fixture.Name}"))
            {
                foreach (var test in fixture.Tests)
                {
                    text.Line();
                    Write(text, test, fixture);
                }
            }
        }

        return text.ToString();
    }

    private static void Write(CodeText text, SpecTest test, SpecFixture fixture)
    {
        text.Line($"/// <summary>{Xml(test.Title)}</summary>");
        text.Line($"/// <remarks>{Xml(test.Source)}</remarks>");
        text.Line($"[{fixture.Framework.Mark()}]");
        // The compiler's word on the code of a spec belongs to the spec.
        text.Line($"#line {test.Line} {Quoted(fixture.Path)}");
        using (text.Block(test is { IsAwaited: true, Thrown: null } ? $"public async global::System.Threading.Tasks.Task {test.Name}()" : $"public void {test.Name}()"))
        {
            text.Line($"#line {test.Line} {Quoted(fixture.Path)}");
            var call = test.Call.Length == 0 ? test.Receiver : $"{(test.IsStatic ? test.Receiver : "subject")}{test.Call}";
            if (!test.IsStatic && test.Call.Length > 0)
                text.Line($"var subject = {test.Receiver};");
            text.Line(test.Thrown is { } thrown
                ? $"{NUnit}Assert.That({(test.IsAwaited ? $"async () => await {call}" : $"() => {call}")}, {NUnit}Throws.TypeOf<{thrown}>());"
                : $"{NUnit}Assert.That({(test.IsAwaited ? "await " : "")}{call}, {NUnit}Is.EqualTo({test.Expected}));");
            text.Line("#line default");
        }
    }

    private static string Quoted(string path) => "\"" + path + "\"";

    private static string Xml(string words) => Breaks.Aggregate(words.Replace("&", "&amp;").Replace("<", "&lt;"), static (text, end) => text.Replace(end, ' '));
}
