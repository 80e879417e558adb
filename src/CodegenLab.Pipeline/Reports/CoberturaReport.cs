using System.Collections.Immutable;
using System.Globalization;
using System.Xml;
using CodegenLab.Pipeline.Suites;

namespace CodegenLab.Pipeline.Reports;

/// <summary>
/// Cobertura XML, which most services read. One package a project, one class a type and file, names relative to the one source.
/// Hits are the number of tests that run a line: how often a loop turns says nothing about tests.
/// </summary>
internal static class CoberturaReport
{
    public static string Write(SuiteFigures figures) => XmlReport.Of(xml =>
    {
        var totals = Totals.Of(figures);
        xml.WriteStartElement("coverage");
        Rates(xml, totals);
        xml.Attribute("lines-covered", totals.Lines.Met);
        xml.Attribute("lines-valid", totals.Lines.All);
        xml.Attribute("branches-covered", totals.Branches.Met);
        xml.Attribute("branches-valid", totals.Branches.All);
        xml.Attribute("complexity", totals.Complexity);
        xml.Attribute("version", figures.ToolVersion);
        xml.Attribute("timestamp", figures.Time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        xml.WriteStartElement("sources");
        xml.WriteElementString("source", XmlReport.Clean(figures.Root));
        xml.WriteEndElement();
        xml.WriteStartElement("packages");
        foreach (var project in figures.Projects)
            Package(xml, project);
        xml.WriteEndElement();
        xml.WriteEndElement();
    });

    private static void Package(XmlWriter xml, ProjectFigures project)
    {
        var totals = Totals.Of(project.Files);
        xml.WriteStartElement("package");
        xml.Attribute("name", project.Name);
        Rates(xml, totals);
        xml.Attribute("complexity", totals.Complexity);
        xml.WriteStartElement("classes");
        foreach (var file in project.Files)
        {
            var branches = file.BranchesByStatementLine();
            foreach (var type in file.CoveredMembers().GroupBy(member => member.ClassName))
                Class(xml, file, type.Key, [.. type], branches);
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Class(XmlWriter xml, FileFigures file, string type, ImmutableArray<MemberFigures> members, ILookup<int, BranchFigures> branches)
    {
        var ids = members.Select(member => member.Id).ToHashSet(StringComparer.Ordinal);
        var totals = Totals.Of(file, ids.Contains);
        xml.WriteStartElement("class");
        xml.Attribute("name", type);
        xml.Attribute("filename", file.Path);
        Rates(xml, totals);
        xml.Attribute("complexity", totals.Complexity);
        xml.WriteStartElement("methods");
        foreach (var member in members)
            Method(xml, file, member, branches);
        xml.WriteEndElement();
        Lines(xml, file, ids.Contains, branches);
        xml.WriteEndElement();
    }

    private static void Method(XmlWriter xml, FileFigures file, MemberFigures member, ILookup<int, BranchFigures> branches)
    {
        var parameters = member.Name.IndexOf('(', StringComparison.Ordinal);
        xml.WriteStartElement("method");
        xml.Attribute("name", parameters > 0 ? member.Name[..parameters] : member.Name);
        xml.Attribute("signature", parameters > 0 ? member.Name[parameters..] : "");
        Rates(xml, Totals.Of(file, id => id == member.Id));
        xml.Attribute("complexity", member.Complexity);
        Lines(xml, file, id => id == member.Id, branches);
        xml.WriteEndElement();
    }

    private static void Lines(XmlWriter xml, FileFigures file, Func<string, bool> counts, ILookup<int, BranchFigures> branches)
    {
        var own = file with { Lines = [.. file.Lines.Where(line => counts(line.Member))] };
        var hits = own.MergedLines().ToDictionary(line => line.Line, line => line.Tests.Length);
        xml.WriteStartElement("lines");
        foreach (var line in hits.Keys.Concat(branches.Where(group => group.Any(branch => counts(branch.Member))).Select(group => group.Key)).Distinct().Order())
        {
            var outcomes = branches[line].Where(branch => counts(branch.Member)).ToList();
            xml.WriteStartElement("line");
            xml.Attribute("number", line);
            xml.Attribute("hits", hits.TryGetValue(line, out var tests) ? tests : outcomes.SelectMany(branch => branch.Tests).Distinct().Count());
            xml.Attribute("branch", outcomes.Count > 0 ? "true" : "false");
            if (outcomes.Count > 0)
                Conditions(xml, outcomes);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Conditions(XmlWriter xml, List<BranchFigures> outcomes)
    {
        xml.Attribute("condition-coverage", $"{Whole(Totals.BranchesOf(outcomes))} ({Fraction(Totals.BranchesOf(outcomes))})");
        xml.WriteStartElement("conditions");
        foreach (var (condition, number) in outcomes.GroupBy(branch => (branch.Line, branch.Column, branch.EndLine, branch.EndColumn)).Select((group, number) => (group, number)))
        {
            xml.WriteStartElement("condition");
            xml.Attribute("number", number);
            xml.Attribute("type", condition.First().Outcome is null ? "switch" : "jump");
            xml.Attribute("coverage", Whole(Totals.BranchesOf(condition)));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Rates(XmlWriter xml, Totals totals)
    {
        xml.Attribute("line-rate", Rate(totals.Lines));
        xml.Attribute("branch-rate", Rate(totals.Branches));
    }

    /// <summary>Where there is nothing to cover, all of it is covered. Rounded down: 1 is all.</summary>
    private static string Rate(Share share) => (Math.Floor((share.Ratio ?? 1) * 10_000 + 1e-9) / 10_000).ToString("0.####", CultureInfo.InvariantCulture);

    private static string Whole(Share share) => FormattableString.Invariant($"{Math.Floor((share.Ratio ?? 1) * 100 + 1e-9)}%");

    private static string Fraction(Share share) => FormattableString.Invariant($"{share.Met}/{share.All}");
}
