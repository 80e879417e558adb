using System.Globalization;
using System.Text;
using CodegenLab.SourceGenerator.Pipelines;
using CodegenLab.SourceGenerator.Remembering;
using CodegenLab.SourceGenerator.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace CodegenLab.SourceGenerator.Cases;

/// <summary>Makes the values of parameters marked with [Boundary] and its like. Where it cannot, <see cref="CaseAnalyzer"/> says why.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class CaseGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var memory = new MarkMemory<MarkedParameter>([.. CaseReader.Kinds.Select(kind => $"{kind.Name}Attribute")], Read);
        // A file for each class, so that an edit of one has no other compiled again.
        var classes = context.CompilationProvider
            .Select((compilation, cancellation) => memory.Read(compilation, cancellation))
            .SelectMany(static (all, _) => all.GroupBy(parameter => parameter.Type).Select(one => new MarkedClass(one.Key, one.SelectMany(parameter => parameter.Values).ToEquatableArray())))
            .WithTrackingName(Steps.ReadCases);
        var files = classes.Combine(GuardTable.Step(context))
            .Select(static (pair, _) => new ValueFile(pair.Left.Type, pair.Left.Values.Select(wanted => Made(wanted, pair.Right)).Where(one => one.Values.Length > 0).OrderBy(one => one.Key, StringComparer.Ordinal).ToEquatableArray()))
            .WithTrackingName(Steps.Cases);

        context.RegisterSourceOutput(files, static (output, file) =>
        {
            if (file.All.Count > 0)
                output.AddSource($"{file.Type.Replace('+', '.').Replace('`', '_')}.Values.g.cs", SourceText.From(Write(file), Encoding.UTF8));
        });
    }

    private static MarkedParameter? Read(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken)
    {
        if (node is not ParameterSyntax || model.GetDeclaredSymbol(node, cancellationToken) is not IParameterSymbol parameter)
            return null;
        var values = new List<CaseValues>();
        foreach (var (name, strategy) in CaseReader.Kinds)
        {
            if (parameter.Find($"{CaseReader.Namespace}{name}Attribute") is { } attribute && CaseReader.Read(parameter, attribute, strategy, model.Compilation, cancellationToken) is { } wanted)
                values.Add(wanted);
        }

        return values.Count == 0 ? null : new MarkedParameter(CaseReader.MetadataName(parameter.ContainingType), values.ToEquatableArray());
    }

    private static MadeValues Made(CaseValues wanted, GuardTable guards) => new(wanted.Key, string.Join(", ", CaseJudge.Of(wanted, guards, default).Values.Select(value => value.Code)));

    private static string Write(ValueFile file)
    {
        var text = new CodeText();
        using (text.Block("namespace CodegenLab.Testing.Generated"))
        {
            text.Line("/// <summary>Values for the parameters of this assembly's tests.</summary>");
            using (text.Block("internal static partial class Values"))
            {
                text.Line("[global::System.Runtime.CompilerServices.ModuleInitializer]");
                using (text.Block($"internal static void {MethodName(file.Type)}()"))
                {
                    foreach (var (key, values) in file.All)
                        text.Line($"global::CodegenLab.Testing.CompiledValues.Add(typeof(Values), {Literals.Text(key)}, static () => new object?[] {{ {values} }});");
                }
            }
        }

        return text.ToString();
    }

    /// <summary>Of a class its own, whatever the class is called.</summary>
    private static string MethodName(string type)
    {
        var plain = string.Concat(type.Select(letter => letter is '.' || IsPlain(letter) ? letter : '_')).Replace('.', '_');
        return type.All(letter => letter == '.' || IsPlain(letter)) ? $"Of_{plain}" : $"Of_{plain}_{Fingerprint.Of(type).ToString("x16", CultureInfo.InvariantCulture)}";
    }

    private static bool IsPlain(char letter) => letter is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9';

    /// <param name="Type">As reflection names the class.</param>
    private sealed record MarkedParameter(string Type, EquatableArray<CaseValues> Values);

    private sealed record MarkedClass(string Type, EquatableArray<CaseValues> Values);

    private sealed record ValueFile(string Type, EquatableArray<MadeValues> All);

    /// <param name="Values">Expressions.</param>
    private sealed record MadeValues(string Key, string Values);
}
