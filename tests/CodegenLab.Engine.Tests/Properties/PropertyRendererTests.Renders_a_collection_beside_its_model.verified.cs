// <codegen-lab version="1.0.0" seed="7" subject="Sample.Laws.Bag`1" tests="2" branches="2" mutants="1" />
// Tests for Sample.Laws.Bag`1: 2 test methods, 2 branches covered, 1 mutant killed.
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
public sealed class BagProperties
{
    // Does, step by step, what a set does.
    [FsCheck.NUnit.Property(MaxTest = 100)]
    public Property It_does_step_by_step_what_a_set_does() =>
        Prop.ForAll(Values.AnySteps(), steps =>
        {
            var subject = new Bag<int>();
            var model = new HashSet<int>();
            foreach (var (step, value) in steps)
            {
                switch (step % 4)
                {
                    case 0:
                        if (subject.Contains(value) != model.Contains(value))
                            return false;
                        break;
                    case 1:
                        subject.Remove(value);
                        model.Remove(value);
                        break;
                    case 2:
                        subject.Clear();
                        model.Clear();
                        break;
                    default:
                        if (subject.Add(value) != model.Add(value))
                            return false;
                        break;
                }

                if (subject.Count != model.Count)
                    return false;
            }

            return true;
        });

    // Does, step by step, what a list does.
    [FsCheck.NUnit.Property(MaxTest = 100)]
    public Property It_does_step_by_step_what_a_list_does() =>
        Prop.ForAll(Values.AnySteps(), steps =>
        {
            var subject = new Bag<int>();
            var model = new List<int>();
            foreach (var (step, value) in steps)
            {
                switch (step % 4)
                {
                    case 0:
                        if (subject.Contains(value) != model.Contains(value))
                            return false;
                        break;
                    case 1:
                        subject.Remove(value);
                        model.Remove(value);
                        break;
                    case 2:
                        subject.Clear();
                        model.Clear();
                        break;
                    default:
                        subject.Add(value);
                        model.Add(value);
                        break;
                }

                if (subject.Count != model.Count)
                    return false;
            }

            return true;
        });

    private static class Values
    {
        public static Arbitrary<(byte Step, int Value)[]> AnySteps() => Arb.From(
            Gen.Zip(Known<byte>().Generator, Gen.OneOf(Gen.Elements<int>(0, 1), Known<int>().Generator)).ArrayOf(),
            steps => Enumerable.Range(0, steps.Length).Select(left => steps.Where((_, place) => place != left).ToArray()));

        public static Arbitrary<T> Known<T>() => ArbMap.Default.ArbFor<T>();
    }
}
