using CodegenLab.Engine.Rendering;
using CodegenLab.Pipeline.Candidates;

namespace CodegenLab.Pipeline.Tests.Candidates;

public sealed class DraftFixtureTests
{
    private const string Draft = """
        using System;
        using Shop;

        namespace Anything.At.All
        {
            using System.Linq;

            [TestFixture, Parallelizable]
            public class SomeTests : IDisposable
            {
                private readonly Clock _clock = new();

                // Source: "never" (Clock)
                [Test]
                public void Ticks()
                {
                    Assert.That(_clock.Ticks, Is.Zero);
                }

                [TestCase(1)]
                [TestCase(2)]
                public void Rows(int number) => Assert.That(number, Is.Positive);

                public void Dispose() { }
            }

            internal sealed class Clock { public int Ticks => 0; }
        }
        """;

    [Test]
    public void A_class_around_one_that_is_completed_can_be_completed_as_well() => Assert.That(
        DraftFixture.Read("public class SomeTests { [Test] public void One() { } }\n[Fake] internal sealed partial class FakeClock : IClock;")!.Write("", "", "ClockTests", fileScoped: true),
        Does.StartWith("public sealed partial class ClockTests\n").And.Contain("[Fake] private sealed partial class FakeClock : IClock;"));

    [Test]
    public void A_draft_is_written_again_under_another_name() =>
        Assert.That(DraftFixture.Read(Draft)!.Write("// ours\n", "Shop.Tests", "ClockDraftedTests", fileScoped: true), Is.EqualTo("""
            // ours

            using System;
            using System.Linq;
            using Shop;

            namespace Shop.Tests;

            [TestFixture, Parallelizable]
            public sealed class ClockDraftedTests : IDisposable
            {
                private readonly Clock _clock = new();

                public void Dispose() { }

                // Source: "never" (Clock)
                [Test]
                public void Ticks()
                {
                    Assert.That(_clock.Ticks, Is.Zero);
                }

                [TestCase(1)]
                [TestCase(2)]
                public void Rows(int number) => Assert.That(number, Is.Positive);

                private sealed class Clock { public int Ticks => 0; }
            }

            """));

    [Test]
    public void Directives_stay_at_the_margin_and_those_of_the_file_go([Values] bool fileScoped)
    {
        const string Directives = """"
            #nullable enable
            namespace Any;
            public class Tests
            {
                #region Old things
            #pragma warning disable CS0618
                [Test]
                public void Old()
                {
            #if DEBUG
                    Assert.Fail();
            #else
                    Assert.That(Clock.Old, Is.EqualTo("""
                        #pragma is text here
                        """));
            #endif
            #pragma warning disable CS0612
                    Assert.That(Clock.Older, Is.EqualTo(@"
            #endregion"));
                }
            #pragma warning restore CS0618

                // Said.
                [Test]
                public void New() { }
                #endregion
            }
            """";

        var written = DraftFixture.Read(Directives)!.Write("", "Any", "A", fileScoped);

        const string Expected = """"
            namespace Any
            {
                public sealed class A
                {
            #pragma warning disable CS0618
                    [Test]
                    public void Old()
                    {
                        Assert.That(Clock.Old, Is.EqualTo("""
                            #pragma is text here
                            """));
            #pragma warning disable CS0612
                        Assert.That(Clock.Older, Is.EqualTo(@"
            #endregion"));
                    }

            #pragma warning restore CS0618

                    // Said.
                    [Test]
                    public void New() { }
                }
            }

            """";
        Assert.That(written, Is.EqualTo(fileScoped ? Expected.Replace("namespace Any\n{\n", "namespace Any;\n\n").Replace("\n    ", "\n")[..^2] : Expected));
        Assert.That(DraftFixture.Read(written)!.Write("", "Any", "A", fileScoped), Is.EqualTo(written));
    }

    [Test]
    public void What_is_written_is_read_the_same([Values] bool fileScoped)
    {
        var once = DraftFixture.Read(Draft)!.Write("", "Shop.Tests", "A", fileScoped);

        Assert.That(DraftFixture.Read(once)!.Write("", "Shop.Tests", "A", fileScoped), Is.EqualTo(once));
    }

    [Test]
    public void Verbatim_text_is_not_moved()
    {
        var draft = DraftFixture.Read("class A\n{\n    [Test]\n    public void Reads()\n    {\n        var text = @\"one\n  two\";\n    }\n}\n")!;

        Assert.That(draft.Write("", "Deep", "A", fileScoped: false), Does.Contain("@\"one\n  two\";"));
    }

    [Test]
    public void Without_a_test_there_is_no_fixture() => Assert.That(DraftFixture.Read("class A { void B() { } }"), Is.Null);

    [Test]
    public void Tests_of_the_same_name_are_told_apart_in_one_class()
    {
        var one = DraftFixture.Read("class A { int _n; [Test] public void Works() { } }")!;
        var other = DraftFixture.Read("class B { int _n; [Test] public void Works() { Assert.Pass(); } }")!;

        var both = one.With(other);

        Assert.That(both!.Tests.Select(test => test.Name), Is.EqualTo(new[] { "Works", "Works_2" }));
        Assert.That(both.Tests[1].Text, Does.Contain("void Works_2()"));
        Assert.That(both.Support, Has.Length.EqualTo(1));
    }

    [TestCase("class B { long _n; [Test] public void Works() { } }", TestName = "Another field of the same name")]
    [TestCase("class B : IDisposable { [Test] public void Works() { } }", TestName = "Other bases")]
    [TestCase("[SetCulture(\"de\")] class B { [Test] public void Works() { } }", TestName = "Other attributes")]
    [TestCase("using T = System.Int64; class B { [Test] public void Works() { } }", TestName = "Another meaning of an alias")]
    public void Classes_that_mean_different_things_stay_apart(string other) =>
        Assert.That(DraftFixture.Read("using T = System.Int32; class A { int _n; [Test] public void Works() { } }")!.With(DraftFixture.Read(other)!), Is.Null);

    [Test]
    public void Several_classes_of_a_draft_become_one()
    {
        var draft = DraftFixture.Read("class A { [Test] public void One() { } } class B { [Test] public void Two() { } }")!;

        Assert.That(draft.Tests.Select(test => test.Name), Is.EqualTo(new[] { "One", "Two" }));
    }

    /// <summary>xUnit sets up in constructors and hands in fixtures.</summary>
    [Test]
    public void A_constructor_goes_by_the_name_of_the_class()
    {
        var draft = DraftFixture.Read("public class SomeTests { private readonly int _n; public SomeTests() { _n = 1; } [Fact] public void Works() { } }", TestFramework.XUnit)!;
        var other = DraftFixture.Read("public class OtherTests { private readonly int _n; public OtherTests() { _n = 1; } [Fact] public void Works() { } }", TestFramework.XUnit)!;
        var written = draft.With(other)!.Write("", "Any", "A", fileScoped: true);

        Assert.That(written, Does.Contain("public A() { _n = 1; }").And.Contain("Works_2").And.Not.Contain("SomeTests"));
        Assert.That(DraftFixture.Read(written, TestFramework.XUnit)!.Write("", "Any", "A", fileScoped: true), Is.EqualTo(written));
    }

    [Test]
    public void Parameters_of_a_primary_constructor_stay() =>
        Assert.That(
            DraftFixture.Read("public class SomeTests(Bank bank) : IClassFixture<Bank> { [Fact] public void Works() { } }", TestFramework.XUnit)!.Write("", "Any", "A", fileScoped: true),
            Does.Contain("public sealed class A(Bank bank) : IClassFixture<Bank>\n"));

    [TestCase("[TestClass] public class A { [TestMethod] public void Works() { } }")]
    [TestCase("public class A { [TestMethod] public void Works() { } }")]
    public void A_class_of_MSTest_is_marked_once(string draft) =>
        Assert.That(DraftFixture.Read(draft, TestFramework.MSTest)!.Write("", "Any", "A", fileScoped: true), Does.StartWith("namespace Any;\n\n[TestClass]\npublic sealed class A\n{\n    [TestMethod] public void Works() { }"));
}
