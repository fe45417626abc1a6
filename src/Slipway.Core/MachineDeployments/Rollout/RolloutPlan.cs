using System.Collections.Immutable;

namespace Slipway.Core.MachineDeployments.Rollout;

/// <summary>The next step of a rollout.</summary>
/// <param name="Replicas">The replicas that each MachineSet shall have, by name; all sets are in it.</param>
/// <param name="Reasons">Why, for the sets whose replicas change.</param>
internal sealed record RolloutPlan(ImmutableDictionary<string, int> Replicas, ImmutableDictionary<string, string> Reasons);
