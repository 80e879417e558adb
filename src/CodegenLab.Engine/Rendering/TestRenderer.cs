using System.Collections.Immutable;
using CodegenLab.Engine.Instrumentation;
using CodegenLab.Engine.Subjects;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Engine.Rendering;

/// <summary>
/// Turns found tests into test classes: data in, C# text out. What the text does is what the worker did (D4): same calls, same order,
/// same overloads. A test that no C# can say is in no fixture.
/// </summary>
/// <param name="templates">Give files and methods their form.</param>
public sealed class TestRenderer(TestTemplates templates)
{
    /// <summary>One fixture for each type that tests are about, ordered by its name.</summary>
    /// <param name="catalog">What the ids in <paramref name="tests"/> mean.</param>
    /// <param name="sites">What <see cref="FoundTest.Witness"/> and <see cref="FoundTest.Goals"/> mean.</param>
    /// <param name="fakes">Classes in the catalog that exist in no assembly a test can use: they are nested in the fixtures.</param>
    public ImmutableArray<RenderedFixture> Render(Catalog catalog, IReadOnlyList<FoundTest> tests, ImmutableArray<Site> sites, ImmutableArray<Fake> fakes, RenderingOptions options)
    {
        var subjects = Enumerable.Range(0, tests.Count)
            .GroupBy(index => catalog.Types[catalog.Members[tests[index].Subject].DeclaringType].Name)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => (Subject: group.Key, Found: group.ToList()))
            .ToList();
        var names = Names([.. subjects.Select(subject => subject.Subject)], options);
        var fixtures = ImmutableArray.CreateBuilder<RenderedFixture>();
        foreach (var (subject, found) in subjects)
        {
            var (ns, name) = names[subject];
            var fixture = new FixtureWriter(catalog, tests, sites, fakes, templates, options, [.. names.Values]).Write(subject, found, ns, name);
            if (fixture is not null)
                fixtures.Add(fixture);
        }

        return fixtures.ToImmutable();
    }

    // Two subjects may differ in the part of the namespace that tests do not repeat, or in arity alone.
    private static Dictionary<string, (string Namespace, string Name)> Names(IReadOnlyList<string> subjects, RenderingOptions options)
    {
        var names = new Dictionary<string, (string Namespace, string Name)>();
        foreach (var subject in subjects)
        {
            var (ns, segments) = TypeNames.Split(subject);
            var fixtureNamespace = options.NamespaceFor(ns);
            var parts = segments.Select(segment => TypeNames.SplitArity(segment)).ToList();
            var name = string.Join('_', parts.Select(part => part.Name)) + options.ClassEnding;
            if (names.ContainsValue((fixtureNamespace, name)))
                name = string.Join('_', parts.Select(part => part.Arity == 0 ? part.Name : part.Name + "Of" + part.Arity)) + options.ClassEnding;
            if (names.ContainsValue((fixtureNamespace, name)))
                name = ns.Replace(".", "", StringComparison.Ordinal) + "_" + name;
            names.Add(subject, (fixtureNamespace, name));
        }

        return names;
    }
}
