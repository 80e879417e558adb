using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Engine.Tests.Rendering;

/// <summary>A catalog over real types, filled as tests name them, and short ways to write test cases.</summary>
internal sealed class TestCatalog
{
    private readonly Dictionary<Type, int> _types = [];
    private readonly Dictionary<(MemberInfo, bool), int> _members = [];
    private readonly NullabilityInfoContext _nullability = new();

    public Catalog Catalog { get; } = new();

    public int Type<T>() => Type(typeof(T));

    public int Type(Type type)
    {
        if (_types.TryGetValue(type, out var known))
            return known;
        var id = Catalog.Types.Count;
        _types.Add(type, id);
        Catalog.Types.Add(null!);
        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        var invoke = typeof(Delegate).IsAssignableFrom(type) ? type.GetMethod("Invoke") : null;
        Catalog.Types[id] = new TypeShape
        {
            Id = id,
            Kind = type.IsArray ? TypeShapeKind.Array : type.IsByRefLike ? TypeShapeKind.Span : type.IsEnum ? TypeShapeKind.Enum : invoke is not null ? TypeShapeKind.Delegate
                : type.IsInterface ? TypeShapeKind.Interface : type.IsValueType ? TypeShapeKind.Struct : TypeShapeKind.Class,
            Name = type.IsArray ? "" : definition.FullName!,
            Assembly = type.IsArray ? "" : type.Assembly.GetName().Name!,
            Arguments = type.IsArray ? [Type(type.GetElementType()!)] : type.IsEnum ? [Type(Enum.GetUnderlyingType(type))] : [.. type.GetGenericArguments().Select(Type)],
            Rank = type.IsArray ? type.GetArrayRank() : 0,
            IsValueType = type.IsValueType,
            IsInternal = !type.IsVisible,
            IsSubject = type.Assembly == typeof(TestCatalog).Assembly,
            IsFlags = type.IsDefined(typeof(FlagsAttribute)),
            Constants = type.IsEnum ? [.. Enum.GetNames(type).Select(name => new EnumConstant(name, Convert.ToInt64(Enum.Parse(type, name), null)))] : [],
            DelegateParameters = invoke is null ? [] : [.. invoke.GetParameters().Select(parameter => Type(parameter.ParameterType))],
            DelegateReturn = invoke is null || invoke.ReturnType == typeof(void) ? -1 : Type(invoke.ReturnType),
        };
        return id;
    }

    public int Constructor<T>(params Type[] parameters) => Member(typeof(T).GetConstructor(parameters)!, false);

    public int Method<T>(string name, params Type[] parameters) => Method(typeof(T), name, parameters);

    public int Method(Type type, string name, params Type[] parameters) =>
        Member(type.GetMethod(name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static, parameters) ?? throw new MissingMethodException(type.Name, name), false);

    public int Generic(Type type, string name, params Type[] typeArguments) =>
        Member(type.GetMethods().Single(method => method.Name == name && method.GetGenericArguments().Length == typeArguments.Length).MakeGenericMethod(typeArguments), false);

    public int Getter<T>(string name) => Member(typeof(T).GetProperty(name)!, false);

    public int Setter<T>(string name) => Member(typeof(T).GetProperty(name)!, true);

    public int Field<T>(string name) => Member(typeof(T).GetField(name)!, false);

    public int Invoke<T>() => Member(typeof(T).GetMethod("Invoke")!, false);

    /// <summary>Adds every public method of the type, so that overloads compete.</summary>
    public void Overloads(Type type)
    {
        foreach (var method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(method => !method.IsSpecialName && !method.IsGenericMethodDefinition))
            Member(method, false);
    }

    public Literal Text(string? value) => new(Type<string>(), value);

    public Literal Value<T>(object? value) => new(Type<T>(), value is Enum ? Convert.ToInt64(value, null) : value);

    public Literal Value<T>(T value) where T : notnull => new(Type<T>(), value is Enum ? Convert.ToInt64(value, null) : value);

    public Collection Items<TPlace, TElement>(params Expression[] items) => new(Type<TPlace>(), Type<TElement>(), [.. items]);

    public Collection Items(Type place, Type element, params Expression[] items) => new(Type(place), Type(element), [.. items]);

    /// <summary>A static call or a construction.</summary>
    public Invocation Call(int member, params Expression[] arguments) => new(ResultType(member), member, null, [.. arguments], []);

    public Invocation On(Expression receiver, int member, params Expression[] arguments) => new(ResultType(member), member, receiver, [.. arguments], []);

    public Reference Ref(int statement, int type) => new(type, statement);

    public Invocation With(Invocation call, params (int Setter, Expression Value)[] initialisers) =>
        call with { Initialisers = [.. initialisers.Select(initialiser => new Initialiser(initialiser.Setter, initialiser.Value))] };

    public static Statement Do(Invocation call, int take = 0) => new(call, take);

    public static Observation Result(int statement, Fact fact, params int[] path) => new(new Observed(statement, -1, [.. path]), fact);

    public static Observation Out(int statement, int parameter, Fact fact, params int[] path) => new(new Observed(statement, parameter, [.. path]), fact);

    public Observation Throws<T>(int statement, string? parameter = null, string? message = null, bool exactly = true) =>
        new(new Observed(statement, -1, []), new Fact.Throws(Type<T>(), exactly, parameter, message));

    private int ResultType(int member) => Catalog.Members[member] is var shape && shape.Kind == MemberShapeKind.Constructor ? shape.DeclaringType : Math.Max(0, shape.Result);

    private int Member(MemberInfo member, bool setter)
    {
        if (_members.TryGetValue((member, setter), out var known))
            return known;
        var id = Catalog.Members.Count;
        _members.Add((member, setter), id);
        Catalog.Members.Add(null!);
        Catalog.Members[id] = Shape(id, member, setter);
        return id;
    }

    private MemberShape Shape(int id, MemberInfo member, bool setter)
    {
        var declaring = member.DeclaringType!;
        var shape = new MemberShape
        {
            Id = id,
            Kind = MemberShapeKind.Method,
            DeclaringType = Type(declaring),
            Name = member.Name,
            DocumentationId = DocumentationId(member),
            IsSubject = declaring.Assembly == typeof(TestCatalog).Assembly,
        };
        switch (member)
        {
            case ConstructorInfo constructor:
                return shape with { Kind = MemberShapeKind.Constructor, Parameters = Parameters(constructor), Returns = Type(declaring), Result = Type(declaring) };
            case FieldInfo field:
                return shape with { Kind = MemberShapeKind.Field, IsStatic = field.IsStatic, Returns = Type(field.FieldType), Result = Type(field.FieldType), ReturnsNullable = _nullability.Create(field).ReadState == NullabilityState.Nullable };
            case PropertyInfo property when setter:
                var accessor = property.SetMethod!;
                return shape with
                {
                    Kind = accessor.GetParameters().Length > 1 ? MemberShapeKind.IndexerSetter : MemberShapeKind.PropertySetter,
                    IsStatic = accessor.IsStatic,
                    Parameters = Parameters(accessor),
                    IsInitOnly = accessor.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)),
                };
            case PropertyInfo property:
                var getter = property.GetMethod!;
                return Returning(
                    shape with { Kind = getter.GetParameters().Length > 0 ? MemberShapeKind.IndexerGetter : MemberShapeKind.PropertyGetter, IsStatic = getter.IsStatic, Parameters = Parameters(getter) },
                    property.PropertyType,
                    _nullability.Create(property).ReadState);
            case MethodInfo method:
                return Returning(
                    shape with
                    {
                        Kind = typeof(Delegate).IsAssignableFrom(declaring) ? MemberShapeKind.DelegateInvoke
                            : method.Name is "op_Implicit" or "op_Explicit" ? MemberShapeKind.Conversion
                            : method.IsSpecialName ? MemberShapeKind.Operator : MemberShapeKind.Method,
                        IsStatic = method.IsStatic,
                        IsExtension = method.IsDefined(typeof(ExtensionAttribute)),
                        Parameters = Parameters(method),
                        TypeArguments = [.. method.GetGenericArguments().Select(Type)],
                    },
                    method.ReturnType,
                    _nullability.Create(method.ReturnParameter).ReadState);
            default:
                throw new InvalidOperationException(member.Name);
        }
    }

    private MemberShape Returning(MemberShape shape, Type returned, NullabilityState state)
    {
        shape = shape with { Returns = returned == typeof(void) ? -1 : Type(returned), ReturnsNullable = state == NullabilityState.Nullable };
        var definition = returned.IsGenericType ? returned.GetGenericTypeDefinition() : null;
        if (returned == typeof(Task) || returned == typeof(ValueTask))
            return shape with { Conversion = ResultConversion.Await };
        if (definition == typeof(Task<>) || definition == typeof(ValueTask<>))
            return shape with { Conversion = ResultConversion.Await, Result = Type(returned.GetGenericArguments()[0]), ReturnsNullable = false };
        if (definition == typeof(IEnumerable<>))
            return shape with { Conversion = ResultConversion.Enumerate, Result = Type(typeof(List<>).MakeGenericType(returned.GetGenericArguments())) };
        if (definition == typeof(IAsyncEnumerable<>))
            return shape with { Conversion = ResultConversion.EnumerateAsync, Result = Type(typeof(List<>).MakeGenericType(returned.GetGenericArguments())) };
        if (returned == typeof(ReadOnlySpan<char>))
            return shape with { Conversion = ResultConversion.SpanToText, Result = Type<string>() };
        if (returned.IsByRefLike)
            return shape with { Conversion = ResultConversion.SpanToArray, Result = Type(returned.GetGenericArguments()[0].MakeArrayType()) };
        return shape with { Result = shape.Returns };
    }

    private ParameterShape[] Parameters(MethodBase method) =>
    [
        .. method.GetParameters().Select(parameter => new ParameterShape(parameter.Name!, Type(parameter.ParameterType.IsByRef ? parameter.ParameterType.GetElementType()! : parameter.ParameterType))
        {
            Passing = parameter.IsOut ? Passing.Out : parameter.IsIn ? Passing.In : parameter.ParameterType.IsByRef ? Passing.Ref : Passing.Value,
            IsNullable = _nullability.Create(parameter).WriteState == NullabilityState.Nullable,
            HasNullableParts = HasNullableParts(_nullability.Create(parameter)),
            IsParams = parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute)),
            IsOptional = parameter.IsOptional,
        }),
    ];

    private static bool HasNullableParts(NullabilityInfo info) =>
        info.GenericTypeArguments.Append(info.ElementType).OfType<NullabilityInfo>().Any(part => (part.WriteState == NullabilityState.Nullable && !part.Type.IsValueType) || HasNullableParts(part));

    private static string DocumentationId(MemberInfo member)
    {
        var kind = member switch { FieldInfo => "F:", PropertyInfo => "P:", _ => "M:" };
        var name = $"{kind}{member.DeclaringType!.FullName}.{member.Name}";
        if (member is not MethodBase method)
            return name;
        if (method is MethodInfo { IsGenericMethod: true } generic)
            method = generic.GetGenericMethodDefinition();
        return $"{name}({string.Join(",", method.GetParameters().Select(parameter => Written(parameter.ParameterType)))})";
    }

    private static string Written(Type type) =>
        type.IsGenericMethodParameter ? "``" + type.GenericParameterPosition
        : type.IsArray ? Written(type.GetElementType()!) + "[]"
        : type.IsGenericType ? $"{type.GetGenericTypeDefinition().FullName!.Split('`')[0]}{{{string.Join(",", type.GetGenericArguments().Select(Written))}}}"
        : type.FullName ?? type.Name;
}
