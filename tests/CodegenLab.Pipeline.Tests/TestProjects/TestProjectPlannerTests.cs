using System.Buffers.Binary;
using System.Security.Cryptography;
using CodegenLab.Engine.Rendering;
using CodegenLab.Engine.Subjects;
using CodegenLab.Pipeline.Solutions;
using CodegenLab.Pipeline.TestProjects;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Pipeline.Tests.TestProjects;

public sealed class TestProjectPlannerTests
{
    private TestRepository _repository = null!;
    private FakeEvaluation _inherited = null!;

    [SetUp]
    public void Begin()
    {
        _repository = new TestRepository();
        _inherited = new FakeEvaluation();
    }

    [TearDown]
    public void End() => _repository.Dispose();

    [Test]
    public async Task The_test_project_that_bears_the_subject_s_name_is_followed()
    {
        var subject = _repository.Project("src/Shop/Shop.csproj");
        var all = _repository.Project("tests/AllTests/AllTests.csproj", references: ["src/Shop/Shop.csproj"], packages: [("xunit", "2.9.3")]);
        var own = _repository.Project("tests/Shop.Tests/Shop.Tests.csproj", "namespace Shop.Tests { class OldTests { } }", references: ["src/Shop/Shop.csproj"], packages: [("NUnit", "3.14.0")]);

        var plan = await Plan(subject, all, own);

        Assert.Multiple(() =>
        {
            Assert.That(plan.Path, Is.EqualTo(own.Path));
            Assert.That(plan.IsNew, Is.False);
            Assert.That((plan.Rendering.Framework, plan.Rendering.FrameworkVersion, plan.Rendering.FrameworkMinorVersion), Is.EqualTo((TestFramework.NUnit, 3, 14)));
            Assert.That(plan.Rendering.FileScopedNamespaces, Is.False, "its files have block namespaces");
            Assert.That(plan.TakenNames, Is.EquivalentTo(new[] { "Shop.Tests.OldTests" }));
        });
    }

    [TestCase("NSubstitute", ExpectedResult = MockingLibrary.NSubstitute)]
    [TestCase("Moq", ExpectedResult = MockingLibrary.Moq)]
    [TestCase("FakeItEasy", ExpectedResult = null)]
    public async Task<MockingLibrary?> The_mocking_library_of_the_test_project_is_used(string package)
    {
        var subject = _repository.Project("src/Shop/Shop.csproj");
        var tests = _repository.Project("tests/Shop.Tests/Shop.Tests.csproj", references: ["src/Shop/Shop.csproj"], packages: [("NUnit", "4.6.1"), (package, "5.3.0")]);

        var plan = await Plan(subject, tests);

        Assert.That(plan.Packages.Any(reference => reference.Name == package), Is.EqualTo(plan.Rendering.Mocking is not null), "A dry run builds with it as well.");
        return plan.Rendering.Mocking;
    }

    [TestCase("CodegenLab.Testing", ExpectedResult = true)]
    [TestCase("CodegenLab.Testing.Other", ExpectedResult = false)]
    public async Task<bool> Our_own_package_completes_fakes_where_the_project_has_it(string package)
    {
        var subject = _repository.Project("src/Shop/Shop.csproj");
        var tests = _repository.Project("tests/Shop.Tests/Shop.Tests.csproj", references: ["src/Shop/Shop.csproj"], packages: [("NUnit", "4.6.1"), (package, "0.1.0")]);

        var plan = await Plan(subject, tests);

        Assert.That(plan.Packages.Any(reference => reference.Name == package), Is.EqualTo(plan.Rendering.HasTestingPackage), "A dry run builds with it as well.");
        return plan.Rendering.HasTestingPackage;
    }

    [Test]
    public async Task A_test_project_of_another_name_serves_when_it_references_the_subject()
    {
        var subject = _repository.Project("src/Shop/Shop.csproj");
        var all = _repository.Project("tests/AllTests/AllTests.csproj", references: ["src/Shop/Shop.csproj"], packages: [("xunit", "2.9.3")]);

        var plan = await Plan(subject, all);

        Assert.That((plan.Path, plan.Rendering.Framework), Is.EqualTo((all.Path, TestFramework.XUnit)));
    }

    [Test]
    public async Task Integration_tests_are_no_place_for_unit_tests_but_show_the_framework()
    {
        var subject = _repository.Project("src/Shop/Shop.csproj");
        var integration = _repository.Project("tests/Shop.IntegrationTests/Shop.IntegrationTests.csproj", references: ["src/Shop/Shop.csproj"], packages: [("xunit", "2.9.3"), ("xunit.runner.visualstudio", "3.1.5"), ("Microsoft.NET.Test.Sdk", "18.11.0"), ("Bogus", "34.0.2")]);

        var plan = await Plan(subject, integration);

        Assert.Multiple(() =>
        {
            Assert.That(plan.IsNew);
            Assert.That(plan.Path, Is.EqualTo(_repository.PathOf("tests/Shop.Tests/Shop.Tests.csproj")));
            Assert.That(plan.Rendering.Framework, Is.EqualTo(TestFramework.XUnit));
            Assert.That(plan.New!.Project.Packages.Select(package => package.Name), Is.EqualTo(new[] { "xunit", "xunit.runner.visualstudio", "Microsoft.NET.Test.Sdk" }));
        });
    }

    [Test]
    public async Task Without_any_tests_a_new_NUnit_project_lies_beside_the_subject()
    {
        var plan = await Plan(_repository.Project("src/Shop/Shop.csproj"));

        Assert.Multiple(() =>
        {
            Assert.That(plan.Path, Is.EqualTo(_repository.PathOf("src/Shop.Tests/Shop.Tests.csproj")));
            Assert.That(plan.New!.Solution, Is.EqualTo(_repository.PathOf("All.sln")));
            Assert.That(plan.Rendering.GlobalUsings, Is.EqualTo(new[] { "System", "System.Linq" }), "static usings are none of a namespace");
            Assert.That((plan.Rendering.Framework, plan.Rendering.FrameworkVersion), Is.EqualTo((TestFramework.NUnit, 4)));
        });
    }

    [Test]
    public async Task A_new_project_lies_in_the_tests_folder_where_there_is_one()
    {
        _repository.Write("test/readme.md", "");

        var plan = await Plan(_repository.Project("src/Shop/Shop.csproj"));

        Assert.That(plan.Folder, Is.EqualTo(_repository.PathOf("test/Shop.Tests")));
    }

    [TestCase("my-shop", "my_shop.Tests")]
    [TestCase("Shop.7zip", "Shop._7zip.Tests")]
    [TestCase("Shop.new", "Shop._new.Tests")]
    public async Task A_name_that_is_none_of_a_namespace_becomes_one(string project, string expected)
    {
        var plan = await Plan(_repository.Project($"src/{project}/{project}.csproj"));

        Assert.That(plan.Rendering.RootNamespace, Is.EqualTo(expected));
    }

    [Test]
    public async Task A_new_project_bears_the_name_that_the_subject_calls_its_friend()
    {
        var plan = await Plan(_repository.Project("src/Shop/Shop.csproj", "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Shop.UnitTests\")]"));

        Assert.That((Path.GetFileName(plan.Path), plan.InternalsVisible), Is.EqualTo(("Shop.UnitTests.csproj", true)));
    }

    [TestCase(true)]
    [TestCase(false, Description = "the test assembly would not have the key that the subject asks for")]
    public async Task A_friend_with_a_key_is_one_where_the_repository_signs_with_it(bool signs)
    {
        using var key = new RSACryptoServiceProvider(2048);
        _inherited.Properties["SignAssembly"] = signs ? "true" : "";
        _inherited.Properties["AssemblyOriginatorKeyFile"] = _repository.PathOf("Shop.snk");
        await File.WriteAllBytesAsync(_repository.PathOf("Shop.snk"), key.ExportCspBlob(true));

        var plan = await Plan(_repository.Project("src/Shop/Shop.csproj", $"[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Shop.Tests, PublicKey={PublicKey(key)}\")]"));

        Assert.That(plan.InternalsVisible, Is.EqualTo(signs));
    }

    /// <summary>As ECMA-335 II.6.2.3 has it: CALG_RSA_SIGN, CALG_SHA1 and a length before the key's own blob.</summary>
    private static string PublicKey(RSACryptoServiceProvider key)
    {
        var blob = key.ExportCspBlob(false);
        BinaryPrimitives.WriteInt32LittleEndian(blob.AsSpan(4), 0x2400);
        var head = new byte[12];
        BinaryPrimitives.WriteInt32LittleEndian(head, 0x2400);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(4), 0x8004);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(8), blob.Length);
        return Convert.ToHexStringLower([.. head, .. blob]);
    }

    [Test]
    public async Task Internals_of_a_subject_without_friends_are_not_visible()
    {
        var plan = await Plan(_repository.Project("src/Shop/Shop.csproj"));

        Assert.That(plan.InternalsVisible, Is.False);
    }

    [TestCase("netstandard2.0", LanguageVersion.CSharp7_3, "net10.0", 1400)]
    [TestCase("net10.0", LanguageVersion.CSharp12, "net10.0", 1200)]
    [TestCase("net10.0-windows", LanguageVersion.CSharp14, "net10.0-windows", 1400)]
    [TestCase("net6.0", LanguageVersion.CSharp10, "net10.0", 1400, Description = "no runtime for it is installed where the tool runs on a newer one only")]
    public async Task A_new_project_targets_what_runs_here(string subject, LanguageVersion language, string expected, int expectedLanguage)
    {
        var plan = await Plan(_repository.Project("src/Shop/Shop.csproj", framework: subject, language: language));

        Assert.That(plan.TargetFramework, Is.EqualTo(expected));
        Assert.That(plan.Rendering.LanguageVersion, Is.EqualTo(expectedLanguage));
    }

    [Test]
    public async Task A_language_version_that_only_the_subject_names_is_named_by_the_new_project_too()
    {
        var subject = _repository.Project("src/Shop/Shop.csproj", language: LanguageVersion.CSharp12);

        var alone = await Plan(subject);
        _inherited.Properties["SaidLangVersion"] = "12";
        var together = await Plan(subject);

        Assert.That(alone.New!.Project.Properties, Does.Contain(new ProjectProperty("LangVersion", "12.0")));
        Assert.That(together.New!.Project.Properties.Select(property => property.Name), Has.None.EqualTo("LangVersion"));
    }

    [Test]
    public async Task A_new_project_is_not_held_to_an_old_language_that_the_repository_names_and_the_subject_does_not_keep_to()
    {
        _inherited.Properties["SaidLangVersion"] = "7.3";

        var plan = await Plan(_repository.Project("src/Shop/Shop.csproj", language: LanguageVersion.CSharp14));

        Assert.That(plan.New!.Project.Properties, Does.Contain(new ProjectProperty("LangVersion", "14.0")));
    }

    [Test]
    public async Task What_packages_and_the_build_add_to_a_test_project_is_written_by_nobody()
    {
        var subject = _repository.Project("src/Shop/Shop.csproj");
        var tests = _repository.Project("tests/Shop.Tests/Shop.Tests.csproj", "class OldTests { }", references: ["src/Shop/Shop.csproj"], packages: [("NUnit", "4.6.1")]);
        var added = new[] { _repository.PathOf("packages/sdk/Program.cs"), Path.Combine(tests.Folder, "obj", "Info.cs"), "Generator/Made.g.cs" }
            .Select((path, index) => CSharpSyntaxTree.ParseText($"class Added{index} {{ }}", (CSharpParseOptions)tests.Compilation.SyntaxTrees[0].Options, path));
        tests = tests with
        {
            Compilation = tests.Compilation.AddSyntaxTrees(added),
            // As MSBuild gives it on every system.
            Properties = tests.Properties.Add("NuGetPackageRoot", _repository.PathOf("packages") + Path.DirectorySeparatorChar).SetItem("BaseIntermediateOutputPath", "obj\\"),
        };

        var plan = await Plan(subject, tests);

        Assert.That(plan.HandWritten, Is.EquivalentTo(new[] { "OldTests" }));
        Assert.That(plan.TakenNames, Is.EquivalentTo(new[] { "OldTests", "Added0", "Added1", "Added2" }));
    }

    [Test]
    public async Task Nothing_is_said_that_the_repository_says_already()
    {
        _inherited.Properties["TargetFramework"] = "net10.0";
        _inherited.Properties["Nullable"] = "enable";
        _inherited.Properties["IsPackable"] = "false";
        _inherited.Properties["IsTestProject"] = "true";
        _inherited.Packages.AddRange([("NUnit", "4.2.2"), ("Microsoft.NET.Test.Sdk", "17.0.0"), ("NUnit3TestAdapter", "5.0.0")]);

        var plan = await Plan(_repository.Project("src/Shop/Shop.csproj"));

        Assert.Multiple(() =>
        {
            Assert.That(plan.New!.Project.Properties.Select(property => property.Name), Is.EqualTo(new[] { "ImplicitUsings" }));
            Assert.That(plan.New.Project.Packages, Is.Empty);
            Assert.That((plan.Rendering.FrameworkVersion, plan.Rendering.FrameworkMinorVersion), Is.EqualTo((4, 2)));
        });
    }

    [Test]
    public async Task Strict_settings_are_met_in_the_new_project_only()
    {
        _inherited.Properties["TreatWarningsAsErrors"] = "true";
        _inherited.Properties["GenerateDocumentationFile"] = "true";

        var plan = await Plan(_repository.Project("src/Shop/Shop.csproj"));

        Assert.That(plan.New!.Project.Properties, Is.SupersetOf(new[] { new ProjectProperty("GenerateDocumentationFile", "false"), new ProjectProperty("NoWarn", "$(NoWarn);CA1707;CS1591;CS3016") }));
    }

    [Test]
    public async Task Central_package_management_is_followed_where_it_knows_a_package_and_overridden_where_not()
    {
        _inherited.Properties["ManagePackageVersionsCentrally"] = "true";
        _inherited.Central.Add(("NUnit", "4.4.0"));

        var plan = await Plan(_repository.Project("src/Shop/Shop.csproj"));

        Assert.Multiple(() =>
        {
            Assert.That(plan.New!.Project.Packages.Select(package => (package.Name, package.Version)), Is.EqualTo(new[] { ("Microsoft.NET.Test.Sdk", (string?)"18.11.0"), ("NUnit", null), ("NUnit3TestAdapter", "6.3.1") }));
            Assert.That(plan.Rendering.FrameworkMinorVersion, Is.EqualTo(4));
            Assert.That(plan.New.CentralFile, Is.Null);
        });
    }

    [Test]
    public async Task Where_overriding_is_forbidden_the_versions_go_to_the_central_file()
    {
        _inherited.Properties["ManagePackageVersionsCentrally"] = "true";
        _inherited.Properties["CentralPackageVersionOverrideEnabled"] = "false";
        _inherited.Properties["DirectoryPackagesPropsPath"] = "central.props";
        _inherited.Central.Add(("NUnit", "4.4.0"));

        var plan = await Plan(_repository.Project("src/Shop/Shop.csproj"));

        Assert.Multiple(() =>
        {
            Assert.That(plan.New!.Project.Packages.Select(package => package.Version), Is.All.Null);
            Assert.That(plan.New.CentralVersions.Select(package => package.Name), Is.EqualTo(new[] { "Microsoft.NET.Test.Sdk", "NUnit3TestAdapter" }));
            Assert.That(plan.New.CentralFile, Is.EqualTo("central.props"));
        });
    }

    [Test]
    public async Task What_lies_above_the_new_folder_is_what_is_evaluated()
    {
        _repository.Write("Directory.Build.props", "<Project />");
        var near = _repository.Write("tests/Directory.Build.props", "<Project />");

        await Plan(_repository.Project("src/Shop/Shop.csproj"));

        Assert.That(_inherited.Arguments, Does.Contain($"-p:DirectoryBuildPropsPath={near}"));
    }

    [TestCase("csharp_style_namespace_declarations = block_scoped:warning", false)]
    [TestCase("csharp_style_namespace_declarations = file_scoped", true)]
    [TestCase("indent_size = 2", true)]
    public async Task Namespaces_are_written_as_the_editorconfig_says(string line, bool expected)
    {
        _repository.Write(".editorconfig", $"root = true\n[*.cs]\n{line}\nend_of_line = crlf\n");

        var plan = await Plan(_repository.Project("src/Shop/Shop.csproj"));

        Assert.That(plan.Rendering.FileScopedNamespaces, Is.EqualTo(expected));
        Assert.That(plan.Format.NewLine, Is.EqualTo("\r\n"));
    }

    [TestCase("namespace Shop;\r\n", "", ExpectedResult = "\r\n")]
    [TestCase("namespace Shop;\n", "", ExpectedResult = "\n")]
    [TestCase("namespace Shop;\r\n", "end_of_line = lf", ExpectedResult = "\n")]
    [TestCase("", "", ExpectedResult = "\n")]
    public async Task<string> Lines_end_as_the_editorconfig_says_and_else_as_those_of_the_subject(string source, string setting)
    {
        _repository.Write(".editorconfig", $"root = true\n[*.cs]\n{setting}\n");

        return (await Plan(_repository.Project("src/Shop/Shop.csproj", source))).Format.NewLine;
    }

    [Test]
    public async Task A_path_may_hold_what_xml_reads_as_its_own()
    {
        await Plan(_repository.Project("src/Salt & Pepper/Shop.csproj"));

        Assert.That(_inherited.Text, Does.Contain("Salt &amp; Pepper"));
    }

    [Test]
    public async Task An_output_folder_of_several_subjects_gets_a_folder_for_each()
    {
        var subject = _repository.Project("src/Shop/Shop.csproj");

        var plan = await Planner().PlanAsync(_repository.Solution(subject), subject, new PlanningRequest(_repository.PathOf("out"), true, "1.0", 1), default);

        Assert.That(plan.Folder, Is.EqualTo(_repository.PathOf("out/Shop.Tests")));
    }

    [Test]
    public void An_output_folder_inside_the_subject_is_refused()
    {
        var subject = _repository.Project("src/Shop/Shop.csproj");

        Assert.That(
            () => Planner().PlanAsync(_repository.Solution(subject), subject, new PlanningRequest(_repository.PathOf("src/Shop/Tests"), false, "1.0", 1), default),
            Throws.TypeOf<InputException>().With.Message.Contains("would become part of Shop"));
    }

    [Test]
    public void A_project_that_did_not_load_is_not_overwritten()
    {
        _repository.Write("tests/Shop.Tests/Shop.Tests.csproj", "broken");

        Assert.That(
            () => Plan(_repository.Project("src/Shop/Shop.csproj")),
            Throws.TypeOf<InputException>().With.Message.Contains("not among the test projects that loaded. Add it to the solution"));
    }

    [Test]
    public void Where_there_is_no_solution_nobody_is_told_to_add_to_it()
    {
        _repository.Write("src/Shop.Tests/Shop.Tests.csproj", "broken");
        var subject = _repository.Project("src/Shop/Shop.csproj");

        Assert.That(
            () => Planner().PlanAsync(_repository.Solution(subject) with { Path = subject.Path }, subject, new PlanningRequest(null, false, "1.0", 1), default),
            Throws.TypeOf<InputException>().With.Message.Contains("Make it compile and reference Shop"));
    }

    [Test]
    public async Task A_test_project_that_does_not_compile_is_followed_all_the_same()
    {
        var path = _repository.Write("tests/Shop.Tests/Shop.Tests.csproj", "<Project />");
        _repository.Write("tests/Shop.Tests/Hand.cs", "namespace Shop.Tests; class HandTests { broken }");
        _inherited.Packages.Add(("MSTest", "3.9.1"));
        _inherited.Properties["LangVersion"] = "12.0";
        _inherited.Properties["TargetFramework"] = "net10.0";
        var subject = _repository.Project("src/Shop/Shop.csproj");
        var solution = _repository.Solution(subject) with { Problems = [new LoadProblem(path, LoadProblemKind.DoesNotCompile, "", "")] };

        var plan = await Planner().PlanAsync(solution, subject, new PlanningRequest(null, false, "1.0", 1), default);

        Assert.Multiple(() =>
        {
            Assert.That((plan.Path, plan.IsNew), Is.EqualTo((path, false)));
            Assert.That((plan.Rendering.Framework, plan.Rendering.FrameworkVersion, plan.Rendering.LanguageVersion), Is.EqualTo((TestFramework.MSTest, 3, 1200)));
            Assert.That(plan.TakenNames, Is.EquivalentTo(new[] { "Shop.Tests.HandTests" }));
            Assert.That(plan.Remarks.Single(), Does.Contain("did not compile"));
        });
    }

    [Test]
    public async Task Another_test_platform_is_seen_in_the_global_json()
    {
        _repository.Write("global.json", """{ "test": { "runner": "Microsoft.Testing.Platform" } }""");

        var plan = await Plan(_repository.Project("src/Shop/Shop.csproj"));

        Assert.That(plan.UsesTestingPlatform);
        Assert.That(plan.New!.Project.Properties, Does.Contain(new ProjectProperty("EnableNUnitRunner", "true")));
    }

    [Test]
    public async Task A_sample_among_the_tests_of_another_repository_keeps_its_tests_to_itself()
    {
        _repository.Write(".git/HEAD", "");
        var subject = _repository.Project("tests/samples/Shop/src/Shop/Shop.csproj");
        var solution = _repository.Solution(subject) with { Path = _repository.PathOf("tests/samples/Shop/Shop.sln") };

        var plan = await Planner().PlanAsync(solution, subject, new PlanningRequest(null, false, "1.0", 1), default);

        Assert.That(plan.Folder, Is.EqualTo(_repository.PathOf("tests/samples/Shop/src/Shop.Tests")));
    }

    [Test]
    public async Task A_project_that_fills_its_whole_repository_has_its_tests_where_the_user_says()
    {
        _repository.Write("Shop/.git/HEAD", "");
        var subject = _repository.Project("Shop/Shop.csproj");
        var solution = _repository.Solution(subject) with { Path = subject.Path };

        var plan = await Planner().PlanAsync(solution, subject, new PlanningRequest(_repository.PathOf("Beside"), false, "1.0", 1), default);

        Assert.That(plan.Folder, Is.EqualTo(_repository.PathOf("Beside")));
        Assert.That(async () => await Planner().PlanAsync(solution, subject, new PlanningRequest(null, false, "1.0", 1), default), Throws.TypeOf<InputException>());
    }

    private Task<TestProjectPlan> Plan(LoadedProject subject, params LoadedProject[] others) =>
        Planner().PlanAsync(_repository.Solution([subject, .. others]), subject, new PlanningRequest(null, false, "1.0", 1), default);

    private TestProjectPlanner Planner() => new(_inherited.Evaluation, ProjectTemplates.Embedded);
}
