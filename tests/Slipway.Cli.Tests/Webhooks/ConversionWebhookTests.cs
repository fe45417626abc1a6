using System.Net;
using System.Text.Json.Nodes;
using Slipway.Api;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Yaml;

namespace Slipway.Cli.Tests.Webhooks;

/// <summary>Objects in other versions, by the webhook that a real Kubernetes asks.</summary>
public sealed class ConversionWebhookTests(RuledServers servers) : IClassFixture<RuledServers>
{
    private const string HealthCheck =
        """{"apiVersion":"cluster.x-k8s.io/v1beta1","kind":"MachineHealthCheck","metadata":{"name":"h"},"spec":{"nodeStartupTimeout":"10m"}}""";

    private const string Machine =
        """{"apiVersion":"cluster.x-k8s.io/v1beta2","kind":"Machine","metadata":{"name":"m"},"spec":{"minReadySeconds":5}}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Manifests { get; } = new()
    {
        {
            "v1beta1",
            """
            apiVersion: cluster.x-k8s.io/v1beta1
            kind: MachineHealthCheck
            metadata: {name: NAME, namespace: default}
            spec:
              clusterName: demo
              selector: {matchLabels: {a: b}}
              nodeStartupTimeout: 10m
              unhealthyConditions: [{type: Ready, status: Unknown, timeout: 300s}]
            """
        },
        {
            "v1alpha3",
            """
            apiVersion: cluster.x-k8s.io/v1alpha3
            kind: MachineDeployment
            metadata: {name: NAME, namespace: default}
            spec:
              clusterName: demo
              minReadySeconds: 7
              selector: {}
              template:
                spec:
                  clusterName: demo
                  version: v1.31.0
                  bootstrap: {dataSecretName: d}
                  infrastructureRef: {apiVersion: infrastructure.cluster.x-k8s.io/v1beta1, kind: DevMachineTemplate, name: demo}
            """
        },
        {
            "v1alpha1",
            """
            apiVersion: ipam.cluster.x-k8s.io/v1alpha1
            kind: IPAddressClaim
            metadata: {name: NAME, namespace: default, labels: {cluster.x-k8s.io/cluster-name: demo}}
            spec: {poolRef: {apiGroup: ipam.x, kind: Pool, name: p}}
            """
        },
    };

    [Theory]
    [MemberData(nameof(Manifests))]
    public async Task Object_OverTheWebhook_IsConvertedAsInProcess(string version, string manifest)
    {
        var body = KubeYaml.Parse(manifest.Replace("NAME", $"of-{version}", StringComparison.Ordinal))!.AsObject();
        var kind = GroupVersionKind.Parse((string)body["apiVersion"]!, (string)body["kind"]!);
        var hub = ApiTypes.All.Single(t => t.Resource.Kind.GroupKind == kind.GroupKind).Resource;
        var older = hub with { Kind = kind };
        var key = new ObjectKey("default", (string)body["metadata"]!["name"]!);

        async Task<string[]> AnswersAsync(IKubeClient client)
        {
            var made = await client.CreateAsync(older, (JsonObject)body.DeepClone(), WriteOptions.Default, Token);
            var stored = await client.GetAsync(hub, key, Token);
            var listed = Assert.Single((await client.ListAsync(older, "default", new ListOptions(), Token)).Items);
            return [.. new[] { made, stored, listed }.Select(Content)];
        }

        Assert.Equal(await AnswersAsync(servers.InProcess), await AnswersAsync(servers.OverWebhooks));
    }

    [Fact]
    public async Task Review_OfSeveralObjects_HasThemAllInTheirOrder()
    {
        var response = await AnswerAsync("cluster.x-k8s.io/v1alpha4", HealthCheck, Machine);

        Assert.Equal("u-1", (string?)response["uid"]);
        Assert.Equal("Success", (string?)response["result"]!["status"]);
        var objects = response["convertedObjects"]!.AsArray();
        Assert.All(objects, o => Assert.Equal("cluster.x-k8s.io/v1alpha4", (string?)o!["apiVersion"]));
        Assert.Equal(["h", "m"], objects.Select(o => (string?)o!["metadata"]!["name"]));
        Assert.Equal("10m0s", (string?)objects[0]!["spec"]!["nodeStartupTimeout"]);
        var kept = (string?)objects[1]!["metadata"]!["annotations"]!["cluster.x-k8s.io/conversion-data"];
        Assert.Contains("minReadySeconds", kept, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cluster.x-k8s.io/v1beta2", """{"apiVersion":"v1","kind":"Pod"}""", "Pod is not converted here")]
    [InlineData("cluster.x-k8s.io/v1", Machine, "cluster.x-k8s.io/v1beta2, Kind=Machine is not known as cluster.x-k8s.io/v1")]
    [InlineData("cluster.x-k8s.io/v1beta1", """{"kind":"Machine"}""", "objects[0] has no apiVersion or no kind")]
    [InlineData(
        "cluster.x-k8s.io/v1beta2",
        """{"apiVersion":"cluster.x-k8s.io/v1beta1","kind":"MachineHealthCheck","spec":{"nodeStartupTimeout":"soon"}}""",
        """
        the object cannot be converted to cluster.x-k8s.io/v1beta2: spec.nodeStartupTimeout: Invalid value: "soon": must be a duration such as 10m or 1h30m
        """)]
    public async Task Review_OfWhatCannotBeConverted_TellsWhy(string wanted, string obj, string why)
    {
        var result = (await AnswerAsync(wanted, obj))["result"]!;

        Assert.Equal("Failure", (string?)result["status"]);
        Assert.Equal(why, (string?)result["message"]);
    }

    [Theory]
    [InlineData("GET", null, HttpStatusCode.MethodNotAllowed)]
    [InlineData("POST", "{", HttpStatusCode.BadRequest)]
    [InlineData("POST", "{}", HttpStatusCode.BadRequest)]
    [InlineData("POST", """{"request":{"uid":"1"}}""", HttpStatusCode.BadRequest)]
    [InlineData("POST", """{"request":{"uid":"1","desiredAPIVersion":"v1","objects":7}}""", HttpStatusCode.BadRequest)]
    public async Task Request_ThatIsNoReview_IsRefused(string method, string? body, HttpStatusCode expected)
    {
        using var response = await servers.SendAsync(new HttpMethod(method), "/convert", body);

        Assert.Equal(expected, response.StatusCode);
    }

    private static string Content(KubeObject obj)
    {
        var json = obj.ToJsonObject();
        var metadata = new JsonObject
        {
            ["labels"] = json["metadata"]!["labels"]?.DeepClone(), ["annotations"] = json["metadata"]!["annotations"]?.DeepClone(),
        };
        json["metadata"] = metadata;
        return json.ToJsonString();
    }

    private async Task<JsonObject> AnswerAsync(string wanted, params IEnumerable<string> objects)
    {
        var review =
            $$"""
            {
              "apiVersion": "apiextensions.k8s.io/v1", "kind": "ConversionReview",
              "request": {"uid": "u-1", "desiredAPIVersion": "{{wanted}}", "objects": [{{string.Join(',', objects)}}]}
            }
            """;
        using var response = await servers.SendAsync(HttpMethod.Post, "/convert", review);
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(Token))!.AsObject();
        Assert.Equal("ConversionReview", (string?)answer["kind"]);
        return answer["response"]!.AsObject();
    }
}
