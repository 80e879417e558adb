using System.Globalization;
using CodegenLab.Worker.Execution;
using CodegenLab.Worker.Search;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Worker.Minimisation;

/// <summary>
/// Proposes items of collections that tell what becomes of each: 1, 2, 3 instead of 0, 0, 0. Of a sequence of zeros nobody sees whether it was turned around, and an empty text leaves no trace in what it is put into.
/// </summary>
internal sealed class TellingValues(Universe universe)
{
    private const int MostItems = 8, Letters = 'z' - 'a' + 1;

    /// <summary>The more that tells, the earlier: every item another, in all collections, then in one; then only what is empty replaced, the same by the same.</summary>
    public IEnumerable<TestCase> In(TestCase test)
    {
        var places = Slots.Of(test).Where(slot => slot.Value is Collection collection && IsPoor(collection)).ToList();
        if (places.Count == 0)
            yield break;
        yield return places.Aggregate(test, (changed, slot) => Slots.Replace(changed, slot, Distinct((Collection)slot.Value)));
        if (places.Count > 1)
        {
            foreach (var place in places)
                yield return Slots.Replace(test, place, Distinct((Collection)place.Value));
        }

        yield return places.Aggregate(test, (changed, slot) => Slots.Replace(changed, slot, Filled((Collection)slot.Value)));
    }

    /// <summary>With other numbers than 0 and other texts than none, all together: what a method makes of nothing is nothing, whichever method it is.</summary>
    public static IEnumerable<TestCase> Instead(TestCase test)
    {
        var empty = Slots.Of(test).Where(slot => IsEmpty(slot.Value) && Telling((Literal)slot.Value, 1) is not null).ToList();
        if (empty.Count == 0)
            yield break;
        yield return empty.Aggregate(test, (changed, slot) => Slots.Replace(changed, slot, Telling((Literal)slot.Value, 1)!));
        yield return empty.Aggregate(test, (changed, slot) => Slots.Replace(changed, slot, Telling((Literal)slot.Value, 0)!));
    }

    private bool IsPoor(Collection collection) =>
        collection.Items.Length is > 0 and <= MostItems && CollectionShapes.Of(universe.Catalog.Types[collection.Type]) != CollectionShape.Dictionary
        && collection.Items.All(item => item is Literal { Value: not null } literal && Telling(literal, 0) is not null)
        && (collection.Items.Any(IsEmpty) || collection.Items.Distinct().Count() < collection.Items.Length);

    /// <summary>What is there once and not empty stays as it is.</summary>
    private static Collection Distinct(Collection collection)
    {
        var kept = new HashSet<Expression>();
        return collection with { Items = [.. collection.Items.Select((item, i) => !IsEmpty(item) && kept.Add(item) ? item : Another((Literal)item, i))] };

        Literal Another(Literal item, int from) =>
            Enumerable.Range(from, Letters).Select(n => Telling(item, n)!).First(other => !collection.Items.Contains(other) && kept.Add(other));
    }

    private static Collection Filled(Collection collection)
    {
        var first = Enumerable.Range(0, collection.Items.Length + 1).Select(i => Telling((Literal)collection.Items[0], i)!).First(item => !collection.Items.Contains(item));
        return collection with { Items = [.. collection.Items.Select(item => IsEmpty(item) ? first : item)] };
    }

    private static bool IsEmpty(Expression item) => item is Literal { Value: { } value } && (value is string text ? text.Length == 0 : value.Equals(Activator.CreateInstance(value.GetType())));

    /// <summary>The n-th of the values that tell, of the type of a literal; null: a type that has none.</summary>
    private static Literal? Telling(Literal like, int n) => like.Value switch
    {
        string => like with { Value = ((char)('a' + (n % Letters))).ToString() },
        int or double or decimal or byte or short or float => like with { Value = Convert.ChangeType(n + 1, like.Value.GetType(), CultureInfo.InvariantCulture) },
        _ => null,
    };
}
