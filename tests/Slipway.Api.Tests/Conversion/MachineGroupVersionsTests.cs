namespace Slipway.Api.Tests.Conversion;

/// <summary>What the core's kinds about many Machines look like in each version: health checks, pools and drain rules.</summary>
public sealed class MachineGroupVersionsTests
{
    [Fact]
    public void MachineHealthCheck_InV1Beta1_SaysTheSame() => Versions.AssertSame(
        """
        apiVersion: cluster.x-k8s.io/v1beta2
        kind: MachineHealthCheck
        metadata: {name: h, namespace: ns}
        spec:
          clusterName: c
          selector: {matchLabels: {a: b}}
          checks:
            nodeStartupTimeoutSeconds: 600
            unhealthyNodeConditions: [{type: Ready, status: Unknown, timeoutSeconds: 300}]
            unhealthyMachineConditions: [{type: BootstrapConfigReady, status: "False", timeoutSeconds: 90}]
          remediation:
            triggerIf: {unhealthyLessThanOrEqualTo: 40%, unhealthyInRange: "[3-5]"}
            templateRef: {apiVersion: infrastructure.cluster.x-k8s.io/v1, kind: RebootTemplate, name: t}
        status:
          expectedMachines: 3
          currentHealthy: 2
          remediationsAllowed: 0
          observedGeneration: 4
          targets: [a, b, c]
          conditions: [{type: RemediationAllowed, status: "True", reason: RemediationAllowed, lastTransitionTime: "2026-01-02T03:04:05Z"}]
          deprecated: {v1beta1: {conditions: [{type: RemediationAllowed, status: "True", lastTransitionTime: "2026-01-02T03:04:05Z"}]}}
        """,
        """
        apiVersion: cluster.x-k8s.io/v1beta1
        kind: MachineHealthCheck
        metadata: {name: h, namespace: ns}
        spec:
          clusterName: c
          selector: {matchLabels: {a: b}}
          nodeStartupTimeout: 10m0s
          unhealthyConditions: [{type: Ready, status: Unknown, timeout: 5m0s}]
          unhealthyMachineConditions: [{type: BootstrapConfigReady, status: "False", timeout: 1m30s}]
          maxUnhealthy: 40%
          unhealthyRange: "[3-5]"
          remediationTemplate: {apiVersion: infrastructure.cluster.x-k8s.io/v1, kind: RebootTemplate, name: t, namespace: ns}
        status:
          expectedMachines: 3
          currentHealthy: 2
          remediationsAllowed: 0
          observedGeneration: 4
          targets: [a, b, c]
          conditions: [{type: RemediationAllowed, status: "True", lastTransitionTime: "2026-01-02T03:04:05Z"}]
          v1beta2:
            conditions: [{type: RemediationAllowed, status: "True", reason: RemediationAllowed, lastTransitionTime: "2026-01-02T03:04:05Z"}]
        """);

    [Theory]
    [InlineData("v1alpha3")]
    [InlineData("v1alpha4")]
    public void MachineHealthCheck_InAlphaVersions_SaysTheSame(string version) => Versions.AssertSame(
        """
        apiVersion: cluster.x-k8s.io/v1beta2
        kind: MachineHealthCheck
        metadata: {name: h, namespace: ns}
        spec:
          clusterName: c
          selector: {matchLabels: {a: b}}
          checks:
            nodeStartupTimeoutSeconds: 0
            unhealthyNodeConditions: [{type: Ready, status: Unknown, timeoutSeconds: 300}]
          remediation: {triggerIf: {unhealthyLessThanOrEqualTo: 2}}
        """,
        $$"""
        apiVersion: cluster.x-k8s.io/{{version}}
        kind: MachineHealthCheck
        metadata: {name: h, namespace: ns}
        spec:
          clusterName: c
          selector: {matchLabels: {a: b} }
          nodeStartupTimeout: 0s
          unhealthyConditions: [{type: Ready, status: Unknown, timeout: 5m0s}]
          maxUnhealthy: 2
        """);

    [Fact]
    public void MachinePool_InV1Beta1_SaysTheSame() => Versions.AssertSame(
        """
        apiVersion: cluster.x-k8s.io/v1beta2
        kind: MachinePool
        metadata: {name: p, namespace: ns}
        spec:
          clusterName: c
          replicas: 3
          failureDomains: [a, b]
          providerIDList: ["x:///1"]
          template:
            spec:
              clusterName: c
              minReadySeconds: 5
              bootstrap: {configRef: {apiGroup: bootstrap.cluster.x-k8s.io, kind: KubeadmConfig, name: b}}
              infrastructureRef: {apiGroup: infrastructure.cluster.x-k8s.io, kind: DevMachinePool, name: i}
              deletion: {nodeDeletionTimeoutSeconds: 10}
        status:
          phase: Running
          replicas: 3
          readyReplicas: 2
          upToDateReplicas: 1
          initialization: {bootstrapDataSecretCreated: true, infrastructureProvisioned: true}
          nodeRefs: [{apiVersion: v1, kind: Node, name: n, uid: u}]
          versions: [{version: v1.34.1, replicas: 3}]
          deprecated: {v1beta1: {readyReplicas: 3, availableReplicas: 3, unavailableReplicas: 0, failureReason: Bad, failureMessage: very}}
        """,
        """
        apiVersion: cluster.x-k8s.io/v1beta1
        kind: MachinePool
        metadata: {name: p, namespace: ns}
        spec:
          clusterName: c
          replicas: 3
          minReadySeconds: 5
          failureDomains: [a, b]
          providerIDList: ["x:///1"]
          template:
            spec:
              clusterName: c
              bootstrap: {configRef: {apiVersion: bootstrap.cluster.x-k8s.io/v1beta2, kind: KubeadmConfig, name: b, namespace: ns}}
              infrastructureRef: {apiVersion: infrastructure.cluster.x-k8s.io/v1beta2, kind: DevMachinePool, name: i, namespace: ns}
              nodeDeletionTimeout: 10s
        status:
          phase: Running
          replicas: 3
          readyReplicas: 3
          availableReplicas: 3
          unavailableReplicas: 0
          bootstrapReady: true
          infrastructureReady: true
          nodeRefs: [{apiVersion: v1, kind: Node, name: n, uid: u}]
          versions: [{version: v1.34.1, replicas: 3}]
          failureReason: Bad
          failureMessage: very
          v1beta2: {readyReplicas: 2, upToDateReplicas: 1}
        """);

    [Theory]
    [InlineData("exp.cluster.x-k8s.io/v1alpha3")]
    [InlineData("cluster.x-k8s.io/v1alpha3")]
    [InlineData("cluster.x-k8s.io/v1alpha4")]
    public void MachinePool_InAlphaVersions_SaysTheSame(string version) => Versions.AssertSame(
        """
        apiVersion: cluster.x-k8s.io/v1beta2
        kind: MachinePool
        metadata: {name: p, namespace: ns}
        spec:
          clusterName: c
          template:
            spec: {clusterName: c, minReadySeconds: 5, bootstrap: {dataSecretName: d}, deletion: {nodeDrainTimeoutSeconds: 60}}
        status: {initialization: {infrastructureProvisioned: true}}
        """,
        $$"""
        apiVersion: {{version}}
        kind: MachinePool
        metadata: {name: p, namespace: ns}
        spec:
          clusterName: c
          minReadySeconds: 5
          template:
            spec: {clusterName: c, bootstrap: {dataSecretName: d}, nodeDrainTimeout: 1m0s}
        status: {infrastructureReady: true}
        """);

    [Fact]
    public void MachineDrainRule_InV1Beta1_SaysTheSame() => Versions.AssertSame(Rule("v1beta2"), Rule("v1beta1"));

    private static string Rule(string version) =>
        $$"""
        apiVersion: cluster.x-k8s.io/{{version}}
        kind: MachineDrainRule
        metadata: {name: r, namespace: ns}
        spec:
          drain: {behavior: Drain, order: 7}
          machines: [{selector: {matchLabels: {a: b} }, clusterSelector: {matchLabels: {c: d} } }]
          pods: [{selector: {matchLabels: {e: f} }, namespaceSelector: {matchLabels: {g: h} } }]
        """;
}
