using System.Text.Json.Nodes;

namespace Slipway.Api.Tests.Conversion;

/// <summary>What IPAddresses and their claims look like in each version.</summary>
public sealed class IpamVersionsTests
{
    private const string Pool = "{apiGroup: ipam.example.com, kind: Pool, name: p}";

    [Theory]
    [InlineData("v1beta1")]
    [InlineData("v1alpha1")]
    public void IPAddress_InOlderVersions_SaysTheSame(string version) => Versions.AssertSame(Address("v1beta2"), Address(version));

    [Fact]
    public void IPAddressClaim_InV1Beta1_SaysTheSame() => Versions.AssertSame(
        $$"""
        apiVersion: ipam.cluster.x-k8s.io/v1beta2
        kind: IPAddressClaim
        metadata: {name: i, namespace: ns}
        spec: {clusterName: c, poolRef: {{Pool}} }
        status:
          addressRef: {name: a}
          conditions: [{type: Ready, status: "True", reason: Ready, lastTransitionTime: "2026-01-02T03:04:05Z"}]
          deprecated: {v1beta1: {conditions: [{type: Ready, status: "False", lastTransitionTime: "2026-01-02T03:04:05Z"}] } }
        """,
        $$"""
        apiVersion: ipam.cluster.x-k8s.io/v1beta1
        kind: IPAddressClaim
        metadata: {name: i, namespace: ns}
        spec: {clusterName: c, poolRef: {{Pool}} }
        status:
          addressRef: {name: a}
          conditions: [{type: Ready, status: "False", lastTransitionTime: "2026-01-02T03:04:05Z"}]
          v1beta2: {conditions: [{type: Ready, status: "True", reason: Ready, lastTransitionTime: "2026-01-02T03:04:05Z"}] }
        """);

    [Theory]
    [InlineData("{}", "{cluster.x-k8s.io/cluster-name: c}", """{conversion.cluster.x-k8s.io/cluster-name-label-set: "false"}""")]
    [InlineData("{cluster.x-k8s.io/cluster-name: c}", "{cluster.x-k8s.io/cluster-name: c}", "{}")]
    [InlineData("{cluster.x-k8s.io/cluster-name: x}", "{cluster.x-k8s.io/cluster-name: c}", "{conversion.cluster.x-k8s.io/cluster-name-label: x}")]
    public void IPAddressClaim_InV1Alpha1_HasItsClusterAsALabel(string labels, string olderLabels, string olderAnnotations) => Versions.AssertSame(
        Claim("v1beta2", "clusterName: c, ", labels, "{}"), Claim("v1alpha1", "", olderLabels, olderAnnotations));

    [Theory]
    [InlineData("{cluster.x-k8s.io/cluster-name: d}", "d")]
    [InlineData("{}", null)]
    public void IPAddressClaim_LabelChangedInV1Alpha1_IsOfThatCluster(string labels, string? cluster)
    {
        // The condition is what v1alpha1 has no place for: there is an annotation to come back from.
        var hub = Versions.Parse(Claim("v1beta2", "clusterName: c, ", "{}", "{}"));
        hub["status"] = new JsonObject { ["conditions"] = new JsonArray(new JsonObject { ["type"] = "Ready", ["status"] = "True" }) };
        var older = Versions.Convert(hub, "v1alpha1");
        older["metadata"]!["labels"] = Versions.Parse(labels);

        var back = Versions.Convert(older, "v1beta2");

        Assert.Equal(cluster, (string?)back["spec"]!["clusterName"]);
        Assert.True(JsonNode.DeepEquals(hub["status"], back["status"]), back.ToString());
    }

    private static string Address(string version) =>
        $$"""
        apiVersion: ipam.cluster.x-k8s.io/{{version}}
        kind: IPAddress
        metadata: {name: i, namespace: ns}
        spec: {address: 10.0.0.7, prefix: 24, gateway: 10.0.0.1, claimRef: {name: c}, poolRef: {{Pool}} }
        """;

    private static string Claim(string version, string cluster, string labels, string annotations)
    {
        var metadata = "name: i, namespace: ns"
            + (annotations == "{}" ? "" : $", annotations: {annotations}")
            + (labels == "{}" ? "" : $", labels: {labels}");
        return $$"""
            apiVersion: ipam.cluster.x-k8s.io/{{version}}
            kind: IPAddressClaim
            metadata: { {{metadata}} }
            spec: { {{cluster}}poolRef: {{Pool}} }
            """;
    }
}
