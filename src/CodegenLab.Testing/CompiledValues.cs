using System.Collections.Concurrent;
using System.ComponentModel;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace CodegenLab.Testing;

/// <summary>Where generated code puts the values of parameters, and where attributes find them. Not meant to be called by hand.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CompiledValues
{
    private static readonly ConcurrentDictionary<(Module Module, string Key), Func<object?[]>> Known = new();

    /// <param name="assembly">Any type of the assembly that holds the test.</param>
    /// <param name="key">Of parameter and attribute.</param>
    /// <param name="values">Made anew for each test.</param>
    public static void Add(Type assembly, string key, Func<object?[]> values)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        Known[(assembly.Module, key)] = values;
    }

    internal static object?[] Of(ParameterInfo parameter, string attribute)
    {
        var member = parameter.Member;
        // The values are put here when the test assembly's code first runs, and nothing of it may have run yet.
        RuntimeHelpers.RunModuleConstructor(member.Module.ModuleHandle);
        var key = Key(parameter, attribute);
        return Known.TryGetValue((member.Module, key), out var values)
            ? values()
            : throw new InvalidOperationException($"No values were generated for {key}. Is the package CodegenLab.Testing referenced with its analyzers, and does the build report CGL02xx?");
    }

    /// <summary>The same text as the generator writes.</summary>
    private static string Key(ParameterInfo parameter, string attribute)
    {
        var method = (MethodInfo)parameter.Member;
        var type = method.DeclaringType!;
        return $"{(type.IsConstructedGenericType ? type.GetGenericTypeDefinition() : type).FullName}.{method.Name}({string.Join(",", method.GetParameters().Select(one => one.ParameterType.Name))})#{parameter.Name}:{attribute}";
    }
}
