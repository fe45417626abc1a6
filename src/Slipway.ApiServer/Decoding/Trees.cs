using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Decoding;

/// <summary>Short ways about trees of JSON.</summary>
internal static class Trees
{
    /// <summary>The object of a field; null when the field is absent or something else.</summary>
    public static JsonObject? Map(this JsonObject owner, string name) => owner.TryGetPropertyValue(name, out var node) ? node as JsonObject : null;

    /// <summary>The list of a field; null when the field is absent or something else.</summary>
    public static JsonArray? List(this JsonObject owner, string name) => owner.TryGetPropertyValue(name, out var node) ? node as JsonArray : null;

    /// <summary>The text of a field; empty when the field is absent or something else.</summary>
    public static string Text(this JsonObject owner, string name) =>
        owner.TryGetPropertyValue(name, out var node) && node is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";

    /// <summary>The whole number of a field; null when the field is absent or something else.</summary>
    public static long? Integer(this JsonObject owner, string name)
    {
        if (!owner.TryGetPropertyValue(name, out var node) || node is not JsonValue value)
        {
            return null;
        }

        return value.TryGetValue<long>(out var number) ? number
            : value.TryGetValue<int>(out var small) ? small
            : value.TryGetValue<JsonElement>(out var element) && element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out number) ? number
            : null;
    }

    /// <summary>Whether the field is the boolean true.</summary>
    public static bool IsTrue(this JsonObject owner, string name) =>
        owner.TryGetPropertyValue(name, out var node) && node is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;

    /// <summary>The strings of a list field; what is no string is left out.</summary>
    public static IEnumerable<string> Texts(this JsonObject owner, string name) =>
        owner.List(name)?.OfType<JsonValue>().Select(v => v.TryGetValue<string>(out var text) ? text : null).OfType<string>() ?? [];

    /// <summary>The object of a field, made when it is absent.</summary>
    public static JsonObject Ensure(this JsonObject owner, string name)
    {
        if (owner.Map(name) is { } existing)
        {
            return existing;
        }

        var made = new JsonObject();
        owner[name] = made;
        return made;
    }

    /// <summary>Sets a field that is absent or null.</summary>
    public static void Default(this JsonObject owner, string name, JsonNode value)
    {
        if (!owner.TryGetPropertyValue(name, out var node) || node is null)
        {
            owner[name] = value;
        }
    }

    /// <summary>Makes the field what it is in another object: a copy, or absent.</summary>
    public static void TakeFrom(this JsonObject owner, string name, JsonObject source)
    {
        if (source.TryGetPropertyValue(name, out var node))
        {
            owner[name] = node?.DeepClone();
        }
        else
        {
            owner.Remove(name);
        }
    }

    /// <summary>Takes over all fields of another object, which is empty afterwards.</summary>
    public static void Become(this JsonObject owner, JsonObject other)
    {
        var fields = other.ToList();
        other.Clear();
        owner.Clear();
        foreach (var (name, value) in fields)
        {
            owner[name] = value;
        }
    }

    /// <summary>Makes the field what it is in another object, which costs nothing when it is that already.</summary>
    public static void RestoreFrom(this JsonObject owner, string name, JsonObject source)
    {
        if (owner.ContainsKey(name) != source.ContainsKey(name) || !JsonNode.DeepEquals(owner[name], source[name]))
        {
            owner.TakeFrom(name, source);
        }
    }

    /// <summary>A copy, the caller's own to change.</summary>
    public static JsonObject Copy(this JsonObject source) => (JsonObject)source.DeepClone();

    /// <summary>
    /// The object as kube-apiserver writes it: kind, apiVersion and metadata first. Lists of built-in kinds rely on this order.
    /// </summary>
    public static byte[] ToStoredJson(JsonObject obj)
    {
        using var buffer = new PooledBuffer(8192);
        using (var writer = new Utf8JsonWriter(buffer, KubeJson.WriterOptions))
        {
            writer.WriteStartObject();
            writer.WriteString("kind"u8, obj.Text("kind"));
            writer.WriteString("apiVersion"u8, obj.Text("apiVersion"));
            Write(writer, "metadata", obj["metadata"]);
            foreach (var (name, value) in obj)
            {
                if (name is not ("kind" or "apiVersion" or "metadata"))
                {
                    Write(writer, name, value);
                }
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, string name, JsonNode? value)
    {
        writer.WritePropertyName(name);
        if (value is null)
        {
            writer.WriteNullValue();
        }
        else
        {
            value.WriteTo(writer);
        }
    }
}
