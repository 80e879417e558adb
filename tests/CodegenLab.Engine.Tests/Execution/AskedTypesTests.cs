using CodegenLab.Worker.Execution;

namespace CodegenLab.Engine.Tests.Execution;

public sealed class AskedTypesTests
{
    [TestCase(nameof(Methods.Is), ExpectedResult = "Int32, Double")]
    [TestCase(nameof(Methods.Casts), ExpectedResult = "Decimal, Version")]
    [TestCase(nameof(Methods.Compares), ExpectedResult = "Int64")]
    [TestCase(nameof(Methods.Switches), ExpectedResult = "String, Guid")]
    [TestCase(nameof(Methods.AsksNothing), ExpectedResult = "")]
    public string Types_that_a_generic_method_asks_for_are_found(string method) =>
        string.Join(", ", AskedTypes.In(typeof(Methods).GetMethod(method)!).Select(type => type.Name));

    private static class Methods
    {
        public static int Is<T>(T value) => value is int ? 1 : value is double ? 2 : value is Hidden ? 3 : 0;

        public static decimal Casts<T>(T value) => value is null ? ((Version)(object)value!).Major : (decimal)(object)value;

        public static bool Compares<T>() => typeof(T) == typeof(long) || typeof(T) == typeof(object);

        public static int Switches<T>(T value, int number)
        {
            switch (number)
            {
                case 0: return 5;
                case 1: return 7;
                case 2: return 6;
                case 3: return 9;
            }

            return value switch { string text => text.Length, Guid => 1, _ => 0 };
        }

        public static List<T> AsksNothing<T>(T value) => [value, value];
    }

    private sealed class Hidden;
}
