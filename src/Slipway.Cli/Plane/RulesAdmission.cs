using System.Text.Json.Nodes;
using Slipway.Api.Admission;
using Slipway.Api.Conversion;
using Slipway.ApiServer.Admission;
using Slipway.ApiServer.Verbs;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Schemas;

namespace Slipway.Cli.Plane;

/// <summary>Cluster API's own defaults and checks, in the server's process: what upstream's webhooks are on a real Kubernetes.</summary>
/// <param name="rules">The rules, written for the stored version of each kind.</param>
/// <param name="converter">Brings objects into it and back.</param>
internal sealed class RulesAdmission(AdmissionRules rules, IVersionConverter converter) : IAdmissionPlugin
{
    public bool Handles(GroupVersionKind kind, string subresource, AdmissionOperation operation) =>
        operation != AdmissionOperation.Delete && (subresource is "" or "scale") && rules.Covers(Ruled(kind));

    public async ValueTask MutateAsync(AdmissionRequest request, CancellationToken cancellationToken)
    {
        var kind = Ruled(request.Kind);
        if (kind == request.Kind)
        {
            rules.Default(kind, request.Object!, request.OldObject);
            return;
        }

        var given = await ConvertAsync(request.Object!, kind.Version, cancellationToken);
        var wanted = (JsonObject)given!.DeepClone();
        rules.Default(kind, wanted, await ConvertAsync(request.OldObject, kind.Version, cancellationToken));
        if (!JsonNode.DeepEquals(given, wanted))
        {
            Replace(request.Object!, await converter.ConvertAsync(wanted, request.Kind.Version, cancellationToken));
        }
    }

    public async ValueTask ValidateAsync(AdmissionRequest request, CancellationToken cancellationToken)
    {
        var kind = Ruled(request.Kind);
        var verb = request.OldObject is null ? AdmissionVerb.Create : AdmissionVerb.Update;
        var obj = await ConvertAsync(request.Object, kind.Version, cancellationToken);
        var old = await ConvertAsync(request.OldObject, kind.Version, cancellationToken);
        var errors = rules.Validate(kind, verb, obj!, old, request.DryRun);
        if (errors.Count > 0)
        {
            throw new KubeApiException(Refusal(request, errors));
        }
    }

    private static GroupVersionKind Ruled(GroupVersionKind kind) =>
        ObjectConverter.HubOf(kind.GroupKind) is { } hub ? kind with { Version = hub } : kind;

    private static void Replace(JsonObject obj, JsonObject content)
    {
        obj.Clear();
        foreach (var (name, value) in content.ToList())
        {
            obj[name] = value?.DeepClone();
        }
    }

    private async ValueTask<JsonObject?> ConvertAsync(JsonObject? obj, string version, CancellationToken cancellationToken) =>
        obj is null || GroupVersionKind.Parse((string?)obj["apiVersion"] ?? "", "").Version == version
            ? obj
            : await converter.ConvertAsync((JsonObject)obj.DeepClone(), version, cancellationToken);

    private static KubeStatus Refusal(AdmissionRequest request, IReadOnlyList<FieldError> errors)
    {
        var text = errors.Count == 1 ? errors[0].ToString() : $"[{string.Join(", ", errors)}]";
        var details = new StatusDetails
        {
            Name = request.Key.Name,
            Group = request.Kind.Group,
            Kind = request.Kind.Kind,
            Causes = [.. errors.Select(e => new StatusCause(e.Reason, e.Message, e.Field))],
        };
        return new KubeStatus(422, StatusReason.Invalid, $"{request.Kind.GroupKind} \"{request.Key.Name}\" is invalid: {text}") { Details = details };
    }
}
