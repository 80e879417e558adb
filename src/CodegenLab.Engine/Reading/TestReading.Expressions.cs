using System.Collections;
using System.Collections.Immutable;
using CodegenLab.Engine.Subjects;
using CodegenLab.Worker.TestCases;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace CodegenLab.Engine.Reading;

/// <summary>The part that reads expressions: the inverse of the renderer's.</summary>
internal sealed partial class TestReading
{
    /// <summary>What changes neither the result nor how it comes about, as far as a test case can say.</summary>
    private static readonly HashSet<string> Transparent = ["ConfigureAwait", "AsTask", "GetAwaiter", "GetResult", "Cast", "AsEnumerable", "AsSpan", "AsMemory", "AsReadOnly"];

    /// <summary>Reads an expression for a place; a place of type -1 takes it as it is.</summary>
    private Expression Read(IOperation operation, int place)
    {
        if (_constants.Evaluate(operation) is { } constant && LiteralOf(constant, place) is { } literal)
            return literal;
        operation = Bare(operation);
        if (SymbolOf(operation) is { } symbol)
            return Use(symbol, place);
        if (KnownOf(operation) is { } known)
            return new KnownValue(place >= 0 ? place : _symbols.TypeOf(operation.Type), known);
        if (ItemsOf(operation) is { } items)
            return Collect(items, place);
        return operation switch
        {
            IConversionOperation conversion => ReadConversion(conversion, place),
            IAwaitOperation awaited => Read(awaited.Operation, -1),
            IFieldReferenceOperation field => CallOf(MemberFor(MemberShapeKind.Field, field.Field, field.Instance?.Type), field.Instance, []),
            IPropertyReferenceOperation property => ReadProperty(property, place),
            IInvocationOperation call => ReadCall(call, place),
            IObjectCreationOperation creation => ReadCreation(creation, place),
            IDelegateCreationOperation or IAnonymousFunctionOperation or IMethodReferenceOperation => ReadLambda(operation, place),
            ITypeOfOperation type => new TypeOf(Known(place >= 0 ? place : _symbols.TypeNamed("System.Type"), operation.Type), Known(_symbols.TypeOf(type.TypeOperand), type.TypeOperand)),
            IDefaultValueOperation value => ReadDefault(value.Type, place),
            ITupleOperation { Type: INamedTypeSymbol tuple } made => ReadTuple(made, tuple),
            IBinaryOperation { OperatorMethod: { } method, IsLifted: false } binary =>
                CallOf(MemberFor(MemberShapeKind.Operator, method, null), null, [(method.Parameters[0], binary.LeftOperand), (method.Parameters[1], binary.RightOperand)]),
            IUnaryOperation { OperatorMethod: { } method, IsLifted: false } unary => CallOf(MemberFor(MemberShapeKind.Operator, method, null), null, [(method.Parameters[0], unary.Operand)]),
            IInstanceReferenceOperation => throw new UnreadableException("it uses its own class"),
            IWithOperation => throw new UnreadableException($"«{Shortened(operation)}» is a copy, which no test case makes", isForeign: true),
            IInvalidOperation => throw new UnreadableException($"it does not compile: {Shortened(operation)}"),
            _ => throw new UnreadableException($"«{Shortened(operation)}» is nothing a test case has", isForeign: true),
        };
    }

    private Expression Use(ISymbol symbol, int place) => BindingOf(symbol) switch
    {
        Binding.Value value => LiteralOf(value.Constant, place) ?? throw new UnreadableException($"{symbol.Name} is no literal", isForeign: true),
        Binding.Variable variable => UseVariable(variable.Statement, place),
        Binding.Items items => Collect(items.Collection, place),
        Binding.Code code => ReadLambda(code.Function, place),
        Binding.Inline { Expression: KnownValue known } when place >= 0 => known with { Type = place },
        Binding.Inline inline => inline.Expression,
        Binding.Opaque opaque => throw new UnreadableException(opaque.Reason, isForeign: true),
        _ => throw new UnreadableException($"{symbol.Name} gets its value elsewhere"),
    };

    private Reference UseVariable(int statement, int place)
    {
        if (place >= 0)
            _passedOn.Add(statement);
        if (place >= 0 && _statements[statement].Take != 0 && ConversionOf(statement) == ResultConversion.EnumerateAsync)
            throw new UnreadableException("it passes on a sequence that it has enumerated");
        return new Reference(place >= 0 ? place : VariableType(statement), statement);
    }

    private ResultConversion ConversionOf(int statement) => _catalog.Members[_statements[statement].Call.Member].Conversion;

    /// <summary>Says that the sequence in a variable is enumerated; one that is passed on too stays as it is.</summary>
    private void Enumerate(int statement, int take)
    {
        if (_statements[statement].Take == 0 && ConversionOf(statement) is ResultConversion.Enumerate or ResultConversion.EnumerateAsync && !_passedOn.Contains(statement))
            _statements[statement] = _statements[statement] with { Take = take };
    }

    private int VariableType(int statement)
    {
        var member = _catalog.Members[_statements[statement].Call.Member];
        return _statements[statement].Take == 0 ? NestedType(member) : member.Result;
    }

    /// <summary>Type of the value that a nested call yields: a lazy sequence stays one.</summary>
    private static int NestedType(MemberShape member) =>
        member.Conversion is ResultConversion.Enumerate or ResultConversion.EnumerateAsync ? member.Returns : member.Result;

    private MemberShape MemberFor(MemberShapeKind kind, ISymbol member, ITypeSymbol? receiver) =>
        _symbols.MemberOf(kind, member, receiver) ?? throw new UnreadableException(
            $"{member.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)} is not among what test cases call", isForeign: !_symbols.IsSubject(member));

    private static int Known(int type, ITypeSymbol? symbol) =>
        type >= 0 ? type : throw new UnreadableException($"{symbol?.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)} is not among the types of test cases", isForeign: true);

    private Invocation CallOf(MemberShape member, IOperation? receiver, IReadOnlyList<(IParameterSymbol Parameter, IOperation Value)> arguments)
    {
        // A member of an extension block is a static method to the catalog.
        var shift = member.IsStatic && receiver is not null && arguments.Count == member.Parameters.Length - 1 ? 1 : 0;
        var on = receiver is null || member.IsStatic ? null : Read(receiver, member.DeclaringType);
        if (on is Literal { Value: null } or Lambda or DefaultValue { Type: < 0 })
            throw new UnreadableException($"it calls {member.Name} on {(on is Lambda ? "a lambda" : "null")}");
        var values = new Expression?[member.Parameters.Length];
        if (shift == 1)
            values[0] = Read(receiver!, member.Parameters[0].Type);
        foreach (var (parameter, value) in arguments)
        {
            var index = parameter.Ordinal + shift;
            var place = member.Parameters[index];
            values[index] = place.Passing == Passing.Out ? new DefaultValue(place.Type) : Argument(value, place);
            if (place.Passing is Passing.Out or Passing.Ref && (value is IDeclarationExpressionOperation { Expression: var declared } ? SymbolOf(declared) : SymbolOf(value)) is { } written)
                _bindings[written] = new Binding.Opaque($"{written.Name} comes out of {member.Name}");
        }

        return values.All(value => value is not null)
            ? new Invocation(NestedType(member), member.Id, on, [.. values.OfType<Expression>()], [])
            : throw new UnreadableException($"it calls {member.Name} with arguments of another shape");
    }

    private Expression Argument(IOperation operation, ParameterShape place)
    {
        Expression value;
        try
        {
            value = Read(operation, place.Type);
        }
        catch (UnreadableException unreadable) when (unreadable.IsForeign)
        {
            // The subject gets it: without it the call is another one.
            throw new UnreadableException(unreadable.Message);
        }

        // Test cases await what they call: a task that is passed on is another thing.
        if (value is Invocation call && _catalog.Members[call.Member].Conversion == ResultConversion.Await && IsTask(_catalog.Types[place.Type]))
            throw new UnreadableException($"it passes on the task of {_catalog.Members[call.Member].Name}");
        return value;
    }

    private static bool IsTask(TypeShape type) => type.Name.StartsWith("System.Threading.Tasks.Task", StringComparison.Ordinal) || type.Name.StartsWith("System.Threading.Tasks.ValueTask", StringComparison.Ordinal);

    private static List<(IParameterSymbol, IOperation)> ArgumentsOf(ImmutableArray<IArgumentOperation> arguments) => [.. arguments.Select(argument => (argument.Parameter!, argument.Value))];

    private Expression ReadConversion(IConversionOperation conversion, int place)
    {
        if (conversion.OperatorMethod is { } method)
        {
            // Text and arrays stand for spans.
            if (place >= 0 && _catalog.Types[place].Kind == TypeShapeKind.Span)
                return Read(conversion.Operand, place);
            return CallOf(MemberFor(MemberShapeKind.Conversion, method, null), null, [(method.Parameters[0], conversion.Operand)]);
        }

        var from = Underlying(conversion.Operand.Type);
        var to = Underlying(conversion.Type);
        var isSpan = conversion.Type?.IsRefLikeType == true;
        if (!isSpan && !conversion.Conversion.IsImplicit && !SymbolEqualityComparer.Default.Equals(from, to))
            throw new UnreadableException($"it casts: «{Shortened(conversion)}»", isForeign: true);
        if (!isSpan && from?.IsValueType == true && to?.IsValueType == true && !SymbolEqualityComparer.Default.Equals(from, to))
            throw new UnreadableException($"it converts a number that it got: «{Shortened(conversion)}»", isForeign: true);
        return Read(conversion.Operand, place);
    }

    private static ITypeSymbol? Underlying(ITypeSymbol? type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;

    private Expression ReadProperty(IPropertyReferenceOperation reference, int place)
    {
        var property = reference.Property;
        var isWrapper = property.Name is "Value" && property.ContainingType.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;
        var isOfTask = property.Name is "Result" && property.ContainingType.Name is "Task" or "ValueTask" && property.ContainingNamespace.ToDisplayString() == "System.Threading.Tasks";
        if (isWrapper || isOfTask)
            return Read(reference.Instance!, isWrapper ? place : -1);
        if (IsOfFixture(property, reference.Instance) && !property.IsIndexer && property.GetMethod is { } getter)
            return Read(ReturnedBy(getter), place);
        if (property.Name == "Token" && SymbolOf(reference.Instance ?? reference) is { } source && IsCancellationSource(reference.Instance?.Type))
            return new KnownValue(Known(place >= 0 ? place : _symbols.TypeOf(property.Type), property.Type), _cancelled.Contains(source) ? "new System.Threading.CancellationToken(true)" : "System.Threading.CancellationToken.None");
        var member = MemberFor(property.IsIndexer ? MemberShapeKind.IndexerGetter : MemberShapeKind.PropertyGetter, property, reference.Instance?.Type);
        return CallOf(member, reference.Instance, ArgumentsOf(reference.Arguments));
    }

    private Expression ReadCall(IInvocationOperation call, int place)
    {
        var method = call.TargetMethod;
        var kind = method.MethodKind == MethodKind.DelegateInvoke ? MemberShapeKind.DelegateInvoke : MemberShapeKind.Method;
        if (_symbols.MemberOf(kind, method, call.Instance?.Type) is { } member)
            return CallOf(member, call.Instance, ArgumentsOf(call.Arguments));
        if (IsOwn(method))
            return Inline(call) is { } returned ? Read(returned, place) : throw new UnreadableException($"{method.Name} returns nothing", isForeign: true);
        if (!_symbols.IsSubject(method) && (call.Instance ?? (method.IsExtensionMethod ? call.Arguments[0].Value : null)) is { } source)
        {
            if (Transparent.Contains(method.Name))
                return Read(source, method.Name == "AsSpan" ? place : -1);
            if (method is { Name: "ToString", Parameters.Length: 0 } && source.Type?.IsRefLikeType == true)
                return Read(source, -1);
            if (method.Name is "ToList" or "ToArray")
                return ReadSequence(source, place);
        }

        // The reason is that the catalog lacks it.
        MemberFor(kind, method, call.Instance?.Type);
        throw new UnreadableException($"it calls {method.Name}");
    }

    /// <summary><c>x.Items().ToList()</c> and <c>x.Items().Take(3).ToList()</c>: a statement that enumerates.</summary>
    private Expression ReadSequence(IOperation source, int place)
    {
        var take = Statement.All;
        source = Bare(source);
        while (source is IInvocationOperation { TargetMethod: { IsExtensionMethod: true, Name: var name, ContainingType.Name: "Enumerable" } } inner)
        {
            if (name == "Take" && _constants.Evaluate(inner.Arguments[1].Value) is { Value: int count and > 0 })
                take = count;
            else if (name is not ("Cast" or "AsEnumerable"))
                break;
            source = Bare(inner.Arguments[0].Value);
        }

        var sequence = Read(source, -1);
        if (sequence is Reference variable)
        {
            Enumerate(variable.Statement, take);
            return variable with { Type = place >= 0 ? place : VariableType(variable.Statement) };
        }

        if (sequence is not Invocation call)
            return sequence is Collection ? sequence : throw new UnreadableException($"«{Shortened(source)}» is no sequence that test cases enumerate", isForeign: true);
        switch (_catalog.Members[call.Member].Conversion)
        {
            case ResultConversion.Enumerate or ResultConversion.EnumerateAsync:
                var statement = Add(call, take);
                return new Reference(place >= 0 ? place : VariableType(statement), statement);
            case ResultConversion.SpanToArray or ResultConversion.SpanToText:
                return call;
            default:
                throw new UnreadableException($"«{Shortened(source)}» is no sequence that test cases enumerate", isForeign: true);
        }
    }

    /// <summary>A method of the test class itself.</summary>
    private bool IsOwn(IMethodSymbol method) =>
        !method.DeclaringSyntaxReferences.IsEmpty && !_symbols.IsSubject(method) && method.MethodKind is MethodKind.Ordinary or MethodKind.LocalFunction
        && (method.IsStatic || method.MethodKind == MethodKind.LocalFunction || SymbolEqualityComparer.Default.Equals(method.ContainingType, _fixture));

    /// <returns>What it returns; null for nothing.</returns>
    private IOperation? Inline(IInvocationOperation call)
    {
        var method = call.TargetMethod.OriginalDefinition;
        if (_depth == DeepestInlining)
            throw new UnreadableException($"it calls {method.Name}, a method of the tests");
        foreach (var argument in call.Arguments)
            Bind(method.Parameters[argument.Parameter!.Ordinal], argument.Value);
        _depth++;
        var returned = RunBody(method);
        _depth--;
        return returned;
    }

    private Expression ReadCreation(IObjectCreationOperation creation, int place)
    {
        var constructor = creation.Constructor ?? throw new UnreadableException($"it does not compile: {Shortened(creation)}");
        Invocation made;
        if (_symbols.MemberOf(MemberShapeKind.Constructor, constructor, null) is { } member)
            made = CallOf(member, null, ArgumentsOf(creation.Arguments));
        else if (ReadStub(creation) is { } stub)
            return stub;
        else if (constructor is { Parameters.Length: 0, ContainingType.IsValueType: true } && creation.Initializer is null)
            return new DefaultValue(Known(_symbols.TypeOf(creation.Type), creation.Type));
        else
            throw new UnreadableException($"new {constructor.ContainingType.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}(…) is not among what test cases call", isForeign: !_symbols.IsSubject(constructor));

        var initialisers = ImmutableArray.CreateBuilder<Initialiser>();
        var variable = -1;
        foreach (var step in creation.Initializer?.Initializers ?? [])
        {
            switch (step)
            {
                case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: { IsIndexer: false } property } } assignment when variable < 0:
                    var setter = MemberFor(MemberShapeKind.PropertySetter, property, creation.Type);
                    initialisers.Add(new Initialiser(setter.Id, Read(assignment.Value, setter.Parameters[0].Type)));
                    break;
                case ISimpleAssignmentOperation { Target: IFieldReferenceOperation { Field: var field } } assignment when variable < 0:
                    var shape = MemberFor(MemberShapeKind.Field, field, creation.Type);
                    initialisers.Add(new Initialiser(shape.Id, Read(assignment.Value, shape.Returns)));
                    break;
                case IInvocationOperation add:
                    variable = variable >= 0 ? variable : Add(made with { Initialisers = initialisers.ToImmutable() });
                    Add(CallOn(variable, MemberFor(MemberShapeKind.Method, add.TargetMethod, creation.Type), ArgumentsOf(add.Arguments)));
                    break;
                case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: { SetMethod: { } indexer } property } target } assignment:
                    variable = variable >= 0 ? variable : Add(made with { Initialisers = initialisers.ToImmutable() });
                    var arguments = target.Arguments.Select(argument => (indexer.Parameters[argument.Parameter!.Ordinal], argument.Value)).Append((indexer.Parameters[^1], assignment.Value));
                    Add(CallOn(variable, MemberFor(property.IsIndexer ? MemberShapeKind.IndexerSetter : MemberShapeKind.PropertySetter, property, creation.Type), [.. arguments]));
                    break;
                default:
                    throw new UnreadableException($"it initialises «{Shortened(step)}»");
            }
        }

        return variable < 0 ? made with { Initialisers = initialisers.ToImmutable() } : new Reference(place >= 0 ? place : made.Type, variable);
    }

    private Invocation CallOn(int variable, MemberShape member, IReadOnlyList<(IParameterSymbol Parameter, IOperation Value)> arguments) =>
        CallOf(member with { IsStatic = true }, null, arguments) with { Receiver = new Reference(member.DeclaringType, variable) };

    private Expression ReadDefault(ITypeSymbol? symbol, int place)
    {
        var type = place >= 0 && symbol?.IsReferenceType != false ? place : Known(_symbols.TypeOf(symbol), symbol);
        var shape = _catalog.Types[type];
        return shape is { IsValueType: true, Kind: not TypeShapeKind.Span } && shape.Name != "System.Nullable`1" ? new DefaultValue(type) : new Literal(place >= 0 ? place : type, null);
    }

    private Expression ReadTuple(ITupleOperation tuple, INamedTypeSymbol type)
    {
        var definition = type.TupleUnderlyingType ?? type;
        var constructor = definition.InstanceConstructors.FirstOrDefault(candidate => candidate.Parameters.Length == tuple.Elements.Length)
            ?? throw new UnreadableException("a tuple of so many parts");
        return CallOf(MemberFor(MemberShapeKind.Constructor, constructor, null), null, [.. tuple.Elements.Select((element, i) => (constructor.Parameters[i], element))]);
    }

    /// <summary>The key of a value of the framework that tests may name; null for any other expression.</summary>
    private static string? KnownOf(IOperation operation)
    {
        var (type, rest) = operation switch
        {
            IObjectCreationOperation { Initializer: null, Type: { } made, Syntax: BaseObjectCreationExpressionSyntax { ArgumentList: { } arguments } } => (made, $"new {{0}}{arguments}"),
            IInvocationOperation { Instance: null, TargetMethod: { IsExtensionMethod: false } method, Syntax: InvocationExpressionSyntax { ArgumentList: { } arguments } } => (method.ContainingType, $"{{0}}.{method.Name}{arguments}"),
            IPropertyReferenceOperation { Instance: null, Property: var property } => (property.ContainingType, $"{{0}}.{property.Name}"),
            IFieldReferenceOperation { Instance: null, Field: var field } => (field.ContainingType, $"{{0}}.{field.Name}"),
            _ => (null, ""),
        };
        if (type is not INamedTypeSymbol { Arity: 0 } named)
            return null;
        var code = rest.Replace("{0}", FakeWriter.FullName(named), StringComparison.Ordinal);
        if (code == "new System.Object()")
            code = "new object()";
        return KnownValues.Has(code) ? code : null;
    }

    /// <summary>The literal for a place; null when the value is none.</summary>
    private Expression? LiteralOf(Constant constant, int place)
    {
        var (value, type) = constant;
        if (value is null)
            return place >= 0 ? new Literal(place, null) : type is null ? null : new Literal(Known(_symbols.TypeOf(type), type), null);
        if (Underlying(type) is { TypeKind: TypeKind.Enum } named)
            return new Literal(Known(_symbols.TypeOf(named), named), value is ulong bits ? unchecked((long)bits) : Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture));
        if (!IsLiteral(value))
            return null;
        return new Literal(Known(place >= 0 && Takes(_catalog.Types[place], value) ? PlaceOf(place) : _symbols.TypeNamed(value.GetType().FullName!), type), value);
    }

    private static bool IsLiteral(object value) =>
        value is bool or char or string or sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal or DateTime or DateTimeOffset or TimeSpan or Guid or DateOnly or TimeOnly;

    private int PlaceOf(int place) => _catalog.Types[place] is { Name: "System.Nullable`1" } nullable ? nullable.Arguments[0] : place;

    private bool Takes(TypeShape place, object value) =>
        place.Name == value.GetType().FullName
        || (place.Name == "System.Nullable`1" && _catalog.Types[place.Arguments[0]].Name == value.GetType().FullName)
        || (value is string && place.Name == "System.ReadOnlySpan`1" && _catalog.Types[place.Arguments[0]].Name == "System.Char");

    /// <summary>The collection that an expression makes; null for any other expression.</summary>
    private ReadItems? ItemsOf(IOperation operation)
    {
        if (_constants.Evaluate(operation) is { Value: IEnumerable and not string } constant && constant.Type is IArrayTypeSymbol { ElementType: var element })
            return new ReadItems(CollectionShape.Array, constant.Type, [.. ((IEnumerable)constant.Value).Cast<object?>().Select(item => Item(new Constant(item, item is null ? null : element), element))]);
        operation = Bare(operation);
        switch (operation)
        {
            case IArrayCreationOperation { Type: IArrayTypeSymbol { Rank: 1 } array, Initializer: { } initialiser }:
                return new ReadItems(CollectionShape.Array, array, ReadAll(initialiser.ElementValues, array.ElementType));
            case IArrayCreationOperation { Type: IArrayTypeSymbol { Rank: 1 } array, DimensionSizes: [var size] } when _constants.Evaluate(size) is { Value: int and >= 0 and <= 1_000 and var count }:
                return new ReadItems(CollectionShape.Array, array, [.. Enumerable.Range(0, count).Select(_ => DefaultItem(array.ElementType))]);
            case ICollectionExpressionOperation { Type: { } type } expression when ElementOf(type) is { } item && !expression.Elements.Any(part => part is ISpreadOperation):
                return new ReadItems(ShapeOf(type), type, ReadAll(expression.Elements, item));
            case IObjectCreationOperation { Type: INamedTypeSymbol { TypeArguments: [.., var item] } type } creation when ShapeOf(type) is CollectionShape.List or CollectionShape.HashSet or CollectionShape.Dictionary:
                return ItemsOf(creation, type, item);
            case IInvocationOperation { TargetMethod: { Name: "Empty", TypeArguments: [var item], ContainingType.Name: "Array" or "Enumerable" } }:
                return new ReadItems(CollectionShape.Array, _compilation.CreateArrayTypeSymbol(item), []);
            case IInvocationOperation { TargetMethod: { Name: "Repeat", TypeArguments: [var item], ContainingType.Name: "Enumerable" }, Arguments: [var value, var times] } when _constants.Evaluate(times.Value) is { Value: int and >= 0 and <= 1_000 and var count }:
                return new ReadItems(CollectionShape.Array, _compilation.CreateArrayTypeSymbol(item), [.. Enumerable.Repeat(Read(value.Value, _symbols.TypeOf(item)), count)]);
            case IInvocationOperation { TargetMethod: { Name: "Range", ContainingType.Name: "Enumerable" }, Arguments: [var start, var many] }
                when _constants.Evaluate(start.Value) is { Value: int first } && _constants.Evaluate(many.Value) is { Value: int and >= 0 and <= 1_000 and var length }:
                var number = _compilation.GetSpecialType(SpecialType.System_Int32);
                return new ReadItems(CollectionShape.Array, _compilation.CreateArrayTypeSymbol(number), [.. Enumerable.Range(first, length).Select(i => Item(new Constant(i, number), number))]);
            case IInvocationOperation { TargetMethod: { Name: "ToList" or "ToArray" or "ToHashSet" or "AsReadOnly" or "AsSpan" or "AsEnumerable", Parameters.Length: <= 1 } converter } call
                when !_symbols.IsSubject(converter) && ItemsOf(call.Instance ?? call.Arguments[0].Value) is { } inner:
                return inner with { Shape = converter.Name switch { "ToArray" => CollectionShape.Array, "ToList" => CollectionShape.List, "ToHashSet" => CollectionShape.HashSet, _ => inner.Shape }, Type = call.Type, Values = [.. inner.Values] };
            case IConversionOperation { Type.IsRefLikeType: true } span:
                return ItemsOf(span.Operand);
            default:
                return SymbolOf(operation) is { } symbol && BindingOf(symbol) is Binding.Items items ? items.Collection : null;
        }
    }

    private ReadItems? ItemsOf(IObjectCreationOperation creation, INamedTypeSymbol type, ITypeSymbol item)
    {
        var values = new List<Expression>();
        foreach (var argument in creation.Arguments)
        {
            if (argument.Parameter?.Type.SpecialType == SpecialType.System_Int32)
                continue;
            if (ItemsOf(argument.Value) is not { } copied)
                throw new UnreadableException($"«{Shortened(creation)}» is no collection that test cases make", isForeign: true);
            values.AddRange(copied.Values);
        }

        foreach (var step in creation.Initializer?.Initializers ?? [])
        {
            switch (step)
            {
                case IInvocationOperation { TargetMethod.Name: "Add" } add:
                    foreach (var argument in add.Arguments)
                        values.Add(ReadItem(argument.Value, argument.Parameter!.Type));
                    break;
                case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true, Arguments: [var key] } } assignment:
                    values.Add(ReadItem(key.Value, key.Parameter!.Type));
                    values.Add(ReadItem(assignment.Value, item));
                    break;
                default:
                    throw new UnreadableException($"it initialises «{Shortened(step)}»");
            }
        }

        return new ReadItems(ShapeOf(type), type, values);
    }

    private List<Expression> ReadAll(ImmutableArray<IOperation> items, ITypeSymbol element) => [.. items.Select(item => ReadItem(item, element))];

    private Expression ReadItem(IOperation item, ITypeSymbol element) => Read(item, _symbols.TypeOf(element));

    private Expression Item(Constant constant, ITypeSymbol element) => LiteralOf(constant, _symbols.TypeOf(element)) ?? throw new UnreadableException("a collection of what are no constants", isForeign: true);

    private Expression DefaultItem(ITypeSymbol element) => element.SpecialType switch
    {
        SpecialType.System_Boolean => Item(new Constant(false, element), element),
        SpecialType.System_Int32 => Item(new Constant(0, element), element),
        SpecialType.System_Byte => Item(new Constant((byte)0, element), element),
        SpecialType.System_Double => Item(new Constant(0.0, element), element),
        _ => ReadDefault(element, _symbols.TypeOf(element)),
    };

    private static CollectionShape ShapeOf(ITypeSymbol type) => type is IArrayTypeSymbol || type.IsRefLikeType
        ? CollectionShape.Array
        : type is INamedTypeSymbol named ? CollectionShapes.Of(new TypeShape { Id = -1, Kind = TypeShapeKind.Class, Name = FakeWriter.FullName(named.OriginalDefinition) }) : CollectionShape.None;

    private static ITypeSymbol? ElementOf(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType,
        INamedTypeSymbol { TypeArguments: [.., var element] } => element,
        _ => null,
    };

    /// <summary>The expression that makes a collection in its place.</summary>
    private Collection Collect(ReadItems items, int place)
    {
        var natural = items.Type is null ? -1 : _symbols.TypeOf(items.Type);
        var type = place >= 0 && CollectionShapes.Of(_catalog.Types[place]) == items.Shape ? place
            : natural >= 0 && CollectionShapes.Of(_catalog.Types[natural]) == items.Shape ? natural
            : place;
        if (type < 0 || CollectionShapes.Of(_catalog.Types[type]) is var shape && (shape == CollectionShape.None || (shape == CollectionShape.Dictionary) != (items.Shape == CollectionShape.Dictionary)))
            throw new UnreadableException($"{items.Type?.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)} is no collection that test cases make here", isForeign: true);
        var element = _catalog.Types[type].Arguments is [.., var last] ? last : _symbols.TypeNamed("System.Object");
        return new Collection(type, Known(element, items.Type), [.. items.Values]);
    }
}
