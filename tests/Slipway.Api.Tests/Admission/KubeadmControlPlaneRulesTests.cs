using Slipway.Api.Admission;

namespace Slipway.Api.Tests.Admission;

public sealed class KubeadmControlPlaneRulesTests
{
    private const string Kind = "KubeadmControlPlane";
    private const string External = """{"etcd":{"external":{"endpoints":["https://e"],"caFile":"/a","certFile":"/b","keyFile":"/c"}}}""";

    [Theory]
    [InlineData(
        """{"spec":{"replicas":null,"version":"1.31.0"}}""",
        """{"spec":{"replicas":1,"version":"v1.31.0","rollout":{"strategy":{"type":"RollingUpdate","rollingUpdate":{"maxSurge":1}}}}}""")]
    [InlineData("""{"spec":{"rollout":{"strategy":{"rollingUpdate":{"maxSurge":0}}}}}""", """{"spec":{"rollout":{"strategy":{"type":"RollingUpdate"}}}}""")]
    public void Default(string given, string added) => RuleTests.AssertDefaults(Kind, given, added);

    [Theory]
    [InlineData("""{"replicas":null}""", "spec.replicas: Required value: is required")]
    [InlineData("""{"replicas":2}""", "spec.replicas: Forbidden: cannot be an even number when etcd is stacked")]
    [InlineData(
        """{"replicas":0}""",
        "spec.replicas: Forbidden: cannot be less than or equal to 0\nspec.replicas: Forbidden: cannot be an even number when etcd is stacked")]
    [InlineData($$"""{"replicas":2,"kubeadmConfigSpec":{"clusterConfiguration":{{External}} } }""", "")]
    [InlineData("""{"version":"v1"}""", "spec.version: Invalid value: \"v1\": must be a valid semantic version")]
    [InlineData(
        """{"machineTemplate":{"spec":{"infrastructureRef":null}}}""",
        "spec.machineTemplate.infrastructure.apiGroup: Invalid value: \"\": cannot be empty\n"
        + "spec.machineTemplate.infrastructure.kind: Invalid value: \"\": cannot be empty\n"
        + "spec.machineTemplate.infrastructure.name: Invalid value: \"\": cannot be empty")]
    [InlineData("""{"machineTemplate":{"metadata":{"labels":{"a b":"c"}}}}""", $"spec.machineTemplate.metadata.labels: Invalid value: \"a b\": {Words.LabelKey}")]
    [InlineData("""{"rollout":{"strategy":{"type":"RollingUpdate","rollingUpdate":{"maxSurge":2}}}}""",
        "spec.rollout.strategy.rollingUpdate.maxSurge: Required value: value must be 1 or 0")]
    [InlineData("""{"rollout":{"strategy":{"rollingUpdate":{"maxSurge":1}}}}""", "spec.rollout.strategy.type: Required value: only RollingUpdate is supported")]
    [InlineData(
        """{"replicas":1,"rollout":{"strategy":{"type":"RollingUpdate","rollingUpdate":{"maxSurge":0}}}}""",
        "spec.rollout.strategy.rollingUpdate: Required value: when KubeadmControlPlane is configured to scale-in, replica count needs to be at least 3")]
    [InlineData(
        """{"machineNaming":{"template":"{{ .machineSet.name }}-{{ .random }}"}}""",
        "spec.machineNaming.template: Invalid value: \"{{ .machineSet.name }}-{{ .random }}\": invalid template: rendering template: template: "
        + "template name generator:1:14: executing \"template name generator\" at <.machineSet.name>: map has no entry for key \"machineSet\"")]
    public void Create(string spec, string expected) => RuleTests.AssertCreate(Kind, $$"""{"spec":{{spec}} }""", expected);

    [Theory]
    [InlineData(20, 10, 0, "kubeadmConfigSpec.clusterConfiguration.certificateValidityPeriodDays: Invalid value: 20: must be less than or equal to caCertificateValidityPeriodDays (10)")]
    [InlineData(3651, null, 0, "kubeadmConfigSpec.clusterConfiguration.certificateValidityPeriodDays: Invalid value: 3651: must be less than or equal to the default value of caCertificateValidityPeriodDays (3650)")]
    [InlineData(30, null, 30, "rollout.before.certificatesExpiryDays: Invalid value: 30: must be less than certificateValidityPeriodDays (30)")]
    public void Create_Validity(int days, int? authorityDays, int before, string expected) => RuleTests.AssertCreate(
        Kind,
        $$"""
        {"spec":{"rollout":{"before":{"certificatesExpiryDays":{{before}} },"strategy":{"type":"RollingUpdate","rollingUpdate":{"maxSurge":1} } },
        "kubeadmConfigSpec":{"clusterConfiguration":{"certificateValidityPeriodDays":{{days}},"caCertificateValidityPeriodDays":{{authorityDays?.ToString() ?? "null"}} } } } }
        """,
        $"spec.{expected}");

    [Theory]
    [InlineData(
        """{"clusterConfiguration":{"dns":{"imageTag":"latest"}}}""",
        "dns.imageTag: Invalid value: \"latest\": failed to parse CoreDNS version: Invalid character(s) found in major number \"0latest\"")]
    [InlineData(
        """{"clusterConfiguration":{"dns":{"imageTag":"v1.11.1+a"},"etcd":{"local":{"imageTag":"3.5/1"}}}}""",
        "spec.kubeadmConfigSpec.clusterConfiguration.dns.imageTag: Forbidden: tag v1.11.1+a is invalid\n"
        + "spec.kubeadmConfigSpec.clusterConfiguration.etcd.local.imageTag: Forbidden: tag 3.5/1 is invalid")]
    [InlineData(
        """{"clusterConfiguration":{"etcd":{"local":{"dataDir":"/d"},"external":{"endpoints":["https://e"],"caFile":"/a","certFile":"/b","keyFile":"/c"}}}}""",
        "spec.kubeadmConfigSpec.clusterConfiguration.etcd.local: Forbidden: cannot have both external and local etcd")]
    [InlineData(
        """{"initConfiguration":{"timeouts":{"controlPlaneComponentHealthCheckSeconds":5}}}""",
        "spec.kubeadmConfigSpec.initConfiguration.timeouts.controlPlaneComponentHealthCheckSeconds: Invalid value: \"5\": "
        + "controlPlaneComponentHealthCheckSeconds must be set to the same value both in initConfiguration.timeouts (5) and in joinConfiguration.timeouts (unset)\n"
        + "spec.kubeadmConfigSpec.joinConfiguration.timeouts.controlPlaneComponentHealthCheckSeconds: Invalid value: \"unset\": "
        + "controlPlaneComponentHealthCheckSeconds must be set to the same value both in initConfiguration.timeouts (5) and in joinConfiguration.timeouts (unset)")]
    public void Create_Kubeadm(string spec, string expected) =>
        RuleTests.AssertCreate(Kind, $$"""{"spec":{"kubeadmConfigSpec":{{spec}} } }""", expected);

    [Theory]
    [InlineData("""{"version":"v1.33.0"}""", "spec.version: Forbidden: cannot update Kubernetes version from v1.31.0 to v1.33.0")]
    [InlineData("""{"version":"v1.33.0-rc.1"}""", "spec.version: Forbidden: cannot update Kubernetes version from v1.31.0 to v1.33.0-rc.1")]
    [InlineData("""{"version":"v1.32.9"}""", "")]
    [InlineData("""{"version":"v1.29.0"}""", "")]
    [InlineData("""{"replicas":5,"machineNaming":{"template":"a-{{ .random }}"},"remediation":{"maxRetry":3}}""", "")]
    [InlineData("""{"kubeadmConfigSpec":{"files":[{"path":"/a","content":"x"}],"joinConfiguration":{"skipPhases":["x"]}}}""", "")]
    [InlineData("""{"machineTemplate":{"spec":{"infrastructureRef":{"name":"other"}}}}""", "")]
    public void Update(string spec, string expected) => RuleTests.AssertUpdate(Kind, "{}", $$"""{"spec":{{spec}} }""", expected);

    [Theory]
    [InlineData("""{"certificatesDir":"/a"}""", """{"certificatesDir":"/b"}""", "certificatesDir: Forbidden: cannot be modified")]
    [InlineData("{}", """{"controlPlaneEndpoint":"a:6443"}""", "controlPlaneEndpoint: Forbidden: cannot be modified")]
    [InlineData(
        """{"caCertificateValidityPeriodDays":100}""", """{"caCertificateValidityPeriodDays":200}""",
        "caCertificateValidityPeriodDays: Forbidden: cannot be modified")]
    [InlineData("{}", External, "etcd.external: Forbidden: cannot change between external and local etcd")]
    [InlineData(
        """{"dns":{"imageTag":"v1.11.1"}}""", """{"dns":{"imageTag":"v1.9.0"}}""",
        "dns.imageTag: Forbidden: cannot migrate CoreDNS up to '1.9.0' from '1.11.1': cannot migrate up to '1.9.0' from '1.11.1'")]
    [InlineData(
        """{"dns":{"imageTag":"v1.0.0_x"}}""", """{"dns":{"imageTag":"v1.9.0"}}""",
        "dns.imageTag: Forbidden: cannot migrate CoreDNS up to '1.9.0' from '1.0.0+x': start version '1.0.0' not supported")]
    [InlineData("""{"dns":{"imageTag":"v1.9.3"}}""", """{"dns":{"imageTag":"v1.11.1_build.2"}}""", null)]
    public void Update_ClusterConfiguration(string old, string now, string? expected) => RuleTests.AssertUpdate(
        Kind,
        $$"""{"spec":{"kubeadmConfigSpec":{"clusterConfiguration":{{old}} } } }""",
        $$"""{"spec":{"kubeadmConfigSpec":{"clusterConfiguration":{{now}} } } }""",
        expected is null ? "" : $"spec.kubeadmConfigSpec.clusterConfiguration.{expected}");

    // What says nothing is not there: an older version may have stored it so.
    [Theory]
    [InlineData("""{"clusterConfiguration":{}}""", "{}", "")]
    [InlineData("{}", """{"initConfiguration":{},"joinConfiguration":{}}""", "")]
    [InlineData("""{"clusterConfiguration":{"certificatesDir":"","controlPlaneEndpoint":""}}""", "{}", "")]
    [InlineData(
        """{"clusterConfiguration":{"imageRepository":"a"}}""", """{"clusterConfiguration":{}}""",
        "spec.kubeadmConfigSpec.clusterConfiguration: Forbidden: cannot be modified")]
    public void Update_WhatIsEmptyIsNotThere(string old, string now, string expected) => RuleTests.AssertUpdate(
        Kind, $$"""{"spec":{"kubeadmConfigSpec":{{old}} } }""", $$"""{"spec":{"kubeadmConfigSpec":{{now}} } }""", expected);

    [Fact]
    public void Update_DnsThatSomebodyElseKeeps_MayBeAnyVersion() => RuleTests.AssertUpdate(
        Kind,
        """{"spec":{"kubeadmConfigSpec":{"clusterConfiguration":{"dns":{"imageTag":"v1.11.1"}}}}}""",
        """
        {"metadata":{"annotations":{"controlplane.cluster.x-k8s.io/skip-coredns":""}},
        "spec":{"kubeadmConfigSpec":{"clusterConfiguration":{"dns":{"imageTag":"v1.9.0"}}}}}
        """,
        "");

    [Theory]
    [InlineData(4, "replicas cannot be an even number when etcd is stacked")]
    [InlineData(0, "replicas should be greater than zero")]
    [InlineData(5, null)]
    public void ValidateScale(int replicas, string? expected)
    {
        var scaled = Manifests.Of(Kind, $$"""{"spec":{"replicas":{{replicas}} } }""");

        Assert.Equal(expected, new AdmissionRules().ValidateScale(RuleTests.KindOf(scaled), scaled).Denial?.Message);
    }

    [Fact]
    public void Refusal_NamesTheCoreGroupAsUpstreamDoes()
    {
        var obj = Manifests.Of(Kind, """{"spec":{"replicas":2}}""");
        var kind = RuleTests.KindOf(obj);

        var refusal = new AdmissionRules().Validate(kind, AdmissionVerb.Create, obj, old: null, dryRun: false).Refusal(kind.GroupKind, "demo")!;

        Assert.Equal(
            (422, "Invalid", "KubeadmControlPlane.cluster.x-k8s.io \"demo\" is invalid: spec.replicas: Forbidden: cannot be an even number when etcd is stacked"),
            (refusal.Code, refusal.Reason, refusal.Message));
        Assert.Equal("cluster.x-k8s.io", refusal.Details!.Group);
    }
}
