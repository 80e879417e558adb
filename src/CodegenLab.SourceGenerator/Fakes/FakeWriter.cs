using CodegenLab.SourceGenerator.Pipelines;

namespace CodegenLab.SourceGenerator.Fakes;

/// <summary>Writes the part of a fake that the user did not: members that record and do what the test says, as one would write them by hand.</summary>
internal sealed class FakeWriter(Fake fake)
{
    private const string Runtime = "global::CodegenLab.Testing.";

    private readonly CodeText _text = new();

    public string Write()
    {
        var blocks = fake.Type.Open(_text);
        Doc("All calls in the order they came. Give several fakes the same log to see their order.");
        _text.Line($"{fake.Visibility} {Runtime}CallLog {fake.CallsName} {{ get; init; }} = new();");
        foreach (var method in fake.Methods)
            Write(method);
        foreach (var property in fake.Properties)
            Write(property);
        foreach (var indexer in fake.Indexers)
            Write(indexer);
        foreach (var one in fake.Events)
            Write(one);
        PartialType.Close(blocks);
        return _text.ToString();
    }

    private void Write(FakedMethod method)
    {
        var (name, word) = (method.Name, method.Name.Word);
        var isGeneric = method.TypeParameters.Count > 0;
        var returnsVoid = method.Returns == "void";
        var kept = method.Parameters.Where(parameter => parameter.Field is not null).ToList();

        Record(word, kept, isGeneric, name.Shown);
        Doc(isGeneric
            ? $"What {name.Shown} does, told by type arguments and arguments; it may change those that are passed by reference. Null: it returns what is empty."
            : $"What {name.Shown} does. Null: it returns what is empty.");
        _text.Line($"{fake.Visibility} {word}Handler? On{word} {{ get; set; }}");
        _text.Line();
        Doc($"Stands for {name.Shown}.");
        _text.Line(isGeneric
            ? $"{fake.Visibility} delegate {(returnsVoid ? "void" : "object?")} {word}Handler(global::System.Type[] typeArguments, object?[] arguments);"
            : $"{fake.Visibility} delegate {method.Returns} {word}Handler({Declared(method.Parameters)});");
        _text.Line();
        var typeParameters = isGeneric ? $"<{string.Join(", ", method.TypeParameters)}>" : "";
        using (_text.Block($"{name.Modifier}{method.Returns} {name.Head}{name.Name}{typeParameters}({Declared(method.Parameters)}){method.Constraints}"))
        {
            var values = kept.Select(parameter => parameter.Name).ToList();
            if (isGeneric)
                _text.Line($"var fakeTypes = new global::System.Type[] {{ {string.Join(", ", method.TypeParameters.Select(parameter => $"typeof({parameter})"))} }};");
            Log(name.Shown, values);
            _text.Line($"{word}Calls.Add(new {word}Call({string.Join(", ", isGeneric ? values.Prepend("fakeTypes") : values)}));");
            if (isGeneric)
                CallGeneric(method, returnsVoid);
            else
                Call(method, returnsVoid);
        }

        _text.Line();
    }

    private void Call(FakedMethod method, bool returnsVoid)
    {
        var arguments = string.Join(", ", method.Parameters.Select(Argument));
        using (_text.Block($"if (On{method.Name.Word} is {{ }} fakeHandler)"))
        {
            _text.Line(returnsVoid ? $"fakeHandler({arguments});" : $"return fakeHandler({arguments});");
            if (returnsVoid)
                _text.Line("return;");
        }

        EndWithout(method, returnsVoid);
    }

    private void CallGeneric(FakedMethod method, bool returnsVoid)
    {
        using (_text.Block($"if (On{method.Name.Word} is {{ }} fakeHandler)"))
        {
            // What an out parameter holds on entry cannot be read, what a span holds cannot be boxed.
            _text.Line($"var fakeArguments = new object?[] {{ {string.Join(", ", method.Parameters.Select(parameter => parameter.Field is null ? "null" : parameter.Name))} }};");
            _text.Line($"{(returnsVoid ? "" : "var fakeResult = ")}fakeHandler(fakeTypes, fakeArguments);");
            for (var index = 0; index < method.Parameters.Count; index++)
            {
                if (method.Parameters[index] is { Modifier: "ref " or "out " } parameter && (parameter.Field is not null || parameter.Modifier == "out "))
                    _text.Line($"{parameter.Name} = ({parameter.Type})fakeArguments[{index}]!;");
            }

            _text.Line(returnsVoid ? "return;" : $"return ({method.Returns})fakeResult!;");
        }

        EndWithout(method, returnsVoid);
    }

    private void EndWithout(FakedMethod method, bool returnsVoid)
    {
        var outs = method.Parameters.Where(parameter => parameter.Modifier == "out ").ToList();
        if (outs.Count > 0 || !returnsVoid)
            _text.Line();
        foreach (var parameter in outs)
            _text.Line($"{parameter.Name} = default!;");
        if (!returnsVoid)
            _text.Line($"return {Default(method.Default, method.Returns, "On" + method.Name.Word)};");
    }

    private void Write(FakedProperty property)
    {
        var (name, word) = (property.Name, property.Name.Word);
        var field = "_fake" + word;
        _text.Line($"private {property.Type} {field}{(property.Default is null or "default" ? "" : " = " + property.Default)}{(property.Default is null ? " = default!" : "")};");
        if (property.Default is null)
            _text.Line($"private bool {field}IsSet;");
        _text.Line();
        if (property.Setter is not null)
        {
            Doc($"What was written to {name.Shown}, by the test too.");
            _text.Line($"{fake.Visibility} {Runtime}Calls<{property.Type}> {word}Writes {{ get; }} = new();");
            _text.Line();
        }

        // A member of the interface that is read only is set by the test under the same name, one that is implemented explicitly under another.
        var isPublic = name.Modifier.Length > 0;
        if (!isPublic)
        {
            Doc($"What {name.Shown} returns.");
            using (_text.Block($"{fake.Visibility} {property.Type} {word}Value"))
            {
                Get(property, field, $"{word}Value");
                Set(property, field, "set", recorded: false);
            }

            _text.Line();
        }

        using (_text.Block($"{name.Modifier}{property.Type} {name.Head}{name.Name}"))
        {
            if (property.HasGetter || isPublic)
                Get(property, field, isPublic ? name.Shown : $"{word}Value");
            if (property.Setter is not null)
                Set(property, field, property.Setter, recorded: true);
            else if (isPublic)
                Set(property, field, "set", recorded: false);
        }

        _text.Line();
    }

    private void Get(FakedProperty property, string field, string settable)
    {
        using (_text.Block("get"))
        {
            _text.Line(property.Default is null ? $"return {field}IsSet ? {field} : {Default(null, property.Type, settable)};" : $"return {field};");
        }
    }

    private void Set(FakedProperty property, string field, string setter, bool recorded)
    {
        using (_text.Block(setter))
        {
            if (recorded)
            {
                Log(property.Name.Shown + " =", ["value"]);
                _text.Line($"{property.Name.Word}Writes.Add(value);");
            }

            _text.Line($"{field} = value;");
            if (property.Default is null)
                _text.Line($"{field}IsSet = true;");
        }
    }

    private void Write(FakedIndexer indexer)
    {
        var (name, word) = (indexer.Name, indexer.Name.Word);
        var key = $"global::System.ValueTuple<{string.Join(", ", indexer.Parameters.Select(parameter => parameter.Type))}>";
        var keys = string.Join(", ", indexer.Parameters.Select(parameter => parameter.Name));
        Doc($"What {name.Shown} returns, by key. Write to it to arrange a test.");
        _text.Line($"{fake.Visibility} global::System.Collections.Generic.Dictionary<{key}, {indexer.Type}> {word}Values {{ get; }} = new();");
        _text.Line();
        Doc($"What {name.Shown} returns for a key that has no value. Null: what is empty.");
        _text.Line($"{fake.Visibility} global::System.Func<{string.Join(", ", indexer.Parameters.Select(parameter => parameter.Type).Append(indexer.Type))}>? On{word}Get {{ get; set; }}");
        _text.Line();
        using (_text.Block($"{name.Modifier}{indexer.Type} {name.Head}this[{Declared(indexer.Parameters)}]"))
        {
            if (indexer.HasGetter)
            {
                using (_text.Block("get"))
                {
                    using (_text.Block($"if ({word}Values.TryGetValue(new {key}({keys}), out var fakeValue))"))
                        _text.Line("return fakeValue;");
                    _text.Line();
                    _text.Line($"return On{word}Get is {{ }} fakeHandler ? fakeHandler({keys}) : {Default(indexer.Default, indexer.Type, $"On{word}Get")};");
                }
            }

            if (indexer.Setter is not null)
            {
                using (_text.Block(indexer.Setter))
                {
                    Log(name.Shown + " =", indexer.Parameters.Select(parameter => parameter.Name).Append("value"));
                    _text.Line($"{word}Values[new {key}({keys})] = value;");
                }
            }
        }

        _text.Line();
    }

    private void Write(FakedEvent one)
    {
        var (name, word) = (one.Name, one.Name.Word);
        var field = "_fake" + word;
        _text.Line($"private {one.Delegate}? {field};");
        _text.Line();
        Doc($"How many handlers {name.Shown} has.");
        _text.Line($"{fake.Visibility} int {word}Handlers => {field}?.GetInvocationList().Length ?? 0;");
        _text.Line();
        Doc($"Raises {name.Shown}.");
        using (_text.Block($"{fake.Visibility} {one.Returns} Raise{word}({Declared(one.Parameters)})"))
        {
            var outs = one.Parameters.Where(parameter => parameter.Modifier == "out ").ToList();
            foreach (var parameter in outs)
                _text.Line($"{parameter.Name} = default!;");
            var call = $"({string.Join(", ", one.Parameters.Select(Argument))})";
            _text.Line(one.Returns == "void" ? $"{field}?.Invoke{call};" : $"return {field} is null ? default! : {field}{call};");
        }

        _text.Line();
        using (_text.Block($"{name.Modifier}event {one.Delegate}? {name.Head}{name.Name}"))
        {
            using (_text.Block("add"))
            {
                Log(name.Shown + " +=", []);
                _text.Line($"{field} += value;");
            }

            using (_text.Block("remove"))
            {
                Log(name.Shown + " -=", []);
                _text.Line($"{field} -= value;");
            }
        }

        _text.Line();
    }

    private void Record(string word, List<FakedParameter> kept, bool isGeneric, string shown)
    {
        var fields = kept.Select(parameter => $"{parameter.FieldType} {parameter.Field}").ToList();
        if (isGeneric)
            fields.Insert(0, "global::System.Collections.Generic.IReadOnlyList<global::System.Type> TypeArguments");
        _text.Line();
        Doc($"Calls of {shown}, the first one first.");
        _text.Line($"{fake.Visibility} {Runtime}Calls<{word}Call> {word}Calls {{ get; }} = new();");
        _text.Line();
        Doc($"A call of {shown}.");
        _text.Line($"{fake.Visibility} readonly record struct {word}Call({string.Join(", ", fields)});");
        _text.Line();
    }

    private void Log(string member, IEnumerable<string> values) =>
        _text.Line($"{fake.CallsName}.Add(\"{member}\"{string.Concat(values.Select(value => ", " + value))});");

    private void Doc(string sentence) => _text.Line($"/// <summary>{sentence}</summary>");

    private string Default(string? known, string type, string settable) => known ?? $"{Runtime}FakeNotSetException.ValueOf<{type}>(\"{fake.Type.Name}\", \"{settable}\")";

    private static string Declared(EquatableArray<FakedParameter> parameters) => string.Join(", ", parameters.Select(parameter => $"{parameter.Modifier}{parameter.Type} {parameter.Name}"));

    private static string Argument(FakedParameter parameter) => parameter.Modifier.Replace("scoped ", "").Replace("ref readonly ", "in ") + parameter.Name;
}
