using CodegenLab.Pipeline.TestProjects;

namespace CodegenLab.Pipeline.Tests.TestProjects;

public sealed class FileTransactionTests
{
    private static readonly FileFormat Lf = new("\n", false);

    private TestRepository _repository = null!;

    [SetUp]
    public void Begin() => _repository = new TestRepository();

    [TearDown]
    public void End() => _repository.Dispose();

    [Test]
    public void All_of_it_is_undone_unless_committed()
    {
        _repository.Write("Shop.sln", "before");
        var before = _repository.Snapshot();

        using (var transaction = new FileTransaction())
        {
            transaction.Write(_repository.PathOf("tests/Shop.Tests/Money/MoneyTests.cs"), "new", Lf);
            transaction.Remember(_repository.PathOf("Shop.sln"));
            _repository.Write("Shop.sln", "edited by another program");
            _repository.Write("tests/Shop.Tests/bin/Shop.Tests.dll", "build output");
            transaction.Delete(_repository.PathOf(".editorconfig"));
        }

        Assert.That(_repository.Snapshot(), Is.EqualTo(before));
        Assert.That(Directory.Exists(_repository.PathOf("tests")), Is.False);
    }

    [Test]
    public void Folders_that_were_there_stay_with_what_is_in_them()
    {
        _repository.Write("tests/keep.txt", "mine");

        using (var transaction = new FileTransaction())
            transaction.Write(_repository.PathOf("tests/Shop.Tests/A.cs"), "new", Lf);

        Assert.That(_repository.Snapshot().Keys, Is.EqualTo(new[] { ".editorconfig", "tests/keep.txt" }));
    }

    [Test]
    public void A_file_with_the_same_content_is_not_touched()
    {
        var path = _repository.Write("A.cs", "same\n");
        var written = new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(path, written);

        using var transaction = new FileTransaction();
        transaction.Write(path, "same\r\n", Lf);
        transaction.Commit();

        Assert.That(File.GetLastWriteTimeUtc(path), Is.EqualTo(written));
        Assert.That(transaction.Changed, Is.Empty);
    }

    [Test]
    public void A_file_that_git_checked_out_with_other_line_ends_is_not_touched()
    {
        var path = _repository.Write("A.cs", "same\r\nlines\r\n");

        using var transaction = new FileTransaction();
        transaction.Write(path, "same\nlines\n", Lf);
        transaction.Commit();

        Assert.That(File.ReadAllText(path), Is.EqualTo("same\r\nlines\r\n"));
        Assert.That(transaction.Changed, Is.Empty);
    }

    [Test]
    public void A_file_that_changes_keeps_its_line_ends()
    {
        var path = _repository.Write("A.cs", "old\r\nlines\r\n");

        using var transaction = new FileTransaction();
        transaction.Write(path, "new\nlines\n", Lf);
        transaction.Commit();

        Assert.That(File.ReadAllText(path), Is.EqualTo("new\r\nlines\r\n"));
    }

    [Test]
    public void A_file_changed_and_changed_back_is_as_old_as_before()
    {
        var path = _repository.Write("A.cs", "same\n");
        var written = new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(path, written);

        using var transaction = new FileTransaction();
        transaction.Write(path, "other\n", Lf);
        transaction.Write(path, "same\n", Lf);
        transaction.Commit();

        Assert.That(File.GetLastWriteTimeUtc(path), Is.EqualTo(written));
        Assert.That(transaction.Changed, Is.Empty);
    }

    [Test]
    public void Text_is_written_as_the_repository_writes_it()
    {
        var path = _repository.PathOf("A.cs");

        using var transaction = new FileTransaction();
        transaction.Write(path, "a\nb\n", new FileFormat("\r\n", true));

        Assert.That(File.ReadAllBytes(path), Is.EqualTo(new byte[] { 0xEF, 0xBB, 0xBF }.Concat("a\r\nb\r\n"u8.ToArray())));
    }

    [Test]
    public void A_place_that_cannot_be_written_is_the_user_s_to_put_right()
    {
        _repository.Write("tests", "a file where a folder is needed");
        var before = _repository.Snapshot();

        using (var transaction = new FileTransaction())
        {
            Assert.That(
                () => transaction.Write(_repository.PathOf("tests/A.cs"), "new", Lf),
                Throws.TypeOf<InputException>().With.Message.Contains("cannot be written"));
        }

        Assert.That(_repository.Snapshot(), Is.EqualTo(before));
    }
}
