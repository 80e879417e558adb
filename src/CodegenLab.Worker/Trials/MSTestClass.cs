using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using CodegenLab.Worker.Suites;

namespace CodegenLab.Worker.Trials;

/// <summary>A class of tests of MSTest 2 or later.</summary>
internal sealed class MSTestClass(Assembly draft, Type type, FailureReader failures) : ReflectedClass(type, failures)
{
    private const string Space = "Microsoft.VisualStudio.TestTools.UnitTesting.";

    private static readonly string[] PlacesOfContext = ["MSTest.TestFramework", "MSTest.TestFramework.Extensions", "Microsoft.VisualStudio.TestPlatform.TestFramework", "Microsoft.VisualStudio.TestPlatform.TestFramework.Extensions"];

    private readonly object? _context = ContextFor(draft);

    protected override bool IsTest(MethodInfo method) => method.IsPublic && !method.IsStatic && Attribute(method, "TestMethodAttribute") is not null && Attribute(method.ReflectedType!, "TestClassAttribute") is not null;

    protected override string? SkippedBecause(MethodInfo method) =>
        (Attribute(method, "IgnoreAttribute") ?? Attribute(method.ReflectedType!, "IgnoreAttribute")) is { } ignored ? ignored.GetType().GetProperty("IgnoreMessage")?.GetValue(ignored) as string ?? "ignored" : null;

    protected override IReadOnlyList<object?[]>? RowsOf(MethodInfo method)
    {
        var sources = SourcesOf(method).ToList();
        return sources.Count == 0
            ? null
            : [.. sources.SelectMany(source => ((IEnumerable)source.GetType().GetInterface(Space + "ITestDataSource")!.GetMethod("GetData")!.Invoke(source, BindingFlags.DoNotWrapExceptions, null, [method], null)!).Cast<object?>().Select(AsRow))];
    }

    protected override bool HasConstantRows(MethodInfo method) => SourcesOf(method).All(source => Is(source.GetType(), "DataRowAttribute"));

    /// <summary>MSTest leaves conversions to reflection, which widens numbers and makes no decimal of any.</summary>
    protected override (MethodInfo Method, object?[] Arguments) Fit(MethodInfo method, object?[] row)
    {
        var fitted = XunitArguments.Fit(method, row);
        foreach (var (value, parameter) in row.Zip(fitted.Method.GetParameters()))
        {
            var wanted = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
            if (value is not null && !wanted.IsInstanceOfType(value) && !(wanted.IsPrimitive && value.GetType().IsPrimitive) && !wanted.IsEnum && !parameter.IsDefined(typeof(ParamArrayAttribute)))
                throw new ArgumentException($"{value.GetType().Name} {value} of a row does not fit {wanted.Name} {parameter.Name}.");
        }

        return fitted;
    }

    protected override SharedThings Share() => new ClassHooks(_context);

    protected override void Run(MethodInfo method, object?[] arguments, IReadOnlyDictionary<Type, object> things)
    {
        var place = method.ReflectedType!;
        var instance = place.GetConstructors() is [var constructor, ..] && constructor.GetParameters().Length == 1 ? Calls.Make(constructor, _context) : Calls.Make(place.GetConstructor([])!);
        if (_context is not null && place.GetProperty("TestContext") is { CanWrite: true } property && property.PropertyType.IsInstanceOfType(_context))
            property.SetValue(instance, _context);
        try
        {
            foreach (var before in Hooks(place, "TestInitializeAttribute").Reverse())
                Calls.Call(instance, before);
            Call(instance, method, arguments);
        }
        finally
        {
            foreach (var after in Hooks(place, "TestCleanupAttribute"))
                Calls.Call(instance, after);
            Calls.Dispose(instance);
        }
    }

    protected override bool IsAssertion(Exception failure) => Is(failure.GetType(), "UnitTestAssertException");

    protected override string? SkippedBy(Exception failure) => Is(failure.GetType(), "AssertInconclusiveException") ? failure.Message : null;

    /// <summary>With the exception that MSTest 2 and 3 let an attribute expect.</summary>
    private static void Call(object instance, MethodInfo method, object?[] arguments)
    {
        if (Attribute(method, "ExpectedExceptionAttribute") is not { } attribute)
        {
            Calls.Call(instance, method, arguments);
            return;
        }

        var expected = (Type)attribute.GetType().GetProperty("ExceptionType")!.GetValue(attribute)!;
        var allowsDerived = attribute.GetType().GetProperty("AllowDerivedTypes")?.GetValue(attribute) is true;
        try
        {
            Calls.Call(instance, method, arguments);
        }
        catch (Exception thrown) when (allowsDerived ? expected.IsInstanceOfType(thrown) : thrown.GetType() == expected)
        {
            return;
        }

        throw new InvalidOperationException($"The test did not throw {expected.FullName}.");
    }

    private static IEnumerable<object> SourcesOf(MethodInfo method) => method.GetCustomAttributes(inherit: true).Where(source => source.GetType().GetInterface(Space + "ITestDataSource") is not null);

    private static object?[] AsRow(object? row) => row switch
    {
        object?[] values => values,
        // TestDataRow<T> of MSTest 3.8 wraps what else may be a row.
        not null when row.GetType().GetProperty("Value") is { } value && row.GetType().Name.StartsWith("TestDataRow", StringComparison.Ordinal) => AsRow(value.GetValue(row)),
        ITuple tuple => [.. Enumerable.Range(0, tuple.Length).Select(at => tuple[at])],
        _ => [row],
    };

    /// <summary>Of the class itself first, then of what it derives from.</summary>
    private static IEnumerable<MethodInfo> Hooks(Type type, string attribute, BindingFlags kind = BindingFlags.Instance)
    {
        for (var at = type; at is not null && at != typeof(object); at = at.BaseType)
            foreach (var method in at.GetMethods(kind | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly).Where(method => Attribute(method, attribute) is not null))
                yield return method;
    }

    private static object? Attribute(MemberInfo member, string name) => member.GetCustomAttributes(inherit: true).FirstOrDefault(attribute => Is(attribute.GetType(), name));

    private static bool Is(Type type, string name)
    {
        for (var at = type; at is not null; at = at.BaseType)
            if (at.FullName == Space + name)
                return true;
        return false;
    }

    /// <summary>A TestContext that swallows what it is told; null: this version has none.</summary>
    private static object? ContextFor(Assembly draft)
    {
        var context = AssemblyLoadContext.GetLoadContext(draft)!;
        return PlacesOfContext.Select(name => Loaded(context, name)?.GetType(Space + "TestContext")).FirstOrDefault(found => found is not null) is { } type ? StandIn.Of(type, (_, _) => null) : null;
    }

    private static Assembly? Loaded(AssemblyLoadContext context, string name)
    {
        try
        {
            return context.LoadFromAssemblyName(new AssemblyName(name));
        }
        catch (FileNotFoundException)
        {
            // Which of them there are depends on the version.
            return null;
        }
    }

    /// <summary>ClassInitialize and ClassCleanup. What the project does for all of its tests is not the draft's, and runs in the proof.</summary>
    private sealed class ClassHooks(object? context) : SharedThings
    {
        private static readonly Dictionary<Type, object> NoThings = [];

        public override (IReadOnlyDictionary<Type, object> Things, CaseEnd? Failure) Enter(Type type) => (NoThings, Called(Hooks(type, "ClassInitializeAttribute", BindingFlags.Static).Reverse()));

        public override CaseEnd? Leave(Type type) => Called(Hooks(type, "ClassCleanupAttribute", BindingFlags.Static));

        public override void Dispose()
        {
        }

        private CaseEnd? Called(IEnumerable<MethodInfo> hooks)
        {
            try
            {
                foreach (var hook in hooks)
                    Calls.Call(null, hook, hook.GetParameters().Length == 1 ? [context] : []);
                return null;
            }
            catch (Exception failure)
            {
                return CaseEnd.Failed(failure);
            }
        }
    }
}
