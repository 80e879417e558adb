namespace CodegenLab.Engine.Tests.Instrumentation;

/// <summary>One piece of source per language feature that instrumentation must get past.</summary>
internal static class LanguageSamples
{
    public static readonly (string Name, string Source)[] All =
    [
        ("Conditions", """
            public static class C
            {
                public static int M(int a, long b, string? s, bool f)
                {
                    if (a < b && (s == "x" || !f)) return 1;
                    else if (s is null) return 2;
                    while (a > 0 && f) { a--; if (a == 3) continue; if (a == 2) break; }
                    do a++; while (a < 3);
                    for (int i = 0, j = 1; i < 10 && j != 5; i++, j += 2) a ^= i;
                    for (;;) { if (a >= 0) break; a = -a; }
                    foreach (var c in s) if (c <= 'z') a += c; else a -= c;
                    bool both = a > 1 && b > 2, either = a > 1 || b < 2, one = a == b;
                    return both ? 1 : either && one ? 2 : 3;
                }
                public static int Forever(int n) { while (true) { n++; if (n > 5) return n; } }
            }
            """),
        ("Numbers", """
            public static class C
            {
                public enum E : ulong { A, B }
                public static bool Bytes(byte a, sbyte b) => a < b;
                public static bool Chars(char a) => a >= 'a' && a <= 'z';
                public static bool Unsigned(uint a, int b, ulong c) => a > b || c > 5 || c == a;
                public static bool Real(float a, double b, decimal d) => a < b && d >= 0.5m && d != 3;
                public static bool Native(nint a, nuint b) => a < 5 && b > 3;
                public static bool Enums(E a, DayOfWeek b) => a == E.B || b > DayOfWeek.Monday || (b & DayOfWeek.Friday) != 0;
                public static bool Lifted(int? a, long? b, DateTime? c, E? e, double? d, decimal? m, ulong? u) =>
                    a < 5 || b >= a || c < DateTime.MaxValue || e == E.A || d > a || m <= 2 || u > 3 || a == null || b != a;
                public static bool Times(DateTime a, TimeSpan b, DateTimeOffset c, DateOnly d, TimeOnly t) =>
                    a > DateTime.MinValue && b <= TimeSpan.Zero && c == default && d < new DateOnly(2020, 1, 1) && t != default;
                public static int Checked(int a, int b) { checked { return a + b > 10 ? a * b : a - b; } }
                public static byte Small(byte b) { b += 1; b++; byte c = 5; const int k = 3; b <<= 1; return (byte)(b + c + k); }
            }
            """),
        ("Texts", """
            public static class C
            {
                public static bool M(string a, string? b, char c) =>
                    a == b || a != "x" || a.Equals(b) || string.Equals(a, b, StringComparison.Ordinal) || string.Equals(a, b)
                    || a.StartsWith("x") || a.StartsWith('x') || a.StartsWith("x", StringComparison.OrdinalIgnoreCase)
                    || a.EndsWith(b ?? "") || a.EndsWith(c) || a.Contains("y", StringComparison.Ordinal) || a.Contains('y') || a.Contains("z")
                    || b?.StartsWith("q") == true || a.Equals((object?)b) || string.IsNullOrEmpty(a) || "" == a || null == b || a.Length > 3;
                public static string N(string a) => $"{a,10:x}{(a.Length > 3 ? "y" : "n")}" + a switch { "a" => 1, "b" or "c" => 2, { Length: > 5 } => 3, _ => 4 } + "q";
            }
            """),
        ("Patterns", """
            public abstract record Shape { public record Circle(double R) : Shape; public record Box(double W, double H) : Shape; }
            public static class C
            {
                public static double Area(Shape? s)
                {
                    if (s is Shape.Circle c) return c.R;
                    if (s is not Shape.Box { W: > 0 } b) return -1;
                    if (b is (var w, > 5) && w > 3) return w;
                    if (s is Shape.Box { H: var h } && h is >= 1 and < 9 or 11) return h;
                    if (!(s is Shape.Box x && x.W > 1)) return 3;
                    return x.H;
                }
                public static int List(int[] a) => a is [1, .. var rest, 2] && rest.Length > 1 ? rest[0] : a is [] or [_] ? 1 : 0;
                public static int Span(ReadOnlySpan<char> s) => s is "abc" ? 1 : s is ['a', .. var r] && r.Length > 0 ? r[0] : 0;
                public static int Type(object? o) => o switch { int i when i > 3 => i, int => 1, string { Length: 3 } s => s.Length, null => 0, DayOfWeek.Monday => 5, _ => throw new ArgumentException() };
                public static string Tuples(int a, int b) => (a, b) switch { (1, 2) => "x", (_, > 3) when a < b => "y", _ => "z" };
                public static int Letters(char c) { if (c is 'a' or 'b' or (>= 'x' and <= 'z')) return 1; return c is not 'q' ? 2 : 3; }
                public static bool While(Queue<int?> q) { while (q.Count > 0 && q.Dequeue() is { } next) { if (next is 3) return true; } return false; }
                public static bool Out(Dictionary<string, int> d) => d.TryGetValue("k", out var v) && v > 3 && int.TryParse("3", out int n) ? v == n : d.Count == 0;
                public static bool Compared(Dictionary<string, int> d, string s) => d.TryGetValue(s, out var v) == v > 3;
                public static bool Counted(Dictionary<string, int> d, string s) => d.Count > (d.Remove(s, out var v) ? v : 0) == s is { Length: > 3 } long_;
            }
            """),
        ("Switches", """
            public static class C
            {
                public enum E { A, B, D }
                public static int Statement(string s, int n, E e, int? q)
                {
                    switch (s) { case "a": return 1; case "b": case "c": n++; goto case "d"; case "d": n += 2; break; default: n = 0; break; }
                    switch (n) { case 1: n = 3; break; case > 5 when n < 9: return 4; }
                    switch (e) { case E.A: return n; case E.B: goto default; default: break; }
                    switch (q) { case null: return 1; case 3: return 2; }
                    switch ((n, e)) { case (1, E.A): return 1; case var (x, y) when x > 3: return x; }
                    switch (e) { case E.A: case E.B: case E.D: return 7; default: throw new InvalidOperationException(); }
                }
                public static string Expression(E e) => e switch { E.A => "a", E.B => "b", E.D => "d", _ => throw new ArgumentOutOfRangeException(nameof(e)) };
                public static bool Bool(bool b) { switch (b) { case true: return false; case false: return true; } }
                public static int Loop(int n) { again: n--; if (n > 3) goto again; else if (n > 100) goto again; return n; }
            }
            """),
        ("Async", """
            public class C
            {
                public async Task<int> M(int a, CancellationLike? c) { if (a > await N(a)) return 1; await Task.Yield(); for (var i = 0; i < await N(2); i++) a += i; return await N(a) is var x && x > 3 ? x : a; }
                public static async Task<int> N(int a) => await Task.FromResult(a);
                public async Task V() => await Task.Delay(0);
                public async IAsyncEnumerable<int> Stream(int n) { for (var i = 0; i < n; i++) { if (i % 2 == 0) yield return i; await Task.Yield(); } }
                public async ValueTask<bool> Foreach() { await foreach (var i in Stream(4)) { if (i == 2) return true; } return false; }
                public Func<Task> L => async () => await Task.Delay(0);
                public Func<int, Task<int>> R => async a => a > 3 ? await N(a) : 0;
                public class CancellationLike { }
            }
            """),
        ("Iterators", """
            public static class C
            {
                public static IEnumerable<int> M(int n) { if (n < 0) throw new ArgumentException("no", nameof(n)); for (var i = 0; i < n; i++) { if (i == 3) yield break; yield return i * 2; } }
                public static IEnumerable<T> Where<T>(IEnumerable<T> s, Func<T, bool> p) { foreach (var t in s) if (p(t)) yield return t; }
                public static int Query(int[] a) => (from x in a where x > 3 && x != 5 let y = x * 2 orderby y descending select y + 1).Sum();
                public static IQueryable<int> Tree(IQueryable<int> a) => from x in a where x > 3 select x + 1;
                public static System.Linq.Expressions.Expression<Func<int, bool>> E => x => x > 3 && x < 5;
                public static IQueryable<int> Call(IQueryable<int> a) => a.Where(x => x > 3).Select(x => x * 2);
            }
            """),
        ("Unsafe", """
            public static unsafe class C
            {
                public static int M(char* p, int n) { if (p == null || *p == 'a') return 0; while (*p != 0 && n-- > 0) p++; return *p > 'z' ? 1 : 2; }
                public static int Fixed(string s) { fixed (char* p = s) { if (p != null) return M(p, s.Length); else return 1; } }
                public static int Stack(int n) { Span<int> s = stackalloc int[n]; int* q = stackalloc int[3]; s[0] = n; return s[0] > 3 ? s[0] : q[0]; }
            }
            """),
        ("Generics", """
            public interface IShape<TSelf> where TSelf : IShape<TSelf> { static abstract TSelf Zero { get; } static virtual int Sides(int n) { if (n > 3) return n; return 3; } static abstract bool operator >(TSelf a, TSelf b); static abstract bool operator <(TSelf a, TSelf b); }
            public static class C
            {
                public static T Max<T>(T a, T b) where T : IComparable<T> => a.CompareTo(b) > 0 ? a : b;
                public static bool Greater<T>(T a, T b) where T : IShape<T> => a > b || T.Sides(3) > 4;
                public static T? Find<T>(IEnumerable<T> all, Predicate<T> p) where T : class { foreach (var t in all) { if (t is { } found && p(found)) return found; } return null; }
                public static bool Null<T>(T t) => t == null || t is string;
                public static bool Struct<T>(T? t) where T : struct => t is { } v && v.Equals(default(T)) || t == null;
                public static TOut Sum<TOut>(TOut[] a) where TOut : System.Numerics.INumber<TOut> { var s = TOut.Zero; foreach (var x in a) if (x > TOut.One) s += x; return s; }
            }
            """),
        ("Members", """
            public class C(int start, string name = "x") : B(start > 3 ? 1 : 2)
            {
                private readonly int _a = start > 0 ? start : -start, _b = 3;
                public int Auto { get; set; } = start < 2 ? 5 : 6;
                public int Arrow => _a > _b ? _a : _b;
                public int Get { get => _a > 1 ? 1 : 2; set { if (value < 0) throw new ArgumentOutOfRangeException(nameof(value)); Auto = value; } }
                public string Field { get; set => field = value ?? throw new ArgumentNullException(nameof(value)); } = "";
                public int this[int i] => i > 0 ? i : this[i, 0];
                public int this[int i, int j] { get { return i > j ? 1 : 0; } }
                public C(string s) : this(s.Length > 2 ? 1 : 2, s) { Auto++; }
                public static bool operator ==(C? a, C? b) => a is null ? b is null : a.Equals(b);
                public static bool operator !=(C? a, C? b) => !(a == b);
                public override bool Equals(object? o) => o is C c && c.Auto == Auto;
                public override int GetHashCode() => Auto;
                public static implicit operator int(C c) => c.Auto;
                public static explicit operator C(int i) { return new C(i); }
                ~C() { if (Auto > 3) Auto = 2; }
                public event Action? Changed { add { if (value != null) Auto++; } remove => Auto--; }
                public int Local(int n) { int F(int x) => x > 1 ? x * F(x - 1) : 1; static bool G(int x) { return x == 3; } return G(n) ? F(n) : 0; }
                public void Void() => Auto++;
                public void Throw() => throw new NotSupportedException(name);
                public ref int Ref(int[] a) { if (a.Length > 2) return ref a[1]; return ref a[0]; }
                public ref int RefArrow(int[] a) => ref a[0];
                public const int K = 3 + 4;
                [System.ComponentModel.DefaultValue(3)] public bool Optional(int x = 3, bool b = true) => x > 3 == b;
            }
            public class B(int x) { public int X { get; } = x; }
            public partial class P { public partial int M(int a); public partial int Q { get; } }
            public partial class P { public partial int M(int a) => a > 3 ? 1 : 2; public partial int Q => M(3) == 2 ? 1 : 0; }
            public readonly record struct R(int A, int B) { public bool Is => A > B; public R Add(int x) => this with { A = A + x > 9 ? 9 : A + x }; }
            public ref struct S { public Span<int> A; public bool Any => A.Length > 0 && A[0] == 3; }
            public interface I { int D(int a) => a > 3 ? 1 : 0; }
            """),
        ("Extensions", """
            public static class C
            {
                extension(string s) { public bool IsLong => s.Length > 3; public int Twice(int n) { if (n > 0) return s.Length * 2; return 0; } public static bool Yes(int a) => a == 3; }
                extension<T>(IEnumerable<T> all) { public bool None => !all.Any(); }
                public static int Old(this string s) => s.IsLong ? s.Twice(1) : 0;
            }
            """),
        ("Lambdas", """
            public static class C
            {
                public static Func<int, int> Pick(bool b) => b ? x => x > 3 ? x : 3 : x => x;
                public static Action<List<int>> Adder = l => l.Add(3);
                public static void Run(Action a) { a(); } public static int Run(Func<int> f) => f();
                public static int Over() => Run(() => 3);
                public static int Statement() { var n = 0; Run(() => { n++; }); Action a = () => n += 2; a(); Func<int, bool> p = delegate (int x) { return x > n; }; return p(5) ? n : 0; }
                public static int Nested(int[] a) => a.Select((x, i) => a.Where(y => y > x).Count(y => y < i && y != 0)).Max();
                public static string? Nulls(string? a, List<string>? b, int? c) { a ??= "q"; b?.Add(a); var l = b?[0]?.Trim()?.Length ?? c ?? 7; return l > 3 ? b?.FirstOrDefault()?.ToString() : a?.ToUpperInvariant() ?? throw new InvalidOperationException(); }
                public static Func<int> Throws = () => throw new InvalidOperationException();
                public static event EventHandler? Raised; public static void Raise() => Raised?.Invoke(null, EventArgs.Empty);
                public static ReadOnlySpan<int> Collection(bool b) => b ? [1, 2, 3] : [];
                public static int[] Arrays(int n) { var a = new int[n]; var b = new int[n, 2]; var c = new int[n][]; var d = new[] { n, 1 }; var e = new int[2] { 1, 2 }; return n > 3 ? a : d; }
                public static string Sizes(int n) => new string('x', n) + new System.Text.StringBuilder(n) + "a".PadLeft(n) + new List<int>(n).Count;
                public static (int A, string B) Tuple(int n) { var (x, y) = (n, n > 3); (x, y) = (y ? 1 : 2, x == 2); return (x, y ? "a" : "b"); }
                public static int Try(string s) { try { return int.Parse(s); } catch (FormatException e) when (e.Message.Length > 3) { return 1; } catch (Exception) { throw; } finally { Console.Out.Flush(); } }
                public static void Using() { using var s = new System.IO.MemoryStream(); using (s) s.WriteByte(1); lock (s) s.Flush(); }
            }
            """),
        ("Directives", """
            #nullable disable
            public static class C
            {
            #if DEBUG
                public static int Gone() => 1;
            #else
                public static int Here(string s) // comment
                {
                    #region inside
                    if (s != null) /* why */ return s.Length;
                    #endregion
                    return 0;
                }
            #endif
                public static int Quoted(int a, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(a))] string text = "") => text.Length;
                public static int Calls() { ArgumentNullException.ThrowIfNull(nameof(Here)); return Quoted(3 > 2 ? 1 : 5); }
            #pragma warning disable CS0162
                public static int Dead() { return 1; return 2; }
            }
            """),
    ];
}
