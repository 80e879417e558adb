using Scriban.Runtime;

namespace Scriban.Functions;

/// <summary>The objects every template sees.</summary>
internal static class Builtins
{
    public static ScriptObject Create()
    {
        var builtins = new ScriptObject();
        builtins.SetValue("empty", EmptyValue.Default, readOnly: true);
        builtins.SetValue("blank", EmptyValue.Default, readOnly: true);
        builtins.SetValue("include", new IncludeFunction(), readOnly: true);
        builtins.SetValue("string", FunctionsOf("string", typeof(StringFunctions)), readOnly: true);
        builtins.SetValue("array", FunctionsOf("array", typeof(ArrayFunctions)), readOnly: true);
        builtins.SetValue("object", FunctionsOf("object", typeof(ObjectFunctions)), readOnly: true);
        builtins.SetValue("math", FunctionsOf("math", typeof(MathFunctions)), readOnly: true);
        builtins.SetValue("html", FunctionsOf("html", typeof(HtmlFunctions)), readOnly: true);
        AddUnsupported(builtins, "");
        return builtins;
    }

    private static ScriptObject FunctionsOf(string name, Type type)
    {
        var functions = new ScriptObject();
        functions.Import(type);
        AddUnsupported(functions, name);
        return functions;
    }

    private static void AddUnsupported(ScriptObject functions, string owner)
    {
        foreach (var name in UnsupportedFunction.Names[owner])
            functions.SetValue(name, new UnsupportedFunction(owner.Length == 0 ? name : $"{owner}.{name}"), readOnly: true);
    }
}
