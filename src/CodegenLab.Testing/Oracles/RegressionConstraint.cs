using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using NUnit.Framework;
using NUnit.Framework.Constraints;

namespace CodegenLab.Testing.Oracles;

/// <summary>Holds of the value that is kept in a file beside the test.</summary>
public sealed partial class RegressionConstraint : Constraint
{
    private readonly string _origin;
    private readonly string _sourceFile;
    private double _tolerance;
    private string _file = "";

    internal RegressionConstraint(string origin, string sourceFile)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(origin);
        (_origin, _sourceFile) = (origin, sourceFile);
    }

    /// <inheritdoc/>
    public override string Description => $"the value of {Path.GetFileName(_file)} ({_origin})";

    /// <summary>How far numbers in the text may lie apart, as a share of the larger one, or absolutely below 1; without it texts are compared letter by letter.</summary>
    public RegressionConstraint Within(double tolerance)
    {
        _tolerance = tolerance;
        return this;
    }

    /// <inheritdoc/>
    public override ConstraintResult ApplyTo<TActual>(TActual actual)
    {
        var stem = Path.Combine(Path.GetDirectoryName(_sourceFile) ?? "", NameOf(TestContext.CurrentContext.Test));
        _file = stem + ".verified.txt";
        var (received, provenance, made) = (stem + ".received.txt", stem + ".provenance.json", stem + ".received.provenance.json");
        var text = Text(actual);
        var kept = File.Exists(_file) ? File.ReadAllText(_file).ReplaceLineEndings("\n").TrimEnd('\n') : null;
        if (kept is not null && IsSame(kept, text))
        {
            File.Delete(received);
            // Of a value that was accepted what made it is kept as well; of one that was not it goes.
            if (File.Exists(made) && Provenance.Speaks(File.ReadAllText(made), kept))
                File.Move(made, provenance, overwrite: true);
            File.Delete(made);
            return new ConstraintResult(this, actual, isSuccess: true);
        }

        // UTF-8 with a mark, as Verify writes.
        File.WriteAllText(received, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        File.WriteAllText(made, Provenance.Of(text, _origin, TestContext.CurrentContext.Test));
        return new Told(this, actual, kept is null
            ? $"nothing to compare with. Is this right? Then rename {received} to {Path.GetFileName(_file)}:\n{text}"
            : $"another one. Kept:\n{kept}\nReceived, in {received}:\n{text}");
    }

    /// <summary>As Verify calls its files: <c>Class.Method_parameter=argument</c>.</summary>
    private static string NameOf(TestContext.TestAdapter test)
    {
        var type = test.ClassName is { } full ? full[(full.LastIndexOfAny(['.', '+']) + 1)..] : "Test";
        var parameters = test.MethodInfo?.GetParameters() ?? [];
        var arguments = string.Concat(test.Arguments.Zip(parameters).Select(pair => $"_{pair.Second.Name}={(pair.First is string text ? text : Sameness.Show(pair.First))}"));
        var name = $"{type}.{test.MethodName}{arguments}";
        return string.Concat(name.Select(letter => NotInNames.Contains(letter) || letter < ' ' ? '-' : letter));
    }

    // Those that one system or another refuses.
    private const string NotInNames = "<>:\"/\\|?*";

    private static string Text(object? value) => value switch
    {
        null => "null",
        string text => text.ReplaceLineEndings("\n").TrimEnd('\n'),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable items => string.Join("\n", items.Cast<object?>().Select(Text)),
        _ => (value.ToString() ?? "").ReplaceLineEndings("\n").TrimEnd('\n'),
    };

    private bool IsSame(string kept, string text)
    {
        if (_tolerance <= 0 || kept == text)
            return kept == text;
        // What stands between the numbers is compared letter by letter.
        if (Number().Replace(kept, "#") != Number().Replace(text, "#"))
            return false;
        return Number().Matches(kept).Zip(Number().Matches(text)).All(pair => Sameness.Within(
            double.Parse(pair.First.ValueSpan, CultureInfo.InvariantCulture), double.Parse(pair.Second.ValueSpan, CultureInfo.InvariantCulture), _tolerance));
    }

    [GeneratedRegex(@"(?<![\w.])-?\d+(\.\d+)?([eE][+-]?\d+)?(?![\w])", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
