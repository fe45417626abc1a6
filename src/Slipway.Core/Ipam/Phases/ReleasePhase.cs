using System.Text.Json.Nodes;
using Slipway.Api;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Ipam.Phases;

/// <summary>Gives the address of a deleted claim back: at once, or when the pool's grace period is over.</summary>
internal static class ReleasePhase
{
    public static Phase<ClaimScope> Instance { get; } = new("Release", Decide);

    public static PhaseResult Decide(ClaimScope scope, DateTimeOffset now)
    {
        if (Left(scope, now) is { } left && left > TimeSpan.Zero)
        {
            return PhaseResult.WaitFor("WaitingForGracePeriod", "The address is kept from being given again for a while", left);
        }

        switch (scope.Address)
        {
            case Observed<KubeObject>.Unknown(var code, var message):
                return PhaseResult.FailWith(code, message);
            case Observed<KubeObject>.Found(var address)
                when address.Metadata.ControllerOwner is not { } owner || owner.Uid == scope.Claim.Metadata.Uid:
                return PhaseResult.Want([.. Release(address), new Effect.RemoveFinalizer("the address is released")]);
            default:
                return PhaseResult.Want(new Effect.RemoveFinalizer("there is no address to be released"));
        }
    }

    private static IEnumerable<Effect> Release(KubeObject address)
    {
        const string Why = "the claim is deleted";

        // Deleted first: without the finalizer it could be deleted by anybody, and be given again, while the claim is still there.
        if (!address.IsDeleting)
        {
            yield return new Effect.Delete(IpamTypes.IPAddress, address.Key, address.Metadata.Uid, Why);
        }

        if (address.Metadata.Finalizers.Contains(Finalizers.IPAddress))
        {
            var others = address.Metadata.Finalizers.Where(f => f != Finalizers.IPAddress);
            var metadata = new JsonObject { ["finalizers"] = new JsonArray([.. others.Select(f => JsonValue.Create(f))]) };
            yield return new Effect.Patch(IpamTypes.IPAddress, address.Key, new JsonObject { ["metadata"] = metadata }, Why);
        }
    }

    private static TimeSpan? Left(ClaimScope scope, DateTimeOffset now) =>
        scope.Pool.ValueOrNull is { Metadata.DeletionTimestamp: null, Spec.AddressReuseGracePeriodSeconds: > 0 and var seconds }
        && scope.Address is not Observed<KubeObject>.Absent
            ? scope.Claim.Metadata.DeletionTimestamp + TimeSpan.FromSeconds(seconds) - now.UtcDateTime
            : null;
}
