using System.Globalization;
using CodegenLab.Pipeline.Models;

namespace CodegenLab.Pipeline.Tests.Models;

/// <summary>What the providers send, each in its own format.</summary>
internal static class Wire
{
    public static Reply.Answer Ok(ModelProvider provider, string text = "OK") => provider == ModelProvider.Anthropic
        ? Anthropic($$"""[{ "type": "text", "text": "{{text}}" }]""", "end_turn")
        : OpenAI($$"""{ "role": "assistant", "content": "{{text}}" }""", "stop");

    public static Reply.Answer Empty(ModelProvider provider) => provider == ModelProvider.Anthropic
        ? Anthropic("[]", "end_turn")
        : OpenAI("""{ "role": "assistant", "content": "" }""", "stop");

    public static Reply.Answer CutOff(ModelProvider provider) => provider == ModelProvider.Anthropic
        ? Anthropic("""[{ "type": "text", "text": "using NUnit.Fra" }]""", "max_tokens")
        : OpenAI("""{ "role": "assistant", "content": "using NUnit.Fra" }""", "length");

    public static Reply.Answer Refusal(ModelProvider provider) => provider == ModelProvider.Anthropic
        ? Anthropic("""[{ "type": "text", "text": "I would rather not." }]""", "refusal")
        : OpenAI("""{ "role": "assistant", "content": null, "refusal": "I would rather not." }""", "stop");

    public static Reply.Answer Filtered() => OpenAI("""{ "role": "assistant", "content": "" }""", "content_filter");

    public static Reply.Answer NotAMessage(ModelProvider provider) => provider == ModelProvider.Anthropic
        ? new Reply.Answer(200, """{ "type": "message", "content": [ 7 ], "role": 3 }""")
        : new Reply.Answer(200, """{ "choices": [ { "message": { "content": { "a": 1 }, "role": 7 } } ] }""");

    public static Reply.Answer Error(ModelProvider provider, int status, string code, string message, params (string Name, string Value)[] headers) => provider == ModelProvider.Anthropic
        ? new Reply.Answer(status, $$"""{ "type": "error", "error": { "type": "{{code}}", "message": "{{message}}" }, "request_id": "req_1" }""", headers)
        : new Reply.Answer(status, $$"""{ "error": { "message": "{{message}}", "type": "invalid_request_error", "param": null, "code": "{{code}}" } }""", headers);

    public static Reply.Answer UnknownModel(ModelProvider provider) => provider switch
    {
        ModelProvider.Anthropic => Error(provider, 404, "not_found_error", "model: some-model"),
        ModelProvider.AzureOpenAI => Error(provider, 404, "DeploymentNotFound", "The API deployment for this resource does not exist."),
        ModelProvider.OpenAICompatible => new Reply.Answer(404, """{"error":{"message":"model \"some-model\" not found, try pulling it first","type":"api_error","param":null,"code":null}}"""),
        _ => Error(provider, 404, "model_not_found", "The model `some-model` does not exist or you do not have access to it."),
    };

    private static Reply.Answer OpenAI(string message, string finish) => new(200, string.Create(CultureInfo.InvariantCulture, $$"""
        {
          "id": "chatcmpl-1", "object": "chat.completion", "created": 1764000000, "model": "some-model-2026-01-01",
          "choices": [ { "index": 0, "message": {{message}}, "finish_reason": "{{finish}}", "logprobs": null } ],
          "usage": { "prompt_tokens": 17, "completion_tokens": 2, "total_tokens": 19 }
        }
        """));

    private static Reply.Answer Anthropic(string content, string stop) => new(200, string.Create(CultureInfo.InvariantCulture, $$"""
        {
          "id": "msg_1", "type": "message", "role": "assistant", "model": "some-model-2026-01-01", "content": {{content}},
          "stop_reason": "{{stop}}", "stop_sequence": null, "usage": { "input_tokens": 17, "output_tokens": 2 }
        }
        """));
}
