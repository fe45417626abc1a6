using System.Text.Json;

namespace Slipway.ApiServer.OpenApi;

/// <summary>Paths as OpenAPI v3 has them: bodies and answers by media type.</summary>
internal sealed class OpenApiV3PathWriter(Utf8JsonWriter json) : OpenApiPathWriter(json)
{
    protected override bool HasBodyParameter(OpenApiOperation operation) => false;

    protected override void WriteBodyParameter(OpenApiOperation operation)
    {
    }

    protected override void WriteType(string type)
    {
        Json.WriteStartObject("schema"u8);
        Json.WriteString("type"u8, type);
        Json.WriteBoolean("uniqueItems"u8, true);
        Json.WriteEndObject();
    }

    protected override void WriteRequestBody(OpenApiOperation operation)
    {
        Json.WriteStartObject("requestBody"u8);
        WriteContent(operation.Consumes, operation.Body);
        if (!operation.BodyIsOptional)
        {
            Json.WriteBoolean("required"u8, true);
        }

        Json.WriteEndObject();
    }

    protected override void WriteAnswer(OpenApiOperation operation) => WriteContent(operation.Produces, operation.Answer);

    private void WriteContent(IReadOnlyList<string> media, string schema)
    {
        Json.WriteStartObject("content"u8);
        foreach (var type in media)
        {
            Json.WriteStartObject(type);
            WriteSchema(schema, OpenApiSchemas.PrefixV3);
            Json.WriteEndObject();
        }

        Json.WriteEndObject();
    }
}
