using System.Collections.Frozen;

namespace CodegenLab.Engine.Rendering;

/// <summary>Names that a test framework brings into every file that imports it.</summary>
internal static class FrameworkNames
{
    private static readonly FrozenDictionary<string, FrozenSet<string>> ByNamespace = new Dictionary<string, string>
    {
        ["NUnit.Framework"] =
            "ActionTargets Assert AssertBase Assume ApartmentState AssertionHelper AssertionException Contains Does Has IgnoredTestCaseData IgnoreException "
            + "InconclusiveException Is Iz ITestAction LifeCycle List MultipleAssertException NUnitString ParallelScope PlatformNames Randomizer "
            + "ResultStateException SuccessException TestCaseData TestCaseParameters TestContext TestDelegate TestFixtureData TestFixtureParameters TestParameters "
            + "Throws Warn CollectionAssert DirectoryAssert FileAssert StringAssert AsyncTestDelegate "
            + "ApartmentAttribute AuthorAttribute CancelAfterAttribute CategoryAttribute CombinatorialAttribute CultureAttribute DescriptionAttribute ExplicitAttribute "
            + "IgnoreAttribute MaxTimeAttribute NonParallelizableAttribute OrderAttribute PairwiseAttribute ParallelizableAttribute PlatformAttribute PropertyAttribute "
            + "RandomAttribute RangeAttribute RepeatAttribute RetryAttribute SequentialAttribute SetCultureAttribute SetUpAttribute TearDownAttribute TestAttribute "
            + "TestCaseAttribute TestFixtureAttribute TheoryAttribute TimeoutAttribute ValueSourceAttribute ValuesAttribute",
        ["Xunit"] =
            "Assert AssertEqualityComparer ClassDataAttribute DisableDiscoveryEnumerationAttribute IAsyncLifetime IClassFixture ICollectionFixture Record Skip "
            + "SkipException TestContext TestPipelineStartupAttribute TheoryData TheoryDataRow TestContextKeys ITheoryDataRow",
        ["Microsoft.VisualStudio.TestTools.UnitTesting"] =
            "Assert AssertFailedException AssertInconclusiveException ClassCleanupExecution CollectionAssert ExecutionScope InternalTestFailureException "
            + "ITestDataSource LogicalTest StringAssert TestContext TestResult UITestMethod UnitTestAssertException UnitTestOutcome ITestMethod DynamicDataSourceType",
    }.ToFrozenDictionary(names => names.Key, names => names.Value.Split(' ').ToFrozenSet());

    public static string NamespaceOf(TestFramework framework) => framework switch
    {
        TestFramework.NUnit => "NUnit.Framework",
        TestFramework.XUnit => "Xunit",
        TestFramework.MSTest => "Microsoft.VisualStudio.TestTools.UnitTesting",
        _ => throw new ArgumentOutOfRangeException(nameof(framework), framework, null),
    };

    /// <summary>Names that the templates write without their namespace.</summary>
    public static IReadOnlyList<string> Written(TestFramework framework) => framework switch
    {
        TestFramework.NUnit => ["Assert", "Has", "Is", "Throws"],
        TestFramework.XUnit => ["Assert"],
        _ => ["Assert", "CollectionAssert"],
    };

    public static bool Exists(string ns, string name) => ByNamespace.TryGetValue(ns, out var names) && names.Contains(name);
}
