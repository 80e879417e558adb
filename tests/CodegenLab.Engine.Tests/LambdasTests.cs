namespace CodegenLab.Engine.Tests;

/// <summary>Code that is handed functions, or their expression trees, and what only those bring it to that do something with their arguments.</summary>
public sealed class LambdasTests() : SearchedSampleTests(() => new SearchedSample(Source), cpuSeconds: 1)
{
    private const string Source = """
        using System.Linq.Expressions;
        namespace Sample;
        public sealed record Order(string Customer, int Lines, decimal Total);
        public sealed class Mapping<T>
        {
            private readonly List<string> _columns = new();
            public int Count => _columns.Count;
            public Mapping<T> Map<TMember>(Expression<Func<T, TMember>> member)
            {
                var body = member.Body is UnaryExpression { NodeType: ExpressionType.Convert } converted ? converted.Operand : member.Body;
                if (body is not MemberExpression { Expression: ParameterExpression } access)
                    throw new ArgumentException("Only members can be mapped.", nameof(member));
                _columns.Add(access.Member.Name);
                return this;
            }
            public string Header() => string.Join(';', _columns);
        }
        public sealed class OrderMapping
        {
            public static string HeaderOf(Expression<Func<Order, object>> column) => new Mapping<Order>().Map(column).Header();
        }
        public interface IRule<T, out TValue> { string Name { get; } }
        internal sealed class Rule<T, TValue>(string name) : IRule<T, TValue> { public string Name => name; public bool IsRequired { get; set; } }
        public sealed class Rules<T>
        {
            public IRule<T, TValue> For<TValue>(Expression<Func<T, TValue>> member) => new Rule<T, TValue>(member.Body.NodeType.ToString());
        }
        public static class RuleExtensions
        {
            public static string Required<T>(this IRule<T, int?> rule)
            {
                ((Rule<T, int?>)rule).IsRequired = true;
                return rule.Name + " is required";
            }
        }
        public static class Orders
        {
            public static string Turned(IEnumerable<string> texts)
            {
                var all = texts.Reverse().ToList();
                return all.Count > 1 ? string.Join(',', all) : "none";
            }
            public static int Large(IReadOnlyList<Order> orders, Func<Order, bool> filter)
            {
                var some = 0;
                foreach (var order in orders)
                {
                    if (filter(order))
                        some++;
                }
                return some > 0 && some < orders.Count ? some : -1;
            }
            public static string Longest(string[] texts, Func<string, string, string> merge)
            {
                var all = "";
                foreach (var text in texts)
                    all = merge(all, text);
                return all.Length > 2 && all != texts[0] ? all : "short";
            }
        }
        """;

    [Test]
    public void Lead_everywhere()
    {
        var covered = Found.Tests.SelectMany(test => test.Goals).ToHashSet();

        Assert.That(Sample.Subject.Sites.Where(site => !site.IsSoft && (!covered.Contains(site.Id * 2) || (!site.IsArm && !covered.Contains((site.Id * 2) + 1)))).Select(site => site.Member), Is.Empty);
    }

    [Test]
    public void Are_written_as_people_write_them()
    {
        Assert.That(Text, Does.Match(@"HeaderOf\(x => x\.(Customer|Lines|Total)\)"));
        Assert.That(Text, Does.Match(@"Orders\.Large\(.*, x => x\.\w+ (==|!=|<|>) "));
        Assert.That(Text, Does.Contain("(_, x) => x"));
    }

    /// <summary>A fake is refused there: only what the subject makes is a rule to it.</summary>
    [Test]
    public void Make_what_a_parameter_asks_for_where_only_a_generic_member_gives_it() => Assert.That(Text, Does.Match(@"For<int\?>\(\w+ => \w+\)").And.Contain("\"Convert is required\""));

    [Test]
    public void No_test_states_that_a_fake_is_not_what_the_subject_makes_itself() => Assert.That(Text, Does.Not.Contain("InvalidCastException"));

    [Test]
    public void Items_of_sequences_tell_what_becomes_of_them() => Assert.That(Text, Does.Contain("Turned(new[] { \"a\", \"b\" })").Or.Contain("Turned([\"a\", \"b\"])"));

    [Test]
    public void Pass_in_the_original() => Sample.AssertPasses(Found);
}
