using Microsoft.CodeAnalysis;

namespace CodegenLab.Engine.Subjects;

/// <summary>The properties that a fake has of its own: what its methods answer, what they throw instead, and what they remember of calls.</summary>
/// <param name="type">What the fake stands for.</param>
/// <param name="name">Of the fake.</param>
/// <param name="annotated">The language version knows nullable reference types.</param>
/// <param name="used">Of those properties, the ones that tests look at or set; null for all.</param>
internal sealed class FakeAnswers(INamedTypeSymbol type, string name, FakeText text, bool annotated, IReadOnlySet<string>? used)
{
    private readonly HashSet<string> _taken = [name, .. type.GetMembers().Select(member => member.Name), .. type.AllInterfaces.SelectMany(contract => contract.GetMembers()).Select(member => member.Name)];

    /// <summary>Properties that hold the fake itself until a test says otherwise: what fluent calls go on with.</summary>
    public List<string> Itself { get; } = [];

    /// <summary>What the method returns; the property that holds it, if there is one, is added.</summary>
    public string Result(IMethodSymbol method, List<string> properties, out string? property)
    {
        property = null;
        var returned = method.ReturnType;
        if (method.ReturnsVoid)
            return "";
        if (IsTask(returned))
            return returned.Name == "Task" ? $"{text.Platform("System.Threading.Tasks", "Task")}.CompletedTask" : "default";
        var isTask = IsTaskOfResult(returned);
        var value = isTask ? ((INamedTypeSymbol)returned).TypeArguments[0] : returned;
        var isFluent = FluentCalls.GoesOn(type, method);
        if (!value.IsRefLikeType && !MentionsTypeParameterOf(method, value) && Named(method, Fake.Result) is var name && Named(method, Fake.FirstResults) is var first && (IsUsed(name) || IsUsed(first)))
        {
            properties.Add($"public {text.Name(value)} {name} {{ get; set; }}{(isFluent ? "" : Initialiser(method, value))}");
            if (isFluent)
                Itself.Add(name);
            property = name;
            var answer = IsRepeatable(method, value) && IsUsed(first) ? InTurn(value, name, first, properties) : name;
            return !isTask ? answer : returned.Name == "Task" ? $"{text.Platform("System.Threading.Tasks", "Task")}.FromResult({answer})" : $"new {text.Name(returned)}({answer})";
        }

        if (isFluent)
            return "this";
        var empty = IsLogger(method) && method.Name == "IsEnabled" ? "true" : text.Default(value);
        if (!isTask)
            return empty;

        // A bare default or null would fit both constructors of a ValueTask.
        if (returned.Name != "Task")
            return $"new {text.Name(returned)}({(empty is "default" or "null" or "null!" or "default!" ? $"default({text.Name(value)}){(empty.EndsWith('!') ? "!" : "")}" : empty)})";
        var task = text.Platform("System.Threading.Tasks", "Task");
        return value.SpecialType switch
        {
            SpecialType.System_Int32 => $"{task}.FromResult(0)",
            SpecialType.System_Boolean => $"{task}.FromResult(false)",
            SpecialType.System_String when empty == "\"\"" => $"{task}.FromResult({empty})",
            _ when empty == $"new {text.Name(value)}()" => $"{task}.FromResult({empty})",
            _ => $"{task}.FromResult<{text.Name(value)}>({empty})",
        };
    }

    private bool IsRepeatable(IMethodSymbol method, ITypeSymbol value) => type.TypeKind == TypeKind.Interface && !IsLogger(method) && value is not IArrayTypeSymbol && !IsUnrepeatable(method);

    /// <summary>What the first calls get, one after the other; those after them get the other answer.</summary>
    private string InTurn(ITypeSymbol value, string others, string first, List<string> properties)
    {
        var turn = Unique($"_{char.ToLowerInvariant(first[0])}{first[1..]}Given");
        properties.Add($"public {text.Name(value)}[] {first} {{ get; set; }} = {text.Platform("System", "Array")}.Empty<{text.Name(value)}>();");
        properties.Add($"private int {turn};");
        return $"{turn} < {first}.Length ? {first}[{turn}++] : {others}";
    }

    /// <summary>The items of an asynchronous sequence that the method returns, as the property that is added for them; null: there is none.</summary>
    public string? Items(IMethodSymbol method, ITypeSymbol element, List<string> properties)
    {
        if (MentionsTypeParameterOf(method, element))
            return null;
        var name = method.Name == "GetAsyncEnumerator" ? Unique("Items") : Named(method, Fake.Result);
        if (!IsUsed(name))
            return null;
        properties.Add($"public {text.Platform("System.Collections.Generic", "IEnumerable", 1)}<{text.Name(element)}> {name} {{ get; set; }} = {text.Platform("System", "Array")}.Empty<{text.Name(element)}>();");
        return name;
    }

    /// <summary>Type of the elements that a method hands out one by one; null: it does not, or cannot be written as an iterator.</summary>
    public static ITypeSymbol? AsyncElement(IMethodSymbol method) =>
        method.ReturnType is INamedTypeSymbol { Name: "IAsyncEnumerable" or "IAsyncEnumerator", TypeArguments: [var element] } returned && returned.ContainingNamespace.ToDisplayString() == "System.Collections.Generic"
        && method.Parameters.All(parameter => parameter.RefKind == RefKind.None && !parameter.Type.IsRefLikeType) ? element : null;

    private string Initialiser(IMethodSymbol method, ITypeSymbol value) => IsLogger(method) && method.Name == "IsEnabled" ? " = true;" : text.Initialiser(value);

    /// <summary>What the fake remembers of calls: how many there were of a method that gives nothing back, what the last one was given, what was logged.</summary>
    public void Record(IMethodSymbol method, List<string> properties, List<string> statements)
    {
        if (IsLogger(method) && method is { Name: "Log", Parameters: [_, _, { Name: var state }, { Name: var exception }, { Name: var formatter }] })
        {
            var messages = Unique("Messages");
            if (!IsUsed(messages))
                return;
            var list = $"{text.Platform("System.Collections.Generic", "List", 1)}<string>";
            properties.Add($"public {list} {messages} {{ get; }} = new {list}();");
            statements.Add($"{messages}.Add({FakeText.Escape(formatter)}({FakeText.Escape(state)}, {FakeText.Escape(exception)}));");
            return;
        }

        if (method is { Name: "SendAsync", Parameters: [var request, _] } && FakeWriter.FullName(method.ContainingType) == FakeClass.MessageHandler)
        {
            var requests = Unique("Requests");
            if (!IsUsed(requests))
                return;
            var list = $"{text.Platform("System.Collections.Generic", "List", 1)}<string>";
            properties.Add($"public {list} {requests} {{ get; }} = new {list}();");
            statements.Add($"{requests}.Add($\"{{{FakeText.Escape(request.Name)}.Method}} {{{FakeText.Escape(request.Name)}.RequestUri}}\");");
            return;
        }

        if (method.ReturnsVoid || IsTask(method.ReturnType))
        {
            var counter = Named(method, "Calls");
            if (IsUsed(counter))
            {
                properties.Add($"public int {counter} {{ get; private set; }}");
                statements.Add($"{counter}++;");
            }
        }

        // A record compares all it has: what it remembers would make equal ones differ.
        foreach (var parameter in type.IsRecord ? [] : method.Parameters.Where(parameter => IsRecordable(method, parameter)))
        {
            var given = Named(method, char.ToUpperInvariant(parameter.Name[0]) + parameter.Name[1..]);
            if (!IsUsed(given))
                continue;
            var isClear = parameter.Type.NullableAnnotation == NullableAnnotation.Annotated || parameter.Type is ITypeParameterSymbol { HasValueTypeConstraint: false, HasReferenceTypeConstraint: false } || (!annotated && !parameter.Type.IsValueType);
            var initialiser = parameter.Type is ITypeParameterSymbol { HasValueTypeConstraint: false, HasReferenceTypeConstraint: false } && annotated ? " = default!;" : "";
            properties.Add($"public {text.Name(parameter.Type)}{(isClear ? "" : "?")} {given} {{ get; private set; }}{initialiser}");
            statements.Add($"{given} = {FakeText.Escape(parameter.Name)};");
        }
    }

    /// <summary>The property that holds what an <c>out</c> parameter gets; null: there is none.</summary>
    public string? Out(IMethodSymbol method, IParameterSymbol parameter, List<string> properties)
    {
        if (parameter.Type.IsRefLikeType || MentionsTypeParameterOf(method, parameter.Type))
            return null;
        var given = Named(method, char.ToUpperInvariant(parameter.Name[0]) + parameter.Name[1..]);
        if (!IsUsed(given))
            return null;
        properties.Add($"public {text.Name(parameter.Type)} {given} {{ get; set; }}{text.Initialiser(parameter.Type)}");
        return given;
    }

    /// <summary>What the method throws instead of answering, when a test says so.</summary>
    /// <returns>The property that holds it; null: there is none.</returns>
    public string? Fail(IMethodSymbol method, List<string> properties, List<string> statements)
    {
        if (type.TypeKind != TypeKind.Interface || IsLogger(method) || IsUnrepeatable(method))
            return null;
        var failure = Named(method, Fake.Exception);
        var failures = Named(method, Fake.Failures);
        if (!IsUsed(failure))
            return null;
        properties.Add($"public {text.Platform("System", "Exception")}{(annotated ? "?" : "")} {failure} {{ get; set; }}");
        var isCounted = IsUsed(failures);
        if (isCounted)
            properties.Add($"public int {failures} {{ get; set; }} = int.MaxValue;");
        statements.Add(isCounted ? $"if ({failure} != null && {failures}-- > 0)" : $"if ({failure} != null)");
        statements.Add($"    throw {failure};");
        return failure;
    }

    /// <summary>What nobody expects to fail, or to answer otherwise another time.</summary>
    private static bool IsUnrepeatable(IMethodSymbol method) => method.Name is "Dispose" or "DisposeAsync" or "GetEnumerator" or "Equals" or "GetHashCode" or "CompareTo";

    private static bool IsRecordable(IMethodSymbol method, IParameterSymbol parameter) =>
        parameter.RefKind is RefKind.None or RefKind.In && !parameter.Type.IsRefLikeType && parameter.Type.TypeKind is not (TypeKind.Delegate or TypeKind.Pointer or TypeKind.FunctionPointer)
        && parameter.Type.Name != "CancellationToken" && parameter.Type.SpecialType != SpecialType.System_Object && !MentionsTypeParameterOf(method, parameter.Type);

    /// <summary>Everybody logs, and what is logged has its own words: it is remembered as text.</summary>
    public static bool IsLogger(IMethodSymbol method) => method.ContainingType is { Name: "ILogger", Arity: 0 } contract && contract.ContainingNamespace.ToDisplayString() == "Microsoft.Extensions.Logging";

    public static bool IsTask(ITypeSymbol symbol) =>
        symbol is INamedTypeSymbol { Arity: 0, Name: "Task" or "ValueTask" } && symbol.ContainingNamespace.ToDisplayString() == "System.Threading.Tasks";

    public static bool IsTaskOfResult(ITypeSymbol symbol) =>
        symbol is INamedTypeSymbol { Arity: 1, Name: "Task" or "ValueTask" } && symbol.ContainingNamespace.ToDisplayString() == "System.Threading.Tasks";

    private static bool MentionsTypeParameterOf(IMethodSymbol method, ITypeSymbol symbol) => symbol switch
    {
        ITypeParameterSymbol parameter => parameter.TypeParameterKind == TypeParameterKind.Method,
        IArrayTypeSymbol array => MentionsTypeParameterOf(method, array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.Any(argument => MentionsTypeParameterOf(method, argument)),
        _ => false,
    };

    /// <summary>Whether the tests look at or set a property that the fake has of its own.</summary>
    public bool IsUsed(string property) => used is null || used.Contains(property);

    /// <summary>A name for what belongs to a method, without «Async» where that is still free.</summary>
    private string Named(IMethodSymbol method, string suffix)
    {
        var bare = method.Name.EndsWith("Async", StringComparison.Ordinal) && method.Name.Length > 5 ? method.Name[..^5] : method.Name;
        return Unique(_taken.Contains(bare + suffix) ? method.Name + suffix : bare + suffix);
    }

    public string Unique(string wish)
    {
        var unique = wish;
        for (var number = 2; !_taken.Add(unique); number++)
            unique = wish + number;
        return unique;
    }
}
