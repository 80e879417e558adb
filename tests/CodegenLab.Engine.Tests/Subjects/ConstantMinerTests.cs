using CodegenLab.Engine.Subjects;
using CodegenLab.Worker.Protocol;

namespace CodegenLab.Engine.Tests.Subjects;

public sealed class ConstantMinerTests
{
    [Test]
    public void Finds_literals_once_in_the_order_of_the_source()
    {
        var pool = Mine("""class C { bool M(string s) => s == "beta" || s.StartsWith("alpha") || s.Split(';').Length > 1 || s == "beta" || s.Length > 2.5; }""");

        Assert.Multiple(() =>
        {
            Assert.That(pool.Texts, Is.EqualTo(new[] { "beta", "alpha" }));
            Assert.That(pool.Characters, Is.EqualTo("betalph;"));
            Assert.That(pool.Reals, Is.EqualTo(new[] { 2.5 }));
        });
    }

    [Test]
    public void An_integer_comes_with_its_neighbours()
    {
        var pool = Mine("class C { bool M(int n) => n > 10 || n == -3; }");

        Assert.That(pool.Integers, Is.EqualTo(new long[] { 10, 9, 11, -3, -4, -2 }));
    }

    [Test]
    public void Knows_which_member_a_constant_stands_in()
    {
        var pool = Mine("""
            class C
            {
                private const int Limit = 70;
                private static readonly string Name = "field";
                int P { get => 20; set => Use(value, "setter"); }
                void Use(int n, string s) { if (n > Limit) switch (s) { case "label": break; } }
            }
            """);

        Assert.Multiple(() =>
        {
            Assert.That(pool.TextsOfMember["P:C.P"], Is.EqualTo(new[] { "setter" }));
            Assert.That(pool.TextsOfMember["F:C.Name"], Is.EqualTo(new[] { "field" }));
            Assert.That(pool.TextsOfMember["M:C.Use(System.Int32,System.String)"], Is.EqualTo(new[] { "label" }));
            Assert.That(pool.IntegersOfMember["M:C.Use(System.Int32,System.String)"], Does.Contain(70));
        });
    }

    [Test]
    public void Leaves_out_messages_attributes_and_long_texts()
    {
        var pool = Mine($$"""[System.Obsolete("old")] class C { string M() => throw new System.Exception("sorry"); string L = "{{new string('x', 81)}}"; }""");

        Assert.That(pool.Texts, Is.Empty);
    }

    [Test]
    public void Knows_what_exceptions_say()
    {
        var pool = Mine("""class C { void M(int a) { if (a > 1) throw new System.Exception($"more than {a} of them"); throw new System.Exception("sorry"); } }""");

        Assert.That(pool.Messages, Is.EqualTo(new[] { "more than \0 of them", "sorry" }));
    }

    [Test]
    public void Writes_what_is_read_from_json()
    {
        var pool = Mine("""
            using System.Collections.Generic; using System.Text.Json; using System.Text.Json.Serialization;
            enum Size { Small, Large }
            record Part([property: JsonPropertyName("id")] int Number, Size? Size, System.DateOnly Day);
            class Order { public string Name { get; set; } = ""; public List<Part> Parts { get; init; } = []; public int Count => Parts.Count; public Order? Next { get; set; } }
            class C { object? M(string text) => JsonSerializer.Deserialize<Order>(text); }
            """);

        Assert.That(pool.Documents, Is.EqualTo(new[] { """{"Name":"a","Parts":[{"id":1,"Size":1,"Day":"2024-01-01"}],"Next":{"Name":"a","Parts":[],"Next":{"Name":"a","Parts":[]}}}""", "{}", "null" }));
    }

    private static ConstantPool Mine(string source) => ConstantMiner.Mine(SampleCompilation.Of(source));
}
