using System.Collections.Immutable;
using Slipway.Kubeadm.ControlPlane.Machines;

namespace Slipway.Kubeadm.ControlPlane.Scaling;

/// <summary>Which Machine goes when there is one too many.</summary>
internal static class ScaleDownPick
{
    /// <summary>
    /// The Machine to delete: the first group that has any, in it the one that leaves the best spread. Null when all are being deleted.
    /// </summary>
    public static ControlPlaneMachine? Choose(ImmutableArray<string> domains, ImmutableArray<ControlPlaneMachine> machines)
    {
        var living = machines.Where(m => !m.IsDeleting).ToList();
        Func<ControlPlaneMachine, bool>[] groups =
        [
            m => m is { IsUpToDate: false, IsMarkedForDeletion: true },
            m => m.IsMarkedForDeletion,
            m => m is { IsUpToDate: false, HasIllComponents: true },
            m => !m.IsUpToDate,
            _ => true,
        ];
        return groups
            .Select(group => living.Where(group).ToList())
            .Where(candidates => candidates.Count > 0)
            .Select(candidates => FailureDomains.ToRemove(domains, candidates, living))
            .FirstOrDefault();
    }
}
