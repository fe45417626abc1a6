using Slipway.Api.Admission;

namespace Slipway.Api.Tests.Admission;

/// <summary>Templates of control planes and of the development provider, which stay as they are.</summary>
public sealed class TemplateRulesTests
{
    private const string Trial = """{"metadata":{"annotations":{"topology.cluster.x-k8s.io/dry-run":""}},"spec":{"template":{"spec":{"providerID":"x"}}}}""";

    [Theory]
    [InlineData(
        "DevMachineTemplate", """{"providerID":"x"}""", """{"backend":{"inMemory":{}},"providerID":"x"}""",
        "Please create a new resource instead. Diff: -providerID: unset +providerID: \"x\"")]
    [InlineData(
        "DevClusterTemplate", """{"controlPlaneEndpoint":{"port":1}}""", """{"backend":{"inMemory":{}},"controlPlaneEndpoint":{"port":1}}""",
        "Please create a new resource instead. Diff: -controlPlaneEndpoint: unset +controlPlaneEndpoint: {\"port\":1}")]
    public void Update_Changed_IsRefused(string kind, string spec, string shown, string detail) => RuleTests.AssertUpdate(
        kind,
        "{}",
        $$"""{"spec":{"template":{"spec":{{spec}} } } }""",
        $"spec.template.spec: Invalid value: {shown}: {kind} spec.template.spec field is immutable. {detail}");

    [Fact]
    public void Update_ControlPlaneTemplate_SaysWhatDiffers() => Assert.EndsWith(
        "KubeadmControlPlaneTemplate spec.template.spec field is immutable. Please create new resource instead. "
        + "Diff: -kubeadmConfigSpec.verbosity: 2 +kubeadmConfigSpec.verbosity: 3",
        RuleTests.Ask(
            Manifests.Of("KubeadmControlPlaneTemplate", """{"spec":{"template":{"spec":{"kubeadmConfigSpec":{"verbosity":3}}}}}"""),
            Manifests.Of("KubeadmControlPlaneTemplate")),
        StringComparison.Ordinal);

    [Fact]
    public void Update_ControlPlaneTemplateStoredWithOlderDefaults_MayLeaveThemOut() => RuleTests.AssertUpdate(
        "KubeadmControlPlaneTemplate",
        """
        {"spec":{"template":{"spec":{"rollout":{"strategy":{"type":"RollingUpdate","rollingUpdate":{"maxSurge":1}}},
        "kubeadmConfigSpec":{"format":"cloud-config","joinConfiguration":{"nodeRegistration":{"imagePullPolicy":"IfNotPresent"}}}}}}}
        """,
        "{}",
        "");

    [Fact]
    public void Update_TrialRunOfATopology_TemplateMayDiffer()
    {
        var (stored, changed) = (Manifests.Of("DevMachineTemplate"), Manifests.Of("DevMachineTemplate", Trial));

        Assert.Empty(RuleTests.Ask(changed, stored, dryRun: true));
        Assert.NotEmpty(RuleTests.Ask(changed, stored));
    }

    [Theory]
    [InlineData("KubeadmControlPlaneTemplate")]
    [InlineData("DevClusterTemplate")]
    public void Create_WithoutTheGateOfTopologies_IsRefused(string kind) => RuleTests.AssertCreate(
        kind, "{}", "spec: Forbidden: can be set only if the ClusterTopology feature flag is enabled", new AdmissionGates());

    [Theory]
    [InlineData("KubeadmControlPlaneTemplate")]
    [InlineData("DevClusterTemplate")]
    [InlineData("DevMachineTemplate")]
    public void Create_MetadataThatNoObjectCanHave_IsRefused(string kind) => RuleTests.AssertCreate(
        kind,
        """{"spec":{"template":{"metadata":{"labels":{"a":"-"}}}}}""",
        $"spec.template.metadata.labels: Invalid value: \"-\": {Words.LabelValue}");
}
