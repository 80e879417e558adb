using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.Loader;

namespace CodegenLab.Worker.Suites;

/// <summary>Implements an interface, or the abstract members of a class, of a test framework that only exists at run time.</summary>
/// <remarks>DispatchProxy makes one type per name of a contract, whichever load context it comes from; here each context gets its own.</remarks>
public static class StandIn
{
    private const string AnswerField = "Answer";

    private static readonly Dictionary<Type, Type> Known = [];
    private static readonly MethodInfo Ask = typeof(Func<string, object?[], object?>).GetMethod("Invoke")!;

    /// <param name="answer">Called with the name of the method and its arguments. What does not fit the return type, null among it, becomes an empty text or dictionary, or the default.</param>
    public static object Of(Type contract, Func<string, object?[], object?> answer)
    {
        if (!Known.TryGetValue(contract, out var type))
            Known.Add(contract, type = Build(contract));
        var instance = Activator.CreateInstance(type)!;
        type.GetField(AnswerField)!.SetValue(instance, answer);
        return instance;
    }

    private static Type Build(Type contract)
    {
        using var scope = AssemblyLoadContext.GetLoadContext(contract.Assembly)!.EnterContextualReflection();
        var assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("CodegenLab.StandIns"), AssemblyBuilderAccess.Run);
        var type = assembly.DefineDynamicModule("StandIns").DefineType(contract.Name + "StandIn", TypeAttributes.Public | TypeAttributes.Class, contract.IsInterface ? typeof(object) : contract, contract.IsInterface ? [contract] : []);
        var answer = type.DefineField(AnswerField, typeof(Func<string, object?[], object?>), FieldAttributes.Public);
        var contracts = contract.IsInterface ? contract.GetInterfaces().Append(contract) : [contract];
        foreach (var method in contracts.SelectMany(one => one.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)).Where(method => method.IsAbstract && !method.IsAssembly && !method.IsFamilyAndAssembly))
            Implement(type, method, answer);
        return type.CreateType();
    }

    private static void Implement(TypeBuilder type, MethodInfo method, FieldInfo answer)
    {
        var parameters = method.GetParameters().Select(parameter => parameter.ParameterType).ToArray();
        var access = method.IsPublic ? MethodAttributes.Public : MethodAttributes.Family;
        var body = type.DefineMethod(method.Name, access | MethodAttributes.Virtual | MethodAttributes.HideBySig | (method.Attributes & MethodAttributes.SpecialName), method.ReturnType, parameters);
        if (method.IsGenericMethodDefinition)
            body.DefineGenericParameters([.. method.GetGenericArguments().Select(argument => argument.Name)]);
        var il = body.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldfld, answer);
        il.Emit(OpCodes.Ldstr, method.Name);
        il.Emit(OpCodes.Ldc_I4, parameters.Length);
        il.Emit(OpCodes.Newarr, typeof(object));
        for (var at = 0; at < parameters.Length; at++)
        {
            if (parameters[at].IsByRef || parameters[at].IsByRefLike)
                continue;
            il.Emit(OpCodes.Dup);
            il.Emit(OpCodes.Ldc_I4, at);
            il.Emit(OpCodes.Ldarg, at + 1);
            if (parameters[at].IsValueType || parameters[at].IsGenericParameter)
                il.Emit(OpCodes.Box, parameters[at]);
            il.Emit(OpCodes.Stelem_Ref);
        }

        il.Emit(OpCodes.Callvirt, Ask);
        if (method.ReturnType == typeof(void) || method.ReturnType.IsByRef || method.ReturnType.IsByRefLike)
        {
            il.Emit(OpCodes.Pop);
            if (method.ReturnType != typeof(void))
                il.Emit(OpCodes.Ldnull);
        }
        else
        {
            il.Emit(OpCodes.Call, typeof(StandIn).GetMethod(nameof(Fit))!.MakeGenericMethod(method.ReturnType));
        }

        il.Emit(OpCodes.Ret);
        type.DefineMethodOverride(body, method);
    }

    /// <summary>Called by what is built here.</summary>
    public static T Fit<T>(object? answer) => answer switch
    {
        T fitting => fitting,
        _ when typeof(T) == typeof(string) => (T)(object)"",
        _ when typeof(T) == typeof(Task) => (T)(object)Task.CompletedTask,
        _ when !typeof(T).IsValueType && typeof(T).IsAssignableFrom(typeof(Dictionary<string, object?>)) && typeof(T) != typeof(object) => (T)(object)new Dictionary<string, object?>(),
        _ => default!,
    };
}
