using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Slipway.ApiServer.Http.Routing;
using Slipway.ApiServer.Requests;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Http.Bodies;

/// <summary>Reads <c>DeleteOptions</c> from a request's body, or from its query when there is no body.</summary>
internal static class DeleteOptionsReader
{
    /// <exception cref="Slipway.Kubernetes.Errors.KubeApiException">The options are not readable (400).</exception>
    public static DeleteOptionsBody Read(RequestBody body, IQueryCollection query) => body switch
    {
        { Notes.Text.IsEmpty: true } => FromQuery(query),
        { Notes.Failure: { } failure } => throw FrontErrors.BadRequest(failure),
        { Utf8.IsEmpty: true } => FromQuery(query),
        _ => FromBody(body.Utf8),
    };

    private static DeleteOptionsBody FromQuery(IQueryCollection query) => new()
    {
        DryRun = query.Texts("dryRun"),
        PropagationPolicy = query.Text("propagationPolicy"),
        OrphanDependents = query.Flag("orphanDependents"),
        GracePeriodSeconds = query.Number("gracePeriodSeconds"),
    };

    private static DeleteOptionsBody FromBody(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, KubeJson.DocumentOptions);
            var root = document.RootElement;
            if (root.TryGetProperty("kind", out var kind) && kind.GetString() is not (null or "" or "DeleteOptions"))
            {
                throw FrontErrors.BadRequest($"the body's kind is \"{kind.GetString()}\", a deletion takes \"DeleteOptions\"");
            }

            return Read(root);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw FrontErrors.BadRequest($"the body is not DeleteOptions: {e.Message}");
        }
    }

    private static DeleteOptionsBody Read(JsonElement root)
    {
        var options = new DeleteOptionsBody
        {
            PropagationPolicy = Value(root, "propagationPolicy")?.GetString() ?? "",
            OrphanDependents = Value(root, "orphanDependents")?.GetBoolean(),
            GracePeriodSeconds = Value(root, "gracePeriodSeconds")?.GetInt64(),
            DryRun = Value(root, "dryRun") is { } dryRun ? [.. dryRun.EnumerateArray().Select(v => v.GetString() ?? "")] : [],
        };
        return Value(root, "preconditions") is { } preconditions
            ? options with
            {
                PreconditionUid = Value(preconditions, "uid")?.GetString() ?? "",
                PreconditionResourceVersion = Value(preconditions, "resourceVersion")?.GetString() ?? "",
            }
            : options;
    }

    private static JsonElement? Value(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
