using System.Reflection;
using CodegenLab.Worker.Suites;

namespace CodegenLab.Worker.Trials;

/// <summary>A class of tests of xUnit 2 or 3.</summary>
internal sealed class XunitClass(Assembly draft, Type type, FailureReader failures) : ReflectedClass(type, failures)
{
    private const string Fact = "Xunit.FactAttribute";
    private const string Theory = "Xunit.TheoryAttribute";
    private const string SkipMark = "$XunitDynamicSkip$";

    private readonly XunitReflection _reflection = new(draft);

    protected override bool IsTest(MethodInfo method) => FactOf(method) is not null;

    protected override string? SkippedBecause(MethodInfo method)
    {
        var fact = FactOf(method)!;
        return Property(fact, "Skip") as string ?? (Property(fact, "Explicit") is true ? "explicit" : null);
    }

    protected override IReadOnlyList<object?[]>? RowsOf(MethodInfo method)
    {
        var sources = method.GetCustomAttributes(inherit: true).Where(XunitReflection.IsDataSource).ToList();
        return sources.Count == 0 && !XunitReflection.IsA(FactOf(method)!.GetType(), Theory) ? null : [.. sources.SelectMany(source => XunitReflection.RowsOf(source, method))];
    }

    protected override bool HasConstantRows(MethodInfo method) => method.GetCustomAttributes(inherit: true).Where(XunitReflection.IsDataSource).All(source => source.GetType().FullName == "Xunit.InlineDataAttribute");

    protected override SharedThings Share() => new XunitFixtures(_reflection);

    protected override void Run(MethodInfo method, object?[] arguments, IReadOnlyDictionary<Type, object> things)
    {
        var instance = method.IsStatic ? null : _reflection.Make(method.ReflectedType!, things);
        try
        {
            if (instance is not null)
                _reflection.Begin(instance);
            var around = _reflection.Around(method.ReflectedType!, method);
            foreach (var one in around)
                XunitReflection.Call(one, "Before", method);
            try
            {
                Calls.Call(instance, method, arguments);
            }
            finally
            {
                foreach (var one in around.Reverse())
                    XunitReflection.Call(one, "After", method);
            }
        }
        finally
        {
            if (instance is not null)
                _reflection.End(instance);
        }
    }

    protected override bool IsAssertion(Exception failure) => XunitReflection.IsA(failure.GetType(), "Xunit.Sdk.XunitException");

    protected override string? SkippedBy(Exception failure) =>
        failure.Message.StartsWith(SkipMark, StringComparison.Ordinal) ? failure.Message[SkipMark.Length..] : failure.GetType().Name == "SkipException" ? failure.Message : null;

    private static object? FactOf(MethodInfo method) => method.GetCustomAttributes(inherit: true).FirstOrDefault(attribute => XunitReflection.IsA(attribute.GetType(), Fact));

    private static object? Property(object attribute, string name) => attribute.GetType().GetProperty(name)?.GetValue(attribute);
}
