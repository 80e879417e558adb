using System.Collections.Immutable;
using System.Text;
using CodegenLab.Worker.Execution;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Search;

/// <summary>Makes values of a type out of constants, collections, lambdas, earlier variables and the members that produce it.</summary>
internal sealed class ExpressionMaker(Vocabulary vocabulary, RandomStream random, LiteralMaker literals)
{
    private const int LargestRecycledCall = 20;
    private const int RecycledPerType = 200;
    private const int FirstOfEndless = 10;

    /// <summary>Chance of null where null is welcome.</summary>
    private const double WantedNull = .06;

    /// <summary>Share of the constants that repeat one of an earlier statement.</summary>
    private const double RepeatedConstant = .2;

    /// <summary>Share of the types handed in as values that are a text's or a number's: what code makes of others, by reflection, is often slow.</summary>
    private const double PlainTypes = .6;

    /// <summary>How many answers of a fake are set up, on average.</summary>
    private const double AnswersOfFake = 2;

    /// <summary>How many of its members throw, on average.</summary>
    private const double FailuresOfFake = .2;

    /// <summary>Share of the failures that end after a call or two, and of the answers that others come before.</summary>
    private const double EndingFailures = .4, LaterAnswers = .1;

    private readonly Universe _universe = vocabulary.Universe;
    private readonly Dictionary<int, List<Invocation>> _recycled = [];

    /// <summary>Keeps the parts of a test that covered something for use elsewhere.</summary>
    public void Recycle(TestCase test, ValuePool pool)
    {
        foreach (var statement in test.Statements)
        {
            Slots.Visit(statement.Call, expression =>
            {
                if (expression is Literal { Value: string text })
                    pool.Covering(text);
                if (expression is not Invocation call || call.Size >= LargestRecycledCall || Slots.HasReference(call))
                    return;
                if (!_recycled.TryGetValue(call.Type, out var calls))
                    _recycled.Add(call.Type, calls = []);
                if (calls.Count < RecycledPerType)
                    calls.Add(call);
                else
                    calls[random.Below(RecycledPerType)] = call;
            });
        }
    }

    /// <summary>A value for a place of <paramref name="type"/>; null when none can be made.</summary>
    /// <param name="scope">Earlier statements whose variables may be used.</param>
    /// <param name="depth">Nesting still allowed.</param>
    /// <param name="nullable">Null may be passed freely; else it is passed rarely, where the type has it at all.</param>
    /// <param name="member">Documentation id of the member the value is for; null for none.</param>
    public Expression? Make(Type type, ImmutableArray<Statement> scope, int depth, bool nullable, string? member = null) =>
        MakeNonNull(type, scope, depth, member, nullChance: type.IsValueType ? 0 : nullable ? WantedNull : .015);

    /// <summary>A value that can be a receiver.</summary>
    public Expression? MakeReceiver(Type type, ImmutableArray<Statement> scope, int depth)
    {
        var made = MakeNonNull(type, scope, depth, null, nullChance: 0);
        return made is Literal { Value: null } or Lambda ? null : made;
    }

    /// <summary>A call of a member with everything it needs; null when something cannot be made.</summary>
    public Invocation? MakeCall(MemberShape member, ImmutableArray<Statement> scope, int depth, Expression? receiver = null)
    {
        if (!member.IsStatic && receiver is null)
        {
            receiver = MakeReceiver(_universe.TypeOf(member.DeclaringType), scope, depth);
            if (receiver is null)
                return null;
        }

        var arguments = ImmutableArray.CreateBuilder<Expression>(member.Parameters.Length);
        foreach (var parameter in member.Parameters)
        {
            var argument = parameter.Passing == Passing.Out ? new DefaultValue(parameter.Type) : MakePath(parameter, scope) ?? Make(_universe.TypeOf(parameter.Type), scope, depth, parameter.IsNullable, member.DocumentationId);
            if (argument is null)
                return null;
            arguments.Add(argument);
        }

        if (InitialisersOf(member, scope, depth) is not { } initialisers)
            return null;
        var type = vocabulary.NestedType(member) is { } result ? _universe.IdOf(result) : -1;
        return new Invocation(type, member.Id, receiver, arguments.MoveToImmutable(), initialisers);
    }

    /// <summary>Chance that the path of a file for this test is handed in where one is asked for, and that it has a text in it.</summary>
    private const double PathOfFile = .6, FileWithText = .8;

    /// <summary>The path of a file for this test; null mostly, and where the subject opens no files.</summary>
    private Invocation? MakePath(ParameterShape parameter, ImmutableArray<Statement> scope)
    {
        if (!FilesOfTests.IsPath(parameter.Name) || _universe.TypeOf(parameter.Type) != typeof(string) || vocabulary.FileOfTest is not { } file || !random.Chance(PathOfFile))
            return null;
        var type = _universe.TypeOf(file.FullName.DeclaringType);
        var used = scope.Length > 0 && random.Chance(.5) ? VariableOf(type, scope) : null;
        var text = new Literal(_universe.IdOf(typeof(string)), literals.Draw(typeof(string), LiteralMaker.EncodedText));
        Expression receiver = used is not null ? used
            : random.Chance(FileWithText) ? new Invocation(file.FullName.DeclaringType, file.WithText, null, [text], [])
            : new Invocation(file.FullName.DeclaringType, file.Missing, null, [], []);
        return new Invocation(parameter.Type, file.FullName.Id, receiver, [], []);
    }

    /// <summary>A statement that calls a member; a lazy sequence is enumerated to its end.</summary>
    public Statement? MakeStatement(MemberShape member, ImmutableArray<Statement> scope, int depth, Expression? receiver = null) =>
        MakeCall(member, scope, depth, receiver) is { } call ? AsStatement(call) : null;

    public Statement AsStatement(Invocation call) =>
        new(call, _universe.Catalog.Members[call.Member].Conversion is not (ResultConversion.Enumerate or ResultConversion.EnumerateAsync) ? 0 : Endless.Contains(call.Member) ? FirstOfEndless : Statement.All);

    /// <summary>Members (catalog ids) whose sequences do not end: only the first elements are taken.</summary>
    public HashSet<int> Endless { get; } = [];

    private ImmutableArray<Initialiser>? InitialisersOf(MemberShape member, ImmutableArray<Statement> scope, int depth)
    {
        if (member.Kind != MemberShapeKind.Constructor)
            return [];
        var type = _universe.TypeOf(member.DeclaringType);
        var settable = vocabulary.Initialisable(type);
        if (settable.Count == 0)
            return [];

        // A constructor with parameters usually sets all there is; without them the initialiser is the constructor.
        var chance = member.Parameters.Length == 0 ? .7 : .15;
        var isFake = type.Namespace == Discovery.FakesNamespace;
        var failures = isFake ? settable.Count(IsFailure) : 0;
        var inTurn = isFake ? settable.Where(property => OriginOf(property, settable) is not null).ToList() : [];
        if (isFake)
            chance = Math.Min(chance, AnswersOfFake / Math.Max(1, settable.Count - failures - inTurn.Count));
        var initialisers = ImmutableArray.CreateBuilder<Initialiser>();
        foreach (var property in settable)
        {
            if (inTurn.Contains(property))
                continue;
            if (!property.IsRequired && (depth < 0 || !random.Chance(isFake && IsFailure(property) ? FailuresOfFake / failures : chance)))
                continue;
            var (valueType, nullable) = property.Kind == MemberShapeKind.Field ? (property.Returns, property.ReturnsNullable) : (property.Parameters[0].Type, property.Parameters[0].IsNullable);
            var value = Make(_universe.TypeOf(valueType), scope, depth - 1, nullable, property.DocumentationId);
            if (value is not null)
            {
                initialisers.Add(new Initialiser(property.Id, value));
                foreach (var turn in inTurn.Where(turn => OriginOf(turn, settable) == property))
                {
                    if (random.Chance(IsFailure(property) ? EndingFailures : LaterAnswers) && MakeTurn(turn, scope, depth) is { } made)
                        initialisers.Add(new Initialiser(turn.Id, made));
                }
            }
            else if (property.IsRequired)
                return null;
        }

        return initialisers.ToImmutable();
    }

    /// <summary>Of a fake's property that says how often it throws, or what it answers at first, the property with the exception or the answer; null: it is another one.</summary>
    private static MemberShape? OriginOf(MemberShape property, IReadOnlyList<MemberShape> settable)
    {
        // The second overload of a method has a number behind all of them.
        var bare = property.Name.TrimEnd(Digits);
        var origin = bare.EndsWith(Failures, StringComparison.Ordinal) ? bare[..^Failures.Length] + "Exception"
            : bare.EndsWith(FirstResults, StringComparison.Ordinal) ? bare[..^FirstResults.Length] + "Result"
            : null;
        return origin is null ? null : settable.FirstOrDefault(other => other.Name == origin + property.Name[bare.Length..]);
    }

    private const string Failures = "Failures", FirstResults = "FirstResults";

    private static readonly char[] Digits = [.. "0123456789"];

    private Expression? MakeTurn(MemberShape property, ImmutableArray<Statement> scope, int depth) =>
        property.Name.TrimEnd(Digits).EndsWith(Failures, StringComparison.Ordinal)
            ? new Literal(property.Parameters[0].Type, random.Between(1, 2))
            : Make(_universe.TypeOf(property.Parameters[0].Type), scope, depth - 1, false, property.DocumentationId);

    /// <summary>What a fake throws instead of answering.</summary>
    private bool IsFailure(MemberShape property) => property.Parameters is [var value] && _universe.TypeOf(value.Type) == typeof(Exception);

    private Expression? MakeNonNull(Type type, ImmutableArray<Statement> scope, int depth, string? member, double nullChance)
    {
        var id = _universe.IdOf(type);
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            if (random.Chance(.25))
                return new Literal(id, null);
            return MakeNonNull(underlying, scope, depth, member, 0);
        }

        if (scope.Length > 0 && random.Chance(.35) && VariableOf(type, scope) is { } variable)
            return variable;
        if (random.Chance(nullChance))
            return Null(id, nullChance);
        if (type == typeof(ReadOnlySpan<char>))
            return new Literal(id, literals.Draw(typeof(string), member));
        if (Literals.IsLiteral(type))
            return type != typeof(bool) && scope.Length > 0 && random.Chance(RepeatedConstant) && ConstantOf(id, scope) is { } repeated ? repeated : new Literal(id, Literals.Store(literals.Draw(type, member)));
        if (type == typeof(Type))
            return new TypeOf(id, _universe.IdOf(random.Chance(PlainTypes) ? random.Chance(.5) ? typeof(string) : typeof(int) : random.Pick(vocabulary.Types)));
        if (type == typeof(object) || type == typeof(ValueType) || type == typeof(IComparable))
            return MakeAnything(type, scope, depth, member);
        if (random.Chance(.2) && _recycled.TryGetValue(id, out var calls))
            return random.Pick(calls);
        if (type == typeof(byte[]) && member == StreamOfBytes && random.Chance(ShareOfTexts) && MakeEncoded(id) is { } encoded)
            return encoded;
        if (MakeCollection(type, id, scope, depth, member) is { } collection)
            return collection;
        if (TypeTable.IsDelegate(type))
            return MakeDelegate(type, id, scope, depth);
        if (_universe.Catalog.Types[id].IsExpressionTree)
            return Lambdas.MakeTree(type.GetGenericArguments()[0], id) ?? MakeObject(type, id, scope, depth, nullChance);
        if (vocabulary.Known(type) is { Count: > 0 } known && !(ShareMade(type) is > 0 and var share && random.Chance(share) && vocabulary.Producers(type).Count > 0))
            return new KnownValue(id, random.Pick(known).Code);
        return MakeObject(type, id, scope, depth, nullChance);
    }

    /// <summary>Of the values of a type some of which are known, those that are made nevertheless: what a reader or a stream has in it decides on all that follows.</summary>
    private static double ShareMade(Type type) => type == typeof(Exception) ? .3 : type == typeof(TextReader) || type == typeof(StringReader) || type == typeof(Stream) || type == typeof(MemoryStream) ? .9 : 0;

    private const string StreamOfBytes = "M:System.IO.MemoryStream.#ctor(System.Byte[])";

    /// <summary>Of the streams that are made, those of texts.</summary>
    private const double ShareOfTexts = .85;

    /// <summary>The bytes of a text.</summary>
    private Invocation? MakeEncoded(int type)
    {
        var encode = _encode ??= _universe.Catalog.Members.Find(member => member.DocumentationId == LiteralMaker.EncodedText)?.Id ?? -1;
        return encode < 0 ? null : new Invocation(type, encode, new KnownValue(_universe.IdOf(typeof(Encoding)), "System.Text.Encoding.UTF8"), [new Literal(_universe.IdOf(typeof(string)), literals.Draw(typeof(string), LiteralMaker.EncodedText))], []);
    }

    private int? _encode;

    private static Literal Null(int type, double chance) => new(type, null) { IsUnwanted = chance < WantedNull };

    private Reference? VariableOf(Type type, ImmutableArray<Statement> scope)
    {
        var fitting = new List<int>();
        for (var i = 0; i < scope.Length; i++)
        {
            if (vocabulary.VariableType(scope[i]) is { } variable && type.IsAssignableFrom(variable))
                fitting.Add(i);
        }

        return fitting.Count == 0 ? null : new Reference(_universe.IdOf(type), random.Pick(fitting));
    }

    /// <summary>A constant that an earlier statement uses: what was put in under a key is found under the same key only.</summary>
    private Literal? ConstantOf(int type, ImmutableArray<Statement> scope)
    {
        var fitting = new List<Literal>();
        foreach (var statement in scope)
        {
            Slots.Visit(statement.Call, expression =>
            {
                if (expression is Literal { Value: not null } literal && literal.Type == type)
                    fitting.Add(literal);
            });
        }

        return fitting.Count == 0 ? null : random.Pick(fitting);
    }

    private Expression? MakeAnything(Type type, ImmutableArray<Statement> scope, int depth, string? member)
    {
        if (depth > 0 && random.Chance(.3) && SubjectClasses is { Count: > 0 } classes)
        {
            var candidate = random.Pick(classes);
            if (type.IsAssignableFrom(candidate) && MakeNonNull(candidate, scope, depth - 1, member, 0) is { } made)
                return made;
        }

        var simple = random.Pick<Type>([typeof(int), typeof(string), typeof(double), typeof(bool)]);
        if (!type.IsAssignableFrom(simple))
            simple = typeof(int);
        return new Literal(_universe.IdOf(simple), literals.Draw(simple, member));
    }

    /// <summary>Types of the subject that a value of type object may have.</summary>
    private List<Type> SubjectClasses => _subjectClasses ??= [.. _universe.Catalog.Members.Where(shape => shape.IsSubject).Select(shape => _universe.TypeOf(shape.DeclaringType)).Where(declaring => !declaring.IsAbstract && !declaring.IsByRefLike).Distinct()];

    private List<Type>? _subjectClasses;

    private Collection? MakeCollection(Type type, int id, ImmutableArray<Statement> scope, int depth, string? member)
    {
        var shape = _universe.Catalog.Types[id];
        var kind = CollectionShapes.Of(shape);
        if (kind == CollectionShape.None)
            return null;
        var element = shape.Arguments.Length == 0 ? typeof(object) : _universe.TypeOf(shape.Arguments[^1]);
        if (element.IsPointer || element.IsByRefLike)
            return null;
        var count = random.Chance(.15) ? 0 : random.Chance(.1) ? random.Between(5, 11) : random.Between(1, 3);
        var items = ImmutableArray.CreateBuilder<Expression>();
        for (var i = 0; i < count; i++)
        {
            var key = kind == CollectionShape.Dictionary ? Make(_universe.TypeOf(shape.Arguments[0]), scope, depth - 1, false, member) : null;
            var item = Make(element, scope, depth - 1, false, member);
            if (item is null || (kind == CollectionShape.Dictionary && key is null or Literal { Value: null }))
                break;
            if (key is not null)
                items.Add(key);
            items.Add(item);
        }

        return new Collection(id, _universe.IdOf(element), items.ToImmutable());
    }

    private Expression? MakeDelegate(Type type, int id, ImmutableArray<Statement> scope, int depth)
    {
        if (depth > 0 && vocabulary.Producers(type) is { Count: > 0 } producers && random.Chance(.8) && MakeCall(random.Pick(producers), scope, depth - 1) is { } produced)
            return produced;

        return Lambdas.Make(type, id, depth);
    }

    private LambdaMaker Lambdas => _lambdas ??= new LambdaMaker(vocabulary, random, literals, MakeResult);

    private LambdaMaker? _lambdas;

    /// <summary>What only gives a collection another type is no level of its own.</summary>
    private bool IsWrapper(MemberShape member) => member.Name == nameof(Queryable.AsQueryable) && _universe.TypeOf(member.DeclaringType) == typeof(Queryable);

    /// <summary>What a lambda returns: no variables of the test, they may change before it is called.</summary>
    private Expression? MakeResult(Type type, int depth) => Make(type, [], depth, false);

    private Expression? MakeObject(Type type, int id, ImmutableArray<Statement> scope, int depth, double nullChance)
    {
        if (depth < -1 && !type.IsValueType && nullChance > 0)
            return Null(id, nullChance);
        var producers = vocabulary.Producers(type);
        for (var attempt = 0; attempt < 3 && producers.Count > 0 && depth > -3; attempt++)
        {
            var producer = random.Pick(producers);
            if (depth <= 1 && random.Pick(producers) is var other && other.Parameters.Length < producer.Parameters.Length)
                producer = other;
            if (MakeCall(producer, scope, IsWrapper(producer) ? depth : depth - 1) is { } call)
                return call;
        }

        if (type.IsValueType)
            return type.IsByRefLike ? null : new DefaultValue(id);
        return nullChance > 0 ? Null(id, nullChance) : null;
    }
}
