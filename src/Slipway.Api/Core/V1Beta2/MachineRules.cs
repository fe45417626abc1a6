using Slipway.Api.Admission;
using Slipway.Api.Admission.Checks;
using Slipway.Api.Shared;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>Defaults and validation of Machines.</summary>
internal sealed class MachineRules : IKindRules<Machine>, IKindDefaults<Machine>
{
    private const int DefaultNodeDeletionTimeoutSeconds = 10;

    public bool Default(Machine obj, Machine? old, DefaultingContext context)
    {
        if (obj.Spec is not { } spec)
        {
            return false;
        }

        return ClusterLabel.Set(obj.Metadata, spec.ClusterName) | MachineSpecRules.Default(spec) | DefaultDeletion(spec);
    }

    public void Validate(Machine obj, Machine? old, ValidationContext context)
    {
        var spec = obj.Spec;
        if (!IsOfPool(obj))
        {
            // Machines of a MachinePool are made by the provider, which boots them.
            MachineSpecRules.ValidateBootstrap("spec", spec?.Bootstrap, context);
        }

        if (old is not null && old.Spec?.ClusterName != spec?.ClusterName)
        {
            context.Forbidden("spec.clusterName", "field is immutable");
        }

        MachineSpecRules.ValidateVersion("spec", spec, context);
        TaintChecks.Check("spec.taints", spec?.Taints, context);
        if (!HasLabel(obj, ClusterLabels.ControlPlane))
        {
            TaintChecks.CheckWorkers("spec.taints", spec?.Taints, context);
        }
    }

    /// <summary>Sets how long a Node's deletion is tried; true when it set something.</summary>
    internal static bool DefaultDeletion(MachineSpec spec)
    {
        if (spec.Deletion?.NodeDeletionTimeoutSeconds is not null)
        {
            return false;
        }

        spec.Deletion ??= new MachineDeletionSpec();
        spec.Deletion.NodeDeletionTimeoutSeconds = DefaultNodeDeletionTimeoutSeconds;
        return true;
    }

    private static bool IsOfPool(Machine machine) =>
        HasLabel(machine, ClusterLabels.PoolName) || (machine.Metadata.OwnerReferences?.Any(o => o.Kind == "MachinePool") ?? false);

    private static bool HasLabel(Machine machine, string label) => machine.Metadata.Labels?.ContainsKey(label) ?? false;
}
