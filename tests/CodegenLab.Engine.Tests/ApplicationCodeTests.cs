using CodegenLab.Worker.Protocol;

namespace CodegenLab.Engine.Tests;

/// <summary>Services over interfaces, entities of another project: what the tests for them look like.</summary>
public sealed class ApplicationCodeTests() : SearchedSampleTests(() => new SearchedSample(Domain, [Application]), cpuSeconds: .6)
{
    private const string Domain = """
        namespace Entities;
        public sealed class Invoice
        {
            private readonly List<int> _amounts = [];
            public Invoice(string customer) => Customer = customer;
            public string Customer { get; }
            public bool IsPaid { get; private set; }
            public int Total => _amounts.Sum();
            public void Add(int amount) => _amounts.Add(amount);
            public void Pay() => IsPaid = true;
        }
        public interface IClerk { bool Accepts(Invoice invoice); }
        """;

    private const string Application = """
        using System.Threading;
        using Entities;
        namespace Sample;
        public interface IRepository<T> where T : class
        {
            Task<T?> FindAsync(int id, CancellationToken cancellationToken);
            Task SaveAsync(T entity, CancellationToken cancellationToken);
            Task<int> CountAsync(CancellationToken cancellationToken);
        }
        public interface INotifier { void Notify(string recipient, string text); }
        public sealed class UnknownInvoiceException(int id) : Exception($"There is no invoice {id}.");
        public sealed class LateException(int days) : Exception($"It is {days} days late.");
        public sealed class Billing(IRepository<Invoice> invoices, INotifier notifier, IClerk clerk)
        {
            public async Task<bool> ChargeAsync(int id, CancellationToken cancellationToken)
            {
                var invoice = await invoices.FindAsync(id, cancellationToken) ?? throw new UnknownInvoiceException(id);
                if (!clerk.Accepts(invoice))
                    return false;
                if (invoice.Total > 20)
                    notifier.Notify(invoice.Customer, "This was much.");
                await invoices.SaveAsync(invoice, cancellationToken);
                return true;
            }
        }
        public sealed class Basket
        {
            private readonly Dictionary<string, int> _pieces = [];
            public void Add(string sku, int pieces) => _pieces[sku] = pieces;
            public int Take(string sku)
            {
                if (!_pieces.Remove(sku, out var pieces))
                    throw new KeyNotFoundException("Nothing of it is here.");
                return pieces * 3;
            }
            public void Clear() => _pieces.Clear();
            public int Kinds => _pieces.Count;
        }
        public static class Till
        {
            public static string Total(Basket basket) => basket.Kinds > 1 ? "many" : "few";
        }
        """;

    private const string Unanswerable = """
        namespace Sample;
        public abstract class Table
        {
            internal Table() { }
            public abstract int Rows { get; }
        }
        public interface IStore { Table Table { get; } }
        public sealed class Census(IStore store)
        {
            public int Count(int least) => least < 0 ? throw new ArgumentOutOfRangeException(nameof(least)) : Math.Max(least, store.Table.Rows);
        }
        """;

    private const string EntityFramework = """
        using System.Threading;
        namespace Microsoft.EntityFrameworkCore;
        public abstract class DbSet<TEntity> where TEntity : class
        {
            public abstract object EntityType { get; }
            public virtual TEntity? Find(params object?[]? keyValues) => throw new NotSupportedException();
            public virtual ValueTask<TEntity?> FindAsync(object?[]? keyValues, CancellationToken cancellationToken) => throw new NotSupportedException();
            public virtual object Add(TEntity entity) => throw new NotSupportedException();
            public virtual object Remove(TEntity entity) => throw new NotSupportedException();
        }
        """;

    private const string Handler = """
        using System.Threading;
        using Microsoft.EntityFrameworkCore;
        namespace Sample;
        public sealed class Note { public string Text { get; set; } = ""; public bool IsDone { get; set; } }
        public interface INotes { DbSet<Note> Notes { get; } Task<int> SaveChangesAsync(CancellationToken cancellationToken); }
        public sealed class Closing(INotes notes)
        {
            public async Task<bool> CloseAsync(int id, CancellationToken cancellationToken)
            {
                var note = await notes.Notes.FindAsync([id], cancellationToken);
                if (note is null)
                    return false;
                if (note.IsDone)
                    notes.Notes.Remove(note);
                note.IsDone = true;
                await notes.SaveChangesAsync(cancellationToken);
                return true;
            }
        }
        """;

    [Test]
    public void What_a_fake_cannot_answer_is_no_fault_of_the_code()
    {
        using var sample = new SearchedSample(Unanswerable);

        var (_, text) = sample.Written(cpuSeconds: .1);

        Assert.That(text, Does.Contain("new Census(").And.Not.Contain("NullReferenceException"));
    }

    [Test]
    public void A_set_of_entities_is_kept_from_its_database()
    {
        using var sample = new SearchedSample(EntityFramework, [Handler]);

        var (found, text) = sample.Written(cpuSeconds: .6);

        Assert.Multiple(() =>
        {
            Assert.That(GoalsOf("Sample.Closing", sample, found), Is.EquivalentTo(AllGoalsOf("Sample.Closing", sample)));
            Assert.That(text, Does.Contain("new FakeDbSet<Note> { FindResult = ").And.Contain(".RemoveEntity"));
            Assert.That(text, Does.Not.Contain("override object Add(").And.Not.Contain("((INotes)"));
        });
    }

    [Test]
    public void What_a_fake_answers_is_searched_for() =>
        Assert.That(GoalsOf("Sample.Billing"), Is.EquivalentTo(AllGoalsOf("Sample.Billing")));

    [Test]
    public void An_argument_is_brought_into_the_state_that_a_branch_asks_for() =>
        Assert.That(GoalsOf("Sample.Till"), Is.EquivalentTo(AllGoalsOf("Sample.Till")));

    [Test]
    public void What_was_put_in_under_a_key_is_asked_for_under_that_key() =>
        Assert.That(GoalsOf("Sample.Basket"), Is.EquivalentTo(AllGoalsOf("Sample.Basket")));

    [Test]
    public void What_a_collaborator_is_given_is_asserted() =>
        Assert.Multiple(() =>
        {
            Assert.That(Text, Does.Contain("notifier.NotifyText, Is.EqualTo(\"This was much.\")"));
            Assert.That(Text, Does.Contain("invoices.SaveCalls, Is.EqualTo(1)").Or.Contain("invoices.SaveEntity, Is.SameAs(invoice)"));
        });

    [Test]
    public void A_fake_has_no_more_properties_than_its_tests_use() =>
        Assert.Multiple(() =>
        {
            Assert.That(Text, Does.Contain("Task<int> CountAsync(CancellationToken cancellationToken) => Task.FromResult(0);"));
            Assert.That(Text, Does.Not.Contain("CountResult"));
            Assert.That(Text, Does.Not.Contain("NotifyRecipient { get; private set; }\n\n        public int NotifyCalls"));
        });

    [Test]
    public void A_fake_stands_where_the_annotations_forbid_null() =>
        Assert.That(Text, Does.Not.Contain("null!"));

    [Test]
    public void What_returns_nothing_is_seen_on_its_receiver() =>
        Assert.That(Found.Untested.Select(untested => (untested.Member, untested.Reason)), Has.None.EqualTo(("M:Sample.Basket.Clear", UntestedReason.NothingToObserve)));

    [Test]
    public void The_words_of_an_exception_are_seen() =>
        Assert.That(Text, Does.Contain(".Message, Is.EqualTo(\"It is 0 days late.\")"));

    private IEnumerable<int> GoalsOf(string type) => GoalsOf(type, Sample, Found);

    private IEnumerable<int> AllGoalsOf(string type) => AllGoalsOf(type, Sample);

    private static IEnumerable<int> GoalsOf(string type, SearchedSample sample, SearchOutcome found) =>
        found.Tests.SelectMany(test => test.Goals).Distinct().Where(goal => sample.Subject.Sites[goal >> 1].Member.Contains(type + ".", StringComparison.Ordinal) && !sample.Subject.Sites[goal >> 1].IsSoft);

    private static IEnumerable<int> AllGoalsOf(string type, SearchedSample sample) =>
        Enumerable.Range(0, sample.Subject.Sites.Length).Where(site => sample.Subject.Sites[site].Member.Contains(type + ".", StringComparison.Ordinal) && !sample.Subject.Sites[site].IsSoft)
            .SelectMany(site => sample.Subject.Sites[site].IsArm ? new[] { site * 2 } : [site * 2, (site * 2) + 1]);
}
