using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CodegenLab.Worker.Protocol;

/// <summary>What <see cref="RecordJson"/> knows of a record type.</summary>
internal sealed class RecordShape
{
    private static readonly ConcurrentDictionary<Type, RecordShape> Known = [];

    private readonly Type _type;
    private readonly ConstructorInfo? _constructor;
    private readonly ParameterInfo[] _parameters = [];
    private readonly JsonDerivedTypeAttribute[] _derived;

    private RecordShape(Type type)
    {
        _type = type;
        Discriminator = type.GetCustomAttribute<JsonPolymorphicAttribute>(inherit: false)?.TypeDiscriminatorPropertyName;
        _derived = Discriminator is null ? [] : [.. type.GetCustomAttributes<JsonDerivedTypeAttribute>(inherit: false)];
        if (type.IsAbstract)
            return;

        // The other public constructor of a record with parameters would be the one that copies, which is not public in a sealed one.
        _constructor = type.GetConstructors()[0];
        _parameters = _constructor.GetParameters();
        Properties = [.. type.GetProperties().Where(property => property.CanWrite)];
    }

    /// <summary>The property that names the derived type; null when there are none.</summary>
    public string? Discriminator { get; }

    public PropertyInfo[] Properties { get; } = [];

    public static RecordShape Of(Type type) => Known.GetOrAdd(type, static type => new RecordShape(type));

    public string NameOf(Type derived) => Array.Find(_derived, attribute => attribute.DerivedType == derived)?.TypeDiscriminator as string
        ?? throw new JsonException($"{derived.Name} is not declared as derived from {_type.Name}.");

    public Type TypeOf(string name) => Array.Find(_derived, attribute => name.Equals(attribute.TypeDiscriminator))?.DerivedType
        ?? throw new JsonException($"No {_type.Name} is called {name}.");

    public PropertyInfo Property(string name) => Array.Find(Properties, property => property.Name == name)
        ?? throw new JsonException($"{_type.Name} has no {name}.");

    /// <summary>A record with these values; a property that is not among them keeps what the type gives it.</summary>
    public object Make(Dictionary<string, object?> values)
    {
        var arguments = new object?[_parameters.Length];
        for (var i = 0; i < arguments.Length; i++)
            arguments[i] = values.Remove(_parameters[i].Name!, out var value) ? value : throw new JsonException($"{_type.Name} without {_parameters[i].Name}.");

        var made = _constructor!.Invoke(arguments);
        foreach (var property in Properties)
        {
            if (values.TryGetValue(property.Name, out var value))
                property.SetValue(made, value);
        }

        return made;
    }
}
