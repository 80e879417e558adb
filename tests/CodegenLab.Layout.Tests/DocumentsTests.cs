using System.Text.RegularExpressions;

namespace CodegenLab.Layout.Tests;

public sealed partial class DocumentsTests
{
    [Test]
    public void Every_link_between_documents_leads_somewhere()
    {
        var dead =
            from document in Documents()
            from link in Link().Matches(WithoutCode(document)).Select(match => match.Groups["target"].Value)
            where !link.Contains("://", StringComparison.Ordinal) && !link.StartsWith("mailto:", StringComparison.Ordinal)
            where !LeadsSomewhere(document, link)
            select $"{Repository.Relative(document)}: {link}";

        Assert.That(dead, Is.Empty);
    }

    [Test]
    public void Every_decision_is_listed_and_dated()
    {
        var folder = Path.Combine(Repository.Root, "docs", "decisions");
        var index = File.ReadAllText(Path.Combine(folder, "README.md"));
        var decisions = Directory.GetFiles(folder, "*.md").Select(path => Path.GetFileName(path)!).Where(name => name != "README.md").ToList();

        Assert.That(decisions, Is.Not.Empty.And.All.Match(@"^\d{4}-\d{2}-\d{2}-[a-z0-9-]+\.md$"));
        Assert.That(decisions.Where(name => !index.Contains($"({name})", StringComparison.Ordinal)), Is.Empty);
    }

    private static IEnumerable<string> Documents() =>
        Directory.GetFiles(Repository.Root, "*.md").Concat(new[] { "docs", "nuget", "tests", "bench" }
            .Where(folder => Directory.Exists(Path.Combine(Repository.Root, folder)))
            .SelectMany(folder => Repository.Files(folder, "*.md")));

    private static bool LeadsSomewhere(string document, string link)
    {
        var parts = link.Split('#', 2);
        var target = parts[0].Length == 0 ? document : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(document)!, Uri.UnescapeDataString(parts[0])));
        if (parts.Length == 1)
            return File.Exists(target) || Directory.Exists(target);

        return File.Exists(target) && Heading().Matches(WithoutCode(target)).Any(heading => Anchor(heading.Groups["text"].Value.Trim()) == parts[1]);
    }

    /// <summary>As GitHub makes them: lower case, spaces to dashes, punctuation gone.</summary>
    private static string Anchor(string heading) =>
        new([.. heading.ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_').Select(c => c == ' ' ? '-' : c)]);

    private static string WithoutCode(string document) => Fence().Replace(File.ReadAllText(document), "");

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)(\s+""[^""]*"")?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#{1,6}\s+(?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^ *```.*?^ *```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
