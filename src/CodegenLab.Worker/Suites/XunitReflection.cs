using System.Collections;
using System.Reflection;

namespace CodegenLab.Worker.Suites;

/// <summary>What reflection says of classes of xUnit 2 and 3, asked once: cases are run thousands of times.</summary>
/// <param name="tests">The assembly of the classes.</param>
internal sealed class XunitReflection(Assembly tests)
{
    private readonly Dictionary<Type, Type?> _definitions = [];
    private readonly Dictionary<(Type, string), Type[]> _fixtures = [];
    private readonly Dictionary<Type, (ConstructorInfo Constructor, ParameterInfo[] Parameters)> _constructors = [];
    private readonly Dictionary<Type, (MethodInfo? Begin, MethodInfo? End)> _lifetimes = [];
    private readonly HashSet<(Type, MethodInfo)> _plain = [];
    private Type[]? _ofAssembly;

    /// <summary>Fixtures of the assembly.</summary>
    public IReadOnlyList<Type> OfAssembly => _ofAssembly ??=
    [
        .. tests.GetCustomAttributesData().Where(attribute => attribute.AttributeType.FullName == "Xunit.AssemblyFixtureAttribute")
            .Select(attribute => attribute.ConstructorArguments is [{ Value: Type kind }] ? kind : null).OfType<Type>(),
    ];

    /// <summary>Fixtures that a class or a collection's definition asks for.</summary>
    public IReadOnlyList<Type> FixturesOf(Type place, string contract)
    {
        if (!_fixtures.TryGetValue((place, contract), out var kinds))
            _fixtures.Add((place, contract), kinds = [.. place.GetInterfaces().Where(candidate => candidate.IsGenericType && candidate.GetGenericTypeDefinition().FullName == contract).Select(candidate => candidate.GetGenericArguments()[0])]);
        return kinds;
    }

    /// <summary>A new instance, by its one public constructor, out of fixtures.</summary>
    public object Make(Type type, IReadOnlyDictionary<Type, object> things)
    {
        if (!_constructors.TryGetValue(type, out var known))
        {
            if (type.GetConstructors() is not [var only])
                throw new InvalidOperationException("A test class may only define a single public constructor.");
            _constructors.Add(type, known = (only, only.GetParameters()));
        }

        return Calls.Make(known.Constructor, Array.ConvertAll(known.Parameters, parameter => Argument(parameter, things)));
    }

    /// <summary>Lets it initialise itself, asynchronously.</summary>
    public void Begin(object thing)
    {
        if (LifetimeOf(thing.GetType()).Begin is { } begin)
            Calls.Await(begin.Invoke(thing, BindingFlags.DoNotWrapExceptions, null, null, null));
    }

    /// <summary>Lets it clean up after itself, in every way that it knows.</summary>
    public void End(object thing)
    {
        if (LifetimeOf(thing.GetType()).End is { } end)
            Calls.Await(end.Invoke(thing, BindingFlags.DoNotWrapExceptions, null, null, null));
        Calls.Dispose(thing);
    }

    /// <summary>The class that defines the collection that a test class belongs to; null: it has one of its own.</summary>
    public Type? DefinitionOf(Type type)
    {
        if (_definitions.TryGetValue(type, out var known))
            return known;
        var membership = Ancestors(type).SelectMany(ancestor => ancestor.GetCustomAttributesData()).FirstOrDefault(attribute => attribute.AttributeType.FullName?.StartsWith("Xunit.CollectionAttribute", StringComparison.Ordinal) == true);
        var definition = membership switch
        {
            null => null,
            { AttributeType: { IsGenericType: true } generic } => generic.GetGenericArguments()[0],
            { ConstructorArguments: [{ Value: Type named }] } => named,
            { ConstructorArguments: [{ Value: string name }] } => tests.GetTypes().FirstOrDefault(candidate => candidate.GetCustomAttributesData().Any(attribute =>
                attribute.AttributeType.FullName == "Xunit.CollectionDefinitionAttribute" && attribute.ConstructorArguments is [{ Value: string defined }, ..] && defined == name)),
            _ => null,
        };
        return _definitions[type] = definition;
    }

    /// <summary>What runs before and after a case: new each time, for it may remember what it found.</summary>
    public object[] Around(Type type, MethodInfo method)
    {
        if (_plain.Contains((type, method)))
            return [];
        object[] around =
        [
            .. type.GetCustomAttributes(inherit: true).Concat(method.GetCustomAttributes(inherit: true))
                .Where(attribute => IsA(attribute.GetType(), "Xunit.Sdk.BeforeAfterTestAttribute") || attribute.GetType().GetInterface("Xunit.v3.IBeforeAfterTestAttribute") is not null),
        ];
        if (around.Length == 0)
            _plain.Add((type, method));
        return around;
    }

    /// <param name="around">One of <see cref="Around"/>.</param>
    /// <param name="name">"Before" or "After".</param>
    public static void Call(object around, string name, MethodInfo method)
    {
        var hook = around.GetType().GetMethods().First(candidate => candidate.Name == name && candidate.GetParameters() is [{ ParameterType: var first }, ..] && first == typeof(MethodInfo));
        Calls.Call(around, hook, hook.GetParameters().Length == 1 ? [method] : [method, null]);
    }

    public static bool IsDataSource(object attribute) =>
        IsA(attribute.GetType(), "Xunit.Sdk.DataAttribute") || attribute.GetType().GetInterface("Xunit.v3.IDataAttribute") is not null;

    /// <summary>The rows of one source, those left out that are to be skipped.</summary>
    public static IEnumerable<object?[]> RowsOf(object source, MethodInfo method)
    {
        // xUnit 2.
        if (source.GetType().GetMethod("GetData", [typeof(MethodInfo)]) is { } rowsOf)
            return ((IEnumerable?)rowsOf.Invoke(source, BindingFlags.DoNotWrapExceptions, null, [method], null) ?? throw new ArgumentException("Test data returned null"))
                // [InlineData(null)] has no array of one null, but no array.
                .Cast<object?[]?>().Select(row => row ?? [null]);

        if (source.GetType().GetInterface("Xunit.v3.ITypeAwareDataAttribute")?.GetProperty("MemberType") is { } place && place.GetValue(source) is null)
            place.SetValue(source, method.ReflectedType);
        var getData = source.GetType().GetMethods().First(candidate => candidate.Name == "GetData" && candidate.GetParameters().Length == 2);
        var tracker = Activator.CreateInstance(getData.GetParameters()[1].ParameterType);
        var rows = (IEnumerable)Calls.Await(getData.Invoke(source, BindingFlags.DoNotWrapExceptions, null, [method, tracker], null))!;
        return rows.Cast<object>().Where(row => row.GetType().GetProperty("Skip")?.GetValue(row) is not string).Select(row => (object?[])row.GetType().GetInterface("Xunit.ITheoryDataRow")!.GetMethod("GetData", [])!.Invoke(row, null)!);
    }

    /// <summary>It is of this type, or of one that derives from it.</summary>
    public static bool IsA(Type type, string name) => Ancestors(type).Any(ancestor => ancestor.FullName == name);

    private (MethodInfo? Begin, MethodInfo? End) LifetimeOf(Type type)
    {
        if (!_lifetimes.TryGetValue(type, out var lifetime))
        {
            var contract = type.GetInterface("Xunit.IAsyncLifetime");
            _lifetimes.Add(type, lifetime = (contract?.GetMethod("InitializeAsync"), contract?.GetMethod("DisposeAsync")));
        }

        return lifetime;
    }

    private static object? Argument(ParameterInfo parameter, IReadOnlyDictionary<Type, object> things)
    {
        if (things.TryGetValue(parameter.ParameterType, out var thing))
            return thing;
        if (parameter.ParameterType.FullName is "Xunit.Abstractions.ITestOutputHelper" or "Xunit.ITestOutputHelper" or "Xunit.Abstractions.IMessageSink" or "Xunit.Sdk.IMessageSink" or "Xunit.v3.ITestContextAccessor")
            return StandIn.Of(parameter.ParameterType, (_, _) => null);
        if (parameter.HasDefaultValue)
            return parameter.DefaultValue;
        throw new InvalidOperationException($"The following constructor parameters did not have matching fixture data: {parameter.ParameterType.Name} {parameter.Name}");
    }

    private static IEnumerable<Type> Ancestors(Type type)
    {
        for (var ancestor = type; ancestor is not null; ancestor = ancestor.BaseType)
            yield return ancestor;
    }
}
