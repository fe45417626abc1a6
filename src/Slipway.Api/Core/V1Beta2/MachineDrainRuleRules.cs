using Slipway.Api.Admission;
using Slipway.Api.Admission.Checks;

namespace Slipway.Api.Core.V1Beta2;

/// <summary>Validation of MachineDrainRules.</summary>
internal sealed class MachineDrainRuleRules : IKindRules<MachineDrainRule>
{
    public void Validate(MachineDrainRule obj, MachineDrainRule? old, ValidationContext context)
    {
        if (obj.Spec?.Drain is { Order: { } order, Behavior: MachineDrainRuleBehavior.Skip or MachineDrainRuleBehavior.WaitCompleted })
        {
            context.Invalid("spec.drain.order", order, "order must not be set if drain behavior is \"Skip\" or \"WaitCompleted\"");
        }

        foreach (var (i, machines) in (obj.Spec?.Machines ?? []).Index())
        {
            SelectorChecks.Read($"spec.machines[{i}].selector", machines.Selector, context);
            SelectorChecks.Read($"spec.machines[{i}].clusterSelector", machines.ClusterSelector, context);
        }

        foreach (var (i, pods) in (obj.Spec?.Pods ?? []).Index())
        {
            SelectorChecks.Read($"spec.pods[{i}].selector", pods.Selector, context);
            SelectorChecks.Read($"spec.pods[{i}].namespaceSelector", pods.NamespaceSelector, context);
        }
    }
}
