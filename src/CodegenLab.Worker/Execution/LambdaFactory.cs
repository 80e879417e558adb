using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Execution;

/// <summary>
/// Delegates for lambdas, bound to methods of small generic classes. Compiled or interpreted expression trees emit code for every
/// delegate whose type is not Func or Action: measured 1 ms each, a hundred times a whole execution.
/// </summary>
internal static class LambdaFactory
{
    private const int MostParameters = 8;

    private static readonly Dictionary<(Type Delegate, Type Target), Func<object?, Delegate>> Makers = [];
    private static readonly Dictionary<Type, bool> HandingOn = [];

    /// <summary>Whether a lambda can be made: by-ref parameters, results by ref and very long lists cannot.</summary>
    public static bool CanMake(Type delegateType)
    {
        var invoke = delegateType.GetMethod("Invoke")!;
        return invoke.GetParameters() is { Length: <= MostParameters } parameters
            && parameters.All(parameter => !parameter.ParameterType.IsByRef && !parameter.ParameterType.IsByRefLike && !parameter.ParameterType.IsPointer)
            && invoke.ReturnType is { IsByRef: false, IsByRefLike: false, IsPointer: false };
    }

    /// <param name="type">Of the delegate.</param>
    /// <param name="lambda">What it does.</param>
    /// <param name="value">Of the lambda's value; null for none.</param>
    /// <param name="members">The members that it reads, by catalog id.</param>
    public static Delegate Make(Type type, Lambda lambda, object? value, Func<int, Callable> members) => lambda.Body switch
    {
        LambdaBody.Nothing => MakerOf(type, typeof(Nothing))(null),
        LambdaBody.Throw => MakerOf(type, Returned(type) == typeof(void) ? typeof(ThrowingNothing) : typeof(Throwing<>))(null),
        LambdaBody.Constant => MakerOf(type, typeof(Constant<>))(value),
        LambdaBody.Computed when lambda.Computation == Computation.FirstArgument && HandsOnFirst(type) => MakerOf(type, typeof(FirstArgument<>))(null),
        LambdaBody.Computed => MakerOf(type, typeof(Computed<>))(Computing.Of(lambda, value, members)),
        _ => throw new InvalidOperationException($"No delegate for {lambda.Body}."),
    };

    /// <summary>Nothing is converted on the way. Asked for each execution.</summary>
    private static bool HandsOnFirst(Type delegateType)
    {
        if (!HandingOn.TryGetValue(delegateType, out var hands))
            HandingOn.Add(delegateType, hands = Parameters(delegateType) is [var first, ..] && first == Returned(delegateType));
        return hands;
    }

    private static Type Returned(Type delegateType) => delegateType.GetMethod("Invoke")!.ReturnType;

    private static Type[] Parameters(Type delegateType) => [.. delegateType.GetMethod("Invoke")!.GetParameters().Select(parameter => parameter.ParameterType)];

    /// <param name="delegateType">What to make.</param>
    /// <param name="targetType">Class of the methods that delegates are bound to: open where it says what is returned.</param>
    private static Func<object?, Delegate> MakerOf(Type delegateType, Type targetType)
    {
        if (Makers.TryGetValue((delegateType, targetType), out var make))
            return make;
        var parameters = Parameters(delegateType);
        var target = targetType.IsGenericTypeDefinition ? targetType.MakeGenericType(Returned(delegateType)) : targetType;
        var method = target.GetMethod("Of" + parameters.Length)!;
        var typeArguments = targetType == typeof(FirstArgument<>) ? parameters[1..] : parameters;
        if (typeArguments.Length > 0 && method.IsGenericMethodDefinition)
            method = method.MakeGenericMethod(typeArguments);
        var isHanded = target.GetConstructors()[0].GetParameters().Length > 0;
        Makers.Add((delegateType, targetType), make = value => Delegate.CreateDelegate(delegateType, isHanded ? Activator.CreateInstance(target, value)! : Activator.CreateInstance(target)!, method));
        return make;
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

    private sealed class Computed<R>(Func<object?[], object?> compute)
    {
        public R Of1<A>(A a) => (R)compute([a])!;
        public R Of2<A, B>(A a, B b) => (R)compute([a, b])!;
        public R Of3<A, B, C>(A a, B b, C c) => (R)compute([a, b, c])!;
        public R Of4<A, B, C, D>(A a, B b, C c, D d) => (R)compute([a, b, c, d])!;
        public R Of5<A, B, C, D, E>(A a, B b, C c, D d, E e) => (R)compute([a, b, c, d, e])!;
        public R Of6<A, B, C, D, E, F>(A a, B b, C c, D d, E e, F f) => (R)compute([a, b, c, d, e, f])!;
        public R Of7<A, B, C, D, E, F, G>(A a, B b, C c, D d, E e, F f, G g) => (R)compute([a, b, c, d, e, f, g])!;
        public R Of8<A, B, C, D, E, F, G, H>(A a, B b, C c, D d, E e, F f, G g, H h) => (R)compute([a, b, c, d, e, f, g, h])!;
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
