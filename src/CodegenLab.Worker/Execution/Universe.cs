using System.Reflection;
using System.Runtime.Loader;
using CodegenLab.Probes;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Execution;

/// <summary>One build of the subject, loaded: catalog ids in, live types and members out.</summary>
internal sealed class Universe
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private readonly SubjectLoadContext _context;
    private readonly List<Type?> _typeById = [];
    private readonly Dictionary<Type, int> _idByType = [];
    private readonly List<Callable?> _callableById = [];
    private readonly Dictionary<int, EventInfo> _eventById = [];
    private readonly List<Action> _initialisers = [];

    /// <param name="assemblyPath">The build.</param>
    /// <param name="references">Where its dependencies are.</param>
    /// <param name="catalog">Shared by all builds of one job.</param>
    public Universe(string assemblyPath, IReadOnlyList<string> references, Catalog catalog)
    {
        _context = new SubjectLoadContext(references, home: Path.GetDirectoryName(assemblyPath));
        using var image = new MemoryStream(File.ReadAllBytes(assemblyPath));
        Assembly = _context.LoadFromStream(image);
        Types = new TypeTable(catalog, Assembly.GetName().Name!);
    }

    /// <summary>A second build that shares the vocabulary of a first one.</summary>
    public Universe(string assemblyPath, IReadOnlyList<string> references, Universe first)
    {
        _context = new SubjectLoadContext(references, home: Path.GetDirectoryName(assemblyPath));
        using var image = new MemoryStream(File.ReadAllBytes(assemblyPath));
        Assembly = _context.LoadFromStream(image);
        Types = first.Types;
    }

    public Assembly Assembly { get; }

    public Catalog Catalog => Types.Catalog;

    /// <summary>Neither the subject's nor the framework's: of a package or another project.</summary>
    public bool IsOfLibrary(Type type) => type.Assembly != Assembly && AssemblyLoadContext.GetLoadContext(type.Assembly) == _context;

    public TypeTable Types { get; }

    public int IdOf(Type type)
    {
        if (_idByType.TryGetValue(type, out var id))
            return id;
        id = Types.Intern(type);
        _idByType.Add(type, id);
        Remember(_typeById, id, type);
        return id;
    }

    public Type TypeOf(int id)
    {
        if (id < _typeById.Count && _typeById[id] is { } known)
            return known;
        var type = Resolve(Catalog.Types[id]);
        _idByType[type] = id;
        Remember(_typeById, id, type);
        return type;
    }

    /// <summary>Types of this build announce themselves to it from now on.</summary>
    public void Enter() => Statics.Use(_initialisers);

    /// <summary>Types that have announced themselves.</summary>
    public int InitialisedTypes => _initialisers.Count;

    /// <summary>Gives static fields the values that they had in the beginning; those of types whose initialisation fails, and of the ones behind them, stay as they are.</summary>
    /// <param name="fuel">For all of them; what is left is in the trace.</param>
    /// <param name="initialised">Told of each type, while the trace has what was done for it.</param>
    /// <returns>Whether none has failed.</returns>
    public bool Initialise(long fuel, Action<Type>? initialised = null)
    {
        Enter();
        Action[] all;
        lock (_initialisers)
            all = [.. _initialisers];
        Trace.Begin(fuel);
        try
        {
            foreach (var initialise in all)
            {
                Trace.Begin(Trace.Fuel);
                initialise();
                if (Trace.OutOfFuel)
                    return false;
                initialised?.Invoke(initialise.Method.DeclaringType!.DeclaringType!);
            }

            return true;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The subject's, which cannot be initialised twice, or with this mutant.
            return false;
        }
    }

    public Callable CallableOf(int member)
    {
        if (member < _callableById.Count && _callableById[member] is { } known)
            return known;
        var callable = new Callable(Catalog.Members[member], this, Bind(Catalog.Members[member]));
        Remember(_callableById, member, callable);
        return callable;
    }

    /// <summary>The event that a member of the catalog subscribes to.</summary>
    public EventInfo EventOf(int member)
    {
        if (!_eventById.TryGetValue(member, out var happening))
            _eventById.Add(member, happening = TypeOf(Catalog.Members[member].DeclaringType).GetEvent(Catalog.Members[member].Name, Declared)!);
        return happening;
    }

    private static void Remember<T>(List<T?> list, int index, T value)
    {
        while (list.Count <= index)
            list.Add(default);
        list[index] = value;
    }

    /// <summary>The type that a catalog of another build of the subject means; null: this one has none like it.</summary>
    /// <param name="part">The type with an id of that catalog; null: this build has none like it.</param>
    public Type? Find(TypeShape shape, Func<int, Type?> part)
    {
        if (shape.Kind == TypeShapeKind.Array)
            return part(shape.Arguments[0]) is not { } element ? null : shape.Rank == 1 ? element.MakeArrayType() : element.MakeArrayType(shape.Rank);

        var type = (shape.IsSubject ? Assembly : _context.LoadFromAssemblyName(new AssemblyName(shape.Assembly))).GetType(shape.Name);
        if (type is not { IsGenericTypeDefinition: true })
            return type;
        Type[] arguments = [.. shape.Arguments.Select(part).OfType<Type>()];
        if (arguments.Length < shape.Arguments.Length)
            return null;
        try
        {
            return type.MakeGenericType(arguments);
        }
        catch (ArgumentException)
        {
            // Its constraints are others now.
            return null;
        }
    }

    private Type Resolve(TypeShape shape)
    {
        if (shape.Kind == TypeShapeKind.Array)
            return shape.Rank == 1 ? TypeOf(shape.Arguments[0]).MakeArrayType() : TypeOf(shape.Arguments[0]).MakeArrayType(shape.Rank);

        var assembly = shape.IsSubject ? Assembly : _context.LoadFromAssemblyName(new AssemblyName(shape.Assembly));
        var type = assembly.GetType(shape.Name, throwOnError: true)!;
        return type.IsGenericTypeDefinition ? type.MakeGenericType([.. shape.Arguments.Select(TypeOf)]) : type;
    }

    private MemberInfo Bind(MemberShape shape)
    {
        var type = TypeOf(shape.DeclaringType);
        if (shape.Kind == MemberShapeKind.Field)
            return type.GetField(shape.Name, Declared)!;

        var candidates = shape.Kind switch
        {
            MemberShapeKind.Constructor => type.GetConstructors(Declared).Where(constructor => !constructor.IsStatic),
            MemberShapeKind.PropertyGetter or MemberShapeKind.IndexerGetter => PropertiesNamed(type, shape.Name).Select(property => property.GetMethod).OfType<MethodBase>(),
            MemberShapeKind.PropertySetter or MemberShapeKind.IndexerSetter => PropertiesNamed(type, shape.Name).Select(property => property.SetMethod).OfType<MethodBase>(),
            _ => type.GetMethods(Declared).Where(method => method.Name == shape.Name),
        };
        foreach (var candidate in candidates)
        {
            if (Close(candidate, shape) is { } method && Matches(method, shape))
                return method;
        }

        if (shape is { Kind: MemberShapeKind.Constructor, Parameters: [] } && type.IsValueType)
            return typeof(Activator).GetMethod(nameof(Activator.CreateInstance), 1, [])!.MakeGenericMethod(type);
        throw new InvalidOperationException($"{shape.DocumentationId} is in the catalog and not in {Assembly.FullName}.");
    }

    private static IEnumerable<PropertyInfo> PropertiesNamed(Type type, string name) => type.GetProperties(Declared).Where(property => property.Name == name);

    private MethodBase? Close(MethodBase candidate, MemberShape shape)
    {
        if (shape.Kind != MemberShapeKind.Constructor && candidate.IsStatic != shape.IsStatic)
            return null;
        if (candidate is not MethodInfo { IsGenericMethodDefinition: true } definition)
            return shape.TypeArguments.Length == 0 ? candidate : null;
        if (definition.GetGenericArguments().Length != shape.TypeArguments.Length)
            return null;
        try
        {
            return definition.MakeGenericMethod([.. shape.TypeArguments.Select(TypeOf)]);
        }
        catch (ArgumentException)
        {
            // Another overload, with constraints that these arguments do not satisfy.
            return null;
        }
    }

    private bool Matches(MethodBase method, MemberShape shape)
    {
        var parameters = method.GetParameters();
        if (parameters.Length != shape.Parameters.Length)
            return false;
        for (var i = 0; i < parameters.Length; i++)
        {
            if (TypeOf(shape.Parameters[i].Type) != TypeTable.WithoutRef(parameters[i].ParameterType) || parameters[i].ParameterType.IsByRef != (shape.Parameters[i].Passing != Passing.Value))
                return false;
        }

        return method is not MethodInfo { ReturnType: var returned } || returned == typeof(void) || shape.Returns < 0 || TypeOf(shape.Returns) == TypeTable.WithoutRef(returned);
    }
}
