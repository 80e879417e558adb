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
}
