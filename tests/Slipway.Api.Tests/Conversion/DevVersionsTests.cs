namespace Slipway.Api.Tests.Conversion;

/// <summary>What the kinds of the development infrastructure provider look like in each version.</summary>
public sealed class DevVersionsTests
{
    [Fact]
    public void Cluster_InV1Beta1_SaysTheSame() => Versions.AssertSame(
        """
        apiVersion: infrastructure.cluster.x-k8s.io/v1beta2
        kind: DevCluster
        metadata: {name: c, namespace: ns}
        spec:
          controlPlaneEndpoint: {host: 127.0.0.1, port: 6443}
          backend: {docker: {failureDomains: [{name: a, controlPlane: true}, {name: b, controlPlane: false, attributes: {x: y}}]}}
        status:
          conditions: [{type: Ready, status: "True", reason: Ready, lastTransitionTime: "2026-01-02T03:04:05Z"}]
          failureDomains: [{name: a, controlPlane: true}]
          initialization: {provisioned: true}
          deprecated: {v1beta1: {conditions: [{type: Ready, status: "False", lastTransitionTime: "2026-01-02T03:04:05Z"}]}}
        """,
        """
        apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
        kind: DevCluster
        metadata: {name: c, namespace: ns}
        spec:
          controlPlaneEndpoint: {host: 127.0.0.1, port: 6443}
          backend: {docker: {failureDomains: {a: {controlPlane: true}, b: {controlPlane: false, attributes: {x: y}}}}}
        status:
          conditions: [{type: Ready, status: "False", lastTransitionTime: "2026-01-02T03:04:05Z"}]
          failureDomains: {a: {controlPlane: true}}
          ready: true
          v1beta2: {conditions: [{type: Ready, status: "True", reason: Ready, lastTransitionTime: "2026-01-02T03:04:05Z"}]}
        """);

    [Fact]
    public void Machine_InV1Beta1_SaysTheSame() => Versions.AssertSame(
        """
        apiVersion: infrastructure.cluster.x-k8s.io/v1beta2
        kind: DevMachine
        metadata: {name: m, namespace: ns}
        spec: {providerID: "inmemory:///m", backend: {inMemory: {vm: {provisioning: {startupDuration: 10s}}}}}
        status: {initialization: {provisioned: true}}
        """,
        """
        apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
        kind: DevMachine
        metadata: {name: m, namespace: ns}
        spec: {providerID: "inmemory:///m", backend: {inMemory: {vm: {provisioning: {startupDuration: 10s}}}}}
        status: {ready: true}
        """);
}
