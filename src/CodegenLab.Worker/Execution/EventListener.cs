using System.Collections;
using System.Reflection;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Execution;

/// <summary>Stands for the handler of a subscription: counts what is raised, or collects something of it.</summary>
/// <param name="heard">Index of the parameter that is collected.</param>
/// <param name="read">What is read from it.</param>
/// <param name="list">Where it goes; null: only counted.</param>
internal sealed class EventListener(int heard, Func<object, object?>? read, IList? list)
{
    private const int MostParameters = 4;

    private int _count;

    /// <summary>What has come so far: the list, or the number of times.</summary>
    public object Value => list ?? (object)_count;

    /// <summary>Whether somebody can subscribe to events of this type: handlers that give something back or take something by reference cannot be written as one line.</summary>
    public static bool CanHear(Type handler) => handler.GetMethod("Invoke") is { } invoke && invoke.ReturnType == typeof(void) && LambdaFactory.CanMake(handler) && invoke.GetParameters().Length <= MostParameters;

    /// <summary>Subscribes to an event of an object.</summary>
    public static EventListener Subscribe(Universe universe, MemberShape shape, object subject)
    {
        var happening = universe.EventOf(shape.Id);
        var read = shape.HeardProperty < 0 ? null : universe.CallableOf(shape.HeardProperty);
        var list = shape.Heard < 0 ? null : (IList)Activator.CreateInstance(universe.TypeOf(shape.Result))!;
        var listener = new EventListener(shape.Heard, read is null ? null : argument => read.Call(argument, []), list);
        var parameters = happening.EventHandlerType!.GetMethod("Invoke")!.GetParameters().Select(parameter => parameter.ParameterType).ToArray();
        var method = typeof(EventListener).GetMethod("On" + parameters.Length)!;
        if (parameters.Length > 0)
            method = method.MakeGenericMethod(parameters);
        happening.AddMethod!.Invoke(subject, BindingFlags.DoNotWrapExceptions, null, [Delegate.CreateDelegate(happening.EventHandlerType, listener, method)], null);
        return listener;
    }

    public void On0() => _count++;

    public void On1<A>(A a) => Hear(a);

    public void On2<A, B>(A a, B b) => Hear(heard == 0 ? a : b);

    public void On3<A, B, C>(A a, B b, C c) => Hear(heard == 0 ? a : heard == 1 ? b : c);

    public void On4<A, B, C, D>(A a, B b, C c, D d) => Hear(heard == 0 ? a : heard == 1 ? b : heard == 2 ? c : d);

    private void Hear(object? argument)
    {
        _count++;

        // Reading a property of null throws in the handler that a test writes, too.
        list?.Add(read is null ? argument : read(argument ?? throw new NullReferenceException()));
    }
}
