using Slipway.Api.Admission;
using Slipway.Api.Admission.Checks;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>Defaults and validation of MachinePools.</summary>
internal sealed class MachinePoolRules : IKindRules<MachinePool>, IKindDefaults<MachinePool>
{
    private const string Template = "spec.template.spec";

    public bool Default(MachinePool obj, MachinePool? old, DefaultingContext context)
    {
        if (obj.Spec is not { } spec)
        {
            return false;
        }

        var machine = (spec.Template ??= new MachineTemplateSpec()).Spec ??= new MachineSpec();
        var changed = ClusterLabel.Set(obj.Metadata, spec.ClusterName)
            | MachineRules.DefaultDeletion(machine)
            | MachineSpecRules.Default(machine);
        if (spec.Replicas is null)
        {
            spec.Replicas = ReplicaDefaults.For("MachinePool", obj.Metadata, old?.Spec?.Replicas, context);
            changed = true;
        }

        return changed;
    }

    public void Validate(MachinePool obj, MachinePool? old, ValidationContext context)
    {
        var spec = obj.Spec;
        var machine = spec?.Template?.Spec;
        MachineSpecRules.ValidateBootstrap(Template, machine?.Bootstrap, context);
        MachineSpecRules.ValidateClusterName(spec?.ClusterName, old?.Spec?.ClusterName, machine, old is null, context);
        MachineSpecRules.ValidateVersion(Template, machine, context);
        ValidateTaints(machine, context);
        MetadataChecks.Check("spec.template.metadata", spec?.Template?.Metadata, context);
    }

    private static void ValidateTaints(MachineSpec? machine, ValidationContext context)
    {
        // The path is upstream's.
        const string Path = "spec.taints";
        if (machine?.Taints is not { Count: > 0 })
        {
            return;
        }

        context.Forbidden(Path, "taints feature for MachinePools is not yet implemented");
        if (!context.Gates.MachineTaintPropagation)
        {
            context.Forbidden(Path, TaintChecks.GateOff);
        }
    }
}
