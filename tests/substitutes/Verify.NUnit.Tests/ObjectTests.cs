namespace CodegenLab.Substitutes.Snapshots;

public sealed class ObjectTests
{
    private string _directory = "";

    [SetUp]
    public void CreateDirectory() => _directory = Directory.CreateTempSubdirectory("objects").FullName;

    [TearDown]
    public void DeleteDirectory() => Directory.Delete(_directory, recursive: true);

    [Test]
    public async Task Members_are_written_without_quotes() => Assert.That(
        await TextOf(new { Name = "Ann \"A\"", Age = 7, Colours = new[] { Colour.Red, Colour.Green }, Inner = new Point(1, 2) }),
        Is.EqualTo(
            """
            {
              Name: Ann "A",
              Age: 7,
              Colours: [
                Red,
                Green
              ],
              Inner: {
                X: 1,
                Y: 2
              }
            }
            """));

    [Test]
    public async Task Null_default_and_empty_members_are_left_out_but_not_false() => Assert.That(
        await TextOf(new { Text = (string?)null, Number = 0, Colour = Colour.Red, Items = Array.Empty<int>(), Flag = false, Maybe = (int?)0 }),
        Is.EqualTo("{\n  Flag: false,\n  Maybe: 0\n}"));

    [Test]
    public async Task A_list_of_records_is_written_item_by_item() => Assert.That(
        await TextOf(new List<Point> { new(1, 2), new(3, 4) }),
        Is.EqualTo("[\n  {\n    X: 1,\n    Y: 2\n  },\n  {\n    X: 3,\n    Y: 4\n  }\n]"));

    [Test]
    public async Task Keys_are_sorted() => Assert.That(
        await TextOf(new Dictionary<string, int> { ["b"] = 2, ["a"] = 1 }),
        Is.EqualTo("{\n  a: 1,\n  b: 2\n}"));

    [Test]
    public async Task A_text_of_several_lines_starts_on_its_own() => Assert.That(
        await TextOf(new { Text = "one\ntwo", More = 1 }),
        Is.EqualTo("{\n  Text:\none\ntwo,\n  More: 1\n}"));

    [Test]
    public async Task Guids_and_dates_are_numbered()
    {
        var guid = new Guid("6f1b4b6e-6d5c-4f43-9f5e-0b1f5d6b7a01");
        var date = new DateTime(2026, 2, 3, 4, 5, 6, DateTimeKind.Utc);

        Assert.That(
            await TextOf(new { A = guid, B = guid.ToString(), C = date, D = date.AddDays(1), E = date, F = new DateOnly(2026, 2, 3) }),
            Is.EqualTo("{\n  A: Guid_1,\n  B: Guid_1,\n  C: DateTime_1,\n  D: DateTime_2,\n  E: DateTime_1,\n  F: Date_1\n}"));
    }

    [Test]
    public async Task Guids_and_dates_can_be_kept() => Assert.That(
        (await Verify(new { A = new Guid("6f1b4b6e-6d5c-4f43-9f5e-0b1f5d6b7a01"), B = new DateTime(2026, 2, 3, 4, 5, 0, DateTimeKind.Utc) })
            .DontScrubGuids().DontScrubDateTimes().UseDirectory(_directory).UseFileName("Kept").AutoVerify()).Text,
        Is.EqualTo("{\n  A: 6f1b4b6e-6d5c-4f43-9f5e-0b1f5d6b7a01,\n  B: 2026-02-03 04:05 Utc\n}"));

    [Test]
    public async Task Fractions_are_written_with_a_point() => Assert.That(await TextOf(new { A = 1.5, B = 2d }), Is.EqualTo("{\n  A: 1.5,\n  B: 2.0\n}"));

    [Test]
    public async Task Null_and_empty_text_have_words()
    {
        Assert.That((await Verify((string?)null).UseDirectory(_directory).UseFileName("Null").AutoVerify()).Text, Is.EqualTo("null"));
        Assert.That((await Verify("").UseDirectory(_directory).UseFileName("Empty").AutoVerify()).Text, Is.EqualTo("emptyString"));
    }

    [Test]
    public async Task The_result_of_a_task_is_verified() =>
        Assert.That((await Verify(Task.FromResult(new Point(1, 2))).UseDirectory(_directory).UseFileName("Task").AutoVerify()).Text, Is.EqualTo("{\n  X: 1,\n  Y: 2\n}"));

    private async Task<string> TextOf(object target) => (await Verify(target).UseDirectory(_directory).UseFileName("Text").AutoVerify()).Text;

    private sealed record Point(int X, int Y);

    private enum Colour
    {
        Red,
        Green,
    }
}
