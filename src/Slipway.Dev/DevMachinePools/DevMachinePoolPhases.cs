using System.Collections.Immutable;
using System.Text.Json.Nodes;
using k8s.Models;
using Slipway.Api;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Infrastructure.Dev.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubernetes.Objects;

namespace Slipway.Dev.DevMachinePools;

/// <summary>How a pool keeps its number of machines.</summary>
internal static class DevMachinePoolPhases
{
    public const string MachinesName = "Machines";

    private const int LongestName = 63;

    /// <summary>
    /// Makes machines that are missing; those that are too many, or outdated once others are ready, go by way of their Machines.
    /// </summary>
    public static PhaseResult Machines(DevMachinePoolScope scope, DateTimeOffset now)
    {
        if (scope.Owner is not Observed<MachinePool>.Found(var owner))
        {
            return PhaseResult.WaitFor("WaitingForMachinePool", "Waiting for a MachinePool to own the DevMachinePool");
        }

        if (owner.Spec?.Template?.Spec?.Bootstrap?.DataSecretName is null)
        {
            return PhaseResult.WaitFor(
                ConditionReasons.WaitingForBootstrapData, "Waiting for the bootstrap provider to make the machines' user data");
        }

        ImmutableArray<Effect> effects =
        [
            .. scope.Machines.Select(m => m.DevMachine.Metadata).Where(m => !IsOwned(m, scope.Pool)).Select(m => Own(scope.Pool, m)),
            .. scope.Suffixes.Select(suffix => Create(scope, owner, suffix)),
            .. Excess(scope).Select(m => Delete(CoreTypes.Machine, m.Machine!.Metadata, "the pool has a machine too many")),
        ];
        return PhaseResult.DoneAfter(effects);
    }

    /// <summary>Tells the pool's own identifier and its machines'.</summary>
    public static PhaseResult Identifiers(DevMachinePoolScope scope, DateTimeOffset now)
    {
        if (scope.Owner is not Observed<MachinePool>.Found(var owner))
        {
            return PhaseResult.Completed;
        }

        var own = $"dev:////{owner.Spec!.ClusterName}-dmp-{scope.Pool.Metadata.Name}";
        var ids = scope.ProviderIds.ToList();
        var spec = scope.Pool.Spec;
        return spec?.ProviderID == own && ids.SequenceEqual(spec.ProviderIDList ?? [], StringComparer.Ordinal)
            ? PhaseResult.Completed
            : PhaseResult.Want(new Effect.ChangeSelf<DevMachinePool>(
                p =>
                {
                    var changed = p.Spec ??= new DevMachinePoolSpec();
                    (changed.ProviderID, changed.ProviderIDList) = (own, ids);
                },
                "the pool's machines have changed"));
    }

    /// <summary>Takes all machines down, and lets the pool go.</summary>
    public static PhaseResult Delete(DevMachinePoolScope scope, DateTimeOffset now)
    {
        if (scope.Machines.IsEmpty)
        {
            return PhaseResult.Want(new Effect.RemoveFinalizer("the machines are gone"));
        }

        // Nobody will make a Machine any more for one that has none.
        ImmutableArray<Effect> effects =
        [
            .. scope.Machines.Where(m => !m.IsDeleting).Select(m => m.Machine is { } machine
                ? Delete(CoreTypes.Machine, machine.Metadata, "the pool is being deleted")
                : Delete(DevTypes.DevMachine, m.DevMachine.Metadata, "the pool is being deleted")),
        ];
        return effects.IsEmpty
            ? PhaseResult.WaitFor(ConditionReasons.Deleting, $"Waiting for {scope.Machines.Length} machines to be deleted")
            : PhaseResult.Want(effects);
    }

    /// <summary>
    /// The machines to be taken down: outdated ones first, then those chosen by others, then the oldest; never fewer ready than wanted.
    /// </summary>
    private static IEnumerable<PoolMachine> Excess(DevMachinePoolScope scope) => scope.Machines
        .Where(m => m is { IsProvisioned: true, IsDeleting: false, Machine: not null })
        .OrderByDescending(m => m.IsOutdated(scope.Version))
        .ThenByDescending(m => m.IsChosen)
        .Take(scope.Surplus);

    private static Effect Create(DevMachinePoolScope scope, MachinePool owner, string suffix)
    {
        var pool = scope.Pool.Metadata;
        var prefix = pool.Name[..Math.Min(pool.Name.Length, LongestName - suffix.Length - 1)];
        var machine = new DevMachine
        {
            Metadata = new V1ObjectMeta
            {
                Name = $"{prefix}-{suffix}",
                NamespaceProperty = pool.NamespaceProperty,
                Labels = new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    [ClusterLabels.ClusterName] = owner.Spec!.ClusterName!,
                    [ClusterLabels.PoolName] = LabelValue.For(owner.Metadata.Name),
                },
                OwnerReferences = [Reference(scope.Pool)],
            },
            Spec = new DevMachineSpec { Backend = new DevMachineBackend { InMemory = new InMemoryMachineBackend() } },
        };
        JsonObject body = KubeJson.ToJsonObject(machine, DevTypes.DevMachine.Json);
        return new Effect.Create(DevTypes.DevMachine, body, $"the pool wants {scope.Wanted} machines");
    }

    // Holds only at the version read: the whole list is written.
    private static Effect.Patch Own(DevMachinePool pool, V1ObjectMeta machine)
    {
        var metadata = new V1ObjectMeta
        {
            ResourceVersion = machine.ResourceVersion,
            OwnerReferences = [.. machine.OwnerReferences ?? [], Reference(pool)],
        };
        var body = KubeJson.ToJsonObject(new DevMachine { Metadata = metadata }, DevTypes.DevMachine.Json);
        return new Effect.Patch(
            DevTypes.DevMachine, new ObjectKey(machine.NamespaceProperty, machine.Name),
            new JsonObject { ["metadata"] = body["metadata"]!.DeepClone() }, "the machine is the pool's");
    }

    private static bool IsOwned(V1ObjectMeta machine, DevMachinePool pool) =>
        machine.OwnerReferences?.Any(o => o.Uid == pool.Metadata.Uid) == true;

    private static V1OwnerReference Reference(DevMachinePool pool) => new()
    {
        ApiVersion = DevTypes.DevMachinePool.Kind.ApiVersion,
        Kind = DevTypes.DevMachinePool.Kind.Kind,
        Name = pool.Metadata.Name,
        Uid = pool.Metadata.Uid,
    };

    private static Effect.Delete Delete(ResourceType type, V1ObjectMeta metadata, string why) =>
        new(type, new ObjectKey(metadata.NamespaceProperty, metadata.Name), metadata.Uid, why);
}
