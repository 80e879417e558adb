using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Execution;

/// <summary>
/// Delegates for lambdas, bound to methods of small generic classes. Compiled or interpreted expression trees emit code for every
/// delegate whose type is not Func or Action: measured 1 ms each, a hundred times a whole execution.
/// </summary>
internal static class LambdaFactory
{
    private const int MostParameters = 8;

    private static readonly Dictionary<(Type, LambdaBody), Func<object?, Delegate>> Makers = [];

    /// <summary>Whether a lambda can be made: by-ref parameters, results by ref and very long lists cannot.</summary>
    public static bool CanMake(Type delegateType)
    {
        var invoke = delegateType.GetMethod("Invoke")!;
        return invoke.GetParameters() is { Length: <= MostParameters } parameters
            && parameters.All(parameter => !parameter.ParameterType.IsByRef && !parameter.ParameterType.IsByRefLike && !parameter.ParameterType.IsPointer)
            && invoke.ReturnType is { IsByRef: false, IsByRefLike: false, IsPointer: false };
    }

    /// <param name="value">What <see cref="LambdaBody.Constant"/> returns.</param>
    public static Delegate Make(Type delegateType, LambdaBody body, object? value)
    {
        if (!Makers.TryGetValue((delegateType, body), out var make))
            Makers.Add((delegateType, body), make = MakerOf(delegateType, body));
        return make(value);
    }

    private static Func<object?, Delegate> MakerOf(Type delegateType, LambdaBody body)
    {
        var invoke = delegateType.GetMethod("Invoke")!;
        var parameters = invoke.GetParameters().Select(parameter => parameter.ParameterType).ToArray();
        var returned = invoke.ReturnType;
        var (target, typeArguments) = body switch
        {
            LambdaBody.Constant => (typeof(Constant<>).MakeGenericType(returned), parameters),
            LambdaBody.FirstArgument => (typeof(FirstArgument<>).MakeGenericType(returned), parameters[1..]),
            LambdaBody.Throw when returned != typeof(void) => (typeof(Throwing<>).MakeGenericType(returned), parameters),
            LambdaBody.Throw => (typeof(ThrowingNothing), parameters),
            LambdaBody.Nothing => (typeof(Nothing), parameters),
            _ => throw new InvalidOperationException($"No delegate for {body}."),
        };
        var method = target.GetMethod("Of" + parameters.Length)!;
        if (typeArguments.Length > 0)
            method = method.MakeGenericMethod(typeArguments);
        return value => Delegate.CreateDelegate(delegateType, body == LambdaBody.Constant ? Activator.CreateInstance(target, value)! : Activator.CreateInstance(target)!, method);
    }

    private static InvalidOperationException Boom() => new("boom");

    private sealed class Constant<R>(R value)
    {
        public R Of0() => value;
        public R Of1<A>(A a) => value;
        public R Of2<A, B>(A a, B b) => value;
        public R Of3<A, B, C>(A a, B b, C c) => value;
        public R Of4<A, B, C, D>(A a, B b, C c, D d) => value;
        public R Of5<A, B, C, D, E>(A a, B b, C c, D d, E e) => value;
        public R Of6<A, B, C, D, E, F>(A a, B b, C c, D d, E e, F f) => value;
        public R Of7<A, B, C, D, E, F, G>(A a, B b, C c, D d, E e, F f, G g) => value;
        public R Of8<A, B, C, D, E, F, G, H>(A a, B b, C c, D d, E e, F f, G g, H h) => value;
    }

    private sealed class FirstArgument<R>
    {
        public R Of1(R first) => first;
        public R Of2<B>(R first, B b) => first;
        public R Of3<B, C>(R first, B b, C c) => first;
        public R Of4<B, C, D>(R first, B b, C c, D d) => first;
        public R Of5<B, C, D, E>(R first, B b, C c, D d, E e) => first;
        public R Of6<B, C, D, E, F>(R first, B b, C c, D d, E e, F f) => first;
        public R Of7<B, C, D, E, F, G>(R first, B b, C c, D d, E e, F f, G g) => first;
        public R Of8<B, C, D, E, F, G, H>(R first, B b, C c, D d, E e, F f, G g, H h) => first;
    }

    private sealed class Throwing<R>
    {
        public R Of0() => throw Boom();
        public R Of1<A>(A a) => throw Boom();
        public R Of2<A, B>(A a, B b) => throw Boom();
        public R Of3<A, B, C>(A a, B b, C c) => throw Boom();
        public R Of4<A, B, C, D>(A a, B b, C c, D d) => throw Boom();
        public R Of5<A, B, C, D, E>(A a, B b, C c, D d, E e) => throw Boom();
        public R Of6<A, B, C, D, E, F>(A a, B b, C c, D d, E e, F f) => throw Boom();
        public R Of7<A, B, C, D, E, F, G>(A a, B b, C c, D d, E e, F f, G g) => throw Boom();
        public R Of8<A, B, C, D, E, F, G, H>(A a, B b, C c, D d, E e, F f, G g, H h) => throw Boom();
    }

    private sealed class ThrowingNothing
    {
        public void Of0() => throw Boom();
        public void Of1<A>(A a) => throw Boom();
        public void Of2<A, B>(A a, B b) => throw Boom();
        public void Of3<A, B, C>(A a, B b, C c) => throw Boom();
        public void Of4<A, B, C, D>(A a, B b, C c, D d) => throw Boom();
        public void Of5<A, B, C, D, E>(A a, B b, C c, D d, E e) => throw Boom();
        public void Of6<A, B, C, D, E, F>(A a, B b, C c, D d, E e, F f) => throw Boom();
        public void Of7<A, B, C, D, E, F, G>(A a, B b, C c, D d, E e, F f, G g) => throw Boom();
        public void Of8<A, B, C, D, E, F, G, H>(A a, B b, C c, D d, E e, F f, G g, H h) => throw Boom();
    }

    private sealed class Nothing
    {
        public void Of0() { }
        public void Of1<A>(A a) { }
        public void Of2<A, B>(A a, B b) { }
        public void Of3<A, B, C>(A a, B b, C c) { }
        public void Of4<A, B, C, D>(A a, B b, C c, D d) { }
        public void Of5<A, B, C, D, E>(A a, B b, C c, D d, E e) { }
        public void Of6<A, B, C, D, E, F>(A a, B b, C c, D d, E e, F f) { }
        public void Of7<A, B, C, D, E, F, G>(A a, B b, C c, D d, E e, F f, G g) { }
        public void Of8<A, B, C, D, E, F, G, H>(A a, B b, C c, D d, E e, F f, G g, H h) { }
    }
}
