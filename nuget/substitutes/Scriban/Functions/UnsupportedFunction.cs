using Scriban.Parsing;
using Scriban.Syntax;

namespace Scriban.Functions;

/// <summary>A built-in of Scriban that this substitute lacks: using it is an error, not null.</summary>
internal sealed class UnsupportedFunction(string name)
{
    /// <summary>The names, by object; those of the empty name stand alone.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Names = new Dictionary<string, string[]>
    {
        [""] = ["date", "regex", "timespan", "include_join"],
        ["string"] = ["base64_decode", "base64_encode", "equals_ignore_case", "hmac_sha1", "hmac_sha256", "hmac_sha512", "md5", "sha1", "sha256", "sha512", "slice1", "to_float", "truncatewords"],
        ["array"] = ["cycle"],
        ["object"] = ["eval", "eval_template", "from_json", "kind", "to_json"],
        ["math"] = ["random", "uuid"],
        ["html"] = ["newline_to_br", "strip", "url_escape"],
    };

    public ScriptRuntimeException ErrorAt(SourceSpan span) => new(span, $"`{name}` is not supported by the substitute of Scriban");
}
