using System.Collections.Immutable;
using Slipway.Api.ControlPlane.Kubeadm.V1Beta2;
using Slipway.Kubeadm.ControlPlane.Machines;
using Slipway.Kubeadm.Membership;
using Slipway.Kubernetes.Formats;

namespace Slipway.Kubeadm.ControlPlane.Conditions;

/// <summary>How many of a control plane's parts are well.</summary>
/// <param name="Total">All of them.</param>
/// <param name="Healthy">Those known to be well.</param>
/// <param name="Ill">The others, each by its Machine and since when.</param>
/// <param name="IllForLong">How many have been ill for so long that they are worth telling of while all works.</param>
internal sealed record Tally(int Total, int Healthy, ImmutableArray<string> Ill, int IllForLong)
{
    /// <summary>For how long something may be ill before it is told of.</summary>
    public static readonly TimeSpan Moment = TimeSpan.FromSeconds(10);

    private const int MaxNames = 3;

    private static readonly ImmutableArray<string> MemberTypes = [ControlPlaneMachineConditions.EtcdMemberHealthy];

    /// <summary>Who is ill, as the end of a sentence.</summary>
    public string Named => Ill.IsEmpty
        ? ""
        : $" (ill: {string.Join(", ", Ill.Take(MaxNames))}{(Ill.Length > MaxNames ? $", ... ({Ill.Length - MaxNames} more)" : "")})";

    /// <summary>
    /// The Machines: an API server talks to the etcd beside it, controller manager and scheduler to the API server beside them, so all of
    /// a Machine's parts must be well.
    /// </summary>
    public static Tally OfMachines(ControlPlaneScope scope)
    {
        ImmutableArray<string> types = scope.HasManagedEtcd
            ? [.. MachineHealth.ComponentTypes, .. MachineHealth.EtcdTypes]
            : MachineHealth.ComponentTypes;

        // One that has no machine yet has nothing to tell.
        var machines = scope.Machines.Where(m => !string.IsNullOrEmpty(m.Machine.Spec?.ProviderID) || m.NodeName is not null).ToList();
        return Of(scope.Machines.Length, machines.Count(m => types.All(m.Health.IsTrue)), [.. machines.Where(m => !types.All(m.Health.IsTrue))], types, scope.Now);
    }

    /// <summary>etcd's members, as their Machines tell of them.</summary>
    public static Tally OfMembers(ControlPlaneScope scope, EtcdSnapshot etcd)
    {
        var spare = scope.Machines.Where(m => m.NodeName is null).ToList() is [var only] ? only : null;
        var healthy = 0;
        var lost = 0;
        var ill = ImmutableArray.CreateBuilder<ControlPlaneMachine>();
        foreach (var member in etcd.Members)
        {
            // Without a name it is about to start; without a Machine it may be that of the one Machine that is coming.
            var machine = scope.Machines.FirstOrDefault(m => m.NodeName == member.Name);
            if (member.Name.Length > 0 && machine is null)
            {
                (machine, spare) = (spare, null);
            }

            if (member.Name.Length == 0 || machine?.Health.IsTrue(ControlPlaneMachineConditions.EtcdMemberHealthy) == true)
            {
                healthy++;
            }
            else if (machine is null)
            {
                lost++;
            }
            else
            {
                ill.Add(machine);
            }
        }

        var tally = Of(etcd.Members.Length, healthy, ill.ToImmutable(), MemberTypes, scope.Now);
        return tally with { IllForLong = tally.IllForLong + lost };
    }

    private static Tally Of(int total, int healthy, ImmutableArray<ControlPlaneMachine> ill, ImmutableArray<string> types, DateTimeOffset now)
    {
        var since = ill.Select(m => (m.Name, Since: IllSince.Of(m, types, now) ?? now)).ToList();
        return new(
            total, healthy, [.. since.Select(i => $"Machine {i.Name} since {KubeTime.Format(i.Since)}")], since.Count(i => now - i.Since > Moment));
    }
}
