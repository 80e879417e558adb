using System.Collections.Immutable;
using CodegenLab.Pipeline.Solutions;
using CodegenLab.Pipeline.Tests.Solutions;

namespace CodegenLab.Pipeline.Tests;

/// <summary>With a real project, real workers and the real <c>dotnet test</c>: laws that are kept, and one that is not.</summary>
[TestFixture]
public sealed class PropertyGenerationTests
{
    private const string Code = """
        using System;
        using System.Collections.Generic;

        namespace Laws;

        /// <summary>A distance in whole metres.</summary>
        public readonly record struct Distance
        {
            public Distance(int metres)
            {
                ArgumentOutOfRangeException.ThrowIfNegative(metres);
                Metres = metres;
            }

            public int Metres { get; }

            public static Distance operator +(Distance left, Distance right) => new(left.Metres + right.Metres);

            public static Distance Parse(string text) => new(int.Parse(text[..^1]));

            public override string ToString() => Metres + "m";
        }

        /// <summary>Equal whatever the case; its hash code knows nothing of that.</summary>
        public sealed class Label : IEquatable<Label>
        {
            public Label(string text) => Text = text;

            public string Text { get; }

            public bool Equals(Label? other) => other is not null && Text.Equals(other.Text, StringComparison.OrdinalIgnoreCase);

            public override bool Equals(object? other) => Equals(other as Label);

            public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Text);
        }

        public static class Codes
        {
            public static string Encode(int number) => number < 0 ? "" : "#" + number;

            public static int Decode(string text) => text.Length == 0 ? 0 : int.Parse(text[1..]);
        }

        public sealed class Seats
        {
            private readonly List<int> _taken = [];

            public int Count => _taken.Count;

            public void Add(int seat) => _taken.Add(seat);

            public bool Remove(int seat) => _taken.Remove(seat);
        }
        """;

    private TemporaryFolder _folder = null!;
    private ImmutableDictionary<string, string> _before = null!;
    private ProjectReport _report = null!;

    [OneTimeSetUp]
    public async Task Generate()
    {
        _folder = new TemporaryFolder();
        Write("src/Laws/Laws.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework><Nullable>enable</Nullable></PropertyGroup></Project>");
        Write("src/Laws/Laws.cs", Code);
        Write("tests/Laws.Tests/Laws.Tests.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
              </PropertyGroup>
              <ItemGroup>
                <!-- Ours. -->
                <PackageReference Include="Microsoft.NET.Test.Sdk" Version="18.11.0" />
                <PackageReference Include="NUnit" Version="4.6.1" />
                <PackageReference Include="NUnit3TestAdapter" Version="6.3.1" />
              </ItemGroup>
              <ItemGroup>
                <ProjectReference Include="../../src/Laws/Laws.csproj" />
              </ItemGroup>
            </Project>
            """);
        Write("Laws.slnx", "<Solution><Project Path=\"src/Laws/Laws.csproj\" /><Project Path=\"tests/Laws.Tests/Laws.Tests.csproj\" /></Solution>");
        _before = Files();
        var restored = await DotnetCommand.RunAsync(["restore", Path.Combine(_folder.Path, "Laws.slnx")], _folder.Path, null, default);
        Assert.That(restored.ExitCode, Is.Zero, string.Join('\n', restored.Output));

        var report = await new Generation(_ => null, [], _ => throw new InvalidOperationException("No model is to be asked.")).RunAsync(
            new GenerationRequest { WorkingFolder = _folder.Path, Properties = new PropertyOptions { MinimalCases = 50, MaxExamples = 200 } }, new Relay<GenerationProgress>(_ => { }), default);
        Assert.That(report.Problems, Is.Empty);
        _report = report.Projects.Single();
    }

    [OneTimeTearDown]
    public void CleanUp() => _folder.Dispose();

    [Test]
    public void Laws_that_hold_are_properties_that_pass()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(_report.Remarks, Is.Empty);
            Assert.That(_report.Dropped, Is.Empty);
            Assert.That(
                _report.Properties!.Written.Select(property => property.Test.Replace("Laws.Tests.", "", StringComparison.Ordinal)),
                Is.SupersetOf(new[] { "DistanceProperties.Parse_reads_what_ToString_writes", "DistanceProperties.Addition_is_commutative", "LabelProperties.Equals_is_symmetric", "SeatsProperties.It_does_step_by_step_what_a_list_does", "CodesProperties.Decode_takes_back_what_Encode_does" }));
            Assert.That(_report.Properties!.Written.Select(property => property.Law), Does.Contain("Decode takes back what Encode does, but for values of which Encode makes an empty text"));
            Assert.That(_report.Types.Sum(type => type.Tests), Is.EqualTo(_report.Properties.Written.Length));
            Assert.That(_report.Properties.KilledMutants, Is.AtLeast(5));
            Assert.That(_report.Properties.Examples, Is.EqualTo(200));
        }
    }

    [Test]
    public void A_promise_that_is_broken_is_told_with_the_smallest_counterexample()
    {
        var broken = _report.Properties!.Broken.Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(broken.Kind.ToString(), Is.EqualTo("Hashing"));
            Assert.That(broken.Type, Is.EqualTo("Laws.Label"));
            Assert.That(broken.Counterexample, Is.EqualTo("Label { Text = \"a\" }, Label { Text = \"A\" }").Or.EqualTo("Label { Text = \"A\" }, Label { Text = \"a\" }"));
            Assert.That(File.ReadAllLines(broken.File)[broken.Line - 1], Does.Contain("GetHashCode"));
        }
    }

    [Test]
    public void The_package_joins_the_others_and_no_file_of_people_changes_but_that_one()
    {
        var after = Files();
        var project = after["tests/Laws.Tests/Laws.Tests.csproj"];

        using (Assert.EnterMultipleScope())
        {
            Assert.That(project, Does.Contain("\n    <PackageReference Include=\"FsCheck.NUnit\" Version=\"3.6.0\" />\n").And.Contain("<!-- Ours. -->"));
            Assert.That(_before.Keys.Where(path => after[path] != _before[path]), Is.EqualTo(["tests/Laws.Tests/Laws.Tests.csproj"]));
            Assert.That(_report.Files.Select(file => Path.GetFileName(file)), Is.EquivalentTo(["Laws.Tests.csproj", "DistanceProperties.cs", "CodesProperties.cs", "LabelProperties.cs", "SeatsProperties.cs"]));
        }
    }

    [Test]
    public async Task A_law_of_one_member_joins_those_of_its_type()
    {
        var path = Path.Combine(_folder.Path, "tests/Laws.Tests/DistanceProperties.cs");
        var before = await File.ReadAllTextAsync(path);

        var report = await new Generation(_ => null, [], _ => throw new InvalidOperationException("No model is to be asked.")).RunAsync(
            new GenerationRequest { WorkingFolder = _folder.Path, Targets = ["Distance.Parse"], Properties = new PropertyOptions { MinimalCases = 50, MaxExamples = 200 } }, new Relay<GenerationProgress>(_ => { }), default);

        Assert.That(report.Projects.Single().Properties!.Written.Select(property => property.Law), Does.Contain("Addition is commutative"), string.Join('\n', report.Projects.Single().Remarks.Concat(report.Problems.Select(problem => problem.ToString()))));
        Assert.That(await File.ReadAllTextAsync(path), Is.EqualTo(before));
    }

    private void Write(string path, string text)
    {
        var full = Path.Combine(_folder.Path, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text.ReplaceLineEndings("\n"));
    }

    private ImmutableDictionary<string, string> Files() =>
        Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories)
            .Select(path => (Path: Path.GetRelativePath(_folder.Path, path).Replace('\\', '/'), Full: path))
            .Where(file => !file.Path.Contains("/obj/", StringComparison.Ordinal) && !file.Path.Contains("/bin/", StringComparison.Ordinal))
            .ToImmutableDictionary(file => file.Path, file => File.ReadAllText(file.Full).ReplaceLineEndings("\n"));
}
