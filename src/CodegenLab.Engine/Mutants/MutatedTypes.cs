using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Engine.Mutants;

/// <summary>Questions that several mutators ask about types and places.</summary>
internal static class MutatedTypes
{
    extension(ITypeSymbol? type)
    {
        /// <summary>A type with built-in arithmetic that gives the type itself.</summary>
        public bool IsNumber => type?.SpecialType is
            SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Int64 or SpecialType.System_UInt64 or
            SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal;

        /// <summary>An integer type with built-in bit operators.</summary>
        public bool IsInteger => type?.SpecialType is
            SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Int64 or SpecialType.System_UInt64;

        public bool IsBoolean => type?.SpecialType == SpecialType.System_Boolean;
    }

    extension(ExpressionSyntax expression)
    {
        /// <summary>The expression decides by itself: a condition or a part of one that is no <c>&amp;&amp;</c>, <c>||</c> or <c>!</c>.</summary>
        public bool IsAtomicCondition
        {
            get
            {
                SyntaxNode node = expression;
                while (node.Parent is ParenthesizedExpressionSyntax)
                    node = node.Parent;

                return node.Parent switch
                {
                    IfStatementSyntax statement => statement.Condition == node,
                    WhileStatementSyntax statement => statement.Condition == node,
                    DoStatementSyntax statement => statement.Condition == node,
                    ForStatementSyntax statement => statement.Condition == node,
                    WhenClauseSyntax or CatchFilterClauseSyntax => true,
                    BinaryExpressionSyntax { RawKind: (int)Microsoft.CodeAnalysis.CSharp.SyntaxKind.LogicalAndExpression or (int)Microsoft.CodeAnalysis.CSharp.SyntaxKind.LogicalOrExpression } => true,
                    _ => node.IsReturned,
                };
            }
        }
    }

    extension(IMethodSymbol method)
    {
        /// <summary>Its type has a method of this name that takes and gives the same.</summary>
        public bool IsSharedAs(string name) => method.ContainingType.GetMembers(name).OfType<IMethodSymbol>().Any(other =>
            other.IsStatic == method.IsStatic
            && SymbolEqualityComparer.Default.Equals(other.ReturnType, method.ReturnType)
            && other.Parameters.Select(parameter => parameter.Type).SequenceEqual(method.Parameters.Select(parameter => parameter.Type), SymbolEqualityComparer.Default));
    }

    extension(SyntaxNode node)
    {
        /// <summary>The value of a return statement, of an arrow body or of a lambda.</summary>
        public bool IsReturned => node.Parent switch
        {
            ReturnStatementSyntax or ArrowExpressionClauseSyntax => true,
            LambdaExpressionSyntax lambda => lambda.ExpressionBody == node,
            _ => false,
        };
    }
}
