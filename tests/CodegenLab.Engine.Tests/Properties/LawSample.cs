using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Engine.Tests.Properties;

/// <summary>Types with laws of every kind, kept and not.</summary>
internal static class LawSample
{
    public const string Source = """
        namespace Sample.Laws;

        /// <summary>Whole degrees.</summary>
        public readonly struct Degrees : IComparable<Degrees>
        {
            public Degrees(int value)
            {
                ArgumentOutOfRangeException.ThrowIfLessThan(value, -273);
                if (value is > 5_000)
                    throw new ArgumentOutOfRangeException(nameof(value));
                Value = value;
            }

            public static Degrees Zero => new(0);
            public int Value { get; }

            /// <summary>Reads what <see cref="Degrees.ToString"/> writes.</summary>
            public static Degrees Parse(string text) => new(int.Parse(text[..^1]));
            public override string ToString() => Value + "C";
            public int CompareTo(Degrees other) => Value.CompareTo(other.Value);
            public static bool operator <(Degrees left, Degrees right) => left.Value < right.Value;
            public static bool operator >(Degrees left, Degrees right) => left.Value > right.Value;
            public static Degrees operator +(Degrees left, Degrees right) => new(left.Value + right.Value);
            public static Degrees operator -(Degrees left, Degrees right) => new(left.Value - right.Value);
        }

        /// <summary>Equal whatever the case, but its hash code is not.</summary>
        public sealed class Tag(string text, int weight) : IEquatable<Tag>
        {
            public string Text { get; } = text;
            public int Weight { get; } = weight;
            public bool Equals(Tag? other) => other is not null && Text.Equals(other.Text, StringComparison.OrdinalIgnoreCase);
            public override bool Equals(object? obj) => Equals(obj as Tag);
            public override int GetHashCode() => Text.GetHashCode();
        }

        /// <summary>Only these.</summary>
        public sealed class Level
        {
            public static readonly Level Low = new("low");
            public static readonly Level High = new("high");
            private Level(string name) => Name = name;
            public string Name { get; }
            public Level Raised() => this == Low ? High : Low;
        }

        public static class Codec
        {
            public static string Encode(byte[] bytes) => Convert.ToHexString(bytes);
            public static byte[] Decode(string text) => Convert.FromHexString(text);
            public static string Tidy(this string text) => text.Trim();
            public static int Twice(int number) => number * 2;
            public static int Max(int one, int other) => one > other ? one : other;
            public static Task<int> LaterAsync(int number) => Task.FromResult(number);
        }

        /// <summary>Whether a value is in it counts.</summary>
        public sealed class Bag<T>
        {
            private readonly HashSet<T> _items = [];
            public int Count => _items.Count;
            public bool Add(T item) => _items.Add(item);
            public void Remove(T item) => _items.Remove(item);
            public bool Contains(T item) => _items.Contains(item);
            public void Clear() => _items.Clear();
        }

        /// <summary>Its equality is the compiler's: nobody can have got it wrong.</summary>
        public sealed record Point(int X, int Y);

        internal static class Hidden
        {
            public static string Normalize(string text) => text.ToUpperInvariant();
        }
        """;

    public static CSharpCompilation Compilation { get; } = SampleCompilation.Of(Source);
}
