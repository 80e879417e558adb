using CodegenLab.Worker.TestCases;

namespace CodegenLab.Engine.Tests;

/// <summary>Subjects that raise events, and those that listen to them: what the tests for them look like.</summary>
public sealed class EventsTests() : SearchedSampleTests(() => new SearchedSample(Source), cpuSeconds: .8)
{
    private const string Source = """
        using System.ComponentModel;
        using System.Runtime.CompilerServices;
        namespace Sample;
        public sealed class CustomerModel : INotifyPropertyChanged
        {
            private string _name = "";
            private int _credit;
            public event PropertyChangedEventHandler? PropertyChanged;
            public string Name
            {
                get => _name;
                set
                {
                    if (_name == value)
                        return;
                    _name = value;
                    Notify();
                    Notify("Title");
                }
            }
            public string Title => "Dear " + Name;
            public int Credit
            {
                get => _credit;
                set { _credit = value; Notify(); }
            }
            private void Notify([CallerMemberName] string? property = null) => PropertyChanged?.Invoke(this, new PropertyChangedEventArgs(property));
        }
        public sealed class StockEventArgs(string sku, int left) : EventArgs
        {
            public string Sku { get; } = sku;
            public int Left { get; } = left;
        }
        public sealed class Shelf
        {
            private int _pieces;
            public event EventHandler? Emptied;
            public event EventHandler<StockEventArgs>? RanLow;
            public event Action<int>? Filled;
            public void Put(int pieces)
            {
                _pieces += pieces;
                Filled?.Invoke(_pieces);
            }
            public void Take(string sku, int pieces)
            {
                if (pieces > _pieces)
                    throw new InvalidOperationException("There are not so many.");
                _pieces -= pieces;
                if (_pieces == 0)
                    Emptied?.Invoke(this, EventArgs.Empty);
                else if (_pieces < 5)
                    RanLow?.Invoke(this, new StockEventArgs(sku, _pieces));
            }
        }
        public interface IThermometer
        {
            event EventHandler<StockEventArgs>? Changed;
            event Action? Broken;
        }
        public sealed class Heating
        {
            public Heating(IThermometer thermometer)
            {
                thermometer.Changed += (_, e) => IsOn = e.Left < 18;
                thermometer.Broken += () => Failures++;
            }
            public bool IsOn { get; private set; }
            public int Failures { get; private set; }
        }
        """;

    [Test]
    public void A_test_says_which_properties_are_reported_as_changed()
    {
        Assert.That(Text, Does.Contain("customerModel.PropertyChanged += (_, e) => propertyNames.Add(e.PropertyName);"));
        Assert.That(Text, Does.Contain("Assert.That(propertyNames, Is.EqualTo(new[] { \"Name\", \"Title\" }));"));
    }

    [Test]
    public void What_comes_with_an_event_is_collected_and_one_without_anything_is_counted()
    {
        Assert.That(Text, Does.Contain("shelf.Emptied += (_, _) => timesEmptied++;"));
        Assert.That(Text, Does.Contain("shelf.RanLow += (_, e) => skus.Add(e.Sku);").Or.Contain("shelf.RanLow += (_, e) => lefts.Add(e.Left);"));
        Assert.That(Text, Does.Contain("shelf.Filled += e => filledValues.Add(e);"));
    }

    [Test]
    public void A_fake_raises_events_of_its_own_at_its_listeners()
    {
        Assert.That(Text, Does.Contain("Constructor_WhenBrokenIsRaised_SetsFailures").And.Contain("thermometer.RaiseBroken();"));
        Assert.That(Text, Does.Contain("thermometer.RaiseChanged("));
        Assert.That(Text, Does.Contain("public void RaiseChanged(StockEventArgs e) => Changed?.Invoke(this, e);"));
    }

    [Test]
    public void Every_mutant_of_what_is_raised_is_killed()
    {
        var killed = Found.Tests.SelectMany(test => test.Kills).ToHashSet();
        var raising = Sample.Subject.Mutants.Where(mutant => mutant.Original.Contains("Invoke(", StringComparison.Ordinal) || mutant.Original.Contains("Notify(", StringComparison.Ordinal) || mutant.Original == "\"Title\"").ToList();
        var alive = raising.Where(mutant => !killed.Contains(mutant.Id)).Select(mutant => $"{mutant.Member} {mutant.Original} -> {mutant.Replacement}").ToList();

        Assert.That(raising, Has.Count.GreaterThan(5));
        Assert.That(alive, Is.Empty);
    }

    [Test]
    public void A_listener_stands_only_where_it_hears_something_that_nothing_else_tells()
    {
        foreach (var test in Found.Tests)
        {
            var listened = Enumerable.Range(0, test.Case.Statements.Length).Where(i => Found.Catalog.Members[test.Case.Statements[i].Call.Member].Kind == MemberShapeKind.Event);

            Assert.That(listened.Where(i => test.Observations.All(observation => observation.Of.Statement != i)).Count(), Is.LessThanOrEqualTo(1), test.Case.ToString());
        }
    }

    [Test]
    public void What_is_written_builds_and_passes() => Sample.AssertPasses(Found);

    [Test]
    public void An_object_whose_event_refuses_listeners_is_tested_without_them()
    {
        using var sample = new SearchedSample("""
            namespace Sample;
            public sealed class Stubborn
            {
                private int _sum;
                public event EventHandler? Changed { add => throw new NotSupportedException(); remove { } }
                public int Add(int number) => _sum += number * 2;
            }
            """);

        var (_, text) = sample.Written(cpuSeconds: .2);

        Assert.That(text, Does.Contain("stubborn.Add(").And.Not.Contain("Changed"));
    }

    [Test]
    public void Everything_is_seen_again_in_another_order() => Assert.That(Sample.SuiteOf(Found).Tests, Has.Length.EqualTo(Found.Tests.Length));
}
