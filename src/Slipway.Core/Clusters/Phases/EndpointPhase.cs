using Slipway.Api.Core.V1Beta2;
using Slipway.ControllerRuntime.Reconciling;

namespace Slipway.Core.Clusters.Phases;

/// <summary>Takes the endpoint over from whoever provides it.</summary>
internal static class EndpointPhase
{
    public static Phase<ClusterScope> Instance { get; } = new("Endpoint", (scope, _) => Decide(scope));

    public static PhaseResult Decide(ClusterScope scope)
    {
        var own = scope.Cluster.Spec?.ControlPlaneEndpoint;
        return scope.Endpoint is not { } endpoint || ReferenceEquals(own, endpoint)
            ? PhaseResult.Completed
            : PhaseResult.Want(new Effect.ChangeSelf<Cluster>(c => c.Spec!.ControlPlaneEndpoint = endpoint, $"the API server answers at {endpoint.Host}:{endpoint.Port}"));
    }
}
