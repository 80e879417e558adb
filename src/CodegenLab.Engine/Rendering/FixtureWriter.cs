using System.Collections.Immutable;
using CodegenLab.Engine.Instrumentation;
using CodegenLab.Engine.Subjects;
using CodegenLab.Worker.Protocol;
using CodegenLab.Worker.TestCases;

namespace CodegenLab.Engine.Rendering;

/// <summary>Writes the file of one test class.</summary>
/// <param name="fixtures">Namespaces and names of all test classes of the run.</param>
internal sealed class FixtureWriter(
    Catalog catalog,
    IReadOnlyList<FoundTest> tests,
    ImmutableArray<Site> sites,
    ImmutableArray<Fake> fakes,
    TestTemplates templates,
    RenderingOptions options,
    IReadOnlyList<(string Namespace, string Name)> fixtures)
{
    private readonly string _framework = FrameworkNames.NamespaceOf(options.Framework);
    private readonly Dictionary<string, Fake> _fakes = fakes.ToDictionary(fake => fake.FakeTypeName);

    /// <summary>The fixture; null when none of its tests can be written.</summary>
    public RenderedFixture? Write(string subject, IReadOnlyList<int> found, string ns, string name)
    {
        // Which namespaces a file imports decides how its types are named, and the other way round: the first draft finds the imports.
        var draft = Draft(found, ns, name, [.. options.GlobalUsings, _framework]);
        var imports = draft.Scope.Used.Concat(options.GlobalUsings).Append(_framework).Distinct().ToList();
        var final = Draft(found, ns, name, imports);
        return final.Methods.Count == 0 ? null : Compose(subject, ns, name, final);
    }

    private sealed record Drafted(NameScope Scope, IReadOnlyList<(string Name, string Text, ImmutableArray<int> Found, bool IsOneCase)> Methods, IReadOnlyList<string> Fakes);

    private Drafted Draft(IReadOnlyList<int> found, string ns, string name, IReadOnlyList<string> imports)
    {
        var known = catalog.Types.Where(type => type.Name.Length > 0 && !_fakes.ContainsKey(type.Name)).Select(type => TypeNames.Split(type.Name))
            .Select(split => (split.Namespace, TypeNames.SplitArity(split.Segments[0]).Name, TypeNames.SplitArity(split.Segments[0]).Arity)).Distinct().ToList();
        var namespaces = known.Select(type => type.Namespace).Concat(fixtures.Select(fixture => fixture.Namespace)).Append(_framework).Append("System").Distinct();
        var types = known.Concat(fixtures.Select(fixture => (fixture.Namespace, fixture.Name, 0))).Concat(options.Mocking is { } imported ? Mocks.TypesOf(imported) : []);
        var fakeNames = fakes.Select(fake => TypeNames.SplitArity(TypeNames.Split(fake.FakeTypeName).Segments[0]).Name);
        var scope = new NameScope(ns, fakeNames.Append(name), types, namespaces, imports, options.TypeExists);
        var typeNames = new TypeNames(catalog, scope, _fakes);
        var mocks = options.Mocking is { } library ? new Mocks(catalog, typeNames, library, _fakes) : null;
        var writer = new TestWriter(typeNames, catalog, templates, options, mocks);

        ImmutableArray<TestGroup> groups = [.. new NullGuards(catalog, options).Join(new RowMerger(catalog, typeNames).Merge(tests, found, options.Unmerged))];
        var names = new TestNames(typeNames, catalog, sites).Of(groups);
        var methods = new List<(string, string, ImmutableArray<int>, bool)>();
        for (var i = 0; i < groups.Length; i++)
        {
            var used = scope.Used.ToList();
            var usedFakes = typeNames.UsedFakes.ToList();
            var usedFakeMembers = typeNames.UsedFakeMembers.ToList();
            try
            {
                methods.Add((names[i], writer.Write(names[i], groups[i].Content), groups[i].Found, groups[i].Content.Others.Count > 0));
            }
            catch (NotRenderableException)
            {
                scope.Used.IntersectWith(used);
                typeNames.UsedFakes.IntersectWith(usedFakes);
                typeNames.UsedFakeMembers.IntersectWith(usedFakeMembers);
            }
        }

        return new Drafted(scope, methods, [.. Nest(typeNames, scope)]);
    }

    private List<string> Nest(TypeNames types, NameScope scope)
    {
        var texts = new List<string>();
        foreach (var fakeName in types.UsedFakes.Order(StringComparer.Ordinal))
        {
            var fake = _fakes[fakeName];
            var used = types.UsedFakeMembers.Where(member => member.Fake == fakeName).Select(member => member.Name).ToHashSet();
            var (text, named) = Shortened(fake, fake.Nest(used, false), scope);
            if (named.All(one => scope.FindsItself(one.Namespace, one.Name, one.Arity)))
            {
                foreach (var one in named)
                    scope.Use(one.Namespace);
            }
            else
            {
                text = Shortened(fake, fake.Nest(used, true), scope).Source;
            }

            texts.Add(options.NullableEnabled ? text : $"#nullable enable\n{text}\n#nullable restore");
        }

        return texts;
    }

    /// <summary>What the package completes, where the test project references it.</summary>
    private NestedFake Shortened(Fake fake, NestedFake nested, NameScope scope)
    {
        if (!options.HasTestingPackage)
            return nested;
        var isPlain = scope.FindsItself(PackagedFake.Package, PackagedFake.Attribute, 0) && scope.FindsItself(PackagedFake.Package, "Fake", 0);
        if (PackagedFake.Of(nested, fake.Members, isPlain ? "Fake" : $"global::{PackagedFake.Package}.Fake", options.LanguageVersion) is not { } shorter)
            return nested;
        if (isPlain)
            scope.Use(PackagedFake.Package);
        return shorter;
    }

    private RenderedFixture Compose(string subject, string ns, string name, Drafted draft)
    {
        var fileScoped = options is { FileScopedNamespaces: true, LanguageVersion: >= 1000 };
        var indent = fileScoped ? "" : "    ";
        var all = draft.Methods.SelectMany(method => method.Found).Select(index => tests[index]).ToList();
        var goals = all.SelectMany(test => test.Goals).Distinct().Count(goal => goal / 2 >= sites.Length || !sites[goal / 2].IsSoft);
        var mutants = all.SelectMany(test => test.Kills).Distinct().Count();
        var methods = draft.Methods.Select(method => Indent(method.Text, indent + "    ")).ToList();
        var model = new FixtureModel
        {
            Header = new GeneratedHeader(options.ToolVersion, options.Seed, subject, methods.Count, goals, mutants, null, options.SubjectCode(subject)).Write().TrimEnd('\n'),
            Usings = [.. draft.Scope.Used.Append(_framework).Except(options.GlobalUsings).Distinct().OrderBy(IsSystem).ThenBy(used => used, StringComparer.Ordinal)],
            Namespace = ns,
            FileScoped = fileScoped,
            // System.ComponentModel has one too, and attributes cannot be told apart by an alias.
            Category = draft.Scope.FindsItself(_framework, "CategoryAttribute", 0) ? "Category" : _framework + ".Category",
            Kind = options.Kind,
            Aliases = [.. FrameworkNames.Written(options.Framework).Where(written => !draft.Scope.FindsItself(_framework, written, 0)).Select(written => $"{written} = {_framework}.{written}")],
            Name = name,
            Modifiers = draft.Fakes.Any(PackagedFake.IsOne) ? "sealed partial" : "sealed",
            Tests = methods,
            Fakes = [.. draft.Fakes.Select(fake => Indent(fake, indent + "    "))],
            Indent = indent,
        };
        var source = templates.Render("fixture." + options.Framework.ToString().ToLowerInvariant(), model).TrimEnd('\n') + "\n";
        return new RenderedFixture(subject, ns, name, source, Locate(source, draft, methods));
    }

    private static int IsSystem(string ns) => ns == "System" || ns.StartsWith("System.", StringComparison.Ordinal) ? 0 : 1;

    private static ImmutableArray<RenderedTest> Locate(string source, Drafted draft, List<string> methods)
    {
        var located = ImmutableArray.CreateBuilder<RenderedTest>();
        var at = 0;
        var line = 1;
        for (var i = 0; i < methods.Count; i++)
        {
            var start = source.IndexOf(methods[i], at, StringComparison.Ordinal);
            if (start < 0)
                throw new InvalidTemplateException("The fixture template must write the tests in order and as they are.");
            line += source.AsSpan(at, start - at).Count('\n');
            var last = line + methods[i].AsSpan().Count('\n');
            located.Add(new RenderedTest(draft.Methods[i].Name, line, last, draft.Methods[i].Found) { IsOneCase = draft.Methods[i].IsOneCase });
            at = start + methods[i].Length;
            line = last;
        }

        return located.ToImmutable();
    }

    private static string Indent(string text, string indent) =>
        string.Join('\n', text.Trim('\n').Split('\n').Select(line => line.Length == 0 ? line : indent + line));
}
