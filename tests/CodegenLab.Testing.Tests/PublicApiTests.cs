using System.Reflection;

namespace CodegenLab.Testing.Tests;

/// <summary>What users of the package can write is a contract: a change here needs a line in CHANGELOG.md.</summary>
public sealed class PublicApiTests
{
    [Test]
    public Task The_public_API() => Verify(string.Join("\n", typeof(FakeAttribute).Assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal).Select(Show)));

    private static string Show(Type type)
    {
        const BindingFlags declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var members = type.IsEnum
            ? Enum.GetNames(type).Select(name => $"    {name} = {Enum.Format(type, Enum.Parse(type, name), "d")}")
            : type.GetMembers(declared).Where(IsVisible).Select(member => $"    {member}{Attributes(member)}").Order(StringComparer.Ordinal);
        var kind = type switch { { IsEnum: true } => "enum", { IsValueType: true } => "struct", { IsInterface: true } => "interface", { IsAbstract: true, IsSealed: true } => "static class", { IsSealed: true } => "sealed class", _ => "class" };
        return $"{kind} {type}{(type.BaseType is { } parent && parent != typeof(object) ? " : " + parent : "")}\n{string.Join("\n", members)}".TrimEnd();
    }

    private static string Attributes(MemberInfo member) => member is ConstructorInfo or MethodInfo && ((MethodBase)member).GetParameters().Any(parameter => parameter.HasDefaultValue)
        ? " with " + string.Join(", ", ((MethodBase)member).GetParameters().Where(parameter => parameter.HasDefaultValue).Select(parameter => $"{parameter.Name} = {parameter.DefaultValue ?? "default"}"))
        : "";

    private static bool IsVisible(MemberInfo member) => member switch
    {
        MethodBase method => (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly) && !(method is MethodInfo && method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal)),
        FieldInfo field => field.IsPublic || field.IsFamily,
        PropertyInfo property => (property.GetMethod ?? property.SetMethod) is { } accessor && (accessor.IsPublic || accessor.IsFamily),
        Type nested => nested.IsNestedPublic,
        _ => true,
    };
}
