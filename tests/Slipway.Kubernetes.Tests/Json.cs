using System.Text.Json.Nodes;

namespace Slipway.Kubernetes.Tests;

/// <summary>JSON in tests, written loosely: single quotes stand for double ones.</summary>
internal static class Json
{
    public static JsonObject Object(string text) => Node(text).AsObject();

    public static JsonNode Node(string text) => JsonNode.Parse(text.Replace('\'', '"'))!;

    public static void AssertEqual(string expected, JsonNode? actual)
    {
        if (!JsonNode.DeepEquals(Node(expected), actual))
        {
            Assert.Fail($"expected {Node(expected).ToJsonString()}{Environment.NewLine}but was {actual?.ToJsonString() ?? "null"}");
        }
    }
}
