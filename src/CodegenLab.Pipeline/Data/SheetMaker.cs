using CodegenLab.SourceGenerator.Builders;
using CodegenLab.SourceGenerator.Cases;
using CodegenLab.SourceGenerator.Pipelines;
using CodegenLab.SourceGenerator.Values;
using Microsoft.CodeAnalysis;

namespace CodegenLab.Pipeline.Data;

/// <summary>Makes up values with the code that the package's generators are made of: for the same subject, strategy and seed they are the same.</summary>
internal sealed class SheetMaker(DataRequest request, CancellationToken cancellationToken)
{
    /// <summary>As deep as [TestData] goes.</summary>
    private const int Depth = 5;

    private static readonly GuardTable NoFurtherGuards = GuardTable.Of([]);

    private Side Side => request.Refused ? Side.Outside : Side.Inside;

    /// <exception cref="InputException">No value can be made up.</exception>
    public DataSheet Make(DataSubject subject) => subject.Symbol switch
    {
        IMethodSymbol { MethodKind: MethodKind.Constructor } constructor => OfObjects(subject, constructor.ContainingType, [constructor]),
        IMethodSymbol method => OfArguments(subject, method),
        ITypeSymbol type when ValueShape.Of(type) is { } shape => OfValues(type, shape),
        INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct, IsStatic: false, IsUnboundGenericType: false } type when !IsOpen(type) => OfObjects(subject, type, null),
        _ => throw new InputException($"No values of {Told(subject.Symbol)} can be made up: {WhyNot(subject.Symbol)}"),
    };

    private static bool IsOpen(INamedTypeSymbol type) => type.TypeArguments.Any(argument => argument.TypeKind == TypeKind.TypeParameter) || (type.ContainingType is { } outer && IsOpen(outer));

    private static string WhyNot(ISymbol symbol) => symbol switch
    {
        INamedTypeSymbol { IsStatic: true } => "a static class has none.\nName one of its methods for arguments of it.",
        INamedTypeSymbol { TypeKind: TypeKind.Interface or TypeKind.Delegate } => "it says what a class does, and has none of its own.\nName a class, or take a [Fake] of the package CodegenLab.Testing in a test project.",
        INamedTypeSymbol type when IsOpen(type) => $"its type parameters are open.\nName it with types, and with its namespace: \"{type.ContainingNamespace.ToDisplayString()}.{type.Name}<int>\".",
        ITypeSymbol => "it is no class, struct or enumeration, nor a collection of such.",
        _ => "it is no type, method or constructor.",
    };

    private DataSheet OfValues(ITypeSymbol type, ValueShape shape)
    {
        var side = request is { Refused: false, Strategies: DataStrategies.Mutation } ? Side.Both : Side;
        var name = type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        var values = ValueMaker.Make(shape, Limits.None, Wish(name) with { Side = side });
        var space = type is INamedTypeSymbol { ContainingNamespace: { IsGlobalNamespace: false } home } && home.ToDisplayString().Split('.')[0] != "System" ? home.ToDisplayString(Names.Qualified) : "";
        return new DataSheet(Told(type), Names.Of(type), space, Names.Word(type) + "Data", [.. values], [], []);
    }

    private DataSheet OfArguments(DataSubject subject, IMethodSymbol method)
    {
        if (method.Parameters.IsEmpty || method.Arity > 0 || IsOpen(method.ContainingType))
            throw new InputException($"{Told(method)} has {(method.Parameters.IsEmpty ? "no parameters" : "open type parameters")}: there are no arguments to make up.");
        var defaults = DefaultsFor(subject);
        var reader = new ColumnReader(defaults);
        var columns = new List<CaseColumn>();
        foreach (var parameter in method.Parameters)
            columns.Add(reader.Of(parameter) ?? throw Unmade($"argument '{parameter.Name}' of {Told(method)}", defaults.Reason));

        var rows = CaseRow.Of(columns, Wish(Guards.NameOf(method)), Side)
            .Select(row => new MadeValue.Created("", "", row.Values.Zip(columns, (value, column) => new MadePart(column.Name, value)).ToEquatableArray(), EquatableArray<MadePart>.Empty));
        return new DataSheet(Told(method), null, SpaceOf(method.ContainingType), method.ContainingType.Name + Names.Pascal(method.Name) + "Data", [.. rows], [.. defaults.Makers], []);
    }

    /// <param name="creators">Null: any constructor or factory, the one that takes most first.</param>
    private DataSheet OfObjects(DataSubject subject, INamedTypeSymbol type, IMethodSymbol[]? creators)
    {
        var reason = $"{Told(type)} has no constructor or factory that a test could call";
        foreach (var creator in creators ?? DefaultsFor(subject).Creators(type))
        {
            var defaults = DefaultsFor(subject);
            var notes = new List<string>();
            if (Columns(subject, type, creator, defaults, notes) is not { } columns)
            {
                reason = defaults.Reason;
                continue;
            }

            var (arguments, members) = columns;
            var isConstructor = creator.MethodKind == MethodKind.Constructor;
            var creation = Names.Creation(creator);
            if (!isConstructor)
                notes.Add($"{Told(type)} is made by {creator.Name}, and its parts are the parameters of that.");
            var names = creator.Parameters.Take(arguments.Count).Select(parameter => Defaults.PropertyOf(parameter)?.Name ?? parameter.Name).ToArray();
            var rows = CaseRow.Of([.. arguments, .. members], Wish(Guards.NameOf(creator)), Side).Select(row => new MadeValue.Created(
                "", creation,
                names.Zip(row.Values, (name, value) => new MadePart(name, value)).ToEquatableArray(),
                members.Zip(row.Values.Skip(names.Length), (member, value) => new MadePart(member.Name, value)).ToEquatableArray()));
            return new DataSheet(Told(type), Names.Of(type), SpaceOf(type), type.Name + "Data", [.. rows], [.. defaults.Makers], [.. notes]);
        }

        throw Unmade(Told(type), reason);
    }

    /// <returns>Null: an argument, or what has to be set, cannot be made.</returns>
    private static (List<CaseColumn> Arguments, List<CaseColumn> Members)? Columns(DataSubject subject, INamedTypeSymbol type, IMethodSymbol creator, Defaults defaults, List<string> notes)
    {
        var reader = new ColumnReader(defaults);
        var arguments = new List<CaseColumn>();
        foreach (var parameter in creator.Parameters.TakeWhile(parameter => !parameter.IsParams))
        {
            if (reader.Of(parameter) is not { } column)
                return null;
            arguments.Add(column);
        }

        var members = new List<CaseColumn>();
        var settable = creator.MethodKind == MethodKind.Constructor ? Defaults.Settable(type, creator, subject.Compilation, subject.Within) : [];
        foreach (var member in settable)
        {
            if (reader.OfMember(member) is { } column)
                members.Add(column);
            else if (Defaults.IsRequired(member))
                return null;
            else
                notes.Add($"{member.Name} is left as {type.Name} leaves it: {defaults.Reason}.");
        }

        return (arguments, members);
    }

    private Defaults DefaultsFor(DataSubject subject) => new(subject.Within, Depth, subject.Compilation, NoFurtherGuards, cancellationToken);

    private Wish Wish(string stream) => new((SourceGenerator.Values.Strategy)(int)request.Strategies, Side.Inside, request.Seed, request.Samples, stream, EquatableArray<string>.Empty);

    private static InputException Unmade(string what, string reason) =>
        new($"No {what} can be made up: {reason.TrimEnd('.')}.\nIn a test project, [Builder] of the package CodegenLab.Testing takes such parts from you.");

    private static string SpaceOf(INamedTypeSymbol type) => type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(Names.Qualified);

    private static string Told(ISymbol symbol) => symbol.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat);
}
