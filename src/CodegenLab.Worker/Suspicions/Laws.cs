using System.Runtime.CompilerServices;
using CodegenLab.Worker.Execution;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Suspicions;

/// <summary>The laws that a type of the subject is under because of the members it has. What the compiler makes keeps them by itself.</summary>
internal sealed class Laws(Universe universe)
{
    private readonly int _bool = universe.IdOf(typeof(bool));
    private readonly int _int = universe.IdOf(typeof(int));

    /// <param name="type">A class or struct of the subject.</param>
    public IEnumerable<Law> Of(TypeShape type)
    {
        var members = universe.Catalog.Members.Where(member => member.DeclaringType == type.Id && !member.IsForLaws).ToList();
        var ofObject = members.Find(member => IsComparison(member, nameof(Equals), typeof(object), _bool));
        var ofType = members.Find(member => IsComparison(member, nameof(Equals), universe.TypeOf(type.Id), _bool));
        var compare = members.Find(member => IsComparison(member, nameof(IComparable<>.CompareTo), universe.TypeOf(type.Id), _int));
        var equals = ofType ?? ofObject;
        return new[] { Equality(type, members, ofType, ofObject), Order(compare, equals), Operators(type, members, equals, compare), RoundTrips(type, members, equals) }
            .SelectMany(laws => laws)
            .Where(law => law.Calls.Any(call => call.Member.IsSubject));
    }

    private IEnumerable<Law> Equality(TypeShape type, List<MemberShape> members, MemberShape? ofType, MemberShape? ofObject)
    {
        foreach (var equals in new[] { ofType, ofObject }.OfType<MemberShape>())
        {
            yield return new Law(SuspectedRule.Equality, "An object equals itself: x.Equals(x) is true.", equals, 1, [new(equals, 0, 0)], results => Is(results, 1, false) ? Expect(1, true) : null);
            if (!universe.Catalog.Types[equals.Parameters[0].Type].IsValueType)
                yield return new Law(SuspectedRule.Equality, "Nothing equals null: x.Equals(null) is false.", equals, 1, [new(equals, 0, -1)], results => Is(results, 1, true) || Threw(results, 1) ? Expect(1, false) : null);
            yield return new Law(SuspectedRule.Equality, "Equals is symmetric: where x.Equals(y) is true, y.Equals(x) is true.", equals, 2, [new(equals, 0, 1), new(equals, 1, 0)], results => Is(results, 2, true) && Is(results, 3, false) ? Expect(3, true) : null);
            yield return new Law(
                SuspectedRule.Equality, "Equals is transitive: where x.Equals(y) and y.Equals(z) are true, x.Equals(z) is true.", equals, 3, [new(equals, 0, 1), new(equals, 1, 2), new(equals, 0, 2)],
                results => Is(results, 3, true) && Is(results, 4, true) && Is(results, 5, false) ? Expect(5, true) : null);

            // Of a struct the framework hashes the fields.
            var hash = members.Find(member => member is { Name: nameof(GetHashCode), Parameters.Length: 0, IsStatic: false }) ?? (type.IsValueType ? null : HashOfObject);
            if (hash is not null)
            {
                yield return new Law(
                    SuspectedRule.Equality, "Equal objects have equal hash codes: where x.Equals(y) is true, x.GetHashCode() is y.GetHashCode().", hash.IsForLaws ? equals : hash, 2, [new(equals, 0, 1), new(hash, 0), new(hash, 1)],
                    results => Is(results, 2, true) && results.Count > 4 && results[4].Exception is null && !Equals(results[3].Value, results[4].Value) ? new Breach(4, new Fact.EqualToAnother(3)) : null);
            }
        }

        if (ofType is not null && ofObject is not null)
        {
            var subject = ofObject.IsSubject ? ofObject : ofType;
            yield return new Law(SuspectedRule.Equality, $"Equals(object) and Equals({type.Name[(type.Name.LastIndexOfAny(['.', '+']) + 1)..]}) give the same answer.", subject, 2, [new(ofType, 0, 1), new(ofObject, 0, 1)], Same(2, 3, negated: false));
        }
    }

    private static IEnumerable<Law> Order(MemberShape? compare, MemberShape? equals)
    {
        if (compare is null)
            yield break;
        yield return new Law(
            SuspectedRule.Order, "CompareTo is antisymmetric: y.CompareTo(x) has the opposite sign of x.CompareTo(y).", compare, 2, [new(compare, 0, 1), new(compare, 1, 0)],
            results => SignOf(results, 2) is { } there && SignOf(results, 3) is { } back && back != -there ? new Breach(3, new Fact.Sign(-there)) : null);
        yield return new Law(
            SuspectedRule.Order, "CompareTo is transitive: where x.CompareTo(y) and y.CompareTo(z) have one sign, x.CompareTo(z) has it too.", compare, 3, [new(compare, 0, 1), new(compare, 1, 2), new(compare, 0, 2)],
            results => SignOf(results, 3) is { } first && SignOf(results, 4) == first && SignOf(results, 5) is { } last && last != first ? new Breach(5, new Fact.Sign(first)) : null);

        // The reverse is no law: a key to sort by need not tell all objects apart.
        if (equals is not null)
        {
            yield return new Law(
                SuspectedRule.Order, "Equal objects compare as 0: where x.Equals(y) is true, x.CompareTo(y) is 0.", compare.IsSubject ? compare : equals, 2, [new(equals, 0, 1), new(compare, 0, 1)],
                results => Is(results, 2, true) && SignOf(results, 3) is not (null or 0) ? new Breach(3, new Fact.Sign(0)) : null);
        }
    }

    private IEnumerable<Law> Operators(TypeShape type, List<MemberShape> members, MemberShape? equals, MemberShape? compare)
    {
        var equality = Operator("op_Equality");
        if (equality is not null && equals is not null)
            yield return new Law(SuspectedRule.Operators, "x == y is what x.Equals(y) is.", Blamed(equality, equals), 2, [new(equals, 0, 1), new(equality, -1, 0, 1)], Same(2, 3, negated: false));
        if (equality is not null && Operator("op_Inequality") is { } inequality)
            yield return new Law(SuspectedRule.Operators, "x != y is the opposite of x == y.", Blamed(inequality, equality), 2, [new(equality, -1, 0, 1), new(inequality, -1, 0, 1)], Same(2, 3, negated: true));
        if (compare is null)
            yield break;
        foreach (var (name, sign, holds) in Relations)
        {
            if (Operator(name) is { } relation)
            {
                yield return new Law(
                    SuspectedRule.Operators, $"x {sign} y is what x.CompareTo(y) {sign} 0 is.", Blamed(relation, compare), 2, [new(compare, 0, 1), new(relation, -1, 0, 1)],
                    results => SignOf(results, 2) is { } order && Is(results, 3, !holds(order)) ? Expect(3, holds(order)) : null);
            }
        }

        MemberShape? Operator(string name) => members.Find(member => member.Kind == MemberShapeKind.Operator && member.Name == name && member.Returns == _bool && member.Parameters.All(parameter => parameter.Type == type.Id));
    }

    private static readonly (string Name, string Sign, Func<int, bool> Holds)[] Relations =
        [("op_LessThan", "<", order => order < 0), ("op_GreaterThan", ">", order => order > 0), ("op_LessThanOrEqual", "<=", order => order <= 0), ("op_GreaterThanOrEqual", ">=", order => order >= 0)];

    private IEnumerable<Law> RoundTrips(TypeShape type, List<MemberShape> members, MemberShape? equals)
    {
        var text = universe.IdOf(typeof(string));
        var write = members.Find(member => member is { Name: nameof(ToString), Parameters.Length: 0, IsStatic: false });
        var parse = members.Find(member => member is { Name: "Parse", IsStatic: true, Parameters.Length: 1 } && member.Parameters[0].Type == text && member.Returns == type.Id);

        // With options there are several formats, and Parse alone knows the usual one only.
        var hasOptions = members.Exists(member => member is { Name: "Parse", IsStatic: true } && member.Parameters.Skip(1).Any(parameter => universe.TypeOf(parameter.Type) != typeof(IFormatProvider)));
        if (write is null || parse is null || equals is null || hasOptions || !IsWritten(type))
            yield break;
        yield return new Law(
            SuspectedRule.RoundTrip, "Parse reads what ToString writes: Parse(x.ToString()).Equals(x) is true.", Blamed(parse, write), 1, [new(write, 0), new(parse, -1, 1), new(equals, 2, 0)],
            results => Threw(results, 2) ? new Breach(2, null) : Is(results, 3, false) ? Expect(3, true) : null);
    }

    /// <summary>The text of a record that says nothing of its own is for people who debug, and nobody parses it.</summary>
    private bool IsWritten(TypeShape type) => universe.TypeOf(type.Id).GetMethod(nameof(ToString), [])?.IsDefined(typeof(CompilerGeneratedAttribute), false) == false;

    private static MemberShape Blamed(MemberShape member, MemberShape other) => member.IsSubject ? member : other;

    private bool IsComparison(MemberShape member, string name, Type with, int returns) =>
        member is { Kind: MemberShapeKind.Method, IsStatic: false, Parameters.Length: 1 } && member.Name == name && member.Returns == returns && universe.TypeOf(member.Parameters[0].Type) == with;

    /// <summary>What an object without a hash code of its own has.</summary>
    private MemberShape HashOfObject
    {
        get
        {
            if (_hashOfObject is not null)
                return _hashOfObject;
            const string id = "M:System.Object.GetHashCode";
            _hashOfObject = universe.Catalog.Members.Find(member => member is { IsForLaws: true, DocumentationId: id });
            if (_hashOfObject is null)
            {
                _hashOfObject = new MemberShape
                {
                    Id = universe.Catalog.Members.Count,
                    Kind = MemberShapeKind.Method,
                    DeclaringType = universe.IdOf(typeof(object)),
                    Name = nameof(GetHashCode),
                    Returns = _int,
                    DocumentationId = id,
                    IsForLaws = true,
                };
                universe.Catalog.Members.Add(_hashOfObject);
            }

            return _hashOfObject;
        }
    }

    private MemberShape? _hashOfObject;

    private Func<IReadOnlyList<StatementResult>, Breach?> Same(int one, int other, bool negated) =>
        results => results.Count > other && results[one].Value is bool first && results[other].Value is bool second && second != (first ^ negated) ? Expect(other, first ^ negated) : null;

    private Breach Expect(int statement, bool value) => new(statement, new Fact.EqualTo(new Literal(_bool, value)));

    private static bool Is(IReadOnlyList<StatementResult> results, int statement, bool value) => results.Count > statement && results[statement].Value is bool answer && answer == value;

    private static bool Threw(IReadOnlyList<StatementResult> results, int statement) => results.Count == statement + 1 && results[statement].Exception is not null;

    private static int? SignOf(IReadOnlyList<StatementResult> results, int statement) => results.Count > statement && results[statement].Value is int order ? Math.Sign(order) : null;
}
