using System.Collections.Immutable;
using Slipway.Kubeadm.Membership;

namespace Slipway.Kubeadm.ControlPlane.Conditions;

/// <summary>What a control plane's being available hangs on.</summary>
/// <param name="Problems">Why it is not available, a line each; nothing when it is.</param>
/// <param name="Flaws">What is ill though it is available, and has been for longer than a moment.</param>
internal sealed record Weights(ImmutableArray<string> Problems, ImmutableArray<string> Flaws)
{
    /// <summary>Weighs certificates, etcd's members and the Machines.</summary>
    /// <param name="scope">The control plane.</param>
    /// <param name="etcd">etcd's members; null where it runs elsewhere.</param>
    public static Weights Of(ControlPlaneScope scope, EtcdSnapshot? etcd)
    {
        var machines = Tally.OfMachines(scope);
        var members = etcd is null ? null : Tally.OfMembers(scope, etcd);
        var learners = etcd?.Members.Count(m => m.IsLearner || m.Name.Length == 0) ?? 0;
        var quorum = etcd is null ? 0 : ((etcd.Members.Length - learners) / 2) + 1;
        var required = $"{(learners > 0 ? $" {learners} learner etcd member," : "")} at least {quorum} healthy member required for etcd quorum";
        return new([.. ProblemsOf(scope, machines, members, quorum, required)], [.. FlawsOf(machines, members, required)]);
    }

    private static IEnumerable<string> ProblemsOf(ControlPlaneScope scope, Tally machines, Tally? members, int quorum, string required)
    {
        if (scope.Authorities is { IsComplete: false } || !scope.AuthorityProblems.IsEmpty)
        {
            yield return "* Control plane certificates are not available";
        }

        if (members is not null && members.Healthy < quorum)
        {
            var healthy = members.Healthy == 0 ? "There are no healthy etcd member" : Are(members.Healthy, members.Total);
            yield return $"* {healthy},{required}{members.Named}";
        }

        if (machines.Healthy == 0)
        {
            yield return $"* There are no Machines with healthy control plane components, at least 1 required{machines.Named}";
        }
    }

    private static IEnumerable<string> FlawsOf(Tally machines, Tally? members, string required)
    {
        if (members is { IllForLong: > 0 })
        {
            yield return $"* {Are(members.Total - members.IllForLong, members.Total)},{required}{members.Named}";
        }

        if (machines.IllForLong > 0)
        {
            // One that has nothing to tell yet is neither.
            var well = machines.Healthy + machines.Ill.Length - machines.IllForLong;
            yield return $"* {well} of {machines.Total} Machines {(well == 1 ? "has" : "have")} healthy control plane components, at least 1 required"
                + machines.Named;
        }
    }

    private static string Are(int some, int all) => $"{some} of {all} etcd members {(some == 1 ? "is" : "are")} healthy";
}
