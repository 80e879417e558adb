using System.Reflection;
using System.Runtime.CompilerServices;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Execution;

/// <summary>Fills the catalog with every member that a test may call, in an order that depends on names alone.</summary>
/// <param name="universe">The search build.</param>
/// <param name="internalsVisible">Internal members may be called too.</param>
/// <param name="isTarget">Whether tests are wanted for a member of a type, by documentation ids (type, member).</param>
internal sealed partial class Discovery(Universe universe, bool internalsVisible, Func<string, string, bool> isTarget)
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
    private const int InstantiationsPerDefinition = 2;

    /// <summary>Of a generic method, and beside those.</summary>
    private const int MostAskedTypes = 6;

    /// <summary>Closing generic types can go on for ever (a list of lists of lists).</summary>
    private const int MostTypes = 2_000;

    /// <summary>Namespace of the fakes that are compiled into the subject: they produce values and are no subjects.</summary>
    public const string FakesNamespace = "CodegenLab.Fakes";

    /// <summary>What the name of a fake's method begins with that raises the event whose name follows.</summary>
    public const string Raising = "Raise";

    private readonly NullabilityInfoContext _nullability = new();
    private readonly List<Untested> _untested = [];
    private readonly HashSet<string> _seen = [.. universe.Catalog.Members.Select(Key)];
    private readonly HashSet<Type> _closed = [];
    private TypeArguments _typeArguments = new([]);
    private bool _onlyProducers;

    /// <summary>Accessible types of the subject, fakes included, generic definitions left open.</summary>
    public List<Type> SubjectTypes { get; } = [];

    /// <summary>Members no test can call, with the reason.</summary>
    public IReadOnlyList<Untested> Run()
    {
        SubjectTypes.AddRange(LoadableTypes().Where(IsAccessible).Where(type => !IsCompilerMade(type)).OrderBy(type => type.FullName, StringComparer.Ordinal));
        _typeArguments = new TypeArguments(SubjectTypes);
        foreach (var type in SubjectTypes)
        {
            if (type.IsEnum || TypeTable.IsDelegate(type))
                continue;
            if (type.IsByRefLike)
            {
                Leave(type, UntestedReason.UnsupportedSignature, "a ref struct");
                continue;
            }

            foreach (var closed in Close(type))
            {
                _closed.Add(closed);
                AddMembersOf(closed);
            }
        }

        AddInstantiationsInUse();
        AddWantedProducers();
        AddFakesInUse();
        AddInheritedContracts();
        AddInheritedWork();
        AddDelegateCalls();
        AddLibraryTypes();
        AddForeignProducers();
        AddInheritedState();
        AddObservers();
        AddLength();
        AddContents();
        return _untested;
    }

    /// <summary>Members of the subject's generic types as its signatures close them: Result&lt;Money&gt; where the definition was closed over string and int. They produce values and are looked at.</summary>
    private void AddInstantiationsInUse()
    {
        _onlyProducers = true;
        for (var i = 0; i < universe.Catalog.Types.Count && i < MostTypes; i++)
        {
            if (universe.Catalog.Types[i] is not { IsSubject: true, Arguments.Length: > 0, Kind: TypeShapeKind.Class or TypeShapeKind.Struct or TypeShapeKind.Interface })
                continue;
            var type = universe.TypeOf(i);
            if (IsAccessible(type) && _closed.Add(type))
                AddMembersOf(type);
        }

        _onlyProducers = false;
    }

    private IEnumerable<Type> LoadableTypes()
    {
        try
        {
            return universe.Assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException incomplete)
        {
            // A dependency that is not there takes the types that need it along, not the others.
            return incomplete.Types.OfType<Type>();
        }
    }

    private IEnumerable<Type> Close(Type type)
    {
        if (!type.IsGenericTypeDefinition)
            return [type];
        var closed = new List<Type>();
        foreach (var arguments in _typeArguments.For(type.GetGenericArguments(), InstantiationsPerDefinition, _typeArguments.MarkedFor(() => AskedTypes.AttributesIn(type))))
        {
            try
            {
                closed.Add(type.MakeGenericType(arguments));
            }
            catch (ArgumentException)
            {
                // A constraint between parameters that the candidates do not meet together.
            }
        }

        if (closed.Count == 0)
            Leave(type, UntestedReason.NoTypeArguments, "no type satisfies the constraints of " + type.Name);
        return closed;
    }

    private void AddMembersOf(Type type)
    {
        if (!type.IsAbstract)
        {
            foreach (var constructor in Sorted(type.GetConstructors(Declared).Where(constructor => !constructor.IsStatic && IsAccessible(constructor))))
                Add(type, constructor, MemberShapeKind.Constructor, null);
        }

        AddImplicitConstructor(type);
        foreach (var field in type.GetFields(Declared).Where(field => IsAccessible(field) && !field.IsLiteral && !IsCompilerMade(field)).OrderBy(field => field.Name, StringComparer.Ordinal))
            AddField(type, field);

        var accessors = new HashSet<MethodInfo>();
        foreach (var property in type.GetProperties(Declared).OrderBy(property => property.ToString(), StringComparer.Ordinal))
        {
            var isIndexer = property.GetIndexParameters().Length > 0;
            if (property.GetMethod is { } getter)
            {
                accessors.Add(getter);
                if (IsAccessible(getter))
                    Add(type, getter, isIndexer ? MemberShapeKind.IndexerGetter : MemberShapeKind.PropertyGetter, property);
            }

            if (property.SetMethod is { } setter)
            {
                accessors.Add(setter);
                if (IsAccessible(setter))
                    Add(type, setter, isIndexer ? MemberShapeKind.IndexerSetter : MemberShapeKind.PropertySetter, property);
            }
        }

        foreach (var method in Sorted(type.GetMethods(Declared).Where(method => !accessors.Contains(method) && IsAccessible(method))))
            AddMethod(type, method);
        AddEvents(type);
    }

    private void AddMethod(Type type, MethodInfo method)
    {
        if (method.Name is "Finalize" or "<Clone>$" || IsEventAccessor(method) || method.Name.Contains('<', StringComparison.Ordinal))
            return;
        if (method.Name.Contains('.', StringComparison.Ordinal))
            return; // An explicit implementation: called through its interface.
        if (method is { IsStatic: true, IsAbstract: true })
            return;

        var kind = !method.IsSpecialName ? MemberShapeKind.Method
            : method.Name is "op_Implicit" or "op_Explicit" ? MemberShapeKind.Conversion
            : method.Name.StartsWith("op_", StringComparison.Ordinal) ? MemberShapeKind.Operator
            : MemberShapeKind.Method;
        if (kind == MemberShapeKind.Operator && !CSharpOperators.Contains(method.Name))
            return;
        if (!method.IsGenericMethodDefinition)
        {
            Add(type, method, kind, null);
            return;
        }

        var closed = 0;
        foreach (var arguments in _typeArguments.For(method.GetGenericArguments(), InstantiationsPerDefinition, [.. AskedTypes.In(method).Take(MostAskedTypes), .. _typeArguments.MarkedFor(() => AskedTypes.AttributesIn(method))]))
        {
            try
            {
                Add(type, method.MakeGenericMethod(arguments), kind, null);
                closed++;
            }
            catch (ArgumentException)
            {
                // A constraint between parameters that the candidates do not meet together.
            }
        }

        if (closed == 0)
            Leave(type, method, null, UntestedReason.NoTypeArguments, "no type satisfies its constraints");
    }

    private static readonly HashSet<string> CSharpOperators =
    [
        "op_Addition", "op_Subtraction", "op_Multiply", "op_Division", "op_Modulus", "op_BitwiseAnd", "op_BitwiseOr", "op_ExclusiveOr", "op_LeftShift", "op_RightShift", "op_UnsignedRightShift",
        "op_Equality", "op_Inequality", "op_LessThan", "op_GreaterThan", "op_LessThanOrEqual", "op_GreaterThanOrEqual", "op_UnaryNegation", "op_UnaryPlus", "op_LogicalNot", "op_OnesComplement",
    ];

    private static bool IsEventAccessor(MethodInfo method) =>
        method.IsSpecialName && (method.Name.StartsWith("add_", StringComparison.Ordinal) || method.Name.StartsWith("remove_", StringComparison.Ordinal));

    /// <summary>A struct without constructors is made by naming its members: <c>new Point { X = 1 }</c>. Reflection knows of no constructor there.</summary>
    private void AddImplicitConstructor(Type type)
    {
        if (!type.IsValueType || type.GetConstructors(Declared).Any(constructor => !constructor.IsStatic) || !IsSettable())
            return;
        Append(new MemberShape
        {
            Id = universe.Catalog.Members.Count,
            Kind = MemberShapeKind.Constructor,
            DeclaringType = universe.IdOf(type),
            Name = ConstructorInfo.ConstructorName,
            IsStatic = true,
            Returns = universe.IdOf(type),
            Result = universe.IdOf(type),
            DocumentationId = $"M:{DocumentationId.Of(type)[2..]}.#ctor",
        });

        bool IsSettable() =>
            type.GetFields(Declared).Any(field => field is { IsStatic: false, IsInitOnly: false } && IsAccessible(field) && !IsCompilerMade(field))
            || type.GetProperties(Declared).Any(property => property.SetMethod is { IsStatic: false } setter && IsAccessible(setter));
    }

    private void AddField(Type type, FieldInfo field)
    {
        if (field.FieldType.IsByRefLike || field.FieldType.IsPointer || field.FieldType.IsFunctionPointer || !IsAccessible(field.FieldType))
            return;
        Append(new MemberShape
        {
            Id = universe.Catalog.Members.Count,
            Kind = MemberShapeKind.Field,
            DeclaringType = universe.IdOf(type),
            Name = field.Name,
            IsStatic = field.IsStatic,
            Returns = universe.IdOf(field.FieldType),
            Result = universe.IdOf(field.FieldType),
            ReturnsNullable = !field.FieldType.IsValueType && _nullability.Create(field).ReadState != NullabilityState.NotNull,
            DocumentationId = DocumentationId.Of(field),
            IsRequired = field.IsDefined(typeof(RequiredMemberAttribute), false),
            IsReadOnly = field.IsInitOnly,
        });
    }

    private void Add(Type type, MethodBase method, MemberShapeKind kind, PropertyInfo? property)
    {
        var parameters = method.GetParameters();
        var returned = method is MethodInfo { ReturnType: var declared } ? declared : type;
        if (IsObsolete(method) || (property is not null && IsObsolete(property)))
        {
            Leave(type, method, property, UntestedReason.NotCallable, "obsolete, and using it is an error");
            return;
        }

        if (Unsupported(parameters, returned) is { } why)
        {
            Leave(type, method, property, UntestedReason.UnsupportedSignature, why);
            return;
        }

        var (result, conversion) = IsHashCode(method) ? (null, ResultConversion.None) : ResultOf(returned);
        var documentationId = DocumentationId.Of(method, property);
        var typeId = DocumentationId.Of(type);
        var isInit = kind == MemberShapeKind.PropertySetter && ((MethodInfo)method).ReturnParameter.GetRequiredCustomModifiers().Any(modifier => modifier.Name == "IsExternalInit");
        Append(new MemberShape
        {
            Id = universe.Catalog.Members.Count,
            Kind = kind,
            DeclaringType = universe.IdOf(type),
            Name = property?.Name ?? method.Name,
            IsStatic = method.IsStatic || kind == MemberShapeKind.Constructor,
            IsExtension = method.IsDefined(typeof(ExtensionAttribute), false) && parameters.Length > 0,
            Parameters = [.. parameters.Select(ShapeOf)],
            TypeArguments = method is MethodInfo { IsGenericMethod: true } ? [.. method.GetGenericArguments().Select(universe.IdOf)] : [],
            Returns = returned == typeof(void) ? -1 : universe.IdOf(TypeTable.WithoutRef(returned)),
            Result = result is null ? -1 : universe.IdOf(result),
            Conversion = conversion,
            ReturnsNullable = IsNullableResult(method, property),
            DocumentationId = documentationId,
            IsSubject = IsSubject(type, method) && isTarget(typeId, documentationId),
            IsInitOnly = isInit,
            IsRequired = property?.IsDefined(typeof(RequiredMemberAttribute), false) ?? false,
        });
    }

    private static bool IsObsolete(MemberInfo member) => member.GetCustomAttribute<ObsoleteAttribute>() is { IsError: true } obsolete && obsolete.Message != ForOldCompilers;

    /// <summary>The compiler marks constructors of types with required members so: it ignores its own mark, older ones stop at it.</summary>
    private const string ForOldCompilers = "Constructors of types with required members are not supported in this version of your compiler.";

    private bool IsSubject(Type type, MethodBase method) =>
        !_onlyProducers && type.Assembly == universe.Assembly && type.Namespace != FakesNamespace && !method.IsAbstract && !method.IsDefined(typeof(CompilerGeneratedAttribute), false);

    private bool IsNullableResult(MethodBase method, PropertyInfo? property) => method switch
    {
        ConstructorInfo => false,
        // What matters of a task is what it yields.
        MethodInfo { ReturnType.IsGenericType: true } awaitable when ResultOf(awaitable.ReturnType) is (not null, ResultConversion.Await) =>
            _nullability.Create(awaitable.ReturnParameter).GenericTypeArguments is [{ Type.IsValueType: false, ReadState: not NullabilityState.NotNull }],
        MethodInfo { ReturnType.IsValueType: true } => false,
        MethodInfo info when info.ReturnType == typeof(void) => false,
        _ when property is not null && property.GetIndexParameters().Length == 0 => _nullability.Create(property).ReadState != NullabilityState.NotNull,
        MethodInfo info => _nullability.Create(info.ReturnParameter).ReadState != NullabilityState.NotNull,
        _ => true,
    };

    private ParameterShape ShapeOf(ParameterInfo parameter)
    {
        var type = TypeTable.WithoutRef(parameter.ParameterType);
        return new ParameterShape(parameter.Name ?? "value", universe.IdOf(type))
        {
            Passing = !parameter.ParameterType.IsByRef ? Passing.Value : parameter.IsOut ? Passing.Out : parameter.IsIn || parameter.GetRequiredCustomModifiers().Any(modifier => modifier.Name == "InAttribute") ? Passing.In : Passing.Ref,
            // An argument for a type parameter is not annotated, whatever the parameter would take.
            IsNullable = !type.IsValueType && _nullability.Create(parameter).WriteState != NullabilityState.NotNull && !IsTypeParameter(parameter),
            AllowsNull = !type.IsValueType && (parameter is { HasDefaultValue: true, RawDefaultValue: null } || (_nullability.Create(parameter).WriteState == NullabilityState.Nullable && !IsTypeParameter(parameter))),
            HasNullableParts = (type.IsGenericType || type.IsArray) && HasNullableParts(_nullability.Create(parameter), TypeTable.WithoutRef(Defined(parameter).ParameterType)),
            IsOptional = parameter.IsOptional,
            IsParams = parameter.IsDefined(typeof(ParamArrayAttribute), false),
        };
    }

    /// <summary>An argument of a type parameter is as nullable as whoever closes it says.</summary>
    private static bool IsTypeParameter(ParameterInfo parameter) => Defined(parameter).ParameterType.IsGenericParameter;

    /// <summary>The parameter as it is declared, with type parameters where the given one has arguments.</summary>
    private static ParameterInfo Defined(ParameterInfo parameter) =>
        parameter is { Position: >= 0, Member: MethodBase { DeclaringType.IsGenericType: true } or MethodBase { IsGenericMethod: true } }
        && parameter.Member.Module.ResolveMethod(parameter.Member.MetadataToken) is { } definition
            ? definition.GetParameters()[parameter.Position]
            : parameter;

    /// <summary>Differs from process to process: nothing to assert, and nothing to search with.</summary>
    private static bool IsHashCode(MethodBase method) => method is MethodInfo { Name: nameof(GetHashCode) } hash && hash.ReturnType == typeof(int);

    /// <param name="defined">The type of the place as it is declared: arguments of type parameters are written, or inferred, as never null.</param>
    private static bool HasNullableParts(NullabilityInfo place, Type defined)
    {
        if (defined.IsGenericParameter)
            return false;
        if (place.ElementType is { } element)
            return IsNullable(element, defined.GetElementType()!);
        return place.GenericTypeArguments.Zip(defined.GetGenericArguments(), IsNullable).Any(part => part);

        static bool IsNullable(NullabilityInfo part, Type defined) =>
            (part.WriteState == NullabilityState.Nullable && !part.Type.IsValueType && !defined.IsGenericParameter) || HasNullableParts(part, defined);
    }

    private string? Unsupported(ParameterInfo[] parameters, Type returned)
    {
        foreach (var parameter in parameters)
        {
            var type = TypeTable.WithoutRef(parameter.ParameterType);
            if (type.IsPointer || type.IsFunctionPointer)
                return $"parameter {parameter.Name} is a pointer";
            if (type.IsByRefLike && (parameter.ParameterType.IsByRef || !IsSpan(type)))
                return $"parameter {parameter.Name} is a ref struct";
            if (!IsAccessible(type))
                return $"the type of parameter {parameter.Name} is not accessible";
        }

        returned = TypeTable.WithoutRef(returned);
        if (returned.IsPointer || returned.IsFunctionPointer)
            return "returns a pointer";
        if (returned.IsByRefLike && !IsSpan(returned))
            return "returns a ref struct";
        return IsAccessible(returned) ? null : "its return type is not accessible";
    }

    private static bool IsSpan(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() is var definition && (definition == typeof(Span<>) || definition == typeof(ReadOnlySpan<>));

    /// <summary>The type of the variable and how it comes about.</summary>
    private static (Type? Result, ResultConversion Conversion) ResultOf(Type returned)
    {
        returned = TypeTable.WithoutRef(returned);
        if (returned == typeof(void))
            return (null, ResultConversion.None);
        if (returned == typeof(Task) || returned == typeof(ValueTask))
            return (null, ResultConversion.Await);
        if (returned == typeof(ReadOnlySpan<char>))
            return (typeof(string), ResultConversion.SpanToText);
        if (IsSpan(returned))
            return (returned.GetGenericArguments()[0].MakeArrayType(), ResultConversion.SpanToArray);
        if (!returned.IsGenericType)
            return (returned, ResultConversion.None);

        var definition = returned.GetGenericTypeDefinition();
        var argument = returned.GetGenericArguments()[0];
        if (definition == typeof(Task<>) || definition == typeof(ValueTask<>))
            return (argument, ResultConversion.Await);
        if (definition == typeof(IEnumerable<>))
            return (typeof(List<>).MakeGenericType(argument), ResultConversion.Enumerate);
        if (definition == typeof(IAsyncEnumerable<>))
            return (typeof(List<>).MakeGenericType(argument), ResultConversion.EnumerateAsync);
        return (returned, ResultConversion.None);
    }

    /// <summary>Members of framework interfaces that a type of the subject implements, explicitly too, or that an interface of the subject inherits: reached through the interface.</summary>
    private void AddInheritedContracts()
    {
        var contracts = SubjectTypes.Where(type => !type.IsGenericTypeDefinition && type.Namespace != FakesNamespace)
            .SelectMany(type => type.GetInterfaces())
            .Where(contract => contract.Assembly != universe.Assembly && IsTestedContract(contract))
            .Distinct()
            .OrderBy(contract => contract.ToString(), StringComparer.Ordinal);
        foreach (var contract in contracts)
        {
            foreach (var method in Sorted(contract.GetMethods(Declared).Where(method => !method.IsStatic && !method.IsGenericMethodDefinition)))
                Add(contract, method, MemberShapeKind.Method, null);
        }
    }

    private bool IsTestedContract(Type contract) =>
        contract.Name.Split('`')[0] is "IComparable" or "IEquatable" or "IComparer" or "IEqualityComparer" or "IFormattable" or "IDisposable" && IsAccessible(contract);

    private void AddDelegateCalls()
    {
        var delegates = universe.Catalog.Members.ToList().Where(member => member.Result >= 0)
            .Select(member => universe.TypeOf(member.Result))
            .Where(type => TypeTable.IsDelegate(type) && IsAccessible(type))
            .Distinct()
            .OrderBy(type => type.ToString(), StringComparer.Ordinal)
            .ToList();
        foreach (var type in delegates)
            Add(type, type.GetMethod("Invoke")!, MemberShapeKind.DelegateInvoke, null);
    }

    /// <summary>Constructors and factories of types from elsewhere that some parameter asks for.</summary>
    private void AddForeignProducers()
    {
        AddFinishedTasks();
        var known = KnownValues.All.Select(entry => entry.Type).ToHashSet();
        var wanted = universe.Catalog.Members.ToList()
            .SelectMany(member => member.Parameters)
            .Select(parameter => universe.TypeOf(parameter.Type))
            .Select(type => Nullable.GetUnderlyingType(type) ?? type)
            .Where(type => type.Assembly != universe.Assembly && !Literals.IsLiteral(type) && !known.Contains(type) && !type.IsArray && !type.IsInterface && !type.IsAbstract && !type.IsByRefLike && !type.IsGenericType && !TypeTable.IsDelegate(type) && type.IsVisible && type != typeof(object) && type != typeof(IntPtr) && type != typeof(UIntPtr))
            .Distinct()
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .ToList();
        AddHttp(wanted);
        AddReaders();
        AddQueryables();
        foreach (var type in wanted)
        {
            AddOptions(type);
            foreach (var constructor in type.GetConstructors().Where(IsSimple).Where(constructor => constructor.GetParameters().Length > 0).OrderBy(constructor => constructor.GetParameters().Length).ThenBy(constructor => constructor.ToString(), StringComparer.Ordinal).Take(4))
                Add(type, constructor, MemberShapeKind.Constructor, null);
            foreach (var factory in type.GetMethods(BindingFlags.Public | BindingFlags.Static).Where(method => method.ReturnType == type && method is { IsSpecialName: false, IsGenericMethod: false } && IsSimple(method)).OrderBy(method => method.ToString(), StringComparer.Ordinal).Take(3))
                Add(type, factory, MemberShapeKind.Method, null);
        }

        static bool IsSimple(MethodBase method) => method.GetParameters().Length <= 4 && method.GetParameters().All(parameter => Literals.IsLiteral(parameter.ParameterType));
    }

    /// <summary><c>Task.FromResult(value)</c> for parameters and lambdas of type Task: passed on as it is, not awaited.</summary>
    private void AddFinishedTasks()
    {
        for (var i = 0; i < universe.Catalog.Types.Count && i < MostTypes; i++)
        {
            var type = universe.TypeOf(i);
            if (!type.IsGenericType || !IsAccessible(type))
                continue;
            var definition = type.GetGenericTypeDefinition();
            var factory = definition == typeof(Task<>) ? typeof(Task).GetMethod(nameof(Task.FromResult))!
                : definition == typeof(ValueTask<>) ? typeof(ValueTask).GetMethod(nameof(ValueTask.FromResult))!
                : null;
            if (factory is null)
                continue;
            var result = type.GetGenericArguments()[0];
            Append(new MemberShape
            {
                Id = universe.Catalog.Members.Count,
                Kind = MemberShapeKind.Method,
                DeclaringType = universe.IdOf(factory.DeclaringType!),
                Name = factory.Name,
                IsStatic = true,
                Parameters = [new ParameterShape("result", universe.IdOf(result)) { IsNullable = !result.IsValueType }],
                TypeArguments = [universe.IdOf(result)],
                Returns = i,
                Result = i,
                DocumentationId = DocumentationId.Of(factory),
            });
        }
    }

    private void Append(MemberShape shape)
    {
        // A catalog from an earlier worker has them all, with the same ids.
        if (_seen.Add(Key(shape)))
            universe.Catalog.Members.Add(shape);
    }

    /// <summary>What tells a member from all others of its catalog.</summary>
    public static string Key(MemberShape shape) => $"{shape.Kind} {shape.DocumentationId} {shape.DeclaringType} {string.Join(',', shape.TypeArguments)} {shape.Heard} {shape.HeardProperty}";

    private void Leave(Type type, UntestedReason reason, string detail)
    {
        foreach (var method in type.GetMethods(Declared).Where(method => !method.IsSpecialName && IsAccessible(method) && IsSubject(type, method)))
            Leave(type, method, null, reason, detail);
    }

    private void Leave(Type type, MethodBase method, PropertyInfo? property, UntestedReason reason, string detail)
    {
        var member = DocumentationId.Of(method, property);
        if (IsSubject(type, method) && isTarget(DocumentationId.Of(type), member) && _untested.All(untested => untested.Member != member))
            _untested.Add(new Untested(member, reason, detail));
    }

    private static IEnumerable<T> Sorted<T>(IEnumerable<T> methods) where T : MethodBase => methods.OrderBy(method => method.ToString(), StringComparer.Ordinal);

    private static bool IsCompilerMade(MemberInfo member) => member.Name.StartsWith('<') || member.IsDefined(typeof(CompilerGeneratedAttribute), false);

    private bool IsAccessible(MethodBase method) => method.IsPublic || (internalsVisible && (method.IsAssembly || method.IsFamilyOrAssembly));

    private bool IsAccessible(FieldInfo field) => field.IsPublic || (internalsVisible && (field.IsAssembly || field.IsFamilyOrAssembly));

    /// <summary>The type and all its parts can be named in a test.</summary>
    private bool IsAccessible(Type type)
    {
        if (type.HasElementType)
            return IsAccessible(type.GetElementType()!);
        if (type.IsGenericParameter)
            return true;
        if (type.IsConstructedGenericType && !type.GetGenericArguments().All(IsAccessible))
            return false;
        if (type.IsVisible)
            return true;
        if (!internalsVisible || type.Assembly != universe.Assembly)
            return type.IsConstructedGenericType && type.GetGenericTypeDefinition().IsVisible;
        return type.IsNested ? (type.IsNestedPublic || type.IsNestedAssembly || type.IsNestedFamORAssem) && IsAccessible(type.DeclaringType!) : true;
    }
}
