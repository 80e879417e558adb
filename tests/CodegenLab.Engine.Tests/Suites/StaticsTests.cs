using System.Runtime.Loader;
using CodegenLab.Engine.Suites;
using CodegenLab.Probes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Engine.Tests.Suites;

/// <summary>Types whose static values are made in every way that C# has; they say what they hold, are spoilt, and made anew.</summary>
[TestFixture]
[NonParallelizable]
public sealed class StaticsTests
{
    private const string First = """
        using System;
        using System.Collections.Generic;

        public static partial class Table
        {
            public static readonly List<string> Names = new() { "a", "b" };
            public static readonly int[] Numbers = { 1, 2, 3 };
            private static readonly int? Maybe = 4;
            private static int _untouched;
            private const int Constant = 5;
            [ThreadStatic] private static int _ofThread;
            private static readonly Point Origin = new Point(7);
            private static readonly Func<int, int> Twice = number => 2 * number;

            public static string Title { get; } = Prefix + "!";
            public static int Size { get; set; } = 8;
            private static int Hidden { get; } = 9;

            static Table()
            {
                Numbers[0] = Later;
                if (Names.Count == 2)
                    return;
                Names.Clear();
            }

            public static string Say() =>
                string.Join(",", Names) + string.Join(",", Numbers) + Maybe + _untouched + Constant + _ofThread + Origin.X + Twice(1) + Title + Size + Hidden + Later + Box<int>.Value + Box<string>.Value + Plain.Count;

            public static void Spoil()
            {
                Names.Add("c");
                Numbers[1] = 99;
                _untouched = 99;
                _ofThread = 99;
                Size = 99;
                Plain.Count = 99;
                Box<int>.Value = "spoilt";
            }

            private struct Point(int x)
            {
                public int X = x;
            }
        }

        public static class Box<T>
        {
            public static string Value = typeof(T).Name;
        }

        public sealed record Plain(int Number)
        {
            public static int Count = 10;
        }
        """;

    private const string Second = """
        public static partial class Table
        {
            private static readonly string Prefix = "title";
            private static int Later { get; } = 6;
        }
        """;

    [Test]
    public void Types_say_the_same_and_are_as_new_when_they_are_initialised_again()
    {
        var compilation = CSharpCompilation.Create(
            "Sample", [CSharpSyntaxTree.ParseText(First, path: "First.cs"), CSharpSyntaxTree.ParseText(Second, path: "Second.cs")], References(), new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        var folder = Directory.CreateTempSubdirectory("statics");
        try
        {
            var plain = Path.Combine(folder.FullName, "plain.dll");
            Assert.That(compilation.Emit(plain).Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error), Is.Empty);
            var subject = SuiteSubjectBuilder.Build([new SuiteProject(compilation, [])], SuiteProbes.Mutants, Path.Combine(folder.FullName, "mutants"), kept: null, default);
            Assert.That(subject.RolledBack, Is.Empty);

            Statics.Use([]);
            Trace.Begin(Trace.Unlimited);
            var table = Load(subject.Assemblies.Single()).GetType("Table")!;
            var said = Say(table);
            Assert.That(said, Is.EqualTo(Say(Load(plain).GetType("Table")!)));

            table.GetMethod("Spoil")!.Invoke(null, null);
            Assert.That(Say(table), Is.Not.EqualTo(said));
            Statics.Initialise();
            Assert.That(Say(table), Is.EqualTo(said.Replace("4050", "40599", StringComparison.Ordinal)), "what a thread has of its own stays");
        }
        finally
        {
            Statics.Use([]);
            folder.Delete(recursive: true);
        }
    }

    private static string Say(Type table) => (string)table.GetMethod("Say")!.Invoke(null, null)!;

    // Not collectible: nothing here is worth the wait.
    private static System.Reflection.Assembly Load(string path) => new AssemblyLoadContext("statics").LoadFromStream(new MemoryStream(File.ReadAllBytes(path)));

    private static IEnumerable<MetadataReference> References() =>
        AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!.ToString()!.Split(Path.PathSeparator).Where(file => Path.GetDirectoryName(file) == Path.GetDirectoryName(typeof(object).Assembly.Location)).Select(file => MetadataReference.CreateFromFile(file));
}
