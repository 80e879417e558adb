namespace CodegenLab.Bench;

/// <summary>A file that makes NUnit run the tests of a project in an order of its own in each run.</summary>
internal static class ShuffledOrder
{
    /// <summary>Environment variable with the number the order is made from.</summary>
    public const string SeedVariable = "CODEGEN_LAB_ORDER";

    public const string Source =
        """
        [assembly: CodegenLabShuffledOrder]

        [System.AttributeUsage(System.AttributeTargets.Assembly)]
        internal sealed class CodegenLabShuffledOrderAttribute : System.Attribute, NUnit.Framework.Interfaces.IApplyToTest
        {
            public void ApplyToTest(NUnit.Framework.Internal.Test test)
            {
                var seed = System.Environment.GetEnvironmentVariable("CODEGEN_LAB_ORDER");
                if (!string.IsNullOrEmpty(seed))
                    Shuffle(test, new System.Random(int.Parse(seed, System.Globalization.CultureInfo.InvariantCulture)));
            }

            private static void Shuffle(NUnit.Framework.Interfaces.ITest test, System.Random random)
            {
                foreach (var child in test.Tests)
                {
                    child.Properties.Set("Order", random.Next());
                    Shuffle(child, random);
                }
            }
        }
        """;
}
