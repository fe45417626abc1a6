using Slipway.Api.Admission;
using Slipway.Api.Shared;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>Defaults and validation of Machines.</summary>
internal sealed class MachineRules : IKindRules<Machine>, IKindDefaults<Machine>
{
    private const int DefaultNodeDeletionTimeoutSeconds = 10;

    public bool Default(Machine obj, Machine? old)
    {
        if (obj.Spec is not { } spec)
        {
            return false;
        }

        var changed = ClusterLabel.Set(obj.Metadata, spec.ClusterName) | MachineSpecRules.Default(spec);
        if (spec.Deletion?.NodeDeletionTimeoutSeconds is null)
        {
            spec.Deletion ??= new MachineDeletionSpec();
            spec.Deletion.NodeDeletionTimeoutSeconds = DefaultNodeDeletionTimeoutSeconds;
            changed = true;
        }

        return changed;
    }

    public void Validate(Machine obj, Machine? old, ValidationContext context)
    {
        MachineSpecRules.Validate("spec", obj.Spec, HasLabel(obj, ClusterLabels.ControlPlane), context);
        if (!HasLabel(obj, ClusterLabels.PoolName))
        {
            // Machines of a MachinePool are made by the provider, which boots them.
            MachineSpecRules.ValidateBootstrap("spec.bootstrap", obj.Spec?.Bootstrap, context);
        }

        if (old is not null)
        {
            context.Immutable("spec.clusterName", old.Spec?.ClusterName, obj.Spec?.ClusterName);
        }
    }

    private static bool HasLabel(Machine machine, string label) => machine.Metadata.Labels?.ContainsKey(label) ?? false;
}
