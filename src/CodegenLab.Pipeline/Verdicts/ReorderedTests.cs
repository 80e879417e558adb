using System.Collections.Immutable;
using CodegenLab.Engine.Rendering;
using CodegenLab.Pipeline.TestProjects;

namespace CodegenLab.Pipeline.Verdicts;

/// <summary>
/// A copy of the test project's output in which the tests run in reverse. Test frameworks have no switch for that, so the copy is
/// compiled once more from the same arguments with one more file, which does it through the framework's own extension points. The same
/// file sets the culture that <see cref="OtherConditions.CultureVariable"/> names.
/// </summary>
/// <param name="scratch">Folder outside the repository.</param>
public sealed class ReorderedTests(RunDotnet dotnet, TestProjectPlan plan, string scratch)
{
    // What the build alone needs: outputs, logs, and opinions.
    private static readonly string[] LeftOut = ["/out:", "/refout:", "/pdb:", "/doc:", "/errorlog:", "/generatedfilesout:", "/noconfig", "/warnaserror", "/reportanalyzer"];

    /// <returns>The assembly to run, and why its tests run in the usual order after all (null: they do not).</returns>
    public async Task<(string Assembly, string? Remark)> CopyAsync(BuildOutcome build, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(scratch, "reordered");
        OutputFolder.Copy(Path.GetDirectoryName(build.Assembly!)!, folder);
        var assembly = Path.Combine(folder, Path.GetFileName(build.Assembly!));
        var reversal = Reversal();
        var remark = reversal is null ? $"The order of the tests was not varied: {plan.Rendering.Framework} {plan.Rendering.FrameworkVersion} has no way to." : null;
        if ((reversal ?? CultureAlone()) is not { } source)
            return (assembly, remark);
        if (build.Compiler is null || build.CompilerArguments.IsEmpty)
            return (assembly, remark ?? "The order of the tests was not varied: the build did not tell how it calls the compiler.");

        var order = Path.Combine(scratch, "CodegenLabOrder.cs");
        var response = Path.Combine(scratch, "reordered.rsp");
        await File.WriteAllTextAsync(order, source + Culture, cancellationToken);
        ImmutableArray<string> arguments =
        [
            .. build.CompilerArguments.Where(argument => !LeftOut.Any(start => argument.StartsWith(start, StringComparison.OrdinalIgnoreCase))),
            order,
            "/out:" + assembly,
            "/pdb:" + Path.ChangeExtension(assembly, ".pdb"),
            "/warnaserror-",
            "/warn:0",
            "/skipanalyzers+",
        ];
        if (new SecondCompilation(plan.Path).Emit(arguments, build.SdkVersion, cancellationToken))
            return (assembly, remark);

        await File.WriteAllLinesAsync(response, arguments.Select(Quoted), cancellationToken);
        var outcome = await dotnet([build.Compiler, "/noconfig", "@" + response], plan.Folder, null, cancellationToken);
        if (outcome.ExitCode == 0)
            return (assembly, remark);

        // A compiler that stopped half-way may have left no assembly.
        File.Copy(build.Assembly!, assembly, overwrite: true);
        return (assembly, remark ?? $"The order of the tests was not varied: {BuildMessage.Parse(outcome.Output).FirstOrDefault(message => message.IsError)?.ToString() ?? string.Join(' ', outcome.Output)}");
    }

    private static string Quoted(string argument) =>
        argument.Contains(' ', StringComparison.Ordinal) && !argument.Contains('"', StringComparison.Ordinal) ? $"\"{argument}\"" : argument;

    private string? Reversal() => plan.Rendering switch
    {
        { Framework: TestFramework.NUnit, FrameworkVersion: >= 3 } => """
            #nullable disable
            [assembly: CodegenLabOrder]

            [System.AttributeUsage(System.AttributeTargets.Assembly)]
            internal sealed class CodegenLabOrderAttribute : System.Attribute, NUnit.Framework.Interfaces.IApplyToTest
            {
                public void ApplyToTest(NUnit.Framework.Internal.Test test)
                {
                    CodegenLabCulture.Set();
                    int number = 0;
                    Reverse(test, ref number);
                }

                private static void Reverse(NUnit.Framework.Interfaces.ITest test, ref int number)
                {
                    if (test.Parent != null)
                        test.Properties.Set("Order", 1000000 - number++);
                    foreach (NUnit.Framework.Interfaces.ITest child in test.Tests)
                        Reverse(child, ref number);
                }
            }
            """,
        { Framework: TestFramework.XUnit, FrameworkVersion: 2 } => $$"""
            #nullable disable
            [assembly: Xunit.TestCaseOrderer("CodegenLabOrder", "{{plan.AssemblyName}}")]

            public sealed class CodegenLabOrder : Xunit.Sdk.ITestCaseOrderer
            {
                public System.Collections.Generic.IEnumerable<TTestCase> OrderTestCases<TTestCase>(System.Collections.Generic.IEnumerable<TTestCase> testCases)
                    where TTestCase : Xunit.Abstractions.ITestCase
                {
                    CodegenLabCulture.Set();
                    return System.Linq.Enumerable.Reverse(testCases);
                }
            }
            """,
        _ => null,
    };

    /// <summary>Where nothing of ours runs before the tests, the runtime must begin with it: from C# 9 on. Needed where the variables of other systems say nothing; null: not here, or there is no way.</summary>
    private string? CultureAlone() => OperatingSystem.IsWindows() && plan.Rendering.LanguageVersion >= 900 ? CultureAtStart : null;

    internal const string CultureAtStart = """
        #nullable disable

        internal static class CodegenLabStart
        {
            [System.Runtime.CompilerServices.ModuleInitializer]
            internal static void Begin()
            {
                CodegenLabCulture.Set();
            }
        }
        """;

    // A runtime without cultures knows none but the invariant one.
    internal const string Culture = $$"""


        internal static class CodegenLabCulture
        {
            internal static void Set()
            {
                string name = System.Environment.GetEnvironmentVariable("{{OtherConditions.CultureVariable}}");
                if (string.IsNullOrEmpty(name))
                    return;
                try
                {
                    System.Globalization.CultureInfo.DefaultThreadCurrentCulture = System.Globalization.CultureInfo.GetCultureInfo(name);
                }
                catch (System.Globalization.CultureNotFoundException)
                {
                }
            }
        }
        """;
}
