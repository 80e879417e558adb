using System.Globalization;
using System.Text;
using CodegenLab.Engine.Rendering;

namespace CodegenLab.Engine.Properties;

/// <summary>One run of a law: a method of the trial, that tries its property on one stream of values.</summary>
/// <param name="Law">Index of the law.</param>
/// <param name="Class">Full name of the class that its property stands in.</param>
/// <param name="Property">Name of the property.</param>
/// <param name="Seed">Starts the stream of values.</param>
public sealed record LawRun(int Law, string Class, string Property, ulong Seed)
{
    /// <summary>Full name of the method.</summary>
    public string Method => $"{LawTrialCode.Class}.{Name}";

    internal string Name => string.Create(CultureInfo.InvariantCulture, $"Law{Law}Seed{Seed}");
}

/// <summary>Writes the class of tests by which the worker tries rendered properties: the same code as will be written, on values that repeat, with the smallest counterexample in facts.</summary>
public static class LawTrialCode
{
    internal const string Class = "CodegenLab.Measured.LawTrials";

    /// <summary>Full name of the exception of a law that is false for a value; its message is the value.</summary>
    public const string Broken = "CodegenLab.Measured.LawBroken";

    /// <summary>Full name of the exception of a law that ends with one; its message is that one's type, a blank, and the value.</summary>
    public const string Threw = "CodegenLab.Measured.LawThrew";

    /// <param name="cases">Values of each run.</param>
    /// <param name="shrinks">The smallest counterexample is wanted; else only whether there is one.</param>
    public static string Write(IReadOnlyList<LawRun> runs, int cases, bool shrinks, TestFramework framework)
    {
        var mark = framework == TestFramework.NUnit ? "[NUnit.Framework.Test]" : "[Xunit.Fact]";
        var methods = new StringBuilder();
        foreach (var run in runs)
            methods.Append(CultureInfo.InvariantCulture, $"    {mark} public void {run.Name}() => Try(new global::{run.Class}().{run.Property}(), {run.Seed}UL);\n");
        return $$"""
            #nullable disable
            using System;
            using System.Collections;
            using System.Collections.Generic;
            using System.Globalization;
            using System.Linq;
            using FsCheck;

            namespace CodegenLab.Measured
            {
                public sealed class LawBroken : Exception
                {
                    public LawBroken(string message) : base(message) { }
                }

                public sealed class LawThrew : Exception
                {
                    public LawThrew(string message) : base(message) { }
                }

                public sealed class LawTrials
                {
            {{methods}}
                    private static void Try(FsCheck.Property law, ulong seed)
                    {
                        var end = new End();
                        Check.One(Config.Quick.WithMaxTest({{cases.ToString(CultureInfo.InvariantCulture)}}).WithReplay(unchecked(seed * 0x9E3779B97F4A7C15UL), (seed << 1) | 1UL).WithRunner(end), law);
                        if (end.Result is TestResult.Failed failed)
                        {
                            var values = string.Join(", ", failed.Item3.Select(Shown));
                            var failure = failed.Item4 is Outcome.Failed thrown ? thrown.Item : null;
                            while (failure is System.Reflection.TargetInvocationException { InnerException: { } inner })
                                failure = inner;
                            if (failure is null || (failure.GetType() == typeof(Exception) && failure.Message.StartsWith("Expected true", StringComparison.Ordinal)))
                                throw new LawBroken(values);
                            throw new LawThrew(failure.GetType().FullName + " " + values);
                        }

                        if (!(end.Result is TestResult.Passed))
                            throw new InvalidOperationException("Too few values were left.");
                    }

                    private static string Shown(object value)
                    {
                        switch (value)
                        {
                            case null:
                                return "null";
                            case string text:
                                return "\"" + text.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n").Replace("\r", "\\r").Replace("\t", "\\t") + "\"";
                            case char letter:
                                return "'" + letter + "'";
                            case System.Runtime.CompilerServices.ITuple tuple:
                                return "(" + string.Join(", ", Enumerable.Range(0, tuple.Length).Select(at => Shown(tuple[at]))) + ")";
                            case IFormattable number when value.GetType().Namespace == "System":
                                return number.ToString(null, CultureInfo.InvariantCulture);
                            case Array items:
                                return "[" + string.Join(", ", items.Cast<object>().Select(Shown)) + "]";
                        }

                        var type = value.GetType();
                        var words = value.ToString();
                        if (words != type.ToString())
                            return words is { Length: > 0 } ? words : "an empty " + type.Name;
                        var parts = type.GetProperties().Where(part => part.GetIndexParameters().Length == 0).Select(part => part.Name + " = " + Shown(part.GetValue(value)));
                        return type.Name + " { " + string.Join(", ", parts) + " }";
                    }

                    private sealed class End : IRunner
                    {
                        public TestResult Result { get; private set; }

                        public void OnStartFixture(Type fixture) { }

                        public void OnArguments(int test, Microsoft.FSharp.Collections.FSharpList<object> values, Microsoft.FSharp.Core.FSharpFunc<int, Microsoft.FSharp.Core.FSharpFunc<Microsoft.FSharp.Collections.FSharpList<object>, string>> every) { }

                        public void OnShrink(Microsoft.FSharp.Collections.FSharpList<object> values, Microsoft.FSharp.Core.FSharpFunc<Microsoft.FSharp.Collections.FSharpList<object>, string> every)
                        {
                            {{(shrinks ? "" : "throw new LawBroken(\"\");")}}
                        }

                        public void OnFinished(string name, TestResult result) => Result = result;
                    }
                }
            }

            """;
    }
}
