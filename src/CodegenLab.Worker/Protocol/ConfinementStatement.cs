namespace CodegenLab.Worker.Protocol;

/// <summary>What the operating system keeps the subject from doing. What is false here, only the subject's good nature prevents.</summary>
/// <param name="Files">Files can be written in the worker's private folder only.</param>
/// <param name="Network">No connections.</param>
/// <param name="Processes">No processes are started, no other process gets a signal.</param>
/// <param name="Description">By which means, and why not all: one line for people.</param>
public sealed record ConfinementStatement(bool Files, bool Network, bool Processes, string Description);
