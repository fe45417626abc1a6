namespace Slipway.Api.Tests.Conversion;

/// <summary>What ClusterResourceSets and their bindings look like in each version.</summary>
public sealed class AddonsVersionsTests
{
    private const string Condition = """{type: ResourcesApplied, status: "True", reason: Applied, lastTransitionTime: "2026-01-02T03:04:05Z"}""";

    private const string Spec =
        """
        spec:
          clusterSelector: {matchLabels: {cni: x}}
          strategy: Reconcile
          resources: [{kind: ConfigMap, name: a}, {kind: Secret, name: b}]
        """;

    private const string Bindings =
        """
          bindings:
            - clusterResourceSetName: s
              resources: [{kind: ConfigMap, name: a, applied: true, hash: "sha256:1", lastAppliedTime: "2026-01-02T03:04:05Z"}]
        """;

    [Fact]
    public void ClusterResourceSet_InV1Beta1_SaysTheSame() => Versions.AssertSame(
        $$"""
        apiVersion: addons.cluster.x-k8s.io/v1beta2
        kind: ClusterResourceSet
        metadata: {name: s, namespace: ns}
        {{Spec}}
        status:
          observedGeneration: 2
          conditions: [{{Condition}}]
          deprecated: {v1beta1: {conditions: [{type: Old, status: "False", lastTransitionTime: "2026-01-02T03:04:05Z"}] } }
        """,
        $$"""
        apiVersion: addons.cluster.x-k8s.io/v1beta1
        kind: ClusterResourceSet
        metadata: {name: s, namespace: ns}
        {{Spec}}
        status:
          observedGeneration: 2
          conditions: [{type: Old, status: "False", lastTransitionTime: "2026-01-02T03:04:05Z"}]
          v1beta2: {conditions: [{{Condition}}] }
        """);

    [Theory]
    [InlineData("v1alpha3")]
    [InlineData("v1alpha4")]
    public void ClusterResourceSet_InAlphaVersions_SaysTheSame(string version) => Versions.AssertSame(
        $$"""
        apiVersion: addons.cluster.x-k8s.io/v1beta2
        kind: ClusterResourceSet
        metadata: {name: s, namespace: ns}
        {{Spec}}
        """,
        $$"""
        apiVersion: addons.cluster.x-k8s.io/{{version}}
        kind: ClusterResourceSet
        metadata: {name: s, namespace: ns}
        {{Spec}}
        """);

    [Fact]
    public void ClusterResourceSetBinding_InV1Beta1_SaysTheSame() => Versions.AssertSame(
        Binding("v1beta2", "spec:\n  clusterName: other"), Binding("v1beta1", "spec:\n  clusterName: other"));

    [Theory]
    [InlineData("v1alpha3")]
    [InlineData("v1alpha4")]
    public void ClusterResourceSetBinding_InAlphaVersions_IsNamedAsItsCluster(string version) => Versions.AssertSame(
        Binding("v1beta2", "spec:\n  clusterName: c"), Binding(version, "spec:"));

    private static string Binding(string version, string spec) =>
        $$"""
        apiVersion: addons.cluster.x-k8s.io/{{version}}
        kind: ClusterResourceSetBinding
        metadata: {name: c, namespace: ns}
        {{spec}}
        {{Bindings}}
        """;
}
