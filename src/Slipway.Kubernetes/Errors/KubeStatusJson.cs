using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubernetes.Errors;

/// <summary>A failure as the wire's <c>Status</c> object.</summary>
public static class KubeStatusJson
{
    /// <summary>Writes the status with its fields in kube-apiserver's order.</summary>
    public static void Write(IBufferWriter<byte> output, KubeStatus status)
    {
        using var json = new Utf8JsonWriter(output, KubeJson.WriterOptions);
        json.WriteStartObject();
        json.WriteString("kind"u8, "Status"u8);
        json.WriteString("apiVersion"u8, "v1"u8);
        json.WriteStartObject("metadata"u8);
        WriteIfSet(json, "continue"u8, status.Continue);
        json.WriteEndObject();
        json.WriteString("status"u8, "Failure"u8);
        WriteIfSet(json, "message"u8, status.Message);
        WriteIfSet(json, "reason"u8, status.Reason);
        if (status.Details is { } details)
        {
            WriteDetails(json, details);
        }

        json.WriteNumber("code"u8, status.Code);
        json.WriteEndObject();
    }

    /// <summary>Reads an answer's body. What is not a Status, a proxy's page for instance, is told by its code and first words.</summary>
    /// <param name="body">The body.</param>
    /// <param name="httpCode">The HTTP status code, for bodies that name none.</param>
    public static KubeStatus Read(ReadOnlyMemory<byte> body, int httpCode)
    {
        try
        {
            using var document = JsonDocument.Parse(body, KubeJson.DocumentOptions);
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Object && Text(root, "kind") == "Status")
            {
                var code = Number(root, "code");
                return new KubeStatus(code == 0 ? httpCode : code, Text(root, "reason") ?? "", Text(root, "message") ?? "")
                {
                    Details = root.TryGetProperty("details", out var details) && details.ValueKind == JsonValueKind.Object
                        ? ReadDetails(details)
                        : null,
                    Continue = root.TryGetProperty("metadata", out var metadata) && metadata.ValueKind == JsonValueKind.Object
                        ? Text(metadata, "continue")
                        : null,
                };
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Not JSON, or texts that are none: told below as what it is.
        }

        return NotAStatus(body.Span, httpCode);
    }

    private static KubeStatus NotAStatus(ReadOnlySpan<byte> body, int httpCode)
    {
        const int FirstWords = 200;
        var text = System.Text.Encoding.UTF8.GetString(body[..Math.Min(body.Length, FirstWords)]).Trim();
        var reason = httpCode switch
        {
            401 => StatusReason.Unauthorized,
            403 => StatusReason.Forbidden,
            404 => StatusReason.NotFound,
            410 => StatusReason.Expired,
            429 => StatusReason.TooManyRequests,
            503 => StatusReason.ServiceUnavailable,
            _ => "",
        };
        return new KubeStatus(httpCode, reason, $"the server answered {httpCode} without a Status: {text}");
    }

    /// <summary>Writes the field <c>details</c> of the object that is open.</summary>
    public static void WriteDetails(Utf8JsonWriter json, StatusDetails details)
    {
        json.WriteStartObject("details"u8);
        WriteIfSet(json, "name"u8, details.Name);
        WriteIfSet(json, "group"u8, details.Group);
        WriteIfSet(json, "kind"u8, details.Kind);
        WriteIfSet(json, "uid"u8, details.Uid);
        if (!details.Causes.IsDefaultOrEmpty)
        {
            json.WriteStartArray("causes"u8);
            foreach (var cause in details.Causes)
            {
                json.WriteStartObject();
                WriteIfSet(json, "reason"u8, cause.Reason);
                WriteIfSet(json, "message"u8, cause.Message);
                WriteIfSet(json, "field"u8, cause.Field);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        if (details.RetryAfterSeconds > 0)
        {
            json.WriteNumber("retryAfterSeconds"u8, details.RetryAfterSeconds);
        }

        json.WriteEndObject();
    }

    private static StatusDetails ReadDetails(JsonElement details) => new()
    {
        Name = Text(details, "name"),
        Group = Text(details, "group"),
        Kind = Text(details, "kind"),
        Uid = Text(details, "uid"),
        RetryAfterSeconds = Number(details, "retryAfterSeconds"),
        Causes = details.TryGetProperty("causes", out var causes) && causes.ValueKind == JsonValueKind.Array
            ? causes.EnumerateArray().Select(c => new StatusCause(Text(c, "reason"), Text(c, "message"), Text(c, "field"))).ToImmutableArray()
            : [],
    };

    private static void WriteIfSet(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            json.WriteString(name, value);
        }
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static int Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number)
            ? number
            : 0;
}
