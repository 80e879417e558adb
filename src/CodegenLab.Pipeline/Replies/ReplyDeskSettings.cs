using CodegenLab.Pipeline.Models;
using CodegenLab.Pipeline.Solutions;
using Microsoft.Extensions.AI;

namespace CodegenLab.Pipeline.Replies;

/// <summary>What a <see cref="ReplyDesk"/> needs to know.</summary>
public sealed record ReplyDeskSettings
{
    /// <summary>The folder <see cref="StateFolder.Name"/> beside the solution, for cache and audit log; made when it is needed.</summary>
    public required string Folder { get; init; }

    /// <summary>Null: no model, which a replay does not need.</summary>
    public ModelSettings? Model { get; init; }

    /// <summary>Makes the client, when the first question must be asked: <c>() => new ModelConnection().Connect(settings)</c>. Its failures are <see cref="ModelException"/>.</summary>
    public Func<IChatClient>? Connect { get; init; }

    /// <summary>The same for <see cref="ModelSettings.StrongerName"/>; null: there is none.</summary>
    public Func<IChatClient>? ConnectStronger { get; init; }

    public PriceTable Prices { get; init; } = PriceTable.BuiltIn;

    public SpendingLimits Limits { get; init; } = new();

    /// <summary>Folder that every answer is written to as well; null: none.</summary>
    public string? Record { get; init; }

    /// <summary>Folder that all answers come from; null: from cache and model.</summary>
    public string? Replay { get; init; }

    /// <summary>A recording answers for its purpose, subject and round, whatever became of the prompt since. For tests and measurements.</summary>
    public bool IsReplayLoose { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Takes what a person may want to know, in whole sentences.</summary>
    public Action<string> Remark { get; init; } = static _ => { };
}
