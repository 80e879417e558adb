using System.Collections.Immutable;
using CodegenLab.Engine;
using CodegenLab.Engine.Instrumentation;
using CodegenLab.Engine.Rendering;
using CodegenLab.Engine.Trials;
using CodegenLab.Engine.Workers;
using CodegenLab.Pipeline.Drafting;
using CodegenLab.Pipeline.Drafts;
using CodegenLab.Pipeline.Models;
using CodegenLab.Pipeline.Replies;
using CodegenLab.Pipeline.Solutions;
using CodegenLab.Pipeline.Tests.Replies;
using CodegenLab.Pipeline.Tests.Solutions;
using CodegenLab.Pipeline.Tests.TestProjects;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.TestCases;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Pipeline.Tests.Drafting;

/// <summary>The loop with a scripted model, and a judge that says what a test's name says.</summary>
public sealed class DraftingLoopTests
{
    private const string Source = """
        namespace Shop;
        public static class Money
        {
            /// <summary>Adds one, and never more than ten comes of it.</summary>
            public static int Add(int amount) { if (amount > 10) return 10; return amount + 1; }
            public static string Sign(int amount) => amount < 0 ? "minus" : "plus";
            public static int Same(int amount) { Log(amount); return amount; }
            [System.Diagnostics.Conditional("NEVER")] private static void Log(int amount) { }
        }
        """;

    private const string Quote = "// Source: \"Adds one, and never more than ten comes of it.\" (Add)";

    private static readonly MetadataReference[] Framework =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "nunit.framework.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private TestRepository _repository = null!;
    private TemporaryFolder _folder = null!;
    private LoadedProject _project = null!;
    private InstrumentedSubject _subject = null!;
    private readonly List<string> _tried = [];

    [OneTimeSetUp]
    public void BuildSubject()
    {
        _repository = new TestRepository();
        var project = _repository.Project("src/Shop/Shop.csproj", Source);
        _project = project with { Compilation = project.Compilation.WithReferences(Framework) };
        _subject = new SubjectBuilder().Build(_project.Compilation, [], _repository.Scratch, default);
    }

    [OneTimeTearDown]
    public void DeleteSubject() => _repository.Dispose();

    [SetUp]
    public void Begin()
    {
        _folder = new TemporaryFolder();
        _tried.Clear();
        _seeds.Clear();
    }

    [TearDown]
    public void End() => _folder.Dispose();

    [Test]
    public async Task What_words_promise_and_the_code_keeps_is_accepted_as_specified()
    {
        var drafted = await RunAsync(asked => asked.IsExpectations ? Fixture(Test("Add_Passes", Quote, "Assert.That(Money.Add(1), Is.EqualTo(2));")) : "nothing");

        var test = drafted.Tests.Single();
        Assert.Multiple(() =>
        {
            Assert.That(test.IsSpecified, Is.True);
            Assert.That(test.Source!.Words, Is.EqualTo("Adds one, and never more than ten comes of it."));
            Assert.That(test.Member, Is.EqualTo("M:Shop.Money.Add(System.Int32)"));
            Assert.That(test.Model, Is.EqualTo(Desks.Model));
            Assert.That(test.Cost, Is.EqualTo(.0012m));
            Assert.That(drafted.Suspicions, Is.Empty);
            Assert.That(drafted.Counts with { OwnTime = default }, Is.EqualTo(new DraftCounts(1, 1, 1, 1, 1) { NewBranches = 1 }));
        });
    }

    [Test]
    public async Task What_the_README_says_is_a_source_as_documentation_is()
    {
        var readme = _repository.Write("README.md", "# Shop\n\n`Money.Sign` gives **minus** below zero.\n");
        try
        {
            var drafted = await RunAsync(asked => asked.IsExpectations ? Fixture(Test("Sign_Passes", "// Source: \"Money.Sign gives minus below zero.\" (README.md)", "Assert.That(Money.Sign(-1), Is.EqualTo(\"minus\"));")) : "nothing");

            Assert.That(drafted.Tests.Single().Source, Is.EqualTo(new Quotation("Money.Sign gives minus below zero.", "README.md:1")));
            Assert.That(_asked.Single(asked => asked.IsExpectations).Text, Does.Contain("What the README says of it"));
        }
        finally
        {
            File.Delete(readme);
        }
    }

    [Test]
    public async Task The_code_is_not_shown_before_expectations_are_drafted()
    {
        var shown = new List<(bool IsExpectations, string Text)>();

        await RunAsync(asked =>
        {
            shown.Add((asked.IsExpectations, asked.Text));
            return "nothing";
        });

        Assert.Multiple(() =>
        {
            Assert.That(shown.Single(one => one.IsExpectations).Text, Does.Contain("Adds one").And.Not.Contain("amount > 10"));
            Assert.That(shown.Count(one => one.Text.Contains("amount > 10", StringComparison.Ordinal)), Is.GreaterThan(0));
        });
    }

    /// <summary>The code is shown after what can be known without it.</summary>
    [Test]
    public async Task All_questions_on_a_type_begin_alike()
    {
        await RunAsync(asked => asked.IsExpectations ? Fixture(Test("Add_Fails", Quote, "Assert.That(Money.Add(10), Is.EqualTo(10));")) : "nothing");

        Assert.That(_asked.Select(asked => (asked.IsExpectations, asked.IsOpinion, asked.IsMutants)).Distinct().Count(), Is.EqualTo(4), "what words promise, a second opinion, branches, mutants");
        Assert.That(_asked.Select(asked => asked.Text[..asked.Text.IndexOf("</material", StringComparison.Ordinal)]).Distinct().Single(), Does.Contain("Adds one").And.Not.Contain("amount > 10"));
    }

    [TestCase(6000, 1)]
    [TestCase(300, 2)]
    public async Task Mutants_are_asked_about_together_as_far_as_there_is_room(int tokens, int questions)
    {
        await RunAsync(_ => "nothing", new DraftingOptions { MaxContextTokens = tokens, Strategies = ImmutableSortedSet.Create(Strategy.Mutation) });

        var asked = _asked.Where(asked => asked.IsMutants).Select(asked => asked.Text).ToList();
        Assert.That(asked, Has.Count.EqualTo(questions));
        Assert.That(asked.Sum(text => text.Split("\n+ public static").Length - 1), Is.EqualTo(_subject.Mutants.Count(mutant => mutant.Mutator is "Equality")));
        Assert.That(asked, Has.All.Contains("\n1. Code.cs:"));
    }

    [Test]
    public async Task What_words_promise_and_the_code_does_not_keep_is_a_suspicion_when_a_second_draft_says_so_too()
    {
        var drafted = await RunAsync(asked => asked switch
        {
            { IsExpectations: true } => Fixture(Test("Add_Fails", Quote, "Assert.That(Money.Add(10), Is.EqualTo(10));")),
            { IsOpinion: true } => Fixture(Test("Outcome_Fails", Quote, "Assert.That(Money.Add(10), Is.EqualTo(10));")),
            _ => "nothing",
        });

        var suspicion = drafted.Suspicions.Single();
        Assert.Multiple(() =>
        {
            Assert.That(drafted.Tests, Is.Empty);
            Assert.That(suspicion.Member, Is.EqualTo("Shop.Money.Add(int)"));
            Assert.That((suspicion.Expected, suspicion.Actual, suspicion.Confidence), Is.EqualTo(("10", "11", Confidence.High)));
            Assert.That(suspicion.Quote, Is.EqualTo("Adds one, and never more than ten comes of it."));
            Assert.That(suspicion.Line, Is.EqualTo(5));
            Assert.That(suspicion.Repro, Does.Contain("Assert.That(Money.Add(10), Is.EqualTo(10));").And.Contain("[Category(\"specified\")]"));
        });
    }

    /// <summary>What a test calls last is not always what makes the promise.</summary>
    [Test]
    public async Task The_member_whose_words_are_not_kept_is_suspected_and_its_words_are_shown_for_the_second_draft()
    {
        var drafted = await RunAsync(asked => asked switch
        {
            { IsExpectations: true } => Fixture(Test("Add_Fails", "// Source: \"Adds one, and never more than ten comes of it.\" (src/Shop/Code.cs:5)", "Assert.That(Money.Add(10) + Money.Sign(1), Is.EqualTo(\"10plus\"));")),
            { IsOpinion: true } => Fixture(Test("Outcome_Fails", Quote, "Assert.That(Money.Add(10), Is.EqualTo(10));")),
            _ => "nothing",
        });

        Assert.That(drafted.Suspicions.Select(suspicion => suspicion.Member), Is.EqualTo(new[] { "Shop.Money.Add(int)" }));
        Assert.That(_asked.Single(asked => asked.IsOpinion).Text, Does.Contain("never more than ten"));
    }

    [Test]
    public async Task The_second_draft_does_not_learn_what_the_first_expects()
    {
        var question = "";

        await RunAsync(asked =>
        {
            if (asked.IsOpinion)
                question = asked.Text;
            return asked.IsExpectations ? Fixture(Test("Add_IsFourThousandSeven_Fails", Quote, "Assert.That(Money.Add(10), Is.EqualTo(4007));")) : "nothing";
        });

        Assert.That(question, Does.Contain("Money.Add(10)").And.Not.Contain("4007").And.Not.Contain("FourThousand"));
    }

    [TestCase("Outcome_Passes", "Disputed")]
    [TestCase("Outcome_TimesOut", "Unconfirmed")]
    public async Task Without_a_second_draft_that_agrees_there_is_no_suspicion(string second, string reason)
    {
        var drafted = await RunAsync(asked => asked switch
        {
            { IsExpectations: true } => Fixture(Test("Add_Fails", Quote, "Assert.That(Money.Add(10), Is.EqualTo(10));")),
            { IsOpinion: true } => Fixture(Test(second, Quote, "Assert.That(Money.Add(10), Is.EqualTo(11));")),
            _ => "nothing",
        });

        Assert.That(drafted.Suspicions, Is.Empty);
        Assert.That(drafted.Dropped.Select(test => test.Reason), Is.EqualTo(new[] { reason }));
    }

    /// <summary>A wrong guess is no fault of the code, and what the code does the engine says itself.</summary>
    [Test]
    public async Task An_expectation_that_no_words_back_is_dropped_when_it_fails_and_never_put_right()
    {
        var drafted = await RunAsync(asked => asked.IsExpectations ? Fixture(Test("Sign_Fails", "// Source: none.", "Assert.That(Money.Sign(0), Is.EqualTo(\"zero\"));")) : "nothing");

        Assert.Multiple(() =>
        {
            Assert.That(drafted.Dropped.Select(test => (test.Test, test.Reason)), Is.EqualTo(new[] { ("Shop.Money: Sign_Fails", "Fails") }));
            Assert.That(drafted.Dropped[0].Detail, Does.EndWith("expected 10 but was 11; expected 20 but was 21"));
            Assert.That(_asked.Count(asked => asked.IsRepair), Is.Zero);
        });
    }

    [Test]
    public async Task What_does_not_compile_goes_back_with_facts_and_comes_in_when_it_is_put_right()
    {
        var drafted = await RunAsync(asked => asked switch
        {
            { IsExpectations: true } => Fixture(Test("Add_Passes", Quote, "Assert.That(Money.Plus(1), Is.EqualTo(2));")),
            { IsRepair: true } => Fixture(Test("Add_Passes", Quote, "Assert.That(Money.Add(1), Is.EqualTo(2));")),
            _ => "nothing",
        });

        Assert.Multiple(() =>
        {
            Assert.That(_asked.Single(asked => asked.IsRepair).Text, Does.Contain("CS0117").And.Contain("Plus").And.Contain("Add_Passes"));
            Assert.That(drafted.Tests.Single().IsSpecified, Is.True);
            Assert.That(drafted.Counts with { OwnTime = default }, Is.EqualTo(new DraftCounts(1, 0, 0, 1, 1) { NewBranches = 1 }));
        });
    }

    [Test]
    public async Task The_model_gets_three_repairs_and_no_more()
    {
        var drafted = await RunAsync(asked => asked.IsExpectations || asked.IsRepair ? Fixture(Test("Add_Passes", Quote, "Assert.That(Money.Plus(1), Is.EqualTo(2));")) : "nothing");

        Assert.That(_asked.Count(asked => asked.IsRepair), Is.EqualTo(3));
        Assert.That(drafted.Dropped.Select(test => test.Reason), Is.EqualTo(new[] { "DoesNotCompile" }));
    }

    [Test]
    public async Task What_breaks_the_policy_is_never_run()
    {
        var drafted = await RunAsync(asked => asked.IsExpectations
            ? Fixture(Test("Add_Starts_Passes", Quote, "System.Diagnostics.Process.Start(\"ls\"); Assert.That(Money.Add(1), Is.EqualTo(2));"), Test("Add_Passes", Quote, "Assert.That(Money.Add(1), Is.EqualTo(2));"))
            : "nothing");

        Assert.Multiple(() =>
        {
            Assert.That(_tried, Is.EqualTo(new[] { "Add_Passes" }));
            Assert.That(drafted.Dropped.Single().Detail, Does.StartWith("StartsProcess"));
        });
    }

    /// <summary>The engine's own words are better than a guess: no test of the model's stands for what the engine finds from it.</summary>
    [Test]
    public async Task What_no_words_back_becomes_a_seed_of_the_engine_s_search()
    {
        var drafted = await RunAsync(asked => asked.IsExpectations ? Fixture(Test("Add_Passes", "// Source: none.", "Assert.That(Money.Add(77), Is.EqualTo(10));"), Test("Sign_Fails", "// Source: none.", "Assert.That(Money.Sign(-7), Is.EqualTo(\"less\"));")) : "nothing");

        Assert.Multiple(() =>
        {
            Assert.That(_seeds.Select(seed => seed.ToString()), Has.Some.Contains("77"));
            Assert.That(drafted.Tests, Is.Empty);
            Assert.That(drafted.Dropped.Select(test => (test.Test, test.Reason)), Is.EquivalentTo(new[] { ("Shop.Money: Add_Passes", "AddsNothing"), ("Shop.Money: Sign_Fails", "Fails") }));
            Assert.That(drafted.Grown!.Tests.Select(test => drafted.Seeds[test.Case.Origin]), Is.EqualTo(new[] { new Seed("Add_Passes", Desks.Model, .0012m) }));
            Assert.That((drafted.Counts.GrownBranches, drafted.Counts.Accepted), Is.EqualTo((1, 0)));
        });
    }

    [Test]
    public async Task What_adds_nothing_is_dropped()
    {
        var drafted = await RunAsync(asked => asked.IsExpectations ? Fixture(Test("Add_One_Passes", Quote, "Assert.That(Money.Add(1), Is.EqualTo(2));"), Test("Add_Two_Passes", Quote, "Assert.That(Money.Add(2), Is.EqualTo(3));")) : "nothing");

        Assert.That(drafted.Tests.Select(test => test.Name), Is.EqualTo(new[] { "Add_One_Passes" }));
        Assert.That(drafted.Dropped.Select(test => (test.Test, test.Reason)), Is.EqualTo(new[] { ("Shop.Money: Add_Two_Passes", "AddsNothing") }));
    }

    [Test]
    public async Task Drafts_that_no_worker_survives_cost_nothing_that_was_there_before()
    {
        var drafted = await RunAsync(asked => asked switch
        {
            { IsExpectations: true } => Fixture(Test("Add_Passes", Quote, "Assert.That(Money.Add(1), Is.EqualTo(2));")),
            { IsMutants: true } => Fixture(Test("Add_Kills", "// Source: none.", "Assert.That(Money.Add(1), Is.EqualTo(2));")),
            _ => "nothing",
        });

        Assert.Multiple(() =>
        {
            Assert.That(drafted.Tests.Select(test => test.Name), Is.EqualTo(new[] { "Add_Passes" }));
            Assert.That(drafted.Remarks.Single(), Does.StartWith("Drafting ended early").And.EndWith("It died nine times."));
        });
    }

    [TestCase("Crashes", "Crashes")]
    [TestCase("TimesOut", "TimesOut")]
    [TestCase("Refused", "BreaksPolicy")]
    [TestCase("Flaky", "Flaky")]
    public async Task What_misbehaves_is_dropped_with_its_reason(string end, string reason)
    {
        var drafted = await RunAsync(asked => asked.IsExpectations ? Fixture(Test("Add_" + end, Quote, "Assert.That(Money.Add(1), Is.EqualTo(2));")) : "nothing");

        Assert.That(drafted.Dropped.Select(test => test.Reason), Is.EqualTo(new[] { reason }));
    }

    [Test]
    public async Task The_stronger_model_is_asked_where_the_first_brings_nothing()
    {
        var drafted = await RunAsync(asked => asked switch
        {
            { IsExpectations: true, IsStronger: false } => "I do not know.",
            { IsExpectations: true } => Fixture(Test("Add_Passes", Quote, "Assert.That(Money.Add(1), Is.EqualTo(2));")),
            _ => "nothing",
        }, stronger: true);

        Assert.Multiple(() =>
        {
            Assert.That(_asked.Where(asked => asked.IsExpectations).Select(asked => asked.IsStronger), Is.EqualTo(new[] { false, true }));
            Assert.That(drafted.Tests.Single().Model, Is.EqualTo("gpt-4.1"));
            Assert.That(drafted.Tests.Single().Cost, Is.EqualTo(.006m));
        });
    }

    [Test]
    public async Task The_stronger_model_is_not_asked_where_the_first_brings_tests()
    {
        await RunAsync(asked => asked.IsExpectations ? Fixture(Test("Add_Passes", Quote, "Assert.That(Money.Add(1), Is.EqualTo(2));")) : "nothing", new DraftingOptions { Strategies = ImmutableSortedSet.Create(Strategy.Behavior) }, stronger: true);

        Assert.That(_asked.Select(asked => asked.IsStronger), Is.EqualTo(new[] { false }));
    }

    [Test]
    public async Task A_model_that_fails_ends_the_asking_unless_the_next_question_may_be_answered([Values] ModelFailure kind)
    {
        var mayGoOn = kind is ModelFailure.RefusedRequest or ModelFailure.MalformedAnswer or ModelFailure.Refusal or ModelFailure.CutOff or ModelFailure.Empty;

        var drafted = await RunAsync(_ => throw new ModelException(kind, "The model is in a bad mood.", "Wait a little."));

        Assert.Multiple(() =>
        {
            Assert.That(_asked, Has.Count.EqualTo(mayGoOn ? 3 : 1));
            Assert.That(drafted.ModelFailed, Is.EqualTo(!mayGoOn && kind != ModelFailure.NoKey));
            Assert.That(drafted.Remarks.Single(), Does.EndWith("The model is in a bad mood. Wait a little."));
        });
    }

    [TestCase("Add_Again_Turkish", null)]
    [TestCase("Add_Again_Passes", "Disputed")]
    [TestCase("Add_Again_Flaky", "Unconfirmed")]
    public async Task What_words_promise_and_another_culture_breaks_is_a_suspicion_under_it(string second, string? dropped)
    {
        var drafted = await RunAsync(
            asked => asked.IsExpectations ? Fixture(Test("Add_Turkish", Quote, "Assert.That(Money.Add(1), Is.EqualTo(2));")) : asked.IsOpinion ? Fixture(Test(second, Quote, "Assert.That(Money.Add(1), Is.EqualTo(2));")) : "nothing",
            new DraftingOptions { Strategies = ImmutableSortedSet.Create(Strategy.Behavior) });

        Assert.Multiple(() =>
        {
            Assert.That(drafted.Dropped.Select(test => test.Reason), Is.EqualTo(dropped is null ? [] : new[] { dropped }));
            Assert.That(drafted.Suspicions.Select(suspicion => suspicion.Culture), Is.EqualTo(dropped is null ? new[] { "tr-TR" } : []));
            Assert.That(drafted.Repros.Select(repro => repro.Source), dropped is null ? Has.One.Contains("[SetCulture(\"tr-TR\")]") : Is.Empty);
        });
    }

    [Test]
    public async Task What_no_words_back_and_another_culture_breaks_is_flaky()
    {
        var drafted = await RunAsync(asked => asked.IsExpectations ? Fixture(Test("Add_Turkish", "// Source: none.", "Assert.That(Money.Add(1), Is.EqualTo(2));")) : "nothing", new DraftingOptions { Strategies = ImmutableSortedSet.Create(Strategy.Behavior) });

        Assert.That(drafted.Dropped.Select(test => test.Reason), Is.EqualTo(new[] { "Flaky" }));
    }

    [Test]
    public async Task Mutants_are_shown_as_lines_before_and_after_and_equivalents_are_noted()
    {
        var drafted = await RunAsync(asked => asked.IsMutants ? Fixture("// Equivalent: 1", "") + Fixture(Test("Add_Passes", "// Source: none.", "Assert.That(Money.Add(1), Is.EqualTo(2));")) : "nothing");

        Assert.Multiple(() =>
        {
            Assert.That(_asked.Single(asked => asked.IsMutants).Text, Does.Contain("\n- public static int Add(int amount) { if (amount > 10) return 10; return amount + 1; }\n+ public static int Add(int amount) { if (amount >= 10)"));
            Assert.That(drafted.Equivalent, Has.Length.EqualTo(1));
        });
    }

    [Test]
    public async Task A_mutant_that_compiles_to_the_same_code_is_not_shown_and_counts_no_more()
    {
        var drafted = await RunAsync(_ => "nothing");

        Assert.Multiple(() =>
        {
            Assert.That(_asked.Single(asked => asked.IsMutants).Text, Does.Contain("amount >= 10").And.Not.Contain("- public static int Same"));
            Assert.That(drafted.Grown!.EquivalentMutants.Select(mutant => _subject.Mutants[mutant].Original), Is.EqualTo(new[] { "Log(amount);" }));
        });
    }

    [Test]
    public async Task Names_that_can_be_used_are_taken_and_others_left()
    {
        var fixture = Fixtures.Render("MoneyTests", ("One", "[Test]\npublic void One() { }", [0]), ("Two", "[Test]\npublic void Two() { }", [1, 2]), ("Three", "[Test]\npublic void Three() { }", [3]), ("Four", "[Test]\npublic void Four() { }", [4]));

        var drafted = await RunAsync(
            asked => asked.IsNames ? "Here you are:\n- `One` -> `Add_Small_GivesOneMore`: One more.\nTwo -> Three: Taken.\nThree -> class: A keyword.\n4. Four → Add_Large_IsTen:\tNever more\u200b than ten.\nFive -> Six: Not there." : "nothing",
            new DraftingOptions { NamesByModel = true },
            [fixture]);

        Assert.Multiple(() =>
        {
            Assert.That(_asked.Single(asked => asked.IsNames).Text, Does.Contain("public void Two()"));
            Assert.That(drafted.Names.OrderBy(name => name.Key).Select(name => (name.Key, name.Value.Name, name.Value.Intent)), Is.EqualTo(new[] { (0, "Add_Small_GivesOneMore", "One more."), (4, "Add_Large_IsTen", "Never more than ten.") }));
        });
    }

    [Test]
    public async Task A_file_that_nothing_may_be_sent_of_is_not_asked_about()
    {
        await RunAsync(_ => "nothing", new DraftingOptions { Ignored = ["src/**"] });

        Assert.That(_asked, Is.Empty);
    }

    private readonly List<Asked> _asked = [];

    private async Task<DraftedSuite> RunAsync(Func<Asked, string> answer, DraftingOptions? options = null, ImmutableArray<RenderedFixture>? rendered = null, bool stronger = false)
    {
        _asked.Clear();
        ScriptedClient Client(bool isStronger) => new(user =>
        {
            var asked = new Asked(user) { IsStronger = isStronger };
            lock (_asked)
                _asked.Add(asked);
            return ScriptedClient.Says(answer(asked));
        });
        var settings = Desks.With(_folder, Client(isStronger: false));
        if (stronger)
            settings = settings with { Model = settings.Model! with { StrongerName = "gpt-4.1" }, ConnectStronger = () => Client(isStronger: true) };
        using var desk = ReplyDesk.Open(settings);
        var basis = new DraftBasis(
            CSharpCompilation.Create("Shop.Tests", [CSharpSyntaxTree.ParseText("global using NUnit.Framework; global using Shop;")], [.. Framework, _project.Compilation.ToMetadataReference()], new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)),
            []);
        var subject = new DraftingSubject
        {
            Solution = _repository.Solution(_project),
            Project = _project,
            Targets = [],
            Plan = Fixtures.Plan(_repository),
            Suite = Suite(),
            Render = _ => rendered ?? [],
            Grow = GrowAsync,
        };
        var loop = new DraftingLoop(subject, desk, new PromptWriter(_ => null, new SecretRedaction(), 4), basis, TryAsync, options ?? new DraftingOptions(), null, _folder.At("drafts"));
        return await loop.RunAsync(new Relay<string>(_ => { }), default);
    }

    /// <summary>Every passing test takes the first branch of Add; a failing one got 11 in the place of what it asserts.</summary>
    private Task<DraftTrialOutcome> TryAsync(DraftAssembly draft, CancellationToken cancellationToken)
    {
        Assert.That(File.Exists(draft.Path), Is.True);
        if (draft.Methods.Any(method => method.EndsWith("_Kills", StringComparison.Ordinal)))
            throw new WorkerException("It died nine times.");
        _tried.AddRange(draft.Methods.Select(method => method.Split('.')[^1]));
        return Task.FromResult(new DraftTrialOutcome([.. draft.Methods.Select(Try)], "none", 0));
    }

    private readonly List<TestCase> _seeds = [];

    /// <summary>The engine finds a test of the first branch of Add from any seed.</summary>
    private Task<GeneratedSuite> GrowAsync(GeneratedSuite suite, IReadOnlyList<TestCase> seeds, CancellationToken cancellationToken)
    {
        _seeds.AddRange(seeds);
        return Task.FromResult(suite with { Tests = [.. seeds.Select(seed => new FoundTest(seed, [], 0, [0], [], [], 0))] });
    }

    private static DraftTrial Try(string method)
    {
        var status = method.Split('_')[^1] switch
        {
            "Passes" => TrialStatus.Passed,
            "Fails" => TrialStatus.AssertionFailed,
            "Crashes" => TrialStatus.Crashed,
            "TimesOut" => TrialStatus.TimedOut,
            "Refused" => TrialStatus.Refused,
            _ => TrialStatus.NotRepeatable,
        };
        var culture = method.EndsWith("_Turkish", StringComparison.Ordinal) ? "tr-TR" : null;
        return new DraftTrial(method, status, status == TrialStatus.AssertionFailed || culture is not null ? new TrialFailure("10", "11", null, null, 7) { Next = new TrialFailure("20", "21", null, null, 8) } : null, status == TrialStatus.Passed ? [0] : [], [], [], []) { FailsUnder = culture };
    }

    private GeneratedSuite Suite() => new()
    {
        Subject = _subject,
        Catalog = new Catalog
        {
            Types =
            {
                new TypeShape { Id = 0, Kind = TypeShapeKind.Class, Name = "Shop.Money", Assembly = "Shop", IsSubject = true },
                new TypeShape { Id = 1, Kind = TypeShapeKind.Struct, Name = "System.Int32", Assembly = "System.Private.CoreLib", IsValueType = true },
            },
            Members =
            {
                new MemberShape { Id = 0, Kind = MemberShapeKind.Method, DeclaringType = 0, Name = "Add", IsStatic = true, Parameters = [new ParameterShape("amount", 1)], Returns = 1, Result = 1, DocumentationId = "M:Shop.Money.Add(System.Int32)", IsSubject = true },
            },
        },
        Tests = [],
        Fakes = [],
        Untested = [],
        ReachedMutants = [.. _subject.Mutants.Where(mutant => mutant.Mutator is "Equality" or "Statement removal").Select(mutant => mutant.Id)],
        NotRepeated = 0,
        Confinement = "none",
        Crashes = [],
        Reproducible = true,
        Chances = [],
        WorkerMemory = 0,
    };

    private static string Fixture(params string[] tests) => $"```csharp\nusing Shop;\n{string.Concat(tests.Where(test => test.StartsWith("// Equivalent", StringComparison.Ordinal)))}\npublic class MoneyTests\n{{\n{string.Join('\n', tests.Where(test => !test.StartsWith("// Equivalent", StringComparison.Ordinal)))}\n}}\n```\n";

    private static string Test(string name, string source, string body) => $"    {source}\n    [Test]\n    public void {name}()\n    {{\n        {body}\n    }}\n";

    private sealed record Asked(string Text)
    {
        public bool IsStronger { get; init; }

        public bool IsExpectations => Text.Contains("and not how it is made", StringComparison.Ordinal);

        public bool IsOpinion => Text.Contains("name=\"situation\"", StringComparison.Ordinal);

        public bool IsRepair => Text.Contains("do not build or do not hold", StringComparison.Ordinal);

        public bool IsNames => Text.Contains("OldName -> NewName", StringComparison.Ordinal);

        public bool IsMutants => Text.Contains("goes unnoticed", StringComparison.Ordinal);
    }
}
