using Slipway.Api.Admission;

namespace Slipway.Api.Tests.Admission;

/// <summary>What boot data must be, in a KubeadmConfig and in a KubeadmConfigTemplate.</summary>
public sealed class KubeadmConfigRulesTests
{
    private const string NotWithIgnition = "not supported when spec.format is set to: \"ignition\"";
    private const string GateOff = "Forbidden: can be set only if the KubeadmBootstrapFormatIgnition feature gate is enabled";

    [Theory]
    [InlineData(
        """{"files":[{"path":"/a","content":"x","contentFrom":{"secret":{"name":"s","key":"k"}}}]}""",
        """files[0]: Invalid value: {"path":"/a","content":"<redacted>","contentFrom":{"secret":{"name":"s","key":"k"}}}: only one of content or contentFrom may be specified for a single file""")]
    [InlineData(
        """{"files":[{"path":"/a","contentFrom":{"secret":{"key":"k"}}}]}""",
        "files[0].contentFrom.secret.name: Required value: secret file source must specify non-empty secret name")]
    [InlineData(
        """{"files":[{"path":"/a","contentFrom":{"secret":{"name":"s"}}}]}""",
        "files[0].contentFrom.secret.key: Required value: secret file source must specify non-empty secret key")]
    [InlineData(
        """{"files":[{"path":"/a"},{"path":"/a","owner":"root"}]}""",
        """files[1].path: Invalid value: {"path":"/a","owner":"root"}: path property must be unique among all files""")]
    [InlineData(
        """{"users":[{"name":"u","passwd":"x","passwdFrom":{"secret":{"name":"s","key":"k"}}}]}""",
        """users[0]: Invalid value: {"name":"u","passwd":"<redacted>","passwdFrom":{"secret":{"name":"s","key":"k"}}}: only one of passwd or passwdFrom may be specified for a single user""")]
    [InlineData(
        """{"users":[{"name":"u","passwdFrom":{"secret":{"key":"k"}}}]}""",
        "users[0].passwdFrom.secret.name: Required value: secret file source must specify non-empty secret name")]
    [InlineData(
        """{"diskSetup":{"partitions":[{"device":"/dev/sdb","diskLayout":[{"percentage":60},{"percentage":50}]}]}}""",
        "diskSetup.partitions[0].diskLayout: Invalid value: 110: the sum of all partition percentages must not be greater than 100")]
    [InlineData(
        """{"joinConfiguration":{"discovery":{"file":{"kubeConfigPath":"/k","kubeConfig":{"user":{"exec":{"command":"c"},"authProvider":{"name":"p"}}}}}}}""",
        """joinConfiguration.discovery.file.kubeconfig.user: Invalid value: {"authProvider":{"name":"p"},"exec":{"command":"c"}}: only one of authProvider or exec must be defined""")]
    [InlineData("""{"ignition":{"containerLinuxConfig":{"strict":true}}}""", "format: Invalid value: \"\": must be set to \"ignition\" if spec.ignition is set")]
    [InlineData("""{"format":"ignition","users":[{"name":"u","inactive":true}]}""", $"users[0].inactive: Forbidden: {NotWithIgnition}")]
    [InlineData("""{"format":"ignition","files":[{"path":"/a","encoding":"gzip+base64"}]}""", $"files[0].encoding: Forbidden: {NotWithIgnition}")]
    [InlineData("""{"format":"ignition","bootCommands":["x"]}""", $"bootCommands: Forbidden: {NotWithIgnition}")]
    [InlineData(
        """{"format":"ignition","diskSetup":{"partitions":[{"device":"/dev/sdb","layout":true,"tableType":"mbr"}]}}""",
        "diskSetup.partitions[0].tableType: Invalid value: \"mbr\": only partition type \"gpt\" is supported when spec.format is set to \"ignition\"")]
    [InlineData(
        """{"format":"ignition","diskSetup":{"filesystems":[{"device":"d","filesystem":"ext4","label":"l","partition":"auto"}]}}""",
        $"diskSetup.filesystems[0].partition: Forbidden: {NotWithIgnition}")]
    [InlineData(
        """{"format":"ignition","diskSetup":{"filesystems":[{"device":"d","filesystem":"ext4","label":"l","replaceFS":"ntfs"}]}}""",
        $"diskSetup.filesystems[0].replaceFS: Forbidden: {NotWithIgnition}")]
    public void Create(string spec, string expected)
    {
        RuleTests.AssertCreate("KubeadmConfig", $$"""{"spec":{{spec}} }""", $"spec.{expected}");
        RuleTests.AssertCreate("KubeadmConfigTemplate", $$"""{"spec":{"template":{"spec":{{spec}} } } }""", $"spec.template.spec.{expected}");
    }

    [Fact]
    public void Create_IgnitionWithoutItsGate_IsRefused() => RuleTests.AssertCreate(
        "KubeadmConfig",
        """{"spec":{"format":"ignition","ignition":{"containerLinuxConfig":{"strict":true}}}}""",
        $"spec.format: {GateOff}\nspec.ignition: {GateOff}",
        new AdmissionGates());

    [Fact]
    public void Update_Template_MayChange() =>
        RuleTests.AssertUpdate("KubeadmConfigTemplate", "{}", """{"spec":{"template":{"spec":{"verbosity":9}}}}""", "");

    [Theory]
    [InlineData(true, "IfNotPresent")]
    [InlineData(false, null)]
    public void Default_TrialRunOfATopology_HasTheDefaultsOfOlderVersions(bool dryRun, string? expected)
    {
        var obj = Manifests.Of("KubeadmConfigTemplate", """{"metadata":{"annotations":{"topology.cluster.x-k8s.io/dry-run":""}}}""");

        new AdmissionRules().Default(RuleTests.KindOf(obj), obj, old: null, dryRun);

        var spec = obj["spec"]!["template"]!["spec"]!;
        Assert.Equal(expected, (string?)spec["joinConfiguration"]?["nodeRegistration"]?["imagePullPolicy"]);
        Assert.Equal(dryRun ? "cloud-config" : null, (string?)spec["format"]);
    }
}
