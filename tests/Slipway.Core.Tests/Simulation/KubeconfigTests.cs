using System.Text;
using System.Text.Json.Nodes;
using Slipway.Api;
using Slipway.Kubernetes.Certificates;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Http;
using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Tests.Simulation;

public sealed class KubeconfigTests
{
    [Fact]
    public async Task Cluster_WithoutControlPlaneProvider_GetsItsKubeconfigOfTheAuthority()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var plane = await SimulatedPlane.StartAsync();
        await plane.ApplyAsync(
        [
            """
            {"apiVersion":"cluster.x-k8s.io/v1beta2","kind":"Cluster","metadata":{"name":"bare","namespace":"default"},
             "spec":{"controlPlaneEndpoint":{"host":"192.0.2.1","port":6443},"infrastructureRef":{"apiGroup":"infrastructure.cluster.x-k8s.io","kind":"DevCluster","name":"bare"}}}
            """,
        ]);
        var cluster = await plane.WaitAsync(CoreTypes.Cluster, new ObjectKey("default", "bare"), c => c["status"]?["phase"] is not null);

        var authority = new CertificateFactory(TimeProvider.System).CreateAuthority("kubernetes", TimeSpan.FromDays(1), KeyAlgorithm.EcdsaP256);
        await plane.Client.CreateAsync(
            BuiltInTypes.Secret,
            (JsonObject)JsonNode.Parse($$$"""
                {"apiVersion":"v1","kind":"Secret","metadata":{"name":"bare-ca","namespace":"default"},
                 "data":{"tls.crt":"{{{Base64(authority.CertificatePem)}}}","tls.key":"{{{Base64(authority.PrivateKeyPem)}}}"}}
                """)!,
            WriteOptions.Default,
            stop);
        var secret = await plane.WaitAsync(BuiltInTypes.Secret, new ObjectKey("default", "bare-kubeconfig"), _ => true);

        var body = secret.ToJsonObject();
        Assert.Equal("cluster.x-k8s.io/secret", (string?)body["type"]);
        Assert.Equal("bare", secret.Metadata.Labels["cluster.x-k8s.io/cluster-name"]);
        Assert.Equal(cluster.Metadata.Uid, Assert.Single(secret.Metadata.OwnerReferences).Uid);
        var connection = KubeConnection.FromKubeconfig(Encoding.UTF8.GetString(Convert.FromBase64String((string)body["data"]!["value"]!)));
        Assert.Equal(new Uri("https://192.0.2.1:6443/"), connection.Server);
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
