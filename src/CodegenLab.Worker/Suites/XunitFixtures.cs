using System.Reflection;

namespace CodegenLab.Worker.Suites;

/// <summary>Fixtures of one run: of the assembly and of collections until the end, of classes while their cases run.</summary>
internal sealed class XunitFixtures(XunitFixtures.Facts facts) : SharedThings
{
    private const string ClassFixture = "Xunit.IClassFixture`1";
    private const string CollectionFixture = "Xunit.ICollectionFixture`1";

    private readonly Dictionary<Type, object> _ofAssembly = [];
    private readonly Dictionary<Type, Dictionary<Type, object>> _ofCollections = [];
    private readonly List<object> _ofClass = [];
    private bool _hasAssemblyFixtures;

    public override (IReadOnlyDictionary<Type, object> Things, CaseEnd? Failure) Enter(Type type)
    {
        var things = new Dictionary<Type, object>();
        try
        {
            MakeAssemblyFixtures();
            foreach (var (kind, thing) in _ofAssembly)
                things[kind] = thing;
            if (facts.DefinitionOf(type) is { } definition)
            {
                if (!_ofCollections.TryGetValue(definition, out var collection))
                {
                    _ofCollections.Add(definition, collection = []);
                    foreach (var kind in facts.FixturesOf(definition, CollectionFixture))
                        collection[kind] = Begun(kind, things);
                }

                foreach (var (kind, thing) in collection)
                    things[kind] = thing;
                AddClassFixtures(definition, things);
            }

            AddClassFixtures(type, things);
            return (things, null);
        }
        catch (Exception failure)
        {
            return (things, CaseEnd.Failed(failure));
        }
    }

    public override CaseEnd? Leave(Type type)
    {
        CaseEnd? trouble = null;
        foreach (var fixture in _ofClass.AsEnumerable().Reverse())
            trouble ??= Ended(fixture);
        _ofClass.Clear();
        return trouble;
    }

    public override void Dispose()
    {
        // Whoever could be told has ended: no case is to blame for what fails here.
        foreach (var fixture in _ofCollections.Values.SelectMany(collection => collection.Values.Reverse()).Concat(_ofAssembly.Values.Reverse()))
            _ = Ended(fixture);
    }

    private CaseEnd? Ended(object thing)
    {
        try
        {
            facts.End(thing);
            return null;
        }
        catch (Exception failure)
        {
            return CaseEnd.Failed(failure);
        }
    }

    private void MakeAssemblyFixtures()
    {
        if (_hasAssemblyFixtures)
            return;
        _hasAssemblyFixtures = true;
        foreach (var kind in facts.OfAssembly)
            _ofAssembly[kind] = Begun(kind, _ofAssembly);
    }

    private void AddClassFixtures(Type place, Dictionary<Type, object> things)
    {
        foreach (var kind in facts.FixturesOf(place, ClassFixture))
        {
            var thing = Begun(kind, things);
            things[kind] = thing;
            _ofClass.Add(thing);
        }
    }

    private object Begun(Type kind, IReadOnlyDictionary<Type, object> things)
    {
        var thing = facts.Make(kind, things);
        facts.Begin(thing);
        return thing;
    }

    /// <summary>What reflection says of classes, asked once: cases are run thousands of times.</summary>
    internal sealed class Facts(Assembly tests)
    {
        private readonly Dictionary<Type, Type?> _definitions = [];
        private readonly Dictionary<(Type, string), Type[]> _fixtures = [];
        private readonly Dictionary<Type, (ConstructorInfo Constructor, ParameterInfo[] Parameters)> _constructors = [];
        private readonly Dictionary<Type, (MethodInfo? Begin, MethodInfo? End)> _lifetimes = [];
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
}
