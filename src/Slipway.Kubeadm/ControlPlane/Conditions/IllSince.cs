using System.Collections.Immutable;
using Slipway.Api.Conditions;
using Slipway.Kubeadm.ControlPlane.Machines;

namespace Slipway.Kubeadm.ControlPlane.Conditions;

/// <summary>Since when something of a Machine is not well: its conditions remember it.</summary>
internal static class IllSince
{
    /// <summary>Since when the first of these is not True; null when all are.</summary>
    public static DateTimeOffset? Of(ControlPlaneMachine machine, ImmutableArray<string> types, DateTimeOffset now) => types
        .Where(t => machine.Health.States.ContainsKey(t) && !machine.Health.IsTrue(t))
        .Select(t => (DateTimeOffset?)Of(machine, t, now))
        .Min();

    /// <summary>Since when one of these, which is not True, says what it says: what it says from this pass on, it says since now.</summary>
    public static DateTimeOffset Of(ControlPlaneMachine machine, string type, DateTimeOffset now) =>
        machine.Machine.Status?.Conditions.Find(type) is { LastTransitionTime: { } time } condition
        && machine.Health.States.TryGetValue(type, out var state) && state.Status == condition.Status
            ? new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc))
            : now;
}
