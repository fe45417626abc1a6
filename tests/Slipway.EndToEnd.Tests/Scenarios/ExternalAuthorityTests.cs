using System.Text.Json.Nodes;
using Slipway.Api;
using Slipway.EndToEnd.Tests.Planes;
using Slipway.EndToEnd.Tests.Watching;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.EndToEnd.Tests.Scenarios;

/// <summary>A cluster whose user keeps the keys of its authorities, and brings what they sign.</summary>
public sealed class ExternalAuthorityTests
{
    private static readonly ClusterShape Shape = new(1, 1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AuthoritiesWithoutKeys_ClusterRunsAndGrows_AndNothingBroughtIsChanged()
    {
        await using var plane = await TestPlane.StartAsync(Transport.InProcess);
        await using var cluster = await TestCluster.FollowAsync(plane.Client, Shape);
        var brought = new BroughtAuthorities(cluster.Name);
        var versions = await ApplyAsync(plane.Client, cluster, brought);

        // Nobody but the user can make a way into the cluster, and no machine is paid for meanwhile.
        const string says = "Secret demo-kubeconfig does not exist, and Secret demo-ca has no tls.key to make it with";
        await cluster.View.UntilAsync(says, o => Says(o.Of(KubeadmTypes.KubeadmControlPlane).Single(), "ScalingUp", says));
        Assert.Empty(cluster.View.Read(o => o.Of(CoreTypes.Machine).Where(ClusterStates.IsControlPlane).ToList()));

        await BringKubeconfigAsync(plane.Client, cluster, brought, versions);
        await cluster.SettledAsync();
        await cluster.View.UntilAsync("etcd is asked as the user's client", o => o.Of(KubeadmTypes.KubeadmControlPlane).Single() is var c
            && c.Is("EtcdClusterHealthy") && c.Is("CertificatesAvailable") && c.Is("Initialized"));
        await cluster.ScaleControlPlaneAsync(3);

        Assert.Equal(3, (await plane.EtcdMembersAsync()).Count);
        Assert.Equal(versions, cluster.View.Read(o => Versions(o, versions.Keys)));
        Assert.Empty(cluster.View.Read(o => o.Of(BuiltInTypes.Secret).Where(HoldsAuthorityKey).Select(s => s.Name()).ToList()));
        using var workload = cluster.Workload();
        Assert.Equal(4, (await workload.ListAsync(BuiltInTypes.Node, ns: null, ListOptions.All, Token)).Items.Count);
    }

    [Theory]
    [InlineData("/etc/kubernetes/pki/apiserver-kubelet-client.crt", "InvalidCertificates", "/etc/kubernetes/pki/ca.key")]
    [InlineData("/etc/kubernetes/pki/etcd/server.key", "InvalidCertificates", "/etc/kubernetes/pki/etcd/ca.key")]
    [InlineData("/etc/kubernetes/admin.conf", "InvalidKubeconfigs", "the key of the cluster's authority")]
    public async Task FileThatTheKeysWouldSign_NotBrought_IsNamedByTheMachine(string path, string reason, string key)
    {
        await using var plane = await TestPlane.StartAsync(Transport.InProcess);
        await using var cluster = await TestCluster.FollowAsync(plane.Client, Shape);
        var brought = new BroughtAuthorities(cluster.Name);
        brought.Forget(path);
        await BringKubeconfigAsync(plane.Client, cluster, brought, await ApplyAsync(plane.Client, cluster, brought));

        var says = $"{path} is not on the disk ({key} is not there to make it with)";
        await cluster.View.UntilAsync(
            "its infrastructure says so",
            o => o.Of(DevTypes.DevMachine).SingleOrDefault(ClusterStates.IsControlPlane) is { } m
                && Says(m, "EtcdProvisioned", says) && m.Condition("EtcdProvisioned").Text("reason") == reason);
        await cluster.View.UntilAsync(
            "the Machine says so", o => Says(o.Of(CoreTypes.Machine).Single(ClusterStates.IsControlPlane), "InfrastructureReady", says));
        Assert.False(cluster.View.Read(o => o.Of(KubeadmTypes.KubeadmControlPlane).Single().Is("Initialized")));
    }

    /// <summary>Makes everything but the kubeconfig; the versions of what was brought.</summary>
    private static async Task<Dictionary<string, string>> ApplyAsync(IKubeClient client, TestCluster cluster, BroughtAuthorities brought)
    {
        var versions = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var secret in brought.Secrets())
        {
            await CreateAsync(client, secret, versions);
        }

        await cluster.ApplyAsync(body =>
        {
            if (body.Text("kind") == "KubeadmControlPlane")
            {
                body["spec"]!["kubeadmConfigSpec"]!["files"] = brought.Files();
            }
        });
        return versions;
    }

    private static async Task BringKubeconfigAsync(
        IKubeClient client, TestCluster cluster, BroughtAuthorities brought, Dictionary<string, string> versions)
    {
        await cluster.View.UntilAsync("the endpoint is known", o => Endpoint(o) is not null);
        await CreateAsync(client, brought.KubeconfigSecret(cluster.View.Read(Endpoint)!), versions);
    }

    private static async Task CreateAsync(IKubeClient client, JsonObject secret, Dictionary<string, string> versions)
    {
        var made = await client.CreateAsync(BuiltInTypes.Secret, secret, WriteOptions.Default, Token);
        versions[made.Metadata.Name] = made.Metadata.ResourceVersion;
    }

    private static bool Says(JsonObject obj, string condition, string text) =>
        obj.Condition(condition).Text("message")?.Contains(text, StringComparison.Ordinal) == true;

    private static string? Endpoint(Objects objects)
    {
        var endpoint = objects.Find(CoreTypes.Cluster, "demo").At("spec", "controlPlaneEndpoint");
        return endpoint.Number("port") > 0 ? $"{endpoint.Text("host")}:{endpoint.Number("port")}" : null;
    }

    private static Dictionary<string, string> Versions(Objects objects, IEnumerable<string> names) =>
        names.ToDictionary(n => n, n => objects.Find(BuiltInTypes.Secret, n).Text("metadata.resourceVersion")!, StringComparer.Ordinal);

    private static bool HoldsAuthorityKey(JsonObject secret) =>
        secret.Name() is "demo-ca" or "demo-etcd" or "demo-proxy" or "demo-sa" && secret.At("data", "tls.key") is not null;
}
