using System.Globalization;
using CodegenLab.Worker.Protocol;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Engine.Instrumentation;

/// <summary>Constants that lead into an arm.</summary>
internal static class ArmLabels
{
    public static SwitchArm Of(int site, IEnumerable<SwitchLabelSyntax> labels, SemanticModel model) =>
        Of(site, labels.SelectMany(label => label switch
        {
            CaseSwitchLabelSyntax constant => [constant.Value],
            CasePatternSwitchLabelSyntax pattern => Constants(pattern.Pattern),
            _ => [],
        }), model);

    public static SwitchArm Of(int site, PatternSyntax pattern, SemanticModel model) => Of(site, Constants(pattern), model);

    private static SwitchArm Of(int site, IEnumerable<ExpressionSyntax> constants, SemanticModel model)
    {
        var values = constants.Select(constant => model.GetConstantValue(constant).Value).ToList();
        return new SwitchArm(
            site,
            [.. values.Select(Integer).OfType<long>().Distinct()],
            [.. values.OfType<string>().Distinct()]);
    }

    private static long? Integer(object? value) => value switch
    {
        char character => character,
        sbyte or byte or short or ushort or int or uint or long => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>Constants that a value of the whole pattern's operand is compared with.</summary>
    private static IEnumerable<ExpressionSyntax> Constants(PatternSyntax pattern) => pattern switch
    {
        ConstantPatternSyntax constant => [constant.Expression],
        RelationalPatternSyntax relational => [relational.Expression],
        ParenthesizedPatternSyntax parenthesized => Constants(parenthesized.Pattern),
        UnaryPatternSyntax unary => Constants(unary.Pattern),
        BinaryPatternSyntax binary => Constants(binary.Left).Concat(Constants(binary.Right)),
        _ => [],
    };
}
