using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Webhooks;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Conversion;

/// <summary>Writes ConversionReviews and reads their answers; both versions have the same fields.</summary>
internal static class ConversionReviews
{
    public const string Group = "apiextensions.k8s.io";

    // Upstream's type always writes it.
    private static ReadOnlySpan<byte> EmptyResponse => """{"uid":"","convertedObjects":null,"result":{"metadata":{}}}"""u8;

    public static ReadOnlyMemory<byte> Write(string version, string uid, string desired, IReadOnlyList<JsonObject> objects)
    {
        var buffer = new ArrayBufferWriter<byte>(4096 * objects.Count);
        using (var json = new Utf8JsonWriter(buffer, KubeJson.WriterOptions))
        {
            json.WriteStartObject();
            json.WriteString("kind"u8, "ConversionReview"u8);
            json.WriteString("apiVersion"u8, $"{Group}/{version}");
            json.WriteStartObject("request"u8);
            json.WriteString("uid"u8, uid);
            json.WriteString("desiredAPIVersion"u8, desired);
            json.WriteStartArray("objects"u8);
            foreach (var obj in objects)
            {
                obj.WriteTo(json);
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WritePropertyName("response"u8);
            json.WriteRawValue(EmptyResponse);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    /// <summary>The converted objects of an answer, in the order of those asked for.</summary>
    /// <exception cref="WebhookCallException">It is no answer to what was asked, or tells of a failure.</exception>
    public static JsonArray Read(JsonObject review, string version, string uid)
    {
        var (apiVersion, kind) = (review.Text("apiVersion"), review.Text("kind"));
        if (version == "v1" && (apiVersion != $"{Group}/v1" || kind != "ConversionReview"))
        {
            var found = apiVersion.Contains('/', StringComparison.Ordinal) ? apiVersion : $"/{apiVersion}";
            throw new WebhookCallException($"expected webhook response of {Group}/v1, Kind=ConversionReview, got {found}, Kind={kind}");
        }

        var response = review.Map("response") ?? throw new WebhookCallException("no response provided");
        if (version == "v1" && response.Text("uid") != uid)
        {
            throw new WebhookCallException($"expected response.uid={GoText.Quote(uid)}, got {GoText.Quote(response.Text("uid"))}");
        }

        var result = response.Map("result") ?? [];
        if (result.Text("status") != "Success")
        {
            throw new WebhookCallException(result.Text("message") is { Length: > 0 } message
                ? message
                : $"response.result.status was '{result.Text("status")}', not 'Success'");
        }

        return response.List("convertedObjects") ?? [];
    }
}
