using System.Reflection;
using System.Reflection.Emit;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Execution;

/// <summary>A member of the catalog bound to one build: called without reflection's cost and without its wrapping of exceptions.</summary>
internal sealed class Callable
{
    private readonly Func<object?, object?[], object?> _thunk;

    public Callable(MemberShape shape, Universe universe, MemberInfo member)
    {
        Shape = shape;
        Member = member;
        DeclaringType = universe.TypeOf(shape.DeclaringType);
        ParameterTypes = [.. shape.Parameters.Select(parameter => universe.TypeOf(parameter.Type))];
        _thunk = member is FieldInfo field ? (receiver, _) => field.GetValue(receiver) : Compile((MethodBase)member);
    }

    public MemberShape Shape { get; }

    public MemberInfo Member { get; }

    public Type DeclaringType { get; }

    /// <summary>Without by-ref.</summary>
    public Type[] ParameterTypes { get; }

    /// <summary>Calls the member. Spans come and go as arrays or strings; by-ref arguments are written back into <paramref name="arguments"/>.</summary>
    public object? Call(object? receiver, object?[] arguments) => _thunk(receiver, arguments);

    private Func<object?, object?[], object?> Compile(MethodBase method)
    {
        var thunk = new DynamicMethod("call " + method.Name, typeof(object), [typeof(object), typeof(object?[])], DeclaringType.Module, skipVisibility: true);
        var il = thunk.GetILGenerator();
        var parameters = method.GetParameters();
        var byRef = new LocalBuilder?[parameters.Length];
        for (var i = 0; i < parameters.Length; i++)
        {
            if (!parameters[i].ParameterType.IsByRef)
                continue;
            byRef[i] = il.DeclareLocal(ParameterTypes[i]);
            if (Shape.Parameters[i].Passing != Passing.Out)
            {
                EmitArgument(il, i);
                il.Emit(OpCodes.Stloc, byRef[i]!);
            }
        }

        var isInstance = !method.IsStatic && method is MethodInfo;
        if (isInstance)
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(DeclaringType.IsValueType ? OpCodes.Unbox : OpCodes.Castclass, DeclaringType);
        }

        for (var i = 0; i < parameters.Length; i++)
        {
            if (byRef[i] is { } local)
                il.Emit(OpCodes.Ldloca, local);
            else
                EmitArgument(il, i);
        }

        if (method is ConstructorInfo constructor)
        {
            il.Emit(OpCodes.Newobj, constructor);
            if (DeclaringType.IsValueType)
                il.Emit(OpCodes.Box, DeclaringType);
        }
        else
        {
            il.Emit(!isInstance || DeclaringType.IsValueType ? OpCodes.Call : OpCodes.Callvirt, (MethodInfo)method);
            EmitResult(il, ((MethodInfo)method).ReturnType);
        }

        for (var i = 0; i < byRef.Length; i++)
        {
            if (byRef[i] is not { } local)
                continue;
            il.Emit(OpCodes.Ldarg_1);
            il.Emit(OpCodes.Ldc_I4, i);
            il.Emit(OpCodes.Ldloc, local);
            if (ParameterTypes[i].IsValueType)
                il.Emit(OpCodes.Box, ParameterTypes[i]);
            il.Emit(OpCodes.Stelem_Ref);
        }

        il.Emit(OpCodes.Ret);
        return thunk.CreateDelegate<Func<object?, object?[], object?>>();
    }

    private void EmitArgument(ILGenerator il, int index)
    {
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldc_I4, index);
        il.Emit(OpCodes.Ldelem_Ref);
        var type = ParameterTypes[index];
        if (type == typeof(ReadOnlySpan<char>))
        {
            il.Emit(OpCodes.Castclass, typeof(string));
            il.Emit(OpCodes.Call, typeof(string).GetMethod("op_Implicit", [typeof(string)])!);
        }
        else if (type.IsByRefLike)
        {
            var array = type.GetGenericArguments()[0].MakeArrayType();
            il.Emit(OpCodes.Castclass, array);
            il.Emit(OpCodes.Newobj, type.GetConstructor([array])!);
        }
        else
        {
            il.Emit(OpCodes.Unbox_Any, type);
        }
    }

    private static void EmitResult(ILGenerator il, Type type)
    {
        if (type == typeof(void))
        {
            il.Emit(OpCodes.Ldnull);
            return;
        }

        if (type.IsByRef)
        {
            type = type.GetElementType()!;
            il.Emit(OpCodes.Ldobj, type);
        }

        if (type.IsByRefLike)
        {
            var span = il.DeclareLocal(type);
            il.Emit(OpCodes.Stloc, span);
            il.Emit(OpCodes.Ldloca, span);
            if (type == typeof(ReadOnlySpan<char>))
            {
                il.Emit(OpCodes.Constrained, type);
                il.Emit(OpCodes.Callvirt, typeof(object).GetMethod("ToString")!);
            }
            else
            {
                il.Emit(OpCodes.Call, type.GetMethod("ToArray")!);
            }
        }
        else if (type.IsValueType)
        {
            il.Emit(OpCodes.Box, type);
        }
    }
}
