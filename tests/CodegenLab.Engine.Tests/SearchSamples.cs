namespace CodegenLab.Engine.Tests;

/// <summary>Small subjects that differ in what they ask of the search, of the observer and of the renderer.</summary>
internal static class SearchSamples
{
    public static IReadOnlyList<(string Name, string Source)> All { get; } =
    [
        ("Arithmetic", """
            namespace Sample;
            public static class Tax
            {
                public static int Brackets(int income)
                {
                    if (income < 0)
                        throw new ArgumentOutOfRangeException(nameof(income), "Income cannot be negative.");
                    if (income > 100_000)
                        return income / 2;
                    return income > 10_000 ? income / 5 + 7 : 0;
                }
                public static long Gcd(long a, long b)
                {
                    while (b != 0)
                        (a, b) = (b, a % b);
                    return Math.Abs(a);
                }
                public static double Mean(params double[] values) => values.Length == 0 ? double.NaN : values.Sum() / values.Length;
                public static float Half(float value) => value / 2;
                public static decimal Gross(decimal net, byte percent) => decimal.Round(net * (100 + percent) / 100, 2);
                public static bool TryHalve(int value, out int half)
                {
                    half = value / 2;
                    return value % 2 == 0;
                }
                public static void Swap(ref int a, ref int b) => (a, b) = (b, a);
                public static ulong Mask(int bits) => bits is < 0 or > 64 ? throw new ArgumentException("Between 0 and 64 bits.", nameof(bits)) : bits == 64 ? ulong.MaxValue : (1UL << bits) - 1;
                public static char Grade(sbyte points) => points switch { > 90 => 'A', > 50 => 'B', _ => '\0' };
                public static nint Native(nint value) => value + 1;
            }
            """),
        ("Parser", """
            namespace Sample;
            public sealed class VersionNumber
            {
                private VersionNumber(int major, int minor, string? label) { Major = major; Minor = minor; Label = label; }
                public int Major { get; }
                public int Minor { get; }
                public string? Label { get; }
                public static VersionNumber Parse(string text)
                {
                    ArgumentNullException.ThrowIfNull(text);
                    return TryParse(text, out var version) ? version! : throw new FormatException($"Not a version number: \"{text}\".");
                }
                public static bool TryParse(string? text, out VersionNumber? version)
                {
                    version = null;
                    if (text is null || text.Length == 0)
                        return false;
                    var dash = text.IndexOf('-');
                    var label = dash < 0 ? null : text[(dash + 1)..];
                    var parts = (dash < 0 ? text : text[..dash]).Split('.');
                    if (parts.Length != 2 || !int.TryParse(parts[0], out var major) || !int.TryParse(parts[1], out var minor))
                        return false;
                    version = new VersionNumber(major, minor, label);
                    return true;
                }
                public override string ToString() => Label is null ? $"{Major}.{Minor}" : $"{Major}.{Minor}-{Label}";
                public static string Quote(string text, char quote = '"')
                {
                    var quoted = new System.Text.StringBuilder().Append(quote);
                    foreach (var c in text)
                    {
                        if (c == quote || c == '\\')
                            quoted.Append('\\');
                        quoted.Append(c switch { '\n' => "\\n", '\t' => "\\t", _ => c.ToString() });
                    }
                    return quoted.Append(quote).ToString();
                }
                public static int CountWords(ReadOnlySpan<char> text)
                {
                    var words = 0;
                    var inside = false;
                    foreach (var c in text)
                    {
                        if (char.IsWhiteSpace(c)) inside = false;
                        else if (!inside) { inside = true; words++; }
                    }
                    return words;
                }
                public static ReadOnlySpan<char> FirstLine(ReadOnlySpan<char> text) => text.IndexOf('\n') is >= 0 and var end ? text[..end] : text;
            }
            """),
        ("Collection", """
            namespace Sample;
            public sealed class RingBuffer<T>
            {
                private readonly T[] _items;
                private int _start;
                public RingBuffer(int capacity)
                {
                    if (capacity <= 0) throw new ArgumentOutOfRangeException(nameof(capacity));
                    if (capacity > 1000) throw new ArgumentOutOfRangeException(nameof(capacity), "Too large.");
                    _items = new T[capacity];
                }
                public int Count { get; private set; }
                public bool IsFull => Count == _items.Length;
                public RingBuffer<T> Push(T item)
                {
                    _items[(_start + Count) % _items.Length] = item;
                    if (IsFull) _start = (_start + 1) % _items.Length; else Count++;
                    return this;
                }
                public T Pop()
                {
                    if (Count == 0) throw new InvalidOperationException("The buffer is empty.");
                    var item = _items[_start];
                    _start = (_start + 1) % _items.Length;
                    Count--;
                    return item;
                }
                public T this[int index] => index >= 0 && index < Count ? _items[(_start + index) % _items.Length] : throw new ArgumentOutOfRangeException(nameof(index));
                public T[] ToArray() => [.. Enumerable.Range(0, Count).Select(i => this[i])];
            }
            public class Tally
            {
                private readonly Dictionary<string, int> _counts = new(StringComparer.OrdinalIgnoreCase);
                public int Limit { get; set; } = 3;
                public IReadOnlyDictionary<string, int> Counts => _counts;
                public void Add(string word) { if (_counts.GetValueOrDefault(word) < Limit) _counts[word] = _counts.GetValueOrDefault(word) + 1; }
                public int AddAll(IEnumerable<string> words) { var n = 0; foreach (var word in words) { Add(word); n++; } return n; }
                public int this[string word] { get => _counts.GetValueOrDefault(word); set => _counts[word] = value; }
                public string? Top() => _counts.Count == 0 ? null : _counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).First().Key;
            }
            """),
        ("Generics", """
            namespace Sample;
            public abstract record Result<T>
            {
                public abstract T OrElse(T other);
                public Result<TOut> Map<TOut>(Func<T, TOut> map) where TOut : notnull => this is Ok ok ? new Result<TOut>.Ok(map(ok.Value)) : new Result<TOut>.Error(((Error)this).Message);
                public sealed record Ok(T Value) : Result<T> { public override T OrElse(T other) => Value; }
                public sealed record Error(string Message) : Result<T> { public override T OrElse(T other) => other; }
            }
            public static class Picks
            {
                public static T Max<T>(T a, T b) where T : IComparable<T> => a.CompareTo(b) >= 0 ? a : b;
                public static T? FirstOrNull<T>(IReadOnlyList<T> items) where T : struct => items.Count == 0 ? null : items[0];
                public static T New<T>() where T : class, new() => new();
                public static Dictionary<TKey, List<TValue>> Group<TKey, TValue>(IEnumerable<TValue> values, Func<TValue, TKey> key) where TKey : notnull
                {
                    var groups = new Dictionary<TKey, List<TValue>>();
                    foreach (var value in values)
                    {
                        if (!groups.TryGetValue(key(value), out var group)) groups.Add(key(value), group = []);
                        group.Add(value);
                    }
                    return groups;
                }
                public static string NameOf<TEnum>(TEnum value) where TEnum : struct, Enum => Enum.IsDefined(value) ? value.ToString() : "?";
                public static (T First, int Count) Pair<T>(T item, int count) => (item, count < 0 ? 0 : count);
            }
            """),
        ("Async", """
            namespace Sample;
            public interface IRates { Task<decimal> GetAsync(string currency); bool IsOpen { get; } }
            public interface ILog { void Write(string line); }
            public sealed class Converter(IRates rates, ILog log)
            {
                public async Task<decimal> ConvertAsync(decimal amount, string currency)
                {
                    if (string.IsNullOrEmpty(currency)) throw new ArgumentException("A currency is needed.", nameof(currency));
                    if (!rates.IsOpen) { log.Write("closed"); return -1; }
                    await Task.Yield();
                    var rate = await rates.GetAsync(currency);
                    return rate == 0 ? throw new InvalidOperationException("There is no rate today.") : decimal.Round(amount * rate, 2);
                }
                public async ValueTask<int> CountAsync(IAsyncEnumerable<int> numbers) { var n = 0; await foreach (var number in numbers) if (number > 0) n++; return n; }
                public async Task<bool> NeverAsync(int day) { if (day > 3) return true; await new TaskCompletionSource().Task; return false; }
                public Task WarmUpAsync() { log.Write("warm"); return Task.CompletedTask; }
                public async IAsyncEnumerable<int> StepsAsync(int count)
                {
                    for (var i = 0; i < count; i++) { await Task.Yield(); yield return i * 10; }
                }
            }
            """),
        ("Records", """
            namespace Sample;
            public enum Unit { None, Metre = 3, Foot = 10 }
            [Flags] public enum Sides { None = 0, Left = 1, Right = 2, Both = Left | Right }
            public readonly record struct Length(double Value, Unit Unit) : IComparable<Length>
            {
                public static Length operator +(Length a, Length b) => a.Unit == b.Unit ? new(a.Value + b.Value, a.Unit) : throw new InvalidOperationException("Units differ.");
                public static Length operator -(Length a) => new(-a.Value, a.Unit);
                public static bool operator <(Length a, Length b) => a.CompareTo(b) < 0;
                public static bool operator >(Length a, Length b) => a.CompareTo(b) > 0;
                public static implicit operator Length(double metres) => new(metres, Unit.Metre);
                public static explicit operator double(Length length) => length.Value;
                public int CompareTo(Length other) => Value.CompareTo(other.Value);
            }
            public record Person(string Name, DateOnly Born)
            {
                public required string City { get; init; }
                public int? Shoe { get; set; }
                public int AgeAt(DateOnly day) => day < Born ? throw new ArgumentOutOfRangeException(nameof(day)) : day.Year - Born.Year - (day.DayOfYear < Born.DayOfYear ? 1 : 0);
                public string Initials() => string.Concat(Name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(part => part[0]));
            }
            public struct Counter { public int Value; public void Up() => Value++; public readonly Sides Side => Value > 0 ? Sides.Right : Value < 0 ? Sides.Left : Sides.None; }
            public sealed class Matrix
            {
                private readonly int[,] _cells = new int[2, 2];
                public int this[int row, int column] { get => _cells[row, column]; set => _cells[row, column] = value; }
                public int Trace => _cells[0, 0] + _cells[1, 1];
                public static Matrix operator *(Matrix m, int factor) { var r = new Matrix(); for (var i = 0; i < 4; i++) r[i / 2, i % 2] = m[i / 2, i % 2] * factor; return r; }
            }
            """),
        ("Equality", """
            namespace Sample;
            public sealed class Tag(string? name, int rank) : IEquatable<Tag>
            {
                public string? Name => name;
                public int Rank => rank;
                public bool Equals(Tag? other) => other is not null && other.Name == Name && other.Rank == Rank;
                public override bool Equals(object? obj) => Equals(obj as Tag);
                public override int GetHashCode() => Name is null ? 7 : HashCode.Combine(Name, Rank);
                public static string Describe(int number) => number < 0 ? "minus " + -(long)number : number == 0 ? "none" : number.ToString();
                public static Tag Of(int number) => number % 2 == 0 ? new Tag("even", number) : new Tag(null, number);
            }
            """),
        ("Contracts", """
            namespace Sample;
            public interface IWordComparer : IComparer<string?>, System.Collections.IComparer, IEqualityComparer<string>, System.Collections.IEqualityComparer { }
            public static class Words { public static IWordComparer ByLength { get; } = new LengthComparer(); }
            internal sealed class LengthComparer : IWordComparer
            {
                public int Compare(string? x, string? y)
                {
                    if (x is null) return y is null ? 0 : -1;
                    if (y is null) return 1;
                    return x.Length == y.Length ? string.CompareOrdinal(x, y) : x.Length < y.Length ? -1 : 1;
                }
                int System.Collections.IComparer.Compare(object? x, object? y) =>
                    (x is null or string) && (y is null or string) ? Compare((string?)x, (string?)y) : throw new ArgumentException("Only words can be compared.");
                public bool Equals(string? x, string? y) => x?.Length == y?.Length;
                bool System.Collections.IEqualityComparer.Equals(object? x, object? y) => x is string a && y is string b ? Equals(a, b) : x == y;
                public int GetHashCode(string word) => word.Length;
                int System.Collections.IEqualityComparer.GetHashCode(object word) => word is string known ? known.Length : 0;
            }
            """),
        ("Iterators", """
            namespace Sample;
            public static class Sequences
            {
                public static IEnumerable<long> Fibonacci() { long a = 0, b = 1; while (true) { yield return a; (a, b) = (b, a + b); } }
                public static IEnumerable<int> Evens(IEnumerable<int> numbers) { foreach (var n in numbers) if (n % 2 == 0) yield return n; }
                public static IEnumerable<string> Countdown(int from)
                {
                    if (from > 10) throw new ArgumentOutOfRangeException(nameof(from), "No more than ten.");
                    for (var i = from; i > 0; i--) yield return i.ToString();
                    yield return "Lift-off!";
                }
                public static IEnumerable<IReadOnlyList<T>> Chunks<T>(IReadOnlyList<T> items, int size)
                {
                    if (size < 1) throw new ArgumentException("At least one.", nameof(size));
                    return Inner();
                    IEnumerable<IReadOnlyList<T>> Inner() { for (var i = 0; i < items.Count; i += size) yield return items.Skip(i).Take(size).ToList(); }
                }
            }
            """),
        ("Delegates", """
            namespace Sample;
            public delegate bool Check<T>(T value, out string? complaint);
            public delegate int Fold(int sum, int item);
            public static class Functions
            {
                public static int Reduce(IEnumerable<int> items, Fold fold) { var sum = 0; foreach (var item in items) sum = fold(sum, item); return sum; }
                public static Func<int, int> Adder(int n) => n == 0 ? x => x : x => x + n;
                public static T Retry<T>(Func<T> attempt, int times)
                {
                    for (var i = 1; ; i++)
                    {
                        try { return attempt(); }
                        catch (InvalidOperationException) when (i < times) { }
                    }
                }
                public static void ForEach<T>(IEnumerable<T> items, Action<T> action) { foreach (var item in items) action(item); }
                public static bool All(int[] items, Predicate<int> predicate) => Array.TrueForAll(items, predicate);
                public static async Task<string> WrapAsync(Func<Task<string>> make) => "<" + await make() + ">";
                public static int Compare(string a, string b, Comparison<string>? comparison = null) => comparison is null ? string.CompareOrdinal(a, b) : comparison(a, b);
            }
            """),
        ("Static state", """
            namespace Sample;
            public static class Ids
            {
                private static int _next;
                private static readonly Dictionary<string, int> Known = [];
                public static string Prefix { get; set; } = "id";
                public static string Next() => Prefix + ++_next;
                public static int Of(string name) { if (!Known.TryGetValue(name, out var id)) Known.Add(name, id = Known.Count); return id; }
                public static bool IsKnown(string name) => Known.ContainsKey(name);
                public static string Clean(string name) => name.Trim().Length == 0 ? "none" : name.Trim().ToUpperInvariant();
                public static string Money(double amount) => amount < 0 ? $"-{-amount:0.00}" : $"{amount:0.00}";
                public static string Now() => DateTime.UtcNow.Ticks.ToString();
            }
            """),
        ("Corners", """
            namespace Sample;
            public class Parcel
            {
                public required string Address { get; set; }
                public required int Weight;
                public string? Note { get; init; }
                public int Fee() => Weight <= 0 ? throw new InvalidOperationException("Nothing to send.") : Weight > 1000 ? 20 : 5;
            }
            public sealed class Express : Parcel
            {
                [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
                public Express(string address) { Address = address; Weight = 1; }
                public Express() { }
                public required bool ByAir { get; init; }
                public string Label() => ByAir ? "AIR " + Address : Address;
            }
            public static class Texts
            {
                extension(string text)
                {
                    public string Initial() => text.Length == 0 ? "" : text[..1];
                    public bool IsShort => text.Length < 3;
                    public static string Twice(string other) => other.Length > 2 ? other + other : other;
                }
                public static int Sum(this int[] items, int start = 1) { foreach (var item in items) start += item; return start; }
            }
            public interface IMap<TKey, TValue> { TValue? Find(TKey key); bool IsEmpty { get; } string this[int i] { get; } }
            public sealed class Names : IMap<string, int[]>, IEquatable<Names>, IComparable
            {
                int[]? IMap<string, int[]>.Find(string key) => key == "primes" ? [2, 3, 5] : null;
                bool IMap<string, int[]>.IsEmpty => false;
                string IMap<string, int[]>.this[int i] => i > 3 ? "many" : "few";
                bool IEquatable<Names>.Equals(Names? other) => other is not null;
                int IComparable.CompareTo(object? other) => other is Names ? 0 : 1;
            }
            public static unsafe class Pointers
            {
                public static int Apply(delegate*<int, int> function, int value) => function(value);
                public static int Keep(int value) { int* at = &value; return *at > 3 ? 3 : *at; }
            }
            public static class Closed
            {
                public static Box<Parcel?> Wrap(int weight) => weight < 0 ? Box<Parcel?>.Empty() : Box<Parcel?>.Of(new Parcel { Address = "a", Weight = weight });
            }
            public readonly struct Box<T>
            {
                private readonly T[]? _items;
                private Box(T[] items) => _items = items;
                public static Box<T> Of(T item) => new([item]);
                public static Box<T> Empty() => default;
                public int Count => _items?.Length ?? 0;
                public Box<TOut> Map<TOut>(Func<T, TOut> map) => _items is null ? Box<TOut>.Empty() : Box<TOut>.Of(map(_items[0]));
            }
            public class Ticker
            {
                public event EventHandler? Ticked;
                public int Count { get; private set; }
                public int Tick() { Count++; Ticked?.Invoke(this, EventArgs.Empty); return Count > 2 ? 0 : Count; }
                protected virtual int Hidden() => 1;
                public ref int Slot(int index) => ref _slots[index & 1];
                private readonly int[] _slots = new int[2];
                public nint Size(nuint n) => n > 3 ? 1 : 2;
                public Half Small(Half value) => value > (Half)1 ? (Half)1 : value;
                public Int128 Big(Int128 value) => value < 0 ? -value : value;
                public (int, string)? Pair(bool there) => there ? (1, "a") : null;
                public dynamic Dyn(dynamic value) => value is string s ? s.Length : 0;
                public Range Part(int n) => n > 0 ? ..n : ..;
                public int Span(Span<byte> bytes) { if (bytes.Length == 0) return -1; bytes[0] = 7; return bytes[0]; }
                public Memory<int> Memory(int n) => n > 2 ? new int[2] : default;
                public int Nested(int[][] rows) => rows.Length == 0 ? 0 : rows[0]?.Length ?? -1;
                public int Grid(int[,] cells) => cells.Length > 2 ? 2 : 1;
            }
            """),
    ];
}
