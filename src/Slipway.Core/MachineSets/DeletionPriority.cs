using Slipway.Api.Conditions;
using Slipway.Api.Core.V1Beta2;
using Slipway.Api.Shared;

namespace Slipway.Core.MachineSets;

/// <summary>Which Machine goes first when a set shrinks.</summary>
internal static class DeletionPriority
{
    private const double MustGo = 100;
    private const double Asked = 80;
    private const double Unhealthy = 50;
    private const double Any = 20;

    // Age counts less and less: after a few of these, all are equally old.
    private static readonly TimeSpan AgeScale = TimeSpan.FromDays(10);

    /// <summary>All Machines, those to go first at the front; equal ones by name.</summary>
    public static IEnumerable<Machine> Order(IEnumerable<Machine> machines, string? order, DateTimeOffset now) => machines
        .OrderByDescending(m => Of(m, order, now))
        .ThenBy(m => m.Metadata.Name, StringComparer.Ordinal);

    public static double Of(Machine machine, string? order, DateTimeOffset now)
    {
        if (machine.Metadata.DeletionTimestamp is not null)
        {
            return MustGo;
        }

        if (machine.Metadata.Annotations?.ContainsKey(ClusterAnnotations.DeleteMachine) == true)
        {
            return Asked;
        }

        if (machine.Status?.NodeRef is null
            || machine.Status.Conditions.IsFalse(MachineConditions.NodeHealthy)
            || machine.Status.Conditions.IsFalse(MachineConditions.HealthCheckSucceeded))
        {
            return Unhealthy;
        }

        var age = now.UtcDateTime - (machine.Metadata.CreationTimestamp ?? now.UtcDateTime);
        var oldest = Unhealthy * (1 - Math.Exp(-age / AgeScale));
        return order switch
        {
            DeletionOrder.Oldest => oldest,
            DeletionOrder.Newest => Unhealthy - oldest,
            _ => Any,
        };
    }
}
