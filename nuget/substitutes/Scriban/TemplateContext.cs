using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Text;
using Scriban.Functions;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace Scriban;

/// <summary>Variables, limits and output of one rendering.</summary>
public class TemplateContext : IFormatProvider
{
    private readonly Stack<StringBuilder> _outputs = new([new StringBuilder()]);
    private readonly Dictionary<string, Template> _templates = [];
    private bool _isAtLineStart;
    private int _nesting;

    /// <summary>A context with the built-in functions.</summary>
    public TemplateContext()
        : this(null)
    {
    }

    /// <summary>A context with functions of its own; null stands for the built-in ones.</summary>
    public TemplateContext(ScriptObject? builtin)
    {
        BuiltinObject = builtin ?? Builtins.Create();
        Members = new Members(this);
        Variables = new VariableScopes(this);
        Variables.PushGlobal(BuiltinObject);
    }

    /// <summary>The built-in functions and the variable <c>empty</c>.</summary>
    public ScriptObject BuiltinObject { get; }

    /// <summary>Finds the templates that <c>include</c> names; null forbids <c>include</c>.</summary>
    public ITemplateLoader? TemplateLoader { get; set; }

    /// <summary>Names the members of .NET objects.</summary>
    public MemberRenamerDelegate MemberRenamer { get; set; } = StandardMemberRenamer.Default;

    /// <summary>Hides members of .NET objects; null hides none.</summary>
    public MemberFilterDelegate? MemberFilter { get; set; }

    /// <summary>Whether a variable that does not exist is an error instead of null.</summary>
    public bool StrictVariables { get; set; }

    /// <summary>Turns of all loops together, nested ones included, until the outermost ends; 0 is no limit.</summary>
    public int LoopLimit { get; set; } = 1000;

    /// <summary>Depth of includes and calls; 0 is no limit.</summary>
    public int RecursiveLimit { get; set; } = 100;

    /// <summary>Depth of a value that is written; 0 is no limit.</summary>
    public int ObjectRecursionLimit { get; set; } = 20;

    /// <summary>Characters a template may write; 0 is no limit. Scriban cuts the output off, this substitute throws.</summary>
    public int LimitToString { get; set; } = 1048576;

    /// <summary>Whether a member of null is null instead of an error.</summary>
    public bool EnableRelaxedTargetAccess { get; set; }

    /// <summary>Whether a member that does not exist is null instead of an error.</summary>
    public bool EnableRelaxedMemberAccess { get; set; } = true;

    /// <summary>Whether a call of a function that does not exist is null instead of an error.</summary>
    public bool EnableRelaxedFunctionAccess { get; set; }

    /// <summary>Whether an index past the end is null instead of an error.</summary>
    public bool EnableRelaxedIndexerAccess { get; set; } = true;

    /// <summary>Whether the index null reads null instead of being an error.</summary>
    public bool EnableNullIndexer { get; set; }

    /// <summary>Whether all lines that code writes are indented like the code, when it is the first on its line.</summary>
    public bool AutoIndent { get; set; } = true;

    /// <summary>Whether <see cref="AutoIndent"/> applies to empty lines as well.</summary>
    public bool IndentOnEmptyLines { get; set; } = true;

    /// <summary>How numbers are written: invariant.</summary>
    public CultureInfo CurrentCulture { get; } = CultureInfo.InvariantCulture;

    /// <summary>Written before each line; null outside of indented code.</summary>
    public string? CurrentIndent { get; set; }

    /// <summary>The object of the innermost scope.</summary>
    public ScriptObject CurrentGlobal => Variables.CurrentGlobal;

    internal Members Members { get; }

    internal VariableScopes Variables { get; }

    /// <summary>Calls and includes that are under way.</summary>
    internal int CallDepth { get; set; }

    /// <summary>Loops that are under way, and the turns they took.</summary>
    internal (int Depth, long Turns) Loops { get; set; }

    /// <summary>Makes the members of an object variables, before those of the scopes around.</summary>
    public void PushGlobal(ScriptObject scriptObject) => Variables.PushGlobal(scriptObject);

    /// <summary>Undoes the last <see cref="PushGlobal"/>.</summary>
    public ScriptObject PopGlobal() => Variables.PopGlobal();

    /// <inheritdoc />
    public object? GetFormat(Type? formatType) => CurrentCulture.GetFormat(formatType);

    /// <summary>Writes text, indented if the code that writes it is.</summary>
    public TemplateContext Write(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return this;

        var output = _outputs.Peek();
        if (LimitToString > 0 && output.Length + text.Length > LimitToString)
            throw new InvalidOperationException($"The output exceeds LimitToString `{LimitToString}`.");

        if (CurrentIndent is null)
        {
            output.Append(text);
            _isAtLineStart = text[^1] == '\n';
            return this;
        }

        for (var index = 0; index < text.Length;)
        {
            var lineEnd = text.IndexOf('\n', index);
            var length = (lineEnd < 0 ? text.Length : lineEnd) - index;
            var isEmpty = lineEnd >= 0 && (length == 0 || (length == 1 && text[index] == '\r'));
            if (_isAtLineStart && (IndentOnEmptyLines || !isEmpty))
                output.Append(CurrentIndent);

            var end = lineEnd < 0 ? text.Length : lineEnd + 1;
            output.Append(text, index, end - index);
            _isAtLineStart = lineEnd >= 0;
            index = end;
        }

        return this;
    }

    /// <summary>The text a value is written as; null writes nothing.</summary>
    /// <param name="value">Any value.</param>
    /// <param name="nested">Whether the value stands inside of another, where strings are quoted.</param>
    public virtual string? ObjectToString(object? value, bool nested = false)
    {
        if (ObjectRecursionLimit != 0 && _nesting >= ObjectRecursionLimit)
            throw new InvalidOperationException("Structure is too deeply nested or contains reference loops.");

        _nesting++;
        try
        {
            return value switch
            {
                string text => nested ? StringFunctions.Literal(text) : text,
                null or EmptyValue => nested ? "null" : null,
                bool truth => truth ? "true" : "false",
                DateTime => throw new NotSupportedException("Writing a DateTime is not supported by the substitute of Scriban"),
                IFormattable formattable => formattable.ToString(null, this),
                IConvertible convertible => convertible.ToString(this),
                IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(item => ObjectToString(item, nested: true)))}]",
                _ when value.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>) => PairToString(value),
                _ => value.ToString(),
            };
        }
        finally
        {
            _nesting--;
        }
    }

    /// <summary>Whether a value counts as true: all but null, false and <c>empty</c>.</summary>
    public virtual bool ToBool(SourceSpan span, object? value) => value switch
    {
        null or EmptyValue => false,
        bool truth => truth,
        _ => true,
    };

    /// <summary>A value as a 32-bit integer; null is 0.</summary>
    public virtual int ToInt(SourceSpan span, object? value)
    {
        try
        {
            return value is BigInteger big ? (int)big : Convert.ToInt32(value, CurrentCulture);
        }
        catch (Exception e) when (e is FormatException or OverflowException or InvalidCastException)
        {
            throw new ScriptRuntimeException(span, $"Unable to convert type `{TypeNameOf(value)}` to int", e);
        }
    }

    /// <summary>A value as a parameter of a .NET method takes it.</summary>
    public virtual object? ToObject(SourceSpan span, object? value, Type destinationType)
    {
        ArgumentNullException.ThrowIfNull(destinationType);
        var isNullable = Nullable.GetUnderlyingType(destinationType) is not null;
        var type = Nullable.GetUnderlyingType(destinationType) ?? destinationType;
        if (value is null && (isNullable || (!type.IsValueType && type != typeof(string))))
            return null;

        if (type.IsInstanceOfType(value))
            return value;

        if (type == typeof(string))
            return ObjectToString(value);

        if (type == typeof(int))
            return ToInt(span, value);

        if (type == typeof(bool))
            return ToBool(span, value);

        if (type == typeof(IList) && value is IEnumerable items)
            return new ScriptArray(items);

        try
        {
            return value switch
            {
                null => Activator.CreateInstance(type),
                BigInteger big when type == typeof(double) => (double)big,
                BigInteger big when type == typeof(decimal) => (decimal)big,
                _ when (value is decimal || value.GetType().IsPrimitive) && (type.IsPrimitive || type == typeof(decimal)) => Convert.ChangeType(value, type, CurrentCulture),
                _ => throw new InvalidCastException(),
            };
        }
        catch (Exception e) when (e is FormatException or OverflowException or InvalidCastException)
        {
            throw new ScriptRuntimeException(span, $"Unable to convert type `{TypeNameOf(value)}` to `{type.Name}`", e);
        }
    }

    internal static string TypeNameOf(object? value) => value switch
    {
        null => "null",
        string => "string",
        bool => "bool",
        int => "int",
        long => "long",
        double => "double",
        ScriptArray => "array",
        ScriptObject => "object",
        _ => value.GetType().Name,
    };

    internal string TakeOutput()
    {
        var text = _outputs.Peek().ToString();
        _outputs.Peek().Clear();
        return text;
    }

    internal void PushOutput() => _outputs.Push(new StringBuilder());

    internal string PopOutput() => _outputs.Pop().ToString();

    /// <summary>Renders another template with local variables of its own, not indented: who writes the result indents it.</summary>
    internal string Include(SourceSpan span, string? name, ScriptArray arguments, IReadOnlyDictionary<string, object?> named)
    {
        var template = TemplateOf(span, name);
        if (RecursiveLimit != 0 && CallDepth >= RecursiveLimit)
            throw new ScriptRuntimeException(span, $"Exceeding number of recursive depth limit `{RecursiveLimit}` for node: `include {name}`");

        var (indent, wasAtLineStart) = (CurrentIndent, _isAtLineStart);
        if (indent is not null)
            _isAtLineStart = false;

        CurrentIndent = null;
        CallDepth++;
        PushOutput();
        Variables.PushLocal();
        try
        {
            Variables.SetLocal("", arguments);
            foreach (var (local, value) in named)
                Variables.SetLocal(local, value);

            return template.Render(this);
        }
        finally
        {
            Variables.PopLocal();
            PopOutput();
            CallDepth--;
            (CurrentIndent, _isAtLineStart) = (indent, wasAtLineStart);
        }
    }

    private string PairToString(object pair)
    {
        var members = new ScriptObject();
        members.Import(pair, renamer: MemberRenamer);
        return members.ToString(null, this);
    }

    private Template TemplateOf(SourceSpan span, string? name)
    {
        if (string.IsNullOrEmpty(name))
            throw new ScriptRuntimeException(span, "Include template name cannot be null or empty");

        if (TemplateLoader is null)
            throw new ScriptRuntimeException(span, $"Unable to include <{name}>. No TemplateLoader registered in TemplateContext.TemplateLoader");

        var path = Load(() => TemplateLoader.GetPath(this, span, name), $"Unexpected exception while getting the path for the include name `{name}`")
            ?? throw new ScriptRuntimeException(span, $"Include template path is null for `{name}`");
        if (_templates.TryGetValue(path, out var known))
            return known;

        var text = Load(() => TemplateLoader.Load(this, span, path), $"Unexpected exception while creating template from path `{path}`")
            ?? throw new ScriptRuntimeException(span, $"The result of including `{path}` cannot be null");
        var template = Template.Parse(text, path);
        return template.HasErrors
            ? throw new ScriptParserRuntimeException(span, $"Error while parsing template `{path}`", template.Messages)
            : _templates[path] = template;

        string? Load(Func<string?> load, string failure)
        {
            try
            {
                return load();
            }
            catch (Exception e) when (e is not ScriptRuntimeException)
            {
                throw new ScriptRuntimeException(span, failure, e);
            }
        }
    }
}
