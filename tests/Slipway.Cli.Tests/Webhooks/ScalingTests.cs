using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Yaml;

namespace Slipway.Cli.Tests.Webhooks;

/// <summary>Replicas as autoscalers, people and their tools set them, in every version of every kind that has them.</summary>
public sealed class ScalingTests(RuledServers servers) : IClassFixture<RuledServers>
{
    private const string Annotations =
        "{cluster.x-k8s.io/cluster-api-autoscaler-node-group-min-size: \"2\", cluster.x-k8s.io/cluster-api-autoscaler-node-group-max-size: \"5\"}";

    private static readonly ResourceType[] Sets = [.. Types("machinedeployments", "MachineDeployment"), .. Types("machinesets", "MachineSet")];

    private static readonly ResourceType[] Pools =
    [
        .. Types("machinepools", "MachinePool"),
        new(new GroupVersionKind("exp.cluster.x-k8s.io", "v1alpha3", "MachinePool"), "machinepools", Namespaced: true),
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Versions { get; } = [.. Sets.Concat(Pools).Select(Text)];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Replicas_LeftToTheAutoscaler_AreWithinItsBounds(string type)
    {
        var kind = Parse(type);

        // The definitions of v1alpha4 say that 1 is the default of sets and deployments, which comes before any webhook.
        var fromSchema = kind.Kind.Version == "v1alpha4" && !Pools.Contains(kind);
        foreach (var client in ServersOf(kind))
        {
            var key = new ObjectKey("default", $"bounded-{kind.Kind.Version}-{kind.Kind.Group.Length}");
            await client.CreateAsync(kind, Body(kind, key.Name, replicas: null), WriteOptions.Default, Token);
            Assert.Equal(fromSchema ? 1 : 2, await ReplicasAsync(client, kind, key));
            foreach (var (before, after) in new[] { (9, 5), (1, 2), (3, 3), (0, 2) })
            {
                await PatchAsync(client, kind, key, before);
                Assert.Equal(before, await ReplicasAsync(client, kind, key));
                await PatchAsync(client, kind, key, replicas: null);
                Assert.Equal(fromSchema ? 1 : after, await ReplicasAsync(client, kind, key));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Scale_TellsReplicasAndSelectorAndSetsThem(string type)
    {
        var kind = Parse(type);
        var hub = kind with { Kind = kind.Kind with { Group = "cluster.x-k8s.io", Version = "v1beta2" } };
        foreach (var client in ServersOf(kind))
        {
            var key = new ObjectKey("default", $"scaled-{kind.Kind.Version}-{kind.Kind.Group.Length}");
            await client.CreateAsync(kind, Body(kind, key.Name, replicas: 1), WriteOptions.Default, Token);
            var status = Pools.Contains(kind) ? """{"status":{"replicas":4}}""" : """{"status":{"replicas":4,"selector":"a=b,c=d"}}""";
            await client.PatchAsync(
                hub, key, KubePatch.Merge(JsonNode.Parse(status)!.AsObject()), new WriteOptions { Subresource = "status" }, Token);
            var scale = (await ScaleAsync(client, kind, key, replicas: 1)).ToJsonObject();
            Assert.Equal("autoscaling/v1", (string?)scale["apiVersion"]);
            Assert.Equal(1, (int?)scale["spec"]!["replicas"]);
            Assert.Equal(4, (int?)scale["status"]!["replicas"]);
            Assert.Equal(Pools.Contains(kind) ? null : "a=b,c=d", (string?)scale["status"]!["selector"]);

            await ScaleAsync(client, kind, key, replicas: 3);
            Assert.Equal(3, await ReplicasAsync(client, kind, key));
        }
    }

    // On a real Kubernetes the pools of the old group are objects of their own, of which no webhook is told.
    private IEnumerable<IKubeClient> ServersOf(ResourceType type) =>
        type.Kind.Group == "exp.cluster.x-k8s.io" ? [servers.InProcess] : [servers.InProcess, servers.OverWebhooks];

    private static ResourceType[] Types(string plural, string kind) =>
    [
        .. new[] { "v1alpha3", "v1alpha4", "v1beta1", "v1beta2" }.Select(
            v => new ResourceType(new GroupVersionKind("cluster.x-k8s.io", v, kind), plural, Namespaced: true)),
    ];

    private static string Text(ResourceType type) => $"{type.Kind.Kind}.{type.Kind.Version}.{type.Kind.Group}";

    private static ResourceType Parse(string text) => Sets.Concat(Pools).Single(t => Text(t) == text);

    private static Task<KubeObject> ScaleAsync(IKubeClient client, ResourceType type, ObjectKey key, int replicas) => client.PatchAsync(
        type, key, KubePatch.Merge(new JsonObject { ["spec"] = new JsonObject { ["replicas"] = replicas } }),
        new WriteOptions { Subresource = "scale" }, Token);

    private static async Task<int?> ReplicasAsync(IKubeClient client, ResourceType type, ObjectKey key) =>
        (int?)(await client.GetAsync(type, key, Token)).ToJsonObject()["spec"]!["replicas"];

    private static Task PatchAsync(IKubeClient client, ResourceType type, ObjectKey key, int? replicas) => client.PatchAsync(
        type, key, KubePatch.Merge(new JsonObject { ["spec"] = new JsonObject { ["replicas"] = replicas } }), WriteOptions.Default, Token);

    private static JsonObject Body(ResourceType type, string name, int? replicas)
    {
        var hub = type.Kind.Version == "v1beta2";
        var selector = Pools.Contains(type) ? "" : "selector: {matchLabels: {a: b}}";
        var reference = hub ? "apiGroup: infrastructure.cluster.x-k8s.io" : $"apiVersion: infrastructure.cluster.x-k8s.io/{type.Kind.Version}";
        return KubeYaml.Parse($$$"""
            apiVersion: {{{type.Kind.ApiVersion}}}
            kind: {{{type.Kind.Kind}}}
            metadata: {name: {{{name}}}, namespace: default, annotations: {{{Annotations}}}}
            spec:
              clusterName: demo
              replicas: {{{replicas?.ToString(CultureInfo.InvariantCulture) ?? "null"}}}
              {{{selector}}}
              template:
                metadata: {labels: {a: b}}
                spec:
                  clusterName: demo
                  bootstrap: {dataSecretName: boot}
                  infrastructureRef: { {{{reference}}}, kind: DevMachineTemplate, name: demo}
            """)!.AsObject();
    }
}
