using System.Collections.Immutable;
using CodegenLab.Engine.Instrumentation;
using CodegenLab.Pipeline.Contexts;
using CodegenLab.Pipeline.Drafts;
using CodegenLab.Pipeline.Tests.TestProjects;
using Microsoft.CodeAnalysis;

namespace CodegenLab.Pipeline.Tests.Drafts;

/// <summary>Every template with what is known of a real type: what a model reads, as it reads it. The instructions are shown elsewhere.</summary>
public sealed class RealPromptTests
{
    private const string Source = """
        using System;

        namespace Shop;

        /// <summary>An amount in whole cents.</summary>
        public sealed class Money(long cents)
        {
            /// <summary>The largest amount there is.</summary>
            public const long Most = 1_000_000;

            public long Cents { get; } = cents;

            /// <summary>Splits the amount; what cannot be divided goes to the first parts.</summary>
            /// <exception cref="ArgumentOutOfRangeException">Fewer than one part.</exception>
            public Money[] Split(int parts)
            {
                if (parts < 1)
                    throw new ArgumentOutOfRangeException(nameof(parts));
                var split = new Money[parts];
                for (var at = 0; at < parts; at++)
                    split[at] = new Money(Share(parts, at));
                return split;
            }

            private long Share(int parts, int at) => Cents / parts + (at < Cents % parts ? 1 : 0);
        }

        public static class Till
        {
            public static Money FirstOf(Money total) => total.Split(3)[0];
        }
        """;

    private const string Readme = "# Shop\n\nSells things.\n\n## Amounts\n\n`Money` is never lost: the parts add up.\n";

    private const string Test = "[Test]\npublic void Split_Returns3()\n{\n    var money = new Money(7);\n\n    var split = money.Split(3);\n\n    Assert.That(split, Has.Length.EqualTo(3));\n}";

    private static readonly MetadataReference[] Framework =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name == "netstandard.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    [Test]
    public Task Expectations() => Shown((writer, context) => writer.Expectations(context(false), "A part is at least a cent."));

    [Test]
    public Task Tests() => Shown((writer, context) => writer.Tests(context(true)));

    [Test]
    public Task Mutants() => Shown((writer, context) => writer.Mutants(context(true), [new UnnoticedChange("Code.cs:20", "if (parts < 1)", "if (parts <= 1)"), new UnnoticedChange("Code.cs:20", "if (parts < 1)", "if (parts > 1)")]));

    [Test]
    public Task Opinion() => Shown((writer, context) => writer.Opinion(context(false), "var money = new Money(7);\n// what is expected of: money.Split(3)[0].Cents"));

    [Test]
    public Task Repair() => Shown((writer, _) => writer.Repair("Shop.Money", [new FaultyTest("Split_Returns3", ["CS1061: 'Money' does not contain a definition for 'Divide' (Divide)"])], $"public sealed class MoneyDraft1\n{{\n{Test}\n}}"));

    [Test]
    public Task Names() => Shown((writer, _) => writer.Names("Shop.Money", Test));

    /// <param name="prompt">From a writer, and the context with or without code.</param>
    private static Task Shown(Func<PromptWriter, Func<bool, CodeContext>, Prompt> prompt)
    {
        using var repository = new TestRepository();
        repository.Write("README.md", Readme);
        var project = repository.Project("src/Shop/Shop.csproj", Source);
        project = project with { Compilation = project.Compilation.WithReferences(Framework) };
        Assert.That(project.Compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error), Is.Empty);
        var subject = new SubjectBuilder().Build(project.Compilation, [], repository.Scratch, default);
        var solution = repository.Solution(project);
        ImmutableArray<ISymbol> symbols = [project.Compilation.GetTypeByMetadataName("Shop.Money")!];
        var request = new ContextRequest { Symbol = "", WorkingFolder = repository.Root, OpenBranchesOnly = true };
        var known = ContextBuilder.ComposeKnown(solution, project, symbols, subject, request);
        var observed = new Observed([Test], new HashSet<int>(), subject);
        return Verify(prompt(new PromptWriter(_ => null, new SecretRedaction(), 5), withCode => withCode
            ? ContextBuilder.ComposeBeyond(known, solution, project, symbols, subject, observed, request)
            : ContextBuilder.ComposeBeyond(known, solution, project, symbols, subject, null, request with { WithoutBodies = true })).User);
    }
}
