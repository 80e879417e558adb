using CodegenLab.Engine.Rendering;
using CodegenLab.Pipeline.Properties;
using CodegenLab.Pipeline.Tests.Solutions;

namespace CodegenLab.Pipeline.Tests.Properties;

public sealed class EarlierLawsTests
{
    private static readonly string Source = GeneratedHeader.Seal(new GeneratedHeader("1.0.0", 1, "Shop.Money", 2, 0, 0, null).Write() + """

        namespace Shop.Tests;

        public sealed class MoneyProperties
        {
            // Addition is commutative.
            [FsCheck.NUnit.Property(MaxTest = 100)]
            public Property Addition_is_commutative() => Prop.ForAll(Values.AnyMoney(), first => true);

            private static class Values
            {
                public static Arbitrary<T> Known<T>() => ArbMap.Default.ArbFor<T>();
            }
        }
        """.ReplaceLineEndings("\n"));

    [Test]
    public void Laws_are_those_of_files_that_the_tool_wrote()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, "MoneyProperties.cs"), Source);
        File.WriteAllText(Path.Combine(folder.Path, "EditedProperties.cs"), Source.Replace("Addition_is_commutative", "Addition_is_mine", StringComparison.Ordinal).Replace("Shop.Money", "Shop.Edited", StringComparison.Ordinal));
        File.WriteAllText(Path.Combine(folder.Path, "OtherProperties.cs"), "public sealed class OtherProperties { [FsCheck.NUnit.Property] public Property Of_a_person() => null!; }");

        var laws = EarlierLaws.In(folder.Path);

        Assert.That(laws.Select(type => (type.Key, string.Join(", ", type))), Is.EqualTo(new[] { ("T:Shop.Money", "Addition_is_commutative") }));
    }
}
