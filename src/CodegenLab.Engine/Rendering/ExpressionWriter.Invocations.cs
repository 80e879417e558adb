using CodegenLab.Worker.TestCases;

namespace CodegenLab.Engine.Rendering;

/// <summary>The part that writes calls.</summary>
internal sealed partial class ExpressionWriter
{
    private static readonly Dictionary<string, string> BinaryOperators = new()
    {
        ["op_Addition"] = "+", ["op_Subtraction"] = "-", ["op_Multiply"] = "*", ["op_Division"] = "/", ["op_Modulus"] = "%",
        ["op_BitwiseAnd"] = "&", ["op_BitwiseOr"] = "|", ["op_ExclusiveOr"] = "^", ["op_LeftShift"] = "<<", ["op_RightShift"] = ">>",
        ["op_UnsignedRightShift"] = ">>>", ["op_Equality"] = "==", ["op_Inequality"] = "!=", ["op_LessThan"] = "<", ["op_GreaterThan"] = ">",
        ["op_LessThanOrEqual"] = "<=", ["op_GreaterThanOrEqual"] = ">=",
    };

    private static readonly Dictionary<string, string> UnaryOperators = new()
    {
        ["op_UnaryPlus"] = "+", ["op_UnaryNegation"] = "-", ["op_LogicalNot"] = "!", ["op_OnesComplement"] = "~",
        ["op_Increment"] = "++", ["op_Decrement"] = "--",
    };

    private Code Invoke(Invocation call, string?[] outNames)
    {
        var member = catalog.Members[call.Member];
        var code = member.Kind switch
        {
            MemberShapeKind.Constructor => WriteConstructor(call, member, outNames),
            MemberShapeKind.Operator => WriteOperator(call, member),
            MemberShapeKind.Conversion => WriteConversion(call, member),
            _ => WriteMember(call, member, outNames),
        };
        return Convert(code, member);
    }

    private Code Convert(Code code, MemberShape member)
    {
        switch (member.Conversion)
        {
            case ResultConversion.Await:
                UsesAwait = true;
                return new Code("await " + code.AsUnary, types.Key(member.Result), Binding.Unary);
            case ResultConversion.SpanToText:
                return new Code(code.AsPrimary + ".ToString()", "System.String");
            case ResultConversion.SpanToArray:
                return new Code(code.AsPrimary + ".ToArray()", types.Key(member.Result));
            default:
                return code;
        }
    }

    private Code WriteConstructor(Invocation call, MemberShape member, string?[] outNames)
    {
        var type = types[member.DeclaringType];
        var rivals = overloads.Rivals(member, call.Arguments, "");
        var parts = Slots(call, member, rivals, type.Arguments.Length == 0 || type.Kind != TypeShapeKind.Delegate);
        parts.AddRange(call.Initialisers.Select(initialiser => (initialiser.Value, InitialiserSlot(catalog.Members[initialiser.Member]))));
        var codes = WriteAll(parts);
        var arguments = Arguments(call, member, codes, outNames, rivals, 0);
        if (type.Name.StartsWith("System.ValueTuple`", StringComparison.Ordinal) && codes.Length is >= 2 and <= 7
            && codes.Select((code, i) => code.Type == types.Key(member.Parameters[i].Type)).All(same => same))
        {
            return new Code($"({string.Join(", ", arguments)})", types.Key(member.DeclaringType));
        }

        var text = $"new {types.Of(member.DeclaringType)}";
        if (call.Initialisers.Length == 0)
            return new Code($"{text}({string.Join(", ", arguments)})", types.Key(member.DeclaringType));
        var assignments = call.Initialisers.Select((initialiser, i) => $"{types.NameOf(catalog.Members[initialiser.Member])} = {codes[call.Arguments.Length + i].Text}");
        var head = arguments.Count == 0 ? text : $"{text}({string.Join(", ", arguments)})";
        return new Code($"{head} {{ {string.Join(", ", assignments)} }}", types.Key(member.DeclaringType));
    }

    private Slot InitialiserSlot(MemberShape member)
    {
        var parameter = member.Parameters.Length > 0 ? member.Parameters[^1] : null;

        // What a fake answers is better called what it is than «the result of».
        var type = parameter?.Type ?? member.Returns;
        var name = types.IsFake(member.DeclaringType) && !types.IsPlainValue(type) ? VariableNames.OfType(types, type) : VariableNames.Camel(member.Name);
        return new Slot(type, name, parameter?.IsNullable ?? member.ReturnsNullable, IsTargeted: true);
    }

    private Code WriteOperator(Invocation call, MemberShape member)
    {
        var name = member.Name.Replace("op_Checked", "op_", StringComparison.Ordinal);
        var rivals = overloads.Rivals(member, call.Arguments, "");
        var parts = Slots(call, member, rivals, isTargeted: false).ConvertAll(part => NeedsTypedNull(part.Expression, call, name) ? (part.Expression, Slot: part.Slot with { Exact = true }) : part);
        var folds = TypeNames.Keywords.ContainsKey(types[member.DeclaringType].Name) && call.Arguments.All(argument => argument is Literal);
        var codes = folds
            ? [.. parts.Select(part => Hoist(part.Expression, part.Slot, typed: true))]
            : WriteAll(parts);
        string text;
        var binding = Binding.Binary;
        if (codes.Length == 2 && BinaryOperators.TryGetValue(name, out var binary))
        {
            // The compiler warns about a value compared with itself.
            if (codes[0].Text == codes[1].Text && binary is "==" or "!=" or "<" or ">" or "<=" or ">=" && call.Arguments[0] is Reference)
                codes[1] = new Code(Alias(codes[1].Text, "same" + Capital(codes[1].Text)), codes[1].Type);
            text = $"{codes[0].AsOperand} {binary} {codes[1].AsOperand}";
        }
        else if (codes.Length == 1 && name is "op_Increment" or "op_Decrement")
        {
            text = UnaryOperators[name] + Alias(codes[0].Text, VariableNames.OfType(types, member.DeclaringType));
            binding = Binding.Unary;
        }
        else if (codes.Length == 1 && UnaryOperators.TryGetValue(name, out var unary))
        {
            text = unary + codes[0].AsUnary;
            binding = Binding.Unary;
        }
        else if (codes.Length == 1 && name == "op_True")
        {
            text = $"{codes[0].AsOperand} ? true : false";
            binding = Binding.Lowest;
        }
        else
        {
            throw new NotRenderableException($"Operator {member.Name}.");
        }

        var type = types.Key(member.Returns);
        return name == member.Name ? new Code(text, type, binding) : new Code($"checked({text})", type);
    }

    // A bare null has no type that leads to the operator: null * 2 is one of int?. Only == and != take the type of the other side.
    private static bool NeedsTypedNull(Expression operand, Invocation call, string name) =>
        operand is Literal { Value: null } && !(name is "op_Equality" or "op_Inequality" && call.Arguments.Any(argument => argument is not Literal { Value: null }));

    private string Alias(string value, string wish)
    {
        var name = names.Take(wish);
        Prelude.Add($"var {name} = {value};");
        return name;
    }

    private static string Capital(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    private Code WriteConversion(Invocation call, MemberShape member)
    {
        var parameter = member.Parameters[0];
        var slot = new Slot(parameter.Type, VariableNames.OfType(types, parameter.Type), parameter.IsNullable, Exact: true);
        var folds = TypeNames.Keywords.ContainsKey(types[member.DeclaringType].Name) && call.Arguments[0] is Literal;
        var code = folds ? Hoist(call.Arguments[0], slot, typed: true) : WriteAll([(call.Arguments[0], slot)])[0];
        return code.CastTo(types.Of(member.Returns), types.Key(member.Returns));
    }

    private Code WriteMember(Invocation call, MemberShape member, string?[] outNames)
    {
        // The receiver's own type decides which overloads compete, so it is looked at before anything is written.
        var receiver = call.Receiver;
        var own = receiver is null ? "" : OwnKey(receiver);
        var all = overloads.Rivals(member, call.Arguments, own);
        var rivals = Overloads.WithAsManyTypeArguments(member, all);
        var parts = new List<(Expression Expression, Slot Slot)>();
        if (receiver is not null)
        {
            if (receiver is Lambda || (IsStructValue(receiver) && member.Kind is MemberShapeKind.PropertySetter or MemberShapeKind.IndexerSetter))
                _hoisted.Add(receiver);
            parts.Add((receiver, ReceiverSlot(receiver, member, own)));
        }

        parts.AddRange(Slots(call, member, rivals, isTargeted: member.TypeArguments.Length == 0));
        var codes = WriteAll(parts);
        var offset = receiver is null ? 0 : 1;
        var result = types.Key(member.Returns);

        string target;
        var first = 0;
        if (receiver is not null)
        {
            target = codes[0].AsPrimary;
        }
        else if (member.IsExtension && CallsAsExtension(call, member, codes[0]))
        {
            types.Scope.Use(TypeNames.Split(types[member.DeclaringType].Name).Namespace);
            target = codes[0].AsPrimary;
            first = 1;
        }
        else
        {
            target = types.OfStatic(member.DeclaringType);
        }

        var arguments = Arguments(call, member, codes[offset..], outNames, rivals, first);
        var name = types.NameOf(member);
        switch (member.Kind)
        {
            case MemberShapeKind.PropertyGetter:
            case MemberShapeKind.Field when call.Arguments.Length == 0:
                return new Code($"{target}.{name}", result);
            case MemberShapeKind.PropertySetter:
            case MemberShapeKind.Field:
                return new Code($"{target}.{name} = {arguments[0]}", "", Binding.Lowest);
            case MemberShapeKind.IndexerGetter:
                return new Code($"{target}[{string.Join(", ", arguments)}]", result);
            case MemberShapeKind.IndexerSetter:
                return new Code($"{target}[{string.Join(", ", arguments.SkipLast(1))}] = {arguments[^1]}", "", Binding.Lowest);
            case MemberShapeKind.DelegateInvoke:
                return new Code($"{target}({string.Join(", ", arguments)})", result);
            default:
                var written = codes[offset..].Select((code, i) => (Code?)(SaysType(call.Arguments[i], member.Parameters[i]) ? code : null)).ToList();
                var inferred = member.TypeArguments.Length == 0 || (all.Count == 0 && overloads.CanInfer(member, written));
                return new Code($"{target}.{name}{(inferred ? "" : TypeArguments(member))}({string.Join(", ", arguments)})", result);
        }
    }

    // An interface may be implemented explicitly, and a type may have another member of the same name: then the cast says which is meant.
    private Slot ReceiverSlot(Expression receiver, MemberShape member, string own)
    {
        var name = VariableNames.OfType(types, member.DeclaringType);
        if (receiver is Literal)
            return new Slot(-1, name);
        var differs = own != types.Key(member.DeclaringType);
        var exact = NeedsInterface(own, member.DeclaringType)
            || (differs && own.Length > 0 && (overloads.HasOwn(member, own) || (types.IsInterface(own) && overloads.HasNamesake(member))));
        return new Slot(member.DeclaringType, name, AllowsNull: types.IsNullableValue(member.DeclaringType), Exact: exact);
    }

    private static bool SaysType(Expression argument, ParameterShape parameter) => argument is not Lambda && parameter.Passing != Passing.Out;

    private string OwnKey(Expression receiver) => receiver switch
    {
        Invocation call => types.Key(Result(catalog.Members[call.Member])),
        Reference reference => Variables[reference.Statement]?.Type ?? "",
        KnownValue known => KnownValues.Find(known.Code).Type.FullName!,
        RowParameter or DefaultValue or Literal => types.Key(receiver.Type),
        _ => "",
    };

    // An extension whose receiver needs a conversion that C# does not make for receivers is called like any static method.
    private bool CallsAsExtension(Invocation call, MemberShape member, Code receiver)
    {
        var place = member.Parameters[0].Type;
        if (IsNoReceiver(call.Arguments[0]) || receiver.Type.Length == 0 || member.Parameters[0].Passing == Passing.Ref)
            return false;
        var same = receiver.Type == types.Key(place);
        if (!same && (types[place].IsValueType || types[place].Kind == TypeShapeKind.Span))
            return false;
        return !overloads.HidesExtension(member, receiver.Type);
    }

    // An extension is called like any static method on these, and they compete for its overloads.
    private static bool IsNoReceiver(Expression argument) => argument is Literal { Value: null } or DefaultValue or Lambda;

    private List<(Expression Expression, Slot Slot)> Slots(Invocation call, MemberShape member, IReadOnlyList<MemberShape> rivals, bool isTargeted)
    {
        var slots = new List<(Expression, Slot)>(call.Arguments.Length);
        for (var i = 0; i < call.Arguments.Length; i++)
        {
            var parameter = member.Parameters[i];
            var exact = overloads.MustBeExact(member, i, rivals);
            var name = VariableNames.IsVague(parameter.Name) ? VariableNames.OfType(types, parameter.Type) : parameter.Name;
            var isReceiver = member.IsExtension && i == 0 && !IsNoReceiver(call.Arguments[0]);

            // A number before a dot has the type that its digits have.
            var showsType = isReceiver ? call.Arguments[i] is Literal : exact;
            slots.Add((call.Arguments[i], new Slot(parameter.Type, name, parameter.IsNullable, showsType, isTargeted && !exact && !isReceiver, parameter.HasNullableParts)));
        }

        return slots;
    }

    private List<string> Arguments(Invocation call, MemberShape member, Code[] codes, string?[] outNames, IReadOnlyList<MemberShape> rivals, int first)
    {
        var arguments = new List<string>();
        for (var i = first; i < call.Arguments.Length; i++)
        {
            var parameter = member.Parameters[i];
            switch (parameter.Passing)
            {
                case Passing.Out:
                    var type = rivals.Count > 0 || member.TypeArguments.Length > 0 ? types.Of(parameter.Type) : "var";
                    arguments.Add(i < outNames.Length && outNames[i] is { } name ? $"out {type} {name}" : type == "var" ? "out _" : $"out {type} _");
                    break;
                case Passing.Ref:
                    var local = i < outNames.Length && outNames[i] is { } wanted ? wanted : names.Take(parameter.Name);
                    var same = codes[i].Type == types.Key(parameter.Type);
                    var declared = same ? "var" : types.Of(parameter.Type) + (parameter.IsNullable && options.NullableEnabled && !types[parameter.Type].IsValueType ? "?" : "");
                    Prelude.Add(Declaration(declared, local, codes[i].Text));
                    PreludeUsesAwait |= UsesAwait && HasEffects(call.Arguments[i]);
                    arguments.Add("ref " + local);
                    break;
                case Passing.Value when i < outNames.Length && outNames[i] is { } filled:
                    var container = WriteIn(call.Arguments[i], new Slot(-1, filled));
                    Prelude.Add(Declaration("var", filled, container.Text));
                    arguments.Add(container.Type == types.Key(parameter.Type) || !overloads.MustBeExact(member, i, rivals) ? filled
                        : types[parameter.Type].Kind == TypeShapeKind.Span ? filled + ".AsSpan()" : $"({types.Of(parameter.Type)}){filled}");
                    break;
                default:
                    if (Spread(call.Arguments[i], parameter, rivals) is { } items)
                        arguments.AddRange(items);
                    else
                        arguments.Add(codes[i].Text);
                    break;
            }
        }

        return arguments;
    }

    /// <summary>The items of a params array one by one, where that can mean nothing else.</summary>
    private List<string>? Spread(Expression argument, ParameterShape parameter, IReadOnlyList<MemberShape> rivals)
    {
        if (!parameter.IsParams || rivals.Count > 0 || _hoisted.Contains(argument)
            || argument is not Collection { Items.Length: > 0 } collection
            || CollectionShapes.Of(types[parameter.Type]) != CollectionShape.Array
            || collection.Items.Any(NeedsPrelude))
        {
            return null;
        }

        var element = types.Key(collection.Element);
        var codes = collection.Items.Select(item => WriteIn(item, new Slot(collection.Element, "item"))).ToList();
        if (codes.Count == 1 && codes[0].Type != element && collection.Items[0] is not Literal { Value: not null } && !types.IsPlainValue(collection.Element))
            return null;
        return [.. codes.Select(code => code.Text)];
    }
}
