using System.Collections.Immutable;
using System.Globalization;
using CodegenLab.Pipeline;
using CodegenLab.Pipeline.Drafting;
using CodegenLab.Pipeline.Solutions;
using Spectre.Console;

namespace CodegenLab.Cli.Reporting;

/// <summary>A report as a person reads it.</summary>
/// <param name="look">What the screen can show.</param>
/// <param name="verbosity">How much to tell.</param>
/// <param name="workingFolder">Paths below it are shown relative to it.</param>
internal sealed class ReportPage(Look look, Verbosity verbosity, string workingFolder)
{
    /// <summary>Names shown for a group of untested members before the rest becomes a number.</summary>
    private const int NamesPerGroup = 3;

    private static readonly Style Plain = Style.Plain;
    private static readonly Style Strong = new(decoration: Decoration.Bold);
    private static readonly Style Faint = new(Color.Grey);
    private static readonly Style Warning = new(Color.Yellow);
    private static readonly Style Bad = new(Color.Red);
    private static readonly Style Good = new(Color.Green);

    public string Render(GenerationReport report)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var page = look.Open(text);
        if (verbosity == Verbosity.Quiet)
        {
            foreach (var project in report.Projects)
                Line(page, 0, $"{Name(project)}: {(HasSubjects(project) ? Worth(project.Types) : "nothing to test")}", Plain);
            foreach (var problem in report.Problems)
                Line(page, 0, $"{Shown(problem.Project)}: {Figures.Words(problem.Kind.ToString())}", Bad);
        }
        else
        {
            foreach (var project in report.Projects)
                WriteProject(page, project, report);
            WriteProblems(page, report.Problems);
            foreach (var remark in report.Remarks)
                Line(page, 0, $"Note: {remark}", Warning);
            if (!report.Remarks.IsEmpty)
                page.WriteLine();
            WriteEnd(page, report);
        }

        // Tables pad every cell, and a log is easier to compare without blanks at the ends of lines.
        return string.Join('\n', text.ToString().Split('\n').Select(line => line.TrimEnd())).TrimEnd() + "\n";
    }

    private void WriteProject(IAnsiConsole page, ProjectReport project, GenerationReport report)
    {
        Line(page, 0, Name(project), Strong);
        if (HasSubjects(project))
            WriteTable(page, project.Types);
        else if (project.Properties is { Candidates: 0 })
            Line(page, 2, "Nothing to try: no type here has members that a law could be about, such as a pair to and fro, an equality, an order or an operator of its own.", Warning);
        else if (project.Types.IsEmpty)
            Line(page, 2, "Nothing to test: no member can be called from a test.", Warning);
        else
            Line(page, 2, $"Nothing to test: no member is public. Internal ones are tested once the project has <InternalsVisibleTo Include=\"{Name(project)}.Tests\" />.", Warning);

        WriteUntested(page, project.Types);
        WriteSeams(page, project.Seams);
        WriteDropped(page, project.Dropped);
        WriteDrafted(page, project, report.Model);
        WriteSuspicions(page, project.Suspicions, project.MoreSuspicions);
        WriteProperties(page, project.Properties);
        WriteFiles(page, project, report.DryRun);
        foreach (var remark in project.Remarks)
            Line(page, 2, $"Note: {remark}", Warning);
        if (verbosity >= Verbosity.Detailed)
        {
            Line(page, 2, $"Confinement of the code under test: {project.Confinement}", Faint);
            if (project.ProofConfinement is { } proof)
                Line(page, 2, $"Confinement of the proof: {proof}", Faint);
        }

        page.WriteLine();
    }

    private void WriteTable(IAnsiConsole page, ImmutableArray<TypeReport> types)
    {
        page.Write(new Padder(new TypeTable(look).Build(types), new Padding(look.Boxes ? 0 : 2, 0, 0, 0)));
        Line(page, 2, "Mutants: killed / reached by a test / all", Faint);
    }

    private void WriteUntested(IAnsiConsole page, ImmutableArray<TypeReport> types)
    {
        var untested = types.SelectMany(type => type.Untested.Select(member => (Type: type.Type, Member: member))).ToList();
        if (untested.Count == 0)
            return;

        Line(page, 2, $"Untested: {Figures.Count(untested.Count, "member")}", Plain);
        var groups = untested
            .GroupBy(one => one.Member.Reason, StringComparer.Ordinal)
            .OrderByDescending(group => group.Count())
            .ThenBy(group => group.Key, StringComparer.Ordinal);
        foreach (var group in groups)
        {
            var members = group.Select(one => (Name: $"{TypeNames.Simple(one.Type)}.{one.Member.Member}", one.Member.Detail)).ToList();
            var count = string.Create(CultureInfo.InvariantCulture, $"{members.Count}");
            if (verbosity >= Verbosity.Detailed)
            {
                Line(page, 4, $"{Figures.Words(group.Key)}: {count}", Plain);
                foreach (var (name, detail) in members)
                    Line(page, 6, detail.Length == 0 ? name : $"{name}: {detail}", Faint);
            }
            else
            {
                var names = string.Join(", ", members.Take(NamesPerGroup).Select(member => member.Name));
                var rest = members.Count > NamesPerGroup ? $" and {members.Count - NamesPerGroup} more" : "";
                Line(page, 4, $"{Figures.Words(group.Key)}: {count} ({names}{rest})", Faint);
            }
        }
    }

    private void WriteSeams(IAnsiConsole page, ImmutableArray<MissingSeam> seams)
    {
        if (seams.IsEmpty)
            return;

        Line(page, 2, $"Seams missing: {Figures.Count(seams.Length, "place")} where code reaches out by itself and tests cannot follow", Plain);
        foreach (var seam in verbosity >= Verbosity.Detailed ? seams : seams.Take(NamesPerGroup))
        {
            var open = seam.OpenBranches == 0 ? "" : $", {Figures.Count(seam.OpenBranches, "branch", "branches")} open";
            Line(page, 4, $"{TypeNames.Simple(seam.Type)}.{seam.Member} ({seam.Source}{open}): {seam.Advice}", Faint);
        }

        if (verbosity < Verbosity.Detailed && seams.Length > NamesPerGroup)
            Line(page, 4, string.Create(CultureInfo.InvariantCulture, $"and {seams.Length - NamesPerGroup} more"), Faint);
    }

    private void WriteDropped(IAnsiConsole page, ImmutableArray<DroppedTest> dropped)
    {
        if (dropped.IsEmpty)
            return;

        var reasons = dropped
            .GroupBy(test => test.Reason, StringComparer.Ordinal)
            .OrderByDescending(group => group.Count())
            .ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => string.Create(CultureInfo.InvariantCulture, $"{Figures.Words(group.Key)}: {group.Count()}"));
        Line(page, 2, $"Dropped: {Figures.Count(dropped.Length, "test")} ({string.Join(", ", reasons)})", Plain);
        if (verbosity < Verbosity.Detailed)
            return;

        foreach (var test in dropped)
            Line(page, 4, $"{test.Test}: {Figures.Words(test.Reason)}{(test.Detail.Length == 0 ? "" : ", " + test.Detail)}", Faint);
    }

    private void WriteDrafted(IAnsiConsole page, ProjectReport project, ModelReport model)
    {
        if (project.Drafts is not { Drafted: > 0 } drafts)
            return;

        var tests = project.Tests.Where(test => test.Drafter != TestReport.Engine).ToList();
        var specified = tests.Count(test => test.Source is not null);
        var replaced = drafts.ReplacedTests == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", in the place of {drafts.ReplacedTests} of the engine's");
        Line(page, 2, string.Create(CultureInfo.InvariantCulture, $"Drafted by {model.Name}: {Figures.Count(tests.Count, "test")} of {drafts.Drafted} ({specified} specified){replaced}; {Figures.Count(drafts.NewBranches, "branch", "branches")} and {Figures.Count(drafts.NewMutants, "mutant")} that the engine left open"), Plain);
        if (drafts.GrownBranches + drafts.GrownMutants > 0)
            Line(page, 2, string.Create(CultureInfo.InvariantCulture, $"Found by the engine from what was drafted: {Figures.Count(drafts.GrownBranches, "branch", "branches")} and {Figures.Count(drafts.GrownMutants, "mutant")} more"), Plain);
        var grown = project.Tests.Where(test => !test.GrownFrom.IsEmpty).ToList();
        if (grown.Count > 0)
            Line(page, 2, $"Grown from drafts: {Figures.Count(grown.Count, "test")} of the engine's", Plain);
        if (project.Requirements is { } wanted)
            Line(page, 2, $"Required: {Required(project, drafts, wanted)}", Plain);
        if (verbosity < Verbosity.Detailed)
            return;

        Line(page, 4, string.Create(CultureInfo.InvariantCulture, $"compiled as they came: {drafts.CompiledRaw}, after rules: {drafts.CompiledByRule}, after the model's own repairs: {drafts.CompiledByModel}"), Faint);
        foreach (var test in tests)
            Line(page, 4, $"{test.Test}: {Worth(test)}{(test.Source is null ? "" : $", \"{test.Source}\"")}", Faint);
        foreach (var test in grown)
            Line(page, 4, $"{test.Test}: {Worth(test)}, grown from {string.Join(", ", test.GrownFrom.Select(seed => $"{seed.Test} by {seed.Drafter}"))}", Faint);
    }

    /// <summary>"branches 95 of 100 %, mutants 90 of 85 %, edge cases 40 of 20 %: not all is reached".</summary>
    private static string Required(ProjectReport project, DraftCounts drafts, TestRequirements wanted)
    {
        var branches = Figures.Sum(project.Types.Select(type => type.Branches));
        var mutants = Figures.Sum(project.Types.Select(type => type.Mutants));
        (string Name, int Part, int Whole, double Wanted)[] all =
        [
            ("branches", branches.After, branches.Total, wanted.BranchCoverage), ("mutants", mutants.Killed, mutants.Reached, wanted.MutationScore), ("edge cases", drafts.EdgeCases, drafts.Accepted, wanted.EdgeCaseShare),
        ];
        var figures = all.Where(one => one.Whole > 0).Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Name} {Figures.Percent(one.Part, one.Whole)} of {100 * one.Wanted:0.#} %"));
        return $"{string.Join(", ", figures)}{(all.All(one => one.Part >= one.Whole * one.Wanted) ? "" : ": not all is reached")}";
    }

    private void WriteSuspicions(IAnsiConsole page, ImmutableArray<Suspicion> suspicions, int more)
    {
        if (suspicions.IsEmpty)
            return;

        var what = suspicions.All(suspicion => suspicion.Rule == SuspicionRule.BrokenPromise) ? "promise" : "promise or rule";
        Line(page, 2, $"Suspicions: {Figures.Count(suspicions.Length, what, what == "promise" ? "promises" : "promises and rules")} that the code does not keep{(more > 0 ? string.Create(CultureInfo.InvariantCulture, $", and {more} more of the same types") : "")}", Bad);
        foreach (var suspicion in suspicions)
        {
            var rule = suspicion.Rule == SuspicionRule.BrokenPromise ? "" : $"{suspicion.Rule.Id} {suspicion.Rule.Name}, ";
            Line(page, 4, $"{suspicion.Member} ({Shown(suspicion.File)}:{suspicion.Line.ToString(CultureInfo.InvariantCulture)}), {rule}{Figures.Words(suspicion.Confidence.ToString())} confidence{(suspicion.Culture is { } culture ? $", under the culture {culture}" : "")}", Strong);
            Line(page, 6, $"\"{suspicion.Quote}\"", Plain);
            Line(page, 6, suspicion.Expected is null ? $"but it was {suspicion.Actual}" : $"expected {suspicion.Expected} but was {suspicion.Actual}", Plain);
        }
    }

    private void WriteProperties(IAnsiConsole page, PropertyReport? properties)
    {
        if (properties is null or { Candidates: 0 })
            return;

        var tried = string.Create(CultureInfo.InvariantCulture, $"Properties: {properties.Written.Length} of {Figures.Count(properties.Candidates, "law")} tried");
        Line(page, 2, properties.Written.IsEmpty ? tried : tried + string.Create(CultureInfo.InvariantCulture, $"; each held for {properties.Examples:N0} values, and they kill {Figures.Count(properties.KilledMutants, "mutant")}"), Plain);
        (string Words, int Count)[] others = [("do not hold", properties.DoNotHold), ("say nothing, for no mutant breaks them", properties.SayNothing), ("could not be tried", properties.Untried.Length)];
        if (others.Any(other => other.Count > 0))
            Line(page, 4, $"Others: {string.Join(", ", others.Where(other => other.Count > 0).Select(other => string.Create(CultureInfo.InvariantCulture, $"{other.Count} {other.Words}")))}", Faint);
        if (!properties.Broken.IsEmpty)
            Line(page, 2, $"Broken: {Figures.Count(properties.Broken.Length, "law")} that the code does not keep", Bad);
        foreach (var law in properties.Broken)
        {
            Line(page, 4, $"{TypeNames.Simple(law.Type)}: {law.Law} ({Shown(law.File)}:{law.Line.ToString(CultureInfo.InvariantCulture)}), promised by {law.Promise}", Strong);
            Line(page, 6, $"{law.Code}", Plain);
            Line(page, 6, law.Exception is null ? $"is false for {law.Counterexample}" : $"throws {law.Exception} for {law.Counterexample}", Plain);
        }

        if (verbosity < Verbosity.Detailed)
            return;
        foreach (var written in properties.Written)
            Line(page, 4, $"{TypeNames.Simple(written.Type)}: {written.Law}, {Figures.Count(written.KilledMutants, "mutant")}{(written.Unless is { } unless ? $", unless {unless}" : "")}", Faint);
        foreach (var untried in properties.Untried)
            Line(page, 4, $"Not tried, {TypeNames.Simple(untried.Type)}: {untried.Law}: {Figures.Words(untried.Reason)}{(untried.Detail.Length == 0 ? "" : ", " + untried.Detail)}", Faint);
    }

    /// <summary>"2 branches, 1 mutant, $0.0004".</summary>
    private static string Worth(TestReport test)
    {
        var cost = test.Cost is { } dollars ? string.Create(CultureInfo.InvariantCulture, $", ${dollars:0.####}") : "";
        return $"{Figures.Count(test.Branches, "branch", "branches")}, {Figures.Count(test.Mutants, "mutant")}{cost}";
    }

    private void WriteModel(IAnsiConsole page, ModelReport model)
    {
        foreach (var remark in model.Remarks)
            Line(page, 0, $"Note: {remark}", Warning);
        if (model.Name is null)
        {
            Line(page, 0, $"No model: the engine worked alone.{(verbosity >= Verbosity.Detailed && model.WhyNone is { Length: > 0 } why ? " " + why : "")}", Faint);
            return;
        }

        if (model.Estimate is { } estimate)
        {
            var money = estimate is { LeastCost: { } least, MostCost: { } most } ? string.Create(CultureInfo.InvariantCulture, $", ${least:0.####} to ${most:0.####}") : ", price not known";
            Line(page, 0, string.Create(CultureInfo.InvariantCulture, $"Model: {model.Name} would be asked {Figures.Count(estimate.Asked, "question")} at first ({estimate.Remembered} more are answered already): {estimate.InputTokens:N0} tokens in, {estimate.LeastOutputTokens:N0} to {estimate.MostOutputTokens:N0} out{money}"), Plain);
            return;
        }

        if (model.Spending is not { } spent)
            return;
        var cost = spent.Cost is { } dollars ? string.Create(CultureInfo.InvariantCulture, $", ${dollars:0.####}") : ", price not known";
        Line(page, 0, string.Create(CultureInfo.InvariantCulture, $"Model: {model.Name}, {Figures.Count(spent.Calls, "call")} and {Figures.Count(spent.FromCache, "answer")} known before, {spent.InputTokens:N0} tokens in, {spent.OutputTokens:N0} out{cost}"), Plain);
        if (spent.Limit is { } limit)
            Line(page, 0, $"The asking ended early: {limit}", Warning);
        if (model.Secrets > 0)
            Line(page, 0, $"Kept out of prompts: {Figures.Count(model.Secrets, "secret")}", Plain);
    }

    private void WriteFiles(IAnsiConsole page, ProjectReport project, bool dryRun)
    {
        if (project.TestProject is not null && HasTests(project))
        {
            var verb = dryRun ? "Would be written" : "Written";
            var where = $"{Shown(Path.GetDirectoryName(project.TestProject) ?? project.TestProject)}{(project.TestProjectIsNew ? " (new test project)" : "")}";
            if (project.Files.IsEmpty)
                Line(page, 2, $"Unchanged: the tests in {where} are those that this run would write", Plain);
            else
                Line(page, 2, $"{verb}: {Figures.Count(project.Files.Length, "file")} in {where}", Plain);
            if (verbosity >= Verbosity.Detailed || dryRun)
            {
                foreach (var file in project.Files)
                    Copyable(page, 4, Shown(file), Faint);
            }
        }

        if (!project.KeptFiles.IsEmpty)
        {
            Line(page, 2, $"Left alone, edited or with tests of other members: {Figures.Count(project.KeptFiles.Length, "file")}", Plain);
            foreach (var file in project.KeptFiles)
                Copyable(page, 4, Shown(file), Faint);
        }
    }

    private void WriteProblems(IAnsiConsole page, ImmutableArray<LoadProblem> problems)
    {
        if (problems.IsEmpty)
            return;

        Line(page, 0, $"Could not be worked on: {Figures.Count(problems.Length, "project")}", Bad);
        foreach (var problem in problems)
        {
            Line(page, 2, $"{Shown(problem.Project)}: {Figures.Words(problem.Kind.ToString())}", Strong);
            foreach (var line in problem.Explanation.ReplaceLineEndings("\n").Split('\n'))
                Line(page, 4, line, Plain);
            Line(page, 4, problem.Advice, Plain);
        }

        page.WriteLine();
    }

    private void WriteEnd(IAnsiConsole page, GenerationReport report)
    {
        var types = report.Projects.Where(HasSubjects).SelectMany(project => project.Types).ToImmutableArray();
        var testProjects = report.Projects.Where(HasTests).Select(project => project.TestProject).OfType<string>().Distinct().ToList();
        var run = string.Create(CultureInfo.InvariantCulture, $"{Figures.Elapsed(report.Elapsed)}, seed {report.Seed}");
        if (report.Projects.IsEmpty && report.Problems.IsEmpty)
        {
            Line(page, 0, $"Nothing to test: there is no project to write tests for in {Shown(report.Path)}.", Warning);
            return;
        }

        if (!types.IsEmpty)
            Line(page, 0, $"{Worth(types)} ({run})", Strong);
        if (!report.Projects.IsEmpty)
            WriteModel(page, report.Model);
        if (types.Sum(type => type.Tests) == 0 && types.Any(type => type.Lines.After > 0))
            Line(page, 0, "Nothing to add: the tests that are there cover what could be reached.", Plain);
        else if (testProjects.Count == 0 && report.Projects.Any(project => !project.KeptFiles.IsEmpty))
            Line(page, 0, "Nothing to add: what was found stands in the files that were left alone.", Plain);
        else if (testProjects.Count == 0 && !types.IsEmpty)
            Line(page, 0, "No test could be generated; see the reasons above.", Warning);

        if (testProjects.Count == 0)
            return;

        if (report.DryRun)
        {
            if (report.Projects.Any(project => !project.Files.IsEmpty))
                Line(page, 0, "Nothing was written. Leave out --dry-run to write these files.", Good);
            return;
        }

        foreach (var project in testProjects)
            Copyable(page, 0, $"Run them: dotnet test {Quoted(Shown(project))}", Good);
    }

    /// <summary>Tests of this run stand in its test project, written now or before.</summary>
    private static bool HasTests(ProjectReport project) => !project.Files.IsEmpty || project.Types.Any(type => type.Tests > 0);

    /// <summary>"123 tests, branches 0 → 93 %, lines 0 → 95 %, mutants 310 killed of 340 reached, 360 in all".</summary>
    private string Worth(ImmutableArray<TypeReport> types)
    {
        var mutants = Figures.Sum(types.Select(type => type.Mutants));
        var equivalent = mutants.Equivalent == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {mutants.Equivalent} more no change to the compiler");
        return string.Create(CultureInfo.InvariantCulture, $"{Figures.Count(types.Sum(type => type.Tests), "test")}, branches {Figures.Gain(Figures.Sum(types.Select(type => type.Branches)), look)}, lines {Figures.Gain(Figures.Sum(types.Select(type => type.Lines)), look)}, mutants {mutants.Killed} killed of {mutants.Reached} reached, {mutants.Total} in all{equivalent}");
    }

    private static bool HasSubjects(ProjectReport project) => project.Types.Any(type => type.Members > 0);

    private string Shown(string path)
    {
        var relative = Path.GetRelativePath(workingFolder, path);
        return relative != "." && relative.Length < path.Length ? relative : path;
    }

    /// <summary>A project is known by its name; the path stands in the JSON document.</summary>
    private static string Name(ProjectReport project) =>
        project.Project.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase) ? Path.GetFileNameWithoutExtension(project.Project) : project.Project;

    private static string Quoted(string path) => path.Contains(' ', StringComparison.Ordinal) ? $"\"{path}\"" : path;

    private static void Line(IAnsiConsole page, int indent, string text, Style style) =>
        page.Write(new Padder(new Text(text, style), new Padding(indent, 0, 0, 0)));

    /// <summary>Paths and commands are not broken into lines.</summary>
    private static void Copyable(IAnsiConsole page, int indent, string text, Style style)
    {
        var width = page.Profile.Width;
        page.Profile.Width = Math.Max(width, indent + text.Length);
        Line(page, indent, text, style);
        page.Profile.Width = width;
    }
}
