using System.Collections.Immutable;
using CodegenLab.Engine.Instrumentation;
using CodegenLab.Engine.Subjects;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Engine.Rendering;

/// <summary>Names test methods: <c>Parse_WhenTextIsNullOrEmpty_ThrowsFormatException</c>.</summary>
internal sealed class TestNames(TypeNames types, Catalog catalog, ImmutableArray<Site> sites)
{
    private const int Limit = 80;

    // A condition that leaves the name too little room says nothing any more.
    private const int ShortestCondition = 12;

    private const string CancelledToken = "new System.Threading.CancellationToken(true)";

    // Longer constants are read where they stand.
    private const int LongestArgument = 16;

    private const int LongestKept = 32;

    /// <summary>Characters that tell one overload from another.</summary>
    private const int LongestAddition = 40;

    /// <summary>Names for test methods of one fixture, in order, no two alike.</summary>
    public ImmutableArray<string> Of(IReadOnlyList<TestGroup> groups)
    {
        var names = groups.Select(group => Name(group, "")).ToArray();
        foreach (var same in names.Select((name, i) => (name, i)).GroupBy(pair => pair.name).Where(pairs => pairs.Count() > 1).ToList())
        {
            var alike = same.Select(pair => pair.i).ToList();
            if (Blames([.. alike.Select(i => groups[i])]) is { } blames)
            {
                for (var k = 0; k < alike.Count; k++)
                    names[alike[k]] += blames[k];
                continue;
            }

            var additions = Overloads([.. alike.Select(i => groups[i])]);
            foreach (var overload in Enumerable.Range(0, alike.Count).GroupBy(k => additions[k]))
            {
                var suffixes = overload.Count() == 1 ? [""] : Distinguish([.. overload.Select(k => groups[alike[k]])]);
                foreach (var (k, suffix) in overload.Zip(suffixes))
                {
                    if (suffix.Length + overload.Key.Length > 0)
                        names[alike[k]] = Name(groups[alike[k]], suffix, overload.Key);
                }
            }
        }

        var taken = new HashSet<string>();
        for (var i = 0; i < names.Length; i++)
        {
            var name = names[i];
            for (var number = 2; !taken.Add(names[i]); number++)
                names[i] = $"{name}_{number}";
        }

        return [.. names];
    }

    private string Name(TestGroup group, string distinction, string addition = "")
    {
        var subject = catalog.Members[group.First.Subject];
        var acting = Acting(group.First);
        var method = Maker(group.First) is { } maker ? Subject(maker) + addition + Subject(acting) : Origin(subject, acting) + Subject(acting) + addition;
        var outcome = Outcome(group);
        var condition = Condition(group);
        var room = Limit - method.Length - outcome.Length - "_When_".Length;
        if (distinction.Length > 0)
        {
            condition = ConditionWords.Cut(condition, room - distinction.Length - 3) is { Length: >= ShortestCondition } whole ? $"{whole}And{distinction}" : distinction;
        }
        else if (condition.Length > room)
        {
            condition = ConditionWords.Cut(condition, room);
        }

        return condition.Length == 0 ? $"{method}_{outcome}" : $"{method}_When{condition}_{outcome}";
    }

    /// <summary>Where it is called, unless that is plain: what gave the receiver, or the type.</summary>
    private string Origin(MemberShape subject, MemberShape acting) =>
        acting.DeclaringType == subject.DeclaringType || IsInherited(subject, acting) ? ""
        : subject.Kind == MemberShapeKind.Constructor || acting.IsSubject ? types.Simple(acting.DeclaringType)
        : Subject(subject);

    /// <summary>What a library's class does for one that a constructor of the subject made.</summary>
    private bool IsInherited(MemberShape subject, MemberShape acting) =>
        subject.Kind == MemberShapeKind.Constructor && catalog.Types[acting.DeclaringType] is { IsSubject: false, Kind: TypeShapeKind.Class };

    /// <summary>Of a call of a delegate, what gave the delegate; null: nothing with a name did, or it is another call.</summary>
    private MemberShape? Maker(FoundTest test)
    {
        if (Acting(test).Kind != MemberShapeKind.DelegateInvoke)
            return null;
        var call = test.Case.Statements[Act(test)].Call.Receiver switch
        {
            Reference reference => test.Case.Statements[reference.Statement].Call,
            Invocation nested => nested,
            _ => null,
        };
        return call is not null && catalog.Members[call.Member] is { Kind: not (MemberShapeKind.Constructor or MemberShapeKind.DelegateInvoke) } maker ? maker : null;
    }

    private static string Subject(MemberShape member) => member.Kind switch
    {
        MemberShapeKind.Constructor => "Constructor",
        MemberShapeKind.IndexerGetter or MemberShapeKind.IndexerSetter => "Indexer",
        MemberShapeKind.Operator => member.Name.Replace("op_", "", StringComparison.Ordinal),
        MemberShapeKind.Conversion => member.Name == "op_Implicit" ? "ImplicitConversion" : "ExplicitConversion",
        _ => member.Name[(member.Name.LastIndexOf('.') + 1)..],
    };

    private string Condition(TestGroup group)
    {
        if (group.Content.Others.Count > 0)
            return NullGuards.Condition;
        var conditions = group.Tests.Select(Condition).Distinct().Take(2).ToList();
        return conditions.Count == 1 ? conditions[0] : "";
    }

    /// <summary>What the test is about: the argument that an exception blames, a condition of the subject in words a caller knows, or an argument.</summary>
    private string Condition(FoundTest test)
    {
        if (RaisedByFake(test) is { } happening)
            return Capital(happening) + "IsRaised";
        var parameters = Acting(test).Parameters;
        var site = test.Witness / 2 is var index && test.Witness >= 0 && index < sites.Length && IsOwn(sites[index], test) && !ConditionWords.IsOfMachine(sites[index]) ? sites[index] : null;
        var thrown = Thrown(test) is { } type ? types[type].Name : "";
        var blamed = Blamed(test);
        if (blamed >= 0 && thrown == typeof(ArgumentNullException).FullName)
            return Capital(parameters[blamed].Name) + "IsNull";
        if (thrown is "System.OperationCanceledException" or "System.Threading.Tasks.TaskCanceledException" && Arguments(test).Any(argument => argument is KnownValue { Code: CancelledToken }))
            return "Cancelled";
        if (blamed >= 0 && (site is null || !ConditionWords.Names(site, parameters[blamed].Name)) && OfArgument(test, blamed) is { Length: > 0 } blame)
            return blame;
        if (site is not null && BlamedName(test) is { } name && IsAboutOthers(site, parameters, name))
            return "";
        var words = site is null ? "" : ConditionWords.Of(site, test.Witness % 2 == 0);
        if (words.Length > 0 && site is not null && ConditionWords.NamesLocals(site, [.. parameters.Select(parameter => parameter.Name)]) && parameters is [_, ..] && parameters.Skip(1).All(parameter => parameter.Passing == Passing.Out) && OfArgument(test, 0) is { Length: > 0 } argument)
            return argument;
        return words.Length > 0 && !IsContradicted(words, test) ? words : Emptiness(test);
    }

    /// <summary>The condition speaks of parameters, and not of the one that the exception blames: it is not the cause.</summary>
    private static bool IsAboutOthers(Site site, ParameterShape[] parameters, string blamed) =>
        !ConditionWords.Names(site, blamed) && parameters.Any(parameter => parameter.Name != blamed && ConditionWords.Names(site, parameter.Name));

    /// <summary>A method that walks on from its argument asks of another object, under the same name.</summary>
    private bool IsContradicted(string words, FoundTest test)
    {
        var arguments = Arguments(test);
        var parameter = Array.FindIndex(Acting(test).Parameters, parameter => Capital(parameter.Name) is var name && (words == name + "IsNull" || words == name + "IsNotNull"));
        return parameter >= 0 && arguments[parameter] switch
        {
            Literal { Value: null } => words.EndsWith("IsNotNull", StringComparison.Ordinal),
            Literal or TypeOf or Collection or KnownValue or Lambda => words.EndsWith("IsNull", StringComparison.Ordinal),
            _ => false,
        };
    }

    /// <summary>The event that a fake raises last; null: none.</summary>
    private string? RaisedByFake(FoundTest test)
    {
        var name = test.Case.Statements.Select(statement => catalog.Members[statement.Call.Member])
            .LastOrDefault(member => member.Kind == MemberShapeKind.Method && member.Name.StartsWith(Fake.Raising, StringComparison.Ordinal) && types.IsFake(member.DeclaringType))?.Name;
        return name?[Fake.Raising.Length..];
    }

    private static int? Thrown(FoundTest test) => test.Observations.Select(observation => observation.Fact).OfType<Fact.Throws>().FirstOrDefault()?.Type;

    private static string? BlamedName(FoundTest test) => test.Observations.Select(observation => observation.Fact).OfType<Fact.Throws>().FirstOrDefault()?.ParameterName;

    /// <summary>Index of the parameter that the exception names; -1: none.</summary>
    private int Blamed(FoundTest test)
    {
        var name = BlamedName(test);
        return name is null ? -1 : Array.FindIndex(Acting(test).Parameters, parameter => parameter.Name == name);
    }

    /// <summary>The constant handed to a parameter, in words; empty where words would not be it.</summary>
    private string OfArgument(FoundTest test, int parameter)
    {
        var words = Constant(test, Arguments(test)[parameter]) switch
        {
            Collection { Items.Length: 0 } => "Empty",
            Literal { Value: string { Length: > 0 } text } => text.Length <= LongestArgument && text.All(char.IsAsciiLetterOrDigit) || text.Length <= 3 && !text.Any(char.IsAsciiLetterOrDigit) ? ConditionWords.Value(text) : "",
            Literal { Value: DateTime or DateTimeOffset or Guid or DateOnly or TimeOnly or double or float } => "",
            Literal literal => Argument(literal),
            _ => "",
        };
        return words.Length is > 0 and <= LongestArgument ? Capital(Acting(test).Parameters[parameter].Name) + "Is" + words : "";
    }

    /// <summary>The constant that an argument is made of and nothing else, as a <c>BigInteger</c> of a number is; else the argument.</summary>
    private Expression Constant(FoundTest test, Expression argument)
    {
        var made = argument is Reference reference && !test.Case.Statements.Any(statement => statement.Call.Receiver is Reference receiver && receiver.Statement == reference.Statement)
            ? test.Case.Statements[reference.Statement].Call
            : argument;
        return made is Invocation { Receiver: null, Initialisers.Length: 0, Arguments: [Literal constant] } call && catalog.Members[call.Member].Kind == MemberShapeKind.Constructor ? constant : argument;
    }

    /// <summary>A condition of another type says little about this one.</summary>
    private bool IsOwn(Site site, FoundTest test)
    {
        var type = catalog.Types[Acting(test).DeclaringType].Name.Replace('+', '.');
        return site.Member.Length > 2 && site.Member.AsSpan(2).StartsWith(type + ".", StringComparison.Ordinal);
    }

    private int Act(FoundTest test) => ActStatement.Of(catalog, test.Case, test.Subject, test.Observations.Any(observation => observation.Fact is Fact.Throws));

    private MemberShape Acting(FoundTest test) => catalog.Members[test.Case.Statements[Act(test)].Call.Member];

    // Without a condition of the subject's own, a missing argument is what a test is about.
    private string Emptiness(FoundTest test)
    {
        var arguments = Arguments(test);
        var parameters = Acting(test).Parameters;
        var blamed = test.Observations.Select(observation => observation.Fact).OfType<Fact.Throws>().FirstOrDefault()?.ParameterName;
        var missing = Enumerable.Range(0, parameters.Length)
            .Where(i => arguments[i] is Literal { Value: null or "" } or Collection { Items.Length: 0 } && (blamed is null || parameters[i].Name == blamed)).ToList();
        return missing is [var only] ? Capital(parameters[only].Name) + (arguments[only] is Literal { Value: null } ? "IsNull" : "IsEmpty") : "";
    }

    private string Outcome(TestGroup group)
    {
        var outcomes = group.Tests.Select(Outcome).Distinct().Take(2).ToList();

        // Rows of which some change nothing are about what the others change.
        if (outcomes.Count > 1 && group.Tests.Any(test => test.Unchanged.Length > 0))
            outcomes = [.. group.Tests.Select(test => Outcome(test with { Unchanged = [] })).Distinct().Take(2)];
        if (outcomes.Count == 1)
            return outcomes[0];
        return outcomes.All(outcome => outcome.StartsWith("Returns", StringComparison.Ordinal)) ? "ReturnsExpectedResult" : "GivesExpectedState";
    }

    private string Outcome(FoundTest test)
    {
        foreach (var observation in test.Observations)
        {
            if (observation.Fact is Fact.Throws throws)
                return "Throws" + types.Simple(throws.Type);
        }

        if (test.Observations.Length == 0)
            return "DoesNotThrow";
        var act = Act(test);
        var member = catalog.Members[test.Case.Statements[act].Call.Member];
        var isConstruction = member.Kind == MemberShapeKind.Constructor;
        var own = test.Observations.Where(observation => observation.Of.Statement == act).ToList();
        if (!isConstruction && own.FirstOrDefault(observation => observation.Of is { Out: < 0, Path.Length: 0 }) is { } direct && Result(direct.Fact) is { } result)
            return "Returns" + result;
        if (isConstruction)
        {
            var set = Properties(own);
            return set.Count is 1 or 2 ? "Sets" + string.Join("And", set) : "CreatesExpectedInstance";
        }

        if (own.Any(observation => observation.Of.Out < 0))
            return "ReturnsExpectedResult";
        if (Written(test) is { } written)
            return written;
        if (own.Count > 0)
            return (member.Parameters[own[0].Of.Out].Passing == Passing.Value ? "Fills" : "Outputs") + Capital(member.Parameters[own[0].Of.Out].Name);
        if (Raised(test) is { } raised)
            return raised;
        var changed = Properties(test.Observations.Where(observation => observation.Of.Statement != act && !test.Unchanged.Contains(observation.Of)));
        return changed.Count is 1 or 2 ? "Sets" + string.Join("And", changed) : changed.Count == 0 && Kept(test, act) is { } kept ? kept : "GivesExpectedState";
    }

    /// <summary>What is said of a state that the call has not changed; null where that is not all.</summary>
    private string? Kept(FoundTest test, int act)
    {
        if (!test.Observations.All(observation => observation.Of.Statement != act && test.Unchanged.Contains(observation.Of)))
            return null;
        var kept = string.Join("And", Properties(test.Observations));
        return $"Leaves{(kept.Length is > 0 and <= LongestKept ? kept : "State")}Unchanged";
    }

    /// <summary>What is said of a sink, where one was written to; null otherwise.</summary>
    private string? Written(FoundTest test) =>
        test.Observations.FirstOrDefault(observation => observation.IsWritten(catalog, test.Case)) is { Fact: var fact }
            ? "Writes" + (fact is Fact.EqualTo { Value: { Value: string { Length: > 0 and <= LongestArgument } text } literal } && text.All(char.IsAsciiLetterOrDigit) ? Value(literal) : fact is Fact.Elements or Fact.Count ? "ExpectedBytes" : "ExpectedText")
            : null;

    /// <summary>What is said of an event, where nothing else is said; null otherwise.</summary>
    private string? Raised(FoundTest test)
    {
        if (test.Observations.Any(observation => catalog.Members[test.Case.Statements[observation.Of.Statement].Call.Member].Kind != MemberShapeKind.Event))
            return null;
        var names = test.Observations.Select(observation => catalog.Members[test.Case.Statements[observation.Of.Statement].Call.Member].Name).Distinct().ToList();
        var isSilent = test.Observations.All(observation => observation.Fact is Fact.EqualTo { Value.Value: 0 } or Fact.Elements { Items.Length: 0 });
        return names.Count > 2 ? "RaisesEvents" : (isSilent ? "DoesNotRaise" : "Raises") + string.Join("And", names.Select(Capital));
    }

    private List<string> Properties(IEnumerable<Observation> observations) =>
        [.. observations.Where(observation => observation.Of.Path.Length > 0).Select(observation => catalog.Members[observation.Of.Path[0]].Name is var name && name == nameof(ToString) ? "Text" : Capital(name)).Distinct().Take(3)];

    private string? Result(Fact fact) => fact switch
    {
        Fact.IsNull => "Null",
        Fact.EqualTo equal => Value(equal.Value),
        Fact.Elements { Items.Length: 0 } => "Empty",
        Fact.Elements elements => elements.Items.Length == 1 ? "1Element" : elements.Items.Length + "Elements",
        Fact.Count { Value: 0 } => "Empty",
        Fact.Count count => count.Value == 1 ? "1Element" : count.Value + "Elements",
        Fact.InstanceOf instance => types.Simple(instance.Type),
        Fact.SameAs => "SameInstance",
        Fact.Sign sign => sign.Value < 0 ? "NegativeNumber" : sign.Value > 0 ? "PositiveNumber" : "Zero",
        Fact.EqualToAnother => "TheSame",
        _ => null,
    };

    private string Value(Literal literal)
    {
        var words = literal.Value switch
        {
            long constant when Enum(literal.Type) is { } shape => shape.Constants.FirstOrDefault(named => named.Value == constant)?.Name ?? "",
            string { Length: > 24 } => "",
            // «Minus» would be read as a subtraction after «Returns».
            sbyte or short or int or long or decimal or double or float => ConditionWords.Value(literal.Value).Replace("Minus", "Negative", StringComparison.Ordinal),
            string text when !text.Any(char.IsAsciiLetterOrDigit) => text.Length == 0 ? "Empty" : "",
            string or bool or char or byte or ushort or uint or ulong => ConditionWords.Value(literal.Value),
            _ => "",
        };
        return words.Length is > 0 and <= 24 ? words : "ExpectedResult";
    }

    private TypeShape? Enum(int type)
    {
        var shape = types[type];
        if (shape.Name == "System.Nullable`1")
            shape = types[shape.Arguments[0]];
        return shape.Kind == TypeShapeKind.Enum ? shape : null;
    }

    /// <summary>What tells exceptions apart that blame no parameter of the call, as those of a guard for a part of an argument do. Null when that is not the difference.</summary>
    private List<string>? Blames(IReadOnlyList<TestGroup> alike)
    {
        var blamed = alike.Select(group => BlamedName(group.First) is { } name && IsIdentifier(name) && Blamed(group.First) < 0 ? "For" + Capital(name) : "").ToList();
        return blamed.All(name => name.Length > 0) && blamed.Distinct().Count() == blamed.Count && alike.All(group => group.Tests.Length == 1) ? blamed : null;

        static bool IsIdentifier(string name) => name.Length is > 0 and <= LongestArgument && name.All(char.IsAsciiLetterOrDigit);
    }

    /// <summary>What tells overloads apart: the parameters that the shortest one has not, else types of parameters, type arguments, or two of these. Empty for those that need no such words, and for all where these do not tell them apart.</summary>
    private List<string> Overloads(IReadOnlyList<TestGroup> alike)
    {
        var members = alike.Select(group => Maker(group.First) ?? Acting(group.First)).ToList();
        var overloads = members.DistinctBy(member => member.Id).ToList();
        if (overloads.Count == 1)
            return [.. alike.Select(_ => "")];
        var shortest = overloads.MinBy(member => member.Parameters.Length)!.Parameters.Select(parameter => parameter.Name).ToList();
        List<List<string>> ways =
        [
            [.. overloads.Select(member => string.Concat(member.Parameters.Select(parameter => parameter.Name).Except(shortest).Take(2).Select((name, i) => (i == 0 ? "With" : "And") + Capital(name))))],
            .. Enumerable.Range(0, overloads.Max(member => member.Parameters.Length)).Select(i => overloads.Select(member => i < member.Parameters.Length ? "For" + Kind(member.Parameters[i].Type) : "").ToList()),
            .. Enumerable.Range(0, overloads.Max(member => member.TypeArguments.Length)).Select(i => overloads.Select(member => i < member.TypeArguments.Length ? "Of" + Kind(member.TypeArguments[i]) : "").ToList()),
        ];
        ways.RemoveAll(way => way.Distinct().Count() == 1);
        var pairs = ways.SelectMany((one, i) => ways.Skip(i + 1).Select(other => one.Zip(other, (a, b) => a == b ? a : a + b).ToList()));
        var best = ways.Concat(pairs).Where(way => way.All(word => word.Length <= LongestAddition)).MaxBy(way => way.Distinct().Count());
        return best is null ? [.. alike.Select(_ => "")] : [.. members.Select(member => best[overloads.FindIndex(overload => overload.Id == member.Id)])];
    }

    /// <summary>A type in a word.</summary>
    private string Kind(int type) => types[type] switch
    {
        { Name: "System.Nullable`1" } nullable => "Nullable" + Kind(nullable.Arguments[0]),
        { Kind: TypeShapeKind.Array } array => Kind(array.Arguments[0]) + "Array",
        _ => Capital(types.Simple(type)),
    };

    /// <summary>What tells tests of one name apart: an argument of the call under test, or two, or what its objects are made of. Empty for those that these do not tell from others.</summary>
    private List<string> Distinguish(IReadOnlyList<TestGroup> alike)
    {
        var best = alike.Select(_ => "").ToList();
        var positions = alike.Max(group => Acting(group.First).Parameters.Length);
        var words = Enumerable.Range(0, positions).Select(position => alike.Select(group => Words(group, position)).ToList()).ToList();
        foreach (var one in words.Select(Alone).Where(one => Said(one) > Said(best)))
            best = one;

        var pairs = words.SelectMany((first, i) => words.Skip(i + 1).Select(second => first.Zip(second, (a, b) => a.Length > 0 && b.Length > 0 ? $"{a}And{b}" : "").ToList()));
        foreach (var pair in pairs.Select(Alone))
            best = [.. best.Zip(pair, (known, other) => known.Length > 0 ? known : other)];

        var details = alike.Select(Details).ToList();
        best = [.. best.Select((known, i) => known.Length > 0 ? known : details[i].Find(word => HaveAll(word) == 1) ?? Pair(details[i]))];

        // What two tell apart no longer stands in the way of those that one does.
        foreach (var one in words)
        {
            var left = Alone([.. one.Select((word, i) => best[i].Length > 0 ? "" : word)]);
            best = [.. best.Zip(left, (known, other) => known.Length > 0 || best.Contains(other) ? known : other)];
        }

        return best;

        int HaveAll(params ReadOnlySpan<string> wanted)
        {
            var count = 0;
            foreach (var one in details)
            {
                var has = true;
                foreach (var word in wanted)
                    has &= one.Contains(word);
                count += has ? 1 : 0;
            }

            return count;
        }

        string Pair(List<string> said)
        {
            for (var i = 0; i < said.Count; i++)
            {
                for (var k = i + 1; k < said.Count; k++)
                {
                    if (HaveAll(said[i], said[k]) == 1)
                        return $"{said[i]}And{said[k]}";
                }
            }

            return "";
        }

        static int Said(List<string> words) => words.Count(word => word.Length > 0);

        static List<string> Alone(List<string> words) => [.. words.Select(word => words.Count(other => other == word) == 1 ? word : "")];
    }

    /// <summary>An argument that all rows share in words; empty: words would say little of it.</summary>
    private string Words(TestGroup group, int position)
    {
        var arguments = group.Content.Case.Statements[Act(group.First)].Call.Arguments;
        if (position >= arguments.Length)
            return "";
        return Words(Acting(group.First).Parameters[position].Name, arguments[position]);
    }

    /// <summary>What all rows share of constants that objects are made and set up with, in words; what comes last in the test first.</summary>
    private List<string> Details(TestGroup group) =>
        [.. group.Content.Case.Statements.Take(Act(group.First) + 1).Reverse().SelectMany(statement => Details(statement.Call)).Where(word => word.Length > 0)];

    private IEnumerable<string> Details(Expression expression)
    {
        if (expression is not Invocation call)
            return expression is Collection collection ? collection.Items.SelectMany(Details) : [];
        var member = catalog.Members[call.Member];
        var isSetter = member.Kind is MemberShapeKind.PropertySetter or MemberShapeKind.Field;
        return call.Initialisers.Select(initialiser => Words(catalog.Members[initialiser.Member].Name, initialiser.Value))
            .Concat(call.Arguments.Select((argument, i) => Words(isSetter ? member.Name : member.Parameters[i].Name, argument)))
            .Concat(call.Initialisers.Select(initialiser => initialiser.Value).Concat(call.Arguments).Concat(call.Receiver is { } receiver ? [receiver] : []).SelectMany(Details));
    }

    private string Words(string name, Expression value)
    {
        var said = value switch
        {
            Literal literal => Argument(literal),
            KnownValue known => ConditionWords.Known(known.Code),
            Invocation { Receiver: null, Arguments.Length: 0, Initialisers.Length: 0 } call when catalog.Members[call.Member] is { IsStatic: true, Kind: not MemberShapeKind.Constructor } named => Subject(named),
            _ => "",
        };
        var words = $"{Capital(name)}Is{said}";
        return said.Length > 0 && name.Length > 0 && words.Length <= 32 ? words : "";
    }

    private string Argument(Literal literal) =>
        literal.Value is long constant && Enum(literal.Type) is { } shape
            ? shape.Constants.FirstOrDefault(named => named.Value == constant)?.Name ?? ConditionWords.Value(constant)
            : ConditionWords.Value(literal.Value);

    private ImmutableArray<Expression> Arguments(FoundTest test) => test.Case.Statements[Act(test)].Call.Arguments;

    private static string Capital(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name[1..];
}
