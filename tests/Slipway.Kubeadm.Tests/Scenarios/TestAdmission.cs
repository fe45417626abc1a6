using Slipway.Api.Admission;
using Slipway.ApiServer.Admission;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubeadm.Tests.Scenarios;

/// <summary>Cluster API's defaults, as the plane that runs for users has them.</summary>
internal sealed class TestAdmission : IAdmissionPlugin
{
    private readonly AdmissionRules _rules = new();

    public bool Handles(GroupVersionKind kind, string subresource, AdmissionOperation operation) =>
        operation != AdmissionOperation.Delete && subresource.Length == 0 && _rules.Covers(kind);

    public ValueTask MutateAsync(AdmissionRequest request, CancellationToken cancellationToken)
    {
        _rules.Default(request.Kind, request.Object!, request.OldObject);
        return default;
    }

    public ValueTask ValidateAsync(AdmissionRequest request, CancellationToken cancellationToken) => default;
}
