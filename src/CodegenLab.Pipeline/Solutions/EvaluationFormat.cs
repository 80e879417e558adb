using System.Collections.Immutable;

namespace CodegenLab.Pipeline.Solutions;

/// <summary>Evaluations and builds as bytes. Only the same build of the tool reads them again, so they carry no version.</summary>
internal static class EvaluationFormat
{
    public static void Write(BinaryWriter writer, Evaluation evaluation)
    {
        Write(writer, evaluation.TargetFrameworks);
        writer.Write(evaluation.IsMultiTargeted);
        writer.Write(evaluation.IsSdkStyle);
        writer.Write(evaluation.IsTestProject);
        Write(writer, evaluation.ProjectReferences);
        Write(writer, evaluation.Inputs);
        writer.Write(evaluation.AssetsFile);
    }

    public static Evaluation ReadEvaluation(BinaryReader reader) => new()
    {
        TargetFrameworks = ReadTexts(reader),
        IsMultiTargeted = reader.ReadBoolean(),
        IsSdkStyle = reader.ReadBoolean(),
        IsTestProject = reader.ReadBoolean(),
        ProjectReferences = ReadTexts(reader),
        Inputs = ReadTexts(reader),
        AssetsFile = reader.ReadString(),
    };

    /// <summary>One without complaints.</summary>
    public static void Write(BinaryWriter writer, ConfigurationBuild build)
    {
        Write(writer, build.Configuration);
        Write(writer, build.CompilerArguments);
        Write(writer, build.References, reference =>
        {
            Write(writer, reference.Configuration);
            writer.Write(reference.OutputPath);
            writer.Write((int)reference.Use);
            Write(writer, reference.Aliases);
            writer.Write(reference.EmbedInteropTypes);
        });
        Write(writer, build.RuntimeAssemblies);
        Write(writer, build.NativeLibraries);
        Write(writer, build.FrameworkReferences);
        Write(writer, build.PackageReferences, package =>
        {
            writer.Write(package.Name);
            WriteOptional(writer, package.Version);
        });
        Write(writer, build.Properties.ToImmutableArray(), property =>
        {
            writer.Write(property.Key);
            writer.Write(property.Value);
        });
    }

    public static ConfigurationBuild ReadBuild(BinaryReader reader) => new()
    {
        Configuration = ReadConfiguration(reader),
        CompilerArguments = ReadTexts(reader),
        Complaints = [],
        References = Read(reader, () => new ReferencedConfiguration(ReadConfiguration(reader), reader.ReadString(), (ReferenceUse)reader.ReadInt32(), ReadTexts(reader), reader.ReadBoolean())),
        RuntimeAssemblies = ReadTexts(reader),
        NativeLibraries = ReadTexts(reader),
        FrameworkReferences = ReadTexts(reader),
        PackageReferences = Read(reader, () => new PackageReference(reader.ReadString(), ReadOptional(reader))),
        Properties = Read(reader, () => KeyValuePair.Create(reader.ReadString(), reader.ReadString())).ToImmutableDictionary(StringComparer.OrdinalIgnoreCase),
    };

    private static void Write(BinaryWriter writer, Configuration configuration)
    {
        writer.Write(configuration.Path);
        WriteOptional(writer, configuration.TargetFramework);
    }

    private static Configuration ReadConfiguration(BinaryReader reader) => new(reader.ReadString(), ReadOptional(reader));

    private static void Write(BinaryWriter writer, ImmutableArray<string> texts) => Write(writer, texts, writer.Write);

    private static ImmutableArray<string> ReadTexts(BinaryReader reader) => Read(reader, reader.ReadString);

    private static void WriteOptional(BinaryWriter writer, string? text)
    {
        writer.Write(text is not null);
        if (text is not null)
            writer.Write(text);
    }

    private static string? ReadOptional(BinaryReader reader) => reader.ReadBoolean() ? reader.ReadString() : null;

    private static void Write<T>(BinaryWriter writer, ImmutableArray<T> items, Action<T> write)
    {
        writer.Write(items.Length);
        foreach (var item in items)
            write(item);
    }

    private static ImmutableArray<T> Read<T>(BinaryReader reader, Func<T> read)
    {
        var items = ImmutableArray.CreateBuilder<T>(reader.ReadInt32());
        while (items.Count < items.Capacity)
            items.Add(read());
        return items.MoveToImmutable();
    }
}
