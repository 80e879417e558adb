using CodegenLab.Pipeline.Suites;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.Pipeline.Tests.Suites;

[TestFixture]
public sealed class MemberSheetTests
{
    [Test]
    public void Nested_types_stand_behind_a_slash_where_readers_of_Cobertura_want_it()
    {
        var tree = CSharpSyntaxTree.ParseText("namespace Shop; class Till<T> { int Add() => 1; class Drawer { class Coin<U> { int Count() => 2; } } }");
        var compilation = CSharpCompilation.Create("Shop", [tree], [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)]);

        var members = new MemberSheet(compilation).In(tree);

        Assert.That(members.Select(member => (member.Name, member.Type, member.ClassName)), Is.EqualTo(new[]
        {
            ("Add()", "Shop.Till<T>", "Shop.Till<T>"),
            ("Count()", "Shop.Till<T>.Drawer.Coin<U>", "Shop.Till<T>/Drawer/Coin<U>"),
        }));
    }

    [Test]
    public void Statements_of_a_program_without_Main_are_a_member()
    {
        var tree = CSharpSyntaxTree.ParseText("using System;\n\nvar count = args.Length > 1 ? 1 : 0;\nreturn Twice(count);\n\nstatic int Twice(int a) => a * 2;\n\nclass Till { bool IsOpen(int hour) => hour > 8 && hour < 18; }\n");
        var compilation = CSharpCompilation.Create("Shop", [tree], [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)]);

        var member = new MemberSheet(compilation).In(tree)[0];

        Assert.That(member, Is.EqualTo(new MemberFigures("M:Program.{Main}$(System.String[])", "Program", "Main(string[])", 3, 6, 2, false) { ClassName = "Program", IsTopLevel = true }));
    }
}
