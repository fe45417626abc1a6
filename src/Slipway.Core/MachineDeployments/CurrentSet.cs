using Slipway.Api.Core.V1Beta2;

namespace Slipway.Core.MachineDeployments;

/// <summary>Which MachineSet stands for the newest template.</summary>
internal static class CurrentSet
{
    public static MachineSet? Of(MachineDeployment deployment, IEnumerable<MachineSet> sets, DateTimeOffset now)
    {
        var after = deployment.Spec!.Rollout?.After is { } date && date <= now.UtcDateTime ? date : (DateTime?)null;
        return sets
            .Where(s => s.Metadata.DeletionTimestamp is null
                && (after is null || s.Metadata.CreationTimestamp >= after)
                && TemplateComparison.AreEqual(s.Spec!.Template!.Spec!, deployment.Spec.Template!.Spec!))
            .OrderByDescending(s => s.Spec!.Replicas ?? 0)
            .ThenBy(s => s.Metadata.CreationTimestamp)
            .ThenBy(s => s.Metadata.Name, StringComparer.Ordinal)
            .FirstOrDefault();
    }
}
