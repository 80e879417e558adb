using System.Collections.Immutable;
using CodegenLab.Pipeline.Verdicts;

namespace CodegenLab.Pipeline.Tests.Verdicts;

public sealed class SecondCompilationTests
{
    private string _folder = "";

    [SetUp]
    public void Make() => _folder = Directory.CreateTempSubdirectory("codegen-lab-test-").FullName;

    [TearDown]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Writes_what_the_arguments_ask_for()
    {
        Assert.That(Emit("public static class Sum { public static int Of(int left, int right) => left + right; }"), Is.True);

        Assert.That(File.Exists(Path.Combine(_folder, "Sum.dll")));
        Assert.That(new FileInfo(Path.Combine(_folder, "Sum.pdb")).Length, Is.Positive);
    }

    [Test]
    public void Leaves_the_rest_to_the_real_compiler_when_it_meets_an_error() =>
        Assert.That(Emit("public static class Sum { public static int Of() => missing; }"), Is.False);

    [Test]
    public void Leaves_the_rest_to_the_real_compiler_when_a_source_is_missing() =>
        Assert.That(Emit("public static class Sum;", Path.Combine(_folder, "Gone.cs")), Is.False);

    private bool Emit(string source, params string[] more)
    {
        var file = Path.Combine(_folder, "Sum.cs");
        File.WriteAllText(file, source);
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is "System.Private.CoreLib.dll" or "System.Runtime.dll");
        ImmutableArray<string> arguments =
        [
            "/nostdlib+", "/target:library", "/debug:portable", .. platform.Select(path => "/reference:" + path), file, .. more,
            "/out:" + Path.Combine(_folder, "Sum.dll"), "/pdb:" + Path.Combine(_folder, "Sum.pdb"),
        ];
        return new SecondCompilation(Path.Combine(_folder, "Sum.csproj")).Emit(arguments, "10.0.100", CancellationToken.None);
    }
}
