using System.Text.RegularExpressions;
using CodegenLab.Engine.Subjects;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Engine.Rendering;

/// <summary>Stand-ins made by the mocking library that the test project uses.</summary>
internal sealed partial class ExpressionWriter
{
    private string? _lambdaParameter;

    /// <summary>Fakes (catalog ids) that stay what they are in this test.</summary>
    public IReadOnlySet<int> KeptFakes { get; init; } = new HashSet<int>();

    /// <summary>The library stands for this fake.</summary>
    public bool IsMock(Expression expression) => mocks is not null && expression is Invocation call && mocks.Of(call, KeptFakes) is not null;

    /// <summary>Writes the lines that make a stand-in and tell it what to answer, for a statement of their own.</summary>
    public Code WriteMock(Statement statement, string name)
    {
        Begin(statement, []);
        return SetUp(statement.Call, name);
    }

    /// <summary>Adds the lines to the prelude.</summary>
    /// <returns>What is handed in.</returns>
    private Code SetUp(Invocation fake, string name)
    {
        var mock = mocks!.Of(fake, KeptFakes)!;
        var before = UsesAwait;
        UsesAwait = false;
        var answers = WriteAll([.. fake.Initialisers.Select(initialiser => (initialiser.Value, AnswerSlot(initialiser)))]);
        PreludeUsesAwait |= UsesAwait;
        UsesAwait = before;

        var isMoq = mocks.Library == MockingLibrary.Moq;
        var contract = types.Of(mock.Contract);
        Prelude.Add(isMoq ? $"var {name} = new {types.Platform("Moq", "Mock", contract)}();" : $"var {name} = {types.Platform("NSubstitute", "Substitute")}.For<{contract}>();");
        foreach (var answer in mock.Answers)
        {
            if (answer.IsInTurn)
                Prelude.Add(isMoq ? MoqSequence(name, mock, answer, answers) : NSubstituteSequence(name, mock, answer, answers));
            else
                Prelude.Add(isMoq ? MoqLine(name, mock, answer, answers[answer.Initialiser].Text) : NSubstituteLine(name, mock, answer, answers[answer.Initialiser].Text));
        }

        return new Code(isMoq ? name + ".Object" : name, types.Key(mock.Contract));
    }

    // The library takes the type of what it is given: a bare null has none, and a literal may have another than the member.
    private Slot AnswerSlot(Initialiser initialiser) =>
        InitialiserSlot(catalog.Members[initialiser.Member]) with { IsTargeted = false, Exact = initialiser.Value is Literal or Lambda };

    private string NSubstituteLine(string name, Mock mock, MockAnswer answer, string value)
    {
        types.Scope.Use("NSubstitute");
        var call = Call(name, mock, answer.Member);
        if (!answer.IsFailure)
            return $"{call}.Returns({value});";
        if (answer.Member.Kind == FakedMemberKind.VoidMethod)
            return $"{name}.When({LambdaParameter} => {Call(LambdaParameter, mock, answer.Member)}).Do(_ => throw {value});";
        types.Scope.Use("NSubstitute.ExceptionExtensions");
        return $"{call}.Throws({value});";
    }

    private string NSubstituteSequence(string name, Mock mock, MockAnswer answer, Code[] answers)
    {
        types.Scope.Use("NSubstitute");
        var last = answers[answer.Initialiser].Text;
        var turns = answer.Times > 0
            ? Enumerable.Repeat($"_ => throw {answers[answer.Failure].Text}", answer.Times).Append($"_ => {last}")
            : answer.First.Select(First).Append(last);
        return $"{Call(name, mock, answer.Member)}.Returns({string.Join(", ", turns)});";
    }

    private string MoqSequence(string name, Mock mock, MockAnswer answer, Code[] answers)
    {
        types.Scope.Use("Moq");
        var turns = answer.Times > 0 ? Enumerable.Repeat($".Throws({answers[answer.Failure].Text})", answer.Times) : answer.First.Select(first => $".Returns({First(first)})");
        return $"{name}.SetupSequence({LambdaParameter} => {Call(LambdaParameter, mock, answer.Member)}){string.Concat(turns)};";
    }

    private string First(Expression value) => WriteIn(value, new Slot(value.Type, "value", AllowsNull: true, Exact: true)).Text;

    private string MoqLine(string name, Mock mock, MockAnswer answer, string value)
    {
        types.Scope.Use("Moq");
        var call = $"{LambdaParameter} => {Call(LambdaParameter, mock, answer.Member)}";
        return answer switch
        {
            { IsFailure: true } => $"{name}.Setup({call}).Throws({value});",
            { Member.Kind: FakedMemberKind.Property } => $"{name}.SetupProperty({call}, {value});",
            { Member.IsInTask: true } => $"{name}.Setup({call}).ReturnsAsync({value});",
            _ => $"{name}.Setup({call}).Returns({value});",
        };
    }

    /// <summary>Lambdas of one test share the name, which no variable may have.</summary>
    private string LambdaParameter => _lambdaParameter ??= names.Take("x");

    private string Call(string receiver, Mock mock, FakedMember member)
    {
        if (member.Kind is FakedMemberKind.Getter or FakedMemberKind.Property)
            return $"{receiver}.{member.Name}";
        var any = mocks!.Library == MockingLibrary.Moq ? types.Platform("Moq", "It") + ".IsAny" : types.Platform("NSubstitute", "Arg") + ".Any";
        return $"{receiver}.{member.Name}({string.Join(", ", member.Parameters.Select(parameter => $"{any}<{TypeName(parameter, mock)}>()"))})";
    }

    private string TypeName(TypeText type, Mock mock)
    {
        var isSimple = type.Names.All(one => types.Scope.FindsItself(one.Namespace, one.Name, one.Arity));
        if (isSimple)
        {
            foreach (var one in type.Names)
                types.Scope.Use(one.Namespace);
        }

        var text = isSimple ? type.Simple : type.Qualified;
        if (!options.NullableEnabled)
            text = text.Replace("?", "", StringComparison.Ordinal);
        foreach (var (parameter, argument) in mock.TypeParameters.Zip(mock.Arguments))
            text = Regex.Replace(text, $@"\b{parameter}\b", types.Of(argument));
        return text;
    }
}
