using System.Collections;
using System.Reflection;
using System.Text;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Execution;

/// <summary>The part that looks beyond the subject: values of the libraries and projects that it is built on, fakes of what it asks for, state that it inherits.</summary>
internal sealed partial class Discovery
{
    /// <summary>Types of libraries whose members are added: entities of another project, requests, options. A few hundred would drown the subject's own.</summary>
    private const int MostLibraryTypes = 80;

    private const int MostMembersOfLibraryType = 12;

    private const int MostParametersOfProducer = 6;

    /// <summary>What the name of a fake begins with; the name of an interface without its I follows.</summary>
    private const string FakePrefix = "Fake";

    /// <summary>Fakes of generic interfaces, closed as the subject asks for them: of IRepository&lt;Order&gt; where the definition was closed over something else.</summary>
    private void AddFakesInUse()
    {
        var fakes = SubjectTypes.Where(type => type is { Namespace: FakesNamespace, IsGenericTypeDefinition: true })
            .Select(fake => (Fake: fake, Contract: ContractOf(fake)))
            .Where(pair => pair.Contract is not null)
            .DistinctBy(pair => pair.Contract)
            .ToDictionary(pair => pair.Contract!, pair => pair.Fake);
        if (fakes.Count == 0)
            return;
        _onlyProducers = true;
        for (var i = 0; i < universe.Catalog.Types.Count && i < MostTypes; i++)
        {
            if (universe.Catalog.Types[i] is not { Arguments.Length: > 0, Kind: TypeShapeKind.Class or TypeShapeKind.Interface })
                continue;
            var type = universe.TypeOf(i);
            if (!fakes.TryGetValue(type.GetGenericTypeDefinition(), out var fake) || !IsAccessible(type))
                continue;
            var closed = fake.MakeGenericType(type.GetGenericArguments());
            if (_closed.Add(closed))
                AddMembersOf(closed);
        }

        _onlyProducers = false;
    }

    /// <summary>What a generic fake stands for: the base class or interface with its own type parameters that it is named after, or that includes all others.</summary>
    private static Type? ContractOf(Type fake) =>
        fake.GetInterfaces().Append(fake.BaseType!)
            .Where(type => type.IsGenericType && type.GetGenericArguments().SequenceEqual(fake.GetGenericArguments()))
            .OrderByDescending(type => type.IsClass).ThenByDescending(type => fake.Name.AsSpan(FakePrefix.Length).SequenceEqual(type.Name.AsSpan(1))).ThenByDescending(type => type.GetInterfaces().Length).ThenBy(type => type.ToString(), StringComparer.Ordinal)
            .FirstOrDefault()?.GetGenericTypeDefinition();

    /// <summary>Values of types that other projects and packages declare, as far as the subject takes or returns them, and what these are made of.</summary>
    private void AddLibraryTypes()
    {
        var found = new HashSet<Type>();
        var queue = new Queue<Type>();
        foreach (var member in universe.Catalog.Members.ToList())
        {
            foreach (var parameter in member.Parameters)
                Want(universe.TypeOf(parameter.Type));
            if (member.Result >= 0)
                Want(universe.TypeOf(member.Result));
        }

        while (queue.TryDequeue(out var type))
        {
            if (!type.IsAbstract)
            {
                foreach (var constructor in Sorted(type.GetConstructors().Where(IsProducer)).OrderBy(constructor => constructor.GetParameters().Length).Take(4))
                    AddWanting(constructor, MemberShapeKind.Constructor, null);
            }

            foreach (var factory in Sorted(type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).Where(method => method.ReturnType == type && method is { IsSpecialName: false, IsGenericMethod: false } && IsProducer(method))).Take(4))
                AddWanting(factory, MemberShapeKind.Method, null);
            foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0 && property.DeclaringType is { IsVisible: true } declaring && declaring != typeof(Exception)).OrderBy(property => property.Name, StringComparer.Ordinal).Take(2 * MostMembersOfLibraryType))
            {
                if (property.GetMethod is { IsPublic: true } getter)
                    Add(getter.DeclaringType!, getter, MemberShapeKind.PropertyGetter, property);
                if (property.SetMethod is { IsPublic: true } setter)
                    AddWanting(setter, MemberShapeKind.PropertySetter, property);
            }

            if (!type.IsValueType)
            {
                foreach (var method in Sorted(type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(ChangesState)).Take(MostMembersOfLibraryType))
                    AddWanting(method, MemberShapeKind.Method, null);
            }
        }

        void AddWanting(MethodBase method, MemberShapeKind kind, PropertyInfo? property)
        {
            foreach (var parameter in method.GetParameters())
                Want(parameter.ParameterType);
            Add(method.DeclaringType!, method, kind, property);
        }

        void Want(Type type)
        {
            if (type.HasElementType)
            {
                Want(type.GetElementType()!);
                return;
            }

            foreach (var argument in type.IsGenericType ? type.GetGenericArguments() : [])
                Want(argument);
            if (found.Count < MostLibraryTypes && universe.IsOfLibrary(type) && type is { IsVisible: true, IsInterface: false, IsEnum: false, IsByRefLike: false, ContainsGenericParameters: false } && !TypeTable.IsDelegate(type) && found.Add(type))
                queue.Enqueue(type);
        }

        static bool IsProducer(MethodBase method) => method.GetParameters() is var parameters && parameters.Length <= MostParametersOfProducer && parameters.All(parameter => parameter is { IsOut: false, ParameterType: { IsByRefLike: false, IsPointer: false, IsByRef: false } });

        static bool ChangesState(MethodInfo method) =>
            method is { IsSpecialName: false, IsGenericMethod: false } && (method.ReturnType == typeof(void) || method.ReturnType == method.DeclaringType) && method.GetParameters().Length > 0 && IsProducer(method) && method.GetBaseDefinition().DeclaringType != typeof(object);
    }

    /// <summary>A class of the framework that is there to be set: <c>new EnumerationOptions { RecurseSubdirectories = true }</c>. Only what is a constant is set.</summary>
    private void AddOptions(Type type)
    {
        if (type.GetConstructor(Type.EmptyTypes) is not { } constructor || (type.GetConstructors().Length > 1 && !type.Name.EndsWith("Options", StringComparison.Ordinal)))
            return;
        var settable = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property is { GetMethod.IsPublic: true, SetMethod.IsPublic: true } && property.GetIndexParameters().Length == 0 && Literals.IsLiteral(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType))
            .OrderBy(property => property.Name, StringComparer.Ordinal).Take(MostMembersOfLibraryType).ToList();
        if (settable.Count == 0)
            return;
        Add(type, constructor, MemberShapeKind.Constructor, null);
        foreach (var property in settable)
            Add(type, property.SetMethod!, MemberShapeKind.PropertySetter, property);
    }

    /// <summary>A reader, or a stream, of a text that a test says.</summary>
    private void AddReaders()
    {
        if (IsTaken(typeof(TextReader)) || IsTaken(typeof(StringReader)))
            Add(typeof(StringReader), typeof(StringReader).GetConstructor([typeof(string)])!, MemberShapeKind.Constructor, null);
        if (!IsTaken(typeof(Stream)) && !IsTaken(typeof(MemoryStream)))
            return;
        Add(typeof(MemoryStream), typeof(MemoryStream).GetConstructor([typeof(byte[])])!, MemberShapeKind.Constructor, null);
        Add(typeof(Encoding), typeof(Encoding).GetMethod(nameof(Encoding.GetBytes), [typeof(string)])!, MemberShapeKind.Method, null);
    }

    /// <summary>Items in memory where code asks for what a database could answer too.</summary>
    private void AddQueryables()
    {
        var asQueryable = typeof(Queryable).GetMethods().Single(method => method is { Name: nameof(Queryable.AsQueryable), IsGenericMethodDefinition: true });
        foreach (var type in Taken().Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IQueryable<>)).Distinct().OrderBy(type => type.ToString(), StringComparer.Ordinal).ToList())
            Add(typeof(Queryable), asQueryable.MakeGenericMethod(type.GetGenericArguments()), MemberShapeKind.Method, null);
    }

    private bool IsTaken(Type type) => Taken().Contains(type);

    /// <summary>Types of all parameters.</summary>
    private IEnumerable<Type> Taken() => universe.Catalog.Members.ToList().SelectMany(member => member.Parameters).Select(parameter => universe.TypeOf(parameter.Type));

    /// <summary>A client whose handler is a fake, and responses for it.</summary>
    private void AddHttp(List<Type> wanted)
    {
        if (!wanted.Contains(typeof(HttpClient)) && !wanted.Contains(typeof(HttpResponseMessage)))
            return;
        wanted.Remove(typeof(HttpClient));
        Add(typeof(HttpClient), typeof(HttpClient).GetConstructor([typeof(HttpMessageHandler)])!, MemberShapeKind.Constructor, null);
        Set(typeof(HttpClient).GetProperty(nameof(HttpClient.BaseAddress))!);
        Set(typeof(HttpResponseMessage).GetProperty(nameof(HttpResponseMessage.Content))!);
        Add(typeof(StringContent), typeof(StringContent).GetConstructor([typeof(string)])!, MemberShapeKind.Constructor, null);

        void Set(PropertyInfo property) => Add(property.DeclaringType!, property.SetMethod!, MemberShapeKind.PropertySetter, property);
    }

    /// <summary>What can be read from a class of the subject because a class of somebody else, from which it derives, offers it: the message of an exception, the rules of a specification.</summary>
    private void AddInheritedState()
    {
        foreach (var type in ForeignBases())
        {
            AddEvents(type);
            foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(IsState).OrderBy(property => property.Name, StringComparer.Ordinal).Take(MostMembersOfLibraryType))
                Add(type, property.GetMethod!, MemberShapeKind.PropertyGetter, property);
        }

        static bool IsState(PropertyInfo property)
        {
            if (property.GetMethod is not { IsPublic: true } || property.GetIndexParameters().Length > 0)
                return false;
            return property.DeclaringType == typeof(Exception)
                ? property.Name == nameof(Exception.Message)
                : Literals.IsLiteral(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) || typeof(IEnumerable).IsAssignableFrom(property.PropertyType);
        }
    }

    /// <summary>
    /// What a class of a library does with values of the subject that the subject derives it for: <c>Validate(order)</c> of an <c>AbstractValidator&lt;Order&gt;</c>, whose rules a constructor only sets up.
    /// </summary>
    private void AddInheritedWork()
    {
        foreach (var type in ForeignBases().Where(type => type.IsGenericType && universe.IsOfLibrary(type) && IsAccessible(type)))
        {
            foreach (var method in Sorted(type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(method => method is { IsSpecialName: false, IsGenericMethod: false } && TakesArgument(type, method))).Take(MostMembersOfLibraryType))
                Add(type, method, MemberShapeKind.Method, null);
        }
    }

    /// <summary>A parameter of the method is of a type that the generic type is closed over, or a sequence of it.</summary>
    public static bool TakesArgument(Type closed, MethodBase method)
    {
        var arguments = closed.GetGenericArguments();
        return method.GetParameters().Any(parameter => arguments.Contains(parameter.ParameterType) || (parameter.ParameterType is { IsGenericType: true } sequence && sequence.GetGenericTypeDefinition() == typeof(IEnumerable<>) && arguments.Contains(sequence.GetGenericArguments()[0])));
    }

    /// <summary>Base classes of the subject's types that others declare.</summary>
    private IEnumerable<Type> ForeignBases()
    {
        return SubjectTypes.Where(type => type is { IsClass: true, IsGenericTypeDefinition: false } && type.Namespace != FakesNamespace)
            .SelectMany(Of).Distinct().OrderBy(type => type.ToString(), StringComparer.Ordinal);

        IEnumerable<Type> Of(Type type)
        {
            for (var at = type.BaseType; at is not null && at != typeof(object) && at != typeof(ValueType); at = at.BaseType)
            {
                if (at.Assembly != universe.Assembly && !NotState.Contains(at) && !TypeTable.IsDelegate(at))
                    yield return at;
            }
        }
    }

    /// <summary>What these offer is about the machine, not about the subject.</summary>
    private static readonly HashSet<Type> NotState = [typeof(Attribute), typeof(MarshalByRefObject), typeof(Stream), typeof(TextReader), typeof(TextWriter), typeof(Task), typeof(Thread)];
}
