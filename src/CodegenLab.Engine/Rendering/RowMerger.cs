using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Engine.Rendering;

/// <summary>Found tests that become one method.</summary>
/// <param name="Found">Their indexes.</param>
internal sealed record TestGroup(ImmutableArray<int> Found, ImmutableArray<FoundTest> Tests, TestContent Content)
{
    public FoundTest First => Tests[0];
}

/// <summary>Joins tests of one member that differ only in constants which an attribute may hold.</summary>
internal sealed class RowMerger(Catalog catalog, TypeNames types)
{
    private readonly Catalog _catalog = catalog;

    /// <summary>More parameters than this make rows nobody reads.</summary>
    private const int MostParameters = 5;

    private const int LongestText = 120;

    /// <summary>Groups in the order of their first test.</summary>
    /// <param name="found">Indexes of the tests to look at.</param>
    public ImmutableArray<TestGroup> Merge(IReadOnlyList<FoundTest> tests, IEnumerable<int> found, IReadOnlySet<int> unmerged)
    {
        var groups = new List<TestGroup>();
        var byShape = found.Select(index => (Index: index, Shape: Shape.Of(this, tests[index])))
            .GroupBy(pair => unmerged.Contains(pair.Index) ? $"{pair.Index}" : pair.Shape.Key);
        foreach (var alike in byShape)
        {
            var members = alike.ToList();
            if (members.Count > 1 && Rows([.. members.Select(member => member.Shape)], tests[members[0].Index]) is { } content)
            {
                groups.Add(new TestGroup([.. members.Select(member => member.Index)], [.. members.Select(member => tests[member.Index])], content));
                continue;
            }

            groups.AddRange(members.Select(member => new TestGroup([member.Index], [tests[member.Index]], Alone(tests[member.Index]))));
        }

        return [.. groups.OrderBy(group => group.Found[0])];
    }

    private static TestContent Alone(FoundTest test) => new(test.Case, test.Observations, test.Subject, [], new Dictionary<int, RowParameter>(), []);

    private TestContent? Rows(IReadOnlyList<Shape> shapes, FoundTest first)
    {
        var places = shapes[0].Places;
        var varying = Enumerable.Range(0, places.Count).Where(i => shapes.Any(shape => !Equals(shape.Places[i].Literal.Value, places[i].Literal.Value))).ToList();
        if (varying.Count > MostParameters)
            return null;
        var names = new VariableNames();
        var parameters = varying.ToDictionary(
            i => i,
            i => new RowParameter(places[i].Literal.Type, names.Take(places[i].Name), shapes.Any(shape => shape.Places[i].Literal.Value is null)));
        var position = -1;
        var statements = first.Case.Statements.Select(statement => statement with { Call = (Invocation)Visit(statement.Call, "value", (literal, _) => Next(literal)) }).ToImmutableArray();
        var expected = new Dictionary<int, RowParameter>();
        for (var i = 0; i < first.Observations.Length; i++)
        {
            if (first.Observations[i].Fact is Fact.EqualTo { Value: var literal } && IsLegal(literal) && Next(literal) is RowParameter parameter)
                expected.Add(i, parameter);
        }

        var rows = shapes.Select(shape => varying.Select(i => shape.Places[i].Literal).ToList()).DistinctBy(row => string.Join('\u0001', row.Select(literal => TestCaseNotation.Write(literal)))).ToList();
        return new TestContent(new TestCase(statements), first.Observations, first.Subject, [.. varying.Select(i => parameters[i])], expected, [.. varying.Count == 0 ? [] : rows]);

        Expression Next(Literal literal) => parameters.TryGetValue(++position, out var parameter) ? parameter : literal;
    }

    /// <summary>Rebuilds an expression, asking for every literal that a row may hold, in one fixed order.</summary>
    private Expression Visit(Expression expression, string name, Func<Literal, string, Expression> replace)
    {
        switch (expression)
        {
            case Literal literal:
                return IsLegal(literal) ? replace(literal, name) : literal;
            case Collection collection:
                return collection with { Items = [.. collection.Items.Select(item => Visit(item, VariableNames.OfType(types, item.Type), replace))] };
            case Lambda { Value: { } value } lambda when !types[lambda.Type].IsExpressionTree:
                return lambda with { Value = Visit(value, "returned", replace) };
            case Invocation call:
                var member = _catalog.Members[call.Member];
                var isOperator = member.Kind is MemberShapeKind.Operator or MemberShapeKind.Conversion;
                return call with
                {
                    Receiver = call.Receiver is null ? null : Visit(call.Receiver, VariableNames.OfType(types, member.DeclaringType), replace),
                    Arguments = [.. call.Arguments.Select((argument, i) => member.Parameters[i].Passing == Passing.Out ? argument
                        : Visit(argument, isOperator ? VariableNames.OfType(types, argument.Type) : Named(member.Parameters[i]), replace))],
                    Initialisers = [.. call.Initialisers.Select(initialiser => initialiser with { Value = Visit(initialiser.Value, VariableNames.Camel(_catalog.Members[initialiser.Member].Name), replace) })],
                };
            default:
                return expression;
        }
    }

    private static string Named(ParameterShape parameter) => parameter.Name.Length == 0 ? "value" : parameter.Name;

    /// <summary>True when an attribute may hold the constant and a test method may have a parameter of its place's type.</summary>
    private bool IsLegal(Literal literal)
    {
        var place = types[literal.Type];
        var isNullable = place.Name == "System.Nullable`1";
        if (isNullable)
            place = types[place.Arguments[0]];
        if (place.IsInternal || types[literal.Type].IsInternal)
            return false;
        return literal.Value switch
        {
            null => isNullable ? IsHolder(place) : place.Name == "System.String",
            string text when LiteralWriter.IsRun(text) => false,
            string text => place.Name is "System.String" or "System.Object" or "System.ReadOnlySpan`1" && IsPlain(text),
            decimal => false,
            long when place.Kind == TypeShapeKind.Enum => true,
            char c => IsHolder(place) && IsPlain(c.ToString()),
            bool or sbyte or byte or short or ushort or int or uint or long or ulong or float or double => IsHolder(place),
            _ => false,
        };
    }

    private static bool IsHolder(TypeShape place) =>
        place.Kind == TypeShapeKind.Enum
        || place.Name is "System.Boolean" or "System.Char" or "System.SByte" or "System.Byte" or "System.Int16" or "System.UInt16" or "System.Int32" or "System.UInt32"
            or "System.Int64" or "System.UInt64" or "System.Single" or "System.Double" or "System.String" or "System.Object";

    // Names of test cases hold the text: runners and their reports stumble over control characters and halves of surrogate pairs.
    private static bool IsPlain(string text) => text.Length <= LongestText && !text.Any(c => char.IsControl(c) || char.IsSurrogate(c) || c is '\uFFFE' or '\uFFFF');

    /// <summary>What tests must share to become rows of one method.</summary>
    private sealed record Shape(string Key, IReadOnlyList<(Literal Literal, string Name)> Places)
    {
        public static Shape Of(RowMerger merger, FoundTest test)
        {
            var places = new List<(Literal, string)>();
            var key = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{test.Subject}|");
            foreach (var statement in test.Case.Statements)
            {
                // A constant that is the same for all stands for what differs.
                var call = (Invocation)merger.Visit(statement.Call, "value", (literal, name) =>
                {
                    places.Add((literal, name));
                    return literal with { Value = null };
                });
                key.Append(TestCaseNotation.Write(new TestCase([statement with { Call = call }])));
            }

            var several = test.Observations.Count(observation => observation.Fact is Fact.EqualTo) > 1;
            foreach (var (of, fact) in test.Observations)
            {
                key.Append(CultureInfo.InvariantCulture, $"|{of.Statement}.{of.Out}.{string.Join('.', of.Path)}:");
                switch (fact)
                {
                    case Fact.EqualTo { Value: var literal } when merger.IsLegal(literal):
                        var last = of.Path.Length == 0 ? "" : of.Out >= 0 ? "Text" : merger._catalog.Members[of.Path[^1]].Name;
                        places.Add((literal, several ? "expected" + last : "expected"));
                        key.Append("equal ").Append(literal.Type);
                        break;
                    case Fact.EqualTo { Value: var literal }:
                        key.Append("equal ").Append(TestCaseNotation.Write(literal));
                        break;
                    case Fact.Elements elements:
                        key.Append("elements ").AppendJoin(',', elements.Items.Select(TestCaseNotation.Write));
                        break;
                    default:
                        key.Append(fact);
                        break;
                }
            }

            return new Shape(key.ToString(), places);
        }
    }
}
