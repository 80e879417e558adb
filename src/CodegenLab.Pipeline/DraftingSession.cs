using System.Globalization;
using CodegenLab.Engine;
using CodegenLab.Engine.Trials;
using CodegenLab.Pipeline.Drafting;
using CodegenLab.Pipeline.Drafts;
using CodegenLab.Pipeline.Models;
using CodegenLab.Pipeline.Replies;
using CodegenLab.Pipeline.Solutions;
using CodegenLab.Pipeline.TestProjects;
using CodegenLab.Worker.Protocol;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.Extensions.AI;

namespace CodegenLab.Pipeline;

/// <summary>The model of one run, for all of its projects: whom to ask, what may be spent, what may be sent.</summary>
internal sealed class DraftingSession : IDisposable
{
    private readonly GenerationRequest _request;
    private readonly ReplyDesk _desk;
    private readonly string _name;
    private readonly (string Name, string Text)? _specification;
    private readonly Func<string, string?> _templates;
    private readonly SecretRedaction _redaction = new();
    private readonly List<string> _remarks;
    private readonly List<Question> _questions = [];
    private bool _failed;

    private DraftingSession(GenerationRequest request, ReplyDesk desk, string name, (string Name, string Text)? specification, string folder, List<string> remarks)
    {
        (_request, _desk, _name, _specification, _remarks) = (request, desk, name, specification, remarks);
        _templates = template => Path.Combine(folder, "codegen-lab", "prompts", template + ".scriban") is var path && File.Exists(path) ? File.ReadAllText(path) : null;
    }

    public TestRequirements Requirements => _request.Drafting.Requirements;

    public ModelReport Report => new(_name, null, _failed, _desk.Spending)
    {
        Secrets = _redaction.Kinds.Values.Sum(),
        Remarks = [.. _remarks],
        Estimate = _request.DryRun ? _desk.Estimate(_questions) : null,
        Questions = _request.ShowPrompt ? [.. _questions] : [],
    };

    /// <param name="solution">Beside it stand settings, templates of prompts and what is remembered.</param>
    /// <param name="model">What a person asked for; <see cref="ModelConfiguration.Settings"/> null and no replay: no session.</param>
    /// <exception cref="InputException">A setting is wrong, a limit lacks a price, the specification cannot be read.</exception>
    public static DraftingSession Open(GenerationRequest request, string solution, ModelConfiguration model, Func<ModelSettings, IChatClient> connect)
    {
        var folder = Directory.Exists(solution) ? solution : Path.GetDirectoryName(solution)!;
        var remarks = new List<string>();
        var settings = model.Settings;
        var desk = ReplyDesk.Open(new ReplyDeskSettings
        {
            Folder = Path.Combine(folder, StateFolder.Name),
            Model = settings,
            Connect = settings is null ? null : () => connect(settings),
            ConnectStronger = settings?.StrongerName is { } stronger ? () => connect(settings with { Name = stronger }) : null,
            Prices = model.Prices,
            Limits = request.Limits,
            Record = FullPath(request.Record, request),
            Replay = FullPath(request.Replay, request),
            IsReplayLoose = request.IsReplayLoose,
            Remark = remark =>
            {
                lock (remarks)
                    remarks.Add(remark);
            },
        });
        request = request with { Drafting = request.Drafting with { Requirements = model.Requirements, Ignored = [.. request.Drafting.Ignored, .. IgnoreFile.Read(folder)] } };
        return new DraftingSession(request, desk, settings?.Name ?? "recorded answers", Specification(request), folder, remarks);
    }

    /// <summary>Notes the questions that a run would ask first, and what they would cost; later ones follow from the answers. Nothing is sent.</summary>
    public void Preview(DraftingSubject subject)
    {
        var asks = new Asks(subject, Prompts(subject), _request.Drafting, _specification, new Gains(subject.Suite));
        _questions.AddRange(asks.ForExpectations().Concat(asks.ForBranches()).Concat(asks.ForMutants()).Select(ask => ask.Question));
    }

    /// <exception cref="InputException">A recording is missing, or a template of the repository cannot be used.</exception>
    public async Task<DraftedSuite> DraftAsync(
        DraftingSubject subject, SubjectProject project, TestProjectWriter writer, ScratchFolder scratch, IProgress<string> progress, CancellationToken cancellationToken)
    {
        progress.Report("loading the test project");
        if (await DraftBasis.LoadAsync(subject.Solution, subject.Project, subject.Plan, writer, scratch.Sub("basis"), cancellationToken) is not { } basis)
            return DraftedSuite.None with { Remarks = [$"No tests were drafted by {_name}: the test project does not load."] };

        var trials = new DraftTrials(project, subject.Suite.Subject);
        var silent = new Relay<Progress>(_ => { });
        var loop = new DraftingLoop(subject, _desk, Prompts(subject), basis, (draft, token) => trials.RunAsync(draft, silent, token), _request.Drafting, _specification, scratch.Sub("drafts"));
        var drafted = await loop.RunAsync(new Relay<string>(text => progress.Report(text + Spent())), cancellationToken);
        _failed |= drafted.ModelFailed;
        return drafted;
    }

    public void Dispose() => _desk.Dispose();

    /// <summary>What the model has cost by now, behind what it is doing: , 12,345 tokens, $0.02.</summary>
    private string Spent()
    {
        var spent = _desk.Spending;
        if (spent.Calls == 0)
            return "";
        var money = spent.Cost is { } cost ? string.Create(CultureInfo.InvariantCulture, $", ${cost:0.00##}") : "";
        return string.Create(CultureInfo.InvariantCulture, $", {spent.InputTokens + spent.OutputTokens:N0} tokens{money}");
    }

    private PromptWriter Prompts(DraftingSubject subject)
    {
        var rendering = subject.Plan.Rendering;
        return new PromptWriter(_templates, _redaction, rendering.FrameworkVersion, _request.Drafting.Requirements.EdgeCaseShare, rendering.Framework)
        {
            HasTestingPackage = rendering.HasTestingPackage,
            HasPlainBodies = rendering.LanguageVersion >= (int)LanguageVersion.CSharp12,
        };
    }

    private static string? FullPath(string? path, GenerationRequest request) => path is null ? null : Path.GetFullPath(path, request.WorkingFolder);

    private static (string Name, string Text)? Specification(GenerationRequest request)
    {
        if (request.Drafting.Specification is not { } path)
            return null;
        var full = Path.GetFullPath(path, request.WorkingFolder);
        if (!File.Exists(full))
            throw new InputException($"The specification {path} does not exist. Give the path of a text file.");
        return (Path.GetFileName(full), File.ReadAllText(full));
    }
}
