using Slipway.Api.Admission;
using Slipway.Api.Admission.Checks;
using Slipway.Api.Shared;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>Defaults and validation of MachineHealthChecks.</summary>
internal sealed class MachineHealthCheckRules : IKindRules<MachineHealthCheck>, IKindDefaults<MachineHealthCheck>
{
    private const int DefaultStartupTimeoutSeconds = 600;
    private const int MinStartupTimeoutSeconds = 30;

    public bool Default(MachineHealthCheck obj, MachineHealthCheck? old, DefaultingContext context)
    {
        if (obj.Spec is not { } spec)
        {
            return false;
        }

        var changed = ClusterLabel.Set(obj.Metadata, spec.ClusterName);
        if (spec.Checks?.NodeStartupTimeoutSeconds is null)
        {
            (spec.Checks ??= new HealthChecks()).NodeStartupTimeoutSeconds = DefaultStartupTimeoutSeconds;
            changed = true;
        }

        return changed;
    }

    public void Validate(MachineHealthCheck obj, MachineHealthCheck? old, ValidationContext context)
    {
        const string Path = "spec.selector";
        var spec = obj.Spec;
        if (SelectorChecks.Read(Path, spec?.Selector, context) is { IsEmpty: true })
        {
            context.Required(Path, "selector must not be empty");
        }

        if (spec?.Selector?.MatchLabels is { } labels
            && labels.TryGetValue(ClusterLabels.ClusterName, out var name)
            && name != spec.ClusterName)
        {
            SelectorChecks.Refuse(
                Path, spec.Selector, "cannot specify a cluster selector other than the one specified by ClusterName", context);
        }

        if (old is not null && old.Spec?.ClusterName != spec?.ClusterName)
        {
            context.Forbidden("spec.clusterName", "field is immutable");
        }

        if (spec?.Checks?.NodeStartupTimeoutSeconds is { } seconds and not 0 and < MinStartupTimeoutSeconds)
        {
            context.Invalid("spec.checks.nodeStartupTimeoutSeconds", seconds, "must be at least 30s");
        }

        const string Limit = "spec.remediation.triggerIf.unhealthyLessThanOrEqualTo";
        IntOrPercent.Check(Limit, context.Sent(Limit), context);
    }
}
