using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Engine.Subjects;

/// <summary>The text of one fake.</summary>
/// <param name="annotated">The language version knows nullable reference types.</param>
internal sealed class FakeClass(INamedTypeSymbol type, string name, bool annotated, bool internalsVisible)
{
    /// <summary>The subject's own settings shall not complain about a file that nobody reads.</summary>
    public const string Quiet = "#pragma warning disable\n";

    public const string Clock = "System.TimeProvider";

    public const string MessageHandler = "System.Net.Http.HttpMessageHandler";

    private const SymbolDisplayMiscellaneousOptions Plain = SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers;

    /// <summary>Of the clock, what tells the time: nothing of it is abstract.</summary>
    private static readonly HashSet<string> TellsTheTime = ["GetUtcNow", "GetTimestamp", "LocalTimeZone"];

    private readonly bool _isInterface = type.TypeKind == TypeKind.Interface;
    private readonly bool _isDeclaredHere = type.Locations.Any(location => location.IsInSource);
    private readonly HashSet<NamedType> _named = [];
    private readonly SymbolDisplayFormat _simple = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypes,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: annotated ? Plain | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier : Plain);

    private readonly SymbolDisplayFormat _qualified = new(
        SymbolDisplayGlobalNamespaceStyle.Included,
        SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: annotated ? Plain | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier : Plain);

    private IReadOnlySet<string>? _used;
    private bool _isQualified;
    private bool _isNested;
    private HashSet<string> _names = [];
    private List<string> _lines = [];
    private ImmutableArray<FakedMember>.Builder _members = ImmutableArray.CreateBuilder<FakedMember>();

    /// <summary>The fake; null when the type cannot be faked.</summary>
    public Fake? Write()
    {
        if (Members() is not { } members || Constructors() is not { } constructors)
            return null;
        var inside = Class(members, constructors, isNested: false, isQualified: true);
        var unit = $"{Quiet}{(annotated ? "#nullable enable\n" : "")}namespace {Fake.Namespace}\n{{\n{string.Join('\n', inside.Split('\n').Select(line => line.Length == 0 ? line : "    " + line))}\n}}\n";
        var metadataName = type.Arity == 0 ? name : $"{name}`{type.Arity}";
        return new Fake(FakeWriter.FullName(type), $"{Fake.Namespace}.{metadataName}", unit, (used, isQualified) => new FakeClass(type, name, annotated, internalsVisible) { _used = used }.Nested(members, constructors, isQualified))
        {
            Members = _isInterface && IsPublic(type) ? new FakedMembers([.. type.TypeParameters.Select(parameter => parameter.Name)], _members.ToImmutable()) : null,
        };
    }

    private NestedFake Nested(IReadOnlyList<ISymbol> members, IReadOnlyList<IMethodSymbol> constructors, bool isQualified)
    {
        var source = Class(members, constructors, isNested: true, isQualified);
        return new NestedFake(source, [.. _named.OrderBy(named => named.Namespace, StringComparer.Ordinal).ThenBy(named => named.Name, StringComparer.Ordinal)]);
    }

    private string Class(IReadOnlyList<ISymbol> members, IReadOnlyList<IMethodSymbol> constructors, bool isNested, bool isQualified)
    {
        _isNested = isNested;
        _isQualified = isQualified;
        _lines = [];
        _members = ImmutableArray.CreateBuilder<FakedMember>();
        _names = [name, .. type.GetMembers().Select(member => member.Name), .. type.AllInterfaces.SelectMany(contract => contract.GetMembers()).Select(member => member.Name)];
        var access = isNested ? "private" : IsPublic(type) ? "public" : "internal";
        var parameters = type.Arity == 0 ? "" : $"<{string.Join(", ", type.TypeParameters.Select(parameter => parameter.Name))}>";
        _lines.Add($"{access} sealed {(type.IsRecord ? "record" : "class")} {name}{parameters} : {Name(type)}{Constraints(type.TypeParameters)}");
        _lines.Add("{");
        foreach (var constructor in constructors)
            WriteConstructor(constructor);
        var written = new Dictionary<string, ISymbol>();
        foreach (var member in members)
            WriteMember(member, written);
        if (_lines[^1].Length == 0)
            _lines.RemoveAt(_lines.Count - 1);
        _lines.Add("}");
        return string.Join('\n', _lines);
    }

    /// <summary>What the fake must implement; null when it cannot.</summary>
    private List<ISymbol>? Members()
    {
        var members = _isInterface ? InterfaceMembers() : AbstractMembers();
        return members.All(CanImplement) ? members : null;
    }

    private List<ISymbol> InterfaceMembers() =>
    [
        .. type.AllInterfaces.Prepend(type).SelectMany(contract => contract.GetMembers())
            .Where(member => member.IsAbstract && member is IPropertySymbol or IEventSymbol or IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.UserDefinedOperator or MethodKind.Conversion }),
    ];

    private List<ISymbol> AbstractMembers()
    {
        if (FakeWriter.FullName(type) == Clock)
            return [.. type.GetMembers().Where(member => member.IsVirtual && TellsTheTime.Contains(member.Name))];
        var overridden = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var members = new List<ISymbol>();
        for (var at = type; at is not null; at = at.BaseType)
        {
            foreach (var member in at.GetMembers())
            {
                var original = member switch
                {
                    IMethodSymbol method => method.OverriddenMethod as ISymbol,
                    IPropertySymbol property => property.OverriddenProperty,
                    IEventSymbol happening => happening.OverriddenEvent,
                    _ => null,
                };
                if (original is not null)
                    overridden.Add(original.OriginalDefinition);
                if (member is { IsAbstract: true, IsImplicitlyDeclared: false } && !overridden.Contains(member.OriginalDefinition)
                    && member is IPropertySymbol or IEventSymbol or IMethodSymbol { MethodKind: MethodKind.Ordinary })
                {
                    members.Add(member);
                }
            }
        }

        return members;
    }

    private bool CanImplement(ISymbol member)
    {
        if (member.IsStatic)
            return false;
        if (!_isInterface && !(internalsVisible && _isDeclaredHere) && member.DeclaredAccessibility is Accessibility.Internal or Accessibility.ProtectedAndInternal)
            return false;
        return member switch
        {
            IMethodSymbol method => !method.ReturnsByRef && !method.ReturnsByRefReadonly && IsPlain(method.ReturnType) && method.Parameters.All(parameter => IsPlain(parameter.Type)),
            IPropertySymbol property => !property.ReturnsByRef && !property.ReturnsByRefReadonly && IsPlain(property.Type) && property.Parameters.All(parameter => IsPlain(parameter.Type)),
            _ => true,
        };
    }

    private static bool IsPlain(ITypeSymbol symbol) => symbol.TypeKind is not (TypeKind.Pointer or TypeKind.FunctionPointer);

    /// <summary>Constructors to pass on; null when no accessible one can be called.</summary>
    private List<IMethodSymbol>? Constructors()
    {
        if (_isInterface)
            return [];
        var usable = type.InstanceConstructors.Where(constructor =>
            (constructor.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal || (internalsVisible && constructor.DeclaredAccessibility == Accessibility.Internal))
            && !(type.IsRecord && constructor.Parameters.Length == 1 && SymbolEqualityComparer.Default.Equals(constructor.Parameters[0].Type, type))
            && constructor.Parameters.All(parameter => parameter.RefKind == RefKind.None && IsPlain(parameter.Type))).ToList();
        if (usable.Count == 0)
            return null;
        return usable is [{ Parameters.Length: 0 }] ? [] : usable;
    }

    private void WriteConstructor(IMethodSymbol constructor)
    {
        var arguments = string.Join(", ", constructor.Parameters.Select(parameter => Escape(parameter.Name)));
        _lines.Add($"    public {name}({Parameters(constructor.Parameters)}) : base({arguments})");
        _lines.Add("    {");
        _lines.Add("    }");
        _lines.Add("");
    }

    private void WriteMember(ISymbol member, Dictionary<string, ISymbol> written)
    {
        var signature = member switch
        {
            IMethodSymbol method => $"{method.Name}`{method.Arity}({string.Join(",", method.Parameters.Select(parameter => parameter.RefKind + parameter.Type.ToDisplayString(_qualified)))})",
            IPropertySymbol { IsIndexer: true } indexer => $"this({string.Join(",", indexer.Parameters.Select(parameter => parameter.Type.ToDisplayString(_qualified)))})",
            _ => member.Name,
        };

        // A name that another kind of member has, or a signature with another result, is implemented for its interface alone.
        var isExplicit = written.Values.Any(other => other.Name == member.Name && other.Kind != member.Kind);
        if (written.TryGetValue(signature, out var same))
        {
            if (SymbolEqualityComparer.Default.Equals(ResultOf(same), ResultOf(member)) && Covers(same, member))
                return;
            isExplicit = true;
        }
        else if (!isExplicit)
        {
            written.Add(signature, member);
        }

        switch (member)
        {
            case IMethodSymbol method: WriteMethod(method, isExplicit); break;
            case IPropertySymbol { IsIndexer: true } indexer: WriteIndexer(indexer, isExplicit); break;
            case IPropertySymbol property: WriteProperty(property, isExplicit); break;
            case IEventSymbol happening: WriteEvent(happening, isExplicit); break;
        }

        _lines.Add("");
    }

    private static ITypeSymbol? ResultOf(ISymbol member) => member switch
    {
        IMethodSymbol method => method.ReturnType,
        IPropertySymbol property => property.Type,
        IEventSymbol happening => happening.Type,
        _ => null,
    };

    // Our properties have both accessors, but for those that only write.
    private static bool Covers(ISymbol written, ISymbol member) =>
        written is not IPropertySymbol { GetMethod: null } || member is IPropertySymbol { GetMethod: null };

    private string Head(ISymbol member, bool isExplicit)
    {
        if (isExplicit)
            return "";
        if (_isInterface)
            return "public ";
        var access = member.DeclaredAccessibility switch
        {
            Accessibility.Public => "public",
            Accessibility.Internal => "internal",
            Accessibility.ProtectedAndInternal => "private protected",
            // Seen from another assembly the internal half is gone.
            Accessibility.ProtectedOrInternal when _isDeclaredHere && (!_isNested || internalsVisible) => "protected internal",
            _ => "protected",
        };
        return access + " override ";
    }

    private string Owner(ISymbol member, bool isExplicit) => isExplicit ? Name(member.ContainingType) + "." : "";

    private void WriteMethod(IMethodSymbol method, bool isExplicit)
    {
        // A sequence is one whichever way it is asked for its elements.
        if (isExplicit && method is { Name: "GetEnumerator", Parameters.Length: 0 })
        {
            Describe(method, method.Parameters, FakedMemberKind.Other, null, null);
            _lines.Add($"    {Name(method.ReturnType)} {Owner(method, isExplicit)}GetEnumerator() => GetEnumerator();");
            return;
        }

        var typeParameters = method.Arity == 0 ? "" : $"<{string.Join(", ", method.TypeParameters.Select(parameter => parameter.Name))}>";
        var constraints = isExplicit || !_isInterface ? "" : Constraints(method.TypeParameters);
        var properties = new List<string>();
        var statements = new List<string>();
        var result = Result(method, properties, out var answer);
        Record(method, properties, statements);
        var failure = Fail(method, properties, statements);
        var isPlain = !isExplicit && method.Arity == 0 && !IsLogger(method);
        Describe(method, method.Parameters, !isPlain ? FakedMemberKind.Other : method.ReturnsVoid ? FakedMemberKind.VoidMethod : FakedMemberKind.Method, answer, failure);
        foreach (var property in properties)
        {
            _lines.Add("    " + property);
            _lines.Add("");
        }

        var head = $"    {Head(method, isExplicit)}{(method.ReturnsVoid ? "void" : Name(method.ReturnType))} {Owner(method, isExplicit)}{Escape(method.Name)}{typeParameters}({Parameters(method.Parameters)}){constraints}";
        statements.AddRange(method.Parameters.Where(parameter => parameter.RefKind == RefKind.Out).Select(parameter => $"{Escape(parameter.Name)} = {Default(parameter.Type)};"));
        if (statements.Count == 0)
        {
            _lines.Add(method.ReturnsVoid ? $"{head} {{ }}" : $"{head} => {result};");
            return;
        }

        if (method.ReturnsVoid && statements is [var only])
        {
            _lines.Add($"{head} => {only}");
            return;
        }

        _lines.Add(head);
        _lines.Add("    {");
        foreach (var statement in statements)
            _lines.Add("        " + statement);
        if (!method.ReturnsVoid)
            _lines.Add($"        return {result};");
        _lines.Add("    }");
    }

    /// <summary>Whether the tests look at or set a property that the fake has of its own.</summary>
    private bool IsUsed(string property) => _used is null || _used.Contains(property);

    /// <summary>What the method returns; the property that holds it, if there is one, is added.</summary>
    private string Result(IMethodSymbol method, List<string> properties, out string? property)
    {
        property = null;
        var returned = method.ReturnType;
        if (method.ReturnsVoid)
            return "";
        if (IsTask(returned))
            return returned.Name == "Task" ? $"{Platform("System.Threading.Tasks", "Task")}.CompletedTask" : "default";
        var isTask = IsTaskOfResult(returned);
        var value = isTask ? ((INamedTypeSymbol)returned).TypeArguments[0] : returned;
        if (!value.IsRefLikeType && !MentionsTypeParameterOf(method, value) && Named(method, "Result") is var name && IsUsed(name))
        {
            properties.Add($"public {Name(value)} {name} {{ get; set; }}{Initialiser(method, value)}");
            property = name;
            return !isTask ? name : returned.Name == "Task" ? $"{Platform("System.Threading.Tasks", "Task")}.FromResult({name})" : $"new {Name(returned)}({name})";
        }

        var empty = IsLogger(method) && method.Name == "IsEnabled" ? "true" : Default(value);
        if (!isTask)
            return empty;

        // A bare default or null would fit both constructors of a ValueTask.
        if (returned.Name != "Task")
            return $"new {Name(returned)}({(empty is "default" or "null" or "null!" or "default!" ? $"default({Name(value)}){(empty.EndsWith('!') ? "!" : "")}" : empty)})";
        var task = Platform("System.Threading.Tasks", "Task");
        return value.SpecialType switch
        {
            SpecialType.System_Int32 => $"{task}.FromResult(0)",
            SpecialType.System_Boolean => $"{task}.FromResult(false)",
            SpecialType.System_String when empty == "\"\"" => $"{task}.FromResult({empty})",
            _ when empty == $"new {Name(value)}()" => $"{task}.FromResult({empty})",
            _ => $"{task}.FromResult<{Name(value)}>({empty})",
        };
    }

    private string Initialiser(IMethodSymbol method, ITypeSymbol value) => IsLogger(method) && method.Name == "IsEnabled" ? " = true;" : Initialiser(value);

    /// <summary>What the fake remembers of calls: how many there were of a method that gives nothing back, what the last one was given, what was logged.</summary>
    private void Record(IMethodSymbol method, List<string> properties, List<string> statements)
    {
        if (IsLogger(method) && method is { Name: "Log", Parameters: [_, _, { Name: var state }, { Name: var exception }, { Name: var formatter }] })
        {
            var messages = Unique("Messages");
            if (!IsUsed(messages))
                return;
            var list = $"{Platform("System.Collections.Generic", "List", 1)}<string>";
            properties.Add($"public {list} {messages} {{ get; }} = new {list}();");
            statements.Add($"{messages}.Add({Escape(formatter)}({Escape(state)}, {Escape(exception)}));");
            return;
        }

        if (method is { Name: "SendAsync", Parameters: [var request, _] } && FakeWriter.FullName(method.ContainingType) == MessageHandler)
        {
            var requests = Unique("Requests");
            if (!IsUsed(requests))
                return;
            var list = $"{Platform("System.Collections.Generic", "List", 1)}<string>";
            properties.Add($"public {list} {requests} {{ get; }} = new {list}();");
            statements.Add($"{requests}.Add($\"{{{Escape(request.Name)}.Method}} {{{Escape(request.Name)}.RequestUri}}\");");
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
            properties.Add($"public {Name(parameter.Type)}{(isClear ? "" : "?")} {given} {{ get; private set; }}{initialiser}");
            statements.Add($"{given} = {Escape(parameter.Name)};");
        }
    }

    /// <summary>Notes a member for those who set up a mocking library instead.</summary>
    /// <param name="result">Property of the fake that holds the answer.</param>
    /// <param name="failure">Property of the fake that holds the exception.</param>
    private void Describe(ISymbol member, ImmutableArray<IParameterSymbol> parameters, FakedMemberKind kind, string? result, string? failure)
    {
        // Only once, and names that the test class needs are not to be mixed with those of the compiled file.
        if (_isNested)
            return;
        var returned = ResultOf(member);
        var isInTask = returned is not null && IsTaskOfResult(returned);
        var answer = isInTask ? ((INamedTypeSymbol)returned!).TypeArguments[0] : returned is null || returned.SpecialType == SpecialType.System_Void || IsTask(returned) ? null : returned;
        if (parameters.Any(parameter => parameter.RefKind != RefKind.None || parameter.Type.IsRefLikeType))
            kind = FakedMemberKind.Other;
        _members.Add(new FakedMember(
            Escape(member.Name),
            kind,
            kind == FakedMemberKind.Other ? [] : [.. parameters.Select(parameter => TextOf(parameter.Type))],
            result,
            isInTask,
            failure,
            kind == FakedMemberKind.Other && member is IMethodSymbol ? [] : UnaskedAnswers.SameIn(answer, isInTask && returned!.IsValueType, isKept: kind == FakedMemberKind.Property)));
    }

    private TypeText TextOf(ITypeSymbol symbol)
    {
        _named.Clear();
        Note(symbol);
        return new TypeText(symbol.ToDisplayString(_simple), symbol.ToDisplayString(_qualified), [.. _named]);
    }

    /// <summary>What the method throws instead of answering, when a test says so.</summary>
    /// <returns>The property that holds it; null: there is none.</returns>
    private string? Fail(IMethodSymbol method, List<string> properties, List<string> statements)
    {
        if (!_isInterface || IsLogger(method) || method.Name is "Dispose" or "DisposeAsync" or "GetEnumerator" or "Equals" or "GetHashCode" or "CompareTo")
            return null;
        var failure = Named(method, "Exception");
        if (!IsUsed(failure))
            return null;
        properties.Add($"public {Platform("System", "Exception")}{(annotated ? "?" : "")} {failure} {{ get; set; }}");
        statements.Add($"if ({failure} != null)");
        statements.Add($"    throw {failure};");
        return failure;
    }

    private static bool IsRecordable(IMethodSymbol method, IParameterSymbol parameter) =>
        parameter.RefKind is RefKind.None or RefKind.In && !parameter.Type.IsRefLikeType && parameter.Type.TypeKind is not (TypeKind.Delegate or TypeKind.Pointer or TypeKind.FunctionPointer)
        && parameter.Type.Name != "CancellationToken" && parameter.Type.SpecialType != SpecialType.System_Object && !MentionsTypeParameterOf(method, parameter.Type);

    /// <summary>Everybody logs, and what is logged has its own words: it is remembered as text.</summary>
    private static bool IsLogger(IMethodSymbol method) => method.ContainingType is { Name: "ILogger", Arity: 0 } contract && contract.ContainingNamespace.ToDisplayString() == "Microsoft.Extensions.Logging";

    private static bool IsTask(ITypeSymbol symbol) =>
        symbol is INamedTypeSymbol { Arity: 0, Name: "Task" or "ValueTask" } && symbol.ContainingNamespace.ToDisplayString() == "System.Threading.Tasks";

    private static bool IsTaskOfResult(ITypeSymbol symbol) =>
        symbol is INamedTypeSymbol { Arity: 1, Name: "Task" or "ValueTask" } && symbol.ContainingNamespace.ToDisplayString() == "System.Threading.Tasks";

    private static bool MentionsTypeParameterOf(IMethodSymbol method, ITypeSymbol symbol) => symbol switch
    {
        ITypeParameterSymbol parameter => parameter.TypeParameterKind == TypeParameterKind.Method,
        IArrayTypeSymbol array => MentionsTypeParameterOf(method, array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.Any(argument => MentionsTypeParameterOf(method, argument)),
        _ => false,
    };

    private void WriteProperty(IPropertySymbol property, bool isExplicit)
    {
        var head = $"    {Head(property, isExplicit)}{Name(property.Type)} {Owner(property, isExplicit)}{Escape(property.Name)}";
        if (property.Type.IsRefLikeType)
        {
            Describe(property, [], FakedMemberKind.Other, null, null);
            _lines.Add(property.SetMethod is null ? $"{head} => default;" : $"{head} {{ get => default; set {{ }} }}");
            return;
        }

        if (isExplicit || (!_isInterface && property.SetMethod is null))
        {
            Describe(property, [], FakedMemberKind.Other, null, null);
            var result = Unique(property.Name + "Result");
            if (property.SetMethod is null && !IsUsed(result))
            {
                _lines.Add($"{head} => {Default(property.Type)};");
                return;
            }

            _lines.Add($"    public {Name(property.Type)} {result} {{ get; set; }}{Initialiser(property.Type)}");
            _lines.Add("");
            _lines.Add(property.SetMethod is null ? $"{head} => {result};" : $"{head} {{ {Accessor(property, $"get => {result};")}{(property.SetMethod.IsInitOnly ? "init" : "set")} => {result} = value; }}");
            return;
        }

        if (property.GetMethod is null)
        {
            Describe(property, [], FakedMemberKind.VoidMethod, null, null);
            _lines.Add($"{head} {{ {(property.SetMethod!.IsInitOnly ? "init" : "set")} {{ }} }}");
            return;
        }

        Describe(property, [], property.SetMethod is null ? FakedMemberKind.Getter : property.SetMethod.IsInitOnly ? FakedMemberKind.Other : FakedMemberKind.Property, property.Name, null);
        var setter = property.SetMethod is null ? "set" : property.SetMethod.IsInitOnly ? "init" : "set";
        var access = !_isInterface && property.SetMethod is { } set && set.DeclaredAccessibility != property.DeclaredAccessibility ? Head(set, false).Replace("override ", "", StringComparison.Ordinal) : "";
        _lines.Add($"{head} {{ get; {access}{setter}; }}{Initialiser(property.Type)}");
    }

    private static string Accessor(IPropertySymbol property, string getter) => property.GetMethod is null ? "" : getter + " ";

    private void WriteIndexer(IPropertySymbol indexer, bool isExplicit)
    {
        Describe(indexer, [], FakedMemberKind.Other, null, null);
        var result = Unique("ItemResult");
        _lines.Add($"    public {Name(indexer.Type)} {result} {{ get; set; }}{Initialiser(indexer.Type)}");
        _lines.Add("");
        var head = $"    {Head(indexer, isExplicit)}{Name(indexer.Type)} {Owner(indexer, isExplicit)}this[{Parameters(indexer.Parameters)}]";
        _lines.Add(indexer.SetMethod is null ? $"{head} => {result};" : $"{head} {{ {Accessor(indexer, $"get => {result};")}set => {result} = value; }}");
    }

    private void WriteEvent(IEventSymbol happening, bool isExplicit)
    {
        var head = $"    {Head(happening, isExplicit)}event {Name(happening.Type)} {Owner(happening, isExplicit)}{Escape(happening.Name)}";
        _lines.Add(head);
        _lines.Add("    {");
        _lines.Add("        add { }");
        _lines.Add("        remove { }");
        _lines.Add("    }");
    }

    private string Parameters(ImmutableArray<IParameterSymbol> parameters) => string.Join(", ", parameters.Select(parameter =>
    {
        var modifier = parameter.RefKind switch
        {
            RefKind.Ref => "ref ",
            RefKind.Out => "out ",
            RefKind.In => "in ",
            RefKind.RefReadOnlyParameter => "ref readonly ",
            _ => parameter.IsParams ? "params " : "",
        };
        return $"{modifier}{Name(parameter.Type)} {Escape(parameter.Name)}";
    }));

    private string Constraints(ImmutableArray<ITypeParameterSymbol> parameters)
    {
        var text = new StringBuilder();
        foreach (var parameter in parameters)
        {
            var parts = new List<string>();
            if (parameter.HasUnmanagedTypeConstraint)
                parts.Add("unmanaged");
            else if (parameter.HasValueTypeConstraint)
                parts.Add("struct");
            else if (parameter.HasReferenceTypeConstraint)
                parts.Add(annotated && parameter.ReferenceTypeConstraintNullableAnnotation == NullableAnnotation.Annotated ? "class?" : "class");
            else if (parameter.HasNotNullConstraint)
                parts.Add("notnull");
            parts.AddRange(parameter.ConstraintTypes.Select(Name));
            if (parameter.HasConstructorConstraint)
                parts.Add("new()");
            if (parts.Count > 0)
                text.Append(" where ").Append(parameter.Name).Append(" : ").AppendJoin(", ", parts);
        }

        return text.ToString();
    }

    private string Initialiser(ITypeSymbol symbol)
    {
        var value = Default(symbol);
        return value is "default" or "null" ? "" : $" = {value};";
    }

    /// <summary>A value that needs no <c>?</c> and is as empty as can be.</summary>
    private string Default(ITypeSymbol symbol)
    {
        if (symbol.NullableAnnotation == NullableAnnotation.Annotated && !symbol.IsValueType)
            return symbol is ITypeParameterSymbol ? "default" : "null";
        if (symbol.SpecialType == SpecialType.System_String)
            return "\"\"";
        if (symbol is ITypeParameterSymbol { HasValueTypeConstraint: false })
            return annotated ? "default!" : symbol is ITypeParameterSymbol { HasReferenceTypeConstraint: true } ? "null" : "default";
        if (symbol.IsValueType || symbol.IsRefLikeType)
            return symbol is INamedTypeSymbol { Name: "ImmutableArray", Arity: 1 } array ? $"{Name(array)}.Empty" : "default";
        if (symbol is IArrayTypeSymbol { Rank: 1 } items)
            return $"{Platform("System", "Array")}.Empty<{Name(items.ElementType)}>()";
        if (symbol is INamedTypeSymbol named && Empty(named) is { } empty)
            return empty;
        return annotated ? "null!" : "null";
    }

    private string? Empty(INamedTypeSymbol named)
    {
        var arguments = string.Join(", ", named.TypeArguments.Select(Name));
        return named.OriginalDefinition.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat) switch
        {
            "System.Collections.Generic.IEnumerable<T>" or "System.Collections.Generic.IReadOnlyList<T>" or "System.Collections.Generic.IReadOnlyCollection<T>" => $"{Platform("System", "Array")}.Empty<{arguments}>()",
            "System.Collections.Generic.IList<T>" or "System.Collections.Generic.ICollection<T>" or "System.Collections.Generic.List<T>" => $"new {Platform("System.Collections.Generic", "List", 1)}<{arguments}>()",
            "System.Collections.Generic.ISet<T>" or "System.Collections.Generic.IReadOnlySet<T>" or "System.Collections.Generic.HashSet<T>" => $"new {Platform("System.Collections.Generic", "HashSet", 1)}<{arguments}>()",
            "System.Collections.Generic.IDictionary<TKey, TValue>" or "System.Collections.Generic.IReadOnlyDictionary<TKey, TValue>" or "System.Collections.Generic.Dictionary<TKey, TValue>" => $"new {Platform("System.Collections.Generic", "Dictionary", 2)}<{arguments}>()",
            "System.Collections.Generic.IEnumerator<T>" => $"(({Platform("System.Collections.Generic", "IEnumerable", 1)}<{arguments}>){Platform("System", "Array")}.Empty<{arguments}>()).GetEnumerator()",
            "System.Collections.IEnumerable" or "System.Collections.ICollection" or "System.Collections.IList" => $"{Platform("System", "Array")}.Empty<object>()",
            "System.Net.Http.HttpResponseMessage" => $"new {Platform("System.Net.Http", "HttpResponseMessage")}()",
            "System.TimeZoneInfo" => $"{Platform("System", "TimeZoneInfo")}.Utc",
            "System.Collections.IEnumerator" => $"{Platform("System", "Array")}.Empty<object>().GetEnumerator()",
            _ => null,
        };
    }

    private string Name(ITypeSymbol symbol)
    {
        Note(symbol);
        return symbol.ToDisplayString(_isQualified ? _qualified : _simple);
    }

    private string Platform(string ns, string simple, int arity = 0)
    {
        _named.Add(new NamedType(ns, simple, arity));
        return _isQualified ? $"global::{ns}.{simple}" : simple;
    }

    private void Note(ITypeSymbol symbol)
    {
        switch (symbol)
        {
            case IArrayTypeSymbol array:
                Note(array.ElementType);
                break;
            case INamedTypeSymbol named:
                foreach (var argument in named.TypeArguments)
                    Note(argument);
                var outermost = named;
                while (outermost.ContainingType is { } outer)
                    outermost = outer;
                if (!named.IsTupleType && named.OriginalDefinition.SpecialType != SpecialType.System_Nullable_T && named.ToDisplayString(_simple) is var text && SyntaxFacts.GetKeywordKind(text.TrimEnd('?')) == SyntaxKind.None)
                    _named.Add(new NamedType(outermost.ContainingNamespace.IsGlobalNamespace ? "" : outermost.ContainingNamespace.ToDisplayString(), outermost.Name, outermost.Arity));
                break;
        }
    }

    /// <summary>A name for what belongs to a method, without «Async» where that is still free.</summary>
    private string Named(IMethodSymbol method, string suffix)
    {
        var bare = method.Name.EndsWith("Async", StringComparison.Ordinal) && method.Name.Length > 5 ? method.Name[..^5] : method.Name;
        return Unique(_names.Contains(bare + suffix) ? method.Name + suffix : bare + suffix);
    }

    private string Unique(string wish)
    {
        var unique = wish;
        for (var number = 2; !_names.Add(unique); number++)
            unique = wish + number;
        return unique;
    }

    private static string Escape(string identifier) => SyntaxFacts.GetKeywordKind(identifier) == SyntaxKind.None ? identifier : "@" + identifier;

    private static bool IsPublic(INamedTypeSymbol symbol)
    {
        for (var at = symbol; at is not null; at = at.ContainingType)
        {
            if (at.DeclaredAccessibility != Accessibility.Public)
                return false;
        }

        return true;
    }
}
