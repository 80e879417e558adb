using System.Diagnostics;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace CodegenLab.Worker.Suites;

/// <summary>
/// Gives the static fields of a test assembly their values anew, as in a process that has just begun. Nobody has rewritten these types: their fields are emptied, and what the runtime would do once to initialise
/// them is called again.
/// </summary>
internal sealed class TestStatics
{
    /// <summary>An initialiser that waits longer waits for something that is not there: static values of tests take milliseconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly List<Type> _types;
    private readonly List<FieldInfo> _fields;
    private Action _initialisers = static () => { };

    private TestStatics(List<Type> types, List<FieldInfo> fields) => (_types, _fields) = (types, fields);

    /// <param name="omitted">Full names of test classes that are not run: what they would initialise stays as it is.</param>
    /// <returns>Null: not all static values can be made anew, for optimised code may hold those of read-only fields, and nobody can list those of generic types and of threads.</returns>
    public static TestStatics? Of(Assembly tests, IReadOnlySet<string> omitted)
    {
        if (tests.GetCustomAttribute<DebuggableAttribute>()?.IsJITOptimizerDisabled != true)
            return null;
        var types = tests.GetTypes().Where(type => !IsOfLambdas(type) && !Owners(type).Any(owner => omitted.Contains(owner.FullName ?? ""))).ToList();
        var fields = types.SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(field => !field.IsLiteral && !field.Attributes.HasFlag(FieldAttributes.HasFieldRVA)).ToList();
        return fields.Exists(field => field.DeclaringType!.ContainsGenericParameters || field.IsDefined(typeof(ThreadStaticAttribute))) ? null
            : new TestStatics([.. types.Where(type => type is { ContainsGenericParameters: false, TypeInitializer: not null })], fields);
    }

    /// <summary>Initialises all types now that would be initialised sooner or later.</summary>
    /// <returns>False: one of them waits for something.</returns>
    public bool Begin()
    {
        var begun = new List<Type>();
        var thread = new Thread(InitialiseTypes) { IsBackground = true };
        thread.Start();
        if (!thread.Join(Patience))
            return false;
        var broken = _types.Except(begun).ToHashSet();
        _types.RemoveAll(broken.Contains);
        _fields.RemoveAll(field => broken.Contains(field.DeclaringType!));
        _initialisers = Calling(_types.Select(type => type.TypeInitializer!));
        return true;

        void InitialiseTypes()
        {
            foreach (var type in _types)
                if (IsInitialised(type))
                    begun.Add(type);
        }
    }

    /// <summary>Makes all values anew.</summary>
    /// <exception cref="Exception">What an initialiser throws. The types behind it keep nothing.</exception>
    public void Initialise()
    {
        // Fields that are read-only are set by the initialisers alone.
        foreach (var field in _fields)
            if (!field.IsInitOnly)
                field.SetValue(null, null);
        _initialisers();
    }

    /// <summary>Objects of the types asked for that the fields lead to.</summary>
    /// <param name="most">So many objects are looked at.</param>
    /// <returns>Null: there are more.</returns>
    /// <remarks>In a frame of its own: no local of the caller's keeps an object.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public List<WeakReference>? Held(Func<Type, bool> isAsked, int most)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var left = new Stack<object>();
        foreach (var field in _fields)
            Add(field.GetValue(null));
        var found = new List<WeakReference>();
        while (left.TryPop(out var next))
        {
            if (seen.Count > most)
                return null;
            var type = next.GetType();
            // The framework keeps empty arrays, and the compiler what lambdas without a variable are called on.
            if (isAsked(type) && !IsOfLambdas(type) && next is not Array { Length: 0 })
                found.Add(new WeakReference(next));
            if (next is Array array && !array.GetType().GetElementType()!.IsPrimitive)
            {
                foreach (var element in array)
                    Add(element);
            }

            if (next is Delegate { Target: { } target })
                Add(target);
            for (var ancestor = type; ancestor is not null && next is not (Array or Delegate); ancestor = ancestor.BaseType)
            {
                foreach (var field in ancestor.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                    if (!field.FieldType.IsPrimitive && !field.FieldType.IsPointer && !field.FieldType.IsByRefLike)
                        Add(field.GetValue(next));
            }
        }

        return found;

        void Add(object? value)
        {
            if (value is not (null or string or MemberInfo or Assembly or Module or Pointer) && seen.Add(value))
                left.Push(value);
        }
    }

    private static bool IsInitialised(Type type)
    {
        try
        {
            RuntimeHelpers.RunClassConstructor(type.TypeHandle);
            return true;
        }
        catch (TypeInitializationException)
        {
            // Tests that need it fail, each time.
            return false;
        }
    }

    /// <summary>Reflection runs an initialiser once; a call in code runs it whenever it comes by.</summary>
    private static Action Calling(IEnumerable<ConstructorInfo> initialisers)
    {
        var all = new DynamicMethod("Initialise", typeof(void), [], typeof(TestStatics).Module, skipVisibility: true);
        var il = all.GetILGenerator();
        foreach (var initialiser in initialisers)
            il.Emit(OpCodes.Call, initialiser);
        il.Emit(OpCodes.Ret);
        return all.CreateDelegate<Action>();
    }

    /// <summary>The compiler keeps delegates there that hold nothing.</summary>
    private static bool IsOfLambdas(Type type) => type.Name == "<>c" || (type.Name.StartsWith("<>c__", StringComparison.Ordinal) && !type.Name.StartsWith("<>c__Display", StringComparison.Ordinal));

    private static IEnumerable<Type> Owners(Type type)
    {
        for (var owner = type; owner is not null; owner = owner.DeclaringType)
            yield return owner;
    }
}
