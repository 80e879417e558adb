using System.Collections;
using System.Reflection;
using CodegenLab.Probes;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Execution;

/// <summary>Runs test cases in one build of the subject, exactly as their C# would run.</summary>
/// <param name="universe">The build.</param>
/// <param name="patience">With the tasks of the subject; shared by the builds of one process.</param>
internal sealed class Interpreter(Universe universe, Patience patience)
{
    /// <summary>A lazy sequence that is longer is endless for our purposes.</summary>
    private const int EnumerationLimit = 2_000;

    private readonly List<StatementResult> _results = [];

    /// <summary>One entry for each statement that ran, of the last run.</summary>
    public IReadOnlyList<StatementResult> Results => _results;

    public Universe Universe => universe;

    /// <summary>Told the catalog id of each member before it is called; null: nobody is.</summary>
    public Action<int>? Calling { get; init; }

    /// <summary>Runs a test from a fresh trace.</summary>
    public RunEnd Run(TestCase test, long fuel)
    {
        patience.Settle();
        universe.Enter();
        Trace.Begin(fuel);
        _results.Clear();
        foreach (var statement in test.Statements)
        {
            var result = new StatementResult();
            try
            {
                result.Value = Execute(statement, result);
            }
            catch (Unrunnable)
            {
                return Trace.OutOfFuel ? RunEnd.OutOfFuel : RunEnd.Unrunnable;
            }
            catch (OutcomeIsNested nested)
            {
                NestedCulprit = nested.Call;
                return Trace.OutOfFuel ? RunEnd.OutOfFuel : RunEnd.ThrewInside;
            }
            catch (Exception exception)
            {
                // Whatever the subject throws is an outcome to observe, but for what our own limits cause.
                if (Trace.OutOfFuel || exception is FuelException or OutOfMemoryException)
                    return RunEnd.OutOfFuel;
                result.Exception = exception;
                _results.Add(result);
                return RunEnd.Threw;
            }

            _results.Add(result);
            if (Trace.OutOfFuel)
                return RunEnd.OutOfFuel;
        }

        return RunEnd.Completed;
    }

    /// <summary>After <see cref="RunEnd.ThrewInside"/>: the call inside a statement that threw.</summary>
    public Invocation? NestedCulprit { get; private set; }

    /// <summary>Catalog id of the last member whose sequence did not end; -1 for none.</summary>
    public int Endless { get; private set; } = -1;

    private object? Execute(Statement statement, StatementResult result)
    {
        var value = Invoke(statement.Call, isStatement: true, out var arguments);
        result.Arguments = arguments;
        if (statement.Take == 0)
            return value;
        if (value is null)
            throw Unrunnable.Because;
        var shape = universe.Catalog.Members[statement.Call.Member];
        return shape.Conversion == ResultConversion.EnumerateAsync ? CollectAsync(value, shape, statement.Take) : Collect((IEnumerable)value, shape, statement.Take);
    }

    private object? Invoke(Invocation call, bool isStatement, out object?[] arguments)
    {
        var shape = universe.Catalog.Members[call.Member];
        var callable = shape.Kind == MemberShapeKind.Event ? null : universe.CallableOf(call.Member);
        if (patience.IsLost(call.Member))
            throw Unrunnable.Because;
        object? receiver = null;
        if (call.Receiver is not null)
        {
            receiver = Evaluate(call.Receiver) ?? throw Unrunnable.Because;
        }
        else if (!shape.IsStatic)
        {
            throw Unrunnable.Because;
        }

        arguments = call.Arguments.Length == 0 ? [] : new object?[call.Arguments.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            if (shape.Parameters[i].Passing == Passing.Out)
                continue;
            arguments[i] = Evaluate(call.Arguments[i], callable!.ParameterTypes[i]);
        }

        try
        {
            Calling?.Invoke(call.Member);
            patience.NoteCall(call.Member);
            if (shape.Kind == MemberShapeKind.Event)
                return Subscribe(shape, receiver!);
            var value = callable!.Call(receiver, arguments);
            if (call.Initialisers.Length > 0)
                Initialise(value!, call);
            return shape.Conversion == ResultConversion.Await ? Await(value, call.Member) : value;
        }
        catch (Exception exception) when (!isStatement && exception is not (OutcomeIsNested or Unrunnable or OutOfMemoryException))
        {
            throw new OutcomeIsNested(call, exception);
        }
    }

    /// <summary>What an event throws that refuses listeners would be no outcome of the call that a test is about.</summary>
    private EventListener Subscribe(MemberShape shape, object receiver)
    {
        try
        {
            return EventListener.Subscribe(universe, shape, receiver);
        }
        catch (Exception refused) when (refused is not OutOfMemoryException)
        {
            throw Unrunnable.Because;
        }
    }

    private void Initialise(object created, Invocation call)
    {
        foreach (var initialiser in call.Initialisers)
        {
            var member = universe.CallableOf(initialiser.Member);
            if (member.Member is FieldInfo field)
                field.SetValue(created, Evaluate(initialiser.Value, field.FieldType));
            else
                member.Call(created, [Evaluate(initialiser.Value, member.ParameterTypes[0])]);
        }
    }

    /// <summary>The value of an expression for a place of a type: null fits where C# lets it.</summary>
    private object? Evaluate(Expression expression, Type place) =>
        Evaluate(expression) is { } value ? value : place is { IsValueType: true, IsByRefLike: false } && Nullable.GetUnderlyingType(place) is null ? throw Unrunnable.Because : null;

    private object? Evaluate(Expression expression)
    {
        switch (expression)
        {
            case Literal literal:
                return literal.Value is long bits && universe.Catalog.Types[literal.Type].Kind == TypeShapeKind.Enum ? Enum.ToObject(universe.TypeOf(literal.Type), bits) : literal.Value;
            case Reference reference:
                return _results[reference.Statement].Value;
            case Invocation call:
                return Invoke(call, isStatement: false, out _);
            case Collection collection:
                return Build(collection);
            case Lambda lambda:
                return Make(lambda);
            case KnownValue known:
                return KnownValues.Find(known.Code).Make();
            case DefaultValue value:
                return universe.TypeOf(value.Type) is { IsValueType: true, IsByRefLike: false } type ? Activator.CreateInstance(type) : null;
            case TypeOf typeOf:
                return universe.TypeOf(typeOf.Operand);
            default:
                throw new InvalidOperationException($"No evaluation for {expression.GetType().Name}.");
        }
    }

    private object Make(Lambda lambda)
    {
        var shape = universe.Catalog.Types[lambda.Type];
        if (!shape.IsExpressionTree)
            return LambdaFactory.Make(universe.TypeOf(lambda.Type), lambda, lambda.Value is null ? null : Evaluate(lambda.Value), universe.CallableOf);

        // Written as anything but a constant it would be another tree: the value would be read from a variable.
        return lambda.Value is null or Literal ? TreeFactory.Make(universe, lambda, (lambda.Value as Literal)?.Value) : throw Unrunnable.Because;
    }

    private object Build(Collection collection)
    {
        var shape = universe.Catalog.Types[collection.Type];
        var element = universe.TypeOf(collection.Element);
        var kind = CollectionShapes.Of(shape);
        if (kind == CollectionShape.Dictionary)
            return BuildDictionary(collection, shape);

        var array = Array.CreateInstance(element, collection.Items.Length);
        for (var i = 0; i < collection.Items.Length; i++)
            array.SetValue(Evaluate(collection.Items[i], element), i);

        return kind switch
        {
            CollectionShape.Array => array,
            CollectionShape.List => Activator.CreateInstance(typeof(List<>).MakeGenericType(element), array)!,
            CollectionShape.HashSet => Activator.CreateInstance(typeof(HashSet<>).MakeGenericType(element), array)!,
            _ => throw new InvalidOperationException($"{shape.Name} is no collection."),
        };
    }

    private object BuildDictionary(Collection collection, TypeShape shape)
    {
        var dictionary = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(universe.TypeOf(shape.Arguments[0]), universe.TypeOf(shape.Arguments[1])))!;
        for (var i = 0; i + 1 < collection.Items.Length; i += 2)
        {
            var key = Evaluate(collection.Items[i]) ?? throw Unrunnable.Because;
            dictionary[key] = Evaluate(collection.Items[i + 1], universe.TypeOf(shape.Arguments[1]));
        }

        return dictionary;
    }

    private object? Await(object? awaitable, int member)
    {
        var task = awaitable switch
        {
            null => throw new NullReferenceException(), // What `await null` throws.
            Task plain => plain,
            ValueTask plain => plain.AsTask(),
            _ => (Task)awaitable.GetType().GetMethod(nameof(ValueTask.AsTask))!.Invoke(awaitable, null)!,
        };
        if (!patience.Wait(task, member))
            throw Unrunnable.Because;
        task.GetAwaiter().GetResult();
        var type = task.GetType();
        while (type is { IsGenericType: false } || (type is not null && type.GetGenericTypeDefinition() != typeof(Task<>)))
            type = type.BaseType;
        var result = type?.GetProperty(nameof(Task<>.Result));
        return result is null || result.PropertyType.Name == "VoidTaskResult" ? null : result.GetValue(task);
    }

    private object Collect(IEnumerable sequence, MemberShape shape, int take)
    {
        var list = NewList(shape);
        if (take > 0 || take == Statement.All)
        {
            foreach (var item in sequence)
            {
                if (list.Count >= EnumerationLimit)
                {
                    Endless = shape.Id;
                    throw Unrunnable.Because;
                }

                list.Add(item);
                if (list.Count == take)
                    break;
            }
        }

        return list;
    }

    private object CollectAsync(object sequence, MemberShape shape, int take)
    {
        var list = NewList(shape);
        var element = list.GetType().GetGenericArguments()[0];
        var contract = typeof(IAsyncEnumerable<>).MakeGenericType(element);
        var enumerator = (IAsyncDisposable)contract.GetMethod("GetAsyncEnumerator")!.Invoke(sequence, BindingFlags.DoNotWrapExceptions, null, [CancellationToken.None], null)!;
        var cursor = typeof(IAsyncEnumerator<>).MakeGenericType(element);
        var moveNext = cursor.GetMethod("MoveNextAsync")!;
        var current = cursor.GetProperty("Current")!;
        try
        {
            while (list.Count != take && (bool)Await(moveNext.Invoke(enumerator, BindingFlags.DoNotWrapExceptions, null, null, null), shape.Id)!)
            {
                if (list.Count >= EnumerationLimit)
                {
                    Endless = shape.Id;
                    throw Unrunnable.Because;
                }

                list.Add(current.GetValue(enumerator));
            }
        }
        finally
        {
            Await(enumerator.DisposeAsync().AsTask(), shape.Id);
        }

        return list;
    }

    private IList NewList(MemberShape shape) => (IList)Activator.CreateInstance(universe.TypeOf(shape.Result))!;

    /// <summary>The test asks for something C# would not accept or not end: no outcome of the subject.</summary>
    private sealed class Unrunnable : Exception
    {
        public static readonly Unrunnable Because = new();
    }

    private sealed class OutcomeIsNested(Invocation call, Exception inner) : Exception("A call inside the statement threw.", inner)
    {
        public Invocation Call => call;
    }
}

/// <summary>What one statement left behind.</summary>
internal sealed class StatementResult
{
    /// <summary>Of a subscription, what was raised until now.</summary>
    public object? Value
    {
        get => field is EventListener listener ? listener.Value : field;
        set;
    }

    public Exception? Exception { get; set; }

    /// <summary>Arguments after the call: by-ref ones as the member left them.</summary>
    public object?[] Arguments { get; set; } = [];
}

/// <summary>How a run ended.</summary>
internal enum RunEnd
{
    Completed,

    /// <summary>The last statement that ran threw, in its outermost call.</summary>
    Threw,

    /// <summary>A call inside an argument threw: not a test as it stands.</summary>
    ThrewInside,
    OutOfFuel,

    /// <summary>No receiver, null where a value is needed, an endless wait.</summary>
    Unrunnable,
}
