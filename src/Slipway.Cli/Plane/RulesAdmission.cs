using Slipway.Api.Admission;
using Slipway.ApiServer.Admission;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Schemas;

namespace Slipway.Cli.Plane;

/// <summary>Cluster API's own defaults and checks, in the server's process: what upstream's webhooks are on a real Kubernetes.</summary>
internal sealed class RulesAdmission(AdmissionRules rules) : IAdmissionPlugin
{
    public bool Handles(GroupVersionKind kind, string subresource, AdmissionOperation operation) =>
        operation != AdmissionOperation.Delete && (subresource is "" or "scale") && rules.Covers(kind);

    public ValueTask MutateAsync(AdmissionRequest request, CancellationToken cancellationToken)
    {
        rules.Default(request.Kind, request.Object!, request.OldObject);
        return default;
    }

    public ValueTask ValidateAsync(AdmissionRequest request, CancellationToken cancellationToken)
    {
        var verb = request.OldObject is null ? AdmissionVerb.Create : AdmissionVerb.Update;
        var errors = rules.Validate(request.Kind, verb, request.Object!, request.OldObject, request.DryRun);
        return errors.Count == 0 ? default : throw new KubeApiException(Refusal(request, errors));
    }

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
