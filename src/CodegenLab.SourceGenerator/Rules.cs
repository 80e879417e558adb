using System.Reflection;
using Microsoft.CodeAnalysis;

namespace CodegenLab.SourceGenerator;

/// <summary>Everything users can be told, each with a page under docs/analyzers. A contract: identifiers keep their meaning.</summary>
internal static class Rules
{
    public const string Honesty = "CodegenLab.Honesty";
    public const string Fakes = "CodegenLab.Fakes";
    public const string Data = "CodegenLab.Data";
    public const string Builders = "CodegenLab.Builders";
    public const string Specs = "CodegenLab.Specs";
    public const string Properties = "CodegenLab.Properties";

    public static readonly DiagnosticDescriptor AssertsNothing = Warning(
        "CGL0001", Honesty, "A test asserts nothing", "'{0}' asserts nothing, so that it fails only when the code throws");

    public static readonly DiagnosticDescriptor AssertsNotNull = Warning(
        "CGL0002", Honesty, "A test asserts only that values are not null", "'{0}' asserts only that values are not null, which hardly any wrong value is");

    public static readonly DiagnosticDescriptor AssertsTheObvious = Warning(
        "CGL0003", Honesty, "A test asserts what is always so", "'{0}' asserts what is always so, whatever the code does");

    public static readonly DiagnosticDescriptor ExpectsOwnResult = Warning(
        "CGL0004", Honesty, "A test expects what the code under test returns", "'{0}' expects what the code under test itself returns for the same arguments");

    public static readonly DiagnosticDescriptor SwallowsExceptions = Warning(
        "CGL0005", Honesty, "A test swallows exceptions", "'{0}' swallows {1}, so that the test passes when the code throws: let it through, or assert it with Throws");

    public static readonly DiagnosticDescriptor IsNotAwaited = Warning(
        "CGL0006", Honesty, "An assertion is not awaited", "'{0}' is not awaited, so that the test is over before it can fail");

    public static readonly DiagnosticDescriptor DependsOnChance = Warning(
        "CGL0007", Honesty, "A test depends on time or chance", "'{0}' {1}: {2}");

    public static readonly DiagnosticDescriptor SharesState = Warning(
        "CGL0008", Honesty, "Tests share what is static", "'{0}' is static and changed by '{1}', so that tests depend on their order: make it an instance field, which NUnit's FixtureLifeCycle can renew for each test");

    public static readonly DiagnosticDescriptor IsNotReviewed = Rule(
        "CGL0009", Honesty, "A characterization test is not reviewed", "'{0}' states what the code did when it was written, and nobody has said that this is right: review it and mark it with [Reviewed]", DiagnosticSeverity.Info);

    public static readonly DiagnosticDescriptor IsStale = Warning(
        "CGL0010", Honesty, "A generated test is older than its subject", "{0} was changed since these tests were generated: run 'dotnet codegen-lab generate-tests' again and review the difference");

    public static readonly DiagnosticDescriptor HasNoTest = Rule(
        "CGL0011", Honesty, "No test reaches a public member", "No test {0} {1}", DiagnosticSeverity.Warning, WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor IsDegenerate = Warning(
        "CGL0012", Honesty, "A fixture is less than it looks", "'{0}' {1}");

    public static readonly DiagnosticDescriptor ListIsNotRead = Rule(
        "CGL0013", Honesty, "A list of tested members is not read", "{0} is no list of tested members that this version of CodegenLab.Testing reads: run 'dotnet codegen-lab test' of the same version, or delete it", DiagnosticSeverity.Warning, WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor FakeIsNotPartial = Error(
        "CGL0101", Fakes, "A fake is a partial class", "'{0}' cannot be completed as a fake: {1}");

    public static readonly DiagnosticDescriptor FakeHasNoInterface = Error(
        "CGL0102", Fakes, "A fake implements an interface", "'{0}' implements no interface, so there is nothing to fake: write 'partial {1} {0} : ISomething'");

    public static readonly DiagnosticDescriptor CannotBeFaked = Error(
        "CGL0103", Fakes, "A member cannot be faked", "'{0}' cannot be faked, {1}: write this member by hand in '{2}'");

    public static readonly DiagnosticDescriptor FakeIsMoreVisible = Error(
        "CGL0104", Fakes, "A fake is no more visible than what it fakes", "'{0}' is more visible than the private type '{1}' that it speaks of: make it private too");

    public static readonly DiagnosticDescriptor NoValuesOfType = Error(
        "CGL0201", Data, "No values can be made up of a type", "No values of type '{1}' can be made up for '{0}': give them yourself by TestCaseSource, with a [Builder] for example");

    public static readonly DiagnosticDescriptor LimitsContradict = Error(
        "CGL0202", Data, "Limits contradict each other", "The limits of '{0}' contradict each other, so that no value is accepted: look at attributes, DataAnnotations and guard clauses");

    public static readonly DiagnosticDescriptor PatternIsInvalid = Error(
        "CGL0203", Data, "A pattern is no regular expression", "The pattern of '{0}' is no regular expression: {1}");

    public static readonly DiagnosticDescriptor PatternIsTooHard = Error(
        "CGL0204", Data, "No text can be made for a pattern", "No text that matches '{1}' can be made for '{0}': give values yourself, by [Values] for example");

    public static readonly DiagnosticDescriptor NothingOutside = Error(
        "CGL0205", Data, "Nothing is known to be refused", "Nothing is known to be refused for '{0}': name a limit in the attribute, or give DataAnnotations or guard clauses to the method under test");

    public static readonly DiagnosticDescriptor NoValuesLeft = Error(
        "CGL0206", Data, "No value is left", "No value is left for '{0}': its limits refuse all that this strategy finds");

    public static readonly DiagnosticDescriptor ValuesAreIgnored = Warning(
        "CGL0207", Data, "Values are ignored beside a test case", "The values of '{0}' are ignored, because '{1}' has test cases: use one or the other");

    public static readonly DiagnosticDescriptor DataIsNotPartial = Error(
        "CGL0208", Data, "A class with test data is partial", "'{0}' cannot be completed with test data: declare it as partial");

    public static readonly DiagnosticDescriptor DataOfNoMethod = Error(
        "CGL0209", Data, "Test data is for one method", "'{1}' has {2} that '{0}' could be meant for: correct the name, or say Parameters = [typeof(…)]");

    public static readonly DiagnosticDescriptor DataCannotBeMade = Error(
        "CGL0210", Data, "An argument cannot be made up", "No argument '{1}' of {0} can be made up, because {2}: {3}");

    public static readonly DiagnosticDescriptor NothingTakesValues = Warning(
        "CGL0211", Data, "Values at parameters are for NUnit", "'{0}' gets no values, because {1} takes none from attributes at parameters: put [TestData] on a partial class and its rows on the test by {2}");

    public static readonly DiagnosticDescriptor LimitMisfits = Error(
        "CGL0212", Data, "A limit fits its type", "{1} does not fit '{0}' of type '{2}': {3}");

    public static readonly DiagnosticDescriptor BuilderIsNotPartial = Error(
        "CGL0301", Builders, "A builder is a partial class", "'{0}' cannot be completed as a builder: {1}");

    public static readonly DiagnosticDescriptor BuildsNothing = Error(
        "CGL0302", Builders, "A builder says what it builds", "What '{0}' builds is not known: {1}");

    public static readonly DiagnosticDescriptor PartCannotBeMade = Error(
        "CGL0303", Builders, "A part has no valid default", "No valid {0} can be made up ({1}): give '{2}' a static member DefaultX() for the part X, or make the part nullable");

    public static readonly DiagnosticDescriptor SpecIsMalformed = Error(
        "CGL0401", Specs, "A test specification is malformed", "{0} is no test specification: {1}");

    public static readonly DiagnosticDescriptor SpecNamesNothing = Error(
        "CGL0402", Specs, "A test specification names what is not there", "{0} names {1}");

    public static readonly DiagnosticDescriptor SpecValueMisfits = Error(
        "CGL0403", Specs, "A value of a test specification does not fit", "This is no {0}: write another value, or C# as {{ \"code\": \"…\" }}");

    public static readonly DiagnosticDescriptor PropertiesAreNotPartial = Error(
        "CGL0501", Properties, "A class of properties is partial", "'{0}' cannot be completed with properties: {1}");

    public static readonly DiagnosticDescriptor NothingRunsProperties = Error(
        "CGL0502", Properties, "Properties need FsCheck", "'{0}' cannot be completed with properties, because {1}: add FsCheck.NUnit 3 or later, FsCheck.Xunit for xUnit 2, or FsCheck beside another test framework");

    public static readonly DiagnosticDescriptor NoValuesForProperties = Error(
        "CGL0503", Properties, "No values for properties", "No values of '{0}' can be made up for '{1}', because {2}: test it by examples, or name a type that makes them");

    public static readonly DiagnosticDescriptor LawIsUnknown = Error(
        "CGL0504", Properties, "A law is not known", "'{0}' is no law that '{1}' may keep: write one of {2}");

    public static readonly DiagnosticDescriptor NoLawIsStated = Warning(
        "CGL0505", Properties, "A type states no law", "Nothing that '{0}' declares states a law, so that '{1}' stays without properties: {2}");

    public static readonly DiagnosticDescriptor ExcuseIsNoException = Error(
        "CGL0506", Properties, "An excuse is an exception", "'{0}' excuses no law of '{1}': name exceptions in Unless, with all their type arguments and visible in the whole project");

    private static readonly string? Repository = typeof(Rules).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(one => one.Key == "RepositoryUrl")?.Value;

    public static IReadOnlyDictionary<string, DiagnosticDescriptor> ById { get; } = typeof(Rules)
        .GetFields(BindingFlags.Static | BindingFlags.Public)
        .Where(field => field.FieldType == typeof(DiagnosticDescriptor))
        .Select(field => (DiagnosticDescriptor)field.GetValue(null)!)
        .ToDictionary(rule => rule.Id);

    /// <summary>
    /// What generators report and no analyzer does: it comes with errors in declarations (an interface is not implemented, an attribute names what is not there), after which the compiler on the command line asks no analyzer.
    /// </summary>
    public static IReadOnlyCollection<string> OfGenerators { get; } = new HashSet<string> { FakeIsNotPartial.Id, CannotBeFaked.Id, FakeIsMoreVisible.Id, DataIsNotPartial.Id };

    private static DiagnosticDescriptor Error(string id, string category, string title, string message) => Rule(id, category, title, message, DiagnosticSeverity.Error);

    private static DiagnosticDescriptor Warning(string id, string category, string title, string message) => Rule(id, category, title, message, DiagnosticSeverity.Warning);

    private static DiagnosticDescriptor Rule(string id, string category, string title, string message, DiagnosticSeverity severity, params string[] tags) =>
        new(id, title, message, category, severity, isEnabledByDefault: true, helpLinkUri: HelpLink(id), customTags: tags);

    /// <summary>Known where the build knew the repository's address.</summary>
    private static string? HelpLink(string id) => Repository is null ? null : $"{Repository.TrimEnd('/')}/blob/main/docs/analyzers/{id}.md";
}
