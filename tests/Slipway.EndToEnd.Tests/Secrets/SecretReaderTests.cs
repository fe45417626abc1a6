using System.Text;
using System.Text.Json.Nodes;
using Slipway.Api;
using Slipway.EndToEnd.Tests.Planes;
using Slipway.EndToEnd.Tests.Scenarios;
using Slipway.EndToEnd.Tests.Watching;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Http;
using Slipway.Kubernetes.Objects;

namespace Slipway.EndToEnd.Tests.Secrets;

/// <summary>Who may read what boots machines, and what a machine may do that joins with its token.</summary>
public sealed class SecretReaderTests
{
    private const string Namespace = "default";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task BootData_AreInASecretOfTheirConfig_ThatViewDoesNotRead()
    {
        await using var plane = await TestPlane.StartAsync(Transport.Https);
        await using var cluster = await TestCluster.CreateAsync(plane.Client, new(1, 1));
        foreach (var machine in cluster.View.Read(o => o.Of(CoreTypes.Machine).ToList()))
        {
            var data = cluster.View.Read(o => o.Find(BuiltInTypes.Secret, machine.Text("spec.bootstrap.dataSecretName")!))!;
            Assert.Equal("cluster.x-k8s.io/secret", data.Text("type"));
            var owner = Assert.Single((JsonArray)data.At("metadata", "ownerReferences")!);
            var config = cluster.View.Read(o => o.Find(KubeadmTypes.KubeadmConfig, owner.Text("name")!))!;
            Assert.Equal(("KubeadmConfig", config.Text("metadata.uid")), (owner.Text("kind"), owner.Text("uid")));
            Assert.Equal(machine.Name(), config.At("metadata", "ownerReferences")![0].Text("name"));
        }

        var connection = KubeConnection.FromKubeconfigFile(plane.KubeconfigPath);
        using var viewer = new HttpKubeClient(connection with { ClientCertificate = null, Token = await ViewerAsync(plane.Client) });
        await viewer.ListAsync(BuiltInTypes.ConfigMap, Namespace, ListOptions.All, Token);
        await ForbiddenAsync(() => viewer.ListAsync(BuiltInTypes.Secret, Namespace, ListOptions.All, Token));
        await ForbiddenAsync(() => viewer.GetAsync(BuiltInTypes.Secret, new(Namespace, "demo-kubeconfig"), Token));
        await ForbiddenAsync(() => viewer.ListAsync(KubeadmTypes.KubeadmConfig, Namespace, ListOptions.All, Token));
    }

    [Fact]
    public async Task JoiningToken_ReadsWhatKubeadmReads_AndNoMore()
    {
        await using var plane = await TestPlane.StartAsync(Transport.Https);
        await using var cluster = await TestCluster.ApplyAsync(plane.Client, new(1, 1), body =>
        {
            // A worker that boots for ever keeps its token.
            if (body.Name() == "demo-md-0" && body.Text("kind") == "DevMachineTemplate")
            {
                body["spec"]!["template"]!["spec"]!["backend"]!["inMemory"] = JsonNode.Parse(
                    """{"vm": {"provisioning": {"startupDuration": "1h"}}}""");
            }
        });
        await cluster.View.UntilAsync("the worker has its boot data, and the cluster its first Node", o =>
            Worker(o) is { } worker && worker.Is("DataSecretAvailable") && o.Of(CoreTypes.Machine).Any(m => m.Is("NodeHealthy")));
        var token = cluster.View.Read(o => Worker(o).Text("spec.joinConfiguration.discovery.bootstrapToken.token"));
        using var joining = new HttpKubeClient(cluster.Connection() with { ClientCertificate = null, Token = token });

        foreach (var map in new[] { "kubeadm-config", "kubelet-config" })
        {
            await joining.GetAsync(BuiltInTypes.ConfigMap, new("kube-system", map), Token);
        }

        await joining.GetAsync(BuiltInTypes.Node, ObjectKey.ClusterScoped(cluster.ControlPlaneNodes()[0]), Token);
        await ForbiddenAsync(() => joining.ListAsync(BuiltInTypes.Secret, "kube-system", ListOptions.All, Token));
        await ForbiddenAsync(() => joining.GetAsync(BuiltInTypes.Secret, new("kube-system", $"bootstrap-token-{token![..6]}"), Token));
        await ForbiddenAsync(() => joining.GetAsync(BuiltInTypes.ConfigMap, new("kube-system", "coredns"), Token));
        await ForbiddenAsync(() => joining.ListAsync(BuiltInTypes.ConfigMap, "kube-system", ListOptions.All, Token));
        await ForbiddenAsync(() => joining.ListAsync(BuiltInTypes.Node, ns: null, ListOptions.All, Token));
        await ForbiddenAsync(() => joining.ListAsync(BuiltInTypes.Pod, "kube-system", ListOptions.All, Token));
        var node = JsonNode.Parse("""{"apiVersion": "v1", "kind": "Node", "metadata": {"name": "mine"}}""")!.AsObject();
        await ForbiddenAsync(() => joining.CreateAsync(BuiltInTypes.Node, node, WriteOptions.Default, Token));
    }

    private static JsonObject? Worker(Objects objects) =>
        objects.Of(KubeadmTypes.KubeadmConfig).FirstOrDefault(c => c.Name().StartsWith("demo-md-0", StringComparison.Ordinal));

    private static async Task<string> ViewerAsync(IKubeClient client)
    {
        foreach (var (type, json) in new (ResourceType Type, string Json)[]
        {
            (BuiltInTypes.ServiceAccount,
                """{"apiVersion": "v1", "kind": "ServiceAccount", "metadata": {"name": "viewer", "namespace": "default"}}"""),
            (BuiltInTypes.RoleBinding,
                """
                {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "RoleBinding",
                 "metadata": {"name": "viewer", "namespace": "default"},
                 "roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": "view"},
                 "subjects": [{"kind": "ServiceAccount", "name": "viewer", "namespace": "default"}]}
                """),
            (BuiltInTypes.Secret,
                """
                {"apiVersion": "v1", "kind": "Secret", "type": "kubernetes.io/service-account-token",
                 "metadata": {"name": "viewer", "namespace": "default", "annotations": {"kubernetes.io/service-account.name": "viewer"}}}
                """),
        })
        {
            await client.CreateAsync(type, JsonNode.Parse(json)!.AsObject(), WriteOptions.Default, Token);
        }

        await using var view = await ObjectView.OpenAsync(client, BuiltInTypes.Secret);
        await view.UntilAsync("the account has its token", o => o.Find(BuiltInTypes.Secret, "viewer").Text("data.token") is not null);
        return Encoding.UTF8.GetString(Convert.FromBase64String(view.Read(o => o.Find(BuiltInTypes.Secret, "viewer").Text("data.token"))!));
    }

    private static async Task ForbiddenAsync(Func<Task> request) =>
        Assert.Equal(403, (await Assert.ThrowsAnyAsync<KubeApiException>(request)).Status.Code);
}
