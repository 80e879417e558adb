using System.Collections.Immutable;
using CodegenLab.Engine.Laws;
using CodegenLab.Engine.Trials;

namespace CodegenLab.Pipeline.Properties;

/// <summary>What is known of laws after they were tried on many values.</summary>
/// <param name="Held">Those to write, in the order in which they were found.</param>
internal sealed record MeasuredLaws(ImmutableArray<HeldLaw> Held, ImmutableArray<BrokenLaw> Broken, int DoNotHold, int SayNothing, ImmutableArray<UntriedLaw> Untried, string Confinement);

/// <summary>A law that held for all values.</summary>
/// <param name="Trial">Of its property, with every mutant.</param>
internal sealed record HeldLaw(Law Law, DraftTrial Trial);
