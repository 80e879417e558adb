using CodegenLab.Pipeline.TestProjects;

namespace CodegenLab.Pipeline.Tests.TestProjects;

public sealed class WritablePlaceTests
{
    private TestRepository _repository = null!;

    [SetUp]
    public void Begin() => _repository = new TestRepository();

    [TearDown]
    public void End() => _repository.Dispose();

    [Test]
    public void Leaves_nothing_behind_where_it_can_write()
    {
        var before = _repository.Snapshot();

        WritablePlace.Require(Fixtures.Plan(_repository, isNew: false));

        Assert.That(_repository.Snapshot(), Is.EqualTo(before));
        Assert.That(Directory.Exists(_repository.PathOf("tests")), Is.False);
    }

    [Test]
    public void A_file_where_the_folder_should_be_is_refused_with_what_to_do()
    {
        _repository.Write("tests", "a file");

        Assert.That(
            () => WritablePlace.Require(Fixtures.Plan(_repository, isNew: false)),
            Throws.TypeOf<InputException>().With.Message.EqualTo($"{_repository.PathOf("tests")} is a file: the tests need a folder there. Choose another one with --output. Nothing was changed."));
    }

    [Test]
    public void A_folder_without_the_right_to_write_is_refused_with_what_to_do()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("Rights are another matter there.");
            return;
        }

        if (Environment.IsPrivilegedProcess)
            Assert.Ignore("Rights do not bind this user.");
        var folder = Directory.CreateDirectory(_repository.PathOf("tests"));
        folder.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserExecute;

        Assert.That(
            () => WritablePlace.Require(Fixtures.Plan(_repository, isNew: false)),
            Throws.TypeOf<InputException>().With.Message.StartsWith($"{folder.FullName} cannot be written: ").And.Message.Contains("--output"));
    }
}
