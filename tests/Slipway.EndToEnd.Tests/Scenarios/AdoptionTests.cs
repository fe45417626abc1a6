using System.Text;
using System.Text.Json.Nodes;
using Slipway.Api;
using Slipway.Core.Clusters;
using Slipway.Core.Objects;
using Slipway.EndToEnd.Tests.Planes;
using Slipway.EndToEnd.Tests.Watching;
using Slipway.Kubernetes.Certificates;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.EndToEnd.Tests.Scenarios;

/// <summary>A control plane that was made machine by machine gets a KubeadmControlPlane, and what belongs to others is left to them.</summary>
public sealed class AdoptionTests
{
    private const string CleanupHook = "pre-terminate.delete.hook.machine.cluster.x-k8s.io/kcp-cleanup";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task StandaloneControlPlane_IsAdopted_AndScaledAndUpgraded()
    {
        await using var plane = await TestPlane.StartAsync(Transport.InProcess);
        await using var cluster = await TestCluster.FollowAsync(plane.Client, new(1, 0, "v1.30.0"));
        JsonObject? controlPlane = null;
        foreach (var body in await ClusterManifest.ObjectsAsync(cluster.Name, cluster.Shape))
        {
            if (body.Text("kind") == "KubeadmControlPlane")
            {
                controlPlane = body;
                continue;
            }

            if (body.Text("kind") is "Cluster")
            {
                body["spec"]!.AsObject().Remove("controlPlaneRef");
            }

            await plane.Client.CreateAsync(Kinds.Of(body.Text("apiVersion")!, body.Text("kind")!), body, WriteOptions.Default, Token);
        }

        await CreateMachineAsync(plane.Client, "first", controlPlane!["spec"]!["kubeadmConfigSpec"]!.DeepClone().AsObject());
        await cluster.View.UntilAsync("the machine has joined", o => o.Find(CoreTypes.Machine, "first").Text("status.nodeRef.name") is { Length: > 0 });
        var authority = cluster.View.Read(o => o.Find(BuiltInTypes.Secret, "demo-ca")!["data"]!.ToJsonString());

        await plane.Client.CreateAsync(KubeadmTypes.KubeadmControlPlane, controlPlane!, WriteOptions.Default, Token);
        await cluster.PatchAsync(CoreTypes.Cluster, new("default", "demo"), new JsonObject
        {
            ["controlPlaneRef"] = new JsonObject
            {
                ["apiGroup"] = KubeadmTypes.KubeadmControlPlane.Kind.Group, ["kind"] = "KubeadmControlPlane", ["name"] = "demo-control-plane",
            },
        });
        await cluster.View.UntilAsync("it is adopted, and its end is held until it has left etcd", o => o.Find(CoreTypes.Machine, "first") is { } m
            && m["metadata"]?["ownerReferences"] is JsonArray owners && owners.Any(r => r!["kind"]!.ToString() == "KubeadmControlPlane")
            && m["metadata"]?["annotations"]?[CleanupHook] is not null);
        await cluster.View.UntilAsync("its authorities go with it", o => new[] { "demo-ca", "demo-etcd", "demo-proxy", "demo-sa" }
            .All(n => o.Find(BuiltInTypes.Secret, n)?["metadata"]?["ownerReferences"] is JsonArray { Count: 1 } owners
                && owners[0]!["kind"]!.ToString() == "KubeadmControlPlane"));

        await cluster.ScaleControlPlaneAsync(3);
        Assert.Contains("first", cluster.View.Read(o => o.Of(CoreTypes.Machine).Select(m => m.Name()).ToList()));
        await cluster.UpgradeControlPlaneAsync("v1.31.0");

        Assert.Equal(authority, cluster.View.Read(o => o.Find(BuiltInTypes.Secret, "demo-ca")!["data"]!.ToJsonString()));
        Assert.DoesNotContain("first", cluster.View.Read(o => o.Of(CoreTypes.Machine).Select(m => m.Name()).ToList()));
    }

    [Fact]
    public async Task ForeignAuthority_StopsNewMachines_UntilTheOwnIsBack()
    {
        await using var plane = await TestPlane.StartAsync(Transport.InProcess);
        await using var cluster = await TestCluster.CreateAsync(plane.Client, new(1, 0));
        ObjectKey key = new("default", "demo-ca");
        var own = (await plane.Client.GetAsync(BuiltInTypes.Secret, key, Token)).ToJsonObject()["data"]!;
        var foreign = new CertificateFactory(TimeProvider.System).CreateAuthority("kubernetes");
        await SwapAsync(plane.Client, key, new JsonObject { ["tls.crt"] = Base64(foreign.CertificatePem), ["tls.key"] = Base64(foreign.PrivateKeyPem) });
        await cluster.View.UntilAsync(
            "the Secret is named",
            o => o.Of(KubeadmTypes.KubeadmControlPlane).Single().Condition("CertificatesAvailable") is var c && c.Text("status") == "False"
                && c.Text("message")?.Contains("Secret demo-ca has another authority than Secret demo-kubeconfig trusts", StringComparison.Ordinal) == true);
        var isForeign = true;
        cluster.View.Always(o => isForeign && o.Of(CoreTypes.Machine).Count > 1 ? "a machine was made with a foreign authority" : null);
        await cluster.AskAsync(cluster.Shape with { ControlPlane = 3 });
        await cluster.View.UntilAsync(
            "scaling up says why it waits",
            o => o.Of(KubeadmTypes.KubeadmControlPlane).Single().Condition("ScalingUp").Text("message")?.Contains("Secret demo-ca", StringComparison.Ordinal) == true);

        isForeign = false;
        await SwapAsync(plane.Client, key, own.DeepClone().AsObject());
        await cluster.SettledAsync();
        Assert.Empty(cluster.View.Violations);
    }

    private static Task SwapAsync(IKubeClient client, ObjectKey key, JsonObject data) =>
        client.PatchAsync(BuiltInTypes.Secret, key, KubePatch.Merge(new JsonObject { ["data"] = data }), WriteOptions.Default, Token);

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static async Task CreateMachineAsync(IKubeClient client, string name, JsonObject config)
    {
        foreach (var text in new[]
        {
            """
            {"apiVersion": "infrastructure.cluster.x-k8s.io/v1beta2", "kind": "DevMachine",
             "metadata": {"name": "NAME", "namespace": "default", "labels": {"cluster.x-k8s.io/cluster-name": "demo", "cluster.x-k8s.io/control-plane": ""}},
             "spec": {"backend": {"inMemory": {}}}}
            """,
            """
            {"apiVersion": "bootstrap.cluster.x-k8s.io/v1beta2", "kind": "KubeadmConfig",
             "metadata": {"name": "NAME", "namespace": "default", "labels": {"cluster.x-k8s.io/cluster-name": "demo", "cluster.x-k8s.io/control-plane": ""}}, "spec": {}}
            """,
            """
            {"apiVersion": "cluster.x-k8s.io/v1beta2", "kind": "Machine",
             "metadata": {"name": "NAME", "namespace": "default", "labels": {"cluster.x-k8s.io/cluster-name": "demo", "cluster.x-k8s.io/control-plane": ""}},
             "spec": {"clusterName": "demo", "version": "v1.30.0",
                      "bootstrap": {"configRef": {"apiGroup": "bootstrap.cluster.x-k8s.io", "kind": "KubeadmConfig", "name": "NAME"}},
                      "infrastructureRef": {"apiGroup": "infrastructure.cluster.x-k8s.io", "kind": "DevMachine", "name": "NAME"}}}
            """,
        })
        {
            var body = JsonNode.Parse(text.Replace("NAME", name, StringComparison.Ordinal))!.AsObject();
            if (body.Text("kind") == "KubeadmConfig")
            {
                // The first machine initializes: it has nothing to join.
                config.Remove("joinConfiguration");
                body["spec"] = config;
            }

            var made = await client.CreateAsync(Kinds.Of(body.Text("apiVersion")!, body.Text("kind")!), body, WriteOptions.Default, Token);
            if (made.Kind.Kind == "KubeadmConfig")
            {
                await CreateAuthoritiesAsync(client, made);
            }
        }
    }

    /// <summary>The authorities as the KubeadmConfig of a machine without a control plane object makes them.</summary>
    private static async Task CreateAuthoritiesAsync(IKubeClient client, KubeObject config)
    {
        var certificates = new CertificateFactory(TimeProvider.System);
        foreach (var purpose in new[] { "ca", "etcd", "proxy", "sa" })
        {
            var authority = certificates.CreateAuthority("kubernetes");
            var (certificate, key) = purpose == "sa"
                ? CertificateFactory.CreateKeyPair(KeyAlgorithm.EcdsaP256)
                : (authority.CertificatePem, authority.PrivateKeyPem);
            var owner = new OwnerReference(config.Kind.ApiVersion, config.Kind.Kind, config.Metadata.Name, config.Metadata.Uid, Controller: true, BlockOwnerDeletion: true);
            var secret = ClusterSecrets.Create(new("default", $"demo-{purpose}"), "demo", owner.ToClass(), ("tls.crt", certificate), ("tls.key", key));
            await client.CreateAsync(BuiltInTypes.Secret, secret, WriteOptions.Default, Token);
        }
    }
}
