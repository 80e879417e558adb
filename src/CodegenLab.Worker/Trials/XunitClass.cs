using System.Collections;
using System.Reflection;
using CodegenLab.Worker.Suites;

namespace CodegenLab.Worker.Trials;

/// <summary>A class of tests of xUnit 2 or 3.</summary>
internal sealed class XunitClass(Assembly draft, Type type, FailureReader failures) : ReflectedClass(type, failures)
{
    private const string Fact = "Xunit.FactAttribute";
    private const string Theory = "Xunit.TheoryAttribute";
    private const string SkipMark = "$XunitDynamicSkip$";

    protected override bool IsTest(MethodInfo method) => FactOf(method) is not null;

    protected override string? SkippedBecause(MethodInfo method)
    {
        var fact = FactOf(method)!;
        return Property(fact, "Skip") as string ?? (Property(fact, "Explicit") is true ? "explicit" : null);
    }

    protected override IReadOnlyList<object?[]>? RowsOf(MethodInfo method)
    {
        var sources = method.GetCustomAttributes(inherit: true).Where(IsSource).ToList();
        return sources.Count == 0 && !IsA(FactOf(method)!.GetType(), Theory) ? null : [.. sources.SelectMany(source => RowsOf(source, method))];
    }

    protected override bool HasConstantRows(MethodInfo method) => method.GetCustomAttributes(inherit: true).Where(IsSource).All(source => source.GetType().FullName == "Xunit.InlineDataAttribute");

    protected override SharedThings Share() => new XunitFixtures(draft);

    protected override void Run(MethodInfo method, object?[] arguments, IReadOnlyDictionary<Type, object> things)
    {
        var instance = method.IsStatic ? null : XunitFixtures.Make(method.ReflectedType!, things);
        try
        {
            if (instance is not null)
                XunitFixtures.Begin(instance);
            var around = Around(method);
            foreach (var one in around)
                Call(one, "Before", method);
            try
            {
                Calls.Call(instance, method, arguments);
            }
            finally
            {
                foreach (var one in around.Reverse())
                    Call(one, "After", method);
            }
        }
        finally
        {
            if (instance is not null)
                XunitFixtures.End(instance);
        }
    }

    protected override bool IsAssertion(Exception failure) => IsA(failure.GetType(), "Xunit.Sdk.XunitException");

    protected override string? SkippedBy(Exception failure) =>
        failure.Message.StartsWith(SkipMark, StringComparison.Ordinal) ? failure.Message[SkipMark.Length..] : failure.GetType().Name == "SkipException" ? failure.Message : null;

    private static object? FactOf(MethodInfo method) => method.GetCustomAttributes(inherit: true).FirstOrDefault(attribute => IsA(attribute.GetType(), Fact));

    private static bool IsSource(object attribute) => IsA(attribute.GetType(), "Xunit.Sdk.DataAttribute") || attribute.GetType().GetInterface("Xunit.v3.IDataAttribute") is not null;

    private static IEnumerable<object?[]> RowsOf(object source, MethodInfo method)
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
        return rows.Cast<object>().Select(row => (object?[])row.GetType().GetInterface("Xunit.ITheoryDataRow")!.GetMethod("GetData", [])!.Invoke(row, null)!);
    }

    private static object[] Around(MethodInfo method) =>
    [
        .. method.ReflectedType!.GetCustomAttributes(inherit: true).Concat(method.GetCustomAttributes(inherit: true))
            .Where(attribute => IsA(attribute.GetType(), "Xunit.Sdk.BeforeAfterTestAttribute") || attribute.GetType().GetInterface("Xunit.v3.IBeforeAfterTestAttribute") is not null),
    ];

    private static void Call(object around, string name, MethodInfo method)
    {
        var hook = around.GetType().GetMethods().First(candidate => candidate.Name == name && candidate.GetParameters() is [{ ParameterType: var first }, ..] && first == typeof(MethodInfo));
        Calls.Call(around, hook, hook.GetParameters().Length == 1 ? [method] : [method, null]);
    }

    private static object? Property(object attribute, string name) => attribute.GetType().GetProperty(name)?.GetValue(attribute);

    private static bool IsA(Type type, string name)
    {
        for (var at = type; at is not null; at = at.BaseType)
            if (at.FullName == name)
                return true;
        return false;
    }
}
