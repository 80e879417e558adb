using System.Collections;
using CodegenLab.Probes;
using CodegenLab.Worker.Execution;
using CodegenLab.Worker.Search;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Oracles;

/// <summary>
/// States what can be seen after a run, in the order in which the assertions will look: results and states of variables through their
/// public members, by-ref arguments, the exception. Looks through static types only, as C# does.
/// </summary>
/// <param name="isFromSubject">Whether a message is the subject's own words, and not the framework's.</param>
internal sealed class Observer(Vocabulary vocabulary, Func<string, bool> isFromSubject)
{
    private const int MostObservations = 60;
    private const int MostMembersPerObject = 10;
    private const int MostMembersPerFake = 30;

    /// <summary>Of an object that the last call is made on, or is given: the one member that it has changed may be the last. CsvHelper's configuration has 36.</summary>
    private const int MostMembersOfConcerned = 40;

    private const int LongestSequence = 20;
    private const int LongestFilling = 64;
    private const int LongestText = 400;
    private const int DeepestPath = 2;

    /// <summary>What is seen after the last run of <paramref name="interpreter"/>; null when looking ran out of fuel.</summary>
    /// <param name="fuel">For the getters.</param>
    public List<Observation>? Observe(Interpreter interpreter, TestCase test, long fuel)
    {
        // Catalog ids mean the same in every universe, live types do not: look through those of the one that ran.
        var run = new Look(this, interpreter.Universe, vocabulary, interpreter, test);
        Trace.Fuel = fuel;
        Trace.OutOfFuel = false;
        return run.All();
    }

    private sealed class Look(Observer observer, Universe universe, Vocabulary vocabulary, Interpreter interpreter, TestCase test)
    {
        private readonly List<Observation> _seen = [];
        private readonly HashSet<int> _concerned = ConcernedBy(test);

        private static HashSet<int> ConcernedBy(TestCase test)
        {
            var concerned = new HashSet<int>();
            Slots.Visit(test.Statements[^1].Call, part =>
            {
                if (part is Reference reference)
                    concerned.Add(reference.Statement);
            });
            return concerned;
        }

        public List<Observation>? All()
        {
            var results = interpreter.Results;
            for (var i = 0; i < results.Count; i++)
            {
                var member = universe.Catalog.Members[test.Statements[i].Call.Member];
                if (results[i].Exception is { } exception)
                {
                    _seen.Add(new Observation(new Observed(i, -1, []), ThrowsOf(exception)));
                    continue;
                }

                var type = test.Statements[i].Take == 0 ? NestedType(member) : member.Result;
                if (type >= 0 && !LookAt(new Observed(i, -1, []), results[i].Value, type, 0))
                    return null;
                for (var p = 0; p < member.Parameters.Length; p++)
                {
                    var (argument, given) = (results[i].Arguments[p], test.Statements[i].Call.Arguments[p]);
                    if (member.Parameters[p].Passing is Passing.Out or Passing.Ref && !LookAt(new Observed(i, p, []), argument, member.Parameters[p].Type, 0))
                        return null;
                    if (argument is not null && Sinks.Is(given) && IsGiven(member, p) && !LookAtContent(new Observed(i, p, []), argument, given))
                        return null;
                    if (argument is IList list && given is Collection collection && CanBeFilled(member, p) && IsChanged(list, collection) && !LookAtElements(new Observed(i, p, []), list, list, universe.Catalog.Types[universe.IdOf(list.GetType())], LongestFilling))
                        return null;
                }
            }

            return _seen;
        }

        /// <summary>What was written to an argument, by whichever call until the end. False when fuel ran out.</summary>
        private bool LookAtContent(Observed argument, object sink, Expression given)
        {
            if (vocabulary.ContentOf(sink.GetType()) is not { } reader || !Sinks.IsWritten(sink, given))
                return true;
            var place = argument with { Path = [reader.Id] };
            var content = universe.CallableOf(reader.Id).Call(sink, []);
            if (!Sinks.HasLinesOfMachine(sink))
                return content is string ? LookAt(place, content, reader.Returns, 0) : LookAtElements(place, (IEnumerable)content!, content!, universe.Catalog.Types[reader.Returns], LongestFilling);
            if (content is string { Length: <= LongestText } text && !NamesFake(text))
                _seen.Add(new Observation(place, new Fact.Lines(LineBreaks.Plain(text))));
            return true;
        }

        /// <summary>The call gets an array, a span or a list of its own, and may write into it.</summary>
        private bool CanBeFilled(MemberShape member, int parameter)
        {
            var type = universe.Catalog.Types[member.Parameters[parameter].Type];
            return IsGiven(member, parameter)
                && CollectionShapes.Of(type) is CollectionShape.Array or CollectionShape.List && type.Name != "System.ReadOnlySpan`1";
        }

        /// <summary>The test has it in its hands: it is no receiver, and nothing is handed back in its place.</summary>
        private static bool IsGiven(MemberShape member, int parameter) =>
            member.Kind is MemberShapeKind.Method or MemberShapeKind.Constructor && member.Parameters[parameter].Passing == Passing.Value && !(member.IsExtension && parameter == 0);

        private static bool IsChanged(IList list, Collection given)
        {
            if (!given.Items.All(item => item is Literal))
                return false;
            for (var i = 0; i < Math.Min(list.Count, given.Items.Length); i++)
            {
                if (!Equals(list[i] is { } item ? Literals.Store(item) : null, ((Literal)given.Items[i]).Value))
                    return true;
            }

            return list.Count != given.Items.Length;
        }

        private static int NestedType(MemberShape member) => member.Conversion is ResultConversion.Enumerate or ResultConversion.EnumerateAsync ? member.Returns : member.Result;

        private Fact.Throws ThrowsOf(Exception exception)
        {
            var type = exception.GetType();
            var visible = type;
            while (!IsNameable(visible))
                visible = visible.BaseType!;
            var message = observer.IsQuotable(exception) ? exception.Message : null;
            return new Fact.Throws(universe.IdOf(visible), visible == type, (exception as ArgumentException)?.ParamName, message);
        }

        private bool IsNameable(Type type) => type.IsVisible || vocabulary.IsNameable(type.FullName ?? "");

        /// <summary>False when fuel ran out.</summary>
        private bool LookAt(Observed place, object? value, int staticType, int depth)
        {
            if (_seen.Count >= MostObservations)
                return true;
            var shape = universe.Catalog.Types[staticType];
            if (value is null)
            {
                if (!shape.IsValueType || shape.Name == "System.Nullable`1")
                    _seen.Add(new Observation(place, new Fact.IsNull()));
                return true;
            }

            var type = value.GetType();
            if (Literals.IsLiteral(type))
            {
                if (value is string said && NamesFake(said))
                    return true;
                _seen.Add(new Observation(place, value is string { Length: > LongestText } text ? new Fact.TextLength(text.Length) : new Fact.EqualTo(new Literal(universe.IdOf(type), Literals.Store(value)))));
                return true;
            }

            if (SameAsAnother(place, value) is { } same)
            {
                _seen.Add(new Observation(place, new Fact.SameAs(same)));
                return true;
            }

            if (value is IEnumerable sequence && IsSequence(shape))
                return LookAtElements(place, sequence, value, shape, LongestSequence);
            return LookInside(place, value, type, shape, depth);
        }

        /// <summary>The earlier variable that holds the same object; for what a fake was given, any.</summary>
        private int? SameAsAnother(Observed place, object value)
        {
            if (value.GetType().IsValueType || !(place.Path.IsEmpty || IsFake(place)))
                return null;
            for (var i = 0; i < (place.Path.IsEmpty ? place.Statement : interpreter.Results.Count); i++)
            {
                if (ReferenceEquals(interpreter.Results[i].Value, value))
                    return i;
            }

            return null;
        }

        private bool IsFake(Observed place) =>
            place is { Out: -1, Path.Length: 1 } && universe.TypeOf(universe.Catalog.Members[place.Path[0]].DeclaringType).Namespace == Discovery.FakesNamespace;

        private bool IsSequence(TypeShape shape) => CollectionShapes.Of(shape) is not (CollectionShape.None or CollectionShape.Dictionary) || typeof(ICollection).IsAssignableFrom(universe.TypeOf(shape.Id));

        private bool LookAtElements(Observed place, IEnumerable sequence, object value, TypeShape shape, int longest)
        {
            var items = new List<object?>();
            var isComplete = true;
            try
            {
                foreach (var item in sequence)
                {
                    if (items.Count == longest)
                    {
                        isComplete = false;
                        break;
                    }

                    items.Add(item);
                }
            }
            catch (Exception)
            {
                // Enumerating throws: nothing about the elements can be stated. Running out of fuel ends the whole look.
                return !Trace.OutOfFuel;
            }

            var element = items.Count == 0 ? null : items[0]?.GetType();
            if (isComplete && items.All(item => item is not null && item.GetType() == element && Literals.IsLiteral(element!)))
            {
                var elementId = element is null ? (shape.Arguments.Length == 0 ? universe.IdOf(typeof(object)) : shape.Arguments[^1]) : universe.IdOf(element);
                _seen.Add(new Observation(place, new Fact.Elements(elementId, [.. items.Select(item => new Literal(elementId, Literals.Store(item!)))])));
                return true;
            }

            // Only what has a count of its own by its static type: others would be enumerated by the assertion.
            if (value is ICollection counted && HasCount(shape))
                _seen.Add(new Observation(place, new Fact.Count(counted.Count, shape.Kind == TypeShapeKind.Array)));
            else if (!shape.IsValueType)
                _seen.Add(new Observation(place, new Fact.IsNotNull()));
            return true;
        }

        private static bool HasCount(TypeShape shape) => shape.Kind == TypeShapeKind.Array || CollectionShapes.Of(shape) is CollectionShape.List or CollectionShape.HashSet || shape.Name is "System.Collections.Generic.IReadOnlyList`1" or "System.Collections.Generic.IReadOnlyCollection`1";

        private bool LookInside(Observed place, object value, Type type, TypeShape shape, int depth)
        {
            if (type.IsClass && !shape.IsValueType)
            {
                var runtimeType = universe.IdOf(type);
                var says = runtimeType != shape.Id && IsNameable(type) && !type.Name.StartsWith('<') && (universe.Catalog.Types[runtimeType].IsSubject || IsOneOfMany(type, universe.TypeOf(shape.Id)));
                _seen.Add(new Observation(place, says ? new Fact.InstanceOf(runtimeType) : new Fact.IsNotNull()));
            }

            if (depth >= DeepestPath || shape.Kind == TypeShapeKind.Delegate)
                return true;
            var most = type.Namespace == Discovery.FakesNamespace ? MostMembersPerFake : place is { Path.IsEmpty: true, Out: < 0 } && _concerned.Contains(place.Statement) ? MostMembersOfConcerned : MostMembersPerObject;
            foreach (var member in vocabulary.ObserverIds(shape.Id).Take(most))
            {
                object? seen;
                try
                {
                    seen = universe.CallableOf(member.Id).Call(value, []);
                }
                catch (Exception)
                {
                    // A getter that throws is not asserted. Running out of fuel ends the whole look.
                    if (Trace.OutOfFuel)
                        return false;
                    continue;
                }

                var of = place with { Path = place.Path.Add(member.Id) };
                if ((seen is null || depth == 0 || Literals.IsLiteral(seen.GetType())) && !LookAt(of, seen, member.Returns, depth + 1))
                    return false;
            }

            return true;
        }
    }

    /// <summary>Where a result is promised by an interface or an abstract class alone, its class may be all that there is to see: <c>NotFound</c> for an <c>IResult</c>. Of a sequence it is nobody's business.</summary>
    private static bool IsOneOfMany(Type type, Type promised) => promised.IsAbstract && type.IsVisible && !typeof(IEnumerable).IsAssignableFrom(type);

    private bool IsQuotable(Exception exception) => exception.Message is { Length: < LongestText } message && !message.Contains('\n', StringComparison.Ordinal) && !NamesFake(message) && isFromSubject(message);

    /// <summary>The fakes and files of tests have other names than those of the search.</summary>
    private static bool NamesFake(string text) => text.Contains(Discovery.FakesNamespace, StringComparison.Ordinal) || FilesOfTests.AreNamedIn(text);
}
