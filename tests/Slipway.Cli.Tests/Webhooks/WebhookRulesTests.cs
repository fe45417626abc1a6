using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Slipway.Api;
using Slipway.Api.Admission;
using Slipway.Cli.Webhooks;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Patching;
using Slipway.Kubernetes.Yaml;

namespace Slipway.Cli.Tests.Webhooks;

/// <summary>Whether the rules are in the server's process or behind webhooks, the same requests get the same answers.</summary>
public sealed class WebhookRulesTests(RuledServers servers) : IClassFixture<RuledServers>
{
    private const string MachineSpec = """
        clusterName: demo
        version: 1.31.0
        bootstrap: {configRef: {apiGroup: bootstrap.cluster.x-k8s.io, kind: KubeadmConfigTemplate, name: demo}}
        infrastructureRef: {apiGroup: infrastructure.cluster.x-k8s.io, kind: DevMachineTemplate, name: demo}
        """;

    private const string ControlPlane = """
        apiVersion: controlplane.cluster.x-k8s.io/v1beta2
        kind: KubeadmControlPlane
        metadata: {name: NAME, namespace: default}
        spec:
          replicas: 3
          version: v1.31.0
          machineTemplate: {spec: {infrastructureRef: {apiGroup: infrastructure.cluster.x-k8s.io, kind: DevMachineTemplate, name: demo}}}
        """;

    private static readonly ResourceType Configurations = new(
        new GroupVersionKind("admissionregistration.k8s.io", "v1", "MutatingWebhookConfiguration"), "mutatingwebhookconfigurations", Namespaced: false);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Manifests { get; } =
    [
        $"{{apiVersion: cluster.x-k8s.io/v1beta2, kind: Machine, metadata: {{name: a, namespace: default}}, spec: {Flow(MachineSpec)}}}",
        $"{{apiVersion: cluster.x-k8s.io/v1beta2, kind: Machine, metadata: {{name: b, namespace: default}}, spec: {Flow(MachineSpec, """{"version":"1.x"}""")}}}",
        $$"""
        {apiVersion: cluster.x-k8s.io/v1beta2, kind: MachineDeployment, metadata: {name: c, namespace: default},
        spec: {clusterName: demo, selector: {}, template: {spec: {{Flow(MachineSpec)}} } } }
        """,
        """{apiVersion: cluster.x-k8s.io/v1beta2, kind: MachineHealthCheck, metadata: {name: d, namespace: default}, spec: {clusterName: demo, selector: {}}}""",
        """
        {apiVersion: cluster.x-k8s.io/v1beta1, kind: Cluster, metadata: {name: e, namespace: default},
        spec: {clusterNetwork: {pods: {cidrBlocks: [10.0.0.0/40]}}, infrastructureRef: {apiVersion: infrastructure.cluster.x-k8s.io/v1beta2, kind: DevCluster, name: e}}}
        """,
        """{apiVersion: infrastructure.cluster.x-k8s.io/v1beta2, kind: DevMachine, metadata: {name: f, namespace: default}, spec: {backend: {inMemory: {vm: {provisioning: {startupDuration: soon}}}}}}""",
        """
        {apiVersion: ipam.cluster.x-k8s.io/v1beta2, kind: IPAddress, metadata: {name: g, namespace: default},
        spec: {address: 10.0.0.1, prefix: 24, claimRef: {name: claim}, poolRef: {apiGroup: ipam.x, kind: Pool, name: other}}}
        """,
    ];

    [Theory]
    [MemberData(nameof(Manifests))]
    public async Task Create_OverWebhooks_IsAnsweredAsInProcess(string manifest)
    {
        var claim = KubeYaml.Parse("""
            {apiVersion: ipam.cluster.x-k8s.io/v1beta2, kind: IPAddressClaim, metadata: {name: claim, namespace: default}, spec: {poolRef: {apiGroup: ipam.x, kind: Pool, name: p}}}
            """)!.AsObject();

        async Task<string> AnswerAsync(IKubeClient client)
        {
            await client.PatchAsync(IpamTypes.IPAddressClaim, new ObjectKey("default", "claim"), KubePatch.Apply(claim), new WriteOptions { FieldManager = "test" }, Token);
            var body = KubeYaml.Parse(manifest)!.AsObject();
            var kind = GroupVersionKind.Parse((string)body["apiVersion"]!, (string)body["kind"]!);
            var type = ApiTypes.All.Single(t => t.Resource.Kind.GroupKind == kind.GroupKind).Resource;
            return await TellAsync(() => client.CreateAsync(type with { Kind = kind }, body, WriteOptions.Default, Token));
        }

        Assert.Equal(await AnswerAsync(servers.InProcess), await AnswerAsync(servers.OverWebhooks));
    }

    [Theory]
    [InlineData(4, "replicas cannot be an even number when etcd is stacked")]
    [InlineData(5, null)]
    public async Task Scale_OverWebhooks_IsAnsweredAsInProcess(int replicas, string? refusal)
    {
        foreach (var client in (IKubeClient[])[servers.InProcess, servers.OverWebhooks])
        {
            var name = $"scaled-{replicas}";
            await client.CreateAsync(
                KubeadmTypes.KubeadmControlPlane,
                KubeYaml.Parse(ControlPlane.Replace("NAME", name, StringComparison.Ordinal))!.AsObject(),
                WriteOptions.Default,
                Token);
            var answer = await TellAsync(() => client.PatchAsync(
                KubeadmTypes.KubeadmControlPlane,
                new ObjectKey("default", name),
                KubePatch.Merge(new JsonObject { ["spec"] = new JsonObject { ["replicas"] = replicas } }),
                new WriteOptions { Subresource = "scale" },
                Token));

            if (refusal is null)
            {
                Assert.Contains("\"replicas\":5", answer, StringComparison.Ordinal);
            }
            else
            {
                Assert.Equal(
                    $"403 Forbidden admission webhook \"validation-scale.kubeadmcontrolplane.controlplane.cluster.x-k8s.io\" denied the request: {refusal} []", answer);
            }
        }
    }

    [Fact]
    public void Webhooks_OfAllKinds_HaveUpstreamsNamesAndPaths()
    {
        var webhooks = new AdmissionRules().Webhooks;

        Assert.Contains(webhooks, w => w is
        {
            Name: "default.machinedeployment.cluster.x-k8s.io", Path: "/mutate-cluster-x-k8s-io-v1beta2-machinedeployment", Mutates: true,
        });
        Assert.Contains(webhooks, w => w is
        {
            Name: "validation-scale.kubeadmcontrolplane.controlplane.cluster.x-k8s.io",
            Path: "/validate-scale-controlplane-cluster-x-k8s-io-v1beta2-kubeadmcontrolplane",
            Subresource: "scale",
        });
        Assert.Equal(webhooks.Count, webhooks.Select(w => w.Path).Distinct().Count());
    }

    [Theory]
    [InlineData("POST", "/nothing", "{}", HttpStatusCode.NotFound)]
    [InlineData("GET", "/validate-cluster-x-k8s-io-v1beta2-machine", null, HttpStatusCode.MethodNotAllowed)]
    [InlineData("POST", "/validate-cluster-x-k8s-io-v1beta2-machine", "{", HttpStatusCode.BadRequest)]
    [InlineData("POST", "/validate-cluster-x-k8s-io-v1beta2-machine", "[]", HttpStatusCode.BadRequest)]
    [InlineData("POST", "/validate-cluster-x-k8s-io-v1beta2-machine", """{"request":{"uid":"1"}}""", HttpStatusCode.BadRequest)]
    public async Task Request_ThatIsNoReview_IsRefused(string method, string path, string? body, HttpStatusCode expected)
    {
        using var response = await servers.SendAsync(new HttpMethod(method), path, body);

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Dispose_TakesTheConfigurationsAway()
    {
        await using (await WebhookServer.StartAsync(
            servers.InProcess, new AdmissionRules(), new IPEndPoint(IPAddress.Loopback, 0), "localhost", TimeProvider.System, NullLoggerFactory.Instance, Token))
        {
            Assert.Single((await servers.InProcess.ListAsync(Configurations, ns: null, ListOptions.All, Token)).Items);
        }

        Assert.Empty((await servers.InProcess.ListAsync(Configurations, ns: null, ListOptions.All, Token)).Items);
    }

    private static string Flow(string spec, string patch = "{}") => MergePatch.Apply(KubeYaml.Parse(spec), JsonNode.Parse(patch))!.ToJsonString();

    private static async Task<string> TellAsync(Func<Task<KubeObject>> request)
    {
        try
        {
            var stored = (await request()).ToJsonObject();
            return new JsonObject { ["labels"] = stored["metadata"]!["labels"]?.DeepClone(), ["spec"] = stored["spec"]!.DeepClone() }.ToJsonString();
        }
        catch (KubeApiException e)
        {
            var causes = string.Join(", ", e.Status.Details?.Causes.Select(c => $"{c.Reason} {c.Field} {c.Message}") ?? []);
            return $"{e.Status.Code} {e.Status.Reason} {e.Message} [{causes}]";
        }
    }
}
