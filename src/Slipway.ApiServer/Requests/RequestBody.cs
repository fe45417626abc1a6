using System.Text.Json.Nodes;

namespace Slipway.ApiServer.Requests;

/// <summary>
/// A request's body: UTF-8 JSON as it came over a wire (YAML is turned into JSON before), or the tree of a caller in this process.
/// </summary>
public readonly struct RequestBody
{
    private RequestBody(ReadOnlyMemory<byte> utf8, JsonNode? node, BodyNotes? notes = null) => (Utf8, Node, Notes) = (utf8, node, notes);

    /// <summary>The bytes; empty when the body came as a tree.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; }

    /// <summary>The tree, which the engine makes its own; null when the body came as bytes.</summary>
    public JsonNode? Node { get; }

    /// <summary>What there is to say of a body that did not come as JSON; mostly null.</summary>
    internal BodyNotes? Notes { get; }

    /// <summary>A body of bytes. They must not change while the request runs.</summary>
    public static RequestBody FromUtf8(ReadOnlyMemory<byte> json) => new(json, node: null);

    /// <summary>A body of bytes that were something else.</summary>
    internal static RequestBody FromOther(ReadOnlyMemory<byte> json, BodyNotes notes) => new(json, node: null, notes);

    /// <summary>A body given as a tree. The engine may change it.</summary>
    public static RequestBody FromNode(JsonNode node) => new(default, node);
}
