using System.Reflection;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Execution;

internal sealed partial class Discovery
{
    /// <summary>Of what comes with an event: more would only repeat that it was raised.</summary>
    private const int MostHeardProperties = 3;

    /// <summary>Subscriptions to the events of a type: one for each value that comes with an event, or one that counts where none does.</summary>
    private void AddEvents(Type type)
    {
        if (type.IsValueType || type.Namespace == FakesNamespace)
            return;
        foreach (var happening in type.GetEvents(Declared).OrderBy(happening => happening.Name, StringComparer.Ordinal))
        {
            if (happening is { AddMethod: { IsStatic: false } add, EventHandlerType: { } handler } && IsAccessible(add) && IsAccessible(handler) && EventListener.CanHear(handler) && !happening.Name.Contains('.', StringComparison.Ordinal))
                AddEvent(type, happening, handler);
        }
    }

    private void AddEvent(Type type, EventInfo happening, Type handler)
    {
        var parameters = handler.GetMethod("Invoke")!.GetParameters();
        var before = universe.Catalog.Members.Count;
        for (var i = 0; i < parameters.Length; i++)
        {
            var argument = parameters[i].ParameterType;
            if (i == 0 && argument == typeof(object))
                continue;
            if (IsTelling(argument))
            {
                AppendEvent(type, happening, i, -1, argument);
                continue;
            }

            foreach (var property in TellingProperties(argument))
                AppendEvent(type, happening, i, GetterOf(property), property.PropertyType);
        }

        if (universe.Catalog.Members.Count == before)
            AppendEvent(type, happening, -1, -1, typeof(int));
    }

    private static bool IsTelling(Type type) => Literals.IsLiteral(Nullable.GetUnderlyingType(type) ?? type);

    private IEnumerable<PropertyInfo> TellingProperties(Type argument) => argument.IsByRefLike || argument.IsPointer || !IsAccessible(argument)
        ? []
        : argument.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0 && IsTelling(property.PropertyType) && IsAccessible(property.DeclaringType!))
            .OrderBy(property => property.MetadataToken)
            .Take(MostHeardProperties);

    /// <summary>Catalog id of a getter, which is added where nothing else has asked for it.</summary>
    private int GetterOf(PropertyInfo property)
    {
        var declaring = property.DeclaringType!;
        var id = DocumentationId.Of(property.GetMethod!, property);
        Add(declaring, property.GetMethod!, MemberShapeKind.PropertyGetter, property);
        return universe.Catalog.Members.FindIndex(member => member.Kind == MemberShapeKind.PropertyGetter && member.DocumentationId == id && member.DeclaringType == universe.IdOf(declaring));
    }

    private void AppendEvent(Type type, EventInfo happening, int heard, int property, Type value)
    {
        // An obsolete property is none.
        if (heard >= 0 && property < 0 && !IsTelling(value))
            return;
        Append(new MemberShape
        {
            Id = universe.Catalog.Members.Count,
            Kind = MemberShapeKind.Event,
            DeclaringType = universe.IdOf(type),
            Name = happening.Name,
            Heard = heard,
            HeardProperty = property,
            Returns = universe.IdOf(happening.EventHandlerType!),
            Result = universe.IdOf(heard < 0 ? typeof(int) : typeof(List<>).MakeGenericType(value)),
            DocumentationId = $"E:{DocumentationId.Of(type)[2..]}.{happening.Name}",
        });
    }
}
