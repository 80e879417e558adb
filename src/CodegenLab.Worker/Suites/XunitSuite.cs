using System.Reflection;

namespace CodegenLab.Worker.Suites;

/// <summary>Tests of xUnit 2 and 3: facts, theories with rows of any source, fixtures of classes and collections, what runs before and after.</summary>
internal sealed class XunitSuite : ClassSuite
{
    private const string FactAttribute = "Xunit.FactAttribute";
    private const string Discoverer = "Xunit.Sdk.XunitTestCaseDiscovererAttribute";
    private const string ThirdDiscoverer = "Xunit.v3.XunitTestCaseDiscovererAttribute";
    private const string InlineData = "Xunit.InlineDataAttribute";
    private const string SkipMark = "$XunitDynamicSkip$";

    private static readonly string[] PlainDiscoverers =
        ["Xunit.Sdk.FactDiscoverer", "Xunit.Sdk.TheoryDiscoverer", "Xunit.v3.FactDiscoverer", "Xunit.v3.TheoryDiscoverer", "Xunit.Sdk.SkippableFactDiscoverer", "Xunit.Sdk.SkippableTheoryDiscoverer"];

    private readonly XunitReflection _reflection;

    public XunitSuite(Assembly tests, ISuiteObserver observer)
    {
        _reflection = new XunitReflection(tests);
        var core = tests.GetReferencedAssemblies().First(reference => reference.Name is "xunit.core" or "xunit.v3.core");
        Framework = FormattableString.Invariant($"xUnit {core.Version!.Major}.{core.Version.Minor}");
        foreach (var type in tests.GetTypes().Where(IsTestClass).OrderBy(type => type.MetadataToken))
            foreach (var (method, fact) in FactsOf(type))
                Add(type, method, SkipOf(type, method, fact), method.GetCustomAttributes(inherit: true).Any(XunitReflection.IsDataSource), observer);
    }

    public override string Framework { get; }

    protected override SharedThings Share() => new XunitFixtures(_reflection);

    protected override bool HasConstantRows(MethodInfo method) => method.GetCustomAttributes(inherit: true).Where(XunitReflection.IsDataSource).All(source => source.GetType().FullName == InlineData);

    protected override IReadOnlyList<object?[]> RowsOf(MethodInfo method) =>
        [.. method.GetCustomAttributes(inherit: true).Where(XunitReflection.IsDataSource).Where(source => Text(source, "Skip") is null).SelectMany(source => XunitReflection.RowsOf(source, method))];

    protected override CaseEnd Run(Type type, MethodInfo method, object?[] row, IReadOnlyDictionary<Type, object> things)
    {
        var isStatic = method.IsStatic;
        var instance = isStatic ? null : _reflection.Make(type, things);
        try
        {
            if (instance is not null)
                _reflection.Begin(instance);
            var (closed, arguments) = XunitArguments.Fit(method, row);
            var around = _reflection.Around(type, method);
            foreach (var one in around)
                XunitReflection.Call(one, "Before", method);
            try
            {
                Calls.Call(instance, closed, arguments);
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

        return CaseEnd.Passed;
    }

    protected override CaseEnd EndOf(Exception failure) =>
        failure.GetType().Name == "SkipException" || failure.Message.StartsWith(SkipMark, StringComparison.Ordinal)
            ? CaseEnd.Skipped(failure.Message.Replace(SkipMark, "", StringComparison.Ordinal))
            : base.EndOf(failure);

    private static bool IsTestClass(Type type) => type is { IsClass: true, ContainsGenericParameters: false } && (!type.IsAbstract || type.IsSealed) && type.IsVisible;

    private static IEnumerable<(MethodInfo Method, object Fact)> FactsOf(Type type)
    {
        foreach (var method in type.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.FlattenHierarchy).OrderBy(method => method.MetadataToken))
        {
            if (method.GetCustomAttributes(inherit: true).FirstOrDefault(attribute => XunitReflection.IsA(attribute.GetType(), FactAttribute)) is { } fact)
                yield return (method, fact);
        }
    }

    private static string? SkipOf(Type type, MethodInfo method, object fact)
    {
        if (Text(fact, "Skip") is { } reason && !IsLifted(type, fact))
            return reason;
        if (fact.GetType().GetProperty("Explicit")?.GetValue(fact) is true)
            return "explicit";
        if (DiscovererOf(fact.GetType()) is { } foreign && !PlainDiscoverers.Contains(foreign) && method.GetParameters().Length > 0 && !method.GetCustomAttributes(inherit: true).Any(XunitReflection.IsDataSource))
            return $"{fact.GetType().Name} has a discoverer of its own, {foreign}, which only xUnit's runner knows how to ask";
        return null;
    }

    /// <summary>SkipUnless and SkipWhen of xUnit 3 name a static property that decides.</summary>
    private static bool IsLifted(Type type, object fact)
    {
        var place = fact.GetType().GetProperty("SkipType")?.GetValue(fact) as Type ?? type;
        bool? Says(string name) => Text(fact, name) is { } property ? place.GetProperty(property, BindingFlags.Static | BindingFlags.Public)?.GetValue(null) as bool? : null;
        return Says("SkipUnless") is true || Says("SkipWhen") is false;
    }

    private static string? DiscovererOf(Type attribute)
    {
        var data = Ancestors(attribute).SelectMany(type => type.GetCustomAttributesData()).FirstOrDefault(data => data.AttributeType.FullName is Discoverer or ThirdDiscoverer);
        return data?.ConstructorArguments.FirstOrDefault().Value is Type type ? type.FullName : data?.ConstructorArguments.FirstOrDefault().Value as string;
    }

    private static string? Text(object attribute, string property) => attribute.GetType().GetProperty(property)?.GetValue(attribute) as string;

    private static IEnumerable<Type> Ancestors(Type type)
    {
        for (var ancestor = type; ancestor is not null; ancestor = ancestor.BaseType)
            yield return ancestor;
    }
}
