using CodegenLab.SourceGenerator.Values;
using Microsoft.CodeAnalysis.CSharp;

namespace CodegenLab.SourceGenerator.Tests.Values;

public sealed class GuardsTests
{
    [TestCase("if (x < 0) throw new E();", "0 ..")]
    [TestCase("if (x <= 0) { throw new E(); }", "0< ..")]
    [TestCase("if (0 > x || x > 100) throw new E();", "0 .. 100")]
    [TestCase("if (x is < 1 or >= 10) throw new E();", "1 .. <10")]
    [TestCase("if (x == 3) throw new E();", ".. not 3")]
    [TestCase("if (x < -Most) throw new E();", "-7 ..")]
    [TestCase("ArgumentOutOfRangeException.ThrowIfNegativeOrZero(x);", "0< ..")]
    [TestCase("ArgumentOutOfRangeException.ThrowIfGreaterThan(x, Most);", ".. 7")]
    [TestCase("ArgumentNullException.ThrowIfNull(x);", ".. not null")]
    [TestCase("if (x is null) throw new E();", ".. not null")]
    [TestCase("if (x == null || x.Length > 5) throw new E();", ".. not null, to 5")]
    [TestCase("if (string.IsNullOrWhiteSpace(x)) throw new E();", ".. not null, not blank, from 1")]
    [TestCase("if (x.Length != 5) throw new E();", ".. from 5, to 5")]
    [TestCase("_x = x ?? throw new E();", ".. not null")]
    [TestCase("if (double.IsNaN(x) || x <= 0) throw new E();", "0< .. not NaN")]
    [TestCase("if (x is double.NaN or > 1) throw new E();", ".. 1 not NaN")]
    [TestCase("if (!double.IsFinite(x)) throw new E();", ".. not NaN, not infinite")]
    [TestCase("if (float.IsInfinity(x)) throw new E();", ".. not infinite")]
    [TestCase("if (!Enum.IsDefined(x)) throw new E();", ".. only members")]
    [TestCase("if (!System.Enum.IsDefined(typeof(E), x)) throw new E();", ".. only members")]
    [TestCase("if (x < 0) return; if (x > y) throw new E(); if (x < 0 && y > 0) throw new E();", null)]
    [TestCase("if (x < 0) throw new E(); else x = 1;", null)]
    public void Reads_what_is_left_when_the_guards_have_thrown(string body, string? limits)
    {
        var guards = Guards.In(CSharpSyntaxTree.ParseText($"namespace Shop; class T {{ const int Most = 7; void M(int x) {{ {body} }} }}").GetRoot()).ToList();

        Assert.That(guards.Select(guard => $"{guard.Member}#{guard.Parameter}: {Show(guard.Limits)}"), Is.EqualTo(limits is null ? Array.Empty<string>() : [$"Shop.T.M(x)#x: {limits}"]));
    }

    private static string Show(Limits limits)
    {
        var range = $"{limits.Min}{(limits.MinExcluded ? "<" : "")} .. {(limits.MaxExcluded ? "<" : "")}{limits.Max}".Trim();
        var more = new[]
        {
            limits.Excluded.Count > 0 ? $"not {string.Join(", ", limits.Excluded)}" : "", limits.NotNull ? "not null" : "", limits.NotBlank ? "not blank" : "",
            limits.NotNaN ? "not NaN" : "", limits.NotInfinite ? "not infinite" : "", limits.OnlyMembers ? "only members" : "",
            limits.MinLength is { } min ? $"from {min}" : "", limits.MaxLength is { } max ? $"to {max}" : "",
        };
        return $"{range} {string.Join(", ", more.Where(one => one.Length > 0))}".Trim();
    }
}
