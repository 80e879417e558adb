using Microsoft.CodeAnalysis;

namespace CodegenLab.SourceGenerator.Pipelines;

/// <summary>What runs the tests of a project. The package brings the library of NUnit along, so that this one counts where there is no other.</summary>
internal enum TestFramework
{
    NUnit,
    XUnit,
    MSTest,
}

/// <summary>Finds it, and says what its tests look like.</summary>
internal static class TestFrameworks
{
    private const string MSTest = "Microsoft.VisualStudio.TestTools.UnitTesting.";

    public static TestFramework Of(Compilation compilation) =>
        compilation.GetTypeByMetadataName("Xunit.FactAttribute") is not null ? TestFramework.XUnit
        : compilation.GetTypeByMetadataName(MSTest + "TestMethodAttribute") is not null ? TestFramework.MSTest
        : TestFramework.NUnit;

    /// <summary>Of each test.</summary>
    public static string Mark(this TestFramework framework) => framework switch
    {
        TestFramework.XUnit => "global::Xunit.Fact",
        TestFramework.MSTest => $"global::{MSTest}TestMethod",
        _ => "global::NUnit.Framework.Test",
    };

    /// <summary>Of a class with tests; null: it needs none.</summary>
    public static string? ClassAttribute(this TestFramework framework) => framework == TestFramework.MSTest ? MSTest + "TestClassAttribute" : null;

    /// <summary>Puts a class in a category.</summary>
    public static string Category(this TestFramework framework, string name) => framework switch
    {
        TestFramework.XUnit => $"global::Xunit.Trait(\"Category\", \"{name}\")",
        TestFramework.MSTest => $"global::{MSTest}TestCategory(\"{name}\")",
        _ => $"global::NUnit.Framework.Category(\"{name}\")",
    };
}
