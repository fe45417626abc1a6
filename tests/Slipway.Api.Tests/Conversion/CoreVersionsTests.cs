namespace Slipway.Api.Tests.Conversion;

/// <summary>What the kinds of the core look like in each version.</summary>
public sealed class CoreVersionsTests
{
    [Fact]
    public void Cluster_InV1Beta1_SaysTheSame() => Versions.AssertSame(
        """
        apiVersion: cluster.x-k8s.io/v1beta2
        kind: Cluster
        metadata: {name: c, namespace: ns}
        spec:
          controlPlaneRef: {apiGroup: controlplane.cluster.x-k8s.io, kind: KubeadmControlPlane, name: kcp}
          infrastructureRef: {apiGroup: infrastructure.cluster.x-k8s.io, kind: DevCluster, name: d}
          topology:
            classRef: {name: quick-start, namespace: classes}
            version: v1.34.1
            controlPlane:
              replicas: 3
              deletion: {nodeDrainTimeoutSeconds: 60}
              healthCheck: {enabled: true, checks: {nodeStartupTimeoutSeconds: 600}}
            workers:
              machineDeployments:
                - class: w
                  name: md
                  deletion: {order: Oldest}
                  healthCheck:
                    checks: {unhealthyNodeConditions: [{type: Ready, status: "False", timeoutSeconds: 300}]}
                    remediation: {maxInFlight: 2, triggerIf: {unhealthyLessThanOrEqualTo: 40%}}
                  rollout: {strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 1}}}
        status:
          conditions: [{type: Available, status: "True", reason: Available, lastTransitionTime: "2026-01-02T03:04:05Z"}]
          initialization: {infrastructureProvisioned: true, controlPlaneInitialized: false}
          failureDomains: [{name: a, controlPlane: true}, {name: b, controlPlane: false}]
          workers: {replicas: 2}
          deprecated: {v1beta1: {failureReason: Bad, failureMessage: very}}
        """,
        """
        apiVersion: cluster.x-k8s.io/v1beta1
        kind: Cluster
        metadata: {name: c, namespace: ns}
        spec:
          controlPlaneRef: {apiVersion: controlplane.cluster.x-k8s.io/v1beta2, kind: KubeadmControlPlane, name: kcp, namespace: ns}
          infrastructureRef: {apiVersion: infrastructure.cluster.x-k8s.io/v1beta2, kind: DevCluster, name: d, namespace: ns}
          topology:
            class: quick-start
            classNamespace: classes
            version: v1.34.1
            controlPlane:
              replicas: 3
              nodeDrainTimeout: 1m0s
              machineHealthCheck: {enable: true, nodeStartupTimeout: 10m0s}
            workers:
              machineDeployments:
                - class: w
                  name: md
                  machineHealthCheck:
                    unhealthyConditions: [{type: Ready, status: "False", timeout: 5m0s}]
                    maxUnhealthy: 40%
                  strategy:
                    type: RollingUpdate
                    rollingUpdate: {maxSurge: 1, deletePolicy: Oldest}
                    remediation: {maxInFlight: 2}
        status:
          infrastructureReady: true
          controlPlaneReady: false
          failureDomains: {a: {controlPlane: true}, b: {controlPlane: false}}
          failureReason: Bad
          failureMessage: very
          v1beta2:
            conditions: [{type: Available, status: "True", reason: Available, lastTransitionTime: "2026-01-02T03:04:05Z"}]
            workers: {replicas: 2}
        """);

    [Theory]
    [InlineData("True", "true")]
    [InlineData("False", "false")]
    public void Cluster_InV1Alpha3_TellsByAFlagThatItsControlPlaneIsInitialized(string status, string flag) => Versions.AssertSame(
        $$"""
        apiVersion: cluster.x-k8s.io/v1beta2
        kind: Cluster
        metadata: {name: c, namespace: ns}
        status:
          deprecated:
            v1beta1:
              conditions: [{type: ControlPlaneInitialized, status: "{{status}}", lastTransitionTime: "2026-01-02T03:04:05Z"}]
        """,
        $$"""
        apiVersion: cluster.x-k8s.io/v1alpha3
        kind: Cluster
        metadata: {name: c, namespace: ns}
        status:
          controlPlaneInitialized: {{flag}}
          conditions: [{type: ControlPlaneInitialized, status: "{{status}}", lastTransitionTime: "2026-01-02T03:04:05Z"}]
        """);

    [Fact]
    public void Cluster_OfV1Alpha3WithTheFlagAlone_HasTheCondition() => Versions.AssertBecomes(
        """
        apiVersion: cluster.x-k8s.io/v1alpha3
        kind: Cluster
        metadata: {name: c, namespace: ns, creationTimestamp: "2020-01-02T03:04:05Z"}
        status: {controlPlaneInitialized: true}
        """,
        """
        apiVersion: cluster.x-k8s.io/v1beta2
        kind: Cluster
        metadata: {name: c, namespace: ns, creationTimestamp: "2020-01-02T03:04:05Z"}
        status:
          deprecated:
            v1beta1: {conditions: [{type: ControlPlaneInitialized, status: "True", lastTransitionTime: "2020-01-02T03:04:05Z"}]}
        """);

    [Fact]
    public void Machine_InV1Beta1_SaysTheSame() => Versions.AssertSame(
        """
        apiVersion: cluster.x-k8s.io/v1beta2
        kind: Machine
        metadata: {name: m, namespace: ns}
        spec:
          clusterName: c
          bootstrap: {configRef: {apiGroup: bootstrap.cluster.x-k8s.io, kind: KubeadmConfig, name: b}}
          infrastructureRef: {apiGroup: infrastructure.cluster.x-k8s.io, kind: DevMachine, name: i}
          deletion: {nodeDrainTimeoutSeconds: 1, nodeVolumeDetachTimeoutSeconds: 60, nodeDeletionTimeoutSeconds: 3661}
        status:
          phase: Running
          nodeRef: {name: node}
          initialization: {bootstrapDataSecretCreated: true, infrastructureProvisioned: true}
        """,
        """
        apiVersion: cluster.x-k8s.io/v1beta1
        kind: Machine
        metadata: {name: m, namespace: ns}
        spec:
          clusterName: c
          bootstrap: {configRef: {apiVersion: bootstrap.cluster.x-k8s.io/v1beta2, kind: KubeadmConfig, name: b, namespace: ns}}
          infrastructureRef: {apiVersion: infrastructure.cluster.x-k8s.io/v1beta2, kind: DevMachine, name: i, namespace: ns}
          nodeDrainTimeout: 1s
          nodeVolumeDetachTimeout: 1m0s
          nodeDeletionTimeout: 1h1m1s
        status:
          phase: Running
          nodeRef: {apiVersion: v1, kind: Node, name: node}
          bootstrapReady: true
          infrastructureReady: true
        """);

    [Fact]
    public void MachineSet_InV1Beta1_SaysTheSame() => Versions.AssertSame(
        """
        apiVersion: cluster.x-k8s.io/v1beta2
        kind: MachineSet
        metadata: {name: s, namespace: ns}
        spec:
          clusterName: c
          deletion: {order: Newest}
          machineNaming: {template: "x-{{ .random }}"}
          template: {spec: {clusterName: c, minReadySeconds: 5, bootstrap: {dataSecretName: d}}}
        status:
          replicas: 3
          readyReplicas: 2
          deprecated: {v1beta1: {readyReplicas: 1, availableReplicas: 1, fullyLabeledReplicas: 3}}
        """,
        """
        apiVersion: cluster.x-k8s.io/v1beta1
        kind: MachineSet
        metadata: {name: s, namespace: ns}
        spec:
          clusterName: c
          deletePolicy: Newest
          machineNamingStrategy: {template: "x-{{ .random }}"}
          minReadySeconds: 5
          template: {spec: {clusterName: c, bootstrap: {dataSecretName: d}}}
        status:
          replicas: 3
          readyReplicas: 1
          availableReplicas: 1
          fullyLabeledReplicas: 3
          v1beta2: {readyReplicas: 2}
        """);

    [Fact]
    public void MachineDeployment_InV1Beta1_SaysTheSame() => Versions.AssertSame(
        """
        apiVersion: cluster.x-k8s.io/v1beta2
        kind: MachineDeployment
        metadata: {name: d, namespace: ns}
        spec:
          clusterName: c
          deletion: {order: Random}
          remediation: {maxInFlight: 20%}
          rollout: {after: "2026-01-02T03:04:05Z", strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}}
          template: {spec: {clusterName: c, bootstrap: {dataSecretName: d}, deletion: {nodeDrainTimeoutSeconds: 30}}}
        status:
          upToDateReplicas: 2
          deprecated: {v1beta1: {updatedReplicas: 1, unavailableReplicas: 4}}
        """,
        """
        apiVersion: cluster.x-k8s.io/v1beta1
        kind: MachineDeployment
        metadata: {name: d, namespace: ns}
        spec:
          clusterName: c
          rolloutAfter: "2026-01-02T03:04:05Z"
          strategy:
            type: RollingUpdate
            rollingUpdate: {maxSurge: 1, maxUnavailable: 0, deletePolicy: Random}
            remediation: {maxInFlight: 20%}
          template: {spec: {clusterName: c, bootstrap: {dataSecretName: d}, nodeDrainTimeout: 30s}}
        status:
          updatedReplicas: 1
          unavailableReplicas: 4
          v1beta2: {upToDateReplicas: 2}
        """);

    [Theory]
    [InlineData("v1alpha3")]
    [InlineData("v1alpha4")]
    public void MachineDeployment_InAlphaVersions_SaysTheSame(string version) => Versions.AssertSame(
        """
        apiVersion: cluster.x-k8s.io/v1beta2
        kind: MachineDeployment
        metadata: {name: d, namespace: ns}
        spec:
          clusterName: c
          replicas: 2
          rollout: {strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 1}}}
          template:
            spec:
              clusterName: c
              minReadySeconds: 5
              infrastructureRef: {apiGroup: infrastructure.cluster.x-k8s.io, kind: DevMachineTemplate, name: i}
        """,
        $$"""
        apiVersion: cluster.x-k8s.io/{{version}}
        kind: MachineDeployment
        metadata: {name: d, namespace: ns}
        spec:
          clusterName: c
          replicas: 2
          minReadySeconds: 5
          strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 1} }
          template:
            spec:
              clusterName: c
              infrastructureRef: {apiVersion: infrastructure.cluster.x-k8s.io/v1beta2, kind: DevMachineTemplate, name: i, namespace: ns}
        """);

    [Fact]
    public void Machine_WhatV1Beta1CannotSay_IsKeptInAnAnnotation()
    {
        var hub = Versions.Parse(
            """
            apiVersion: cluster.x-k8s.io/v1beta2
            kind: Machine
            metadata: {name: m, namespace: ns}
            spec: {clusterName: c, minReadySeconds: 5}
            """);
        var older = Versions.Convert(hub, "v1beta1");
        Assert.Equal(
            """{"apiVersion":"cluster.x-k8s.io/v1beta2","kind":"Machine","spec":{"clusterName":"c","minReadySeconds":5}}""",
            (string?)older["metadata"]!["annotations"]!["cluster.x-k8s.io/conversion-data"]);
    }
}
