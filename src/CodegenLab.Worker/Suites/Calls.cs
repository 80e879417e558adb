using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace CodegenLab.Worker.Suites;

/// <summary>Calls what people wrote, and waits for what it starts.</summary>
internal static class Calls
{
    private const BindingFlags AsThrown = BindingFlags.DoNotWrapExceptions;

    private static readonly ConcurrentDictionary<MethodInfo, bool> AsyncVoid = [];

    /// <summary>Calls a method to its end, asynchronous ones too, "async void" among them.</summary>
    public static void Call(object? receiver, MethodInfo method, params object?[] arguments)
    {
        if (AsyncVoid.GetOrAdd(method, IsAsyncVoid))
        {
            using var context = new CountingContext();
            var before = SynchronizationContext.Current;
            SynchronizationContext.SetSynchronizationContext(context);
            try
            {
                method.Invoke(receiver, AsThrown, null, arguments, null);
                context.Wait();
            }
            finally
            {
                SynchronizationContext.SetSynchronizationContext(before);
            }

            return;
        }

        Await(method.Invoke(receiver, AsThrown, null, arguments, null));
    }

    private static bool IsAsyncVoid(MethodInfo method) => method.ReturnType == typeof(void) && method.IsDefined(typeof(AsyncStateMachineAttribute));

    /// <summary>Waits for a task of any kind; anything else is done already.</summary>
    public static object? Await(object? result)
    {
        switch (result)
        {
            case Task task:
                task.GetAwaiter().GetResult();
                return task.GetType().GetProperty("Result")?.GetValue(task);
            case ValueTask task:
                task.AsTask().GetAwaiter().GetResult();
                return null;
            case not null when result.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(ValueTask<>):
                return Await(type.GetMethod("AsTask")!.Invoke(result, null));
            default:
                return result;
        }
    }

    /// <summary>Disposes of it in every way that it knows.</summary>
    public static void Dispose(object thing)
    {
        if (thing is IAsyncDisposable sleeping)
            sleeping.DisposeAsync().AsTask().GetAwaiter().GetResult();
        (thing as IDisposable)?.Dispose();
    }

    public static object Make(ConstructorInfo constructor, params object?[] arguments) => constructor.Invoke(AsThrown, null, arguments, null);

    /// <summary>Knows when all that "async void" methods have begun under it has ended.</summary>
    private sealed class CountingContext : SynchronizationContext, IDisposable
    {
        private readonly ManualResetEventSlim _none = new(true);
        private int _running;
        private Exception? _failure;

        public override void OperationStarted()
        {
            if (Interlocked.Increment(ref _running) == 1)
                _none.Reset();
        }

        public override void OperationCompleted()
        {
            if (Interlocked.Decrement(ref _running) == 0)
                _none.Set();
        }

        public override void Post(SendOrPostCallback d, object? state) => ThreadPool.QueueUserWorkItem(_ => Send(d, state));

        public override void Send(SendOrPostCallback d, object? state)
        {
            var before = Current;
            SetSynchronizationContext(this);
            try
            {
                d(state);
            }
            catch (Exception failure)
            {
                // That is how "async void" throws.
                _failure ??= failure;
            }
            finally
            {
                SetSynchronizationContext(before);
            }
        }

        public void Dispose() => _none.Dispose();

        public void Wait()
        {
            _none.Wait();
            if (_failure is { } failure)
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        }
    }
}
