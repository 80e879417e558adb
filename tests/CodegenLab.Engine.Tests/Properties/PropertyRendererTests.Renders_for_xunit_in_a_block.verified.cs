// <codegen-lab version="1.0.0" seed="7" subject="Sample.Laws.Codec" tests="9" branches="2" mutants="1" />
// Tests for Sample.Laws.Codec: 9 test methods, 2 branches covered, 1 mutant killed.
// Edit this file and codegen-lab will keep your version: it never overwrites a file that was edited.

using System;
using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Sample.Laws.Tests
{
    [Trait("Category", "properties")]
    public sealed class CodecProperties
    {
        // Decode takes back what Encode does.
        [FsCheck.Xunit.Property(MaxTest = 100)]
        public Property Decode_takes_back_what_Encode_does() =>
            Prop.ForAll(Values.AnyBytes(), value => Codec.Decode(Codec.Encode(value)).SequenceEqual(value));

        // Tidy twice is Tidy once.
        [FsCheck.Xunit.Property(MaxTest = 100)]
        public Property Tidy_twice_is_Tidy_once() =>
            Prop.ForAll(Values.AnyText(), value => value.Tidy().Tidy() == value.Tidy());

        // Tidy twice gives the value back.
        [FsCheck.Xunit.Property(MaxTest = 100)]
        public Property Tidy_twice_gives_the_value_back() =>
            Prop.ForAll(Values.AnyText(), value => value.Tidy().Tidy() == value);

        // Twice twice is Twice once.
        [FsCheck.Xunit.Property(MaxTest = 100)]
        public Property Twice_twice_is_Twice_once() =>
            Prop.ForAll(Values.Known<int>(), value => Codec.Twice(Codec.Twice(value)) == Codec.Twice(value));

        // Twice twice gives the value back.
        [FsCheck.Xunit.Property(MaxTest = 100)]
        public Property Twice_twice_gives_the_value_back() =>
            Prop.ForAll(Values.Known<int>(), value => Codec.Twice(Codec.Twice(value)) == value);

        // Max is commutative.
        [FsCheck.Xunit.Property(MaxTest = 100)]
        public Property Max_is_commutative() =>
            Prop.ForAll(Values.Known<int>(), Values.Known<int>(), (first, second) =>
                Codec.Max(first, second) == Codec.Max(second, first));

        // Max is associative.
        [FsCheck.Xunit.Property(MaxTest = 100)]
        public Property Max_is_associative() =>
            Prop.ForAll(Values.Known<int>(), Values.Known<int>(), Values.Known<int>(), (first, second, third) =>
                Codec.Max(Codec.Max(first, second), third) == Codec.Max(first, Codec.Max(second, third)));

        // Twice grows with its value, or stays.
        [FsCheck.Xunit.Property(MaxTest = 100)]
        public Property Twice_grows_with_its_value() =>
            Prop.ForAll(Values.Known<int>(), Values.Known<int>(), (lesser, greater) =>
                !(lesser <= greater) || Codec.Twice(lesser) <= Codec.Twice(greater));

        // Twice falls with its value, or stays.
        [FsCheck.Xunit.Property(MaxTest = 100)]
        public Property Twice_falls_with_its_value() =>
            Prop.ForAll(Values.Known<int>(), Values.Known<int>(), (lesser, greater) =>
                !(lesser <= greater) || Codec.Twice(lesser) >= Codec.Twice(greater));

        private static class Values
        {
            public static Arbitrary<byte[]> AnyBytes() => Arb.From(
                Known<byte>().Generator.ArrayOf(),
                items => Enumerable.Range(0, items.Length).Select(left => items.Where((_, place) => place != left).ToArray()));

            public static Arbitrary<string> AnyText() => Arb.From(
                Gen.OneOf(
                    Gen.Elements("", "a", "A"),
                    Known<NonNull<string>>().Generator.Select(text => text.Get)),
                text => Known<string>().Shrinker(text).Where(smaller => smaller != null));

            public static Arbitrary<T> Known<T>() => ArbMap.Default.ArbFor<T>();
        }
    }
}
