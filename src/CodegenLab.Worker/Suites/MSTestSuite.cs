using System.Collections;
using System.Reflection;

namespace CodegenLab.Worker.Suites;

/// <summary>Tests of MSTest 2 and later: rows of any source, what runs before and after, for methods, classes and the assembly.</summary>
internal sealed class MSTestSuite : ClassSuite
{
    private const string Space = "Microsoft.VisualStudio.TestTools.UnitTesting.";

    private readonly Assembly _tests;
    private readonly object? _context;

    public MSTestSuite(Assembly tests, ISuiteObserver observer)
    {
        _tests = tests;
        var framework = tests.GetReferencedAssemblies().First(reference => reference.Name is "MSTest.TestFramework" or "Microsoft.VisualStudio.TestPlatform.TestFramework");
        Framework = FormattableString.Invariant($"MSTest {framework.Version!.Major}.{framework.Version.Minor}");
        var context = System.Runtime.Loader.AssemblyLoadContext.GetLoadContext(tests)!;
        _context = ContextType(context, framework) is { } type ? StandIn.Of(type, (_, _) => null) : null;
        foreach (var testClass in tests.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false } && Has(type, "TestClassAttribute")).OrderBy(type => type.MetadataToken))
        {
            foreach (var method in testClass.GetMethods(BindingFlags.Instance | BindingFlags.Public).Where(method => Has(method, "TestMethodAttribute")).OrderBy(method => method.MetadataToken))
                Add(testClass, method, IgnoredBecause(method) ?? IgnoredBecause(testClass), SourcesOf(method).Any(), observer);
        }
    }

    public override string Framework { get; }

    protected override SharedThings Share() => new Initialisers(_tests, _context);

    protected override bool HasConstantRows(MethodInfo method) => SourcesOf(method).All(source => Is(source.GetType(), "DataRowAttribute"));

    protected override IReadOnlyList<object?[]> RowsOf(MethodInfo method) =>
        [.. SourcesOf(method).SelectMany(source => ((IEnumerable)source.GetType().GetInterface(Space + "ITestDataSource")!.GetMethod("GetData")!.Invoke(source, BindingFlags.DoNotWrapExceptions, null, [method], null)!).Cast<object?>().Select(AsRow))];

    protected override CaseEnd Run(Type type, MethodInfo method, object?[] row, IReadOnlyDictionary<Type, object> things)
    {
        var instance = type.GetConstructors() is [var constructor, ..] && constructor.GetParameters().Length == 1 ? Calls.Make(constructor, _context) : Calls.Make(type.GetConstructor([])!);
        if (_context is not null && type.GetProperty("TestContext") is { CanWrite: true } property && property.PropertyType.IsInstanceOfType(_context))
            property.SetValue(instance, _context);
        var expected = method.GetCustomAttributes(inherit: true).FirstOrDefault(attribute => Is(attribute.GetType(), "ExpectedExceptionAttribute"));
        try
        {
            foreach (var before in Hooks(type, "TestInitializeAttribute").Reverse())
                Calls.Call(instance, before);
            var (closed, arguments) = XunitArguments.Fit(method, row);
            if (expected is null)
                Calls.Call(instance, closed, arguments);
            else if (Threw(instance, closed, arguments, expected) is { } missing)
                return missing;
        }
        finally
        {
            foreach (var after in Hooks(type, "TestCleanupAttribute"))
                Calls.Call(instance, after);
            Calls.Dispose(instance);
        }

        return CaseEnd.Passed;
    }

    protected override CaseEnd EndOf(Exception failure) =>
        failure.GetType().Name == "AssertInconclusiveException" ? CaseEnd.Skipped(failure.Message) : base.EndOf(failure);

    /// <returns>Null: what was expected was thrown.</returns>
    private static CaseEnd? Threw(object instance, MethodInfo method, object?[] arguments, object expected)
    {
        var type = (Type)expected.GetType().GetProperty("ExceptionType")!.GetValue(expected)!;
        var allowsDerived = expected.GetType().GetProperty("AllowDerivedTypes")?.GetValue(expected) is true;
        try
        {
            Calls.Call(instance, method, arguments);
            return CaseEnd.Failed($"Test method did not throw expected exception {type.FullName}.");
        }
        catch (Exception thrown) when (allowsDerived ? type.IsInstanceOfType(thrown) : thrown.GetType() == type)
        {
            return null;
        }
    }

    private static object?[] AsRow(object? row) => row switch
    {
        object?[] values => values,
        // TestDataRow<T> of MSTest 3.8 wraps what else may be a row.
        not null when row.GetType().GetProperty("Value") is { } value && row.GetType().Name.StartsWith("TestDataRow", StringComparison.Ordinal) => AsRow(value.GetValue(row)),
        System.Runtime.CompilerServices.ITuple tuple => [.. Enumerable.Range(0, tuple.Length).Select(at => tuple[at])],
        _ => [row],
    };

    private static IEnumerable<object> SourcesOf(MethodInfo method) => method.GetCustomAttributes(inherit: true).Where(attribute => attribute.GetType().GetInterface(Space + "ITestDataSource") is not null);

    private static string? IgnoredBecause(MemberInfo member) => member.GetCustomAttributes(inherit: true).FirstOrDefault(attribute => Is(attribute.GetType(), "IgnoreAttribute")) is { } ignored
        ? ignored.GetType().GetProperty("IgnoreMessage")?.GetValue(ignored) as string ?? "ignored"
        : null;

    /// <summary>Of the class itself first, then of what it derives from.</summary>
    private static IEnumerable<MethodInfo> Hooks(Type type, string attribute)
    {
        for (var at = type; at is not null && at != typeof(object); at = at.BaseType)
            foreach (var method in at.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly).Where(method => Has(method, attribute)))
                yield return method;
    }

    private static bool Has(MemberInfo member, string attribute) => member.GetCustomAttributes(inherit: true).Any(candidate => Is(candidate.GetType(), attribute));

    private static bool Is(Type type, string attribute)
    {
        for (var at = type; at is not null; at = at.BaseType!)
            if (at.FullName == Space + attribute)
                return true;
        return false;
    }

    private static Type? ContextType(System.Runtime.Loader.AssemblyLoadContext context, AssemblyName framework) =>
        new[] { framework, new AssemblyName("MSTest.TestFramework.Extensions"), new AssemblyName("Microsoft.VisualStudio.TestPlatform.TestFramework.Extensions") }
            .Select(name => Loaded(context, name)?.GetType(Space + "TestContext")).FirstOrDefault(type => type is not null);

    private static Assembly? Loaded(System.Runtime.Loader.AssemblyLoadContext context, AssemblyName name)
    {
        try
        {
            return context.LoadFromAssemblyName(name);
        }
        catch (FileNotFoundException)
        {
            // Only some versions have it.
            return null;
        }
    }

    /// <summary>ClassInitialize, AssemblyInitialize and their opposites.</summary>
    private sealed class Initialisers(Assembly tests, object? context) : SharedThings
    {
        private static readonly Dictionary<Type, object> NoThings = [];
        private bool _isAssemblyReady;
        private CaseEnd? _assemblyTrouble;

        public override (IReadOnlyDictionary<Type, object> Things, CaseEnd? Failure) Enter(Type type)
        {
            if (!_isAssemblyReady)
            {
                _isAssemblyReady = true;
                _assemblyTrouble = Guarded(() => CallAll(OfAssembly("AssemblyInitializeAttribute")));
            }

            return (NoThings, _assemblyTrouble ?? Guarded(() => CallAll(OfClass(type, "ClassInitializeAttribute").Reverse())));
        }

        public override CaseEnd? Leave(Type type) => Guarded(() => CallAll(OfClass(type, "ClassCleanupAttribute")));

        public override void Dispose()
        {
            // Whoever could be told has ended: no case is to blame for what fails here.
            if (_isAssemblyReady)
                _ = Guarded(() => CallAll(OfAssembly("AssemblyCleanupAttribute")));
        }

        private IEnumerable<MethodInfo> OfAssembly(string attribute) =>
            tests.GetTypes().Where(type => Has(type, "TestClassAttribute")).SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public)).Where(method => Has(method, attribute));

        private static IEnumerable<MethodInfo> OfClass(Type type, string attribute)
        {
            for (var at = type; at is not null && at != typeof(object); at = at.BaseType)
                foreach (var method in at.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly).Where(method => Has(method, attribute) && (at == type || Inherits(method, attribute))))
                    yield return method;
        }

        private static bool Inherits(MethodInfo method, string attribute) =>
            method.GetCustomAttributes(inherit: true).First(candidate => Is(candidate.GetType(), attribute)) is var hook && Convert.ToInt32(hook.GetType().GetProperty("InheritanceBehavior")?.GetValue(hook) ?? 0, System.Globalization.CultureInfo.InvariantCulture) != 0;

        private void CallAll(IEnumerable<MethodInfo> hooks)
        {
            foreach (var hook in hooks)
                Calls.Call(null, hook, hook.GetParameters().Length == 1 ? [context] : []);
        }

        private static CaseEnd? Guarded(Action action)
        {
            try
            {
                action();
                return null;
            }
            catch (Exception failure)
            {
                return CaseEnd.Failed(failure);
            }
        }
    }
}
