using System.Globalization;
using CodegenLab.Engine.Instrumentation;
using CodegenLab.Worker.Protocol;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Engine.Subjects;

/// <summary>Collects the constants that stand in a subject's source: the values its conditions ask for are often among them.</summary>
public static class ConstantMiner
{
    private const int LongestText = 80;
    private const int LongestSpelledText = 8;
    private const int LongestMessage = 200;
    private const int MostOfProject = 4_000;
    private const int MostOfMember = 100;

    /// <summary>Constants in the order of files and of places in them; the neighbours of an integer right after it.</summary>
    /// <param name="more">Texts beside those of the source.</param>
    public static ConstantPool Mine(CSharpCompilation compilation, IEnumerable<string>? more = null)
    {
        var project = new Pool(MostOfProject);
        var members = new Dictionary<string, Pool>();
        var messages = new HashSet<string>();

        foreach (var tree in compilation.SyntaxTrees.Where(tree => !tree.IsGenerated))
        {
            var model = compilation.GetSemanticModel(tree);
            foreach (var node in tree.GetRoot().DescendantNodes(node => node is not AttributeListSyntax))
            {
                if (Said(node) is { } said && IsThrown(node))
                {
                    if (said.Length is > 0 and <= LongestMessage)
                        messages.Add(said);
                    if (node is LiteralExpressionSyntax)
                        continue;
                }

                if (ValueOf(node, model) is not { } value)
                    continue;

                project.Add(value);
                if (MemberAround(node, model) is not { } member)
                    continue;

                if (!members.TryGetValue(member, out var pool))
                    members.Add(member, pool = new Pool(MostOfMember));
                pool.Add(value);
            }
        }

        foreach (var text in more ?? [])
            project.Add(text);
        return new ConstantPool(project.Texts, project.Integers, project.Reals, project.Characters)
        {
            TextsOfMember = members.Where(member => member.Value.Texts.Length > 0).ToDictionary(member => member.Key, member => member.Value.Texts),
            Messages = [.. messages],
            Documents = DocumentFinder.Find(compilation),
            IntegersOfMember = members.Where(member => member.Value.Integers.Length > 0).ToDictionary(member => member.Key, member => member.Value.Integers),
        };
    }

    /// <summary>A literal, the text of an interpolation, or what a constant stands for; null for everything else.</summary>
    private static object? ValueOf(SyntaxNode node, SemanticModel model) => node switch
    {
        // The minus belongs to the number.
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression, Operand: LiteralExpressionSyntax } negative => model.GetConstantValue(negative).Value,
        LiteralExpressionSyntax { Parent: PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } } => null,

        LiteralExpressionSyntax literal => literal.Token.Value,
        InterpolatedStringTextSyntax text => text.TextToken.ValueText,
        IdentifierNameSyntax or MemberAccessExpressionSyntax when node.Parent is not MemberAccessExpressionSyntax && model.GetSymbolInfo(node).Symbol is IFieldSymbol { IsConst: true, ContainingType.TypeKind: not TypeKind.Enum, ConstantValue: { } constant } => constant,
        _ => null,
    };

    /// <summary>A text, or the parts of one with something between them; null: it is neither.</summary>
    private static string? Said(SyntaxNode node) => node switch
    {
        LiteralExpressionSyntax { Token.Value: string text } => text,
        InterpolatedStringExpressionSyntax text => string.Join(ConstantPool.Gap, text.Contents.OfType<InterpolatedStringTextSyntax>().Select(part => part.TextToken.ValueText)),
        _ => null,
    };

    /// <summary>What an exception says is for people: no condition asks for it.</summary>
    private static bool IsThrown(SyntaxNode text) => text.Ancestors().Any(ancestor => ancestor is ThrowStatementSyntax or ThrowExpressionSyntax);

    private static string? MemberAround(SyntaxNode node, SemanticModel model)
    {
        foreach (var ancestor in node.Ancestors())
        {
            switch (ancestor)
            {
                case VariableDeclaratorSyntax { Parent.Parent: BaseFieldDeclarationSyntax }:
                case BaseMethodDeclarationSyntax or BasePropertyDeclarationSyntax:
                    return model.GetDeclaredSymbol(ancestor) is { } symbol ? MemberIds.Of(symbol) : null;
                case BaseTypeDeclarationSyntax:
                    return null;
            }
        }

        return null;
    }

    /// <summary>Values of each kind, each once, in the order they came.</summary>
    private sealed class Pool(int most)
    {
        private readonly OrderedDictionary<string, bool> _texts = [];
        private readonly OrderedDictionary<long, bool> _integers = [];
        private readonly OrderedDictionary<double, bool> _reals = [];
        private readonly OrderedDictionary<char, bool> _characters = [];

        public string[] Texts => [.. _texts.Keys];

        public long[] Integers => [.. _integers.Keys];

        public double[] Reals => [.. _reals.Keys];

        public char[] Characters => [.. _characters.Keys];

        public void Add(object value)
        {
            switch (value)
            {
                case string { Length: > 0 and <= LongestText } text:
                    Add(_texts, text);
                    foreach (var character in text.Length <= LongestSpelledText ? text : "")
                        Add(_characters, character);
                    break;

                case char character:
                    Add(_characters, character);
                    break;

                case float or double or decimal:
                    Add(_reals, Convert.ToDouble(value, CultureInfo.InvariantCulture));
                    break;

                case ulong and > long.MaxValue:
                    break;

                case sbyte or byte or short or ushort or int or uint or long or ulong:
                    AddWithNeighbours(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                    break;
            }
        }

        private void AddWithNeighbours(long integer)
        {
            Add(_integers, integer);
            if (integer > long.MinValue)
                Add(_integers, integer - 1);
            if (integer < long.MaxValue)
                Add(_integers, integer + 1);
        }

        private void Add<T>(OrderedDictionary<T, bool> values, T value) where T : notnull
        {
            if (values.Count < most)
                values.TryAdd(value, true);
        }
    }
}
