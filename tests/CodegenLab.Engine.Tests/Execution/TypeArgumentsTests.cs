using System.Numerics;
using CodegenLab.Worker.Execution;

namespace CodegenLab.Engine.Tests.Execution;

public sealed class TypeArgumentsTests
{
    private static readonly Type[] Subjects = [typeof(Level), typeof(Leaf), typeof(Abstract), typeof(Static)];

    [TestCase(nameof(Shapes.Any), "String", "Int32")]
    [TestCase(nameof(Shapes.Value), "Int32", "DateTime")]
    [TestCase(nameof(Shapes.Reference), "String", "Object")]
    [TestCase(nameof(Shapes.Fresh), "Int32", "Object")]
    [TestCase(nameof(Shapes.EnumOnly), "DayOfWeek", "Level")]
    [TestCase(nameof(Shapes.Derived), "Leaf")]
    [TestCase(nameof(Shapes.Comparable), "String", "Int32")]
    [TestCase(nameof(Shapes.Number), "Int32", "Char")]
    [TestCase(nameof(Shapes.Failure), "Exception", "ArgumentException")]
    [TestCase(nameof(Shapes.Impossible))]
    [TestCase(nameof(Shapes.Arrays))]
    [TestCase(nameof(Shapes.Grids))]
    public void A_parameter_gets_what_its_constraints_allow(string shape, params string[] expected) =>
        Assert.That(For(shape).Select(arguments => arguments.Single().Name), Is.EqualTo(expected));

    [Test]
    public void The_second_list_varies_the_second_parameter() =>
        Assert.That(For(nameof(Shapes.Two)).Select(arguments => (arguments[0], arguments[1])), Is.EqualTo(new[] { (typeof(string), typeof(string)), (typeof(int), typeof(string)) }));

    [Test]
    public void A_constraint_may_name_another_parameter() =>
        Assert.That(For(nameof(Shapes.Sequence)).Select(arguments => (arguments[0], arguments[1])), Is.EqualTo(new[] { (typeof(string), typeof(List<string>)), (typeof(int), typeof(List<int>)) }));

    [Test]
    public void Also_one_that_comes_later() =>
        Assert.That(For(nameof(Shapes.Backwards)).Select(arguments => (arguments[0], arguments[1])), Is.EqualTo(new[] { (typeof(List<string>), typeof(string)), (typeof(List<int>), typeof(int)) }));

    [Test]
    public void Every_list_can_close_the_method()
    {
        foreach (var method in typeof(Shapes).GetMethods().Where(method => method.IsGenericMethodDefinition))
        {
            foreach (var arguments in new TypeArguments(Subjects).For(method.GetGenericArguments(), 5))
                Assert.That(() => method.MakeGenericMethod(arguments), Throws.Nothing, $"{method.Name} {string.Join(", ", arguments.Select(argument => argument.Name))}");
        }
    }

    [Test]
    public void No_more_lists_than_asked_for() => Assert.That(new TypeArguments(Subjects).For(typeof(Shapes).GetMethod(nameof(Shapes.Any))!.GetGenericArguments(), 1), Has.Exactly(1).Items);

    [Test]
    public void Types_that_the_code_asks_for_come_on_top_if_the_constraints_allow_them() =>
        Assert.That(
            new TypeArguments(Subjects).For(typeof(Shapes).GetMethod(nameof(Shapes.Value))!.GetGenericArguments(), 2, [typeof(int), typeof(double), typeof(Uri)]).Select(arguments => arguments.Single().Name),
            Is.EqualTo(new[] { "Int32", "DateTime", "Double" }));

    private static List<Type[]> For(string shape) => [.. new TypeArguments(Subjects).For(typeof(Shapes).GetMethod(shape)!.GetGenericArguments(), 2)];

    private static class Shapes
    {
        public static void Any<T>() { }
        public static void Value<T>() where T : struct { }
        public static void Reference<T>() where T : class { }
        public static void Fresh<T>() where T : new() { }
        public static void EnumOnly<T>() where T : struct, Enum { }
        public static void Derived<T>() where T : Abstract, new() { }
        public static void Comparable<T>() where T : IComparable<T> { }
        public static void Number<T>() where T : INumber<T> { }
        public static void Failure<T>() where T : Exception { }
        public static void Impossible<T>() where T : FileSystemInfo, new() { }
        public static void Unmanaged<T>() where T : unmanaged { }
        public static void Two<TKey, TValue>() where TKey : notnull { }
        public static void Sequence<TItem, TList>() where TList : IReadOnlyList<TItem>, new() { }
        public static void Backwards<TList, TItem>() where TList : IReadOnlyList<TItem> { }
        public static void Arrays<TItem, TList>() where TList : IEnumerable<TItem[]> { }
        public static void Grids<TList, TItem>() where TList : IReadOnlyList<TItem[,]>, new() { }
        public static void Naked<TBase, TDerived>() where TDerived : TBase { }
    }

    private enum Level { Low, High }

    private abstract class Abstract;

    private sealed class Leaf : Abstract;

    private static class Static;
}
