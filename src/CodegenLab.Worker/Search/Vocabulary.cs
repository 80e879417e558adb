using System.Reflection;
using CodegenLab.Worker.Execution;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Search;

/// <summary>Questions the search asks of the catalog again and again, answered once.</summary>
/// <param name="universe">The search build, discovered.</param>
/// <param name="internalTypes">Types of the subject that tests may name though they are not public.</param>
/// <param name="avoided">Documentation ids of members that are not to be called.</param>
internal sealed class Vocabulary(Universe universe, IEnumerable<Type> internalTypes, IReadOnlySet<string> avoided)
{
    private readonly HashSet<string> _internalNames = [.. internalTypes.Select(type => type.FullName ?? "")];
    private readonly Dictionary<Type, List<MemberShape>> _producers = [];
    private readonly Dictionary<Type, List<MemberShape>> _callableOn = [];
    private readonly Dictionary<Type, List<MemberShape>> _changers = [];
    private readonly Dictionary<Type, List<MemberShape>> _initialisable = [];
    private readonly Dictionary<Type, List<MemberShape>> _observers = [];
    private readonly Dictionary<Type, List<KnownValues.Entry>> _known = [];
    private readonly Dictionary<Type, List<MemberShape>> _events = [];
    private readonly Dictionary<Type, List<MemberShape>> _raisers = [];
    private readonly Dictionary<Type, MemberShape?> _contents = [];

    /// <summary>Names of cultures that the subject's code speaks of.</summary>
    public IReadOnlyList<string> Cultures { get; init; } = [];

    public Universe Universe => universe;

    /// <summary>What a test hands in where a <see cref="Type"/> is asked for: kinds of types that code tells apart, those that the subject's code names, and its own.</summary>
    public IReadOnlyList<Type> Types => _types ??= [.. SortsOfTypes.Concat(NamedTypes()).Concat(OwnTypes()).Distinct().Take(MostTypes)];

    private List<Type>? _types;

    private const int MostTypes = 80;

    private static readonly Type[] SortsOfTypes = [typeof(object), typeof(int?), typeof(DayOfWeek), typeof(int[]), typeof(List<string>), typeof(Dictionary<string, int>), typeof(IEnumerable<int>), typeof(Guid)];

    private IEnumerable<Type> NamedTypes() =>
        universe.Catalog.Members.Where(member => member.IsSubject && member.Kind != MemberShapeKind.Field && member.Parameters.Any(parameter => universe.TypeOf(parameter.Type) == typeof(Type))).ToList()
            .Select(member => universe.TypeOf(member.DeclaringType)).Distinct().ToList()
            .SelectMany(type => type.GetMethods(Declared).OrderBy(method => method.ToString(), StringComparer.Ordinal))
            .Where(method => method is { IsAbstract: false, IsGenericMethodDefinition: false, DeclaringType.ContainsGenericParameters: false })
            .SelectMany(AskedTypes.In)
            .Where(type => type.Assembly != universe.Assembly);

    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private IEnumerable<Type> OwnTypes() =>
        universe.Catalog.Types.Where(shape => shape is { IsSubject: true, IsInternal: false, Kind: TypeShapeKind.Class or TypeShapeKind.Struct or TypeShapeKind.Interface or TypeShapeKind.Enum }).ToList()
            .Select(shape => universe.TypeOf(shape.Id)).Where(type => !TypeArguments.IsMarked(type)).OrderBy(type => type.ToString(), StringComparer.Ordinal);

    /// <summary>Members that tests are written for.</summary>
    public List<MemberShape> Subjects { get; } = [.. Callable(universe, avoided).Where(member => member.IsSubject && !member.IsInitOnly)];

    /// <summary>What new tests are made for: the subjects, and what types of the subject do for an interface of the framework that they implement explicitly or inherit, or by a class of a library that is closed over a type of theirs.</summary>
    public List<Target> Targets => _targets ??= [.. Subjects.Select(member => new Target(member, universe.TypeOf(member.DeclaringType))), .. Contracts()];

    private List<Target>? _targets;

    /// <summary>Type of the value that a nested call yields: a lazy sequence stays one.</summary>
    public Type? NestedType(MemberShape member) =>
        member.Kind == MemberShapeKind.Event ? null : member.Conversion is ResultConversion.Enumerate or ResultConversion.EnumerateAsync ? universe.TypeOf(member.Returns) : member.Result < 0 ? null : universe.TypeOf(member.Result);

    /// <summary>Type of the variable that a statement declares; null for none.</summary>
    public Type? VariableType(Statement statement)
    {
        var member = universe.Catalog.Members[statement.Call.Member];
        return statement.Take == 0 ? NestedType(member) : universe.TypeOf(member.Result);
    }

    /// <summary>Members whose result can be used where <paramref name="type"/> is asked for; constructors and self-contained factories count three times, and where fakes are among them, the others as often as those.</summary>
    public IReadOnlyList<MemberShape> Producers(Type type)
    {
        if (_producers.TryGetValue(type, out var known))
            return known;
        var all = Callable(universe, avoided).Where(member => Produces(member, type)).ToList();
        if (all.Any(member => !IsRoundabout(member)))
            all.RemoveAll(IsRoundabout);
        var direct = all.Where(member => member.IsStatic && member.Parameters.All(parameter => universe.TypeOf(parameter.Type) != type)).ToList();
        if (direct.Count > 0)
            all = [.. direct, .. direct, .. all];
        var real = all.Where(member => !IsOfFake(member)).ToList();
        for (var times = real.Count == 0 ? 0 : (all.Count - real.Count) / real.Count; times > 1; times--)
            all.AddRange(real);
        _producers.Add(type, all);
        return all;
    }

    /// <summary>Instance members that can be called on a variable of <paramref name="type"/>.</summary>
    public IReadOnlyList<MemberShape> CallableOn(Type type)
    {
        if (!_callableOn.TryGetValue(type, out var members))
        {
            members = [.. Callable(universe, avoided).Where(member => !member.IsStatic && !member.IsInitOnly && member.Kind != MemberShapeKind.Field && universe.TypeOf(member.DeclaringType).IsAssignableFrom(type))];

            // A number or a text is comparable too; that is not what anybody wants to know.
            if (type.Assembly != universe.Assembly)
                members.RemoveAll(member => universe.TypeOf(member.DeclaringType) is { IsInterface: true } declaring && declaring != type && declaring.Assembly != universe.Assembly);

            // What a class offers itself is not called through the interfaces that ask for it.
            if (!type.IsInterface)
            {
                var own = members.Where(member => !universe.TypeOf(member.DeclaringType).IsInterface).Select(member => (member.Name, member.Parameters.Length)).ToHashSet();
                members.RemoveAll(member => universe.TypeOf(member.DeclaringType).IsInterface && own.Contains((member.Name, member.Parameters.Length)));
            }

            if (type.FullName == FilesOfTests.TypeName)
                members.Clear();
            _callableOn.Add(type, members);
        }

        return members;
    }

    /// <summary>
    /// Of <see cref="CallableOn"/> what may change the state of the variable: neither reading nor comparing. None for a type that has no member without a result: it looks immutable, and
    /// calls on it would only make tests longer (measured: 3 % of the branches of Cronos).
    /// </summary>
    public IReadOnlyList<MemberShape> ChangersOf(Type type)
    {
        if (_changers.TryGetValue(type, out var members))
            return members;
        members = [.. CallableOn(type).Where(member => member.Kind is MemberShapeKind.Method or MemberShapeKind.PropertySetter or MemberShapeKind.IndexerSetter && !Comparisons.Contains(member.Name))];
        if (members.TrueForAll(member => member.Result >= 0))
            members.Clear();
        _changers.Add(type, members);
        return members;
    }

    private static readonly HashSet<string> Comparisons = ["ToString", "Equals", "GetHashCode", "CompareTo", "Deconstruct", "Dispose", "DisposeAsync"];

    /// <summary>Subscriptions to events of a variable whose static type is <paramref name="type"/>.</summary>
    public IReadOnlyList<MemberShape> EventsOf(Type type)
    {
        if (!_events.TryGetValue(type, out var events))
        {
            events = [.. universe.Catalog.Members.Where(member => member.Kind == MemberShapeKind.Event && universe.TypeOf(member.DeclaringType) is var declaring && declaring.IsInterface == type.IsInterface && declaring.IsAssignableFrom(type))];
            _events.Add(type, events);
        }

        return events;
    }

    /// <summary>How a test makes a file for itself, with a text in it or only its path; null: no code opens files that it is given the path of.</summary>
    public FileOfTest? FileOfTest => (_fileOfTest ??= new(FindFileOfTest)).Value;

    private Lazy<FileOfTest?>? _fileOfTest;

    private FileOfTest? FindFileOfTest()
    {
        var members = universe.Catalog.Members.Where(member => universe.Catalog.Types[member.DeclaringType].Name == FilesOfTests.TypeName).ToList();
        var constructors = members.Where(member => member.Kind == MemberShapeKind.Constructor).ToList();
        return members.Find(member => member.Name == FilesOfTests.FullName) is { } path && constructors.Find(member => member.Parameters.Length == 1) is { } withText && constructors.Find(member => member.Parameters.Length == 0) is { } missing
            ? new FileOfTest(withText.Id, missing.Id, path)
            : null;
    }

    /// <summary>Some fake raises events.</summary>
    public bool HasRaisers => _hasRaisers ??= universe.Catalog.Types.Where(shape => shape.Name.StartsWith(Discovery.FakesNamespace, StringComparison.Ordinal)).ToList().Any(shape => RaisersOf(universe.TypeOf(shape.Id)).Count > 0);

    private bool? _hasRaisers;

    /// <summary>Of a fake, what raises its events.</summary>
    public IReadOnlyList<MemberShape> RaisersOf(Type type)
    {
        if (!_raisers.TryGetValue(type, out var raisers))
        {
            raisers = type.Namespace != Discovery.FakesNamespace ? [] : [.. CallableOn(type).Where(member => member.Name.StartsWith(Discovery.Raising, StringComparison.Ordinal) && type.GetEvent(member.Name[Discovery.Raising.Length..]) is not null)];
            _raisers.Add(type, raisers);
        }

        return raisers;
    }

    /// <summary>Properties that an object initialiser of <paramref name="type"/> may set, required ones first.</summary>
    public IReadOnlyList<MemberShape> Initialisable(Type type)
    {
        if (_initialisable.TryGetValue(type, out var known))
            return known;
        var members = Callable(universe, avoided)
            .Where(member => !member.IsStatic && (member.Kind == MemberShapeKind.PropertySetter || member is { Kind: MemberShapeKind.Field, IsReadOnly: false }) && universe.TypeOf(member.DeclaringType).IsAssignableFrom(type))
            .GroupBy(member => member.Name)
            .Select(group => group.Last())
            .OrderByDescending(member => member.IsRequired)
            .ToList();
        _initialisable.Add(type, members);
        return members;
    }

    /// <summary>What can be read from a variable whose static type is <paramref name="type"/>: getters and fields, then ToString when it is overridden.</summary>
    public IReadOnlyList<MemberShape> Observers(Type type)
    {
        if (_observers.TryGetValue(type, out var known))
            return known;
        var members = Callable(universe, avoided)
            .Where(member => !member.IsStatic && member.Parameters.Length == 0 && IsObserver(member, type))
            .GroupBy(member => member.Name)
            .Select(group => group.MaxBy(member => Depth(universe.TypeOf(member.DeclaringType)))!)
            .OrderBy(member => member.Kind == MemberShapeKind.Method)
            .ThenBy(member => member.Id)
            .ToList();
        _observers.Add(type, members);
        return members;

        static int Depth(Type type) => type.BaseType is { } parent ? 1 + Depth(parent) : 0;
    }

    /// <summary><see cref="Observers"/> by catalog id.</summary>
    public IReadOnlyList<MemberShape> ObserverIds(int type) => Observers(universe.TypeOf(type));

    /// <summary>Reads what has been written to a sink of this type; null: it is none.</summary>
    public MemberShape? ContentOf(Type sink)
    {
        if (!_contents.TryGetValue(sink, out var member))
        {
            member = Sinks.ReaderOf(sink) is { } reader ? universe.Catalog.Members.Find(member => member.Name == reader && member.Parameters.Length == 0 && universe.TypeOf(member.DeclaringType) == sink) : null;
            _contents.Add(sink, member);
        }

        return member;
    }

    /// <summary>Whether tests may name a type of the subject that is not public.</summary>
    public bool IsNameable(string fullName) => _internalNames.Contains(fullName);

    public IReadOnlyList<KnownValues.Entry> Known(Type type)
    {
        if (!_known.TryGetValue(type, out var entries))
        {
            _known.Add(type, entries = [.. KnownValues.All.Where(entry => type.IsAssignableFrom(entry.Type) && (type != typeof(object) || entry.Type == typeof(object)) && (entry.Type != typeof(TimeProvider) || !Producers(typeof(TimeProvider)).Any(IsOfFake)))]);
            if (type == typeof(System.Globalization.CultureInfo))
                entries.AddRange(Cultures.Select(KnownValues.Culture).ExceptBy(entries.Select(entry => entry.Code), entry => entry.Code));
        }

        return entries;
    }

    private static IEnumerable<MemberShape> Callable(Universe universe, IReadOnlySet<string> avoided) =>
        universe.Catalog.Members.Where(member => !member.IsForLaws && !member.IsContent && member.Kind != MemberShapeKind.Event && !avoided.Contains(member.DocumentationId));

    /// <summary>A value out of a fake, or through an interface: a test that gets its money from a fake discount rule puzzles its readers.</summary>
    private bool IsRoundabout(MemberShape member) =>
        !member.IsStatic && universe.TypeOf(member.DeclaringType) is var declaring && (declaring.IsInterface || declaring.Namespace == Discovery.FakesNamespace);

    private bool IsOfFake(MemberShape member) => universe.TypeOf(member.DeclaringType).Namespace == Discovery.FakesNamespace;

    private IEnumerable<Target> Contracts() =>
        from shape in universe.Catalog.Types.ToList()
        where shape is { IsSubject: true, Kind: TypeShapeKind.Class or TypeShapeKind.Struct or TypeShapeKind.Interface }
        let type = universe.TypeOf(shape.Id)
        where type.Namespace != Discovery.FakesNamespace
        from member in CallableOn(type)
        let declaring = universe.TypeOf(member.DeclaringType)
        where declaring.Assembly != universe.Assembly && (declaring.IsInterface || IsInheritedWork(member, declaring, type))
        select new Target(member, type);

    private bool IsInheritedWork(MemberShape member, Type declaring, Type type) =>
        member.Kind == MemberShapeKind.Method && declaring.IsGenericType && type.IsSubclassOf(declaring) && !type.IsAbstract && Discovery.TakesArgument(declaring, (System.Reflection.MethodBase)universe.CallableOf(member.Id).Member);

    private bool Produces(MemberShape member, Type type)
    {
        if (member.Kind is MemberShapeKind.PropertySetter or MemberShapeKind.IndexerSetter || NestedType(member) is not { } result)
            return false;
        return result != typeof(object) && !result.IsByRefLike && type.IsAssignableFrom(result) && member.Parameters.All(parameter => parameter.Passing is Passing.Value or Passing.In);
    }

    private bool IsObserver(MemberShape member, Type type)
    {
        var declaring = universe.TypeOf(member.DeclaringType);
        if (!declaring.IsAssignableFrom(type))
            return false;
        if (declaring == typeof(Exception) && type.Assembly != universe.Assembly)
            return false;

        // What a test has set up itself is no news, by the interface as little as by the fake.
        if (declaring.IsInterface && type.Namespace == Discovery.FakesNamespace && declaring.GetProperty(member.Name) is { SetMethod: null })
            return false;
        if (declaring.Namespace == Discovery.FakesNamespace && declaring.GetProperty(member.Name)?.SetMethod is { IsPublic: true } && !declaring.GetInterfaces().Any(contract => contract.GetProperty(member.Name)?.SetMethod is not null))
            return false;
        return member.Kind is MemberShapeKind.PropertyGetter or MemberShapeKind.Field
            ? member.Conversion is ResultConversion.None or ResultConversion.Enumerate
            : member is { Kind: MemberShapeKind.Method, Name: "ToString" } && universe.TypeOf(member.DeclaringType) == type;
    }
}

/// <param name="Member">What is called.</param>
/// <param name="Receiver">On what, if it is no static member: the declaring type, or one that implements it.</param>
internal readonly record struct Target(MemberShape Member, Type Receiver);
