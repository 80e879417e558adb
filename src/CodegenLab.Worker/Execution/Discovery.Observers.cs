using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Execution;

/// <summary>The part that finds what can be read from values of the framework.</summary>
internal sealed partial class Discovery
{
    /// <summary>What can be read from values of the framework that members return: tuples, pairs and a few whose text says it all.</summary>
    private void AddObservers()
    {
        for (var i = 0; i < universe.Catalog.Types.Count && i < MostTypes; i++)
        {
            if (universe.Catalog.Types[i] is { IsSubject: true } or { Kind: not (TypeShapeKind.Class or TypeShapeKind.Struct) })
                continue;
            var type = universe.TypeOf(i);
            if (!type.IsVisible)
                continue;
            if (type.FullName!.StartsWith("System.ValueTuple`", StringComparison.Ordinal))
            {
                foreach (var field in type.GetFields(Declared).Where(field => field.IsPublic && !field.IsStatic))
                    AddField(type, field);
            }
            else if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>))
            {
                foreach (var property in type.GetProperties(Declared).Where(property => property.GetMethod is { IsPublic: true }))
                    Add(type, property.GetMethod!, MemberShapeKind.PropertyGetter, property);
            }
            else if (ToldByText.Contains(type))
            {
                Add(type, type.GetMethod(nameof(ToString), Type.EmptyTypes)!, MemberShapeKind.Method, null);
            }
        }
    }

    private static readonly HashSet<Type> ToldByText =
    [
        typeof(System.Text.StringBuilder), typeof(Version), typeof(Uri), typeof(System.Numerics.BigInteger), typeof(System.Globalization.CultureInfo), typeof(StringWriter), typeof(System.Net.IPAddress), typeof(Half),
    ];

    /// <summary>The length of a text, where lambdas could read it: hardly anything else is asked of one.</summary>
    private void AddLength()
    {
        var (text, number, truth) = (universe.IdOf(typeof(string)), universe.IdOf(typeof(int)), universe.IdOf(typeof(bool)));
        if (universe.Catalog.Types.Exists(shape => shape.DelegateParameters.Contains(text) && (shape.DelegateReturn == number || shape.DelegateReturn == truth)))
            Add(typeof(string), typeof(string).GetProperty(nameof(string.Length))!.GetMethod!, MemberShapeKind.PropertyGetter, typeof(string).GetProperty(nameof(string.Length)));
    }
}
