namespace CodegenLab.Worker.TestCases;

/// <summary>
/// The vocabulary of test cases: every type and member they may name, in an order that depends on names alone,
/// so that a test case means the same in every build of the subject and in every process. Grows at its end only.
/// </summary>
public sealed class Catalog
{
    /// <summary>Index is the type id.</summary>
    public List<TypeShape> Types { get; init; } = [];

    /// <summary>Index is the member id.</summary>
    public List<MemberShape> Members { get; init; } = [];

    /// <summary>Tests were asked for some types or members only: those with <see cref="MemberShape.IsSubject"/>.</summary>
    public bool IsNarrowed { get; set; }

    /// <summary>The delegate that a lambda of a type is: of an expression tree the one that it describes.</summary>
    public TypeShape DelegateOf(int type) => Types[type] is { Arguments: [var described] } shape && shape.IsExpressionTree ? Types[described] : Types[type];
}

/// <summary>What a renderer must know of a type.</summary>
public sealed record TypeShape
{
    public required int Id { get; init; }

    public required TypeShapeKind Kind { get; init; }

    /// <summary>Reflection's full name of the type or, for a constructed generic, of its definition: <c>Namespace.Outer`1+Inner</c>. Empty for arrays.</summary>
    public required string Name { get; init; }

    /// <summary>Simple name of the defining assembly. Empty for arrays.</summary>
    public string Assembly { get; init; } = "";

    /// <summary>Type arguments, those of enclosing types first; the element type of an array; the underlying type of an enum.</summary>
    public int[] Arguments { get; init; } = [];

    /// <summary>Dimensions of an array; 0 for everything else.</summary>
    public int Rank { get; init; }

    public bool IsValueType { get; init; }

    /// <summary>Declared in the assembly under test (fakes included).</summary>
    public bool IsSubject { get; init; }

    /// <summary>Not visible outside its assembly: tests may name it in bodies, never in signatures.</summary>
    public bool IsInternal { get; init; }

    /// <summary><c>Expression&lt;TDelegate&gt;</c>: lambdas become data.</summary>
    public bool IsExpressionTree => Name == ExpressionTree;

    private const string ExpressionTree = "System.Linq.Expressions.Expression`1";

    /// <summary>Named constants of an enum, in declaration order.</summary>
    public EnumConstant[] Constants { get; init; } = [];

    public bool IsFlags { get; init; }

    /// <summary>Parameter types of a delegate.</summary>
    public int[] DelegateParameters { get; init; } = [];

    /// <summary>Return type of a delegate; -1 for void and for everything else.</summary>
    public int DelegateReturn { get; init; } = -1;
}

/// <summary>A named constant of an enum type.</summary>
public sealed record EnumConstant(string Name, long Value);

/// <summary>What sort of type it is, as far as producing values goes.</summary>
public enum TypeShapeKind
{
    Class,
    Struct,
    Interface,
    Enum,
    Delegate,
    Array,

    /// <summary>ref struct: Span and ReadOnlySpan.</summary>
    Span,
}

/// <summary>What a renderer must know of a member.</summary>
public sealed record MemberShape
{
    public required int Id { get; init; }

    public required MemberShapeKind Kind { get; init; }

    public required int DeclaringType { get; init; }

    /// <summary>Name in source: of the method, the property or the field; <c>op_Addition</c> for operators; <c>.ctor</c>; <c>Item</c> or its IndexerName for indexers; <c>Invoke</c>.</summary>
    public required string Name { get; init; }

    public bool IsStatic { get; init; }

    public bool IsExtension { get; init; }

    public ParameterShape[] Parameters { get; init; } = [];

    /// <summary>Type arguments of a generic method.</summary>
    public int[] TypeArguments { get; init; } = [];

    /// <summary>Declared return type; -1 for void. A constructor returns its type.</summary>
    public int Returns { get; init; } = -1;

    /// <summary>Type of the variable a statement with this member declares, after <see cref="Conversion"/>; -1 for none.</summary>
    public int Result { get; init; } = -1;

    /// <summary>How the result of the call becomes the value of the expression.</summary>
    public ResultConversion Conversion { get; init; }

    /// <summary>The result, after <see cref="Conversion"/>, may be null: nullable by annotation, or oblivious.</summary>
    public bool ReturnsNullable { get; init; }

    /// <summary>Documentation comment id of the definition: <c>M:Shop.Money.Parse(System.String)</c>. Sites and mutants name their member the same way.</summary>
    public required string DocumentationId { get; init; }

    /// <summary>Declared in the assembly under test and asked for: tests are written for it. Others only produce values.</summary>
    public bool IsSubject { get; init; }

    /// <summary>Property that can be set in an object initialiser only.</summary>
    public bool IsInitOnly { get; init; }

    /// <summary>Field that only its type sets.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>Property or field marked <c>required</c>.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Of an event, index of its delegate's parameter that is collected whenever it is raised; -1: how often that happens is counted.</summary>
    public int Heard { get; init; } = -1;

    /// <summary>Of an event, catalog id of the getter that is read from what is collected; -1: it is collected as it is.</summary>
    public int HeardProperty { get; init; } = -1;

    /// <summary>Only laws ask for it: no test calls it, and nothing is made or seen with it.</summary>
    public bool IsForLaws { get; init; }

    /// <summary>Only what has been written to a sink is read with it: no test calls it, and nothing is made with it.</summary>
    public bool IsContent { get; init; }
}

/// <summary>How a member is invoked.</summary>
public enum MemberShapeKind
{
    Constructor,
    Method,
    PropertyGetter,
    PropertySetter,
    IndexerGetter,
    IndexerSetter,
    Field,
    Operator,

    /// <summary>op_Implicit or op_Explicit: rendered as a cast to <see cref="MemberShape.Returns"/>.</summary>
    Conversion,

    /// <summary>Call of a delegate.</summary>
    DelegateInvoke,

    /// <summary>Subscription to an event. What is raised until the end of the test is the statement's value: a list of what is collected, or a number.</summary>
    Event,
}

/// <summary>How the raw result of a call becomes the value of an expression.</summary>
public enum ResultConversion
{
    None,

    /// <summary><c>await call</c>.</summary>
    Await,

    /// <summary>As a statement, <c>call.ToList()</c> or <c>call.Take(n).ToList()</c>; as an argument, the lazy sequence itself.</summary>
    Enumerate,

    /// <summary>As a statement, the elements of an IAsyncEnumerable collected by <c>await foreach</c>; as an argument, itself.</summary>
    EnumerateAsync,

    /// <summary><c>call.ToString()</c> of a ReadOnlySpan of char.</summary>
    SpanToText,

    /// <summary><c>call.ToArray()</c> of any other span.</summary>
    SpanToArray,
}

/// <param name="Name">As declared.</param>
/// <param name="Type">Without the by-ref.</param>
public sealed record ParameterShape(string Name, int Type)
{
    public Passing Passing { get; init; }

    /// <summary>Null is allowed by annotation, or the code is oblivious.</summary>
    public bool IsNullable { get; init; }

    /// <summary>Null is allowed by annotation, or is the default.</summary>
    public bool AllowsNull { get; init; }

    public bool IsParams { get; init; }

    /// <summary>Some type argument or element of its type may be null by annotation: <c>IList&lt;string?&gt;</c>.</summary>
    public bool HasNullableParts { get; init; }

    /// <summary>Has a default value: an overload with it competes with shorter ones.</summary>
    public bool IsOptional { get; init; }
}

/// <summary>How an argument reaches its parameter.</summary>
public enum Passing
{
    Value,
    In,
    Ref,
    Out,
}
