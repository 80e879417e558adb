// <codegen-lab version="1.0.0" seed="7" subject="Sample.Laws.Degrees" tests="12" branches="2" mutants="1" />
// Tests for Sample.Laws.Degrees: 12 test methods, 2 branches covered, 1 mutant killed.
// Edit this file and codegen-lab will keep your version: it never overwrites a file that was edited.

using System;
using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;

namespace Sample.Laws.Tests;

[TestFixture]
[Category("properties")]
public sealed class DegreesProperties
{
    // Parse reads what ToString writes: promised by the documentation of Parse and ToString.
    [FsCheck.NUnit.Property(MaxTest = 100)]
    public Property Parse_reads_what_ToString_writes() =>
        Prop.ForAll(Values.AnyDegrees(), value => Degrees.Parse(value.ToString()).Equals(value));

    // CompareTo is 0 for the value itself: promised by the documentation of IComparable<T>.
    [FsCheck.NUnit.Property(MaxTest = 100)]
    public Property CompareTo_of_itself_is_zero() =>
        Prop.ForAll(Values.AnyDegrees(), first => first.CompareTo(first) == 0);

    // CompareTo turns its sign when the values change places: promised by the documentation of IComparable<T>.
    [FsCheck.NUnit.Property(MaxTest = 100)]
    public Property CompareTo_is_antisymmetric() =>
        Prop.ForAll(Values.AnyDegrees(), Values.AnyDegrees(), (first, second) =>
            Math.Sign(first.CompareTo(second)) == -Math.Sign(second.CompareTo(first)));

    // CompareTo is transitive: promised by the documentation of IComparable<T>.
    [FsCheck.NUnit.Property(MaxTest = 100)]
    public Property CompareTo_is_transitive() =>
        Prop.ForAll(Values.AnyDegrees(), Values.AnyDegrees(), Values.AnyDegrees(), (first, second, third) =>
            !(first.CompareTo(second) <= 0 && second.CompareTo(third) <= 0) || first.CompareTo(third) <= 0);

    // CompareTo is 0 for equal values and for no others.
    [FsCheck.NUnit.Property(MaxTest = 100)]
    public Property CompareTo_is_zero_for_equal_values() =>
        Prop.ForAll(Values.AnyDegrees(), Values.AnyDegrees(), (first, second) =>
            (first.CompareTo(second) == 0) == first.Equals(second));

    // < agrees with CompareTo: promised by the guidelines for operators.
    [FsCheck.NUnit.Property(MaxTest = 100)]
    public Property The_less_than_operator_is_CompareTo() =>
        Prop.ForAll(Values.AnyDegrees(), Values.AnyDegrees(), (first, second) =>
            (first < second) == (first.CompareTo(second) < 0));

    // > agrees with CompareTo: promised by the guidelines for operators.
    [FsCheck.NUnit.Property(MaxTest = 100)]
    public Property The_greater_than_operator_is_CompareTo() =>
        Prop.ForAll(Values.AnyDegrees(), Values.AnyDegrees(), (first, second) =>
            (first > second) == (first.CompareTo(second) > 0));

    // Addition is commutative.
    [FsCheck.NUnit.Property(MaxTest = 100)]
    public Property Addition_is_commutative() =>
        Prop.ForAll(Values.AnyDegrees(), Values.AnyDegrees(), (first, second) => (first + second).Equals((second + first)));

    // Addition is associative.
    [FsCheck.NUnit.Property(MaxTest = 100)]
    public Property Addition_is_associative() =>
        Prop.ForAll(Values.AnyDegrees(), Values.AnyDegrees(), Values.AnyDegrees(), (first, second, third) =>
            ((first + second) + third).Equals((first + (second + third))));

    // Addition leaves a value alone with Zero.
    [FsCheck.NUnit.Property(MaxTest = 100)]
    public Property Addition_leaves_a_value_alone_with_Zero() =>
        Prop.ForAll(Values.AnyDegrees(), first => (first + Degrees.Zero).Equals(first));

    // Addition is undone by Subtraction.
    [FsCheck.NUnit.Property(MaxTest = 100)]
    public Property Addition_is_undone_by_Subtraction() =>
        Prop.ForAll(Values.AnyDegrees(), Values.AnyDegrees(), (first, second) => ((first + second) - second).Equals(first));

    // Subtraction leaves a value alone with Zero.
    [FsCheck.NUnit.Property(MaxTest = 100)]
    public Property Subtraction_leaves_a_value_alone_with_Zero() =>
        Prop.ForAll(Values.AnyDegrees(), first => (first - Degrees.Zero).Equals(first));

    private static class Values
    {
        public static Arbitrary<Degrees> AnyDegrees() => Arb.From(
            Made(
                Gen.OneOf(
                    from part in Gen.Elements<int>(-273, -272)
                    select Tried(() => new Degrees(part)),
                    from part in Gen.Choose(-273, 5000)
                    select Tried(() => new Degrees(part)))),
            Smaller);

        private static IEnumerable<Degrees> Smaller(Degrees value) =>
            Known<int>().Shrinker(value.Value).SelectMany(part => Tried(() => new Degrees(part)))
                .Where(smaller => !smaller.Equals(value));

        public static Arbitrary<T> Known<T>() => ArbMap.Default.ArbFor<T>();

        // Not everything can be made of everything: another attempt, then.
        private static Gen<T> Made<T>(Gen<T[]> tried, int attempts = 100) => tried.SelectMany(made =>
            made.Length == 1 ? Gen.Constant(made[0])
            : attempts == 0 ? throw new InvalidOperationException("No " + typeof(T).Name + " could be made in 100 attempts.")
            : Made(tried, attempts - 1));

        private static T[] Tried<T>(Func<T> make)
        {
            try
            {
                return new[] { make() };
            }
            catch (Exception)
            {
                return Array.Empty<T>();
            }
        }
    }
}
