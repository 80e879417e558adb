using CodegenLab.Pipeline;
using CodegenLab.Pipeline.Contexts;
using CodegenLab.Pipeline.Data;
using CodegenLab.Pipeline.Suites;

namespace CodegenLab.Cli.Tests;

/// <summary>Stories that are told what to tell; a command that asks for another one fails.</summary>
internal static class Scripted
{
    public static Stories Stories(
        Func<GenerationRequest, IProgress<GenerationProgress>, CancellationToken, Task<GenerationReport>>? generate = null,
        Func<ContextRequest, IProgress<GenerationProgress>, CancellationToken, Task<CodeContext>>? gather = null,
        Func<DataRequest, IProgress<GenerationProgress>, CancellationToken, Task<DataPage>>? makeData = null,
        Func<DoctorRequest, CancellationToken, Task<DoctorReport>>? examine = null,
        Func<SuiteMeasurementRequest, IProgress<GenerationProgress>, CancellationToken, Task<SuiteFigures>>? measure = null,
        Func<GateCheckRequest, IProgress<GenerationProgress>, CancellationToken, Task<GateCheckOutcome>>? check = null)
    {
        return new Stories
        {
            Generate = generate ?? ((_, _, _) => throw new InvalidOperationException()),
            Gather = gather ?? ((_, _, _) => throw new InvalidOperationException()),
            MakeData = makeData ?? ((_, _, _) => throw new InvalidOperationException()),
            Measure = measure ?? ((_, _, _) => throw new InvalidOperationException()),
            Check = check ?? ((_, _, _) => throw new InvalidOperationException()),
            Examine = examine ?? ((_, _) => throw new InvalidOperationException()),
        };
    }
}
