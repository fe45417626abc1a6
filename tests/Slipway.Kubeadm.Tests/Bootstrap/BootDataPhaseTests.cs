using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using k8s.Models;
using Slipway.Api.Bootstrap.Kubeadm.V1Beta2;
using Slipway.Api.Shared;
using Slipway.ControllerRuntime.Errors;
using Slipway.ControllerRuntime.Reconciling;
using Slipway.Kubeadm.Bootstrap;
using Slipway.Kubeadm.Certificates;
using Slipway.Kubeadm.Tests.Support;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Yaml;

namespace Slipway.Kubeadm.Tests.Bootstrap;

public sealed class BootDataPhaseTests
{
    [Fact]
    public void Prerequisites_InfrastructureMissing_Waits()
    {
        var scope = BootScope.Of(controlPlane: false, initialized: false);
        scope.Cluster.ValueOrNull!.Status!.Initialization!.InfrastructureProvisioned = false;

        Assert.Equal("WaitingForClusterInfrastructureReady", Wait(BootDataPhase.Prerequisites(scope, Make.Now)));
    }

    [Fact]
    public void Decide_WorkerBeforeInit_Waits() =>
        Assert.Equal("WaitingForControlPlaneInitialized", Wait(BootDataPhase.Decide(BootScope.Of(controlPlane: false, initialized: false), Make.Now)));

    [Fact]
    public void Decide_FirstControlPlane_TakesTheLockAndThenWritesItsData()
    {
        var scope = BootScope.Of(controlPlane: true, initialized: false) with { Lock = new Observed<V1ConfigMap>.Absent() };

        var effects = Effects(BootDataPhase.Decide(scope, Make.Now));

        Assert.Equal(["demo-lock", "m"], effects.Select(e => (string?)Assert.IsType<Effect.Create>(e).Body["metadata"]!["name"]));
    }

    [Fact]
    public void Decide_SpecThatMakesNoData_LeavesTheLockToOthers()
    {
        var scope = BootScope.Of(controlPlane: true, initialized: false);
        scope.Config.Spec!.Files = [new BootstrapFile { Path = "C:/x" }];

        Assert.IsType<PhaseResult.Fail>(BootDataPhase.Decide(scope with { Lock = new Observed<V1ConfigMap>.Absent() }, Make.Now));
        Assert.IsType<Effect.Delete>(Assert.Single(Effects(BootDataPhase.Decide(scope with { Lock = BootScope.Lock("m") }, Make.Now))));
    }

    [Fact]
    public void Decide_NoControlPlaneProvider_WhoHoldsTheLockMakesTheAuthorities()
    {
        var none = new AuthoritySet(AuthoritySecrets.Purposes.ToImmutableDictionary(p => p, _ => (Observed<V1Secret>)new Observed<V1Secret>.Absent()), null);
        var scope = BootScope.Of(controlPlane: true, initialized: false) with { Authorities = none, Lock = new Observed<V1ConfigMap>.Absent() };

        var take = Assert.IsType<Effect.Create>(Assert.Single(Effects(BootDataPhase.Decide(scope, Make.Now))));
        Assert.Equal("ConfigMap", (string?)take.Body["kind"]);
        var secret = new JsonObject { ["kind"] = "Secret" };
        var make = Effects(BootDataPhase.Decide(scope with { Lock = BootScope.Lock("m"), NewSecrets = [secret] }, Make.Now));
        Assert.Same(secret, Assert.IsType<Effect.Create>(Assert.Single(make)).Body);
    }

    [Fact]
    public void Decide_ControlPlaneProvider_MakesTheAuthorities()
    {
        var none = new AuthoritySet(AuthoritySecrets.Purposes.ToImmutableDictionary(p => p, _ => (Observed<V1Secret>)new Observed<V1Secret>.Absent()), null);
        var scope = BootScope.Of(controlPlane: true, initialized: false) with { Authorities = none, Lock = new Observed<V1ConfigMap>.Absent() };
        scope.Cluster.ValueOrNull!.Spec!.ControlPlaneRef = new ContractVersionedObjectReference { Kind = "KubeadmControlPlane", Name = "demo" };

        Assert.Equal("WaitingForCertificates", Wait(BootDataPhase.Decide(scope, Make.Now)));
    }

    [Fact]
    public void Decide_WorkerThatIsToJoinAsControlPlane_IsRefused()
    {
        var scope = BootScope.Of(controlPlane: false, initialized: true);
        scope.Config.Spec!.JoinConfiguration = new JoinConfiguration { ControlPlane = new JoinControlPlane() };

        var fail = Assert.IsType<PhaseResult.Fail>(BootDataPhase.Decide(scope, Make.Now));
        Assert.StartsWith("spec.joinConfiguration.controlPlane: ", fail.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decide_DiscoveryByFile_WritesTheKubeconfigLast()
    {
        var scope = BootScope.Of(controlPlane: false, initialized: true);
        scope.Config.Spec = new KubeadmConfigSpec
        {
            Files = [new BootstrapFile { Path = "/user", Content = "x" }],
            JoinConfiguration = new JoinConfiguration { Discovery = BootScope.FileDiscovery() },
        };

        var userData = UserData(BootDataPhase.Decide(scope, Make.Now));

        var file = KubeYaml.Parse(userData)!["write_files"]![1]!;
        Assert.Equal("/etc/kubernetes/discovery.conf", (string?)file["path"]);
        var kubeconfig = KubeYaml.Parse((string)file["content"]!)!;
        Assert.Equal("https://10.0.0.1:6443", (string?)kubeconfig["clusters"]![0]!["cluster"]!["server"]);
        Assert.Equal(
            """{"command":"aws","apiVersion":"client.authentication.k8s.io/v1","interactiveMode":"Never"}""",
            kubeconfig["users"]![0]!["user"]!["exec"]!.ToJsonString());
    }

    [Fact]
    public void Decide_DiscoveryByFileWithoutEndpoint_Waits()
    {
        var scope = BootScope.Of(controlPlane: false, initialized: true);
        scope.Cluster.ValueOrNull!.Spec!.ControlPlaneEndpoint = null;
        scope.Config.Spec = new KubeadmConfigSpec { JoinConfiguration = new JoinConfiguration { Discovery = BootScope.FileDiscovery() } };

        Assert.Equal("WaitingForControlPlaneEndpoint", Wait(BootDataPhase.Decide(scope, Make.Now)));
    }

    [Theory]
    [InlineData(false, "WaitingForInitLock")]
    [InlineData(true, null)]
    public void Decide_LockHeldByAnother_WaitsWhileThatMachineIsThere(bool gone, string? reason)
    {
        var scope = BootScope.Of(controlPlane: true, initialized: false) with { Lock = BootScope.Lock("other"), LockHolderGone = gone };

        var result = BootDataPhase.Decide(scope, Make.Now);

        if (reason is null)
        {
            Assert.IsType<Effect.Delete>(Assert.Single(Effects(result)));
        }
        else
        {
            Assert.Equal(reason, Wait(result));
        }
    }

    [Fact]
    public void Decide_HoldingTheLock_WritesInitData()
    {
        var userData = UserData(BootDataPhase.Decide(BootScope.Of(controlPlane: true, initialized: false) with { Lock = BootScope.Lock("m") }, Make.Now));

        Assert.StartsWith("## template: jinja\n#cloud-config\n", userData, StringComparison.Ordinal);
        Assert.Contains("kubeadm init --config /run/kubeadm/kubeadm.yaml && echo success", userData, StringComparison.Ordinal);
        Assert.Contains("/etc/kubernetes/pki/ca.key", userData, StringComparison.Ordinal);
    }

    [Fact]
    public void Decide_WorkerAfterInit_NamesItsTokenBeforeItMakesIt()
    {
        var scope = BootScope.Of(controlPlane: false, initialized: true) with { NewToken = "abcdef.0123456789abcdef" };

        var effects = Effects(BootDataPhase.Decide(scope, Make.Now));

        Assert.IsType<Effect.ChangeSelf<KubeadmConfig>>(effects[0]);
        Assert.Equal("bootstrap-token-abcdef", (string?)Assert.IsType<Effect.Create>(effects[1]).Body["metadata"]!["name"]);
        var userData = UserData(BootDataPhase.Decide(scope, Make.Now));
        Assert.Contains("token: abcdef.0123456789abcdef", userData, StringComparison.Ordinal);
        Assert.DoesNotContain("/etc/kubernetes/pki", userData, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ignition", "{\"ignition\":{\"version\":")]
    [InlineData("cloud-config", "## template: jinja\n#cloud-config\n")]
    [InlineData(null, "## template: jinja\n#cloud-config\n")]
    public void Decide_Format_IsThatOfTheDataAndSaysSo(string? format, string beginning)
    {
        var scope = BootScope.Of(controlPlane: true, initialized: false) with { Lock = BootScope.Lock("m") };
        scope.Config.Spec!.Format = format;

        var result = BootDataPhase.Decide(scope, Make.Now);

        Assert.StartsWith(beginning, UserData(result), StringComparison.Ordinal);
        var secret = Assert.IsType<Effect.Create>(Effects(result)[^1]).Body;
        Assert.Equal(format ?? "cloud-config", Encoding.UTF8.GetString(Convert.FromBase64String((string)secret["data"]!["format"]!)));
    }

    [Theory]
    [InlineData("v1.35.0", "{{ .controlPlane.version }}", "v1.35.0")]
    [InlineData(null, "{{ if .controlPlane }}known{{ else }}unknown{{ end }}", "unknown")]
    public void Decide_FileTemplate_IsFilledIn(string? version, string template, string expected)
    {
        var scope = WithTemplate(template) with { ControlPlaneVersion = new(version, null) };

        var file = KubeYaml.Parse(UserData(BootDataPhase.Decide(scope, Make.Now)))!["write_files"]!.AsArray()
            .Single(f => (string?)f!["path"] == "/etc/file")!;

        Assert.Equal(expected, (string?)file["content"]);
    }

    [Fact]
    public void Decide_FileTemplateThatIsNone_FailsWithFileAndLineAndNothingOfTheContent()
    {
        var fail = Assert.IsType<PhaseResult.Fail>(BootDataPhase.Decide(WithTemplate("a\n{{ geheim }}"), Make.Now));

        Assert.StartsWith("spec.files: /etc/file: line 2, column 4: a function that is not known", fail.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", fail.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decide_ControlPlaneVersionThatCannotBeRead_Fails()
    {
        var scope = WithTemplate("{{ .controlPlane.version }}") with
        {
            ControlPlaneVersion = new(null, (ErrorCodes.ApiUnavailable, "no answer")),
        };

        Assert.Equal("no answer", Assert.IsType<PhaseResult.Fail>(BootDataPhase.Decide(scope, Make.Now)).Message);
    }

    [Theory]
    [InlineData("1.35", "v1.35.0")]
    [InlineData("v1", "v1.0.0")]
    [InlineData(" v1.35.1-rc.1+build ", "v1.35.1-rc.1+build")]
    [InlineData("01.035.0", "v1.35.0")]
    [InlineData("1.35-rc.1", null)]
    [InlineData("latest", null)]
    public void ControlPlaneVersion_Normalize_IsInFull(string text, string? expected) => Assert.Equal(expected, ControlPlaneVersion.Normalize(text));

    [Fact]
    public void Decide_AuthorityThatIsABundle_PinsEachCertificate()
    {
        var scope = BootScope.Of(controlPlane: false, initialized: true) with { NewToken = "abcdef.0123456789abcdef" };
        var authority = scope.Authorities![AuthorityPurpose.Cluster]!;
        var other = Make.Authority(AuthorityPurpose.Cluster);
        authority.Data["tls.crt"] = [.. authority.Data["tls.crt"], (byte)'\n', .. other.Data["tls.crt"]];

        var change = Assert.IsType<Effect.ChangeSelf<KubeadmConfig>>(Effects(BootDataPhase.Decide(scope, Make.Now))[0]);
        change.Change(scope.Config);

        Assert.Equal(2, scope.Config.Spec!.JoinConfiguration!.Discovery!.BootstrapToken!.CaCertHashes!.Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData(false, "there is no Secret demo-ca")]
    [InlineData(true, "there is no Secret demo-ca")]
    public void Decide_AuthorityThatIsNotThere_IsNamed(bool controlPlane, string expected) =>
        AssertLacks(controlPlane, AuthorityPurpose.Cluster, new Observed<V1Secret>.Absent(), expected);

    [Theory]
    [InlineData(false, AuthorityPurpose.Cluster, "Secret demo-ca has no key tls.crt")]
    [InlineData(true, AuthorityPurpose.FrontProxy, "Secret demo-proxy has no key tls.crt")]
    public void Decide_AuthorityWithoutCertificate_IsNamedWithItsKey(bool controlPlane, object purpose, string expected) =>
        AssertLacks(controlPlane, (AuthorityPurpose)purpose, new Observed<V1Secret>.Found(new V1Secret()), expected);

    [Theory]
    [InlineData(false)]
    [InlineData(true)] // kubeadm goes by the hashes where there are any
    public void Decide_NoHashes_PinsTheAuthority(bool skips)
    {
        var scope = BootScope.Of(controlPlane: false, initialized: true) with { NewToken = "abcdef.0123456789abcdef" };
        var wanted = new BootstrapTokenDiscovery { UnsafeSkipCAVerification = skips };
        scope.Config.Spec!.JoinConfiguration = new JoinConfiguration { Discovery = new Discovery { BootstrapToken = wanted } };

        Assert.IsType<Effect.ChangeSelf<KubeadmConfig>>(Effects(BootDataPhase.Decide(scope, Make.Now))[0]).Change(scope.Config);

        var discovery = scope.Config.Spec.JoinConfiguration.Discovery!.BootstrapToken!;
        Assert.Equal(skips, discovery.UnsafeSkipCAVerification);
        Assert.StartsWith("sha256:", Assert.Single(discovery.CaCertHashes!), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("geheim")]
    [InlineData("abcdef.geheim")]
    [InlineData("abc/ef.0123456789geheim")]
    [InlineData("abcdef.0123456789geheim\n")]
    [InlineData("abcdef.0123456789geheim.x")]
    public void Decide_TokenOfNoForm_IsRefusedAndNotTold(string token)
    {
        var scope = BootScope.Of(controlPlane: false, initialized: true);
        scope.Config.Spec!.JoinConfiguration = new JoinConfiguration
        {
            Discovery = new Discovery { BootstrapToken = new BootstrapTokenDiscovery { Token = token } },
        };

        var fail = Assert.IsType<PhaseResult.Fail>(BootDataPhase.Decide(scope, Make.Now));

        Assert.StartsWith("spec.joinConfiguration.discovery.bootstrapToken.token: ", fail.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", fail.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("m", null, true)]
    [InlineData("m", "KubeadmConfig", true)] // a namesake of before
    [InlineData("m", "ExternalSecret", false)]
    [InlineData("brought", null, false)] // by the user, in the Machine's spec.bootstrap.dataSecretName
    public void Keep_BootData_OfAnother_AreLeftToHim(string name, string? controller, bool taken)
    {
        var metadata = new JsonObject { ["name"] = name, ["namespace"] = "default", ["resourceVersion"] = "1" };
        if (controller is not null)
        {
            var owner = new JsonObject { ["apiVersion"] = "x/v1", ["kind"] = controller, ["name"] = "m", ["uid"] = "other" };
            owner["controller"] = true;
            metadata["ownerReferences"] = new JsonArray(owner);
        }

        var secret = KubeObject.From(new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Secret", ["metadata"] = metadata });
        var scope = BootScope.Of(controlPlane: false, initialized: true) with { ToldSecret = new Observed<KubeObject>.Found(secret) };

        Assert.Equal(taken, DataSecret.Keep(scope, Make.Now) is PhaseResult.Do);
    }

    [Fact]
    public void Decide_SecretThatIsThere_GetsTheClustersLabel()
    {
        var scope = BootScope.Of(controlPlane: true, initialized: false) with
        {
            Lock = BootScope.Lock("m"), DataSecret = new Observed<V1Secret>.Found(new V1Secret()),
        };

        var patch = Assert.IsType<Effect.Patch>(Assert.Single(Effects(BootDataPhase.Decide(scope, Make.Now))));

        Assert.Equal("demo", (string?)patch.Body["metadata"]!["labels"]!["cluster.x-k8s.io/cluster-name"]);
    }

    [Fact]
    public void IsControlPlane_PoolWithTheLabel_IsNot()
    {
        var scope = BootScope.Of(controlPlane: true, initialized: false);
        scope.Config.Metadata.OwnerReferences = [Owner("cluster.x-k8s.io/v1beta2", "MachinePool")];

        Assert.False(scope.IsControlPlane);
    }

    [Theory]
    [InlineData("cluster.x-k8s.io/v1beta2", true)]
    [InlineData("cluster.x-k8s.io/v1alpha3", true)]
    [InlineData("machines.example.com/v1", false)]
    [InlineData("v1", false)]
    public void ConfigOwner_Kind_CountsInItsGroupOnly(string apiVersion, bool expected)
    {
        var scope = BootScope.Of(controlPlane: false, initialized: false);
        scope.Config.Metadata.OwnerReferences = [Owner(apiVersion, "MachinePool")];

        Assert.Equal(expected, scope.IsMachinePool);
    }

    private static V1OwnerReference Owner(string apiVersion, string kind) => new() { ApiVersion = apiVersion, Kind = kind, Name = "x", Uid = "u" };

    private static void AssertLacks(bool controlPlane, AuthorityPurpose purpose, Observed<V1Secret> secret, string expected)
    {
        var scope = BootScope.Of(controlPlane, initialized: true);
        scope = scope with { Authorities = scope.Authorities! with { Secrets = scope.Authorities.Secrets.SetItem(purpose, secret) } };

        var fail = Assert.IsType<PhaseResult.Fail>(BootDataPhase.Decide(scope, Make.Now));

        Assert.Contains(expected, fail.Message, StringComparison.Ordinal);
    }

    private static KubeadmConfigScope WithTemplate(string template)
    {
        var scope = BootScope.Of(controlPlane: true, initialized: false) with { Lock = new Observed<V1ConfigMap>.Absent() };
        scope.Config.Spec!.Files = [new BootstrapFile { Path = "/etc/file", Content = template, ContentFormat = FileContentFormat.Template }];
        return scope;
    }

    private static string Wait(PhaseResult result) => Assert.IsType<PhaseResult.Wait>(result).Reason;

    private static ImmutableArray<Effect> Effects(PhaseResult result) => Assert.IsType<PhaseResult.Do>(result).Effects;

    private static string UserData(PhaseResult result) =>
        Encoding.UTF8.GetString(Convert.FromBase64String((string)Assert.IsType<Effect.Create>(Effects(result)[^1]).Body["data"]!["value"]!));
}
