using CodegenLab.Engine.Subjects;
using CodegenLab.Worker.Protocol;

namespace CodegenLab.Engine.Tests.Subjects;

public sealed class AnnouncementFinderTests
{
    [TestCase("""<paramref name="a"/> is <see langword="null"/>.""", "a Null")]
    [TestCase("""Thrown when <paramref name="a"/> is null or empty.""", "a Null, a Empty")]
    [TestCase("""If <paramref name="a"/> or <paramref name="b"/> is null""", "a Null, b Null")]
    [TestCase("""The value of <paramref name="n"/> is less than or equal to zero.""", "n Zero, n Negative")]
    [TestCase("""<paramref name="n"/> is negative.""", "n Negative")]
    [TestCase("""<paramref name="a"/> and <paramref name="b"/> are null.""", "", Description = "Both, or one of them?")]
    [TestCase("""<paramref name="a"/> is null and <paramref name="n"/> is negative.""", "")]
    [TestCase("""<paramref name="a"/> is not null.""", "")]
    [TestCase("""There is no such thing.""", "")]
    public void Promises_are_read_where_the_words_leave_no_doubt(string words, string expected)
    {
        var promised = Find($$"""
            class C
            {
                /// <exception cref="ArgumentException">{{words}}</exception>
                public void M(string a, string b, int n) { }
            }
            """).Promised;

        Assert.That(string.Join(", ", promised.Select(promise => $"{promise.Parameter} {promise.Input}")), Is.EqualTo(expected));
        Assert.That(promised.Select(promise => (promise.Member, promise.Exception)).Distinct(), Is.SubsetOf(new[] { ("M:C.M(System.String,System.String,System.Int32)", "System.ArgumentException") }));
    }

    [Test]
    public void Documentation_is_inherited_from_the_interface()
    {
        var documented = Find("""
            interface I
            {
                /// <exception cref="FormatException">It is no number.</exception>
                int M(string text);
            }
            class C : I
            {
                /// <inheritdoc/>
                public int M(string text) => int.Parse(text);
            }
            """).Documented;

        Assert.That(documented["M:C.M(System.String)"], Is.EqualTo(new[] { "System.FormatException" }));
    }

    [Test]
    public void What_is_thrown_on_purpose_is_known_by_member()
    {
        var thrown = Find("""
            class C
            {
                int A(string s) => (s ?? throw new ArgumentNullException(nameof(s))).Length;
                void B(int n) { ArgumentOutOfRangeException.ThrowIfNegative(n); }
                int P { get { throw Made(); } }
                int D(int n) => checked(n + 1);
                Exception Made() => new InvalidOperationException();
                int E(int n) => unchecked(n + 1);
            }
            """).Thrown;

        Assert.That(thrown.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key} {string.Join(' ', one.Value)}"), Is.EqualTo(new[]
        {
            "M:C.A(System.String) ArgumentNullException", "M:C.B(System.Int32) ArgumentOutOfRangeException", "M:C.D(System.Int32) OverflowException", "P:C.P *",
        }));
    }

    private static Announcements Find(string source) => AnnouncementFinder.Find(SampleCompilation.Of(source));
}
