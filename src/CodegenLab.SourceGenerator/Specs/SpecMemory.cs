using System.Runtime.CompilerServices;
using CodegenLab.SourceGenerator.Remembering;
using Microsoft.CodeAnalysis;

namespace CodegenLab.SourceGenerator.Specs;

/// <summary>Fixtures of specs, kept until the spec or a name in it says something else.</summary>
internal sealed class SpecMemory
{
    private readonly ConditionalWeakTable<TestSpec, Page> _pages = new();

    public SpecFixture? Bind(TestSpec spec, Compilation compilation, CancellationToken cancellationToken)
    {
        var project = ProjectOutline.Of(compilation);
        var page = _pages.GetValue(spec, static one => new Page(NameSet.In(string.Join("\n", Texts(one.Root)))));
        var entry = page.Entry;
        var fixture = entry is not null && !project.Since(entry.Project).Concerns(page.Words) ? entry.Fixture : new SpecBinder(spec, compilation, cancellationToken).Bind().Fixture;
        if (entry?.Project != project)
            page.Entry = new Entry(project, fixture);
        return fixture;
    }

    private static IEnumerable<string> Texts(JsonValue? value) => value is null ? [] : [value.Text, .. value.Items.SelectMany(Texts), .. value.Members.SelectMany(member => Texts(member.Value))];

    private sealed class Page(NameSet words)
    {
        private volatile Entry? _entry;

        public NameSet Words => words;

        public Entry? Entry { get => _entry; set => _entry = value; }
    }

    private sealed class Entry(ProjectOutline project, SpecFixture? fixture)
    {
        public ProjectOutline Project => project;

        public SpecFixture? Fixture => fixture;
    }
}
