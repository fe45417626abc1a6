using System.Text.Json.Nodes;
using Slipway.Api;
using Slipway.Api.Ipam.V1Alpha2;
using Slipway.Api.Ipam.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Errors;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Objects;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Ipam.Phases;

/// <summary>Gives a claim its address: an IPAddress of its name, which belongs to it and names its pool.</summary>
internal static class AddressPhase
{
    public const string Name = "Address";

    public static Phase<ClaimScope> Instance { get; } = new(Name, (scope, _) => Decide(scope));

    public static PhaseResult Decide(ClaimScope scope)
    {
        switch (scope.Address)
        {
            case Observed<KubeObject>.Unknown(var code, var message):
                return PhaseResult.FailWith(code, message);
            case Observed<KubeObject>.Found(var address):
                return Keep(scope, address);
            default:
                return Give(scope);
        }
    }

    private static PhaseResult Give(ClaimScope scope)
    {
        var reference = scope.Claim.Spec!.PoolRef!;
        switch (scope.Pool)
        {
            case Observed<IInClusterIPPool>.Unknown(var code, var message):
                return PhaseResult.FailWith(code, message);
            case Observed<IInClusterIPPool>.Found { Value: { Metadata.DeletionTimestamp: null } pool }:
                if (AddressSet.Of(pool.Spec!) is null)
                {
                    return PhaseResult.WaitFor(IPAddressClaimReasons.PoolNotReady, $"the addresses of {scope.PoolKey} cannot be read");
                }

                return scope.Choice is { } choice
                    ? PhaseResult.Want(
                        new Effect.Create(IpamTypes.IPAddress, Body(scope, pool, choice), $"{scope.PoolKey} has a free address"))
                    : PhaseResult.WaitFor(IPAddressClaimReasons.PoolExhausted, $"{scope.PoolKey} has no free address");
            case Observed<IInClusterIPPool>.Found:
                return PhaseResult.WaitFor(IPAddressClaimReasons.PoolNotReady, $"{scope.PoolKey} is being deleted");
            default:
                return PhaseResult.WaitFor(IPAddressClaimReasons.PoolNotReady, $"there is no {reference.Kind} {reference.Name}");
        }
    }

    private static JsonObject Body(ClaimScope scope, IInClusterIPPool pool, AddressRange address)
    {
        var claim = scope.Claim;
        var spec = new JsonObject
        {
            ["address"] = AddressRange.Text(address.From, address.Bits),
            ["claimRef"] = new JsonObject { ["name"] = claim.Metadata.Name },
            ["poolRef"] = new JsonObject { ["apiGroup"] = IpamTypes.Group, ["kind"] = pool.Kind, ["name"] = pool.Metadata.Name },
            ["prefix"] = pool.Spec!.Prefix,
        };
        if (pool.Spec.Gateway is { Length: > 0 } gateway)
        {
            spec["gateway"] = gateway;
        }

        var metadata = new JsonObject
        {
            ["name"] = claim.Metadata.Name,
            ["namespace"] = claim.Metadata.NamespaceProperty,
            ["finalizers"] = new JsonArray(Finalizers.IPAddress),
            ["ownerReferences"] = new JsonArray([.. Owners(scope, pool).Select(o => o.ToJson())]),
        };
        if (ClusterLabel(claim) is { } cluster)
        {
            metadata["labels"] = new JsonObject { [ClusterLabels.ClusterName] = cluster };
        }

        return new JsonObject { ["metadata"] = metadata, ["spec"] = spec };
    }

    /// <summary>The address was given for good; its owners, label and finalizer come back when somebody takes them away.</summary>
    private static PhaseResult Keep(ClaimScope scope, KubeObject address)
    {
        if (address.Metadata.ControllerOwner is { } owner && owner.Uid != scope.Claim.Metadata.Uid)
        {
            return PhaseResult.FailWith(
                ErrorCodes.ApiRefused, $"IPAddress {address.Key} exists already and is controlled by {owner.Kind} {owner.Name}");
        }

        if (address.IsDeleting)
        {
            return PhaseResult.Completed;
        }

        var metadata = new JsonObject();
        if (!address.Metadata.Finalizers.Contains(Finalizers.IPAddress))
        {
            var finalizers = address.Metadata.Finalizers.Append(Finalizers.IPAddress);
            metadata["finalizers"] = new JsonArray([.. finalizers.Select(f => JsonValue.Create(f))]);
        }

        var missing = Owners(scope, scope.Pool.ValueOrNull).Where(o => !address.Metadata.OwnerReferences.Contains(o)).ToList();
        if (missing.Count > 0)
        {
            var kept = address.Metadata.OwnerReferences.Where(o => !missing.Exists(m => m.Uid == o.Uid));
            metadata["ownerReferences"] = new JsonArray([.. kept.Concat(missing).Select(o => o.ToJson())]);
        }

        if (metadata.Count > 0)
        {
            // Lists are replaced as a whole: only at the version that was read.
            metadata["resourceVersion"] = address.Metadata.ResourceVersion;
        }

        if (ClusterLabel(scope.Claim) is { } cluster && address.Metadata.Labels.GetValueOrDefault(ClusterLabels.ClusterName) != cluster)
        {
            metadata["labels"] = new JsonObject { [ClusterLabels.ClusterName] = cluster };
        }

        return metadata.Count == 0 ? PhaseResult.Completed : PhaseResult.Want(new Effect.Patch(
            IpamTypes.IPAddress,
            address.Key,
            new JsonObject { ["metadata"] = metadata },
            $"the address belongs to IPAddressClaim {scope.Claim.Metadata.Name}"));
    }

    private static IEnumerable<OwnerReference> Owners(ClaimScope scope, IInClusterIPPool? pool)
    {
        yield return Objects.Owners.Controller(IpamTypes.IPAddressClaim, scope.Claim);
        if (pool is not null)
        {
            var version = IpamTypes.InClusterIPPool.Kind.ApiVersion;
            yield return new OwnerReference(
                version, pool.Kind, pool.Metadata.Name, pool.Metadata.Uid, Controller: false, BlockOwnerDeletion: true);
        }
    }

    private static string? ClusterLabel(IPAddressClaim claim) =>
        claim.Metadata.Labels?.TryGetValue(ClusterLabels.ClusterName, out var cluster) == true ? cluster : null;
}
