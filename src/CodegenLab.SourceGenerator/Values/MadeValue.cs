using CodegenLab.SourceGenerator.Pipelines;

namespace CodegenLab.SourceGenerator.Values;

/// <summary>A value that was made up. At compile time C# is written from it, by the tool JSON and CSV too.</summary>
internal abstract record MadeValue
{
    private MadeValue()
    {
    }

    /// <summary>A C# expression of exactly the value's type.</summary>
    public abstract string Code { get; }

    public sealed record Nothing : MadeValue
    {
        public static Nothing Value { get; } = new();

        public override string Code => "null";
    }

    /// <param name="Type">As it is written in C#.</param>
    /// <param name="Content">
    /// Of integers and decimals a decimal; double, float, bool, char, string, Guid; of members of enumerations their name, of other numbers of theirs a decimal; DateTime, of days too;
    /// DateTimeOffset; TimeSpan, of times of day too; of addresses a string.
    /// </param>
    public sealed record Plain(ValueKind Kind, string Type, object Content) : MadeValue
    {
        public override string Code => Literals.Of(Kind, Type, Content);
    }

    /// <summary>A collection.</summary>
    /// <param name="Type">Of the collection.</param>
    /// <param name="Element">Type of an item.</param>
    /// <param name="IsArray">It is written as an array; else the type has an Add method.</param>
    public sealed record Items(string Type, string Element, bool IsArray, EquatableArray<MadeValue> All) : MadeValue
    {
        public override string Code
        {
            get
            {
                var items = string.Join(", ", All.Select(item => item.Code));
                return IsArray
                    ? items.Length == 0 ? $"global::System.Array.Empty<{Element}>()" : $"new {Element}[] {{ {items} }}"
                    : items.Length == 0 ? $"new {Type}()" : $"new {Type} {{ {items} }}";
            }
        }
    }

    /// <summary>A dictionary without entries.</summary>
    public sealed record EmptyTable(string Type) : MadeValue
    {
        public override string Code => $"new {Type}()";
    }

    /// <summary>An object, which a method of the generated class makes.</summary>
    /// <param name="Maker">Name of that method.</param>
    /// <param name="Creation">What stands before the arguments: <c>new global::Shop.Order</c>, or a factory.</param>
    /// <param name="Arguments">Of constructor or factory.</param>
    /// <param name="Members">What an initializer sets.</param>
    public sealed record Created(string Maker, string Creation, EquatableArray<MadePart> Arguments, EquatableArray<MadePart> Members) : MadeValue
    {
        public override string Code => Maker + "()";

        /// <summary>What the method returns.</summary>
        public string Expression => $"{Creation}({string.Join(", ", Arguments.Select(part => part.Value.Code))})"
            + (Members.Count == 0 ? "" : $" {{ {string.Join(", ", Members.Select(part => $"{Names.Escaped(part.Name)} = {part.Value.Code}"))} }}");
    }

    /// <summary>An expression whose value only the compiler knows.</summary>
    public sealed record Written(string Expression) : MadeValue
    {
        public override string Code => Expression;
    }
}

/// <param name="Name">Of the property that holds the part; where none does, of the parameter.</param>
internal sealed record MadePart(string Name, MadeValue Value);
