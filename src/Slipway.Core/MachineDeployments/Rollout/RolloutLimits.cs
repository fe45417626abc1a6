using System.Globalization;
using k8s.Models;
using Slipway.Api.Core.V1Beta2;

namespace Slipway.Core.MachineDeployments.Rollout;

/// <summary>The limits of a rollout as numbers.</summary>
internal static class RolloutLimits
{
    public static RolloutGoal Of(MachineDeploymentSpec spec)
    {
        var replicas = spec.Replicas ?? 0;
        if (spec.Rollout?.Strategy?.Type == RolloutStrategyType.OnDelete)
        {
            return new RolloutGoal(replicas, 0, 0);
        }

        var limits = spec.Rollout?.Strategy?.RollingUpdate;
        var surge = Resolve(limits?.MaxSurge, replicas, ifUnset: 1, roundUp: true);
        var unavailable = Math.Min(Resolve(limits?.MaxUnavailable, replicas, ifUnset: 0, roundUp: false), replicas);
        // With neither there would be no step to take.
        return new RolloutGoal(replicas, surge, surge == 0 && unavailable == 0 ? 1 : unavailable);
    }

    /// <summary>A number, or a percentage of the replicas.</summary>
    public static int Resolve(IntOrString? value, int replicas, int ifUnset, bool roundUp)
    {
        string? text = value;
        if (string.IsNullOrEmpty(text))
        {
            return ifUnset;
        }

        if (!text.EndsWith('%'))
        {
            return int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : ifUnset;
        }

        if (!int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.Integer, CultureInfo.InvariantCulture, out var percent))
        {
            return ifUnset;
        }

        var share = percent * replicas / 100.0;
        return (int)(roundUp ? Math.Ceiling(share) : Math.Floor(share));
    }
}
