using System.Reflection;
using CodegenLab.Worker.Protocol;

namespace CodegenLab.Engine.Tests.Trials;

/// <summary>A test framework to compile drafts against.</summary>
internal sealed record DraftLibraries(DraftFramework Framework, string Namespace, params string[] Paths)
{
    private static readonly string Packages = typeof(DraftLibraries).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "PackageFolder").Value!;

    /// <summary>The one that runs these tests.</summary>
    public static DraftLibraries NUnit { get; } = new(DraftFramework.NUnit, "NUnit.Framework", typeof(Assert).Assembly.Location);

    public static DraftLibraries XUnit2 { get; } = new(
        DraftFramework.XUnit, "Xunit", In("xunit.extensibility.core/2.9.3/lib/netstandard1.1/xunit.core.dll"), In("xunit.assert/2.9.3/lib/net6.0/xunit.assert.dll"), In("xunit.abstractions/2.0.3/lib/netstandard2.0/xunit.abstractions.dll"));

    public static DraftLibraries XUnit3 { get; } = new(
        DraftFramework.XUnit, "Xunit", In("xunit.v3.extensibility.core/3.2.2/lib/netstandard2.0/xunit.v3.core.dll"), In("xunit.v3.assert/3.2.2/lib/net8.0/xunit.v3.assert.dll"), In("xunit.v3.common/3.2.2/lib/netstandard2.0/xunit.v3.common.dll"),
        In("microsoft.bcl.asyncinterfaces/6.0.0/lib/netstandard2.1/Microsoft.Bcl.AsyncInterfaces.dll"));

    public static DraftLibraries MSTest { get; } = new(
        DraftFramework.MSTest, "Microsoft.VisualStudio.TestTools.UnitTesting", In("mstest.testframework/4.4.0/lib/net9.0/MSTest.TestFramework.dll"), In("mstest.testframework/4.4.0/buildTransitive/net9.0/MSTest.TestFramework.Extensions.dll"));

    private static string In(string path) => Path.Combine(Packages, path);
}
