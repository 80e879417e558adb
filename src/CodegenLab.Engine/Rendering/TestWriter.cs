using CodegenLab.Worker.TestCases;

namespace CodegenLab.Engine.Rendering;

/// <summary>What one test method says: a found test, or several that differ in the literals of their rows.</summary>
/// <param name="Case">With a <see cref="RowParameter"/> wherever rows differ.</param>
/// <param name="Subject">Catalog id of the member under test.</param>
/// <param name="Parameters">In the order of the method's parameters.</param>
/// <param name="Expected">Which parameter an observation (by index) expects instead of its literal.</param>
/// <param name="Rows">Literals of each row, one for each parameter.</param>
internal sealed record TestContent(
    TestCase Case,
    IReadOnlyList<Observation> Observations,
    int Subject,
    IReadOnlyList<RowParameter> Parameters,
    IReadOnlyDictionary<int, RowParameter> Expected,
    IReadOnlyList<IReadOnlyList<Literal>> Rows)
{
    /// <summary>What the method asserts beside it, each by a call of its own that throws.</summary>
    public IReadOnlyList<TestContent> Others { get; init; } = [];
}

/// <summary>Turns the content of a test method into its text.</summary>
/// <param name="mocks">Null: all fakes stay.</param>
internal sealed partial class TestWriter(TypeNames types, Catalog catalog, TestTemplates templates, RenderingOptions options, Mocks? mocks)
{
    /// <summary>Version of NUnit, times 100, from which on several assertions stand in a scope and not in a lambda.</summary>
    public const int MultipleScopes = 402;

    private const int LineLimit = 100;

    /// <summary>Characters from which on they are written as a text.</summary>
    private const int LongCharacters = 8;

    /// <summary>Bytes from which on they are written as a text, where they are one.</summary>
    private const int LongText = 3;

    /// <summary>C# 11 has literals of UTF-8.</summary>
    private const int TextsInUtf8 = 1100;

    private readonly TypeNames _types = types;
    private readonly Catalog _catalog = catalog;
    private readonly TestTemplates _templates = templates;
    private readonly RenderingOptions _options = options;
    private readonly Mocks? _mocks = mocks;
    private readonly Overloads _overloads = new(catalog, types);
    private readonly string _framework = options.Framework.ToString().ToLowerInvariant();
    private readonly int _version = (options.FrameworkVersion * 100) + options.FrameworkMinorVersion;

    /// <summary>The method as C#, not indented, without the last line end.</summary>
    public string Write(string name, TestContent content) => new Writing(this, content).Write(name);

    /// <summary>The writing of one method.</summary>
    private sealed partial class Writing
    {
        private readonly TestWriter _writer;
        private readonly TestContent _content;
        private readonly VariableNames _names;
        private readonly ExpressionWriter _expressions;
        private readonly Dictionary<(int Statement, int Out), Variable> _outs = [];
        private readonly List<string> _arrange = [], _act = [], _assertions = [];
        private readonly int _actStatement;
        private bool _isAsync;

        /// <param name="names">Of the variables that the method has; null: it has none yet.</param>
        public Writing(TestWriter writer, TestContent content, VariableNames? names = null)
        {
            _writer = writer;
            _content = content;
            _names = names ?? new VariableNames();
            foreach (var parameter in content.Parameters)
                _names.Forbid(parameter.Name.TrimStart('@'));

            // Assertions of the other frameworks keep what was thrown in a variable of this name.
            if (writer._options.Framework != TestFramework.NUnit)
                _names.Forbid("exception");
            var statements = content.Case.Statements;
            if (statements.Any(statement => Catalog.Members[statement.Call.Member].Kind == MemberShapeKind.Event))
                _names.Forbid("e");
            if (statements.Any(statement => HasParameterOfLambda(statement.Call)))
            {
                foreach (var name in ExpressionWriter.NamesOfArguments)
                    _names.Forbid(name);
            }

            _expressions = new ExpressionWriter(writer._types, writer._overloads, writer._catalog, writer._options, _names, writer._mocks)
            {
                KeptFakes = writer._mocks?.LookedAt(content.Case, content.Observations) ?? [],
            };
            _actStatement = ActStatement.Of(Catalog, content.Case, content.Subject, content.Observations.Any(observation => observation.Fact is Fact.Throws));
        }

        private TypeNames Types => _writer._types;

        private Catalog Catalog => _writer._catalog;

        public string Write(string name)
        {
            WriteContent();
            foreach (var other in _content.Others)
                Add(other);
            var model = new TestModel
            {
                Name = name,
                IsAsync = _isAsync,
                Rows = [.. _content.Rows.Select(Row)],
                Parameters = string.Join(", ", _content.Parameters.Select(Parameter)),
                Sections = [.. new[] { _arrange, _act }.Where(lines => lines.Count > 0).Select(lines => new SectionModel([.. lines.SelectMany(line => line.Split('\n'))]))],
                Assertions = [.. _assertions.SelectMany(assertion => assertion.Split('\n'))],
                Scope = Scope(),
            };
            if (_isAsync)
                Types.Scope.Use("System.Threading.Tasks");
            return _writer._templates.Render($"test.{_writer._framework}", model).Trim('\n');
        }

        private void WriteContent()
        {
            for (var i = 0; i < _content.Case.Statements.Length; i++)
                WriteStatement(i);
            for (var i = 0; i < _content.Observations.Count; i++)
            {
                if (_content.Observations[i].Fact is not Fact.Throws && !IsImplied(i))
                    _assertions.Add(Render(Describe(i)));
            }
        }

        private void Add(TestContent other)
        {
            var beside = new Writing(_writer, other, _names);
            beside.WriteContent();
            _arrange.AddRange(beside._arrange);
            _act.AddRange(beside._act);
            _assertions.AddRange(beside._assertions);
            _isAsync |= beside._isAsync;
        }

        private string Scope()
        {
            if (_assertions.Count < 2 || _writer._options.Framework != TestFramework.NUnit)
                return "";
            return _writer._version >= MultipleScopes ? "enter" : "lambda";
        }

        private static bool HasParameterOfLambda(Expression expression) => expression switch
        {
            Lambda lambda => lambda.Body == LambdaBody.Computed || (lambda.Value is not null && HasParameterOfLambda(lambda.Value)),
            Invocation call => (call.Receiver is not null && HasParameterOfLambda(call.Receiver)) || call.Arguments.Any(HasParameterOfLambda)
                || call.Initialisers.Any(initialiser => HasParameterOfLambda(initialiser.Value)),
            Collection collection => collection.Items.Any(HasParameterOfLambda),
            _ => false,
        };

        private string Parameter(RowParameter parameter)
        {
            var shape = Types[parameter.Type];
            var type = shape.Kind == TypeShapeKind.Span ? "string" : Types.Of(parameter.Type);
            var mark = parameter.MayBeNull && !shape.IsValueType && _writer._options.NullableEnabled ? "?" : "";
            return $"{type}{mark} {parameter.Name}";
        }

        private string Row(IReadOnlyList<Literal> row) =>
            string.Join(", ", row.Select((literal, i) => literal.Value is null ? "null" : Exact(literal.Value, _content.Parameters[i].Type)));

        private string Exact(object value, int place)
        {
            var shape = Types[place];
            if (shape.Name == "System.Nullable`1")
                shape = Types[shape.Arguments[0]];
            return _expressions.Literals.Write(value, shape.Kind == TypeShapeKind.Enum ? shape.Id : -1, exact: true).Text;
        }

        private void WriteStatement(int index)
        {
            var statement = _content.Case.Statements[index];
            var member = Catalog.Members[statement.Call.Member];
            if (_expressions.IsMock(statement.Call))
            {
                WriteMock(index, statement, member);
                return;
            }

            if (member.Kind == MemberShapeKind.Event)
            {
                WriteSubscription(index, statement, member);
                return;
            }

            var throws = _content.Observations.Select(observation => observation.Fact).OfType<Fact.Throws>().FirstOrDefault();
            var isThrowing = throws is not null && index == _content.Case.Statements.Length - 1;
            var outs = OutNames(index, statement, member);
            var variable = isThrowing || !IsRead(index) || !HasValue(member) ? null : NewVariable(index, statement, member);
            var code = WriteCall(statement, outs, variable?.Name, isThrowing, index);
            var lines = index < _actStatement ? _arrange : _act;
            if (isThrowing)
            {
                AssertThrows(throws!, statement, member, code);
            }
            else
            {
                (index == _actStatement ? _arrange : lines).AddRange(_expressions.Prelude);
                if (member.Conversion == ResultConversion.EnumerateAsync && statement.Take != 0)
                    lines.AddRange(Collect(statement, member, code, variable?.Name));
                else if (variable is not null)
                    lines.Add(ExpressionWriter.Declaration("var", variable.Name, code.Text));
                else
                    lines.Add(AsStatement(member, code));
                _isAsync |= _expressions.UsesAwait || _expressions.PreludeUsesAwait || (member.Conversion == ResultConversion.EnumerateAsync && statement.Take != 0);
            }

            _expressions.Variables.Add(variable);
        }

        private void WriteMock(int index, Statement statement, MemberShape member)
        {
            var code = _expressions.WriteMock(statement, _names.Take(Wish(index, member)));
            _arrange.AddRange(_expressions.Prelude);
            _isAsync |= _expressions.PreludeUsesAwait;
            _expressions.Variables.Add(new Variable(code.Text, code.Type, member.DeclaringType, MayBeNull: false));
        }

        /// <summary>A handler that counts or collects, in a local variable before it.</summary>
        private void WriteSubscription(int index, Statement statement, MemberShape member)
        {
            var subject = _expressions.Variables[((Reference)statement.Call.Receiver!).Statement] ?? throw new NotRenderableException("A subscription to what has no variable.");
            var target = subject.MayBeNull && _writer._options.NullableEnabled ? subject.Name + "!" : subject.Name;
            var parameters = Types[member.Returns].DelegateParameters;
            var discard = _writer._options.LanguageVersion >= ExpressionWriter.LambdaDiscards;
            var names = Enumerable.Range(0, parameters.Length).Select(i => i == member.Heard ? "e" : discard ? "_" : new string('_', i + 1)).ToList();
            var head = names.Count == 1 ? names[0] : $"({string.Join(", ", names)})";
            var lines = index < _actStatement ? _arrange : _act;
            if (!IsRead(index))
            {
                lines.Add($"{target}.{Types.NameOf(member)} += {head} => {{ }};");
                _expressions.Variables.Add(null);
                return;
            }

            var getter = member.HeardProperty < 0 ? null : Catalog.Members[member.HeardProperty];
            var wish = member.Heard < 0 ? "times" + member.Name : getter is not null ? VariableNames.Plural(VariableNames.Camel(getter.Name)) : VariableNames.Camel(member.Name) + "Values";
            var variable = new Variable(_names.Take(wish), Types.Key(member.Result), member.Result, MayBeNull: false);
            if (member.Heard < 0)
            {
                lines.Add($"var {variable.Name} = 0;");
                lines.Add($"{target}.{Types.NameOf(member)} += {head} => {variable.Name}++;");
            }
            else
            {
                var element = Types[member.Result].Arguments[0];
                var mark = getter?.ReturnsNullable == true && !Types[element].IsValueType && _writer._options.NullableEnabled ? "?" : "";
                var value = getter is null ? "e" : "e." + Types.NameOf(getter);
                lines.Add($"var {variable.Name} = new {Types.Platform("System.Collections.Generic", "List", Types.Of(element) + mark)}();");
                lines.Add($"{target}.{Types.NameOf(member)} += {head} => {variable.Name}.Add({value});");
            }

            _expressions.Variables.Add(variable);
        }

        // Long lines get shorter by giving their parts names, outermost first.
        private Code WriteCall(Statement statement, string?[] outs, string? variable, bool isThrowing, int index)
        {
            var hoisted = new List<Expression>();
            if (index == _actStatement && statement.Call.Receiver is Invocation receiver && IsConstruction(receiver))
                hoisted.Add(receiver);
            var parts = Parts(statement.Call).Except(statement.Call.Arguments.Where((argument, i) => argument is Collection && outs[i] is not null)).ToList();
            while (true)
            {
                var names = _names.Save();
                var used = Types.Scope.Used.ToList();
                var code = _expressions.Write(statement, outs, hoisted, isThrowing);
                var longest = Math.Max(
                    code.Text.Length + (variable is null ? isThrowing ? 30 : 0 : variable.Length + 7),
                    _expressions.Prelude.SelectMany(line => line.Split('\n')).Select(line => line.Length).DefaultIfEmpty().Max());
                parts = [.. parts.Where(part => part.Size > 2 && !hoisted.Contains(part))];
                if (longest <= LineLimit || parts.Count == 0)
                    return code;
                hoisted.AddRange(parts);
                parts = [.. parts.SelectMany(Parts)];
                _names.Restore(names);
                Types.Scope.Used.Clear();
                Types.Scope.Used.UnionWith(used);
            }
        }

        private bool IsConstruction(Invocation call) => Catalog.Members[call.Member].Kind == MemberShapeKind.Constructor;

        private static IEnumerable<Expression> Parts(Expression expression) => expression switch
        {
            Invocation call => new[] { call.Receiver }.OfType<Expression>().Concat(call.Arguments).Concat(call.Initialisers.Select(initialiser => initialiser.Value))
                .Where(part => part is Invocation or Collection),
            Collection collection => collection.Items.Where(part => part is Invocation or Collection),
            _ => [],
        };

        private static bool HasValue(MemberShape member) => member.Kind switch
        {
            MemberShapeKind.PropertySetter or MemberShapeKind.IndexerSetter => false,
            MemberShapeKind.Constructor => true,
            _ => member.Result >= 0,
        };

        private bool IsRead(int index) =>
            _content.Observations.Any(observation => observation.Fact is not Fact.Throws
                && ((observation.Of.Statement == index && observation.Of.Out < 0) || observation.Fact is Fact.SameAs same && same.Statement == index
                    || observation.Fact is Fact.EqualToAnother another && another.Statement == index))
            || _content.Case.Statements.Any(statement => Uses(statement.Call, index).Any());

        private Variable NewVariable(int index, Statement statement, MemberShape member)
        {
            var isSequence = member.Conversion is ResultConversion.Enumerate or ResultConversion.EnumerateAsync && statement.Take == 0;
            var type = member.Kind == MemberShapeKind.Constructor ? member.DeclaringType : isSequence ? member.Returns : member.Result;
            var isList = member.Conversion is ResultConversion.Enumerate or ResultConversion.EnumerateAsync && !isSequence;
            var mayBeNull = member.ReturnsNullable && !isList && !Types.IsPlainValue(type);
            return new Variable(_names.Take(Wish(index, member)), Types.Key(type), type, mayBeNull);
        }

        private string Wish(int index, MemberShape member)
        {
            if (index == _actStatement)
                return member.Kind == MemberShapeKind.Constructor ? VariableNames.OfType(Types, member.DeclaringType) : "result";
            var feeds = _content.Case.Statements.Skip(index + 1).SelectMany(statement => Uses(statement.Call, index)).FirstOrDefault();
            return feeds is { Length: > 0 } && !VariableNames.IsVague(feeds) ? feeds : VariableNames.OfResult(Types, member);
        }

        /// <summary>Parameters that the variable of a statement feeds; empty text for other uses.</summary>
        private IEnumerable<string> Uses(Expression expression, int index)
        {
            switch (expression)
            {
                case Invocation call:
                    var member = Catalog.Members[call.Member];
                    if (call.Receiver is not null)
                    {
                        foreach (var use in Uses(call.Receiver, index))
                            yield return use;
                    }

                    for (var i = 0; i < call.Arguments.Length; i++)
                    {
                        var isOperator = member.Kind is MemberShapeKind.Operator or MemberShapeKind.Conversion;
                        foreach (var use in Uses(call.Arguments[i], index))
                            yield return call.Arguments[i] is Reference && !isOperator && !(member.IsExtension && i == 0) ? member.Parameters[i].Name : use;
                    }

                    foreach (var initialiser in call.Initialisers)
                    {
                        foreach (var use in Uses(initialiser.Value, index))
                            yield return use;
                    }

                    break;
                case Collection collection:
                    foreach (var use in collection.Items.SelectMany(item => Uses(item, index)))
                        yield return use;
                    break;
                case Lambda { Value: { } value }:
                    foreach (var use in Uses(value, index))
                        yield return use;
                    break;
                case Reference reference when reference.Statement == index:
                    yield return "";
                    break;
            }
        }

        private string?[] OutNames(int index, Statement statement, MemberShape member)
        {
            var outs = new string?[member.Parameters.Length];
            for (var i = 0; i < outs.Length; i++)
            {
                if (!_content.Observations.Any(observation => observation.Of.Statement == index && observation.Of.Out == i))
                    continue;
                var parameter = member.Parameters[i];
                outs[i] = _names.Take(statement.Call.Arguments[i] is KnownValue sink && VariableNames.IsVague(parameter.Name) ? KnownValues.Find(sink.Code).Type.Name : parameter.Name);
                _outs[(index, i)] = parameter.Passing == Passing.Value
                    ? new Variable(outs[i]!, FilledKey(statement.Call.Arguments[i]), parameter.Type, MayBeNull: false)
                    : new Variable(outs[i]!, Types.Key(parameter.Type), parameter.Type, parameter.IsNullable && !Types.IsPlainValue(parameter.Type));
            }

            return outs;
        }

        private string FilledKey(Expression argument) => argument switch
        {
            KnownValue sink => KnownValues.Find(sink.Code).Type.FullName!,
            Collection array when CollectionShapes.Of(Types[array.Type]) == CollectionShape.Array => TypeNames.ArrayKey(Types.Key(array.Element)),
            Collection list => $"System.Collections.Generic.List`1[{Types.Key(list.Element)}]",
            _ => throw new NotRenderableException("An observation of an argument that no call fills."),
        };

        // Only calls, assignments and creations may stand alone; a created object that nobody reads is thrown away on purpose.
        private static string AsStatement(MemberShape member, Code code) =>
            member.Kind is MemberShapeKind.Method or MemberShapeKind.DelegateInvoke or MemberShapeKind.PropertySetter or MemberShapeKind.IndexerSetter
                || (member.Kind == MemberShapeKind.Field && code.Binding == Binding.Lowest)
                ? code.Text + ";"
                : $"_ = {code.Text};";

        private IEnumerable<string> Collect(Statement statement, MemberShape member, Code sequence, string? variable)
        {
            var list = variable ?? _names.Take("items");
            var item = _names.Take("item");
            var element = Types[member.Result].Arguments is [var type, ..] ? Types.Of(type) : "object";
            yield return $"var {list} = new {Types.Platform("System.Collections.Generic", "List", element)}();";
            yield return $"await foreach (var {item} in {sequence.Text})";
            if (statement.Take == Statement.All)
            {
                yield return $"    {list}.Add({item});";
                yield break;
            }

            yield return "{";
            yield return $"    {list}.Add({item});";
            yield return $"    if ({list}.Count == {statement.Take})";
            yield return "        break;";
            yield return "}";
        }
    }
}
