using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using CodegenLab.Worker.Execution;
using CodegenLab.Worker.Minimisation;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.Search;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Suspicions;

/// <summary>Holds what a search has found against rules that are known without a model. Comes last: nothing of the suite depends on it.</summary>
internal sealed class SuspicionHunt(Runner runner, Vocabulary vocabulary, ExpressionMaker maker, UnexpectedExceptions unexpected, Admission admission, Announcements announcements)
{
    /// <summary>Of the work so far, for all rules together.</summary>
    private const double ShareOfWork = .03;

    /// <summary>Work units that a hunt after the shortest search may take.</summary>
    private const long LeastWork = 300_000;

    /// <summary>Work units to make one suspicion smaller.</summary>
    private const long MinimiseWork = 60_000;

    /// <summary>A run without an end costs all of its fuel, and most smaller ones have none either.</summary>
    private const long MinimiseWorkOfEndless = 300_000;

    /// <summary>More of it than any useful run takes by far.</summary>
    private const long FuelForEndless = Runner.Fuel * 10;

    /// <summary>A loop over a number that is no larger has come to its end by then.</summary>
    private const int LargestNumberOfEndless = 1_000;

    /// <summary>Letters of a text that a person would still read to judge it.</summary>
    private const int LongestText = 200;

    private const int MostPerType = 5;
    private const int MostInAll = 25;
    private const int MostEndless = 3;

    private readonly Universe _universe = vocabulary.Universe;
    private readonly SmallerTests _smaller = new(vocabulary);
    private readonly SampleValues _samples = new(runner, vocabulary.Universe, maker, admission);
    private long _end;

    /// <param name="material">Tests to take inputs from.</param>
    public SuspicionFinds Run(IReadOnlyList<TestCase> material)
    {
        _end = runner.Meter.Spent + Math.Max(LeastWork, (long)(runner.Meter.Spent * ShareOfWork));
        var own = material.Where(test => !IsOver && runner.Meter.Spent < _end).OrderBy(test => test.Size).ToList();
        var found = new List<FoundSuspicion>();
        found.AddRange(PromisedExceptions(own));
        PassOddValues(own);
        found.AddRange(Unexpected());
        found.AddRange(BrokenLaws(own));
        found.AddRange(Twins(own));
        found.AddRange(Idempotence(own));
        found.AddRange(Endless());
        return Cap(found);
    }

    private bool IsOver => runner.StopRequested || runner.Meter.Spent > _end;

    /// <summary>The surest first; a handful of each type, and not too many in all.</summary>
    private SuspicionFinds Cap(List<FoundSuspicion> found)
    {
        var distinct = found.Where(suspicion => Constants(suspicion.Case).Texts.All(text => text.Length <= LongestText)).OrderBy(suspicion => suspicion.Rule).ThenBy(suspicion => suspicion.Case.Size)
            .DistinctBy(suspicion => (suspicion.Rule, _universe.Catalog.Members[suspicion.Subject].DocumentationId, suspicion.Rule == SuspectedRule.PromisedException ? suspicion.Words : "")).ToList();
        var unequal = distinct.Where(suspicion => suspicion.Rule == SuspectedRule.Equality).Select(suspicion => suspicion.Subject).ToHashSet();
        distinct.RemoveAll(suspicion => suspicion.Rule == SuspectedRule.UnexpectedException && unequal.Contains(suspicion.Subject));
        distinct.RemoveAll(suspicion => suspicion.Rule is SuspectedRule.UnexpectedException or SuspectedRule.EndlessLoop && !IsForEveryone(suspicion.Subject));
        var kept = distinct.GroupBy(suspicion => _universe.Catalog.Members[suspicion.Subject].DeclaringType).SelectMany(type => type.Take(MostPerType))
            .OrderBy(suspicion => suspicion.Rule).ThenBy(suspicion => suspicion.Subject).Take(MostInAll).ToArray();
        return new SuspicionFinds(kept, distinct.Count - kept.Length);
    }

    /// <summary>Who calls what only the assembly can call knows what it takes.</summary>
    private bool IsForEveryone(int member) =>
        _universe.CallableOf(member) is { DeclaringType.IsVisible: true, Member: var called } && called is not MethodBase { IsAssembly: true } and not MethodBase { IsFamilyAndAssembly: true };

    /// <summary>Minimises a test that shows something, and says what; null when it does not, or not again.</summary>
    private Shown? Pursue(TestCase test, Func<TestCase, Shown?> show)
    {
        if (show(test) is null)
            return null;
        return show(Minimise(test, smaller => show(smaller) is not null, MinimiseWork));
    }

    private TestCase Minimise(TestCase test, Func<TestCase, bool> keeps, long work)
    {
        var end = runner.Meter.Spent + work;
        for (var smaller = test; smaller is not null;)
        {
            test = smaller;
            smaller = _smaller.Than(test).TakeWhile(_ => runner.Meter.Spent <= end && !runner.StopRequested).FirstOrDefault(keeps);
        }

        return test;
    }

    /// <summary>Asked twice of every test: what depends on memory that nobody cleared is not the same the next time.</summary>
    private bool EndsIn(Surprise surprise, TestCase test) =>
        runner.Run(test) == RunEnd.Threw && runner.Search.Results.Count == test.Statements.Length && unexpected.Of(test, runner.Search) is { } again && again.Line == surprise.Line && again.Exception == surprise.Exception;

    /// <summary>What the search has no reason to pass, where it is allowed: null, and the number that has no opposite.</summary>
    private void PassOddValues(IReadOnlyList<TestCase> material)
    {
        foreach (var member in vocabulary.Subjects)
        {
            for (var i = 0; i < member.Parameters.Length && !IsOver; i++)
            {
                if (member.Parameters[i] is { Passing: Passing.Value } parameter && OddValue(parameter) is { } odd && CallsOf(member, material).FirstOrDefault() is { } test)
                    runner.Run(WithArgument(test, i, odd));
            }
        }
    }

    private Literal? OddValue(ParameterShape parameter)
    {
        var type = _universe.TypeOf(parameter.Type);
        object? least = type == typeof(int) ? int.MinValue : type == typeof(long) ? long.MinValue : type == typeof(short) ? short.MinValue : type == typeof(sbyte) ? sbyte.MinValue : null;
        return least is not null || parameter.AllowsNull ? new Literal(parameter.Type, least) : null;
    }

    private IEnumerable<FoundSuspicion> Unexpected()
    {
        foreach (var places in unexpected.Found.OrderBy(surprise => surprise.Test.Size).GroupBy(surprise => (surprise.Line, Member: surprise.Line < 0 ? surprise.Test.Statements[^1].Call.Member : -1, surprise.Exception)).ToList())
        {
            if (IsOver)
                yield break;
            var surprise = places.First();
            var member = surprise.Test.Statements[^1].Call.Member;
            var shown = Pursue(surprise.Test, test => test.Statements[^1].Call.Member == member && EndsIn(surprise, test) && EndsIn(surprise, test)
                ? new Shown(test, [], test.Statements.Length - 1, "no exception that nobody announces", Words(runner.Search.Results[^1].Exception!)) : null);
            if (shown is not null)
                yield return SuspicionOf(SuspectedRule.UnexpectedException, SubjectOf(shown.Case), shown, $"The signature allows this input, and neither documentation nor a throw in the code announces {surprise.Exception.Name}.");
        }
    }

    /// <summary>The member that the last statement calls; of a delegate what gave it, for its code stands there.</summary>
    private int SubjectOf(TestCase test)
    {
        var call = test.Statements[^1].Call;
        var giver = call.Receiver is Reference reference ? test.Statements[reference.Statement].Call : call.Receiver as Invocation;
        return _universe.Catalog.Members[call.Member].Kind == MemberShapeKind.DelegateInvoke && giver is not null && _universe.Catalog.Members[giver.Member].IsSubject ? giver.Member : call.Member;
    }

    private IEnumerable<FoundSuspicion> Endless()
    {
        foreach (var test in unexpected.OutOfFuel.Where(test => !HasLambda(test)).OrderBy(test => test.Size).Take(MostEndless).ToList())
        {
            if (IsOver)
                yield break;
            var member = test.Statements[^1].Call.Member;
            var smallest = Minimise(test, smaller => smaller.Statements[^1].Call.Member == member && EndsNowhere(smaller, Runner.Fuel), MinimiseWorkOfEndless);
            if (Constants(smallest).Numbers.All(number => Math.Abs(number) <= LargestNumberOfEndless) && EndsNowhere(smallest, FuelForEndless))
            {
                yield return new FoundSuspicion(
                    SuspectedRule.EndlessLoop, smallest, member, [], "A call with small inputs that the signature allows comes to an end.", "an end",
                    string.Create(CultureInfo.InvariantCulture, $"no end within {FuelForEndless:N0} calls and turns of loops"));
            }
        }
    }

    private bool EndsNowhere(TestCase test, long fuel) =>
        runner.Run(test, fuel) == RunEnd.OutOfFuel && runner.Search.Results.Count == test.Statements.Length - 1 && admission.Allows(test, runner.Search.Results);

    private static bool HasLambda(TestCase test) => test.Statements.Any(statement =>
    {
        var found = false;
        Slots.Visit(statement.Call, expression => found |= expression is Lambda);
        return found;
    });

    private static (List<double> Numbers, List<string> Texts) Constants(TestCase test)
    {
        var numbers = new List<double>();
        var texts = new List<string>();
        foreach (var statement in test.Statements)
        {
            Slots.Visit(statement.Call, expression =>
            {
                if (expression is Literal { Value: sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal } literal)
                    numbers.Add(Convert.ToDouble(literal.Value, CultureInfo.InvariantCulture));
                else if (expression is Literal { Value: string text })
                    texts.Add(text);
            });
        }

        return (numbers, texts);
    }

    private IEnumerable<FoundSuspicion> BrokenLaws(IReadOnlyList<TestCase> material)
    {
        foreach (var type in _universe.Catalog.Types.Where(type => type is { IsSubject: true, Kind: TypeShapeKind.Class or TypeShapeKind.Struct }).ToList())
        {
            if (_universe.TypeOf(type.Id).Namespace == Discovery.FakesNamespace || new Laws(_universe).Of(type).ToList() is not { Count: > 0 } laws)
                continue;
            var values = _samples.Of(type, material);
            var answers = new Answers(runner, maker, values);
            foreach (var law in laws)
            {
                if (IsOver)
                    yield break;
                if (FirstBreach(law, values, answers) is { } shown)
                    yield return SuspicionOf(law.Rule, law.Subject.Id, shown, law.Words);
            }
        }
    }

    private Shown? FirstBreach(Law law, ImmutableArray<Statement> values, Answers answers)
    {
        foreach (var chosen in SampleValues.Tuples(values.Length, law.Values))
        {
            if (IsOver)
                return null;
            if (answers.To(law, chosen) is { } results && law.Judge(results) is null)
                continue;
            if (Pursue(new TestCase([.. chosen.Select(value => values[value])]), test => Hold(law, test)) is { } shown)
                return shown;
        }

        return null;
    }

    /// <summary>Asks a law of values; what it shows when they break it, twice.</summary>
    /// <param name="values">One statement each.</param>
    private Shown? Hold(Law law, TestCase values)
    {
        if (values.Statements.Length != law.Values)
            return null;
        var test = values with { Statements = [.. values.Statements, .. law.Calls.Select(call => maker.AsStatement(call.ToInvocation()))] };
        if (runner.Run(test) is not (RunEnd.Completed or RunEnd.Threw) || law.Judge(runner.Search.Results) is not { } breach || !admission.Allows(values, runner.Search.Results))
            return null;
        if (runner.Run(test) is not (RunEnd.Completed or RunEnd.Threw) || law.Judge(runner.Search.Results) is not { } again || again.Statement != breach.Statement)
            return null;
        var results = runner.Search.Results;
        Observation[] expected = breach.Expected is not { } fact ? [] :
        [
            .. Enumerable.Range(law.Values, breach.Statement - law.Values).Where(statement => law.Calls[statement - law.Values].Member.Result >= 0).Select(statement => Premise(statement, results[statement].Value)).OfType<Observation>(),
            new Observation(new Observed(breach.Statement, -1, []), fact),
        ];
        return new Shown(Slots.Take(test, breach.Statement + 1), expected, breach.Statement, ExpectationOf(breach.Expected), breach.Expected is Fact.EqualToAnother ? "another one" : Words(results[breach.Statement]));
    }

    /// <summary>What the law rests on.</summary>
    private Observation? Premise(int statement, object? value) => value switch
    {
        bool or string => new Observation(new Observed(statement, -1, []), new Fact.EqualTo(new Literal(_universe.IdOf(value.GetType()), value))),
        int order => new Observation(new Observed(statement, -1, []), new Fact.Sign(Math.Sign(order))),
        _ => null,
    };

    private IEnumerable<FoundSuspicion> PromisedExceptions(IReadOnlyList<TestCase> material)
    {
        foreach (var promise in announcements.Promised)
        {
            foreach (var member in vocabulary.Subjects.Where(member => member.DocumentationId == promise.Member).ToList())
            {
                var parameter = Array.FindIndex(member.Parameters, parameter => parameter.Name == promise.Parameter && parameter.Passing is Passing.Value or Passing.In);
                if (parameter < 0 || Refused(promise.Input, member.Parameters[parameter].Type) is not { } input || IsOver)
                    continue;
                if (FirstUnkept(promise, member, parameter, input, material) is { } shown)
                    yield return SuspicionOf(SuspectedRule.PromisedException, member.Id, shown, promise.Words);
            }
        }
    }

    private Shown? FirstUnkept(PromisedException promise, MemberShape member, int parameter, Expression input, IReadOnlyList<TestCase> material)
    {
        foreach (var test in CallsOf(member, material).Take(MostInputs))
        {
            var refused = WithArgument(test, parameter, input);
            if (Pursue(refused, candidate => Keeps(promise, member, parameter, input, candidate)) is { } shown)
                return shown;
        }

        return null;
    }

    private const int MostInputs = 6;

    private Shown? Keeps(PromisedException promise, MemberShape member, int parameter, Expression input, TestCase test)
    {
        var call = test.Statements[^1].Call;
        if (call.Member != member.Id || call.Arguments[parameter] != input)
            return null;
        var end = runner.Run(test);
        var results = runner.Search.Results;
        var isOtherException = end == RunEnd.Threw && results.Count == test.Statements.Length && results[^1].Exception is NullReferenceException;
        if (end != RunEnd.Completed && !isOtherException)
            return null;

        // The input under question is not one that the signature allows: all others have to be.
        if (!admission.Allows(WithArgument(test, parameter, Harmless(member.Parameters[parameter].Type)), results))
            return null;
        if (ThrowsOf(promise, results[^1].Exception) is not { } throws)
            return null;
        return new Shown(test, [new Observation(new Observed(test.Statements.Length - 1, -1, []), throws)], test.Statements.Length - 1, Simple(promise.Exception), isOtherException ? Words(results[^1].Exception!) : "no exception");
    }

    /// <summary>The promised exception; null when it was thrown, or is of no type that is known here.</summary>
    private Fact.Throws? ThrowsOf(PromisedException promise, Exception? thrown)
    {
        if ((_universe.Assembly.GetType(promise.Exception) ?? typeof(object).Assembly.GetType(promise.Exception)) is not { } type || type.IsInstanceOfType(thrown))
            return null;
        return new Fact.Throws(_universe.IdOf(type), false, null, null);
    }

    private Literal Harmless(int type) => new(type, _universe.TypeOf(type) == typeof(string) ? "" : 0);

    /// <summary>The input as a value of the parameter's type; null: the words do not fit the type.</summary>
    private Expression? Refused(RefusedInput input, int id)
    {
        var type = _universe.TypeOf(id);
        var shape = _universe.Catalog.Types[id];
        return input switch
        {
            RefusedInput.Null => type.IsValueType && Nullable.GetUnderlyingType(type) is null ? null : new Literal(id, null),
            RefusedInput.Empty when type == typeof(string) => new Literal(id, ""),
            RefusedInput.Empty => CollectionShapes.Of(shape) is not CollectionShape.None ? new Collection(id, shape.Arguments.Length == 0 ? _universe.IdOf(typeof(object)) : shape.Arguments[^1], []) : null,
            RefusedInput.WhiteSpace => type == typeof(string) ? new Literal(id, " ") : null,
            RefusedInput.Zero or RefusedInput.Negative when type == typeof(TimeSpan) => new Literal(id, input == RefusedInput.Zero ? TimeSpan.Zero : TimeSpan.FromSeconds(-1)),
            RefusedInput.Zero or RefusedInput.Negative when Signed.Contains(type) => new Literal(id, Convert.ChangeType(input == RefusedInput.Zero ? 0 : -1, type, CultureInfo.InvariantCulture)),
            _ => null,
        };
    }

    private static readonly HashSet<Type> Signed = [typeof(sbyte), typeof(short), typeof(int), typeof(long), typeof(float), typeof(double), typeof(decimal)];

    private static IEnumerable<TestCase> CallsOf(MemberShape member, IReadOnlyList<TestCase> material) => material.Where(test => test.Statements[^1].Call.Member == member.Id);

    private static TestCase WithArgument(TestCase test, int parameter, Expression value)
    {
        var last = test.Statements[^1];
        return Slots.ReplaceStatement(test, test.Statements.Length - 1, last with { Call = last.Call with { Arguments = last.Call.Arguments.SetItem(parameter, value) } });
    }

    private IEnumerable<FoundSuspicion> Twins(IReadOnlyList<TestCase> material)
    {
        foreach (var (plain, asynchronous) in PairsOfTwins().ToList())
        {
            foreach (var test in CallsOf(plain, material).Take(MostInputs))
            {
                if (IsOver)
                    yield break;
                if (Pursue(test, candidate => Disagree(plain, asynchronous, candidate)) is not { } shown)
                    continue;
                yield return SuspicionOf(SuspectedRule.Twins, asynchronous.Id, shown, $"{plain.Name} and {asynchronous.Name} give the same answer to the same arguments.");
                break;
            }
        }
    }

    private IEnumerable<(MemberShape Plain, MemberShape Asynchronous)> PairsOfTwins() =>
        from asynchronous in vocabulary.Subjects
        where asynchronous is { Kind: MemberShapeKind.Method, Conversion: ResultConversion.Await or ResultConversion.EnumerateAsync } && asynchronous.Name.EndsWith("Async", StringComparison.Ordinal)
        from plain in vocabulary.Subjects
        where plain.Kind == MemberShapeKind.Method && plain.DeclaringType == asynchronous.DeclaringType && plain.IsStatic == asynchronous.IsStatic && plain.Name + "Async" == asynchronous.Name && plain.Result == asynchronous.Result
            && plain.Conversion is ResultConversion.None or ResultConversion.Enumerate && plain.TypeArguments.SequenceEqual(asynchronous.TypeArguments)
            && Array.TrueForAll(plain.Parameters, parameter => parameter.Passing == Passing.Value)
            && asynchronous.Parameters.Where(parameter => _universe.TypeOf(parameter.Type) != typeof(CancellationToken)).Select(parameter => (parameter.Name, parameter.Type)).SequenceEqual(plain.Parameters.Select(parameter => (parameter.Name, parameter.Type)))
        select (plain, asynchronous);

    private Shown? Disagree(MemberShape plain, MemberShape asynchronous, TestCase test)
    {
        var last = test.Statements.Length - 1;
        var call = test.Statements[last].Call;
        if (call.Member != plain.Id || runner.Run(test) is not (RunEnd.Completed or RunEnd.Threw) || runner.Search.Results.Count != test.Statements.Length || !admission.Allows(test, runner.Search.Results) || Answer(test) is not { } expected)
            return null;
        if (runner.Run(test) is not (RunEnd.Completed or RunEnd.Threw) || Answer(test) is not { } again || !again.SequenceEqual(expected))
            return null;
        var arguments = new Queue<Expression>(call.Arguments);
        var twin = new Invocation(asynchronous.Result, asynchronous.Id, call.Receiver, [.. asynchronous.Parameters.Select(parameter => _universe.TypeOf(parameter.Type) == typeof(CancellationToken) ? NoToken(parameter.Type) : arguments.Dequeue())], []);
        var other = Slots.ReplaceStatement(test, last, maker.AsStatement(twin));
        if (runner.Run(other) is not (RunEnd.Completed or RunEnd.Threw) || runner.Search.Results.Count != other.Statements.Length || Answer(other) is not { } answer || answer.SequenceEqual(expected))
            return null;
        var missing = expected.Where(observation => !answer.Contains(observation)).ToArray();
        return missing.Length == 0 ? null : new Shown(other, missing, last, string.Join(", ", missing.Select(Words)), string.Join(", ", answer.Where(observation => !expected.Contains(observation)).Select(Words)));
    }

    private static KnownValue NoToken(int type) => new(type, "System.Threading.CancellationToken.None");

    /// <summary>What the last statement answers: its result, or the type of its exception.</summary>
    private List<Observation>? Answer(TestCase test) => runner.Observe(test)?
        .Where(observation => observation.Of.Statement == test.Statements.Length - 1 && observation.Fact is not Fact.IsNotNull)
        .Select(observation => observation.Fact is Fact.Throws thrown ? observation with { Fact = thrown with { Message = null, ParameterName = null } } : observation).ToList();

    private IEnumerable<FoundSuspicion> Idempotence(IReadOnlyList<TestCase> material)
    {
        foreach (var member in vocabulary.Subjects.Where(IsSaidToBeIdempotent).ToList())
        {
            foreach (var test in CallsOf(member, material).Where(test => test.Statements.Length == 1).Take(MostInputs))
            {
                if (IsOver)
                    yield break;
                if (Pursue(test, candidate => ChangesTwice(member, candidate)) is not { } shown)
                    continue;
                yield return SuspicionOf(SuspectedRule.Idempotence, member.Id, shown, $"{member.Name} changes nothing the second time.");
                break;
            }
        }
    }

    /// <summary>By its name or its documentation, and made so that its result can be given to it again.</summary>
    private bool IsSaidToBeIdempotent(MemberShape member) =>
        member is { Kind: MemberShapeKind.Method, IsStatic: true, Parameters.Length: > 0, Conversion: ResultConversion.None } && member.Parameters[0].Type == member.Result && Literals.IsLiteral(_universe.TypeOf(member.Result))
        && (announcements.Idempotent.Contains(member.DocumentationId) || Array.Exists(IdempotentVerbs, verb => member.Name.StartsWith(verb, StringComparison.Ordinal) && (member.Name.Length == verb.Length || !char.IsLower(member.Name[verb.Length]))));

    private static readonly string[] IdempotentVerbs = ["Normalize", "Normalise", "Canonicalize", "Canonicalise", "Sanitize", "Sanitise", "Deduplicate"];

    private Shown? ChangesTwice(MemberShape member, TestCase test)
    {
        if (test.Statements is not [{ Call: var call }] || call.Member != member.Id)
            return null;
        var twice = test with { Statements = [test.Statements[0], maker.AsStatement(call with { Arguments = call.Arguments.SetItem(0, new Reference(member.Parameters[0].Type, 0)) })] };
        if (runner.Run(twice) != RunEnd.Completed || !admission.Allows(twice, runner.Search.Results) || runner.Search.Results is not [{ Value: { } once }, { Value: var second }] || once.Equals(second))
            return null;
        var expected = new Observation(new Observed(1, -1, []), new Fact.EqualTo(new Literal(_universe.IdOf(once.GetType()), Literals.Store(once))));
        return new Shown(twice, [expected], 1, ValueWords.Of(once), ValueWords.Of(second));
    }

    private FoundSuspicion SuspicionOf(SuspectedRule rule, int subject, Shown shown, string words)
    {
        // Looked at once more, now that nothing is going to be made smaller: this is what another process has to see.
        var seen = runner.Run(shown.Case) is RunEnd.Completed or RunEnd.Threw ? runner.Observe(shown.Case) : null;
        return new FoundSuspicion(rule, shown.Case, subject, shown.Expected, words, shown.Expectation, shown.Actual)
        {
            Seen = [.. (seen ?? []).Where(observation => observation.Of.Statement == shown.Statement && observation.Fact is not Fact.IsNotNull).Select(Silent)],
        };
    }

    private static Observation Silent(Observation observation) => observation.Fact is Fact.Throws thrown ? observation with { Fact = thrown with { Message = null } } : observation;

    private static string ExpectationOf(Fact? fact) => fact switch
    {
        null => "no exception",
        Fact.EqualTo equal => ValueWords.Of(equal.Value.Value),
        Fact.Sign { Value: < 0 } => "a number below 0",
        Fact.Sign { Value: > 0 } => "a number above 0",
        Fact.Sign => "0",
        Fact.EqualToAnother => "the same hash code",
        _ => throw new InvalidOperationException($"No law expects {fact.GetType().Name}."),
    };

    private static string Words(StatementResult result) => result.Exception is { } thrown ? Words(thrown) : ValueWords.Of(result.Value);

    private static string Words(Exception thrown) => $"{thrown.GetType().FullName}: {thrown.Message.ReplaceLineEndings(" ")}";

    private string Words(Observation observation) => (observation.Of.Path.IsEmpty ? "" : string.Join('.', observation.Of.Path.Select(member => _universe.Catalog.Members[member].Name)) + " = ") + (observation.Fact switch
    {
        Fact.IsNull => "null",
        Fact.EqualTo equal => ValueWords.Of(equal.Value.Value),
        Fact.Throws thrown => _universe.Catalog.Types[thrown.Type].Name,
        Fact.Lines lines => ValueWords.Of(lines.Text),
        Fact.TextLength text => string.Create(CultureInfo.InvariantCulture, $"a text of {text.Length} characters"),
        Fact.Elements elements => $"[{string.Join(", ", elements.Items.Select(item => ValueWords.Of(item.Value)))}]",
        Fact.Count count => string.Create(CultureInfo.InvariantCulture, $"{count.Value} elements"),
        Fact.InstanceOf instance => _universe.Catalog.Types[instance.Type].Name,
        _ => "another object",
    });

    private static string Simple(string fullName) => fullName[(fullName.LastIndexOf('.') + 1)..];

    /// <param name="Expected">Assertions, the last of which fails; empty: the last statement should not throw.</param>
    /// <param name="Statement">The one that shows it.</param>
    private sealed record Shown(TestCase Case, Observation[] Expected, int Statement, string Expectation, string Actual);
}

/// <param name="Kept">The surest first.</param>
/// <param name="More">How many were left out.</param>
internal sealed record SuspicionFinds(FoundSuspicion[] Kept, int More);
