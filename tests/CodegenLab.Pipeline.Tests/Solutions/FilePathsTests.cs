using CodegenLab.Pipeline.Solutions;

namespace CodegenLab.Pipeline.Tests.Solutions;

public sealed class FilePathsTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void CreateFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    [Platform(Exclude = "Win", Reason = "Making a symbolic link takes rights there that not every user has.")]
    public void A_file_is_seen_from_the_link_that_leads_to_it()
    {
        var file = _folder.Write("real/src/Shop/Money.cs");
        Directory.CreateSymbolicLink(_folder.At("link"), "real");
        Directory.CreateSymbolicLink(_folder.At("second"), _folder.At("link/src"));

        Assert.Multiple(() =>
        {
            Assert.That(FilePaths.SeenFrom(_folder.At("link/src"), file), Is.EqualTo(_folder.At("link/src/Shop/Money.cs")));
            Assert.That(FilePaths.SeenFrom(_folder.At("second/Shop"), file), Is.EqualTo(_folder.At("second/Shop/Money.cs")));
            Assert.That(FilePaths.SeenFrom(_folder.At("link/tests"), file), Is.EqualTo(file));
        });
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Making a symbolic link takes rights there that not every user has.")]
    public void A_file_that_is_named_by_way_of_a_link_is_seen_from_where_the_link_leads()
    {
        var file = _folder.Write("real/src/Shop/Money.cs");
        Directory.CreateSymbolicLink(_folder.At("link"), "real");

        Assert.That(FilePaths.SeenFrom(_folder.At("real/src"), _folder.At("link/src/Shop/Money.cs")), Is.EqualTo(file));
    }

    [Test]
    public void Other_files_are_seen_as_they_are_named() =>
        Assert.That(FilePaths.SeenFrom(_folder.Path, Path.GetFullPath("elsewhere.cs")), Is.EqualTo(Path.GetFullPath("elsewhere.cs")));
}
