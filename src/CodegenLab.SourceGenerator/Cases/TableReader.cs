using CodegenLab.SourceGenerator.Builders;
using CodegenLab.SourceGenerator.Pipelines;
using CodegenLab.SourceGenerator.Values;
using Microsoft.CodeAnalysis;

namespace CodegenLab.SourceGenerator.Cases;

/// <summary>Reads what a class marked with [TestData] wants cases of.</summary>
/// <param name="guards">Null: not known yet.</param>
internal sealed class TableReader(INamedTypeSymbol type, Compilation compilation, GuardTable? guards, CancellationToken cancellationToken)
{
    public const string Attribute = "CodegenLab.Testing.TestDataAttribute";

    public (CaseTable? Table, EquatableArray<Complaint> Complaints) Read()
    {
        var place = Place.Of(type);
        var lacking = PartialType.NotPartial(type).Select(one => Complaint.Of(Rules.DataIsNotPartial, Place.Of(one), one.Name)).ToEquatableArray();
        if (lacking.Count > 0 || type.Find(Attribute) is not { ConstructorArguments: [{ Value: INamedTypeSymbol subject }, var name] } attribute)
            return (null, lacking);

        var wanted = name.Value as string ?? WellKnownMemberNames.InstanceConstructorName;
        var isConstructor = wanted == WellKnownMemberNames.InstanceConstructorName;
        var (what, whats, taker) = isConstructor ? ("constructor", "constructors", $"the constructor of {subject.Name}") : ($"method {wanted}", $"methods {wanted}", wanted);
        var parameters = attribute.NamedArguments.FirstOrDefault(argument => argument.Key == "Parameters").Value is { Kind: TypedConstantKind.Array, IsNull: false } types
            ? types.Values.Select(value => value.Value as ITypeSymbol).ToList()
            : null;
        var methods = subject.GetMembers(wanted).OfType<IMethodSymbol>()
            .Where(method => method.MethodKind is MethodKind.Ordinary or MethodKind.Constructor && method.Arity == 0 && method.Parameters.Length > 0 && !Defaults.IsCopy(method))
            .Where(method => parameters is null || method.Parameters.Select(parameter => parameter.Type).SequenceEqual(parameters.OfType<ITypeSymbol>(), SymbolEqualityComparer.Default))
            .ToList();
        if (methods is not [var method])
            return Not(Complaint.Of(Rules.DataOfNoMethod, place, type.Name, subject.Name, methods.Count == 0 ? $"no {what} with parameters" : $"{methods.Count} {whats}"));

        var defaults = new Defaults(type, 5, compilation, guards, cancellationToken);
        var reader = new ColumnReader(defaults);
        var columns = new List<CaseColumn>();
        foreach (var parameter in method.Parameters)
        {
            // Rows are arrays of objects.
            if (parameter.Type.IsRefLikeType || parameter.Type.TypeKind is TypeKind.Pointer or TypeKind.FunctionPointer)
                return Not(Complaint.Of(Rules.DataCannotBeMade, place, taker, parameter.Name, $"no row can hold values of type {parameter.Type.ToDisplayString()}", $"write tests of {taker} by hand"));
            if (reader.Of(parameter) is not { } column)
                return Not(Complaint.Of(Rules.DataCannotBeMade, place, taker, parameter.Name, defaults.Reason, $"give '{type.Name}' a static member Default{Names.Pascal(parameter.Name)}()"));
            columns.Add(column with { Ordinary = new MadeValue.Written(column.Ordinary.Code) });
        }

        var strategy = CaseReader.Named(attribute, "Strategies") is int flags and > 0 ? (Strategy)flags : Strategy.Boundary | Strategy.Equivalence;
        var seed = CaseReader.Named(attribute, "Seed") is ulong number ? number : 0;
        var samples = CaseReader.Named(attribute, "Samples") is int count ? Math.Max(0, Math.Min(count, 1000)) : 10;
        var member = Guards.NameOf(method);
        return (new CaseTable(
            PartialType.Of(type, "Cases"), member, columns.ToEquatableArray(), defaults.Makers.ToEquatableArray(), defaults.Holes.ToEquatableArray(),
            new Wish(strategy, Side.Inside, seed, samples, member, EquatableArray<string>.Empty))
        {
            Standing = new[] { TableGenerator.Accepted, TableGenerator.Refused }.Where(one => !type.GetMembers(one).IsEmpty).ToEquatableArray(),
            HasPlainRows = TestFrameworks.Of(compilation) != TestFramework.NUnit,
        }, defaults.Faults.Select(fault => fault with { Place = place }).ToEquatableArray());
    }

    private (CaseTable?, EquatableArray<Complaint>) Not(Complaint complaint) => (
        new CaseTable(
            PartialType.Of(type, "Cases"), "", EquatableArray<CaseColumn>.Empty, EquatableArray<Maker>.Empty, EquatableArray<Hole>.Empty,
            new Wish(default, Side.Inside, 0, 0, "", EquatableArray<string>.Empty))
        {
            HasPlainRows = TestFrameworks.Of(compilation) != TestFramework.NUnit,
            Standing = new[] { TableGenerator.Accepted, TableGenerator.Refused }.Where(one => !type.GetMembers(one).IsEmpty).ToEquatableArray(),
            IsHindered = true,
        },
        new[] { complaint }.ToEquatableArray());
}
