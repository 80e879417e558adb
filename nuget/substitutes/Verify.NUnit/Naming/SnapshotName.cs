using System.Collections.Concurrent;
using System.Text;
using NUnit.Framework;
using NUnit.Framework.Internal;

namespace VerifyTests;

/// <summary>Where a snapshot is and what its files are called, up to <c>.verified.</c> and <c>.received.</c>.</summary>
/// <param name="Directory">Absolute.</param>
/// <param name="Prefix">For example <c>Fixture.Method_count=1</c>.</param>
internal sealed record SnapshotName(string Directory, string Prefix)
{
    private static readonly ConcurrentDictionary<string, bool> Used = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The name for the test that runs.</summary>
    public static SnapshotName Of(string sourceFile, VerifySettings settings)
    {
        var test = TestContext.CurrentContext.Test;
        var method = test.MethodInfo ?? throw new InvalidOperationException("TestContext.CurrentContext.Test.Method is null. Verify can only be used from within a test method.");
        var type = test.Type ?? method.DeclaringType!;
        VerifierSettings.Freeze($"{type.Name}.{method.Name}");

        var directory = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(sourceFile)!, settings.Directory ?? ""));
        var name = new SnapshotName(directory, settings.FileName ?? $"{settings.TypeName ?? NameWithParent(type)}.{settings.MethodName ?? method.Name}{ParametersOf(test, method, type, settings)}");
        if (!settings.IsPrefixShared && !VerifierSettings.IsPrefixShared && !Used.TryAdd(Path.Combine(directory, name.Prefix), true))
        {
            throw new InvalidOperationException(
                $"The prefix has already been used: {Path.Combine(directory, name.Prefix)}. Name each verification of a test with `UseMethodName` or `UseFileName`, or call `DisableRequireUniquePrefix`.");
        }

        return name;
    }

    private static string NameWithParent(Type type)
    {
        var name = type.IsGenericType ? type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)] : type.Name;
        return type.DeclaringType is { } parent ? $"{NameWithParent(parent)}.{name}" : name;
    }

    private static string ParametersOf(TestContext.TestAdapter test, TestContext.MethodInfoAdapter method, Type type, VerifySettings settings)
    {
        if (settings.ParametersText is not null)
            return "_" + settings.ParametersText;

        var fixture = test.Parent is ParameterizedMethodSuite suite ? suite.Parent : test.Parent;
        var fixtureArguments = fixture?.Arguments ?? [];
        var names = FixtureParameters(type, fixtureArguments.Length).Concat(method.GetParameters().Select(parameter => parameter.Name!)).ToArray();
        var values = settings.Parameters ?? [.. fixtureArguments, .. test.Arguments];
        if (values.Length > names.Length)
            throw new InvalidOperationException($"The number of passed in parameters ({values.Length}) must not exceed the number of parameters for the method ({names.Length}).");

        var text = new StringBuilder();
        foreach (var (name, value) in names.Zip(values))
            text.Append('_').Append(name).Append('=').Append(ParameterText.Of(value));

        return text.ToString();
    }

    private static IEnumerable<string> FixtureParameters(Type type, int count) => count == 0
        ? []
        : type.GetConstructors().Select(constructor => constructor.GetParameters()).Single(parameters => parameters.Length == count).Select(parameter => parameter.Name!);
}
