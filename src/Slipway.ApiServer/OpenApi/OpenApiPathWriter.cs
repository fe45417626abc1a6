using System.Globalization;
using System.Text.Json;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.OpenApi;

/// <summary>Writes paths; the versions of OpenAPI differ in parameters, bodies and answers.</summary>
internal abstract class OpenApiPathWriter(Utf8JsonWriter json)
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "options", "head", "patch"];

    protected Utf8JsonWriter Json { get; } = json;

    /// <summary>Writes the field <c>paths</c>.</summary>
    public void Write(IEnumerable<OpenApiPath> paths)
    {
        Json.WriteStartObject("paths"u8);
        foreach (var path in paths)
        {
            var common = path.Common;
            Json.WriteStartObject(path.Template);
            foreach (var operation in path.Operations.OrderBy(o => Array.IndexOf(Methods, o.Method)))
            {
                Write(operation, common);
            }

            WriteShared(path, common);
            Json.WriteEndObject();
        }

        Json.WriteEndObject();
    }

    /// <summary>Writes what stands between the name of an operation and its parameters.</summary>
    protected virtual void WriteMedia(OpenApiOperation operation)
    {
    }

    /// <summary>Whether the body is one of the parameters.</summary>
    protected abstract bool HasBodyParameter(OpenApiOperation operation);

    protected abstract void WriteBodyParameter(OpenApiOperation operation);

    protected abstract void WriteType(string type);

    protected abstract void WriteRequestBody(OpenApiOperation operation);

    protected abstract void WriteAnswer(OpenApiOperation operation);

    protected void WriteSchema(string schema, string prefix)
    {
        Json.WriteStartObject("schema"u8);
        if (schema.Length == 0)
        {
            Json.WriteString("type"u8, "string"u8);
        }
        else
        {
            Json.WriteString("$ref"u8, prefix + schema);
        }

        Json.WriteEndObject();
    }

    private static string PhraseOf(int code) => code switch
    {
        200 => "OK",
        201 => "Created",
        202 => "Accepted",
        _ => "Unauthorized",
    };

    private void Write(OpenApiOperation operation, IReadOnlyList<string> common)
    {
        Json.WriteStartObject(operation.Method);
        Json.WriteStartArray("tags"u8);
        Json.WriteStringValue(operation.Tag);
        Json.WriteEndArray();
        Json.WriteString("operationId"u8, operation.Id);
        WriteMedia(operation);
        WriteParameters(operation, [.. operation.Parameters.Except(common, StringComparer.Ordinal)]);
        if (operation.Body.Length > 0)
        {
            WriteRequestBody(operation);
        }

        Json.WriteStartObject("responses"u8);
        foreach (var code in operation.Codes)
        {
            WriteResponse(code, operation);
        }

        WriteResponse(401, operation: null);
        Json.WriteEndObject();
        if (operation.Kind is { } kind)
        {
            Json.WriteString("x-kubernetes-action"u8, operation.Action);
            Json.WritePropertyName("x-kubernetes-group-version-kind"u8);
            WriteKind(kind);
        }

        Json.WriteEndObject();
    }

    private void WriteParameters(OpenApiOperation operation, string[] own)
    {
        var hasBody = HasBodyParameter(operation);
        if (own.Length == 0 && !hasBody)
        {
            return;
        }

        Json.WriteStartArray("parameters"u8);
        if (hasBody)
        {
            WriteBodyParameter(operation);
        }

        foreach (var name in own)
        {
            WriteParameter(name, isInPath: false);
        }

        Json.WriteEndArray();
    }

    private void WriteShared(OpenApiPath path, IReadOnlyList<string> common)
    {
        var all = path.Names.Select(n => (Name: n, IsInPath: true)).Concat(common.Select(n => (Name: n, IsInPath: false)))
            .OrderBy(p => p.Name, StringComparer.Ordinal).ToArray();
        if (all.Length == 0)
        {
            return;
        }

        Json.WriteStartArray("parameters"u8);
        foreach (var (name, isInPath) in all)
        {
            WriteParameter(name, isInPath);
        }

        Json.WriteEndArray();
    }

    private void WriteParameter(string name, bool isInPath)
    {
        Json.WriteStartObject();
        Json.WriteString("name"u8, name);
        Json.WriteString("in"u8, isInPath ? "path"u8 : "query"u8);
        if (isInPath)
        {
            Json.WriteBoolean("required"u8, true);
        }

        WriteType(isInPath ? "string" : OpenApiParameters.TypeOf(name));
        Json.WriteEndObject();
    }

    private void WriteResponse(int code, OpenApiOperation? operation)
    {
        Json.WriteStartObject(code.ToString(CultureInfo.InvariantCulture));
        Json.WriteString("description"u8, PhraseOf(code));
        if (operation is not null)
        {
            WriteAnswer(operation);
        }

        Json.WriteEndObject();
    }

    private void WriteKind(GroupVersionKind kind)
    {
        Json.WriteStartObject();
        Json.WriteString("group"u8, kind.Group);
        Json.WriteString("version"u8, kind.Version);
        Json.WriteString("kind"u8, kind.Kind);
        Json.WriteEndObject();
    }
}
