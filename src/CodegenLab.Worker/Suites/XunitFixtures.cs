namespace CodegenLab.Worker.Suites;

/// <summary>Fixtures of one run: of the assembly and of collections until the end, of classes while their cases run.</summary>
internal sealed class XunitFixtures(XunitReflection reflection) : SharedThings
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
            if (reflection.DefinitionOf(type) is { } definition)
            {
                if (!_ofCollections.TryGetValue(definition, out var collection))
                {
                    _ofCollections.Add(definition, collection = []);
                    foreach (var kind in reflection.FixturesOf(definition, CollectionFixture))
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
            reflection.End(thing);
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
        foreach (var kind in reflection.OfAssembly)
            _ofAssembly[kind] = Begun(kind, _ofAssembly);
    }

    private void AddClassFixtures(Type place, Dictionary<Type, object> things)
    {
        foreach (var kind in reflection.FixturesOf(place, ClassFixture))
        {
            var thing = Begun(kind, things);
            things[kind] = thing;
            _ofClass.Add(thing);
        }
    }

    private object Begun(Type kind, IReadOnlyDictionary<Type, object> things)
    {
        var thing = reflection.Make(kind, things);
        reflection.Begin(thing);
        return thing;
    }
}
