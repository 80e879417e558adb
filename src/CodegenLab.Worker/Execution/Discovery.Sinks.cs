using System.Reflection;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Execution;

/// <summary>The part that finds what reads the sinks which tests hand in.</summary>
internal sealed partial class Discovery
{
    /// <summary>Where something to write to is asked for.</summary>
    private void AddContents()
    {
        if (IsTaken(typeof(TextWriter)) || IsTaken(typeof(StringWriter)))
            AddContent(typeof(StringWriter));
        if (IsTaken(typeof(Stream)) || IsTaken(typeof(MemoryStream)))
            AddContent(typeof(MemoryStream));
    }

    private void AddContent(Type sink)
    {
        var reader = sink.GetMethod(Sinks.ReaderOf(sink)!, BindingFlags.Public | BindingFlags.Instance, Type.EmptyTypes)!;
        Append(new MemberShape
        {
            Id = universe.Catalog.Members.Count,
            Kind = MemberShapeKind.Method,
            DeclaringType = universe.IdOf(sink),
            Name = reader.Name,
            Returns = universe.IdOf(reader.ReturnType),
            Result = universe.IdOf(reader.ReturnType),
            DocumentationId = DocumentationId.Of(reader),
            IsContent = true,
        });
    }
}
