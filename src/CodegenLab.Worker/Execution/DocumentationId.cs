using System.Reflection;
using System.Text;

namespace CodegenLab.Worker.Execution;

/// <summary>Documentation comment ids by reflection, as the compiler writes them (C# specification, annex D.4.2): the name that source and run time share.</summary>
public static class DocumentationId
{
    /// <summary>The id of a method, constructor or field; of the property for an accessor.</summary>
    public static string Of(MemberInfo member, PropertyInfo? property = null)
    {
        var text = new StringBuilder();
        var declaring = member.DeclaringType!;
        if (declaring.IsConstructedGenericType)
        {
            // Ids speak of definitions: find the member by its token on the open type.
            declaring = declaring.GetGenericTypeDefinition();
            member = member.Module.ResolveMember(member.MetadataToken)!;
            property = property?.Module == null ? null : declaring.GetProperties(All).First(candidate => candidate.MetadataToken == property.MetadataToken);
        }
        else if (member is MethodInfo { IsConstructedGenericMethod: true } closed)
        {
            member = closed.GetGenericMethodDefinition();
        }

        if (property is not null)
        {
            text.Append("P:");
            AppendType(text, declaring);
            text.Append('.').Append(Escape(property.Name));
            AppendParameters(text, property.GetIndexParameters());
            return text.ToString();
        }

        if (member is FieldInfo)
        {
            text.Append("F:");
            AppendType(text, declaring);
            return text.Append('.').Append(Escape(member.Name)).ToString();
        }

        var method = (MethodBase)member;
        text.Append("M:");
        AppendType(text, declaring);
        text.Append('.').Append(Escape(method.Name));
        if (method is MethodInfo { IsGenericMethod: true } generic)
            text.Append("``").Append(generic.GetGenericArguments().Length);
        AppendParameters(text, method.GetParameters());
        if (method is MethodInfo { Name: "op_Implicit" or "op_Explicit" } conversion)
            AppendReference(text.Append('~'), conversion.ReturnType);
        return text.ToString();
    }

    public static string Of(Type type)
    {
        var text = new StringBuilder("T:");
        AppendType(text, type.IsConstructedGenericType ? type.GetGenericTypeDefinition() : type);
        return text.ToString();
    }

    /// <summary>The type that a member belongs to, by documentation ids; null: the id is none of a member.</summary>
    public static string? TypeOf(string member)
    {
        if (member.Length < 3 || member[1] != ':' || member[0] == 'T')
            return null;
        var parameters = member.IndexOf('(', StringComparison.Ordinal);
        // Dots of explicit implementations are written as #.
        var dot = member.LastIndexOf('.', (parameters < 0 ? member.Length : parameters) - 1);
        return dot < 2 ? null : string.Concat("T:", member.AsSpan(2, dot - 2));
    }

    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static string Escape(string name) => name.Replace('.', '#').Replace('<', '{').Replace('>', '}');

    private static void AppendType(StringBuilder text, Type definition) => text.Append(definition.FullName!.Replace('+', '.'));

    private static void AppendParameters(StringBuilder text, ParameterInfo[] parameters)
    {
        if (parameters.Length == 0)
            return;
        text.Append('(');
        for (var i = 0; i < parameters.Length; i++)
        {
            if (i > 0)
                text.Append(',');
            AppendReference(text, parameters[i].ParameterType);
        }

        text.Append(')');
    }

    private static void AppendReference(StringBuilder text, Type type)
    {
        if (type.IsByRef)
        {
            AppendReference(text, type.GetElementType()!);
            text.Append('@');
        }
        else if (type.IsPointer)
        {
            AppendReference(text, type.GetElementType()!);
            text.Append('*');
        }
        else if (type.IsFunctionPointer)
        {
            // The compiler writes nothing at all.
        }
        else if (type.IsArray)
        {
            AppendReference(text, type.GetElementType()!);
            text.Append('[');
            if (type.GetArrayRank() > 1)
                text.AppendJoin(',', Enumerable.Repeat("0:", type.GetArrayRank()));
            text.Append(']');
        }
        else if (type.IsGenericParameter)
        {
            text.Append(type.DeclaringMethod is null ? "`" : "``").Append(type.GenericParameterPosition);
        }
        else if (type.IsGenericType)
        {
            AppendGeneric(text, type);
        }
        else
        {
            AppendType(text, type);
        }
    }

    /// <summary>Outer{A}.Inner{B}: every level shows its own arguments.</summary>
    private static void AppendGeneric(StringBuilder text, Type type)
    {
        var arguments = type.GetGenericArguments();
        var used = 0;
        var first = true;
        foreach (var part in type.GetGenericTypeDefinition().FullName!.Split('+'))
        {
            if (!first)
                text.Append('.');
            first = false;
            var tick = part.IndexOf('`', StringComparison.Ordinal);
            text.Append(tick < 0 ? part : part.AsSpan(0, tick));
            if (tick < 0)
                continue;
            var count = int.Parse(part.AsSpan(tick + 1), System.Globalization.CultureInfo.InvariantCulture);
            text.Append('{');
            for (var i = 0; i < count; i++)
            {
                if (i > 0)
                    text.Append(',');
                AppendReference(text, arguments[used++]);
            }

            text.Append('}');
        }
    }
}
