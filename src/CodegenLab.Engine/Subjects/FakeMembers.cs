using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace CodegenLab.Engine.Subjects;

/// <summary>Writes the members of one fake, and describes them for those who set up a mocking library instead.</summary>
/// <param name="type">What the fake stands for.</param>
/// <param name="name">Of the fake.</param>
/// <param name="isNested">The fake stands in a test class, outside the assembly of the subject.</param>
internal sealed class FakeMembers(INamedTypeSymbol type, string name, FakeText text, FakeAnswers answers, bool internalsVisible, bool isNested)
{
    private readonly bool _isInterface = type.TypeKind == TypeKind.Interface;
    private readonly bool _isDeclaredHere = type.Locations.Any(location => location.IsInSource);
    private readonly List<string> _lines = [];
    private readonly Dictionary<string, ISymbol> _written = [];
    private readonly ImmutableArray<FakedMember>.Builder _members = ImmutableArray.CreateBuilder<FakedMember>();

    /// <summary>Indented by one level, with an empty line after each member.</summary>
    public IReadOnlyList<string> Lines => _lines;

    public ImmutableArray<FakedMember> Described => _members.ToImmutable();

    public void WriteConstructor(IMethodSymbol constructor)
    {
        var arguments = string.Join(", ", constructor.Parameters.Select(parameter => FakeText.Escape(parameter.Name)));
        _lines.Add($"    public {name}({text.Parameters(constructor.Parameters)}) : base({arguments})");
        _lines.Add("    {");
        _lines.Add("    }");
        _lines.Add("");
    }

    public void WriteMember(ISymbol member)
    {
        var signature = member switch
        {
            IMethodSymbol method => $"{method.Name}`{method.Arity}({string.Join(",", method.Parameters.Select(parameter => parameter.RefKind + text.Key(parameter.Type)))})",
            IPropertySymbol { IsIndexer: true } indexer => $"this({string.Join(",", indexer.Parameters.Select(parameter => text.Key(parameter.Type)))})",
            _ => member.Name,
        };

        // A name that another kind of member has, or a signature with another result, is implemented for its interface alone.
        var isExplicit = _written.Values.Any(other => other.Name == member.Name && other.Kind != member.Kind);
        if (_written.TryGetValue(signature, out var same))
        {
            if (SymbolEqualityComparer.Default.Equals(ResultOf(same), ResultOf(member)) && Covers(same, member))
                return;
            isExplicit = true;
        }
        else if (!isExplicit)
        {
            _written.Add(signature, member);
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
            Accessibility.ProtectedOrInternal when _isDeclaredHere && (!isNested || internalsVisible) => "protected internal",
            _ => "protected",
        };
        return access + " override ";
    }

    private string Owner(ISymbol member, bool isExplicit) => isExplicit ? text.Name(member.ContainingType) + "." : "";

    private void WriteMethod(IMethodSymbol method, bool isExplicit)
    {
        // A sequence is one whichever way it is asked for its elements.
        if (isExplicit && method is { Name: "GetEnumerator", Parameters.Length: 0 })
        {
            Describe(method, method.Parameters, FakedMemberKind.Other, null, null);
            _lines.Add($"    {text.Name(method.ReturnType)} {Owner(method, isExplicit)}GetEnumerator() => GetEnumerator();");
            return;
        }

        if (text.IsAnnotated && FakeAnswers.AsyncElement(method) is { } element)
        {
            WriteAsyncSequence(method, element, isExplicit);
            return;
        }

        var typeParameters = method.Arity == 0 ? "" : $"<{string.Join(", ", method.TypeParameters.Select(parameter => parameter.Name))}>";
        var constraints = isExplicit || !_isInterface ? "" : text.Constraints(method.TypeParameters);
        var properties = new List<string>();
        var statements = new List<string>();
        var result = answers.Result(method, properties, out var answer);
        answers.Record(method, properties, statements);
        var failure = answers.Fail(method, properties, statements);
        foreach (var parameter in method.Parameters.Where(parameter => parameter.RefKind == RefKind.Out))
            statements.Add($"{FakeText.Escape(parameter.Name)} = {answers.Out(method, parameter, properties) ?? text.Default(parameter.Type)};");
        var isPlain = !isExplicit && method.Arity == 0 && !FakeAnswers.IsLogger(method);
        Describe(method, method.Parameters, !isPlain ? FakedMemberKind.Other : method.ReturnsVoid ? FakedMemberKind.VoidMethod : FakedMemberKind.Method, answer, failure);
        foreach (var property in properties)
        {
            _lines.Add("    " + property);
            _lines.Add("");
        }

        var head = $"    {Head(method, isExplicit)}{(method.ReturnsVoid ? "void" : text.Name(method.ReturnType))} {Owner(method, isExplicit)}{FakeText.Escape(method.Name)}{typeParameters}({text.Parameters(method.Parameters)}){constraints}";
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

    /// <summary>An iterator over items that a test hands in; like those of other code it stops when it is cancelled.</summary>
    private void WriteAsyncSequence(IMethodSymbol method, ITypeSymbol element, bool isExplicit)
    {
        var properties = new List<string>();
        var statements = new List<string>();
        var items = answers.Items(method, element, properties);
        answers.Record(method, properties, statements);
        var failure = answers.Fail(method, properties, statements);
        Describe(method, method.Parameters, FakedMemberKind.Other, items, failure);
        foreach (var property in properties)
        {
            _lines.Add("    " + property);
            _lines.Add("");
        }

        var typeParameters = method.Arity == 0 ? "" : $"<{string.Join(", ", method.TypeParameters.Select(parameter => parameter.Name))}>";
        var constraints = isExplicit || !_isInterface ? "" : text.Constraints(method.TypeParameters);
        var token = method.Parameters.FirstOrDefault(parameter => parameter.Type.Name == "CancellationToken");
        var parameters = text.Parameters(method.Parameters);
        if (token is not null && method.ReturnType.Name == "IAsyncEnumerable")
        {
            var plain = text.Parameters([token]);
            parameters = parameters.Replace(plain, $"[{text.Platform("System.Runtime.CompilerServices", "EnumeratorCancellation", attribute: true)}] {plain}", StringComparison.Ordinal);
        }

        _lines.Add($"    {Head(method, isExplicit)}async {text.Name(method.ReturnType)} {Owner(method, isExplicit)}{FakeText.Escape(method.Name)}{typeParameters}({parameters}){constraints}");
        _lines.Add("    {");
        _lines.Add($"        await {text.Platform("System.Threading.Tasks", "Task")}.CompletedTask;");
        foreach (var statement in statements)
            _lines.Add("        " + statement);
        if (items is null)
        {
            _lines.Add("        yield break;");
        }
        else
        {
            var item = method.Parameters.Any(parameter => parameter.Name == "item") ? "next" : "item";
            _lines.Add($"        foreach (var {item} in {items})");
            _lines.Add("        {");
            if (token is not null)
                _lines.Add($"            {FakeText.Escape(token.Name)}.ThrowIfCancellationRequested();");
            _lines.Add($"            yield return {item};");
            _lines.Add("        }");
        }

        _lines.Add("    }");
    }

    /// <summary>Notes a member for those who set up a mocking library instead.</summary>
    /// <param name="result">Property of the fake that holds the answer.</param>
    /// <param name="failure">Property of the fake that holds the exception.</param>
    private void Describe(ISymbol member, ImmutableArray<IParameterSymbol> parameters, FakedMemberKind kind, string? result, string? failure)
    {
        // Only once, and names that the test class needs are not to be mixed with those of the compiled file.
        if (isNested)
            return;
        var returned = ResultOf(member);
        var isInTask = returned is not null && FakeAnswers.IsTaskOfResult(returned);
        var answer = isInTask ? ((INamedTypeSymbol)returned!).TypeArguments[0] : returned is null || returned.SpecialType == SpecialType.System_Void || FakeAnswers.IsTask(returned) ? null : returned;
        if (parameters.Any(parameter => parameter.RefKind != RefKind.None || parameter.Type.IsRefLikeType))
            kind = FakedMemberKind.Other;
        _members.Add(new FakedMember(
            FakeText.Escape(member.Name),
            kind,
            kind == FakedMemberKind.Other ? [] : [.. parameters.Select(parameter => text.TextOf(parameter.Type))],
            result,
            isInTask,
            failure,
            (kind == FakedMemberKind.Other && member is IMethodSymbol) || (member is IMethodSymbol called && FluentCalls.GoesOn(type, called)) ? [] : UnaskedAnswers.SameIn(answer, isInTask && returned!.IsValueType, isKept: kind == FakedMemberKind.Property)));
    }

    private void WriteProperty(IPropertySymbol property, bool isExplicit)
    {
        var head = $"    {Head(property, isExplicit)}{text.Name(property.Type)} {Owner(property, isExplicit)}{FakeText.Escape(property.Name)}";
        if (property.Type.IsRefLikeType)
        {
            Describe(property, [], FakedMemberKind.Other, null, null);
            _lines.Add(property.SetMethod is null ? $"{head} => default;" : $"{head} {{ get => default; set {{ }} }}");
            return;
        }

        if (isExplicit || (!_isInterface && property.SetMethod is null))
        {
            Describe(property, [], FakedMemberKind.Other, null, null);
            var result = answers.Unique(property.Name + "Result");
            if (property.SetMethod is null && !answers.IsUsed(result))
            {
                _lines.Add($"{head} => {text.Default(property.Type)};");
                return;
            }

            _lines.Add($"    public {text.Name(property.Type)} {result} {{ get; set; }}{text.Initialiser(property.Type)}");
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
        _lines.Add($"{head} {{ get; {access}{setter}; }}{text.Initialiser(property.Type)}");
    }

    private static string Accessor(IPropertySymbol property, string getter) => property.GetMethod is null ? "" : getter + " ";

    private void WriteIndexer(IPropertySymbol indexer, bool isExplicit)
    {
        Describe(indexer, [], FakedMemberKind.Other, null, null);
        var result = answers.Unique("ItemResult");
        _lines.Add($"    public {text.Name(indexer.Type)} {result} {{ get; set; }}{text.Initialiser(indexer.Type)}");
        _lines.Add("");
        var head = $"    {Head(indexer, isExplicit)}{text.Name(indexer.Type)} {Owner(indexer, isExplicit)}this[{text.Parameters(indexer.Parameters)}]";
        _lines.Add(indexer.SetMethod is null ? $"{head} => {result};" : $"{head} {{ {Accessor(indexer, $"get => {result};")}set => {result} = value; }}");
    }

    private void WriteEvent(IEventSymbol happening, bool isExplicit)
    {
        if (!isExplicit && Raiser(happening) is { } raiser)
        {
            var isReferenceNullable = text.IsAnnotated && happening.Type.NullableAnnotation != NullableAnnotation.Annotated;
            _lines.Add($"    {Head(happening, isExplicit)}event {text.Name(happening.Type)}{(isReferenceNullable ? "?" : "")} {FakeText.Escape(happening.Name)};");
            _lines.Add("");
            _lines.Add(raiser);
            return;
        }

        var head = $"    {Head(happening, isExplicit)}event {text.Name(happening.Type)} {Owner(happening, isExplicit)}{FakeText.Escape(happening.Name)}";
        _lines.Add(head);
        _lines.Add("    {");
        _lines.Add("        add { }");
        _lines.Add("        remove { }");
        _lines.Add("    }");
    }

    /// <summary>The method with which a test raises an event of the fake, which is then the sender; null: no test does, or handlers are more than a plain call.</summary>
    private string? Raiser(IEventSymbol happening)
    {
        if (happening.Type is not INamedTypeSymbol { DelegateInvokeMethod: { ReturnsVoid: true } invoke } || invoke.Parameters.Any(parameter => parameter.RefKind != RefKind.None || parameter.Type.IsRefLikeType))
            return null;
        var name = answers.Unique(Fake.Raising + happening.Name);
        if (name != Fake.Raising + happening.Name || !answers.IsUsed(name))
            return null;
        var isSent = invoke.Parameters is [{ Type.SpecialType: SpecialType.System_Object }, ..];
        var isEmpty = isSent && invoke.Parameters is [_, { Type: { Name: "EventArgs" } and INamedTypeSymbol { ContainingNamespace.Name: "System" } }];
        var given = isEmpty ? [] : isSent ? invoke.Parameters.RemoveAt(0) : invoke.Parameters;
        var handed = given.Select(parameter => FakeText.Escape(parameter.Name)).ToList();
        if (isEmpty)
            handed.Add(text.Platform("System", "EventArgs") + ".Empty");
        if (isSent)
            handed.Insert(0, "this");
        return $"    public void {name}({text.Parameters(given)}) => {FakeText.Escape(happening.Name)}?.Invoke({string.Join(", ", handed)});";
    }
}
