using CodegenLab.Worker.TestCases;
using Linq = System.Linq.Expressions.Expression;

namespace CodegenLab.Worker.Execution;

/// <summary>Delegates for lambdas: interpreted expression trees, since most are made once and called a few times.</summary>
internal static class LambdaFactory
{
    public static Delegate Make(Type delegateType, LambdaBody body, object? value)
    {
        var invoke = delegateType.GetMethod("Invoke")!;
        var parameters = invoke.GetParameters().Select(parameter => Linq.Parameter(parameter.ParameterType, parameter.Name)).ToArray();
        var returned = invoke.ReturnType;
        Linq code = body switch
        {
            LambdaBody.Nothing => Linq.Empty(),
            LambdaBody.Constant => Linq.Constant(value, returned),
            LambdaBody.FirstArgument => Linq.Convert(parameters[0], returned),
            LambdaBody.Throw => Linq.Throw(Linq.New(typeof(InvalidOperationException).GetConstructor([typeof(string)])!, Linq.Constant("boom")), returned),
            _ => throw new InvalidOperationException($"No delegate for {body}."),
        };
        return Linq.Lambda(delegateType, code, parameters).Compile(preferInterpretation: true);
    }
}
