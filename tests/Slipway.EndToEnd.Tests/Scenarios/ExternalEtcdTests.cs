using System.Text.Json.Nodes;
using Slipway.Api;
using Slipway.EndToEnd.Tests.Planes;
using Slipway.EndToEnd.Tests.Watching;
using Slipway.Kubernetes.Certificates;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.EndToEnd.Tests.Scenarios;

/// <summary>A cluster whose etcd is somebody else's, and whose certificates lie where its user wants them.</summary>
public sealed class ExternalEtcdTests
{
    private static readonly CertificateFactory Certificates = new(TimeProvider.System);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ControlPlane_GrowsAndShrinks_WithoutAnEtcdOfItsOwn()
    {
        await using var plane = await TestPlane.StartAsync(Transport.InProcess);
        var etcd = Certificates.CreateAuthority("etcd-ca");
        var client = Certificates.Issue(etcd, CertificateSpec.Client("kube-apiserver-etcd-client"));
        await CreateAsync(plane.Client, UserSecret.Of("demo-etcd", ("tls.crt", etcd.CertificatePem)));
        var pair = UserSecret.Of("demo-apiserver-etcd-client", ("tls.crt", client.CertificatePem), ("tls.key", client.PrivateKeyPem));
        await CreateAsync(plane.Client, pair);
        await using var cluster = await TestCluster.ApplyAsync(plane.Client, new(1, 0), WithExternalEtcd);
        await cluster.SettledAsync();
        await cluster.ScaleControlPlaneAsync(3);
        await cluster.ScaleControlPlaneAsync(1);

        Assert.Null(cluster.View.Read(o => o.Of(KubeadmTypes.KubeadmControlPlane).Single().Condition("EtcdClusterHealthy")));
        using var workload = cluster.Workload();
        var components = new ListOptions { LabelSelector = "tier=control-plane" };
        var pods = await workload.ListAsync(BuiltInTypes.Pod, "kube-system", components, Token);
        Assert.Equal(3, pods.Items.Count);
        Assert.DoesNotContain(pods.Items, p => p.Metadata.Name.StartsWith("etcd-", StringComparison.Ordinal));
    }

    private static void WithExternalEtcd(JsonObject body)
    {
        if (body.Text("kind") == "KubeadmControlPlane")
        {
            var configuration = body.At("spec", "kubeadmConfigSpec", "clusterConfiguration")!;
            configuration["certificatesDir"] = "/srv/pki";
            configuration["etcd"] = JsonNode.Parse(
                """
                {"external": {"endpoints": ["https://10.0.0.9:2379"],
                              "caFile": "/srv/etcd/ca", "certFile": "/srv/etcd/crt", "keyFile": "/srv/etcd/key"}}
                """);
        }
    }

    private static Task CreateAsync(IKubeClient client, JsonObject secret) =>
        client.CreateAsync(BuiltInTypes.Secret, secret, WriteOptions.Default, Token);
}
