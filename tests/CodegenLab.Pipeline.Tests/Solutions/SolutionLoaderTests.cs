using CodegenLab.Pipeline.Solutions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Pipeline.Tests.Solutions;

/// <summary>One solution with everything that makes loading hard, never built before, loaded once for all tests.</summary>
public sealed class SolutionLoaderTests
{
    private readonly TemporaryFolder _folder = new();
    private readonly ProgressLines _progress = new();
    private LoadedSolution _solution = null!;

    [OneTimeSetUp]
    public async Task LoadTheSolution()
    {
        _folder.Write("Shop.slnx", """
            <Solution>
              <Folder Name="/src/">
                <Project Path="src/Domain/Domain.csproj" />
                <Project Path="src/Pricing/Pricing.csproj" />
                <Project Path="src/Generators/Generators.csproj" />
                <Project Path="src/Broken/Broken.csproj" />
                <Project Path="src/OnBroken/OnBroken.csproj" />
                <Project Path="src/Old/Old.csproj" />
                <Project Path="src/Unrestorable/Unrestorable.csproj" />
                <Project Path="src/Gone/Gone.csproj" />
                <Project Path="src/NoSdk/NoSdk.csproj" />
                <Project Path="src/Basic/Basic.vbproj" />
              </Folder>
              <Project Path="tests/Pricing.Tests/Pricing.Tests.csproj" />
            </Solution>
            """);
        // No source at all: what the tests of this repository restored themselves is in the package folder, the rest must fail at once.
        _folder.Write("nuget.config", """<configuration><packageSources><clear /><add key="local" value="." /></packageSources></configuration>""");
        _folder.Write("Directory.Build.props", """
            <Project>
              <PropertyGroup>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <LangVersion>14.0</LangVersion>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
            </Project>
            """);
        _folder.Write("Directory.Packages.props", """
            <Project>
              <PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup>
              <ItemGroup>
                <PackageVersion Include="NUnit" Version="5.0.0" />
                <PackageVersion Include="No.Such.Package" Version="1.0.0" />
              </ItemGroup>
            </Project>
            """);
        Project("src/Domain/Domain.csproj", "<TargetFrameworks>netstandard2.0;net10.0</TargetFrameworks>", """<EmbeddedResource Include="greeting.txt" LogicalName="greeting" /><EmbeddedResource Update="Texts.resx" />""");
        _folder.Write("src/Domain/greeting.txt", "hello");
        _folder.Write("src/Domain/Texts.resx", """
            <root>
              <resheader name="resmimetype"><value>text/microsoft-resx</value></resheader>
              <resheader name="version"><value>2.0</value></resheader>
              <resheader name="reader"><value>System.Resources.ResXResourceReader, System.Windows.Forms</value></resheader>
              <resheader name="writer"><value>System.Resources.ResXResourceWriter, System.Windows.Forms</value></resheader>
              <data name="Farewell"><value>Bye</value></data>
            </root>
            """);
        _folder.Write("src/Domain/Money.cs", """
            namespace Domain;
            /// <summary>An amount, never negative.</summary>
            public sealed class Money { public decimal Amount { get; set; } }
            """);
        Project("src/Pricing/Pricing.csproj", "<TargetFramework>net10.0</TargetFramework><RootNamespace>Shop.Pricing</RootNamespace>", """
            <ProjectReference Include="../Domain/Domain.csproj" />
            <ProjectReference Include="../Generators/Generators.csproj" OutputItemType="Analyzer" ReferenceOutputAssembly="false" />
            """);
        _folder.Write("src/Pricing/Codes.cs", """
            using System.Text.RegularExpressions;
            namespace Shop.Pricing;
            public static partial class Codes
            {
                [GeneratedRegex("^[A-Z]{3}$")]
                private static partial Regex Code();
                public static bool IsCode(string text) => Code().IsMatch(text);
                public static int FullRate => Rates.Full;
                extension(Domain.Money money)
                {
                    public bool IsFree => money.Amount == 0;
                }
            }
            """);
        // Against the compiler of the SDK: the generator must run in it and in the newer one of this tool.
        Project("src/Generators/Generators.csproj", "<TargetFramework>net10.0</TargetFramework>", """
            <Reference Include="Microsoft.CodeAnalysis" HintPath="$(RoslynTargetsPath)/bincore/Microsoft.CodeAnalysis.dll" Private="false" />
            """);
        _folder.Write("src/Generators/RateGenerator.cs", """
            using Microsoft.CodeAnalysis;
            namespace Generators;
            [Generator]
            public sealed class RateGenerator : IIncrementalGenerator
            {
                public void Initialize(IncrementalGeneratorInitializationContext context) =>
                    context.RegisterPostInitializationOutput(output => output.AddSource("Rates.g.cs", "namespace Shop.Pricing { public static class Rates { public const int Full = 100; } }"));
            }
            """);
        Project("src/Broken/Broken.csproj", "<TargetFramework>net10.0</TargetFramework>");
        _folder.Write("src/Broken/Broken.cs", """
            namespace Broken;
            public class First { public object A() => new Nope(); }
            public class Second { public int B() => "b"; }
            public class Third { public int C() => c; }
            public class Fourth { public int D() => d; }
            """);
        Project("src/OnBroken/OnBroken.csproj", "<TargetFramework>net10.0</TargetFramework>", """<ProjectReference Include="../Broken/Broken.csproj" />""");
        _folder.Write("src/OnBroken/OnBroken.cs", "namespace OnBroken; public class Fine { }");
        Project("src/Old/Old.csproj", "<TargetFramework>net472</TargetFramework>");
        Project("src/Unrestorable/Unrestorable.csproj", "<TargetFramework>net10.0</TargetFramework>", """<PackageReference Include="No.Such.Package" />""");
        _folder.Write("src/NoSdk/NoSdk.csproj", """<Project Sdk="No.Such.Sdk" />""");
        _folder.Write("src/Basic/Basic.vbproj", """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>""");
        Project("tests/Pricing.Tests/Pricing.Tests.csproj", "<TargetFrameworks>net10.0</TargetFrameworks>", """<PackageReference Include="NUnit" /><ProjectReference Include="../../src/Pricing/Pricing.csproj" />""");
        _folder.Write("tests/Pricing.Tests/CodesTests.cs", """
            using Domain;
            using NUnit.Framework;
            using Shop.Pricing;
            namespace Pricing.Tests;
            public class CodesTests { [Test] public void Free() => Assert.That(new Money().IsFree); }
            """);

        _solution = await new SolutionLoader().LoadAsync("Shop.slnx", _folder.Path, [], _progress, CancellationToken.None);
    }

    [OneTimeTearDown]
    public void DeleteTheSolution() => _folder.Dispose();

    [Test]
    public void Projects_that_compile_come_in_solution_order() =>
        Assert.That(_solution.Projects.Select(project => project.Name), Is.EqualTo(new[] { "Domain", "Pricing", "Generators", "Pricing.Tests" }), string.Join('\n', _solution.Problems));

    [Test]
    public void A_multi_targeted_project_is_loaded_once_for_its_newest_target()
    {
        var domain = Loaded("Domain");

        Assert.That((domain.TargetFramework, string.Join(' ', domain.TargetFrameworks)), Is.EqualTo(("net10.0", "netstandard2.0 net10.0")));
    }

    [Test]
    public void Every_compilation_can_be_emitted_with_its_resources()
    {
        foreach (var project in _solution.Projects)
        {
            using var assembly = new MemoryStream();
            var emitted = project.Compilation.Emit(assembly, manifestResources: project.Resources);

            Assert.That(emitted.Success, Is.True, string.Join('\n', emitted.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)));
        }
    }

    [Test]
    public void Embedded_files_and_compiled_resources_are_there()
    {
        using var assembly = new MemoryStream();
        Loaded("Domain").Compilation.Emit(assembly, manifestResources: Loaded("Domain").Resources);

        var names = System.Reflection.Assembly.Load(assembly.ToArray()).GetManifestResourceNames();

        Assert.That(names, Is.EquivalentTo(new[] { "greeting", "Domain.Texts.resources" }));
    }

    [Test]
    public void Source_generators_of_packages_and_of_the_repository_have_run()
    {
        var generated = Loaded("Pricing").Compilation.SyntaxTrees.Select(tree => Path.GetFileName(tree.FilePath));

        Assert.That(generated, Is.SupersetOf(new[] { "RegexGenerator.g.cs", "Rates.g.cs" }));
        Assert.That(Loaded("Pricing").Warnings, Is.Empty);
    }

    [Test]
    public void Settings_of_the_repository_hold()
    {
        var pricing = Loaded("Pricing");

        Assert.That(pricing.Compilation.LanguageVersion, Is.EqualTo(LanguageVersion.CSharp14));
        Assert.That(pricing.Compilation.Options.NullableContextOptions, Is.EqualTo(NullableContextOptions.Enable));
        Assert.That(pricing.Compilation.Options.GeneralDiagnosticOption, Is.EqualTo(ReportDiagnostic.Error));
        Assert.That(pricing.RootNamespace, Is.EqualTo("Shop.Pricing"));
        Assert.That(pricing.Properties["ManagePackageVersionsCentrally"], Is.EqualTo("true"));
        Assert.That(pricing.Properties["DirectoryPackagesPropsPath"], Is.EqualTo(_folder.At("Directory.Packages.props")));
    }

    [Test]
    public void Doc_comments_can_be_read_even_where_the_build_writes_none()
    {
        var money = Loaded("Domain").Compilation.GetTypeByMetadataName("Domain.Money")!;

        Assert.That(money.GetDocumentationCommentXml(), Does.Contain("never negative"));
    }

    [Test]
    public void A_referenced_project_is_seen_from_source()
    {
        var reference = Loaded("Pricing").Compilation.References.OfType<CompilationReference>().Single();

        Assert.That(reference.Compilation.AssemblyName, Is.EqualTo("Domain"));
    }

    [Test]
    public void A_referenced_project_that_was_never_built_is_built_so_that_the_subject_can_run()
    {
        Assert.That(Loaded("Pricing").RuntimeReferences, Is.EqualTo(new[] { Loaded("Domain").TargetPath }));
        Assert.That(Loaded("Domain").TargetPath, Does.Exist);
        Assert.That(_progress.Lines, Has.Some.StartsWith("Building ").And.Some.StartsWith("Restoring "));
    }

    [Test]
    public void The_test_project_is_known_by_its_packages_and_their_central_versions()
    {
        var tests = Loaded("Pricing.Tests");

        Assert.That(tests.IsTestProject, Is.True);
        Assert.That(tests.PackageReferences, Is.EqualTo(new[] { new PackageReference("NUnit", "5.0.0") }));
        Assert.That(tests.RuntimeReferences.Select(Path.GetFileName), Is.SupersetOf(new[] { "Pricing.dll", "Domain.dll", "nunit.framework.dll" }));
        Assert.That(_solution.Projects.Where(project => !project.IsTestProject), Has.Exactly(3).Items);
    }

    [Test]
    public void A_project_that_does_not_compile_is_explained_by_its_first_errors()
    {
        var problem = Problem("Broken");

        Assert.That((problem.Kind, problem.MayHoldTests), Is.EqualTo((LoadProblemKind.DoesNotCompile, false)));
        Assert.That(problem.Explanation, Does.Contain(Path.Combine("src", "Broken", "Broken.cs") + "(2): CS0246: ").And.EndWith("(and 1 more)"));
        Assert.That(problem.Advice, Does.Contain("dotnet build " + Path.Combine("src", "Broken", "Broken.csproj")));
    }

    [TestCase("OnBroken", LoadProblemKind.DoesNotCompile, "It references Broken, which cannot be used.")]
    [TestCase("Old", LoadProblemKind.UnsupportedFramework, "It targets net472, which does not run on .NET 10 here.")]
    [TestCase("Unrestorable", LoadProblemKind.RestoreFailed, "NU1101: Unable to find package No.Such.Package")]
    [TestCase("Gone", LoadProblemKind.Unreadable, "The file does not exist.")]
    [TestCase("NoSdk", LoadProblemKind.SdkMissing, "No.Such.Sdk")]
    public void What_cannot_be_loaded_is_named_and_explained_and_the_rest_goes_on(string project, LoadProblemKind kind, string explanation)
    {
        var problem = Problem(project);

        Assert.That(problem.Kind, Is.EqualTo(kind), problem.Explanation);
        Assert.That(problem.Explanation, Does.Contain(explanation));
        Assert.That(problem.Advice, Is.Not.Empty);
    }

    [Test]
    public async Task A_project_asked_for_by_path_brings_its_tests_and_leaves_its_references_to_the_side()
    {
        var narrowed = await new SolutionLoader().LoadAsync("src/Pricing/Pricing.csproj", _folder.Path, [], null, CancellationToken.None);

        Assert.That(narrowed.Path, Is.EqualTo(_folder.At("Shop.slnx")));
        Assert.That(narrowed.Projects.Select(project => project.Name), Is.EqualTo(new[] { "Pricing", "Pricing.Tests" }));
        Assert.That(narrowed.Dependencies.Select(project => project.Name), Is.EqualTo(new[] { "Domain" }));
        Assert.That(narrowed.Problems, Is.Empty);
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Making a symbolic link takes rights there that not every user has.")]
    public async Task A_solution_behind_a_symbolic_link_has_its_references_too()
    {
        using var elsewhere = new TemporaryFolder();
        Directory.CreateSymbolicLink(elsewhere.At("link"), _folder.Path);

        var narrowed = await new SolutionLoader().LoadAsync("src/Pricing/Pricing.csproj", elsewhere.At("link"), [], null, CancellationToken.None);

        Assert.That(narrowed.Dependencies.Select(project => project.Path), Is.EqualTo(new[] { elsewhere.At("link/src/Domain/Domain.csproj") }));
        Assert.That(narrowed.Problems, Is.Empty);
    }

    [Test]
    public async Task Of_a_whole_solution_tests_alone_bring_what_they_reference_and_nothing_else()
    {
        var progress = new ProgressLines();
        var tests = await new SolutionLoader().LoadAsync("Shop.slnx", _folder.Path, [], new LoadDepth { OnlyTests = true }, progress, CancellationToken.None);

        Assert.That(tests.Projects.Concat(tests.Dependencies).Where(project => project.Name != "Generators").Select(project => project.Name), Is.EqualTo(new[] { "Domain", "Pricing", "Pricing.Tests" }));
        Assert.That(tests.Problems.Select(problem => Path.GetFileNameWithoutExtension(problem.Project)), Has.None.EqualTo("Broken"));
        Assert.That(progress.Lines, Has.None.Contains("Broken"));
    }

    [Test]
    public async Task What_is_not_restored_stays_so_where_nothing_may_be_built()
    {
        using var untouched = new TemporaryFolder();
        untouched.Write("Untouched.csproj", """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>""");

        var solution = await new SolutionLoader().LoadAsync(".", untouched.Path, [], new LoadDepth { NoRestore = true }, null, CancellationToken.None);

        Assert.That(solution.Problems.Select(problem => problem.Kind), Is.EqualTo(new[] { LoadProblemKind.NotBuilt }));
        Assert.That(untouched.At("obj"), Does.Not.Exist);
    }

    [Test]
    public void Cancelling_ends_the_load()
    {
        using var cancelled = new CancellationTokenSource();
        var progress = new CancellingProgress(cancelled);

        Assert.That(
            async () => await new SolutionLoader().LoadAsync("Shop.slnx", _folder.Path, ["Pricing"], progress, cancelled.Token),
            Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task A_global_json_that_asks_for_a_missing_sdk_is_explained()
    {
        using var pinned = new TemporaryFolder();
        pinned.Write("global.json", """{ "sdk": { "version": "4.5.600", "rollForward": "disable" } }""");
        pinned.Write("Pinned.csproj", """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>""");

        var solution = await new SolutionLoader().LoadAsync(".", pinned.Path, [], null, CancellationToken.None);

        var problem = solution.Problems.Single();
        Assert.That((solution.Projects.Length, problem.Kind), Is.EqualTo((0, LoadProblemKind.SdkMissing)));
        Assert.That(problem.Explanation, Does.Contain("global.json asks for the SDK 4.5.600, which is not installed. Installed: 1"));
    }

    [Test]
    public void A_project_in_another_language_is_no_problem_of_the_solution()
    {
        Assert.That(_solution.NotCSharp, Is.EqualTo(new[] { _folder.At("src/Basic/Basic.vbproj") }));
        Assert.That(_solution.Problems.Select(problem => problem.Kind), Has.None.EqualTo(LoadProblemKind.NotCSharp));
    }

    [Test]
    public async Task A_project_in_another_language_is_a_problem_when_it_is_asked_for()
    {
        var asked = await new SolutionLoader().LoadAsync("Shop.slnx", _folder.Path, ["Basic"], null, CancellationToken.None);

        Assert.That(asked.Problems.Select(problem => (problem.Kind, problem.Explanation)), Is.EqualTo(new[] { (LoadProblemKind.NotCSharp, ".vbproj is not C#.") }));
    }

    private LoadedProject Loaded(string name) =>
        _solution.Projects.FirstOrDefault(project => project.Name == name)
        ?? throw new AssertionException($"{name} did not load: {string.Join('\n', _solution.Problems.Select(problem => problem.Explanation))}");

    private LoadProblem Problem(string name) =>
        _solution.Problems.FirstOrDefault(problem => Path.GetFileNameWithoutExtension(problem.Project) == name)
        ?? throw new AssertionException($"{name} has no problem; there are: {string.Join('\n', _solution.Problems.Select(problem => problem.Explanation))}");

    private void Project(string file, string properties, string items = "") =>
        _folder.Write(file, $"""<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup>{properties}</PropertyGroup><ItemGroup>{items}</ItemGroup></Project>""");

    private sealed class ProgressLines : IProgress<string>
    {
        public List<string> Lines { get; } = [];

        public void Report(string value) => Lines.Add(value);
    }

    private sealed class CancellingProgress(CancellationTokenSource cancellation) : IProgress<string>
    {
        public void Report(string value)
        {
            if (value.StartsWith("Reading Pricing", StringComparison.Ordinal))
                cancellation.Cancel();
        }
    }
}
