using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace CodegenLab.Engine.Instrumentation;

/// <summary>
/// Types that can be initialised again: what static fields, properties and constructors do moves into a method that the static constructor calls and registers (<see cref="Probes.Statics"/>).
/// </summary>
/// <remarks>
/// The fields are no longer <c>readonly</c>; those whose type would behave otherwise then (structs of the project that can change themselves) and those that a thread has of
/// its own stay as they are. Types without a static constructor are initialised a little later than before: at the first use of a static member, and not earlier.
/// </remarks>
internal sealed class RestartableTypes(SemanticModel model, SubjectMap map)
{
    private const string Defaults = "__CodegenLabDefaults";
    private const string Fields = "__CodegenLabFields";
    private const string Constructor = "__CodegenLabConstructor";

    /// <param name="original">Of the source.</param>
    /// <param name="rewritten">The same with whatever else a walk has put into it.</param>
    public TypeDeclarationSyntax Of(TypeDeclarationSyntax original, TypeDeclarationSyntax rewritten)
    {
        if (model.GetDeclaredSymbol(original) is not { } type || original.Members.Count != rewritten.Members.Count)
            return rewritten;
        var parts = PartsOf(type);
        // The part with the constructor is the first.
        var number = parts.FindIndex(part => part.SyntaxTree == original.SyntaxTree && part.SpanStart == original.SpanStart);
        if (number < 0)
            return rewritten;

        var members = new List<MemberDeclarationSyntax>();
        var statements = new List<StatementSyntax>();
        var names = new List<string>();
        BlockSyntax? constructor = null;
        for (var at = 0; at < original.Members.Count; at++)
        {
            switch (original.Members[at], rewritten.Members[at])
            {
                case (FieldDeclarationSyntax source, FieldDeclarationSyntax field) when Moves(source):
                    members.Add(Opened(source, field, statements, names));
                    break;
                case (PropertyDeclarationSyntax source, PropertyDeclarationSyntax property) when Moves(source):
                    members.Add(Opened(source, property, statements, names));
                    break;
                case (ConstructorDeclarationSyntax { ParameterList.Parameters.Count: 0 } source, ConstructorDeclarationSyntax { Body: { } body }) when source.Modifiers.Any(SyntaxKind.StaticKeyword):
                    constructor = body.WithAdditionalAnnotations(rewritten.Members[at].GetAnnotations([MemberWalk.MemberKind, MemberWalk.MemberIdKind]));
                    break;
                default:
                    members.Add(rewritten.Members[at]);
                    break;
            }
        }

        members.Add(InitialiserOf(Defaults + number, Block(names.Select(name => Assignment(name, LiteralExpression(SyntaxKind.DefaultLiteralExpression))))));
        members.Add(InitialiserOf(Fields + number, Block(statements)));
        if (number == 0)
        {
            members.Add(InitialiserOf(Constructor, constructor ?? Block()));
            members.Add(StaticConstructor(type.Name, parts.Count));
        }

        return rewritten.WithMembers(List(members)).WithOpenBraceToken(Present(rewritten.OpenBraceToken, SyntaxKind.OpenBraceToken)).WithCloseBraceToken(Present(rewritten.CloseBraceToken, SyntaxKind.CloseBraceToken)).WithSemicolonToken(default);
    }

    /// <summary>The declarations of a type that have something to initialise, the one with the static constructor first; none when a part is not rewritten.</summary>
    private List<TypeDeclarationSyntax> PartsOf(INamedTypeSymbol type)
    {
        var parts = type.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax()).OfType<TypeDeclarationSyntax>()
            .Where(part => part.Members.Any(member => member switch
            {
                FieldDeclarationSyntax field => Moves(field),
                PropertyDeclarationSyntax property => Moves(property),
                ConstructorDeclarationSyntax constructor => constructor.Modifiers.Any(SyntaxKind.StaticKeyword),
                _ => false,
            }))
            .OrderByDescending(part => part.Members.OfType<ConstructorDeclarationSyntax>().Any(constructor => constructor.Modifiers.Any(SyntaxKind.StaticKeyword)))
            .ToList();
        var isWhole = parts.TrueForAll(part => !part.SyntaxTree.IsGenerated && !part.Members.OfType<ConstructorDeclarationSyntax>().Any(constructor =>
            constructor.Modifiers.Any(SyntaxKind.StaticKeyword) && (constructor.Modifiers.Any(SyntaxKind.ExternKeyword) || map.SkipsMember(MemberWalk.KeyOf(constructor)))));
        return isWhole ? parts : [];
    }

    private bool Moves(FieldDeclarationSyntax field) =>
        field.Modifiers.Any(SyntaxKind.StaticKeyword) && !field.Modifiers.Any(SyntaxKind.ConstKeyword)
        && field.Declaration.Variables.All(variable => !map.SkipsMember(MemberWalk.KeyOf(variable)) && ModelOf(field).GetDeclaredSymbol(variable) is IFieldSymbol symbol && CanMove(symbol, symbol.Type));

    private bool Moves(PropertyDeclarationSyntax property) =>
        property.Modifiers.Any(SyntaxKind.StaticKeyword) && property.AccessorList is { } accessors && accessors.Accessors.All(accessor => accessor is { Body: null, ExpressionBody: null })
        && property.ExplicitInterfaceSpecifier is null && !property.Modifiers.Any(SyntaxKind.PartialKeyword) && !property.Modifiers.Any(SyntaxKind.AbstractKeyword)
        && (property.Initializer is null || !map.SkipsMember(MemberWalk.KeyOf(property.Initializer)))
        && ModelOf(property).GetDeclaredSymbol(property) is { } symbol && CanMove(symbol, symbol.Type) && symbol.ContainingType.TypeKind != TypeKind.Interface;

    private static bool CanMove(ISymbol symbol, ITypeSymbol type) =>
        type is not ({ TypeKind: TypeKind.Struct, IsReadOnly: false, SpecialType: SpecialType.None } and { Locations: [{ IsInSource: true }, ..] })
        && type.TypeKind is not (TypeKind.Pointer or TypeKind.FunctionPointer)
        && !symbol.GetAttributes().Any(attribute => attribute.AttributeClass?.Name is "ThreadStaticAttribute" or "FixedBufferAttribute");

    private SemanticModel ModelOf(SyntaxNode node) => node.SyntaxTree == model.SyntaxTree ? model : model.Compilation.GetSemanticModel(node.SyntaxTree);

    /// <summary>The fields without their values, which become assignments.</summary>
    private static FieldDeclarationSyntax Opened(FieldDeclarationSyntax source, FieldDeclarationSyntax field, List<StatementSyntax> statements, List<string> names)
    {
        foreach (var variable in field.Declaration.Variables)
        {
            names.Add(variable.Identifier.Text);
            if (variable.Initializer is { Value: var value })
                statements.Add(Assignment(variable.Identifier.Text, Complete(value, field.Declaration.Type)).WithAdditionalAnnotations(variable.GetAnnotations([MemberWalk.MemberKind, MemberWalk.MemberIdKind])));
        }

        return field
            .WithModifiers(TokenList(source.Modifiers.Where(modifier => !modifier.IsKind(SyntaxKind.ReadOnlyKeyword))))
            .WithDeclaration(field.Declaration.WithVariables(SeparatedList(field.Declaration.Variables.Select(variable => variable.WithInitializer(null)), field.Declaration.Variables.GetSeparators())));
    }

    private static PropertyDeclarationSyntax Opened(PropertyDeclarationSyntax source, PropertyDeclarationSyntax property, List<StatementSyntax> statements, List<string> names)
    {
        names.Add(property.Identifier.Text);
        if (property.Initializer is { } initializer)
            statements.Add(Assignment(property.Identifier.Text, initializer.Value).WithAdditionalAnnotations(initializer.GetAnnotations([MemberWalk.MemberKind, MemberWalk.MemberIdKind])));
        var opened = property.WithInitializer(null).WithSemicolonToken(default);
        return source.AccessorList!.Accessors.Any(accessor => accessor.IsKind(SyntaxKind.SetAccessorDeclaration))
            ? opened
            : opened.WithAccessorList(opened.AccessorList!.AddAccessors(AccessorDeclaration(SyntaxKind.SetAccessorDeclaration).WithModifiers(IsPrivate(source) ? default : TokenList(Token(SyntaxKind.PrivateKeyword))).WithSemicolonToken(Token(SyntaxKind.SemicolonToken))));
    }

    // An accessor must be less accessible than its property.
    private static bool IsPrivate(PropertyDeclarationSyntax property) => !property.Modifiers.Any(modifier =>
        modifier.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.InternalKeyword or SyntaxKind.ProtectedKeyword);

    private static StatementSyntax Assignment(string name, ExpressionSyntax value) =>
        ExpressionStatement(AssignmentExpression(SyntaxKind.SimpleAssignmentExpression, IdentifierName(name), value));

    /// <summary>Elements alone are a value in a declaration only.</summary>
    private static ExpressionSyntax Complete(ExpressionSyntax value, TypeSyntax type) =>
        value is InitializerExpressionSyntax elements && WithoutNull(type) is ArrayTypeSyntax array ? ArrayCreationExpression(array.WithoutTrivia(), elements) : value;

    private static TypeSyntax WithoutNull(TypeSyntax type) => type is NullableTypeSyntax { ElementType: ArrayTypeSyntax array } ? array : type;

    private static MethodDeclarationSyntax InitialiserOf(string name, BlockSyntax body) =>
        MethodDeclaration(PredefinedType(Token(SyntaxKind.VoidKeyword)), name)
            .WithModifiers(TokenList(Token(SyntaxKind.PrivateKeyword), Token(SyntaxKind.StaticKeyword)))
            .WithBody(body);

    /// <summary>The fields of all parts, then what the constructor did; a second time everything begins with what it had before anybody wrote to it.</summary>
    private static ConstructorDeclarationSyntax StaticConstructor(string type, int parts)
    {
        var initialise = Calls(Fields) + Constructor + "(); ";
        return ConstructorDeclaration(type)
            .WithModifiers(TokenList(Token(SyntaxKind.StaticKeyword)))
            .WithBody((BlockSyntax)ParseStatement($"{{ {initialise} global::CodegenLab.Probes.Statics.Register(() => {{ {Calls(Defaults)} {initialise} }}); }}"));

        string Calls(string method) => string.Concat(Enumerable.Range(0, parts).Select(part => $"{method}{part}(); "));
    }

    private static SyntaxToken Present(SyntaxToken token, SyntaxKind kind) => token.IsKind(SyntaxKind.None) || token.IsMissing ? Token(kind) : token;
}
