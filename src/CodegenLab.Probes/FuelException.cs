using System;

namespace CodegenLab.Probes;

/// <summary>The run has used up its fuel. Thrown again by every later probe, so that a catch-all in the subject cannot swallow it for long.</summary>
public sealed class FuelException : Exception
{
    public FuelException() : base("Out of fuel.") { }
}
