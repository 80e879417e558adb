using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CodegenLab.Pipeline.Drafts;

/// <summary>What a model's reply holds.</summary>
/// <param name="Files">C# texts, each a file of its own; empty: there is no code in it.</param>
/// <param name="IsCutOff">The last file ends in the middle: the reply was longer than allowed. Its last, broken member is left out.</param>
public sealed record Reply(ImmutableArray<string> Files, bool IsCutOff);

/// <summary>
/// Finds the code in a reply, however it is wrapped: in one fence or several, with or without a language, nested in longer fences, without any fence,
/// or cut off. The rest is talk.
/// </summary>
public static class ReplyReader
{
    private static readonly string[] Languages = ["", "csharp", "cs", "c#", "dotnet"];

    public static Reply Read(string reply)
    {
        var lines = PlainText.Of(reply).Split('\n');
        var files = ImmutableArray.CreateBuilder<string>();
        var isCutOff = false;
        var hasFence = false;
        for (var i = 0; i < lines.Length; i++)
        {
            if (FenceAt(lines[i]) is not { } fence)
                continue;
            hasFence = true;
            var end = Array.FindIndex(lines, i + 1, line => Closes(line, fence.Length));
            var body = string.Join('\n', lines[(i + 1)..(end < 0 ? lines.Length : end)]);
            if (Languages.Contains(fence.Language, StringComparer.OrdinalIgnoreCase) && IsCode(body))
            {
                isCutOff = end < 0 && IsBroken(body);
                files.Add(isCutOff ? WithoutBrokenEnd(body) : body + "\n");
            }

            if (end < 0)
                break;
            i = end;
        }

        if (!hasFence && IsCode(string.Join('\n', lines)))
        {
            var body = Trimmed(lines);
            isCutOff = IsBroken(body);
            files.Add(isCutOff ? WithoutBrokenEnd(body) : body + "\n");
        }

        return new Reply([.. files.Where(file => file.Length > 0)], isCutOff);
    }

    private static (int Length, string Language)? FenceAt(string line)
    {
        var text = line.TrimStart();
        var length = text.Length - text.AsSpan().TrimStart('`').Length;
        return length >= 3 && !text[length..].Contains('`', StringComparison.Ordinal) ? (length, text[length..].Trim().Split(' ')[0]) : null;
    }

    private static bool Closes(string line, int length) => line.Trim() is var text && text.Length >= length && text.All(character => character == '`');

    /// <summary>Something is declared in it that can hold tests.</summary>
    private static bool IsCode(string text) => CSharpSyntaxTree.ParseText(text).GetRoot().DescendantNodes().OfType<TypeDeclarationSyntax>().Any(type => !type.Identifier.IsMissing && type.Members.Count > 0);

    /// <summary>From the first line that looks like code to the last brace.</summary>
    private static string Trimmed(string[] lines)
    {
        var first = Array.FindIndex(lines, line => line.TrimStart() is var text && (text.StartsWith("using ", StringComparison.Ordinal) && text.TrimEnd().EndsWith(';') || text.StartsWith("namespace ", StringComparison.Ordinal)
            || text.StartsWith('[') || text.StartsWith("public ", StringComparison.Ordinal) || text.StartsWith("internal ", StringComparison.Ordinal) || text.StartsWith("//", StringComparison.Ordinal)));
        var last = Array.FindLastIndex(lines, line => line.TrimEnd().EndsWith('}'));
        return first < 0 || last < first ? string.Join('\n', lines) : string.Join('\n', lines[first..(last + 1)]);
    }

    /// <summary>Braces are open at the end.</summary>
    private static bool IsBroken(string text) =>
        CSharpSyntaxTree.ParseText(text).GetDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Location.SourceSpan.End >= text.TrimEnd().Length);

    private static string WithoutBrokenEnd(string text)
    {
        var root = CSharpSyntaxTree.ParseText(text).GetCompilationUnitRoot();
        var broken = root.DescendantNodes().OfType<MemberDeclarationSyntax>().LastOrDefault(member => member.Parent is TypeDeclarationSyntax && member is not BaseTypeDeclarationSyntax && member.ContainsDiagnostics);
        if (broken is null)
            return Closed(text);
        return Closed(text[..broken.FullSpan.Start]);
    }

    /// <summary>With the braces that are missing at the end.</summary>
    private static string Closed(string text)
    {
        var depth = CSharpSyntaxTree.ParseText(text).GetRoot().DescendantTokens()
            .Where(token => !token.IsMissing)
            .Sum(token => token.Kind() switch { SyntaxKind.OpenBraceToken => 1, SyntaxKind.CloseBraceToken => -1, _ => 0 });
        return text.TrimEnd() + "\n" + string.Concat(Enumerable.Repeat("}\n", Math.Max(0, depth)));
    }
}
