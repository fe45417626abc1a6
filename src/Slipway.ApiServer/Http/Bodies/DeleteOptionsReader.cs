using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Decoding.Go;
using Slipway.ApiServer.Http.Routing;
using Slipway.ApiServer.Registry;
using Slipway.ApiServer.Requests;

namespace Slipway.ApiServer.Http.Bodies;

/// <summary>Reads <c>DeleteOptions</c> from a request's body, or from its query when there is no body.</summary>
internal static class DeleteOptionsReader
{
    private const string Kind = "DeleteOptions";
    private const string TypeMetaError = "couldn't get version/kind; json parse error: ";

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
        var options = Parse(body);
        foreach (var name in (ReadOnlySpan<string>)["apiVersion", "kind"])
        {
            if (options[name] is { } value && value.GetValueKind() != JsonValueKind.String)
            {
                throw FrontErrors.BadRequest(TypeMetaError + GoDecoding.Cannot(value, $"Go struct field .{name}", "string"));
            }
        }

        if (options.Text("kind") is not ("" or Kind) and var kind)
        {
            throw FrontErrors.BadRequest(
                $"no kind \"{kind}\" is registered for version \"{options.Text("apiVersion")}\" in scheme "
                + "\"k8s.io/apimachinery/pkg/apis/meta/internalversion/scheme/register.go:27\"");
        }

        return GoDecoding.FirstError(options, KubernetesFacts.Shared.DeleteOptions) is { } error
            ? throw FrontErrors.BadRequest(error)
            : Read(options);
    }

    private static JsonObject Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonTreeReader.Read(body.Span, duplicates: null) switch
            {
                null => [],
                JsonObject options => options,
                var other => throw FrontErrors.BadRequest(TypeMetaError + GoDecoding.NotAnObject(other)),
            };
        }
        catch (JsonException)
        {
            throw FrontErrors.BadRequest(TypeMetaError + (GoJson.Error(body.Span) ?? "a string holds bytes or an escape that are no characters"));
        }
    }

    private static DeleteOptionsBody Read(JsonObject options) => new()
    {
        PropagationPolicy = options.Text("propagationPolicy"),
        OrphanDependents = options["orphanDependents"]?.GetValue<bool>(),
        GracePeriodSeconds = options.Integer("gracePeriodSeconds"),
        DryRun = [.. options.Texts("dryRun")],
        PreconditionUid = options.Map("preconditions")?.Text("uid") ?? "",
        PreconditionResourceVersion = options.Map("preconditions")?.Text("resourceVersion") ?? "",
    };
}
