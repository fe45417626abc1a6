namespace Slipway.EndToEnd.Tests.UpstreamState;

/// <summary>What upstream's machines leave in the workload cluster, ours leave there too; ours leave more, as kubeadm does.</summary>
[Collection<UpstreamStateCollection>]
public sealed class WorkloadStateTests(OurPlane plane)
{
    private const string AsKubeApiServer = "a kube-apiserver gives these kinds no generation";
    private const string AsKubelet = "as a kubelet reports it";
    private const string AsKubeadm = "as kubeadm writes it";

    private static readonly WantedDifference[] Wanted =
    [
        new("ClusterRole", "metadata.generation", AsKubeApiServer),
        new("ClusterRoleBinding", "metadata.generation", AsKubeApiServer),
        new("ConfigMap", "metadata.generation", AsKubeApiServer),
        new("Namespace", "metadata.generation", AsKubeApiServer),
        new("Node", "metadata.generation", AsKubeApiServer),
        new("Secret", "", "the bootstrap token of a machine that has joined is deleted"),
        new("ConfigMap", "data.Corefile", AsKubeadm),
        new("ConfigMap", "data.ClusterConfiguration", AsKubeadm),
        new("Deployment", "spec.template.spec.containers[0].image", "the CoreDNS of the Kubernetes version"),
        new("Node", "status.conditions", AsKubelet),
        new("Node", "status.nodeInfo.*", AsKubelet),
        new("Pod", "metadata.annotations.etcd.inmemory*", "etcd's members are kept by the pretended etcd, not in annotations of its pods"),
        new("Pod", "status.conditions", AsKubelet),
    ];

    [Fact]
    public async Task Objects_OfTheWorkloadCluster_HaveWhatUpstreamsHave()
    {
        Recording.Require();
        var management = Recording.ReadObjects("management.yaml");
        var managementTypes = management.Select(OurPlane.TypeOf).Distinct().ToList();
        var recorded = Recording.ReadObjects("workload.yaml");
        var types = recorded.Select(OurPlane.TypeOf).Distinct().ToList();
        var upstream = StateNormalizer.Normalize(recorded, RoleNames.Of(management));

        IReadOnlyList<StateDifference> differences = [];
        var unwanted = await plane.UntilNoneAsync<StateDifference>(async () =>
        {
            var names = RoleNames.Of(await plane.ReadAsync(managementTypes));
            var ours = StateNormalizer.Normalize(await plane.ReadWorkloadAsync(types), names);
            differences = [.. StateComparer.Compare(upstream, ours).Where(d => d.Upstream is not ("" or "0 objects" or "{}" or "null"))];
            return [.. differences.Where(d => !Wanted.Any(w => w.Covers(d)))];
        });

        Assert.True(unwanted.Count == 0, string.Join('\n', unwanted));
        Assert.All(Wanted, w => Assert.True(differences.Any(w.Covers), $"no difference any more, take it off the list: {w}"));
    }
}
