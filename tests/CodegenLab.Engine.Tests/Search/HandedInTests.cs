namespace CodegenLab.Engine.Tests.Search;

/// <summary>Values of the framework of which the part counts that a search must hit: ids that differ in one byte, texts behind readers.</summary>
public sealed class HandedInTests
{
    [Test]
    public void Ids_are_found_that_differ_in_each_of_their_bytes_first()
    {
        using var sample = new SearchedSample("""
            namespace Sample;
            public static class Order
            {
                public static string Of(Guid left, Guid right)
                {
                    var (first, second) = (left.ToByteArray(), right.ToByteArray());
                    if (first[6] != second[6])
                        return "by the time";
                    if (first[8] != second[8])
                        return "by the machine";
                    if (first[15] != second[15])
                        return "by chance";
                    return "equal";
                }
            }
            """);

        var (found, text) = sample.Written(cpuSeconds: 1);

        Assert.That(text, Does.Contain("by the time").And.Contain("by the machine").And.Contain("by chance").And.Contain("equal"));
        sample.AssertPasses(found);
    }

    [Test]
    public void Options_of_the_framework_are_set()
    {
        using var sample = new SearchedSample("""
            using System.IO;
            namespace Sample;
            public static class Search
            {
                public static string Depth(EnumerationOptions options)
                {
                    if (options.MatchCasing == MatchCasing.CaseInsensitive)
                        return "any case";
                    return options.RecurseSubdirectories ? "all" : "top";
                }
            }
            """);

        var (found, text) = sample.Written(cpuSeconds: .5);

        Assert.That(text, Does.Contain("new EnumerationOptions { MatchCasing = MatchCasing.CaseInsensitive }").And.Contain("new EnumerationOptions { RecurseSubdirectories = true }").And.Contain("Search.Depth(new EnumerationOptions())"));
        sample.AssertPasses(found);
    }

    [Test]
    public void What_a_reader_reads_is_looked_for()
    {
        using var sample = new SearchedSample("""
            using System.IO;
            namespace Sample;
            public static class Table
            {
                public static string Kind(TextReader reader)
                {
                    var fields = (reader.ReadLine() ?? "").Split(',');
                    if (fields.Length > 1 && fields[1].StartsWith('"'))
                        return "quoted";
                    if (fields.Length == 3)
                        return "three";
                    return reader.ReadLine() is { Length: > 2 } ? "several" : "one";
                }
            }
            """);

        var (found, text) = sample.Written(cpuSeconds: 1);

        Assert.That(text, Does.Contain("quoted").And.Contain("three").And.Contain("several").And.Contain("one"));
        sample.AssertPasses(found);
    }
}
