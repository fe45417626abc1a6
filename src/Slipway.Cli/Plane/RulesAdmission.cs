using System.Text.Json.Nodes;
using Slipway.Api.Admission;
using Slipway.Api.Conversion;
using Slipway.ApiServer.Admission;
using Slipway.ApiServer.Verbs;
using Slipway.Cli.Webhooks;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;

namespace Slipway.Cli.Plane;

/// <summary>Cluster API's own defaults and checks, in the server's process: what upstream's webhooks are on a real Kubernetes.</summary>
/// <param name="rules">The rules, written for the stored version of each kind.</param>
/// <param name="converter">Brings objects into it and back.</param>
/// <param name="objects">From where rules read other objects.</param>
internal sealed class RulesAdmission(AdmissionRules rules, IVersionConverter converter, IObjectFinder objects) : IAdmissionPlugin
{
    public bool Handles(GroupVersionKind kind, string subresource, AdmissionOperation operation) =>
        operation != AdmissionOperation.Delete && subresource switch
        {
            "" => rules.Covers(Ruled(kind)),
            "scale" => rules.CoversScale(Ruled(kind)),
            _ => false,
        };

    public async ValueTask MutateAsync(AdmissionRequest request, CancellationToken cancellationToken)
    {
        var kind = Ruled(request.Kind);
        if (request.Resource.Subresource.Length > 0)
        {
            return;
        }

        if (kind == request.Kind)
        {
            ThrowIfDenied(kind, rules.Default(kind, request.Object!, request.OldObject, request.DryRun));
            return;
        }

        var given = await ConvertAsync(request.Object!, kind.ApiVersion, cancellationToken);
        var wanted = (JsonObject)given!.DeepClone();
        var old = await ConvertAsync(request.OldObject, kind.ApiVersion, cancellationToken);
        ThrowIfDenied(kind, rules.Default(kind, wanted, old, request.DryRun));
        if (!JsonNode.DeepEquals(given, wanted))
        {
            Replace(request.Object!, await converter.ConvertAsync(wanted, request.Kind.ApiVersion, cancellationToken));
        }
    }

    public async ValueTask ValidateAsync(AdmissionRequest request, CancellationToken cancellationToken)
    {
        var kind = Ruled(request.Kind);
        var verb = request.OldObject is null ? AdmissionVerb.Create : AdmissionVerb.Update;
        var obj = await ConvertAsync(request.Object, kind.ApiVersion, cancellationToken);
        var old = await ConvertAsync(request.OldObject, kind.ApiVersion, cancellationToken);
        var scaled = request.Resource.Subresource.Length > 0;
        var verdict = scaled
            ? rules.ValidateScale(kind, obj!)
            : rules.Validate(kind, verb, obj!, old, request.DryRun, await ReferencedAsync(kind, obj!, cancellationToken));
        foreach (var warning in verdict.Warnings)
        {
            request.Warnings.Add(warning);
        }

        if (verdict.Refusal(kind.GroupKind, request.Key.Name) is { } refusal)
        {
            throw Refused(scaled ? WebhookNames.Scale(kind.GroupKind) : WebhookNames.Validating(kind.GroupKind), refusal);
        }
    }

    private static void ThrowIfDenied(GroupVersionKind kind, KubeStatus? denial)
    {
        if (denial is not null)
        {
            throw Refused(WebhookNames.Defaulting(kind.GroupKind), denial);
        }
    }

    // The words are those of a real Kubernetes, where a webhook of this name refuses.
    private static KubeApiException Refused(string webhook, KubeStatus status) =>
        new(status with { Message = $"admission webhook \"{webhook}\" denied the request: {status.Message}" });

    private async ValueTask<JsonObject?> ReferencedAsync(GroupVersionKind kind, JsonObject obj, CancellationToken cancellationToken) =>
        rules.ReferenceOf(kind, obj) is { } reference ? await objects.FindAsync(reference, cancellationToken) : null;

    private static GroupVersionKind Ruled(GroupVersionKind kind) => ObjectConverter.HubOf(kind.GroupKind) ?? kind;

    private static void Replace(JsonObject obj, JsonObject content)
    {
        obj.Clear();
        foreach (var (name, value) in content.ToList())
        {
            obj[name] = value?.DeepClone();
        }
    }

    private async ValueTask<JsonObject?> ConvertAsync(JsonObject? obj, string apiVersion, CancellationToken cancellationToken) =>
        obj is null || (string?)obj["apiVersion"] == apiVersion
            ? obj
            : await converter.ConvertAsync((JsonObject)obj.DeepClone(), apiVersion, cancellationToken);
}
