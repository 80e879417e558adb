using CodegenLab.Worker.TestCases;

namespace CodegenLab.Engine.Rendering;

/// <summary>The part that writes what a test asserts.</summary>
internal sealed partial class TestWriter
{
    private sealed partial class Writing
    {
        private void AssertThrows(Fact.Throws throws, Statement statement, MemberShape member, Code code)
        {
            var collects = member.Conversion == ResultConversion.EnumerateAsync && statement.Take != 0;
            var isAsync = collects || _expressions.UsesAwait;

            // Only the outermost call throws: what is evaluated before it is arrangement.
            _arrange.AddRange(_expressions.Prelude);
            var call = code.Text;
            if (collects)
                call = $"\n{{\n{string.Join('\n', Collect(statement, member, code, null).Select(line => "    " + line))}\n}}";
            var isExplicit = !isAsync && _writer._version >= 400 && _writer._options is { Framework: TestFramework.NUnit, LanguageVersion: < 1300 };
            if (isExplicit)
            {
                // A lambda fits two overloads of NUnit 4's Assert.That; only C# 13 knows which one is preferred.
                call = member.Returns >= 0 ? $"new TestDelegate(() => {{ _ = {call}; }})" : $"new TestDelegate(() => {call})";
            }
            else
            {
                call = (isAsync ? "async () =>" : "() =>") + (collects ? call : " " + call);

                // The same of what waits for nothing but the end: NUnit 5 has one overload for it.
                if (isAsync && (collects || member.Result < 0) && _writer._version is >= 400 and < 500 && _writer._options is { Framework: TestFramework.NUnit, LanguageVersion: < 1300 })
                    call = $"new AsyncTestDelegate({call})";
            }

            // NUnit 3 waits for asynchronous lambdas by itself.
            _isAsync |= _expressions.PreludeUsesAwait;
            _isAsync |= isAsync && !(_writer._options.Framework == TestFramework.NUnit && _writer._version < 400);
            _act.Add(Render(new AssertionModel
            {
                Kind = "throws",
                Call = call,
                IsAsync = isAsync,
                Type = Types.Of(throws.Type),
                Exactly = throws.Exactly,
                Parameter = throws.ParameterName is { } parameter ? LiteralWriter.Text(parameter).Text : "",
                Message = throws.Message is { } message ? LiteralWriter.Text(message).Text : "",
                ArgumentException = throws.ParameterName is null ? "" : Types.Platform("System", "ArgumentException"),
                Version = _writer._version,
            }));
        }

        /// <summary>What is not null is said anyway when something of it is read.</summary>
        private bool IsImplied(int index)
        {
            var (of, fact) = _content.Observations[index];
            return fact is Fact.IsNotNull && _content.Observations.Where((_, i) => i != index).Any(other =>
                other.Of.Statement == of.Statement && other.Of.Out == of.Out && other.Fact is not Fact.Throws
                && other.Of.Path.Length >= of.Path.Length && other.Of.Path.AsSpan(0, of.Path.Length).SequenceEqual(of.Path.AsSpan())
                && (other.Of.Path.Length > of.Path.Length || other.Fact is Fact.EqualTo or Fact.InstanceOf or Fact.Elements or Fact.Count or Fact.SameAs or Fact.TextLength));
        }

        private AssertionModel Describe(int index)
        {
            var (of, fact) = _content.Observations[index];
            var variable = of.Out >= 0 ? _outs[(of.Statement, of.Out)] : _expressions.Variables[of.Statement]
                ?? throw new NotRenderableException("An observation of a statement without a value.");
            var (actual, mayBeNull) = _expressions.Follow(variable, of.Path);
            var forgiving = mayBeNull && _writer._options is { NullableEnabled: true, SubjectNullableEnabled: true };
            var model = new AssertionModel
            {
                Kind = "equal",
                Actual = actual.Text,
                Target = forgiving ? actual.AsPrimary + "!" : actual.AsPrimary,
                Version = _writer._version,
            };
            switch (fact)
            {
                case Fact.IsNull:
                    return model with { Kind = "null" };
                case Fact.IsNotNull:
                    return model with { Kind = "not_null" };
                case Fact.EqualTo when _content.Expected.TryGetValue(index, out var parameter):
                    var column = _content.Parameters.ToList().IndexOf(parameter);
                    return model with { Expected = parameter.Name, Tolerance = ToleranceFor(actual, _content.Rows.Select(row => row[column].Value)) };
                case Fact.EqualTo { Value.Value: bool value } when actual.Type is "System.Boolean" or "System.Nullable`1[System.Boolean]":
                    return model with { Kind = value ? "true" : "false" };
                case Fact.EqualTo { Value.Value: "" } when actual.Type == "System.String":
                    return model with { Kind = "empty" };
                case Fact.EqualTo { Value.Value: double.NaN or float.NaN }:
                    return model with { Kind = "nan" };
                case Fact.EqualTo { Value.Value: null }:
                    return model with { Kind = "null" };
                case Fact.EqualTo { Value: { Value: { } value } literal }:
                    var isEnum = Types[literal.Type].Kind == TypeShapeKind.Enum || Types.IsNullableValue(literal.Type);
                    var exact = _writer._options.Framework != TestFramework.NUnit;
                    var expected = _expressions.Literals.Write(value, isEnum || !exact ? literal.Type : -1, exact && !Types.IsNullableValue(literal.Type)).Text;
                    return model with { Tolerance = ToleranceFor(actual, [value]), Expected = Indented(expected) };
                case Fact.Lines lines:
                    return model with { Actual = actual.AsPrimary + ".Replace(\"\\r\\n\", \"\\n\")", Expected = Indented(_expressions.Literals.Write(lines.Text, -1, exact: true).Text) };
                case Fact.TextLength length:
                    return model with { Kind = "length", Expected = Number(length.Length) };
                case Fact.InstanceOf instance:
                    return model with { Kind = "type", Type = Types.Of(instance.Type) };
                case Fact.SameAs same:
                    return model with { Kind = "same", Expected = _expressions.Variables[same.Statement]?.Name ?? throw new NotRenderableException("The same as a statement without a value.") };
                case Fact.EqualToAnother another:
                    return model with { Expected = _expressions.Variables[another.Statement]?.Name ?? throw new NotRenderableException("Equal to a statement without a value.") };
                case Fact.Sign sign:
                    return model with { Kind = "true", Actual = $"{actual.AsPrimary} {(sign.Value < 0 ? "<" : sign.Value > 0 ? ">" : "==")} 0" };
                case Fact.Elements { Items.Length: 0 }:
                    return model with { Kind = "empty", List = AsList(actual, model.Target), Counter = actual.Type.EndsWith("[]", StringComparison.Ordinal) ? "Length" : "Count" };
                case Fact.Elements elements:
                    return model with { Kind = "elements", Expected = Items(elements), Tolerance = _writer._options.Framework == TestFramework.NUnit ? Tolerance.For(elements.Items.Select(item => item.Value)) : "", List = AsList(actual, model.Target) };
                case Fact.Count count:
                    var hasCounter = count.Length || Types.Find(actual.Type) is { Kind: TypeShapeKind.Class or TypeShapeKind.Struct }
                        || actual.Type.StartsWith("System.Collections.Generic.List`1", StringComparison.Ordinal);
                    if (!count.Length && !hasCounter && _writer._options.Framework != TestFramework.NUnit)
                        Types.Scope.Use("System.Linq");
                    return model with
                    {
                        Kind = count.Value == 0 ? "empty" : "count",
                        Expected = Number(count.Value),
                        Counter = count.Length ? "Length" : hasCounter ? "Count" : "Count()",
                        HasCounter = hasCounter,
                        List = AsList(actual, model.Target),
                    };
                default:
                    throw new NotRenderableException($"A fact of kind {fact.GetType().Name}.");
            }
        }

        /// <summary>What takes several lines stands on its own.</summary>
        private static string Indented(string expected) => expected.Contains('\n', StringComparison.Ordinal) ? $"\n    {expected.Replace("\n", "\n    ", StringComparison.Ordinal)}" : expected;

        /// <summary>Other frameworks than NUnit compare with a tolerance what is not null by its type.</summary>
        private string ToleranceFor(Code actual, IEnumerable<object?> expected) =>
            _writer._options.Framework == TestFramework.NUnit || actual.Type is "System.Double" or "System.Single" ? Tolerance.For(expected) : "";

        private string AsList(Code actual, string target)
        {
            if (_writer._options.Framework != TestFramework.MSTest)
                return "";
            if (actual.Type.EndsWith("[]", StringComparison.Ordinal) || actual.Type.StartsWith("System.Collections.Generic.List`1", StringComparison.Ordinal) || actual.Type == "System.String")
                return target;
            Types.Scope.Use("System.Linq");
            return target + ".ToList()";
        }

        private string Items(Fact.Elements elements)
        {
            var key = Types.Key(elements.Element);
            var isEnum = Types[elements.Element].Kind == TypeShapeKind.Enum;
            var hasNull = elements.Items.Any(item => item.Value is null);
            var codes = elements.Items.Select(item => item.Value is null
                ? new Code("null", "")
                : _expressions.Literals.Write(item.Value, elements.Element, exact: false)).ToList();

            if (elements.Items.Length >= LongCharacters && elements.Items.All(item => item.Value is char))
                return LiteralWriter.Text(string.Concat(elements.Items.Select(item => (char)item.Value!))).Text + ".ToCharArray()";

            if (key == "System.Byte" && elements.Items.Length >= LongText && _writer._options.LanguageVersion >= TextsInUtf8 && elements.Items.All(item => item.Value is >= (byte)' ' and < 127))
                return LiteralWriter.Text(string.Concat(elements.Items.Select(item => (char)(byte)item.Value!))).Text + "u8.ToArray()";

            // Without a named element type C# takes the literals' own: long, byte and object need the name.
            if (codes.All((code) => code.Type == key) && codes.Zip(elements.Items).All(pair => isEnum || pair.Second.Value is string or char or bool or int or double or decimal or DateTime or Guid or TimeSpan or DateOnly or TimeOnly or DateTimeOffset))
                return $"new[] {{ {string.Join(", ", codes.Select(code => code.Text))} }}";
            var mark = hasNull && !Types[elements.Element].IsValueType && _writer._options.NullableEnabled ? "?" : "";
            return $"new {Types.Of(elements.Element)}{mark}[] {{ {string.Join(", ", codes.Select(code => code.Text))} }}";
        }

        private string Render(AssertionModel model) => _writer._templates.Render($"assertion.{_writer._framework}", model).Trim('\n');

        private static string Number(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
