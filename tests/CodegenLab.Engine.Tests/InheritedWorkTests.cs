namespace CodegenLab.Engine.Tests;

/// <summary>Classes that only set up what a base class of a library does later: validators, specifications.</summary>
public sealed class InheritedWorkTests() : SearchedSampleTests(() => new SearchedSample(Library, [Source]), cpuSeconds: 1)
{
    private const string Library = """
        using System;
        using System.Collections.Generic;
        namespace Rules;
        public sealed class Verdict
        {
            public List<string> Complaints { get; } = new();
            public bool IsValid => Complaints.Count == 0;
        }
        public abstract class Validator<T>
        {
            private readonly List<(Func<T, bool> Holds, string Complaint)> _rules = new();
            protected void Rule(Func<T, bool> holds, string complaint) => _rules.Add((holds, complaint));
            protected Func<T, bool> AtMost(Func<T, string> text, int length) => value => text(value).Length <= length;
            public Verdict Validate(T value)
            {
                if (value is null)
                    throw new InvalidOperationException("Nothing to validate.");
                var verdict = new Verdict();
                foreach (var (holds, complaint) in _rules)
                {
                    if (!holds(value))
                        verdict.Complaints.Add(complaint);
                }
                return verdict;
            }
            public int RuleCount() => _rules.Count;
        }
        """;

    private const string Source = """
        using Rules;
        namespace Sample;
        public sealed record Note(string Title, int Stars);
        public sealed class NoteValidator : Validator<Note>
        {
            public NoteValidator()
            {
                Rule(AtMost(note => note.Title, 150), "The title is too long.");
                Rule(note => note.Stars is >= 0 and <= 5, "There are five stars.");
            }
        }
        """;

    [Test]
    public void Is_done_by_the_tests_of_the_class_that_sets_it_up()
    {
        var killed = Found.Tests.SelectMany(test => test.Kills).ToHashSet();

        Assert.That(Found.Tests.Where(test => Found.Catalog.Members[test.Subject].DocumentationId == "M:Sample.NoteValidator.#ctor"), Is.Not.Empty);
        Assert.That(Sample.Subject.Mutants.Where(mutant => mutant.Member.Contains("NoteValidator", StringComparison.Ordinal) && !killed.Contains(mutant.Id)).Select(mutant => $"{mutant.Original} -> {mutant.Replacement}"), Is.Empty);
    }

    [Test]
    public void A_text_is_as_long_as_the_subject_says_and_written_as_one_character_many_times()
    {
        Assert.That(Text, Does.Match(@"new string\('.+', 15[01]\)"));
        Assert.That(Text, Does.Contain("validator.Validate(").IgnoreCase);
    }

    [Test]
    public void What_the_library_refuses_is_not_stated() => Assert.That(Text, Does.Not.Contain("InvalidOperationException"));

    [Test]
    public void What_takes_nothing_of_the_subject_is_not_called() => Assert.That(Text, Does.Not.Contain("RuleCount"));
}
