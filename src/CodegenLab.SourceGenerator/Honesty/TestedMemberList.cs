using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace CodegenLab.SourceGenerator.Honesty;

/// <summary>The list of tested members that the targets of the package hand to the compiler, as one project of tests is concerned with it.</summary>
internal sealed class TestedMemberList
{
    private const string Metadata = "build_metadata.AdditionalFiles.CodegenLabTestedMembers";
    private const string ProjectName = "build_property.MSBuildProjectName";

    /// <summary>Letters before a name: M:</summary>
    private const int Prefix = 2;

    /// <summary>Keeps what was read for as long as the file is the same.</summary>
    public static readonly SourceTextValueProvider<IReadOnlyList<TestedMember>> Provider = new(static text => TestedMembers.Read(text.ToString()) ?? []);

    private readonly AdditionalText _file;
    private readonly SourceText _text;
    private readonly string _project;
    private readonly IReadOnlyList<TestedMember> _members;
    private readonly Dictionary<string, TestedMember> _known = new(StringComparer.Ordinal);

    private TestedMemberList(AdditionalText file, SourceText text, string project, IReadOnlyList<TestedMember> members)
    {
        (_file, _text, _project, _members) = (file, text, project, members);
        foreach (var member in members)
            _known[member.Member] = member;
    }

    /// <summary>Null: it says something of its members.</summary>
    public Location? Obstacle => _members.Count == 0 && TestedMembers.Read(_text.ToString()) is null ? PlaceOf(0) : null;

    /// <param name="read">By <see cref="Provider"/>.</param>
    /// <returns>Null: there is none.</returns>
    public static TestedMemberList? Of(AnalyzerOptions given, Compilation compilation, Func<SourceText, IReadOnlyList<TestedMember>> read, CancellationToken cancellationToken)
    {
        var options = given.AnalyzerConfigOptionsProvider;
        foreach (var file in given.AdditionalFiles)
        {
            if (!options.GetOptions(file).TryGetValue(Metadata, out var value) || !string.Equals(value, "true", StringComparison.OrdinalIgnoreCase) || file.GetText(cancellationToken) is not { } text)
                continue;
            var project = options.GlobalOptions.TryGetValue(ProjectName, out var name) && name.Length > 0 ? name : compilation.AssemblyName ?? "";
            return new TestedMemberList(file, text, project, read(text));
        }

        return null;
    }

    /// <summary>Whether tests reach it; null: nothing is known of it, as of what was written since.</summary>
    /// <param name="member">Documentation id.</param>
    public bool? IsReached(string member) => _known.TryGetValue(member, out var known) ? known.Tests.Count > 0 : null;

    /// <summary>Members that no test reaches and that this project is to tell of: of several test projects the one that reaches most of a type, or, where none reaches any of it, most of all.</summary>
    public IEnumerable<(string Member, Location Place)> Unreached()
    {
        var owners = _members.GroupBy(member => TypeOf(member.Member), StringComparer.Ordinal).ToDictionary(type => type.Key, OwnerOf, StringComparer.Ordinal);
        var whole = new Lazy<string?>(() => OwnerOf(_members));
        foreach (var member in _members)
        {
            if (member.Tests.Count == 0 && string.Equals(owners[TypeOf(member.Member)] ?? whole.Value ?? _project, _project, StringComparison.OrdinalIgnoreCase))
                yield return (member.Member, PlaceOf(member.Line));
        }
    }

    /// <summary>Null: no project reaches any of them.</summary>
    private static string? OwnerOf(IEnumerable<TestedMember> members) => members.SelectMany(member => member.Tests.Keys).GroupBy(project => project, StringComparer.Ordinal)
        .OrderByDescending(project => project.Count()).ThenBy(project => project.Key, StringComparer.Ordinal).FirstOrDefault()?.Key;

    private static string TypeOf(string member)
    {
        var end = member.IndexOf('(');
        var dot = (end < 0 ? member : member.Substring(0, end)).LastIndexOf('.');
        return dot < Prefix ? "" : member.Substring(Prefix, dot - Prefix);
    }

    private Location PlaceOf(int line) => Location.Create(_file.Path, _text.Lines[line].Span, _text.Lines.GetLinePositionSpan(_text.Lines[line].Span));
}
