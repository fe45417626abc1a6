using System.Text.Json.Nodes;
using Slipway.Api;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Core.Contracts;
using Slipway.Core.Objects;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.MachinePools;

/// <summary>The Machines that stand for the infrastructure machines of a pool, named as they are.</summary>
internal static class PoolMachines
{
    /// <summary>The labels by which a pool finds its infrastructure machines, and that its Machines have.</summary>
    public static bool IsOf(MachinePool pool, KubeObject obj) =>
        obj.Metadata.Labels.GetValueOrDefault(ClusterLabels.PoolName) == LabelValue.For(pool.Metadata.Name)
        && obj.Metadata.Labels.GetValueOrDefault(ClusterLabels.ClusterName) == pool.Spec!.ClusterName;

    /// <summary>Labels of the pool's Machines.</summary>
    public static Dictionary<string, string> Labels(MachinePool pool) =>
        new(pool.Spec!.Template!.Metadata?.Labels ?? [], StringComparer.Ordinal)
        {
            [ClusterLabels.PoolName] = LabelValue.For(pool.Metadata.Name),
            [ClusterLabels.ClusterName] = pool.Spec.ClusterName!,
        };

    /// <summary>Creates the Machine of an infrastructure machine. Its boot data is the pool's, and none of its own.</summary>
    public static Effect Create(MachinePool pool, ContractObject infrastructure, string? version)
    {
        var machine = new Machine
        {
            Metadata = new k8s.Models.V1ObjectMeta
            {
                Name = infrastructure.Source.Metadata.Name,
                NamespaceProperty = pool.Metadata.NamespaceProperty,
                Labels = Labels(pool),
                Annotations = pool.Spec!.Template!.Metadata?.Annotations,
                OwnerReferences = [Owners.Controller(CoreTypes.MachinePool, pool).ToClass()],
            },
            Spec = new MachineSpec
            {
                ClusterName = pool.Spec.ClusterName,
                Bootstrap = new MachineBootstrap { DataSecretName = "" },
                InfrastructureRef = new ContractVersionedObjectReference
                {
                    ApiGroup = infrastructure.Type.Kind.Group,
                    Kind = infrastructure.Kind,
                    Name = infrastructure.Source.Metadata.Name,
                },
                Version = version,
            },
        };
        return new Effect.Create(
            CoreTypes.Machine,
            KubeJson.ToJsonObject(machine, CoreTypes.Machine.Json),
            $"{infrastructure.Kind} {infrastructure.Source.Metadata.Name} is a machine of the pool")
        {
            FieldManager = FieldManagers.MachinePool,
        };
    }

    /// <summary>What a Machine lacks of what the pool wants of it; null when nothing.</summary>
    public static Effect? Update(MachinePool pool, Machine machine, string? version)
    {
        var patch = new JsonObject();
        var wanted = new TemplateMetadata(FieldManagers.MachinePool, Labels(pool), pool.Spec!.Template!.Metadata?.Annotations ?? []);
        if (wanted.Drift(machine.Metadata, static _ => false) is { } metadata)
        {
            patch["metadata"] = metadata;
        }

        var owner = Owners.Controller(CoreTypes.MachinePool, pool);
        if (!machine.Metadata.Has(owner))
        {
            // The list is replaced as a whole: only at the version that was read.
            var owners = (patch["metadata"] ??= new JsonObject()).AsObject();
            owners["resourceVersion"] = machine.Metadata.ResourceVersion;
            var others = (machine.Metadata.OwnerReferences ?? []).Where(o => o.Uid != owner.Uid).Select(Read);
            owners["ownerReferences"] = new JsonArray([.. others.Append(owner).Select(o => o.ToJson())]);
        }

        if (version is not null && machine.Spec!.Version != version)
        {
            patch["spec"] = new JsonObject { ["version"] = version };
        }

        return patch.Count == 0 ? null : new Effect.Patch(
            CoreTypes.Machine,
            new ObjectKey(machine.Metadata.NamespaceProperty, machine.Metadata.Name),
            patch,
            "the Machine follows the pool")
        {
            FieldManager = FieldManagers.MachinePool,
        };
    }

    private static OwnerReference Read(k8s.Models.V1OwnerReference o) =>
        new(o.ApiVersion, o.Kind, o.Name, o.Uid, o.Controller == true, o.BlockOwnerDeletion == true);
}
