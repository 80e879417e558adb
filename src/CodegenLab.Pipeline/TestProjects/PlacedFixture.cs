using CodegenLab.Engine.Rendering;

namespace CodegenLab.Pipeline.TestProjects;

/// <summary>A fixture with its place in the test project.</summary>
/// <param name="Fixture">Under the name it has there, which differs from the rendered one where that was taken.</param>
/// <param name="Path">Its file.</param>
/// <param name="KeptFile">The generated file of the same type that stays beside this one: a person edited it, or only single members were asked for; null: none.</param>
public sealed record PlacedFixture(RenderedFixture Fixture, string Path, string? KeptFile)
{
    public string FullName => Fixture.Namespace.Length == 0 ? Fixture.ClassName : Fixture.Namespace + "." + Fixture.ClassName;
}
