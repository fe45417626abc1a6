using System.Text.Json.Nodes;

namespace Slipway.ApiServer.Tests.Access;

/// <summary>What a server answered.</summary>
internal sealed record Answer(int Code, JsonObject Body)
{
    /// <summary>The texts of the Warning headers.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    public string Message => (string?)Body["message"] ?? "";

    public string? Text(params string[] path)
    {
        JsonNode? node = Body;
        foreach (var field in path)
        {
            node = node?[field];
        }

        return node is JsonValue value ? value.ToString() : node?.ToJsonString();
    }
}
