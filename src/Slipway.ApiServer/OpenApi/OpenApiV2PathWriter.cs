using System.Text.Json;

namespace Slipway.ApiServer.OpenApi;

/// <summary>Paths as OpenAPI v2 has them: the body is a parameter, media types stand beside.</summary>
internal sealed class OpenApiV2PathWriter(Utf8JsonWriter json) : OpenApiPathWriter(json)
{
    protected override void WriteMedia(OpenApiOperation operation)
    {
        WriteTexts("consumes"u8, operation.Consumes);
        WriteTexts("produces"u8, operation.Produces);
        WriteTexts("schemes"u8, ["https"]);
    }

    protected override bool HasBodyParameter(OpenApiOperation operation) => operation.Body.Length > 0;

    protected override void WriteBodyParameter(OpenApiOperation operation)
    {
        Json.WriteStartObject();
        Json.WriteString("name"u8, "body"u8);
        Json.WriteString("in"u8, "body"u8);
        if (!operation.BodyIsOptional)
        {
            Json.WriteBoolean("required"u8, true);
        }

        WriteSchema(operation.Body, OpenApiSchemas.PrefixV2);
        Json.WriteEndObject();
    }

    protected override void WriteType(string type)
    {
        Json.WriteString("type"u8, type);
        Json.WriteBoolean("uniqueItems"u8, true);
    }

    protected override void WriteRequestBody(OpenApiOperation operation)
    {
    }

    protected override void WriteAnswer(OpenApiOperation operation) => WriteSchema(operation.Answer, OpenApiSchemas.PrefixV2);

    private void WriteTexts(ReadOnlySpan<byte> name, IReadOnlyList<string> texts)
    {
        if (texts.Count == 0)
        {
            return;
        }

        Json.WriteStartArray(name);
        foreach (var text in texts)
        {
            Json.WriteStringValue(text);
        }

        Json.WriteEndArray();
    }
}
