using Microsoft.CodeAnalysis;

namespace CodegenLab.SourceGenerator.Honesty;

/// <summary>
/// Reads test code: which methods are tests, which calls assert. Frameworks are known by name, so that any version will do. The pipeline compiles this file too, so that an
/// editor and a gate say the same.
/// </summary>
internal static class TestSource
{
    /// <summary>Names from the outermost on: to write out the name of a namespace each time would take longer than all else.</summary>
    private static readonly string[][] TestNamespaces = [["NUnit", "Framework"], ["Xunit"], ["Microsoft", "VisualStudio", "TestTools", "UnitTesting"]];

    private static readonly string[] TestAttributes =
        ["TestAttribute", "TestCaseAttribute", "TestCaseSourceAttribute", "TheoryAttribute", "FactAttribute", "TestMethodAttribute", "DataTestMethodAttribute"];

    /// <summary>What runs tests of properties, for whichever framework.</summary>
    private static readonly string[] PropertyNamespace = ["FsCheck"];

    /// <summary>Attributes of tests and their classes that do not run, or only where somebody asks for them.</summary>
    private static readonly string[] LeavingOut = ["IgnoreAttribute", "ExplicitAttribute"];

    /// <summary>Calls that end a test without a word on the code.</summary>
    private static readonly string[] GivingUp = ["Ignore", "Inconclusive", "Skip"];

    /// <summary>Classes whose methods assert, in the namespaces of the frameworks.</summary>
    private static readonly string[] AssertClasses = ["Assert", "ClassicAssert", "CollectionAssert", "StringAssert", "FileAssert", "DirectoryAssert", "Record"];

    private static readonly string[] NoAsserts = ["Pass", "Ignore", "Inconclusive", "Warn", "Multiple", "MultipleAsync", "EnterMultipleScope", "Skip", "SkipWhen", "SkipUnless", "Equals", "ReferenceEquals"];

    /// <summary>Methods that assert, by namespace.</summary>
    private static readonly (string[] Namespace, Func<IMethodSymbol, bool> Asserts)[] Libraries =
    [
        (["Shouldly"], method => method.Name.StartsWith("Should", StringComparison.Ordinal)),
        (["FluentAssertions"], IsFluent),
        (["AwesomeAssertions"], IsFluent),
        (["Moq"], method => method.Name.StartsWith("Verify", StringComparison.Ordinal)),
        (["NSubstitute"], method => method.Name.StartsWith("Received", StringComparison.Ordinal) || method.Name.StartsWith("DidNotReceive", StringComparison.Ordinal) || method.Name == "InOrder"),
        (["FakeItEasy"], method => method.Name.StartsWith("MustHaveHappened", StringComparison.Ordinal) || method.Name == "MustNotHaveHappened"),
        (["VerifyNUnit"], method => method.Name.StartsWith("Verify", StringComparison.Ordinal) || method.Name.StartsWith("Throws", StringComparison.Ordinal)),
        (["VerifyXunit"], method => method.Name.StartsWith("Verify", StringComparison.Ordinal) || method.Name.StartsWith("Throws", StringComparison.Ordinal)),
        (["VerifyMSTest"], method => method.Name.StartsWith("Verify", StringComparison.Ordinal) || method.Name.StartsWith("Throws", StringComparison.Ordinal)),
        (["ApprovalTests"], method => method.Name.StartsWith("Verify", StringComparison.Ordinal)),
        (PropertyNamespace, method => method.Name.EndsWith("ThrowOnFailure", StringComparison.Ordinal) || (method.ContainingType.Name == "Check" && method.Name is "One" or "All" or "Method")),
        (["Snapshooter"], method => method.Name.StartsWith("Match", StringComparison.Ordinal)),
    ];

    public static bool IsTest(IMethodSymbol method) => method.GetAttributes().Any(attribute => Bases(attribute.AttributeClass).Any(type => TestAttributes.Contains(type.Name) && IsIn(type, TestNamespaces)));

    /// <summary>It does not run by itself, as its own attributes say or those of a class around it.</summary>
    public static bool IsLeftOut(IMethodSymbol method)
    {
        for (ISymbol symbol = method; symbol is not null and not INamespaceSymbol; symbol = symbol.ContainingSymbol)
        {
            if (symbol.GetAttributes().Any(LeavesOut))
                return true;
        }

        return false;
    }

    /// <summary>It ends the test that calls it, which then neither passes nor fails.</summary>
    public static bool GivesUp(IMethodSymbol method) => method.ContainingType is { Name: "Assert" } type && IsOfFramework(type) && GivingUp.Contains(method.Name);

    /// <summary>The framework expects something of it by an attribute: an exception, or a value that it returns, as FsCheck does of a property.</summary>
    public static bool ExpectsByAttribute(IMethodSymbol method) => method.GetAttributes().Any(attribute =>
        Bases(attribute.AttributeClass).Any(type => type.Name is "ExpectedExceptionAttribute" or "ExpectedExceptionBaseAttribute")
        || attribute.NamedArguments.Any(argument => argument.Key == "ExpectedResult"))
        || (!method.ReturnsVoid && IsValue(method.ReturnType) && method.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "TestCaseSourceAttribute"))
        || (IsVerdict(method.ReturnType) && method.GetAttributes().Any(attribute => Bases(attribute.AttributeClass).Any(type => type.Name == "PropertyAttribute" && IsIn(type, PropertyNamespace))));

    public static bool Asserts(IMethodSymbol method)
    {
        var type = method.ContainingType;
        if (type is null)
            return false;
        if (IsOfFramework(type))
            return AssertClasses.Any(name => Bases(type).Any(one => one.Name == name)) && !NoAsserts.Contains(method.Name);
        return Libraries.Any(library => library.Asserts(method) && IsIn(type, library.Namespace));
    }

    /// <summary>It belongs to a framework that runs tests.</summary>
    public static bool IsOfFramework(INamedTypeSymbol type) => IsIn(type, TestNamespaces);

    /// <summary>It runs for each test of its class, or is one.</summary>
    public static bool RunsWithTests(IMethodSymbol method) => IsTest(method) || method.GetAttributes().Any(attribute => Bases(attribute.AttributeClass).Any(type => type.Name is "SetUpAttribute" or "TearDownAttribute" or "TestInitializeAttribute" or "TestCleanupAttribute" && IsIn(type, TestNamespaces)));

    public static bool HoldsTests(INamedTypeSymbol type) => type.GetMembers().OfType<IMethodSymbol>().Any(IsTest);

    /// <summary>Not written for this solution: the platform and the frameworks for tests.</summary>
    public static bool IsForeign(IAssemblySymbol? assembly) => assembly is null
        || assembly.Name is "System" or "mscorlib" or "netstandard" or "nunit.framework" or "CodegenLab.Testing"
        || new[] { "System.", "Microsoft.", "xunit." }.Any(start => assembly.Name.StartsWith(start, StringComparison.Ordinal));

    /// <summary>Should() alone only begins an assertion.</summary>
    private static bool IsFluent(IMethodSymbol method) => method.Name is not ("Should" or "Invoking" or "Awaiting" or "Enumerating");

    private static bool IsValue(ITypeSymbol type) => type is not INamedTypeSymbol { Name: "Task" or "ValueTask", IsGenericType: false };

    /// <summary>What FsCheck takes for the answer whether a property holds: a truth, a property of its own, or a task of these.</summary>
    private static bool IsVerdict(ITypeSymbol type) => type.SpecialType == SpecialType.System_Boolean
        || (type is INamedTypeSymbol { Name: "Property" } property && IsIn(property, PropertyNamespace))
        || (type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: [var result] } && IsVerdict(result));

    private static bool LeavesOut(AttributeData attribute) =>
        Bases(attribute.AttributeClass).Any(type => LeavingOut.Contains(type.Name) && IsIn(type, TestNamespaces))
        || attribute.NamedArguments.Any(argument => argument is { Key: "Skip", Value.IsNull: false } && Bases(attribute.AttributeClass).Any(IsOfFramework));

    private static bool IsIn(INamedTypeSymbol type, string[][] namespaces)
    {
        foreach (var one in namespaces)
        {
            if (IsIn(type, one))
                return true;
        }

        return false;
    }

    /// <summary>In the namespace, or in one inside.</summary>
    private static bool IsIn(INamedTypeSymbol type, string[] parts)
    {
        for (var space = type.ContainingNamespace; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
        {
            if (Is(space, parts))
                return true;
        }

        return false;
    }

    private static bool Is(INamespaceSymbol? space, string[] parts)
    {
        for (var index = parts.Length - 1; index >= 0; index--, space = space.ContainingNamespace)
        {
            if (space is null || space.Name != parts[index])
                return false;
        }

        return space is { IsGlobalNamespace: true };
    }

    private static IEnumerable<INamedTypeSymbol> Bases(INamedTypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
            yield return type;
    }
}
