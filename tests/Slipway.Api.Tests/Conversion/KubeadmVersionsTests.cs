namespace Slipway.Api.Tests.Conversion;

/// <summary>What kubeadm's kinds look like in each version.</summary>
public sealed class KubeadmVersionsTests
{
    private const string ControlPlane = """
        apiVersion: controlplane.cluster.x-k8s.io/v1beta2
        kind: KubeadmControlPlane
        metadata: {name: kcp, namespace: ns}
        spec:
          replicas: 3
          version: v1.34.1
          kubeadmConfigSpec:
            clusterConfiguration:
              apiServer:
                extraArgs: [{name: cloud-provider, value: external}, {name: v, value: "4"}]
          machineTemplate:
            metadata: {labels: {a: b}}
            spec:
              infrastructureRef: {apiGroup: infrastructure.cluster.x-k8s.io, kind: DevMachineTemplate, name: t}
              deletion: {nodeDrainTimeoutSeconds: 90, nodeVolumeDetachTimeoutSeconds: 0, nodeDeletionTimeoutSeconds: 3600}
              readinessGates: [{conditionType: Good}]
              taints: [{key: k, effect: NoSchedule, propagation: Always}]
          machineNaming: {template: "{{ .random }}"}
          rollout:
            after: "2026-01-02T03:04:05Z"
            before: {certificatesExpiryDays: 21}
            strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 1}}
          remediation: {maxRetry: 2, retryPeriodSeconds: 60, minHealthyPeriodSeconds: 7200}
        status:
          conditions: [{type: Available, status: "True", reason: Available, lastTransitionTime: "2026-01-02T03:04:05Z"}]
          readyReplicas: 3
          availableReplicas: 2
          upToDateReplicas: 1
          initialization: {controlPlaneInitialized: true}
          lastRemediation: {machine: m, retryCount: 1, time: "2026-01-02T03:04:05Z"}
          deprecated:
            v1beta1:
              conditions: [{type: Ready, status: "True", lastTransitionTime: "2026-01-02T03:04:05Z"}]
              readyReplicas: 2
              updatedReplicas: 1
              unavailableReplicas: 1
        """;

    private const string ControlPlaneOfV1Beta1 = """
        apiVersion: controlplane.cluster.x-k8s.io/v1beta1
        kind: KubeadmControlPlane
        metadata: {name: kcp, namespace: ns}
        spec:
          replicas: 3
          version: v1.34.1
          kubeadmConfigSpec:
            clusterConfiguration:
              apiServer:
                extraArgs: {cloud-provider: external, v: "4"}
          machineTemplate:
            metadata: {labels: {a: b}}
            infrastructureRef: {apiVersion: infrastructure.cluster.x-k8s.io/v1beta2, kind: DevMachineTemplate, name: t, namespace: ns}
            nodeDrainTimeout: 1m30s
            nodeVolumeDetachTimeout: 0s
            nodeDeletionTimeout: 1h0m0s
            readinessGates: [{conditionType: Good}]
            taints: [{key: k, effect: NoSchedule, propagation: Always}]
          machineNamingStrategy: {template: "{{ .random }}"}
          rolloutAfter: "2026-01-02T03:04:05Z"
          rolloutBefore: {certificatesExpiryDays: 21}
          rolloutStrategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 1}}
          remediationStrategy: {maxRetry: 2, retryPeriod: 1m0s, minHealthyPeriod: 2h0m0s}
        status:
          conditions: [{type: Ready, status: "True", lastTransitionTime: "2026-01-02T03:04:05Z"}]
          initialized: true
          ready: true
          readyReplicas: 2
          updatedReplicas: 1
          unavailableReplicas: 1
          lastRemediation: {machine: m, retryCount: 1, timestamp: "2026-01-02T03:04:05Z"}
          v1beta2:
            conditions: [{type: Available, status: "True", reason: Available, lastTransitionTime: "2026-01-02T03:04:05Z"}]
            readyReplicas: 3
            availableReplicas: 2
            upToDateReplicas: 1
        """;

    [Fact]
    public void ControlPlane_InV1Beta1_SaysTheSame() => Versions.AssertSame(ControlPlane, ControlPlaneOfV1Beta1);

    [Theory]
    [InlineData("v1alpha4", "machineTemplate: {infrastructureRef: REF, nodeDrainTimeout: 1m30s}, rolloutAfter: TIME")]
    [InlineData("v1alpha3", "infrastructureTemplate: REF, nodeDrainTimeout: 1m30s, upgradeAfter: TIME")]
    public void ControlPlane_InAlphaVersions_SaysTheSame(string version, string ofVersion)
    {
        const string hub = """
            apiVersion: controlplane.cluster.x-k8s.io/v1beta2
            kind: KubeadmControlPlane
            metadata: {name: kcp, namespace: ns}
            spec:
              replicas: 3
              version: v1.20.1
              kubeadmConfigSpec:
                joinConfiguration: {nodeRegistration: {kubeletExtraArgs: [{name: v, value: "2"}]}}
              machineTemplate:
                spec:
                  infrastructureRef: {apiGroup: infrastructure.cluster.x-k8s.io, kind: DevMachineTemplate, name: t}
                  deletion: {nodeDrainTimeoutSeconds: 90}
              rollout:
                after: "2026-01-02T03:04:05Z"
            """;
        const string reference = "{apiVersion: infrastructure.cluster.x-k8s.io/v1beta2, kind: DevMachineTemplate, name: t, namespace: ns}";
        var fields = ofVersion.Replace("REF", reference, StringComparison.Ordinal)
            .Replace("TIME", "'2026-01-02T03:04:05Z'", StringComparison.Ordinal);
        Versions.AssertSame(hub, $$"""
            apiVersion: controlplane.cluster.x-k8s.io/{{version}}
            kind: KubeadmControlPlane
            metadata: {name: kcp, namespace: ns}
            spec: {
              replicas: 3,
              version: v1.20.1,
              kubeadmConfigSpec: {joinConfiguration: {nodeRegistration: {kubeletExtraArgs: {v: "2"} } } },
              {{fields}}
            }
            """);
    }

    [Fact]
    public void Config_InV1Beta1_SaysTheSame() => Versions.AssertSame(
        """
        apiVersion: bootstrap.cluster.x-k8s.io/v1beta2
        kind: KubeadmConfig
        metadata: {name: c, namespace: ns}
        spec:
          clusterConfiguration:
            controllerManager: {extraArgs: [{name: a, value: "1"}]}
            scheduler: {extraArgs: [{name: b, value: ""}]}
            etcd: {local: {extraArgs: [{name: c, value: "3"}]}}
          initConfiguration:
            bootstrapTokens: [{token: abcdef.0123456789abcdef, ttlSeconds: 86400}]
            nodeRegistration: {kubeletExtraArgs: [{name: d, value: "4"}], taints: []}
            timeouts: {controlPlaneComponentHealthCheckSeconds: 240}
          joinConfiguration:
            discovery: {bootstrapToken: {token: abcdef.0123456789abcdef}}
            timeouts: {controlPlaneComponentHealthCheckSeconds: 240, tlsBootstrapSeconds: 300}
        status:
          dataSecretName: s
          initialization: {dataSecretCreated: true}
        """,
        """
        apiVersion: bootstrap.cluster.x-k8s.io/v1beta1
        kind: KubeadmConfig
        metadata: {name: c, namespace: ns}
        spec:
          clusterConfiguration:
            apiServer: {timeoutForControlPlane: 4m0s}
            controllerManager: {extraArgs: {a: "1"}}
            scheduler: {extraArgs: {b: ""}}
            etcd: {local: {extraArgs: {c: "3"}}}
          initConfiguration:
            bootstrapTokens: [{token: abcdef.0123456789abcdef, ttl: 24h0m0s}]
            nodeRegistration: {kubeletExtraArgs: {d: "4"}, taints: []}
          joinConfiguration:
            discovery: {bootstrapToken: {token: abcdef.0123456789abcdef}, timeout: 5m0s}
        status:
          dataSecretName: s
          ready: true
        """);

    [Fact]
    public void Config_OnlyWhatV1Beta1Lacks_IsNotThereAsEmpty() => Assert.Null(Versions.Convert(
        Versions.Parse(
            """
            apiVersion: bootstrap.cluster.x-k8s.io/v1beta2
            kind: KubeadmConfig
            metadata: {name: c, namespace: ns}
            spec: {verbosity: 3, joinConfiguration: {timeouts: {discoverySeconds: 5}}}
            """),
        "v1beta1")["spec"]!["joinConfiguration"]);

    [Theory]
    [InlineData("v1alpha3")]
    [InlineData("v1alpha4")]
    [InlineData("v1beta1")]
    public void ConfigTemplate_EmptyObjectsOfOlderVersion_AreLeftOut(string version) => Versions.AssertBecomes(
        $$"""
        apiVersion: bootstrap.cluster.x-k8s.io/{{version}}
        kind: KubeadmConfigTemplate
        metadata: {name: c, namespace: ns}
        spec:
          template:
            spec:
              clusterConfiguration: {imageRepository: "", etcd: {local: {extraArgs: {} } } }
              joinConfiguration: {nodeRegistration: {name: "", kubeletExtraArgs: {v: "2"} } }
        """,
        """
        apiVersion: bootstrap.cluster.x-k8s.io/v1beta2
        kind: KubeadmConfigTemplate
        metadata: {name: c, namespace: ns}
        spec:
          template:
            spec:
              joinConfiguration: {nodeRegistration: {kubeletExtraArgs: [{name: v, value: "2"}]}}
        """);

    [Fact]
    public void ControlPlaneTemplate_InV1Beta1_SaysTheSame() => Versions.AssertSame(
        """
        apiVersion: controlplane.cluster.x-k8s.io/v1beta2
        kind: KubeadmControlPlaneTemplate
        metadata: {name: t, namespace: ns}
        spec:
          template:
            spec:
              kubeadmConfigSpec: {format: cloud-config}
              machineTemplate: {spec: {deletion: {nodeDrainTimeoutSeconds: 60}}}
              rollout: {after: "2026-01-02T03:04:05Z"}
        """,
        """
        apiVersion: controlplane.cluster.x-k8s.io/v1beta1
        kind: KubeadmControlPlaneTemplate
        metadata: {name: t, namespace: ns}
        spec:
          template:
            spec:
              kubeadmConfigSpec: {format: cloud-config}
              machineTemplate: {nodeDrainTimeout: 1m0s}
              rolloutAfter: "2026-01-02T03:04:05Z"
        """);
}
