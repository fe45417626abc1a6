using k8s;
using k8s.Models;
using Slipway.Api;
using Slipway.Cli.Describe;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Yaml;

namespace Slipway.Cli.Tests.Describe;

/// <summary>The tree of upstream's recorded objects is the one that clusterctl printed of them; ages apart, for the moments differ.</summary>
public sealed class RecordedTreeTests
{
    [Fact]
    public void Tree_IsClusterctls() =>
        Assert.Equal(Recorded("describe-short.txt"), Ours(new TreeOptions(new HashSet<string>(), Group: true)));

    [Fact]
    public void Tree_WithAllConditions_IsClusterctls()
    {
        var ours = Ours(new TreeOptions(new HashSet<string> { "all" }, Group: false));

        // clusterctl also lists the conditions of the infrastructure object.
        var recorded = Recorded("describe.txt");
        var infrastructure = recorded.FindIndex(l => l.StartsWith("├─DevCluster", StringComparison.Ordinal));
        recorded.RemoveAt(infrastructure + 1);
        Assert.Equal(recorded, ours);
    }

    private static List<string> Ours(TreeOptions options)
    {
        var rows = TreeTable.Rows(new ClusterTree(Objects(), options).Build(), DateTimeOffset.UnixEpoch);
        return [.. WithoutAges(TreeRenderer.Lines(rows))];
    }

    private static List<string> Recorded(string file) => [.. WithoutAges(File.ReadAllText(Repository.RequireShared($"oracle/capi-state/{file}")).Split('\n').Skip(1))];

    private static IEnumerable<string> WithoutAges(IEnumerable<string> lines)
    {
        var all = lines.Where(l => l.Length > 0).ToList();
        var (since, message) = (all[0].IndexOf("SINCE", StringComparison.Ordinal), all[0].IndexOf("MESSAGE", StringComparison.Ordinal));
        return all.Select(l => (l[..Math.Min(l.Length, since)].TrimEnd() + " " + l[Math.Min(l.Length, message)..]).TrimEnd());
    }

    private static ClusterObjects Objects()
    {
        var objects = KubeYaml.ParseAll(File.ReadAllText(Repository.RequireShared("oracle/capi-state/management.yaml"))).Select(KubeObject.From).ToList();
        return new ClusterObjects(
            All(CoreTypes.Cluster).Single(),
            All(KubeadmTypes.KubeadmControlPlane).Single(),
            All(CoreTypes.MachineDeployment),
            All(CoreTypes.Machine));

        IReadOnlyList<T> All<T>(ResourceType<T> type)
            where T : class, IKubernetesObject<V1ObjectMeta> => [.. objects.Where(o => o.Kind == type.Kind).Select(o => o.To(type.Json))];
    }
}
