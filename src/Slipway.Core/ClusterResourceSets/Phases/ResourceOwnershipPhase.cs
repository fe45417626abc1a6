using System.Collections.Immutable;
using Slipway.Api;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Objects;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.ClusterResourceSets.Phases;

/// <summary>Secrets and ConfigMaps belong to the sets that name them, once a set has a Cluster to bring them to.</summary>
internal static class ResourceOwnershipPhase
{
    public static Phase<ResourceSetScope> Instance { get; } = new("Resources", (scope, _) => Decide(scope));

    public static PhaseResult Decide(ResourceSetScope scope)
    {
        if (scope.Targets.IsEmpty)
        {
            return PhaseResult.Completed;
        }

        var owner = Owners.Plain(AddonsTypes.ClusterResourceSet, scope.Set);
        var effects = scope.Resources
            .Where(r => r.Digest is { IsWrongType: false })
            .Select(r => OwnershipPatch.Decide(
                r.Type, ((Observed<KubeObject>.Found)r.Object).Value, owner, [], $"{r} belongs to ClusterResourceSet {owner.Name}"))
            .OfType<Effect>()
            .ToImmutableArray();
        return PhaseResult.DoneAfter(effects);
    }
}
